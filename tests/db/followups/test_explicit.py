"""Wording that takes something up again, or says how it went."""

from __future__ import annotations

import datetime as dt

import pytest

from referat.db.followups.explicit import is_next_meeting, lists_old_matters, proposal, reference, taken_up


@pytest.mark.parametrize(
    ("text", "state", "words"),
    [
        ("Oversigten er sendt ud den 12. februar.", "udført", "er sendt ud"),
        ("Oversigten er ikke sendt ud endnu.", "i gang", "ikke sendt"),
        ("Lågen er endnu ikke bestilt.", "i gang", "er endnu ikke"),
        ("Hegnet er malet. Lågen mangler stadig.", "i gang", "mangler stadig"),
        ("Planen er ikke færdig; den udsættes til maj.", "udsat", "udsættes"),
        ("Sagen genoptages, når tilbuddet er modtaget.", "genoptaget", "genoptages"),
        ("Festen er aflyst.", "bortfaldet", "aflyst"),
        ("Formanden har nu talt med kommunen.", "udført", "har nu talt med"),
        ("Hegnet skal males.", None, ""),
        ("Hegnet bliver malet til foråret.", None, ""),
        ("", None, ""),
    ],
)
def test_what_became_of_it(text: str, state: str | None, words: str) -> None:
    found = proposal(text)
    assert (found.state if found else None) == state
    assert (found.words if found else "") == words


@pytest.mark.parametrize(
    ("text", "number", "day"),
    [
        ("Jf. punkt 5 fra sidst er lågen bestilt.", "5", None),
        ("Opfølgning på pkt. 3.2 fra sidste bestyrelsesmøde", "3.2", None),
        ("Se punkt 7 fra mødet den 3. maj 2019.", "7", dt.date(2019, 5, 3)),
        ("Punkt 5 i vedtægterne ændres.", None, None),
    ],
)
def test_an_item_that_is_named(text: str, number: str | None, day: dt.date | None) -> None:
    found = reference(text, anchor=dt.date(2019, 9, 1))
    assert (found.number if found else None) == number
    assert (found.day if found else None) == day


@pytest.mark.parametrize(
    ("text", "expected"), [("Status på hegnet", "Status på"), ("Som aftalt på sidste møde", "Som aftalt på"), ("Hegnet males.", None)]
)
def test_what_takes_something_up(text: str, expected: str | None) -> None:
    assert taken_up(text) == expected


@pytest.mark.parametrize(
    ("heading", "expected"),
    [("Siden sidst", True), ("Opfølgning fra mødet den 20. januar", True), ("Opfølgning fra sidste møde", True), ("Hegn", False)],
)
def test_headings_of_old_matters(heading: str, expected: bool) -> None:
    assert lists_old_matters(heading) is expected


@pytest.mark.parametrize(
    ("words", "body", "expected", "reason"),
    [
        ("til næste møde", "Bestyrelsen", True, "its own"),
        ("på det næste bestyrelsesmøde", "Bestyrelsen", True, "named after it"),
        ("inden næste gang", "Klyngeforum", True, "no meeting named"),
        ("på næste bestyrelsesmøde", "Generalforsamling", False, "an assembly speaks of the board"),
        ("til næste møde", "Ordinær generalforsamling", False, "an assembly's next meeting is hardly its own"),
        ("på næste udvalgsmøde", "Bestyrelsen", False, "another body"),
        ("på næste generalforsamling", "Bestyrelsen", False, "another body"),
        ("på et senere møde", "Bestyrelsen", False, "not the next"),
        ("inden jul", "Bestyrelsen", False, "no meeting"),
    ],
)
def test_the_next_meeting(words: str, body: str, expected: bool, reason: str) -> None:
    assert is_next_meeting(words, body=body) is expected, reason
