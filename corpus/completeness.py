"""What of a document was not explained by anything that was read: pages, lines of the table of contents, numbers of items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from itertools import pairwise
from typing import Any, NamedTuple

from referat.extract.outline.contents import find_contents
from referat.extract.outline.headings import Looks
from referat.extract.outline.meetings import split_meetings
from referat.models.fact import walk_facts
from referat.models.kinds import DocumentKind
from referat.models.likeness import likeness
from referat.models.minutes import Document, Item, Minutes
from referat.models.text import SourceText

_MEETINGS = (DocumentKind.REFERAT, DocumentKind.DAGSORDEN)
_WORDY = 200  # characters of a page that says something
_HOLES = 5  # more missing numbers are no holes, but another series


class GapKind(StrEnum):
    """What is missing: a page that nothing explains, an entry of the contents without an item, an item's number."""

    PAGE = "page"
    CONTENTS = "contents"
    NUMBER = "number"


class Gap(NamedTuple):
    """Something that was not explained, where it stands, and what it says."""

    kind: GapKind
    page: int | None
    text: str


def gap_rows(document: Document, identity: str) -> list[dict[str, Any]]:
    """The gaps of all meetings of a document as rows of the table `gaps`."""
    parts = split_meetings(document.source)
    if len(parts) != len(document.meetings):
        return []
    found = [gap for part, minutes in zip(parts, document.meetings, strict=True) for gap in gaps(part, minutes)]
    return [
        {"document_id": identity, "ordinal": ordinal, "kind": gap.kind.value, "page": gap.page, "text": gap.text}
        for ordinal, gap in enumerate(found, start=1)
    ]


def gaps(source: SourceText, minutes: Minutes) -> Iterator[Gap]:
    """The gaps of one meeting. Attachments and other documents are not expected to be explained."""
    if minutes.kind.value not in _MEETINGS:
        return
    contents = find_contents(Looks(source))
    yield from _pages(source, minutes, {source.lines[index].page for index in contents.lines if index < len(source.lines)})
    for entry in contents.entries:
        if entry.title and not any(_is_item(entry.number, entry.title, item) for item in minutes.items):
            name = f"{entry.number} {entry.title}".strip()
            yield Gap(GapKind.CONTENTS, source.lines[entry.first].page or None, name[:200])
    yield from _numbers(minutes.items)


def _pages(source: SourceText, minutes: Minutes, contents: set[int]) -> Iterator[Gap]:
    explained = {line.page for _, fact in walk_facts(minutes) for span in fact.spans for line in source.lines_of(span)}
    explained |= {box.page for _, fact in walk_facts(minutes) for box in fact.boxes} | contents
    written: dict[int, int] = {}
    first: dict[int, str] = {}
    for line in source.lines:
        written[line.page] = written.get(line.page, 0) + line.span.end - line.span.start
        first.setdefault(line.page, source.line_text(line))
    for page in sorted(written):
        if page and page not in explained and written[page] >= _WORDY:
            yield Gap(GapKind.PAGE, page, first[page][:200])


def _is_item(number: str, title: str, item: Item) -> bool:
    printed = _plain(item.number.value) if item.number else ""
    if printed and printed == _plain(number):
        return True
    return item.title is not None and likeness(title, item.title.value) >= 0.8


def _plain(number: str) -> str:
    return re.sub(r"\W+", "", re.sub(r"(?i)^\s*(?:punkt|pkt|sag|dagsordens?punkt)\b\.?", "", number)).casefold()


def _numbers(items: Sequence[Item]) -> Iterator[Gap]:
    """Whole numbers that a rising series leaves out, and those before a series that begins at 2 or 3."""
    values = [int(found.group()) for item in items if item.number and (found := re.match(r"\d+", _plain(item.number.value)))]
    if len(values) < 3:
        return
    start = [0] if values[0] in (2, 3) else []
    for before, after in pairwise([*start, *values]):
        if 1 < after - before <= _HOLES + 1:
            for missing in range(before + 1, after):
                if missing not in values:
                    yield Gap(GapKind.NUMBER, None, str(missing))
