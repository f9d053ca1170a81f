"""Headings inside an item: where they stand, and what kind of part they begin."""

from __future__ import annotations

import datetime as dt

import pytest

from referat.extract.outline.headings import Looks
from referat.extract.pages.reading import read, read_plain
from referat.extract.sections.marks import find_marks
from referat.models.place import Span
from tests.extract.printed import pages

DAY = dt.date(2021, 5, 4)
Found = list[tuple[str, str, str]]  # kind, heading, the first words of the text


def marks(looks: Looks, *, date: dt.date | None = DAY) -> Found:
    text = looks.source.text
    (found,) = find_marks(looks, [Span(0, len(text))], date=date)
    return [(mark.kind.value, text[mark.heading.start : mark.heading.end], text[mark.text_start :].strip()[:8]) for mark in found]


def plain(text: str, *, date: dt.date | None = DAY) -> Found:
    return marks(Looks(read_plain(text)), date=date)


LINES: list[tuple[str, Found, str]] = [
    ("Beslutning\nGodkendt.", [("beslutning", "Beslutning", "Godkendt")], "a line of its own"),
    ("Beslutning: Godkendt.", [("beslutning", "Beslutning:", "Godkendt")], "before a colon"),
    ("Beslutning : Godkendt.", [("beslutning", "Beslutning :", "Godkendt")], "a space before the colon"),
    ("Beslutningen blev udsat.", [], "a sentence"),
    ("I sagens baggrund: intet.", [], "in the middle of a line"),
    ("Økonomiudvalget indstiller, at\nstien anlægges.", [("indstilling", "Økonomiudvalget indstiller, at", "stien an")], "who recommends"),
    ("Indstilling\nIndstilling:\nAt stien anlægges.", [("indstilling", "Indstilling", "Indstill")], "the same heading twice"),
    ("Baggrund: stien er gammel.", [], "a word that also stands inside other parts"),
    ("Aktion: Alma ringer.", [], "an action in a line of the text"),
    ("Referat: Godkendt\nReferat af mødet rettes.", [("referat", "Referat:", "Godkendt")], "a sentence that begins like it"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "reason"), LINES)
def test_lines(text: str, expected: Found, reason: str) -> None:
    assert plain(text) == expected, reason


DAYS = [
    ("Beslutning i Planudvalget den 04-05-2021\nGodkendt.", "beslutning", "this meeting's day"),
    ("Beslutning i Planudvalget den 12-04-2021\nUdsat.", "tidligere", "another day"),
    ("Planudvalget, den 4. maj 2021:\nGodkendt.", "beslutning", "a body and this day"),
    ("Økonomiudvalget, den 12. april 2021:\nAnbefalet.", "tidligere", "a body and another day"),
    ("Beslutning\nUdsat til 12. april 2022.", "beslutning", "a day in the text says nothing"),
]


@pytest.mark.parametrize(("text", "kind", "reason"), DAYS)
def test_whose_decision_it_is(text: str, kind: str, reason: str) -> None:
    assert [found for found, _, _ in plain(text)] == [kind], reason


def test_without_a_day_of_the_meeting_every_decision_is_its_own() -> None:
    assert plain("Beslutning i Planudvalget den 12-04-2021\nUdsat.", date=None)[0][0] == "beslutning"


DRAWN: list[tuple[str, Found, str]] = [
    ("Fraværende\tAlma Brink, Ida Friis\nT.", [("fravær", "Fraværende", "Alma Bri")], "a heading in a column of its own"),
    ("**Beslutning** Godkendt.\nT.", [("beslutning", "Beslutning", "Godkendt")], "bold before plain words"),
    ("T.\n\nFraværende Alma Brink\n\nT.", [("fravær", "Fraværende", "Alma Bri")], "a paragraph that begins with the word and a name"),
    ("Beslutning blev udsat igen, som aftalt.\nT.", [], "the word and a verb"),
    ("**Aktion:** Alma ringer.\nT.", [("referat", "Aktion:", "Alma rin")], "an action in bold"),
]


@pytest.mark.parametrize(("text", "expected", "reason"), DRAWN)
def test_on_a_page(text: str, expected: Found, reason: str) -> None:
    filled = text.replace("T.", "Formanden fortalte om den nye sti langs åen, som alle har ventet på i mange år nu.")
    assert marks(Looks(read(pages(filled)))) == expected, reason


def heads(*bodies: str) -> list[list[str]]:
    """The headings found in the bodies of some items."""
    source = read_plain("\n".join(bodies))
    spans, at = [], 0
    for body in bodies:
        spans.append(Span(at, at + len(body)))
        at += len(body) + 1
    return [[source.of(mark.heading) for mark in found] for found in find_marks(Looks(source), spans, date=DAY)]


def test_a_common_word_counts_where_several_items_use_it() -> None:
    assert heads("Drøftelse\nVi talte.", "Vi talte igen.") == [[], []]
    assert heads("Drøftelse\nVi talte.", "Drøftelse\nVi talte igen.") == [["Drøftelse"], ["Drøftelse"]]


def test_marks_stand_inside_their_item_in_order() -> None:
    first, second = heads("Indstilling\nAt x.\nBeslutning\nJa.", "Beslutning\nNej.")
    assert (first, second) == (["Indstilling", "Beslutning"], ["Beslutning"])
