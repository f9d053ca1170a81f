"""The lines of a head put together as paragraphs: a title that runs over two lines is one text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from referat.extract.attendance.stitched import Stitched, stitch
from referat.models.place import Span
from referat.models.text import Line, SourceText

_LIST = re.compile(r"\d{1,3}(?:\.\d+)?[.)]\s(?!\s*(?:\d|[a-zæøå]{3,9}\s+\d{4}))|(?!d\.)[a-zæøå][.)]\s|punkt\s+\d|pkt\.?\s+\d|ad\s+\d", re.I)
_AGENDA = re.compile(r"(?:indhold(?:sfortegnelse|soversigt)?|punkter|punkter på (?:åbent|lukket) møde|sagsoversigt|oversigt)\W*", re.I)
_SHORT, _FIRST_LINES, _LONG = 60, 1200, 6000
_LEADERS = re.compile(r"\.{4,}")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of the head.

    `large`: printed larger than most of the document. `prominent`: larger or bold. `size`: of its first line.
    """

    text: Stitched
    size: float
    large: bool
    prominent: bool


def head_area(source: SourceText, head: Span) -> Span:
    """What is read as the head: not more than some pages, and at least the first lines where nothing stands before the first item."""
    if head.end - head.start < _SHORT:
        return Span(head.start, min(len(source.text), head.start + _FIRST_LINES))
    return Span(head.start, min(head.end, head.start + _LONG))


def early_area(source: SourceText, head: Span) -> Span:
    """The first lines of the text, also those behind the head: a list of people may stand below what looks like an item."""
    return Span(head.start, max(head.end, min(len(source.text), head.start + _FIRST_LINES)))


def head_paragraphs(source: SourceText, head: Span, *, limit: int = 40) -> list[Paragraph]:
    """The first paragraphs of the head without the entries of an agenda list."""
    body = _body_size(source)
    found: list[Paragraph] = []
    group: list[Line] = []
    for line in source.lines_of(head):
        text = source.line_text(line)
        if _AGENDA.fullmatch(text.strip()):
            break
        if group and not _goes_on(group[-1], line):
            found.append(_paragraph(source, group, body))
            group = []
        if _LIST.match(text) or _LEADERS.search(text):
            continue
        group.append(line)
        if len(found) >= limit:
            break
    if group:
        found.append(_paragraph(source, group, body))
    return found


def _goes_on(before: Line, line: Line) -> bool:
    if before.page != line.page or abs(before.size - line.size) > 0.6:
        return False
    if not line.starts:
        return len(line.segments) == 1
    large = line.size >= 12.5 and before.bold == line.bold and line.gap < line.size * 0.7
    return large and not line.in_table and len(before.segments) == 1 and line.box.page > 0 and before.box.width > 150


def _paragraph(source: SourceText, lines: Sequence[Line], body: float) -> Paragraph:
    first = lines[0]
    text = stitch(source, [segment for line in lines for segment in line.segments])
    large = first.size > body + 0.9
    return Paragraph(text, first.size, large, large or first.bold)


def _body_size(source: SourceText) -> float:
    """The font size of most of the text."""
    weights: dict[float, int] = {}
    for line in source.lines:
        weights[line.size] = weights.get(line.size, 0) + line.span.end - line.span.start
    return max(weights, key=lambda size: weights[size], default=0.0)
