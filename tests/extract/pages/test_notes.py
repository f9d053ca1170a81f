"""Columns of notes at the right of the text: which paragraph each note is read behind."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referat.extract.pages.notes import are_columns, are_scattered
from referat.extract.pages.page import Glyphs, Ruling
from referat.extract.pages.reading import read
from tests.extract.printed import box, page, ruled, words

TOP, WHO, WHEN = 120.0, 430.0, 490.0
PARAGRAPHS = [
    ["**1. Legepladsen**"],
    [
        "Udvalget gennemgik tilbuddene på legepladsen ved skolen og de",
        "valgte det billigste. Alma Brink indhenter et tilbud på hegnet",
        "og sender det til hele bestyrelsen inden det næste møde i maj.",
    ],
    ["**2. Hjemmesiden**"],
    ["Viggo Lund opdaterer hjemmesiden med de nye vedtægter og de", "referater, som mangler fra sidste år, og sender et link ud."],
    ["**3. Vejene**"],
    ["Der er kommet huller i Lærkevej efter vinteren. Eva Bech taler", "med kommunen om det og vender tilbage med et svar på mødet."],
]
NOTES = {1: ["Alma", "15.11."], 3: ["Viggo", "1.12."], 5: ["Eva", "20.12."]}


def printed(notes: dict[int, list[str]], *, headed: bool, size: float = 10, lower: float = 0, line: int = 0) -> list[Glyphs]:
    """The paragraphs with notes beside some of them, at one of their lines, `lower` than it."""
    found = words("**Ansvarlig**", WHO, TOP - 20, size=size) + words("**Deadline**", WHEN, TOP - 20, size=size) if headed else []
    y = TOP
    for index, paragraph in enumerate(PARAGRAPHS):
        for x, note in zip((WHO, WHEN), notes.get(index, []), strict=False):
            found += words(note, x, y + 14 * line + lower, size=size)
        for text in paragraph:
            found += words(text, 60, y)
            y += 14
        y += 8 if len(paragraph) > 1 else 0
    return found


BOTTOM = TOP + 9 * 14 + 3 * 8
DOWN = [Ruling(x, TOP - 35, x, BOTTOM) for x in (WHO - 5, WHEN - 5)]
EDGES = [55.0, WHO - 5, WHEN - 5, 560.0]


def read_as(glyphs: Sequence[Glyphs], rulings: Sequence[Ruling] = (), *, number: int = 1) -> list[str]:
    """The paragraphs of a page as they are read; those of the margin begin with '|'."""
    source = read([page(glyphs, rulings=rulings, number=number)])
    margin = [line.span for line in source.lines if line.margin]
    found, at = [], 0
    for text in source.text.split("\n"):
        found.append(("|" if any(span.start == at for span in margin) else "") + text)
        at += len(text) + 1
    return found


def expected(notes: dict[int, list[str]], *, headed: bool) -> list[str]:
    found = ["|Ansvarlig", "|Deadline"] if headed else []
    for index, paragraph in enumerate(PARAGRAPHS):
        found += [" ".join(paragraph).strip("*"), *("|" + note for note in notes.get(index, []))]
    return found


@pytest.mark.parametrize(
    ("headed", "size", "lower", "rulings", "reason"),
    [
        (True, 10, 0, [], "columns with headings"),
        (False, 10, 0, [], "columns without headings"),
        (True, 8, 0, [], "smaller print is no column of text of its own"),
        (True, 10, 3, [], "a little lower than the line beside it"),
        (True, 8, 6, [], "between two lines"),
        (True, 10, 0, DOWN, "lines down between the columns"),
        (True, 10, 0, ruled(EDGES, [TOP - 35, BOTTOM]), "a table of which all items are one row"),
        (True, 10, 0, box(WHO - 5, TOP - 35, WHEN - 5, BOTTOM) + box(WHEN - 5, TOP - 35, 560, BOTTOM), "a frame around each column"),
    ],
)
def test_a_note_follows_its_paragraph(headed: bool, size: float, lower: float, rulings: list[Ruling], reason: str) -> None:
    glyphs = printed(NOTES, headed=headed, size=size, lower=lower)
    assert read_as(glyphs, rulings) == expected(NOTES, headed=headed), reason
    assert read_as(glyphs, rulings, number=2) == expected(NOTES, headed=headed), f"{reason}, not on the first page"


@pytest.mark.parametrize(
    ("notes", "headed", "reason"),
    [
        ({3: ["Eva", "1.12."]}, False, "one on a page"),
        ({1: ["Alma", "1. december 2021"], 3: ["Eva", "2. december 2021"], 5: ["Alle", "3. marts 2022"]}, True, "long dates"),
        ({1: ["Alle", "på det næste møde"], 3: ["Eva", "så snart som muligt"], 5: ["Alle", "hurtigst muligt"]}, True, "words for dates"),
        ({1: ["", "15.11."], 3: ["", "1.12."], 5: ["", "20.12."]}, True, "nothing in the first column"),
    ],
)
def test_short_and_long_notes(notes: dict[int, list[str]], headed: bool, reason: str) -> None:
    printed_ones = {index: [note for note in both if note] for index, both in notes.items()}
    assert read_as(printed(notes, headed=headed)) == expected(printed_ones, headed=headed), reason


def test_headings_of_the_columns_in_a_row_of_the_table_stay_cells() -> None:
    glyphs = printed(NOTES, headed=True)
    assert read_as(glyphs, ruled(EDGES, [TOP - 35, TOP - 14, BOTTOM])) == ["Ansvarlig", "Deadline", *expected(NOTES, headed=False)]


def test_a_row_for_each_item_stays_a_row() -> None:
    """Where notes do not stand apart, cells are cells: a table's columns are read as such."""
    glyphs = words("Hegnet males i maj.", 60, 200) + words("Alma", WHO, 200) + words("maj", WHEN, 200)
    glyphs += words("Stien fejes i juni.", 60, 230) + words("Viggo", WHO, 230) + words("juni", WHEN, 230)
    assert read_as(glyphs, ruled(EDGES, [180, 210, 240])) == ["Hegnet males i maj.", "Alma", "maj", "Stien fejes i juni.", "Viggo", "juni"]


