"""The reading order of a page: tables cell by cell, columns one after the other, boxes beside the text, margin notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from referat.extract.pages.furniture import CleanPage
from referat.extract.pages.page import Glyphs, PdfPage
from referat.extract.pages.rows import Row, chunks, rows_of
from referat.extract.pages.tables import Grid, find_grids


@dataclass(frozen=True, slots=True)
class Placed:
    """A row in reading order. `flow` counts the runs of text that a line can be wrapped within (page body, column, cell);
    `left` and `right` are that run's edges; `cell` is (table, row, column) inside a ruled table; `margin`: a note beside the text.
    """

    row: Row
    page: int
    flow: int
    left: float
    right: float
    cell: tuple[int, int, int] | None = None
    margin: bool = False
    part: int = 0

    @property
    def sheet(self) -> tuple[int, int]:
        """The page of the file and which of the pages printed on it."""
        return self.page, self.part


@dataclass(slots=True)
class _Cell:
    grid: int
    row: int
    column: int
    x0: float
    top: float
    x1: float
    bottom: float
    glyphs: list[Glyphs] = field(default_factory=list)
    grids: list[int] = field(default_factory=list)

    @property
    def area(self) -> float:
        return (self.x1 - self.x0) * (self.bottom - self.top)

    def holds(self, x: float, y: float) -> bool:
        return self.x0 - 1 <= x <= self.x1 + 1 and self.top - 1 <= y <= self.bottom + 1


class PageLayout:
    """Puts the rows of one page in reading order; tables and flows are counted through the document."""

    def __init__(self, part: CleanPage, *, first_flow: int, first_table: int) -> None:
        self.page = part.page
        self.grids: list[Grid] = [grid for grid in find_grids(part.page) if _is_table(grid, part.rows) or _stands_beside(grid, part.rows)]
        self.first_table = first_table
        self.next_flow = first_flow
        self.placed: list[Placed] = []
        self.cells = [_Cell(index, *cell) for index, grid in enumerate(self.grids) for cell in grid.cells]
        self.beside: list[Grid] = []
        loose = self._fill(part.rows)
        self._region(loose, self._nest(), None)

    def _fill(self, rows: list[Row]) -> list[Row]:
        """Give every run that stands in a cell to the smallest such cell; the rows of the rest."""
        if not self.cells:
            return rows
        ordered = sorted(self.cells, key=lambda cell: cell.area)
        loose: list[Glyphs] = []
        for row in rows:
            for glyph in row.glyphs:
                x, y = (glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2
                home = next((cell for cell in ordered if cell.holds(x, y)), None)
                (home.glyphs if home else loose).append(glyph)
        return rows_of(loose)

    def _nest(self) -> list[int]:
        """Give every grid that stands in a cell of another one to that cell; the grids of the page itself."""
        outer = []
        for index, grid in enumerate(self.grids):
            x, y = (grid.x0 + grid.x1) / 2, (grid.top + grid.bottom) / 2
            area = (grid.x1 - grid.x0) * (grid.bottom - grid.top)
            homes = [cell for cell in self.cells if cell.grid != index and cell.holds(x, y) and cell.area > 1.05 * area]
            if homes:
                min(homes, key=lambda cell: cell.area).grids.append(index)
            else:
                outer.append(index)
        return outer

    def _region(self, rows: list[Row], grids: Sequence[int], cell: _Cell | None) -> None:
        """Rows and tables of a page or a cell, from the top; a box beside the rows comes before them."""
        waiting = sorted(grids, key=lambda index: (self.grids[index].top, self.grids[index].x0))
        run: list[Row] = []
        bounds = (cell.x0, cell.x1) if cell else _bounds(rows, self.page)
        beside = [index for index in waiting if cell is None and self._is_beside(index, rows)]
        for index in beside:
            waiting.remove(index)
            if self.page.number == 1:
                self._table(index)
        self.beside = [self.grids[index] for index in beside]
        for row in rows:
            while waiting and self.grids[waiting[0]].top < row.base:
                self._rows(run, bounds, cell)
                run = []
                self._table(waiting.pop(0))
            run.append(row)
        self._rows(run, bounds, cell)
        for index in waiting:
            self._table(index)
        if self.page.number != 1:
            for index in beside:
                self._table(index)

    def _is_beside(self, index: int, rows: list[Row]) -> bool:
        return _stands_beside(self.grids[index], rows)

    def _table(self, index: int) -> None:
        cells = sorted((cell for cell in self.cells if cell.grid == index), key=lambda cell: (cell.row, cell.column))
        for cell in cells:
            self._region(rows_of(cell.glyphs), cell.grids, cell)

    def _rows(self, rows: list[Row], bounds: tuple[float, float], cell: _Cell | None) -> None:
        place = (self.first_table + cell.grid, cell.row, cell.column) if cell and self.grids[cell.grid].columns > 1 else None
        for part, left, right, margins in columns(rows, bounds):
            for row in part:
                self.placed.append(Placed(row, self.page.number, self.next_flow, left, self._right(row, right), place, part=self.page.part))
                note = margins.get(id(row))
                if note:
                    self.placed.append(Placed(note, self.page.number, self.next_flow, left, right, place, margin=True, part=self.page.part))
            self.next_flow += 1

    def _right(self, row: Row, right: float) -> float:
        """How far a row can reach: to the column's edge or to the box beside it."""
        return min([right, *(grid.x0 - 6 for grid in self.beside if grid.top < row.base < grid.bottom and grid.x0 > row.x0)])


