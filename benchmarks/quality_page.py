"""Writes docs/quality.md: how well documents are read, field by field and layout by layout, with intervals, from gold and PDFs.

    python benchmarks/quality_page.py [GOLD PDFS]… [--unread PREFIX[,PREFIX…]] [--to docs/quality.md] [--errors FILE]

Each GOLD holds NAME.yaml, each PDFS holds NAME.pdf; default: the sample minutes, and the corpus of REFERAT_CORPUS beside its
gold where it is set.
--unread: names that begin so were not looked at while the rules were made; they are shown apart, as what to expect of documents never seen.
--errors: everything missed and false as a list (it quotes the documents: keep it out of the project where they hold real persons).
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from referat.corpus.predictions import read_all
from referat.corpus.score import empty_score, score_document
from referat.corpus.score_command import golds, prediction
from referat.corpus.tally import Tally

Row = dict[str, Any]
Scored = tuple[str, Row, dict[str, Tally]]  # the document's name, its gold, its tallies by field
ROOT = Path(__file__).resolve().parent.parent
SAMPLE = ROOT / "corpus" / "sample"
ROUNDS = 400  # of the bootstrap
TEXTS = ("text:",)  # counted in words; the others in values


def layout(gold: Row) -> str:
    """The layout family of a document: what its items look like."""
    items = gold.get("items") or []
    if gold.get("kind") != "referat" or not items:
        return "agendas, attachments and other documents"
    labelled = sum(any(section.get("heading") for section in item.get("sections") or []) for item in items) >= 0.5 * len(items)
    numbered = sum(item.get("number") is not None for item in items) >= 0.5 * len(items)
    return f"{'numbered' if numbered else 'unnumbered'} items, {'with section headings' if labelled else 'running text'}"


def scored(gold: Path, pdfs: Path) -> Iterator[Scored]:
    """Every document of a gold folder with its tallies; scans are read too."""
    with tempfile.TemporaryDirectory() as folder:
        read_all(gold, pdfs, Path(folder))
        for name, row in golds(gold, scans="with"):
            yield name, row, score_document(row, prediction(Path(folder), name, row) or {})


def total(documents: Sequence[Scored]) -> dict[str, Tally]:
    """The sum of the documents' tallies."""
    score = empty_score()
    for _, _, tallies in documents:
        for field, tally in tallies.items():
            score[field].add(tally)
    return score


def interval(documents: Sequence[Scored], field: str) -> tuple[float, float] | None:
    """The middle 95 % of F1 over documents drawn with replacement (bootstrap, seeded: the same each time)."""
    draw = random.Random(20)
    values = []
    for _ in range(ROUNDS):
        sum_ = Tally()
        for _, _, tallies in draw.choices(documents, k=len(documents)):
            tally = tallies[field]
            sum_.hit, sum_.miss, sum_.false = sum_.hit + tally.hit, sum_.miss + tally.miss, sum_.false + tally.false
        if sum_.f1 is not None:
            values.append(sum_.f1)
    values.sort()
    return (values[len(values) // 40], values[-1 - len(values) // 40]) if values else None


def percent(value: float | None) -> str:
    """A share in percent with one decimal; a dash for none."""
    return "–" if value is None else f"{100 * value:.1f}"


def table(documents: Sequence[Scored]) -> Iterator[str]:
    """Precision, recall, F1 and its interval for each field, as a Markdown table."""
    yield "| field | precision | recall | F1 | 95 % of F1 | in gold |"
    yield "|---|---:|---:|---:|---:|---:|"
    for field, tally in total(documents).items():
        if tally.f1 is not None:
            span = interval(documents, field)
            between = f"{percent(span[0])} – {percent(span[1])}" if span else "–"
            shares = " | ".join(map(percent, (tally.precision, tally.recall, tally.f1)))
            yield f"| {field} | {shares} | {between} | {int(tally.hit + tally.miss)} |"


def layouts(documents: Sequence[Scored]) -> Iterator[str]:
    """F1 of the main fields for each layout family."""
    fields = ("items", "section headings", "text: referat and beslutning together", "attendance: names", "outcome", "tasks: found")
    yield "| layout | documents | " + " | ".join(fields) + " |"
    yield "|---|---:|" + "---:|" * len(fields)
    for family in sorted({layout(gold) for _, gold, _ in documents}):
        chosen = [document for document in documents if layout(document[1]) == family]
        score = total(chosen)
        yield f"| {family} | {len(chosen)} | " + " | ".join(percent(score[field].f1) for field in fields) + " |"


def wrong(documents: Sequence[Scored]) -> Iterator[str]:
    """How many values of each field were missed or false, the most first."""
    score = total(documents)
    fields = [field for field in score if not field.startswith(TEXTS)]
    for field in sorted(fields, key=lambda field: -(score[field].miss + score[field].false)):
        if score[field].miss + score[field].false:
            yield f"- {field}: {int(score[field].miss)} missed, {int(score[field].false)} false"


def page(groups: Mapping[str, Sequence[Scored]]) -> Iterator[str]:
    """The page."""
    yield "# Quality"
    yield ""
    yield "Made by `python benchmarks/quality_page.py`; do not edit. What the fields hold: [contract.md](contract.md)."
    yield "Intervals: bootstrap over documents. Of a new body expect the figures of documents not looked at while the rules were made."
    yield "No text of those was read, but they are not untouched: counts over them led to a wider outcome wording"
    yield "and helped choose rules for tasks, and columns in the margin were mended after somebody had described two other files of one of"
    yield "these bodies. Read them as a mild overestimate."
    for name, documents in groups.items():
        if documents:
            yield from (
                "",
                f"## {name} ({len(documents)} documents)",
                "",
                *table(documents),
                "",
                *layouts(documents),
                "",
                "Missed and false:",
                "",
            )
            yield from wrong(documents)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", nargs="*", type=Path)
    parser.add_argument("--unread", default="")
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "quality.md")
    parser.add_argument("--errors", type=Path)
    options = parser.parse_args()
    unread = tuple(prefix for prefix in options.unread.split(",") if prefix)
    groups: dict[str, list[Scored]] = {"Sample minutes": list(scored(SAMPLE / "gold", SAMPLE))}
    corpus = os.environ.get("REFERAT_CORPUS")
    pairs = list(zip(options.folders[::2], options.folders[1::2], strict=True))
    if corpus and not pairs:
        pairs = [(Path(corpus).parent / "bench" / "gold", Path(corpus) / "gold")]
    real = [document for gold, pdfs in pairs for document in scored(gold, pdfs)]
    text = [document for document in real if not document[1].get("scan")]
    groups["Real minutes that were read while the rules were made"] = [
        document for document in text if not document[0].startswith(unread or ("\0",))
    ]
    groups["Real minutes that were not looked at"] = [document for document in text if unread and document[0].startswith(unread)]
    groups["Scans"] = [document for document in real if document[1].get("scan")]
    options.to.write_text("\n".join(page(groups)) + "\n", encoding="utf-8")
    if options.errors:
        errors = {name: {field: tally.errors for field, tally in tallies.items() if tally.errors} for name, _, tallies in real}
        options.errors.write_text(json.dumps(errors, ensure_ascii=False, indent=1), encoding="utf-8")
    sys.stdout.write(f"{options.to}\n")


if __name__ == "__main__":
    main()
