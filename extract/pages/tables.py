"""Ruled tables of a page. The one module that knows pdfplumber: its TableFinder works on PDFium's rulings."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, cast

from pdfplumber.page import Page
from pdfplumber.table import TableFinder, TableSettings

from referat.extract.pages.page import PdfPage, Ruling

MAX_RULINGS = 4000


@dataclass(frozen=True, slots=True)
class Grid:
    """A ruled table: its outline and its cells as (row, column, x0, top, x1, bottom), from the top left."""

    x0: float
    top: float
    x1: float
    bottom: float
    cells: tuple[tuple[int, int, float, float, float, float], ...]

    @property
    def columns(self) -> int:
        """How many columns it has."""
        return 1 + max(cell[1] for cell in self.cells)


class _Edges:
    """What TableFinder asks of a page."""

    def __init__(self, page: PdfPage, rulings: list[Ruling]) -> None:
        self.bbox = (0.0, 0.0, page.width, page.height)
        self.chars: list[Any] = []
        self.edges = [
            {
                "x0": r.x0,
                "x1": r.x1,
                "top": r.top,
                "bottom": r.bottom,
                "width": r.x1 - r.x0,
                "height": r.bottom - r.top,
                "orientation": "h" if r.x1 - r.x0 >= r.bottom - r.top else "v",
                "object_type": "line",
            }
            for r in rulings
        ]

    def extract_words(self, **_: Any) -> list[Any]:
        return self.chars


def find_grids(page: PdfPage) -> list[Grid]:
    """The ruled tables and framed boxes of a page; none where too few or too many lines cross."""
    rulings = [r for r in page.rulings if r.x0 < page.width and r.x1 > 0 and r.top < page.height and r.bottom > 0]
    across = sum(1 for r in rulings if r.x1 - r.x0 > r.bottom - r.top)
    if across < 2 or len(rulings) - across < 2 or len(rulings) > MAX_RULINGS:
        return []
    settings = TableSettings.resolve({"snap_tolerance": 3, "join_tolerance": 3, "intersection_tolerance": 4, "edge_min_length": 5})
    found = TableFinder(cast("Page", _Edges(page, rulings)), settings)
    grids = [grid for table in found.tables if (grid := _grid(table.cells))]
    return grids + [frame for frame in _frames(rulings) if not any(_same(frame, grid) or _inside(frame, grid) for grid in grids)]


def _frames(rulings: list[Ruling]) -> list[Grid]:
    """Rectangles of a box's size with nothing but their own four sides (or a filled background)."""
    across = [r for r in rulings if r.x1 - r.x0 >= 80]
    down = [r for r in rulings if r.bottom - r.top >= 40]
    if len(across) > 60 or len(down) > 60:
        return []
    frames: list[Grid] = []
    for upper in across:
        for lower in across:
            if lower.top - upper.top >= 40 and abs(lower.x0 - upper.x0) < 3 and abs(lower.x1 - upper.x1) < 3:
                sides = [
                    any(abs(r.x0 - x) < 3 and r.top < upper.top + 3 and r.bottom > lower.top - 3 for r in down)
                    for x in (upper.x0, upper.x1)
                ]
                frame = Grid(upper.x0, upper.top, upper.x1, lower.top, ((0, 0, upper.x0, upper.top, upper.x1, lower.top),))
                if all(sides) and not any(_same(frame, other) for other in frames):
                    frames.append(frame)
    return frames


def _inside(frame: Grid, grid: Grid) -> bool:
    """Whether a frame is a cell, or some cells, of a table."""
    return frame.x0 > grid.x0 - 4 and frame.top > grid.top - 4 and frame.x1 < grid.x1 + 4 and frame.bottom < grid.bottom + 4


def _same(one: Grid, other: Grid) -> bool:
    return abs(one.x0 - other.x0) < 4 and abs(one.top - other.top) < 4 and abs(one.x1 - other.x1) < 4 and abs(one.bottom - other.bottom) < 4


def _grid(boxes: list[tuple[float, float, float, float]]) -> Grid | None:
    tops, lefts = _levels([box[1] for box in boxes]), _levels([box[0] for box in boxes])
    cells = sorted((_level(tops, top), _level(lefts, x0), x0, top, x1, bottom) for x0, top, x1, bottom in boxes)
    if not cells:
        return None
    return Grid(min(c[2] for c in cells), min(c[3] for c in cells), max(c[4] for c in cells), max(c[5] for c in cells), tuple(cells))


def _levels(values: list[float]) -> list[float]:
    levels: list[float] = []
    for value in sorted(values):
        if not levels or value - levels[-1] > 3:
            levels.append(value)
    return levels


def _level(levels: list[float], value: float) -> int:
    return min(range(len(levels)), key=lambda index: abs(levels[index] - value))
