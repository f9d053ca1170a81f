"""Elections: rows of a title, its minutes and who was elected to what."""

from __future__ import annotations

import time

import pytest

from referat.extract.decisions.elections import read_elected
from referat.extract.pages.reading import read_plain
from referat.models.fact import Fact
from referat.models.kinds import SectionKind
from referat.models.minutes import Section
from referat.models.place import Span


def elected(title: str, text: str) -> list[tuple[str, str | None]]:
    source = read_plain(f"{title}\n{text}")
    heading, body = Span(0, len(title)), Span(len(title) + 1, len(source.text))
    found = read_elected(
        source, [Section(SectionKind.REFERAT, None, Fact(source.of(body), (body,), "test"))], Fact(title, (heading,), "test")
    )
    assert all(source.of(each.name.spans[0]) == each.name.value for each in found)
    return [(each.name.value, each.post.value if each.post else None) for each in found]


@pytest.mark.parametrize(
    ("title", "text", "expected"),
    [
        ("Valg af dirigent", "Peter Brink", [("Peter Brink", "dirigent")]),  # a name alone, the post from the title
        ("Valg af referent", "Som referent blev valgt: Eva Holm.", [("Eva Holm", "referent")]),
        ("Valg af formand", "Eva Holm, Skovgade 22 blev enstemmigt valgt som formand for en 1-årig periode.", [("Eva Holm", "formand")]),
        (
            "Valg af revisor",
            "Peter Brink nr. 12 blev valgt til revisor og revisorsuppleant blev Eva Holm nr. 74.",
            [("Peter Brink", "revisor"), ("Eva Holm", "revisorsuppleant")],
        ),
        ("Valg til bestyrelsen", "Ikke på valg:\nPeter Brink\nValgt som suppleanter er:\nEva Holm nr. 84", [("Eva Holm", "bestyrelsen")]),
        ("Valg til bestyrelsen", "Kasserer: Eva Holm (genvalg)", [("Eva Holm", "Kasserer")]),
        (
            "Valg til bestyrelsen",
            "Der var genvalg til Eva Holm, Skovgade 22.\nBestyrelsen er herefter:\nPeter Brink",
            [("Eva Holm", "bestyrelsen")],
        ),
        ("Valg af suppleant", "Eva Holm blev ikke valgt.", []),
        (
            "Valg af dirigent og referent",
            "Bestyrelsen foreslog Eva Holm fra Administration A/S som dirigent, og Peter Brink som referent.",
            [("Eva Holm", "dirigent"), ("Peter Brink", "referent")],
        ),
        (
            "Udpegning af medlem",
            "Byrådet udpegede Eva Holm (F) som medlem af havnens bestyrelse.",
            [("Eva Holm (F)", "medlem af havnens bestyrelse")],
        ),
        ("Orientering", "Eva Holm er valgt som formand i foreningen.", [("Eva Holm", "formand i foreningen")]),
        ("Orientering", "Eva Holm orienterede. Bestyrelsen har valgt at takke nej.", []),
        ("Regnskab", "Kasserer: Eva Holm", []),  # a list counts only under an election
    ],
)
def test_elected(title: str, text: str, expected: list[tuple[str, str | None]]) -> None:
    assert elected(title, text) == expected


def test_the_term() -> None:
    source = read_plain("Eva Holm blev valgt som formand for en 1-årig periode.")
    span = Span(0, len(source.text))
    [found] = read_elected(source, [Section(SectionKind.BESLUTNING, None, Fact(source.text, (span,), "test"))])
    assert found.term is not None
    assert found.term.value == "for en 1-årig periode"


def test_long_lists_of_names_are_read_quickly() -> None:
    began = time.process_time()
    elected("Valg", "Peter Brink Holm og " * 1_500)
    elected("Valg", "peter brink nr. 4, valg " * 1_500)
    assert time.process_time() - began < 2
