"""Columns of text on a page, one beside the other: prose, or prose with notes at its right."""

from __future__ import annotations

from statistics import median
from typing import NamedTuple

from referat.extract.pages.notes import SHORT, Note, are_columns, are_scattered, with_notes
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
    margin = _is_margin(split, edge, bounds)
    if margin and are_scattered(right):
        return "margin"
    if _are_prose(left, right, edge, bounds):
        return "columns"
    return "margin" if margin else None


def _are_prose(left: list[list[Glyphs]], right: list[list[Glyphs]], edge: float, bounds: tuple[float, float]) -> bool:
    """Whether the lines at both sides of `edge` are columns of text: full lines at both, or prose beside text of another size."""
    if min(len(left), len(right)) < 5:
        return False
    x0, x1 = bounds
    width = max(1.0, x1 - x0)
    words = _words(left), _words(right)
    fill = _filled(left, x0, edge)
    reach = max(side[-1].x1 for side in right)
    full = sum(side[-1].x1 > edge + 0.7 * (reach - edge) for side in right) / len(right)
    if min(words) >= 3.5 and min(edge - x0, x1 - edge) >= 0.25 * width and fill >= 0.55 and full >= 0.5:
        return True
    sizes = median(side[0].size for side in left), median(side[0].size for side in right)
    return words[0] >= 4 and fill >= 0.4 and abs(sizes[0] - sizes[1]) > 0.08 * max(sizes)


def _words(parts: list[list[Glyphs]]) -> float:
    """How many words some lines have on average."""
    return sum(map(len, parts)) / len(parts)


def _filled(left: list[list[Glyphs]], x0: float, x1: float) -> float:
    """The part of some lines that reach the edge of their column."""
    return sum(side[-1].x1 > x1 - 0.3 * (x1 - x0) for side in left) / len(left)


def _is_margin(split: list[list[list[Glyphs]]], edge: float, bounds: tuple[float, float]) -> bool:
    """Whether prose stands at the left of `edge` and at its right notes: close to it, or in a column or two ('Ansvarlig', 'Deadline')."""
    left, right = _sides(split, edge)
    if len(left) < 5 or len(right) > 0.6 * len(left) or _words(left) < 5:
        return False
    x0, x1 = bounds
    share = (x1 - edge) / max(1.0, x1 - x0)
    if share <= 0.25 and _words(right) <= 3 and _filled(left, x0, edge) >= 0.5:
        return True
    if share > 0.4 or len(right) < _COLUMN_OF_NOTES or not are_scattered(right):
        return False
    notes = [part for parts in split for part in parts if part[0].x0 >= edge - 3]
    end = min(edge, max(side[-1].x1 for side in left))
    return _words(notes) <= SHORT and are_columns([note[0].x0 for note in notes]) and _filled(left, x0, end) >= 0.5


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