def _is_table(grid: Grid, rows: list[Row]) -> bool:
    """Whether some of its rows have text in two cells; frames and highlighted words are no tables."""
    if grid.columns < 2:
        return False
    centres = [
        ((glyph.x0 + glyph.x1) / 2, (glyph.top + glyph.bottom) / 2)
        for row in rows
        if grid.top < row.base < grid.bottom + 2
        for glyph in row.glyphs
    ]
    filled: dict[int, int] = {}
    for row, _, x0, top, x1, bottom in grid.cells:
        filled[row] = filled.get(row, 0) + any(x0 <= x <= x1 and top <= y <= bottom for x, y in centres)
    return sum(count > 1 for count in filled.values()) >= max(1, 0.2 * sum(count > 0 for count in filled.values()))


def _stands_beside(grid: Grid, rows: list[Row]) -> bool:
    """Whether text runs past the grid at its left or right."""
    outside = [
        [glyph for glyph in row.glyphs if glyph.x1 < grid.x0 + 3 or glyph.x0 > grid.x1 - 3]
        for row in rows
        if grid.top < row.base < grid.bottom
    ]
    outside = [glyphs for glyphs in outside if glyphs]
    return len(outside) >= 4 and (
        all(glyphs[-1].x1 < grid.x0 + 3 for glyphs in outside) or all(glyphs[0].x0 > grid.x1 - 3 for glyphs in outside)
    )


_NARROWEST = 0.5  # the part of a page that lines of prose go across at least; on a page of short lines none is wrapped


def _bounds(rows: list[Row], page: PdfPage) -> tuple[float, float]:
    edge, _, end, _ = page.edges
    if not rows:
        return edge, end
    lefts = sorted(row.x0 for row in rows)
    rights = sorted(row.x1 for row in rows)
    return lefts[len(lefts) // 20], max(rights[-1 - len(rights) // 20], edge + _NARROWEST * (end - edge))


Column = tuple[list[Row], float, float, dict[int, Row]]


def columns(rows: list[Row], bounds: tuple[float, float]) -> list[Column]:
    """Rows as runs of text one after the other: (rows, left, right, notes beside a row by the row's id)."""
    if not rows:
        return []
    split = [chunks(row, gap=1.0) for row in rows]
    for edge in _column_edges(split):
        for first, last in _bands(split, edge):
            kind = _kind(split[first:last], edge, bounds)
            if kind:
                return [
                    *columns(rows[:first], bounds),
                    *(_two_columns if kind == "columns" else _with_margin)(split[first:last], edge, bounds),
                    *columns(rows[last:], bounds),
                ]
    return [(rows, *bounds, {})]


def _column_edges(split: list[list[list[Glyphs]]]) -> list[float]:
    """Places where right-hand parts of rows often begin, the most frequent first."""
    starts = sorted(part[0].x0 for parts in split for part in parts[1:])
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
    fill = sum(side[-1].x1 > edge - 0.3 * (edge - x0) for side in left) / len(left)
    reach = max(side[-1].x1 for side in right)
    full = sum(side[-1].x1 > edge + 0.7 * (reach - edge) for side in right) / len(right)
    if min(len(left), len(right)) >= 5 and min(words) >= 3.5 and min(edge - x0, x1 - edge) >= 0.25 * width and fill >= 0.55 and full >= 0.5:
        return "columns"
    sizes = median(side[0].size for side in left), median(side[0].size for side in right)
    if min(len(left), len(right)) >= 5 and words[0] >= 4 and fill >= 0.4 and abs(sizes[0] - sizes[1]) > 0.08 * max(sizes):
        return "columns"
    if len(left) >= 5 and words[0] >= 5 and words[1] <= 3 and (x1 - edge) <= 0.25 * width and fill >= 0.5 and len(right) <= 0.6 * len(left):
        return "margin"
    return None


def _two_columns(split: list[list[list[Glyphs]]], edge: float, bounds: tuple[float, float]) -> list[Column]:
    left, right = _sides(split, edge)
    return [
        *columns([Row(side) for side in left], (bounds[0], max(side[-1].x1 for side in left))),
        *columns([Row(side) for side in right], (edge, max(side[-1].x1 for side in right))),
    ]


def _with_margin(split: list[list[list[Glyphs]]], edge: float, bounds: tuple[float, float]) -> list[Column]:
    rows: list[Row] = []
    notes: dict[int, Row] = {}
    for parts in split:
        main = [glyph for part in parts for glyph in part if glyph.x0 < edge - 3]
        note = [glyph for part in parts for glyph in part if glyph.x0 >= edge - 3]
        if main:
            rows.append(Row(main))
        if note and rows:
            known = notes.get(id(rows[-1]))
            notes[id(rows[-1])] = Row([*known.glyphs, *note]) if known else Row(note)
        elif note:
            rows.append(Row(note))
    return [(rows, bounds[0], max(row.x1 for row in rows), notes)]
