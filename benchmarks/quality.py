"""How well documents are read, field by field, against what a person found in them.

    python benchmarks/quality.py [GOLD] [PDFS] [--misses [FIELD]] [--scans]

GOLD holds NAME.yaml in the form of corpus/sample/gold, PDFS holds NAME.pdf; default: the sample minutes. Documents marked
`scan: true` are left out unless asked for.
A file that holds several meetings is scored by its first one.
"""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

import yaml

from referat.corpus.score import FIELDS, Row, empty_score, score_document
from referat.extract.minutes import read_document
from referat.models.codec import public
from referat.models.errors import ReferatError

SAMPLE = Path(__file__).resolve().parent.parent / "corpus" / "sample"


def found_in(pdf: Path) -> Row:
    """The JSON form of the file's first meeting; {} where it cannot be read."""
    try:
        return public(read_document(pdf))[0]
    except (ReferatError, OSError) as error:
        print(f"{pdf.name}: {error}")
        return {}


def percent(value: float | None) -> str:
    """A share as a percentage, or a dash."""
    return "–" if value is None else f"{100 * value:.1f}"


def main() -> None:
    """Scores and prints."""
    options = argparse.ArgumentParser(description="How well documents are read")
    options.add_argument("gold", nargs="?", type=Path, default=SAMPLE / "gold")
    options.add_argument("pdfs", nargs="?", type=Path, default=SAMPLE)
    options.add_argument("--misses", nargs="?", const="", metavar="FIELD", help="list what was missed or false, of fields that begin so")
    options.add_argument("--scans", action="store_true", help="scanned documents too")
    chosen = options.parse_args()
    total, scored = empty_score(), 0
    for path in sorted(chosen.gold.glob("*.yaml")):
        gold: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
        if gold.get("scan") and not chosen.scans:
            continue
        scored += 1
        for name, tally in score_document(gold, found_in(chosen.pdfs / f"{path.stem}.pdf")).items():
            total[name].add(tally)
            if chosen.misses is not None and name.startswith(chosen.misses):
                print(*(f"  {path.stem}: {name}: {error}" for error in tally.errors), sep="\n", end="\n" if tally.errors else "")
    print(f"{scored} documents")
    print(f"{'field':42}{'precision':>10}{'recall':>8}{'F1':>8}{'in gold':>9}")
    for name in FIELDS:
        row = total[name]
        print(f"{name:42}{percent(row.precision):>10}{percent(row.recall):>8}{percent(row.f1):>8}{int(row.hit + row.miss):>9}")


if __name__ == "__main__":
    main()
