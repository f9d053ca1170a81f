"""The reading order of a page: tables cell by cell, columns one after the other, boxes beside the text, margin notes."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from referat.extract.pages.columns import Column, columns, with_margin
from referat.extract.pages.furniture import CleanPage
from referat.extract.pages.notes import Note, are_notes
from referat.extract.pages.page import Glyphs, PdfPage
from referat.extract.pages.rows import Row, rows_of
from referat.extract.pages.tables import Grid, find_grids


@dataclass(frozen=True, slots=True)
class Placed:
    """A row in reading order. `flow` counts the runs of text that a line can be wrapped within (page body, column, cell);
    `left` and `right` are that run's edges; `cell` is (table, row, column) inside a ruled table; `margin`: a note beside the text,
    with its column's left edge as `left`.
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
        self.grids = [grid for grid in find_grids(part.page) if _is_read_apart(grid, part.rows)]
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
        for _, row in groupby(cells, key=lambda cell: cell.row):
            across = list(row)
            text, notes = _noted(across)
            for cell in across:
                if cell is text:
                    self._with_notes(cell, notes)
                elif cell not in notes:
                    self._region(rows_of(cell.glyphs), cell.grids, cell)

    def _with_notes(self, text: _Cell, notes: list[_Cell]) -> None:
        """A cell with prose, and what stands in the cells at its right as notes beside it."""
        lefts = [cell.x0 for cell in notes]
        split = []
        for row in rows_of([glyph for cell in (text, *notes) for glyph in cell.glyphs]):
            parts: list[list[Glyphs]] = [[] for _ in (text, *notes)]
            for glyph in row.glyphs:
                parts[bisect_right(lefts, (glyph.x0 + glyph.x1) / 2)].append(glyph)
            split.append([part for part in parts if part])
        self._column(with_margin(split, lefts[0], (text.x0, text.x1)), self._place(text))

    def _place(self, cell: _Cell | None) -> tuple[int, int, int] | None:
        return (self.first_table + cell.grid, cell.row, cell.column) if cell and self.grids[cell.grid].columns > 1 else None

    def _rows(self, rows: list[Row], bounds: tuple[float, float], cell: _Cell | None) -> None:
        for column in columns(rows, bounds):
            self._column(column, self._place(cell))

    def _column(self, column: Column, place: tuple[int, int, int] | None) -> None:
        self._notes(column.above, column.right)
        for row in column.rows:
            right = self._right(row, column.right)
            self.placed.append(Placed(row, self.page.number, self.next_flow, column.left, right, place, part=self.page.part))
            if column.beside:
                self._notes(column.beside.get(id(row), ()), column.right)
        self.next_flow += 1

    def _notes(self, notes: Sequence[Note], right: float) -> None:
        for row, left in notes:
            self.placed.append(Placed(row, self.page.number, self.next_flow, left, right, margin=True, part=self.page.part))

    def _right(self, row: Row, right: float) -> float:
        """How far a row can reach: to the column's edge or to the box beside it."""
        return min([right, *(grid.x0 - 6 for grid in self.beside if grid.top < row.base < grid.bottom and grid.x0 > row.x0)])


def _is_read_apart(grid: Grid, rows: list[Row]) -> bool:
    """Whether a grid is a table or a box with a text of its own."""
    return not _is_margin(grid, rows) if _stands_beside(grid, rows) else _is_table(grid, rows)


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


_PROSE = 5  # lines of a cell with notes beside it, at least
_NOTES_WIDTH = 0.4  # of the text and the notes beside it, at most


def _noted(cells: Sequence[_Cell]) -> tuple[_Cell | None, list[_Cell]]:
    """The cell of a table's row that holds the text of several paragraphs, and the cells at its right whose notes stand beside them."""
    text = max(cells, key=lambda cell: cell.x1 - cell.x0)
    notes = [cell for cell in cells if cell.x0 >= text.x1 - 3]
    if not notes or any(cell.grids for cell in (text, *notes)) or not any(are_notes(cell.glyphs) for cell in notes):
        return None, []
    narrow = notes[-1].x1 - notes[0].x0 <= _NOTES_WIDTH * (notes[-1].x1 - text.x0)
    filled = [cell for cell in notes if cell.glyphs]
    lines = len({round(glyph.base) for glyph in text.glyphs})
    if not narrow or len(filled) > 2 or lines < _PROSE or len(text.glyphs) < _PROSE * lines:
        return None, []
    return text, notes


def _is_margin(grid: Grid, rows: list[Row]) -> bool:
    """Whether a box at the right of the text is a column of notes, each beside its paragraph, and not text of its own."""
    level = [row for row in rows if grid.top < row.base < grid.bottom]
    inside = [glyph for row in level for glyph in row.glyphs if glyph.x0 > grid.x0 - 3]
    outside = [glyph for row in level for glyph in row.glyphs if glyph.x0 <= grid.x0 - 3]
    lines = len({round(glyph.base) for glyph in inside})
    return (
        are_notes(inside, columns=grid.columns)
        and all(glyph.x1 < grid.x1 + 3 for glyph in inside)
        and len(outside) >= _PROSE * lines
        and grid.x1 - grid.x0 <= _NOTES_WIDTH * (grid.x1 - min((glyph.x0 for glyph in outside), default=grid.x0))
    )


_NARROWEST = 0.5  # the part of a page that lines of prose go across at least; on a page of short lines none is wrapped


def _bounds(rows: list[Row], page: PdfPage) -> tuple[float, float]:
    edge, _, end, _ = page.edges
    if not rows:
        return edge, end
    lefts = sorted(row.x0 for row in rows)
    rights = sorted(row.x1 for row in rows)
    return lefts[len(lefts) // 20], max(rights[-1 - len(rights) // 20], edge + _NARROWEST * (end - edge))
