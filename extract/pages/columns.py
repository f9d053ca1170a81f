"""Columns of text on a page, one beside the other: prose, or prose with notes at its right."""

from __future__ import annotations

from statistics import median
from typing import NamedTuple

from referat.extract.pages.notes import COLUMN, SHORT, Note, are_columns, are_scattered, with_notes
from referat.extract.pages.page import Glyphs
from referat.extract.pages.rows import Row, chunks

_ASIDE = 0.6  # the part of the text's width beyond which a row that begins there stands beside the text
_COLUMN_OF_NOTES = 3  # notes, its heading counted, that make a column of those that stand away from the text, or two columns


class Column(NamedTuple):
    """A run of text: its rows and edges; the notes beside each row by the row's id, and those above the first."""

    rows: list[Row]
    left: float
    right: float
    beside: dict[int, list[Note]]
    above: list[Note]


def columns(rows: list[Row], bounds: tuple[float, float]) -> list[Column]:
    """Rows as runs of text one after the other."""
    if not rows:
        return []
    split = [chunks(row, gap=1.0) for row in rows]
    edges = _column_edges(split, bounds)
    for edge in edges:
        for first, last in _bands(split, edge):
            band = split[first:last]
            kind = _kind(band, edge, bounds)
            if kind:
                if kind == "columns":
                    beside = _two_columns(band, edge, bounds)
                else:
                    beside = [with_margin(band, _first_of(edges, edge, band, bounds), bounds)]
                return [*columns(rows[:first], bounds), *beside, *columns(rows[last:], bounds)]
    return [Column(rows, *bounds, {}, [])]


def _column_edges(split: list[list[list[Glyphs]]], bounds: tuple[float, float]) -> list[float]:
    """Places where right-hand parts of rows often begin, the most frequent first."""
    aside = bounds[0] + _ASIDE * (bounds[1] - bounds[0])
    starts = sorted(part[0].x0 for parts in split for index, part in enumerate(parts) if index or part[0].x0 > aside)
    groups: list[list[float]] = []
    for x in starts:
        if groups and x - groups[-1][0] <= 5:
            groups[-1].append(x)
        else:
            groups.append([x])
    return [min(group) for group in sorted(groups, key=len, reverse=True)[:4]]


def _bands(split: list[list[list[Glyphs]]], edge: float) -> list[tuple[int, int]]:
    """Runs of rows that no part crosses at `edge`."""
    bands: list[tuple[int, int]] = []
    first: int | None = None
    for index, parts in enumerate([*split, []]):
        free = bool(parts) and not any(part[0].x0 < edge - 4 and part[-1].x1 > edge - 1 for part in parts)
        if free and first is None:
            first = index
        elif not free and first is not None:
            if index - first >= 3:
                bands.append((first, index))
            first = None
    return sorted(bands, key=lambda band: band[0] - band[1])


def _sides(split: list[list[list[Glyphs]]], edge: float) -> tuple[list[list[Glyphs]], list[list[Glyphs]]]:
    left = [[glyph for part in parts for glyph in part if glyph.x0 < edge - 3] for parts in split]
    right = [[glyph for part in parts for glyph in part if glyph.x0 >= edge - 3] for parts in split]
    return [side for side in left if side], [side for side in right if side]


def _kind(split: list[list[list[Glyphs]]], edge: float, bounds: tuple[float, float]) -> str | None:
    """'columns' for two columns of prose, 'margin' for prose with short notes at its right, else None."""
    left, right = _sides(split, edge)
    if not left or not right:
        return None
    x0, x1 = bounds
    width = max(1.0, x1 - x0)
    words = sum(map(len, left)) / len(left), sum(map(len, right)) / len(right)
    fill = _filled(left, x0, edge)
    reach = max(side[-1].x1 for side in right)
    full = sum(side[-1].x1 > edge + 0.7 * (reach - edge) for side in right) / len(right)
    if min(len(left), len(right)) >= 5 and min(words) >= 3.5 and min(edge - x0, x1 - edge) >= 0.25 * width and fill >= 0.55 and full >= 0.5:
        return "columns"
    margin = _is_margin(split, edge, bounds)
    if margin and are_scattered(right):
        return "margin"
    sizes = median(side[0].size for side in left), median(side[0].size for side in right)
    if min(len(left), len(right)) >= 5 and words[0] >= 4 and fill >= 0.4 and abs(sizes[0] - sizes[1]) > 0.08 * max(sizes):
        return "columns"
    return "margin" if margin else None


def _filled(left: list[list[Glyphs]], x0: float, x1: float) -> float:
    """The part of some lines that reach the edge of their column."""
    return sum(side[-1].x1 > x1 - 0.3 * (x1 - x0) for side in left) / len(left)


def _is_margin(split: list[list[list[Glyphs]]], edge: float, bounds: tuple[float, float]) -> bool:
    """Whether prose stands at the left of `edge` and at its right a column of short notes, or two ('Ansvarlig', 'Deadline')."""
    left, right = _sides(split, edge)
    if len(left) < 5 or len(right) > 0.6 * len(left) or sum(map(len, left)) < 5 * len(left):
        return False
    starts = [part[0].x0 for parts in split for part in parts if part[0].x0 >= edge - 3]
    two = max(starts) - edge > COLUMN
    x0, x1 = bounds
    if sum(map(len, right)) > SHORT * len(starts) or x1 - edge > (0.4 if two else 0.25) * max(1.0, x1 - x0):
        return False
    if not two and _filled(left, x0, edge) >= 0.5:
        return True
    return len(right) >= _COLUMN_OF_NOTES and are_columns(starts) and _filled(left, x0, min(edge, max(side[-1].x1 for side in left))) >= 0.5


def _first_of(edges: list[float], edge: float, band: list[list[list[Glyphs]]], bounds: tuple[float, float]) -> float:
    """The left edge of the first of the columns of notes beside some rows, of which one begins at `edge`."""
    whole = [(0, len(band))]
    return min(
        other for other in edges if other == edge or (other < edge and _bands(band, other) == whole and _is_margin(band, other, bounds))
    )


def _two_columns(split: list[list[list[Glyphs]]], edge: float, bounds: tuple[float, float]) -> list[Column]:
    left, right = _sides(split, edge)
    return [
        *columns([Row(side) for side in left], (bounds[0], max(side[-1].x1 for side in left))),
        *columns([Row(side) for side in right], (edge, max(side[-1].x1 for side in right))),
    ]


def with_margin(split: list[list[list[Glyphs]]], edge: float, bounds: tuple[float, float]) -> Column:
    """Prose with notes at the right of `edge`; some of it is prose."""
    rows, beside, above = with_notes(split, edge)
    return Column(rows, bounds[0], max(row.x1 for row in rows), beside, above)
