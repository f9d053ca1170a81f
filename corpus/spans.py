"""Hold the boxes of what was read to the printed page, independently of the reader: `python -m referat.corpus.spans PREDICTED PDFS`.

For every section, task and attendance row with a text and a span: the share of its letters that `pdftotext -bbox` finds inside the
boxes (found), and the share of the letters inside the boxes that are not its own (foreign). Needs poppler-utils. Scans have no
words on the page and are skipped.
"""

from __future__ import annotations

import argparse
import html
import json
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

WORD = re.compile(r'<word xMin="([\d.]+)" yMin="([\d.]+)" xMax="([\d.]+)" yMax="([\d.]+)">(.*?)</word>')
KINDS = ("section", "task", "attendance")
FOUND_AT_LEAST = 0.95
FOREIGN_AT_MOST = {"section": 0.25, "task": 0.25, "attendance": 0.6}  # a name's row may hold its role

PrintedWord = tuple[float, float, str]
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Judgement:
    """How well the boxes of one value hold its letters."""

    document: str
    kind: str
    text: str
    found: float
    foreign: float

    @property
    def right(self) -> bool:
        """Whether the value lies where it says."""
        return self.found >= FOUND_AT_LEAST and self.foreign <= FOREIGN_AT_MOST[self.kind]


def printed_words(pdf: Path) -> list[list[PrintedWord]]:
    """The words of each page with the middle of their boxes. Raises OSError when pdftotext is not there."""
    out = subprocess.run(["pdftotext", "-bbox", str(pdf), "-"], capture_output=True, text=True, check=False).stdout
    return [
        [
            ((float(x0) + float(x1)) / 2, (float(top) + float(bottom)) / 2, html.unescape(word))
            for x0, top, x1, bottom, word in WORD.findall(page)
        ]
        for page in out.split("<page ")[1:]
    ]


def values(document: Row) -> Iterator[tuple[str, str, list[Row]]]:
    """Kind, text and boxes of every section, task and attendance row of a document in the JSON form."""
    for person in document.get("attendance") or []:
        yield "attendance", person.get("name") or "", person.get("span") or []
    for item in document.get("items") or []:
        for kind, part, text in (("section", "sections", "text"), ("task", "tasks", "quote")):
            for row in item.get(part) or []:
                yield kind, row.get(text) or "", row.get("span") or []


def judged(name: str, document: Row, printed: list[list[PrintedWord]]) -> Iterator[Judgement]:
    """A judgement for each value with a text; none where the pages hold no words."""
    if not any(printed):
        return
    for kind, text, boxes in values(document):
        mine = _letters(text)
        if not mine:
            continue
        theirs = _letters(" ".join(word for box in boxes for word in _inside(box, printed)))
        common = (mine & theirs).total()
        yield Judgement(name, kind, text, common / mine.total(), 1 - common / max(1, theirs.total()))


def main(arguments: list[str] | None = None) -> int:
    """Judges NAME.json of a folder by NAME.pdf of another and writes the shares; returns the exit code."""
    parser = argparse.ArgumentParser(
        prog="python -m referat.corpus.spans", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("predicted", type=Path)
    parser.add_argument("pdfs", type=Path)
    parser.add_argument("--worst", type=int, default=0, metavar="N", help="list the N worst")
    options = parser.parse_args(arguments)
    rows = [row for path in sorted(options.predicted.glob("*.json")) for row in _judged_file(path, options.pdfs / f"{path.stem}.pdf")]
    for kind in KINDS:
        ofkind = [row.right for row in rows if row.kind == kind]
        if ofkind:
            sys.stdout.write(f"{kind:12} {100 * sum(ofkind) / len(ofkind):5.1f} % of {len(ofkind)} lie where they say\n")
    wrong = sorted((row.found - row.foreign, row.document, row) for row in rows if not row.right)
    for _, _, row in wrong[: options.worst]:
        sys.stdout.write(f"   {row.document}: {row.kind} {row.text[:60]!r}: found {row.found:.0%}, foreign {row.foreign:.0%}\n")
    return 0 if rows else 2


def _judged_file(path: Path, pdf: Path) -> Iterator[Judgement]:
    try:
        meetings = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    except ValueError:  # not one meeting a line: one object over many lines, or nothing that can be read
        try:
            meetings = [json.loads(path.read_text(encoding="utf-8"))]
        except ValueError:
            return
    printed = printed_words(pdf)
    for meeting in meetings:
        yield from judged(path.stem, meeting, printed)


def _letters(text: str) -> Counter[str]:
    # Letters, not words: readers split words differently.
    return Counter(re.findall(r"\w", text.lower()))


def _inside(box: Row, printed: list[list[PrintedWord]]) -> Iterator[str]:
    x0, top, x1, bottom = box["bbox"]
    if 0 < box["page"] <= len(printed):
        yield from (word for x, y, word in printed[box["page"] - 1] if x0 - 1 <= x <= x1 + 1 and top - 1 <= y <= bottom + 1)


if __name__ == "__main__":
    sys.exit(main())
