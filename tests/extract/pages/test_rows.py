"""Words on a baseline become printed lines."""

from __future__ import annotations

import pytest

from referat.extract.pages.page import Glyphs
from referat.extract.pages.rows import chunks, rows_of
from tests.extract.printed import words


def texts(glyphs: list[Glyphs]) -> list[str]:
    return [row.text for row in rows_of(glyphs)]


SHAKEN = [glyph._replace(base=glyph.base + 0.3 * (place % 2)) for place, glyph in enumerate(words("Mødet blev holdt", 60, 100))]
ROWS: list[tuple[str, list[Glyphs], list[str]]] = [
    (
        "two lines, the lower one drawn first",
        words("anden linje", 60, 114) + words("første linje", 60, 100),
        ["første linje", "anden linje"],
    ),
    ("the right half drawn first", words("til højre", 200, 100) + words("venstre", 60, 100), ["venstre til højre"]),
    ("baselines that differ by a hair", SHAKEN, ["Mødet blev holdt"]),
    ("a raised number stays on its line", words("boligen på 80 m", 60, 100) + words("2", 150, 96.5, size=6), ["boligen på 80 m 2"]),
    (
        "a raised number takes a part of its line with it that stands a little high",
        [*words("Hegn ved sø", 60, 100), *words("1", 118, 96.8, size=6), *words("rejses i maj", 126, 98.9)],
        ["Hegn ved sø 1 rejses i maj"],
    ),
    (
        "close lines of small print stay apart",
        words("lille skrift", 60, 100, size=6) + words("under den", 60, 107, size=6),
        ["lille skrift", "under den"],
    ),
    ("spaced letters are a word", words("R E F E R A T", 60, 100), ["REFERAT"]),
    ("two spaced words", words("N Y T   F R A", 60, 100), ["NYT FRA"]),
    ("three letters are initials, not a spaced word", words("A B C mødtes i år", 60, 100), ["A B C mødtes i år"]),
    ("figures are not letters", words("1 2 3 4 5", 60, 100), ["1 2 3 4 5"]),
]


@pytest.mark.parametrize(("glyphs", "expected"), [row[1:] for row in ROWS], ids=[row[0] for row in ROWS])
def test_rows(glyphs: list[Glyphs], expected: list[str]) -> None:
    assert texts(glyphs) == expected


def test_words_printed_twice_are_bold_once() -> None:
    """Some programs fake bold type by printing a word again a hair to the right."""
    (row,) = rows_of(words("Beslutning", 60, 100) + words("Beslutning", 60.5, 100))
    assert (row.text, row.bold) == ("Beslutning", True)


def test_the_same_word_beside_itself_is_printed_twice() -> None:
    (row,) = rows_of(words("nej nej", 60, 100))
    assert (row.text, row.bold) == ("nej nej", False)


def test_a_spaced_word_covers_its_letters() -> None:
    letters = words("D A G S O R D E N", 60, 100)
    (row,) = rows_of(letters)
    assert (row.x0, row.x1, len(row.glyphs)) == (letters[0].x0, letters[-1].x1, 1)


def test_size_and_weight_are_those_of_most_letters() -> None:
    (row,) = rows_of(words("**Nr**", 60, 100, size=8) + words("almindelig tekst", 100, 100, size=11))
    assert (row.size, row.bold) == (11, False)


CHUNKS = [
    ("Sted:\tRådhuset, lokale 3", ["Sted:", "Rådhuset, lokale 3"], "label and value"),
    ("Sted: Rådhuset", ["Sted: Rådhuset"], "a plain space"),
    ("Navn\tAnsvarlig\tFrist", ["Navn", "Ansvarlig", "Frist"], "three columns"),
    ("et   ord", ["et   ord".replace("   ", " ")], "three spaces are less than a font size"),
]


@pytest.mark.parametrize(("line", "expected", "reason"), CHUNKS)
def test_chunks(line: str, expected: list[str], reason: str) -> None:
    (row,) = rows_of(words(line, 60, 100))
    assert [" ".join(glyph.text for glyph in part) for part in chunks(row)] == expected, reason
