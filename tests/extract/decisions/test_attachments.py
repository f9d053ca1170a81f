"""Attachments: rows of a line of such a section, its name and number; links by their place."""

from __future__ import annotations

from dataclasses import replace

import pytest

from referat.extract.decisions.attachments import read_attachments
from referat.extract.pages.reading import read_plain
from referat.models.fact import Fact
from referat.models.kinds import SectionKind
from referat.models.minutes import Section
from referat.models.place import Box, Span
from referat.models.text import Link, Word


def attachments(text: str) -> list[tuple[str, str | None]]:
    source = read_plain(text)
    span = Span(0, len(source.text))
    found = read_attachments(source, [Section(SectionKind.BILAG, None, Fact(source.text, (span,), "test"))])
    return [(each.name.value, each.number.value if each.number else None) for each in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Bilag 1: Tidsplan\nBilag 2: Økonomi, maj.pdf", [("Tidsplan", "1"), ("Økonomi, maj.pdf", "2")]),
        ("Byggeprogram.pdf\n- Udtalelse fra rådet", [("Byggeprogram.pdf", None), ("Udtalelse fra rådet", None)]),
        ("1. Kort over området", [("Kort over området", "1")]),
        ("Høringssvar (dok. nr. 244170)", [("Høringssvar", "244170")]),
        ("244170-19 Notat om veje", [("Notat om veje", "244170-19")]),
        ("Bilag 3", [("Bilag 3", "3")]),  # no name but its number
        ("Bilag A - Kort", [("Kort", "A")]),
        ("Bilagsliste for 2020", [("Bilagsliste for 2020", None)]),
        ("Referat 2019", [("Referat 2019", None)]),  # a year is no number
        ("Ingen", []),
        ("-", []),
    ],
)
def test_lines(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert attachments(text) == expected


def test_a_link_belongs_to_the_line_it_lies_on() -> None:
    source = read_plain("Kort\nNotat")
    for span, top in ((Span(0, 4), 100.0), (Span(5, 10), 120.0)):
        source.words.append(Word(span, Box(1, 50.0, top, 90.0, top + 10), 10.0, bold=False, confidence=1.0))
    linked = replace(source, links=(Link("https://eksempel.dk/notat", Box(1, 50.0, 119.0, 95.0, 131.0)),))
    found = read_attachments(linked, [Section(SectionKind.BILAG, None, Fact(source.text, (Span(0, 10),), "test"))])
    assert [each.url.value if each.url else None for each in found] == [None, "https://eksempel.dk/notat"]
