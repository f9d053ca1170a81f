"""The head of a document cut into pieces: columns, table cells, and several labels on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from referat.extract.head.labels import PEOPLE, leading_label
from referat.extract.people.name_shape import name_length
from referat.models.place import Span
from referat.models.text import Line, SourceText


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a printed line.

    `left`: it stands in a left column with something to its right; `right`: it stands in that right column.
    `cell`: where its table cell begins.
    """

    span: Span
    line: Line
    left: bool = False
    right: bool = False
    cell: int | None = None


_INNER = re.compile(
    r"(?<=[\w.)])\s+(?=[A-ZÆØÅ][\wæøå]{1,24}(?:\s[\wæøå]{2,14}){0,2}:)|"
    r"(?<=[.;])\s+(?=[A-ZÆØÅ][a-zæøå]+\s)"
)


_LETTER = re.compile(r"\s*\(?[a-zæøå]\)\s+(?=[A-ZÆØÅ])")
_NUMBER = re.compile(r"\s*(?:§\s*\d{1,2}\.?|\(?\d{1,2}[.)])\s+(?=[A-ZÆØÅ])")


def pieces(source: SourceText, span: Span) -> Iterator[Piece]:
    """The pieces of the lines of the span, in order, with the column they stand in."""
    columns = _table_columns(source, span)
    edge = 0.0
    for line in source.lines_of(span):
        if line.in_table:
            side, cell = columns.get(line.span.start, ("", None))
            yield Piece(line.span, line, left=side == "left", right=side == "right", cell=cell)
            continue
        many = len(line.segments) > 1
        right = not many and edge > 0 and line.box.page > 0 and abs(line.box.x0 - edge) < 6
        for index, segment in enumerate(line.segments):
            for part in _labelled_parts(source, segment):
                yield Piece(_without_number(source, part), line, left=many and index == 0, right=right or index > 0)
        if many:
            edge = _left_edge(source, line.segments[1])
        elif not right:
            edge = 0.0


def _without_number(source: SourceText, span: Span) -> Span:
    """The piece without '(a)', 'b)' before a capital, and without '1.' or '§ 1' before a name or the label of a list of people."""
    text = source.of(span)
    letter = _LETTER.match(text)
    number = letter or _NUMBER.match(text)
    if number is None:
        return span
    rest = text[number.end() :]
    label = leading_label(rest) if letter is None else None
    counts = letter is not None or name_length(rest) > 0 or (label is not None and label[0].kind in PEOPLE)
    return Span(span.start + number.end(), span.end) if counts else span


def _left_edge(source: SourceText, span: Span) -> float:
    boxes = source.boxes([span])
    return boxes[0].x0 if boxes else 0.0


def _table_columns(source: SourceText, span: Span) -> dict[int, tuple[str, int | None]]:
    """For the start of each table line in the span: which side of its row its cell is on, and where the cell begins."""
    sides: dict[int, tuple[str, int | None]] = {}
    for table in source.tables:
        if not table.span.overlaps(span):
            continue
        for row in table.rows():
            first = min(row)
            for column, cell in row.items():
                side = "right" if column > first else "left" if len(row) > 1 or column == 0 else "right"
                for line in source.lines_of(cell.span):
                    sides[line.span.start] = side, cell.span.start
    return sides


def _labelled_parts(source: SourceText, span: Span) -> Iterator[Span]:
    """'Mødeleder: N.N. Referent: M.M.' in two: a further label inside a line begins a part of its own."""
    text, start = source.of(span), span.start
    for match in _INNER.finditer(text):
        inner = leading_label(text[match.end() :])
        outer = leading_label(text[start - span.start :])
        if inner and outer and inner[0].kind == outer[0].kind == "place":
            continue  # 'Mødested: Lokale 4' is one place
        if inner and (inner[0].kind in PEOPLE or outer):
            yield Span(start, span.start + match.start())
            start = span.start + match.end()
    yield Span(start, span.end)