@pytest.mark.parametrize(
    ("note", "leading", "reason"),
    [
        (["Alma Brink og", "Viggo"], 14, "the line above ends with 'og'"),
        (["Alma Brink,", "Viggo"], 14, "the line above ends with a comma"),
        (["Alma Brink", "m.fl."], 14, "lower case"),
        (["Alma Brink", "Viggo Lund"], 11, "set closer than the text beside it"),
    ],
)
def test_a_note_taller_than_its_paragraph_is_read_whole(note: list[str], leading: float, reason: str) -> None:
    """It reaches down beside the paragraph below."""
    glyphs = printed({3: ["Eva"], 5: ["Eva"]}, headed=False)
    last = TOP + 2 * 14 + 14  # the last line of the first account; the heading of the next one is below it
    glyphs += [glyph for place, line in enumerate(note) for glyph in words(line, WHO, last + leading * place)]
    text = read_as(glyphs)
    assert text[1:5] == [" ".join(PARAGRAPHS[1]), "|" + note[0], "|" + note[1], "2. Hjemmesiden"], reason


def test_two_notes_below_each_other_belong_to_two_paragraphs() -> None:
    """Each is level with a line of its own."""
    glyphs = printed({0: ["Alma"], 1: ["Viggo"], 5: ["Eva"]}, headed=False)
    assert read_as(glyphs)[:4] == ["1. Legepladsen", "|Alma", " ".join(PARAGRAPHS[1]), "|Viggo"]


def test_several_notes_beside_a_paragraph_are_read_column_by_column() -> None:
    """As the cells of a table are: all owners, then all deadlines."""
    glyphs = printed(NOTES, headed=False) + words("Rita", WHO, TOP + 28) + words("1.3.", WHEN, TOP + 28)
    assert read_as(glyphs)[2:6] == ["|Alma", "|Rita", "|15.11.", "|1.3."]


def test_a_heading_above_the_margin_of_the_next_page_does_not_cut_a_sentence() -> None:
    start = "Udvalget drøftede også den store sag om stien langs åen, som der har været så meget uenighed om i byen, og de"
    first = words("Godkendt.", 60, 740) + words(start, 60, 760)
    second = [glyph for glyph in printed(NOTES, headed=True) if not (glyph.x0 < 400 and glyph.base < TOP + 5)]
    text = read([page(first), page(second, number=2)]).text.split("\n")
    assert text[:6] == ["Godkendt.", " ".join([start, *PARAGRAPHS[1]]), "Ansvarlig", "Alma", "Deadline", "15.11."]


def test_a_single_word_far_from_short_lines_is_no_column() -> None:
    """A word at the right of a heading ('Åbent') does not make a margin: the lines beside it are as long as all others."""
    glyphs = printed({0: ["", "Åbent"]}, headed=False)
    assert not any(line.startswith("|") for line in read_as(glyphs))


@pytest.mark.parametrize(
    ("starts", "columns", "reason"),
    [
        ([430, 432, 430], True, "one column"),
        ([430, 490, 431, 490], True, "two columns"),
        ([430, 465, 510], False, "words of a justified line begin anywhere"),
        ([430, 432, 490], False, "one word alone is no column"),
    ],
)
def test_columns_of_notes_begin_at_one_place_or_two(starts: list[float], columns: bool, reason: str) -> None:
    assert are_columns(starts) is columns, reason


@pytest.mark.parametrize(
    ("bases", "scattered", "reason"),
    [
        ([100, 200, 300], True, "each stands alone"),
        ([100, 112, 200, 212, 300], True, "notes of two lines"),
        ([100, 112, 124, 136, 148, 160], False, "a column of text"),
        ([100, 140, 152, 164, 176, 188, 200], False, "a heading and its text"),
        ([], False, "nothing"),
    ],
)
def test_notes_stand_apart(bases: list[float], scattered: bool, reason: str) -> None:
    assert are_scattered([words("Alma", WHO, base) for base in bases]) is scattered, reason


@settings(max_examples=60, deadline=None)
@given(
    notes=st.lists(st.tuples(st.floats(400, 540), st.floats(TOP - 30, BOTTOM + 30), st.sampled_from(["Alma", "1.12.", "og"])), max_size=9),
    rulings=st.sampled_from([[], DOWN, ruled(EDGES, [TOP - 35, BOTTOM]), box(WHO - 5, TOP - 35, 560, BOTTOM)]),
)
def test_every_word_is_read_once(notes: list[tuple[float, float, str]], rulings: list[Ruling]) -> None:
    """Wherever notes stand."""
    glyphs = printed({}, headed=False)
    for number, (x, y, text) in enumerate(notes):
        glyphs += words(f"{text}{number}", x, y)
    read_words = read([page(glyphs, rulings=rulings)]).text.split()
    assert sorted(read_words) == sorted(glyph.text for glyph in glyphs)
