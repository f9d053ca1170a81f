"""Running lines, page numbers and line numbers are set apart; what only looks like them stays."""

from __future__ import annotations

import pytest

from referat.extract.pages.furniture import without_furniture
from referat.extract.pages.page import Glyphs, PdfPage
from tests.extract.printed import page, words

FOOT, HEAD = 815.0, 40.0


def sheets(*extra: list[Glyphs]) -> list[PdfPage]:
    """A page of three lines for each list of more words."""
    made = []
    for number, more in enumerate(extra, start=1):
        body = [glyph for line in range(3) for glyph in words(f"Linje {'abcdefgh'[number]}{line} står midt på siden", 60, 300 + 14 * line)]
        made.append(page(more, body, number=number))
    return made


def apart(pages: list[PdfPage]) -> list[tuple[int, str]]:
    return [(piece.box.page, piece.text) for piece in without_furniture(pages)[1]]


def kept(pages: list[PdfPage]) -> list[str]:
    return [row.text for part in without_furniture(pages)[0] for row in part.rows]


SET_APART: list[tuple[str, list[list[Glyphs]], list[str]]] = [
    ("a header on every page", [words("Ravnsø Kommune", 60, HEAD)] * 3, ["Ravnsø Kommune"] * 3),
    ("a footer with a counter", [words(f"Side {n} af 3", 260, FOOT) for n in (1, 2, 3)], ["Side 1 af 3", "Side 2 af 3", "Side 3 af 3"]),
    ("a bare number below", [words(str(n), 290, FOOT) for n in (1, 2)], ["1", "2"]),
    ("a number between dashes", [words(f"- {n} -", 290, FOOT) for n in (1, 2)], ["- 1 -", "- 2 -"]),
    ("a Roman number", [words(f"Side {n}", 290, FOOT) for n in ("i", "ii")], ["Side i", "Side ii"]),
    (
        "a title with a number at its end",
        [words(f"Referat 4. maj – {n}", 60, HEAD) for n in (1, 2, 3)],
        [f"Referat 4. maj – {n}" for n in (1, 2, 3)],
    ),
    ("a number up to the right", [words("7", 500, HEAD), words("8", 500, HEAD)], ["7", "8"]),
    ("left and right pages take turns", [words("Elleholm", 60 + 200 * (n % 2), FOOT) for n in range(4)], ["Elleholm"] * 4),
    ("one page only, and its number", [words("Side 1 af 1", 260, FOOT)], ["Side 1 af 1"]),
    ("print that runs up the side", [[words("Scannet", 20, 400)[0]._replace(upright=False)]], ["Scannet"]),
]


@pytest.mark.parametrize(("extra", "expected"), [row[1:] for row in SET_APART], ids=[row[0] for row in SET_APART])
def test_set_apart(extra: list[list[Glyphs]], expected: list[str]) -> None:
    pages = sheets(*extra)
    assert [text for _, text in apart(pages)] == expected
    assert kept(pages) == kept(sheets(*[[] for _ in extra]))


STAYS: list[tuple[str, list[list[Glyphs]], str]] = [
    ("the title of the first page", [words("Referat af møde i Seniorrådet", 60, HEAD), [], []], "Referat af møde i Seniorrådet"),
    ("the same words in the middle of pages", [words("Godkendt.", 60, 400)] * 3, "Godkendt."),
    ("a section heading at the top of two pages", [words("Beslutning", 60, HEAD), words("Beslutning", 60, HEAD)], "Beslutning"),
    ("a number of an item at the left of the top", [words("4", 60, HEAD), []], "4"),
    ("a year on its own", [[], words("2019", 60, HEAD)], "2019"),
    ("a line that stands on one page of many", [words("Punkt 3 fortsat", 60, HEAD), [], [], [], []], "Punkt 3 fortsat"),
    (
        "other words at the same height",
        [words("Alma Brink fortæller", 60, HEAD), words("Viggo Lund svarer", 60, HEAD)],
        "Alma Brink fortæller",
    ),
]


@pytest.mark.parametrize(("extra", "text"), [row[1:] for row in STAYS], ids=[row[0] for row in STAYS])
def test_stays(extra: list[list[Glyphs]], text: str) -> None:
    pages = sheets(*extra)
    assert text in kept(pages)
    assert text not in [found for _, found in apart(pages)]


def margin(values: list[int | None], *, x: float = 40) -> PdfPage:
    """A page whose lines have these numbers in front."""
    rows = []
    for place, value in enumerate(values):
        rows.append(words(f"Ord {'abcdefghijklm'[place]} i linjen, der er skrevet", 80, 200 + 14 * place))
        if value is not None:
            rows.append(words(str(value), x, 200 + 14 * place, size=8))
    return page(*rows)


LINE_NUMBERS: list[tuple[str, list[int | None], bool]] = [
    ("each line", list(range(1, 11)), True),
    ("each line, going on from the page before", list(range(38, 48)), True),
    ("each fifth line", [None, 5, None, None, None, None, 10, None, None, None, None, 15], True),
    ("each tenth", [10, None, None, None, 20, None, None, None, 30], True),
    ("two numbers are no margin", [None, 5, None, None, None, None, 10], False),
    ("numbers that do not count", [3, 9, 4, 12, 7, 1, 30, 2, 8], False),
]


@pytest.mark.parametrize(("values", "is_margin"), [row[1:] for row in LINE_NUMBERS], ids=[row[0] for row in LINE_NUMBERS])
def test_line_numbers(values: list[int | None], is_margin: bool) -> None:
    one = margin(values)
    assert [text for _, text in apart([one])] == ([str(value) for value in values if value is not None] if is_margin else [])
    assert all(text.startswith("Ord") for text in kept([one])) is is_margin


def test_a_list_of_numbered_points_is_no_margin() -> None:
    """The numbers stand where the text begins, as other lines do."""
    rows = [words(f"{place}", 60, 200 + 28 * place) + words("Punkt på dagsordenen", 75, 200 + 28 * place) for place in range(1, 10)]
    rows += [words("Linje under punktet", 60, 214 + 28 * place) for place in range(1, 10)]
    assert apart([page(*rows)]) == []
