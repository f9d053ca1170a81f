"""Files that hold the minutes of several meetings, split where a new one begins."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from referat.extract.dates.dates import find_dates
from referat.extract.outline.numbering import numbering
from referat.models.likeness import likeness
from referat.models.place import Span
from referat.models.text import Line, SourceText

_TITLE = re.compile(r"(?:\d{6}\s+)?(?:møde|beslutnings|udkast\s+til\s+)?(?:referat|protokol|dagsorden)\b", re.I)
_ATTENDANCE = re.compile(r"(?:til\s?stede|tilstedeværende|deltagere|mødedeltagere|mødt|fremmødte|afbud)\b[^.]{0,20}:", re.I)
_DIGITS = re.compile(
    r"\d+|\b(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|mandag|tirsdag|onsdag|torsdag|fredag|lørdag|søndag)\b",
    re.I,
)
_SHORTEST = 300  # characters: less is no minutes of its own


def split_meetings(source: SourceText) -> list[SourceText]:
    """The document's meetings, each as the same text with only its own lines and tables; the document itself where it holds one."""
    starts = sorted(set(_titles(source)) | set(_page_heads(source)))
    if len(starts) < 2:
        return [source]
    starts = [
        start
        for start, after in zip(starts, [*starts[1:], len(source.lines)], strict=True)
        if (source.lines[after - 1].span.end - source.lines[start].span.start) >= _SHORTEST
    ]
    if len(starts) < 2 or source.lines[starts[0]].span.start > 0.3 * len(source.text):
        return [source]
    borders = [0, *starts[1:], len(source.lines)]
    return [_part(source, first, last) for first, last in pairwise(borders)]


def _part(source: SourceText, first: int, last: int) -> SourceText:
    lines = source.lines[first:last]
    span = Span(lines[0].span.start, lines[-1].span.end)
    return replace(source, lines=lines, tables=tuple(table for table in source.tables if table.span.overlaps(span)))


def _dated(source: SourceText, index: int, reach: int) -> bool:
    text = "\n".join(source.of(line.span) for line in source.lines[index : index + reach])
    return any(found.year_stated for found in find_dates(text))


def _titles(source: SourceText) -> Iterator[int]:
    """Lines that repeat the title of the document in its own look, with another date."""
    first = next((index for index, line in enumerate(source.lines[:10]) if _TITLE.match(source.of(line.span))), None)
    if first is None:
        return
    title, text = source.lines[first], source.of(source.lines[first].span)
    dates = {found.date for found in find_dates(text)}
    if not dates:
        return
    yield first
    for index, line in enumerate(source.lines[first + 5 :], start=first + 5):
        other = source.of(line.span)
        if _looks_like(title, line) and _TITLE.match(other) and likeness(_DIGITS.sub("", other), _DIGITS.sub("", text)) >= 0.75:
            printed = {found.date for found in find_dates(other)}
            if printed and not printed & dates:
                dates |= printed
                yield index


def _looks_like(one: Line, other: Line) -> bool:
    return abs(one.size - other.size) < 0.6 and one.bold == other.bold and other.starts


def _page_heads(source: SourceText) -> Iterator[int]:
    """First lines of pages with a date, an attendance list and an item 1 of their own."""
    first_of_page: dict[int, int] = {}
    for index, line in enumerate(source.lines):
        first_of_page.setdefault(line.page, index)
    found = []
    for index in first_of_page.values():
        lines = source.lines[index : index + 14]
        attended = any(line.starts and _ATTENDANCE.match(source.of(line.span)) for line in lines)
        if attended and _dated(source, index, 6) and _begins_at_one(source, index):
            found.append(index)
    if len(found) >= 2:
        yield from found


def _begins_at_one(source: SourceText, index: int) -> bool:
    for line in source.lines[index : index + 40]:
        number = numbering(source.of(line.span)) if line.starts else None
        if number is not None:
            return number.value == 1
    return False
