"""The score at the command line: `python -m referat.corpus.score GOLD PREDICTED`.

GOLD holds NAME.yaml (see `corpus/sample/README.md`), also in subfolders for the second meeting of a file; PREDICTED holds NAME.json as
`referat parse --json` prints it, one line a meeting. A document without a prediction counts as one in which nothing was found.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from referat.corpus.score import FIELDS, Row, Score, empty_score, score_document

PER_FILE = ("items", "text: indstilling", "text: referat", "text: beslutning", "attendance: names", "outcome", "tasks: found")


@dataclass(frozen=True, slots=True)
class Scored:
    """A document with its score; `missing` where no usable prediction was there."""

    name: str
    score: Score
    missing: bool


def golds(folder: Path, *, scans: str = "without") -> Iterator[tuple[str, Row]]:
    """The gold documents of a folder by name. `scans` is `without`, `only` or `with`: those marked `scan: true`."""
    import yaml

    for path in sorted(folder.rglob("*.yaml")):
        gold: Row = yaml.safe_load(path.read_text(encoding="utf-8"))
        if scans == "with" or bool(gold.get("scan")) == (scans == "only"):
            yield path.stem, gold


def prediction(folder: Path, name: str, gold: Row) -> Row | None:
    """What was found in a document: the meeting that `part` of the gold names, else the first. None where there is no usable file."""
    part = int(gold.get("part") or 1)
    path = folder / (f"{name}.json" if part == 1 else f"{Path(gold['file']).stem}.json")
    try:
        text = path.read_text(encoding="utf-8")
        try:
            found = [json.loads(text)]
        except json.JSONDecodeError:
            found = [json.loads(line) for line in text.splitlines() if line.strip()]
        return found[part - 1] if isinstance(found[part - 1], dict) else None
    except (OSError, ValueError, IndexError):
        return None


def scored(gold_folder: Path, predicted: Path, *, scans: str = "without") -> Iterator[Scored]:
    """Each gold document with the score of its prediction. One that is not in the form of the contract counts as nothing found."""
    for name, gold in golds(gold_folder, scans=scans):
        found = prediction(predicted, name, gold)
        try:
            yield Scored(name, score_document(gold, found or {}), found is None)
        except (TypeError, AttributeError, KeyError):
            yield Scored(name, score_document(gold, {}), missing=True)


def main(arguments: list[str] | None = None) -> int:
    """Scores, writes to standard output, and returns the exit code: 2 when there is nothing to score."""
    options = _options().parse_args(arguments)
    documents = list(scored(options.gold, options.predicted, scans=options.scans))
    if not documents or not options.predicted.is_dir():
        sys.stderr.write(f"no *.yaml in {options.gold}\n" if not documents else f"no folder {options.predicted}\n")
        return 2
    total = empty_score()
    for document in documents:
        for name, tally in document.score.items():
            total[name].add(tally)
    lines = [json.dumps(_figures(total))] if options.json else _report(documents, total, options)
    sys.stdout.write("".join(f"{line}\n" for line in lines))
    return 0


def _options() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m referat.corpus.score", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("gold", type=Path)
    parser.add_argument("predicted", type=Path)
    parser.add_argument("--per-file", action="store_true", help="one line a document as well")
    parser.add_argument("--misses", action="store_true", help="list everything missed or false")
    parser.add_argument("--fields", default="", help="only misses of fields that start with this")
    parser.add_argument("--json", action="store_true", help="the total as JSON")
    parser.add_argument("--scans", choices=("without", "only", "with"), default="without", help="documents marked 'scan: true'")
    return parser


def _report(documents: list[Scored], total: Score, options: argparse.Namespace) -> Iterator[str]:
    for document in documents:
        if options.per_file:
            figures = "  ".join(f"{name.split(': ')[-1][:10]} {_percent(document.score[name].f1)}" for name in PER_FILE)
            yield f"{document.name[:34]:34} {figures}"
        if options.misses:
            fields = (name for name in FIELDS if name.startswith(options.fields))
            yield from (f"  {document.name}: {name}: {error}" for name in fields for error in document.score[name].errors)
    missing = [document.name for document in documents if document.missing]
    if missing:
        yield f"no usable prediction for {len(missing)} of {len(documents)}: {', '.join(missing)}"
    yield f"{len(documents)} documents, scans: {options.scans}"
    yield f"{'field':42}{'precision':>10}{'recall':>8}{'F1':>8}{'in gold':>9}"
    for name, tally in total.items():
        shares = f"{_percent(tally.precision):>10}{_percent(tally.recall):>8}{_percent(tally.f1):>8}"
        yield f"{name:42}{shares}{int(tally.hit + tally.miss):>9}"


def _figures(total: Score) -> Row:
    return {
        name: {part: getattr(tally, part) for part in ("f1", "precision", "recall", "hit", "miss", "false")}
        for name, tally in total.items()
    }


def _percent(value: float | None) -> str:
    return "–" if value is None else f"{100 * value:.1f}"
