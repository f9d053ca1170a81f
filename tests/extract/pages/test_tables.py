"""Rulings become tables and frames."""

from __future__ import annotations

import pytest

from referat.extract.pages.page import Ruling
from referat.extract.pages.rulings import edges_of, underlined
from referat.extract.pages.tables import MAX_RULINGS, find_grids
from tests.extract.printed import box, page, ruled, words

Shape = list[tuple[int, int]]  # rows and columns of each grid
GRIDS: list[tuple[str, list[Ruling], Shape]] = [
    ("two rows, three columns", ruled([60, 150, 300, 500], [100, 130, 160]), [(2, 3)]),
    ("two tables", ruled([60, 150, 300], [100, 130]) + ruled([60, 150, 300], [400, 430, 460]), [(1, 2), (2, 2)]),
    ("one box", box(60, 100, 300, 200), [(1, 1)]),
    ("a line under a heading", [Ruling(60, 100, 500, 100)], []),
    ("lines across only", [Ruling(60, y, 500, y) for y in (100, 200, 300)], []),
    ("off the page", box(-400, 100, -60, 200), []),
    ("no lines", [], []),
    (
        "sides drawn a little short",
        [Ruling(60, 100, 300, 100), Ruling(60, 200, 300, 200), Ruling(60, 102, 60, 198), Ruling(300, 102, 300, 198)],
        [(1, 1)],
    ),
]


@pytest.mark.parametrize(("rulings", "expected"), [row[1:] for row in GRIDS], ids=[row[0] for row in GRIDS])
def test_grids(rulings: list[Ruling], expected: Shape) -> None:
    grids = find_grids(page(rulings=rulings))
    assert [(1 + max(cell[0] for cell in grid.cells), grid.columns) for grid in grids] == expected


def test_a_table_lies_where_it_is_drawn() -> None:
    (grid,) = find_grids(page(rulings=ruled([60, 150, 300], [100, 130, 160])))
    assert (grid.x0, grid.top, grid.x1, grid.bottom) == (60, 100, 300, 160)
    assert grid.cells[3] == (1, 1, 150, 130, 300, 160)


def test_cells_over_two_columns_keep_the_columns_of_the_others() -> None:
    """A row that spans the table has one cell in the first column."""
    rulings = [*box(60, 100, 300, 160), Ruling(60, 130, 300, 130), Ruling(150, 130, 150, 160)]
    (grid,) = find_grids(page(rulings=rulings))
    assert [cell[:2] for cell in grid.cells] == [(0, 0), (1, 0), (1, 1)]


def test_a_drawing_of_thousands_of_lines_is_no_table() -> None:
    crossed = ruled([60 + place / 10 for place in range(MAX_RULINGS // 2)], [100 + place / 10 for place in range(MAX_RULINGS // 2 + 1)])
    assert find_grids(page(rulings=crossed)) == []


UNDERLINED = [
    ([Ruling(60, 102, 110, 102)], [True, False], "a line under the first word"),
    ([Ruling(58, 102, 300, 102)], [True, True], "a line under both"),
    ([Ruling(60, 115, 300, 115)], [False, False], "a line far below"),
    ([Ruling(60, 95, 300, 95)], [False, False], "a line through the words"),
    ([Ruling(20, 102, 575, 102)], [False, False], "a line across the page"),
    ([Ruling(60, 100, 60, 140)], [False, False], "an upright line"),
    ([], [False, False], "none"),
]


@pytest.mark.parametrize(("rulings", "bold", "reason"), UNDERLINED)
def test_underlined_words_are_bold(rulings: list[Ruling], bold: list[bool], reason: str) -> None:
    assert [glyph.bold for glyph in underlined(words("Beslutning her", 60, 100), rulings)] == bold, reason


EDGES = [
    ([(60, 100, True), (300, 100, False)], [Ruling(60, 100, 300, 100)], "a line"),
    ([(60, 100, True), (60, 200, False)], [Ruling(60, 100, 60, 200)], "an upright line"),
    ([(60, 100, True), (300, 101, False), (300, 100, False), (60, 101, False)], [Ruling(60, 100.5, 300, 100.5)], "a thin rectangle"),
    (
        [(60, 100, True), (300, 100, False), (300, 200, False), (60, 200, False)],
        [Ruling(60, 100, 300, 100), Ruling(300, 100, 300, 200), Ruling(60, 200, 300, 200), Ruling(60, 100, 60, 200)],
        "a rectangle has four edges",
    ),
    ([(60, 100, True), (300, 200, False)], [], "a slope is no ruling"),
    ([(60, 100, True), (61, 101, False)], [], "a speck"),
    (
        [(60, 100, True), (300, 100, False), (60, 150, True), (300, 150, False)],
        [Ruling(60, 100, 300, 100), Ruling(60, 100, 300, 100), Ruling(60, 150, 300, 150), Ruling(60, 150, 300, 150)],
        "two lines of one path",
    ),
]


@pytest.mark.parametrize(("points", "expected", "reason"), EDGES)
def test_edges(points: list[tuple[float, float, bool]], expected: list[Ruling], reason: str) -> None:
    assert edges_of(points) == expected, reason
