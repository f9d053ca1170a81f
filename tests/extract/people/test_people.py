"""People in running text: rows of (text, roster, mentions), and the samples as a reader marked them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from referat.extract.minutes import read_document
from referat.extract.people.people import find_mentions, find_people

MARKS: dict[str, dict[str, dict[str, int]]] = yaml.safe_load((Path(__file__).parent / "marks" / "people.yaml").read_text(encoding="utf-8"))

ROSTER = ["Hanne Vestbo", "Keld I. Holm", "Rolf Reinholdt", "Joan Skårup", "Connie Ankersø"]


def said(text: str, roster: list[str] | None = None) -> list[tuple[str, str]]:
    return [
        (" ".join(text[found.start : found.end].split()), found.name) for found in find_mentions(text, ROSTER if roster is None else roster)
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hanne Vestbo bød velkommen.", [("Hanne Vestbo", "Hanne Vestbo")]),
        ("Joan følger op.", [("Joan", "Joan Skårup")]),  # first name only
        ("Vestbo svarede.", [("Vestbo", "Hanne Vestbo")]),  # surname only
        ("Hannes notat blev drøftet.", [("Hanne", "Hanne Vestbo")]),  # genitive
        (
            "Keld Holm og Keld Ivan Holm er enige.",
            [("Keld Holm", "Keld I. Holm"), ("Keld Ivan Holm", "Keld I. Holm")],
        ),  # initial and middle name
        ("Rolf Reinholt var enig.", [("Rolf Reinholt", "Rolf Reinholdt")]),  # a slip of spelling
        ("Det sagde Hanne\nVestbo til mødet.", [("Hanne Vestbo", "Hanne Vestbo")]),  # over a line
        ("Direktør Zofran Ildgaard orienterede.", [("Zofran Ildgaard", "Zofran Ildgaard")]),  # a title before an unknown first name
        (
            "Mette-Marie Lodahl og Jens Erik Holmboe mødte.",
            [("Mette-Marie Lodahl", "Mette-Marie Lodahl"), ("Jens Erik Holmboe", "Jens Erik Holmboe")],
        ),
        (
            "Til stede: Arne Lyng (AL). AL skriver svaret.",
            [("Arne Lyng", "Arne Lyng"), ("AL", "Arne Lyng"), ("AL", "Arne Lyng")],
        ),  # signature
        ("Maj Holmgaard forlod mødet.", [("Maj Holmgaard", "Maj Holmgaard")]),
        ("fru Andersen spurgte til prisen.", [("Andersen", "Andersen")]),
        ("Lone fra sekretariatet.", [("Lone", "Lone")]),  # not on the roster
        ("Anne-Grethe Husmand (A), medlem", [("Anne-Grethe Husmand", "Anne-Grethe Husmand")]),
        ("Bodil/Rune undersøger det.", [("Bodil", "Bodil"), ("Rune", "Rune")]),  # either of two
        (
            "Ulla Kær Vind (UKV) og Jens Holm (JH) mødte. UKV/JH",
            [
                ("Ulla Kær Vind", "Ulla Kær Vind"),
                ("UKV", "Ulla Kær Vind"),
                ("Jens Holm", "Jens Holm"),
                ("JH", "Jens Holm"),
                ("UKV", "Ulla Kær Vind"),
                ("JH", "Jens Holm"),
            ],
        ),
        ("Sendes til Karla von Rosenholm.", [("Karla von Rosenholm", "Karla von Rosenholm")]),
    ],
)
def test_who_is_named(text: str, expected: list[tuple[str, str]]) -> None:
    assert said(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Karen Blixens Vej 3",
        "Jens Jensens Skole",
        "Peter Skovs Plejehjem",
        "Lars Larsen Group",
        "Holm & Co",
        "Sankt Hans fejres",
        "Skt. Peders Kirke",
        "Søren Holms Allé og Jens Bangs Gade",
        "Lindeborg Administration",
        "firmaet Vestbo",
        "idrætshal i Sønder Ankersø",
        "skolevejene i Ankersø",
        "mandag den 3. Maj mødes udvalget",
        "i August",
        "Udvalget for Børn og Unge",
        "Aarhus Kommune",
        "Region Nordvest",
        "Der er To Ting",
        "Mark og Eng",
        "Per 1. januar",
        "Jan.-mar. 2022",
        "Center for Teknik og Miljø",
        "Hoved-MED",
        "APU",
        "Beslutning",
        "hanne",
        "",
        "Sundhedscenter Varde",
        "leder, Hjemmeplejen Nord",
        "Akut Psykiatrisk Udrykningstjeneste (APU)",
        "lenek@haderslev.example",
        "www.firma.example/Rune",
        "se /Bodil",
        "ejerforeningen Kristians Have",
        "ejerforeningen Kristians have",
    ],
)
def test_who_is_not(text: str) -> None:
    assert said(text) == []


def test_two_of_one_first_name_are_kept_apart() -> None:
    found = said("Hanne Vestbo og Hanne Lund mødte. Hanne gik.", [])
    assert found == [("Hanne Vestbo", "Hanne Vestbo"), ("Hanne Lund", "Hanne Lund"), ("Hanne", "Hanne")]


def test_an_acronym_is_no_signature() -> None:
    roster = ["Anna Petra Uhre"]
    assert said("APU skriver referatet.", roster) == [("APU", "Anna Petra Uhre")]
    assert said("Akut Udrykning (APU) er vedtaget. APU udvides.", roster) == []


def test_a_person_has_every_wording_with_its_place() -> None:
    text = "Keld I. Holm bød velkommen. Keld sender referatet. Joan Skårup gik."
    people = find_people(text, ROSTER)
    assert [person.name.value for person in people] == ["Keld I. Holm", "Joan Skårup"]
    assert [mention.value for mention in people[0].mentions] == ["Keld I. Holm", "Keld"]
    for person in people:
        for fact in (person.name, *person.mentions):
            assert [text[span.start : span.end] for span in fact.spans] == [fact.value]


def test_the_samples_as_marked_by_a_reader(root: Path) -> None:
    """At least 97 of 100 mentions are found under the right name, with at most 2 false in 100."""
    wanted: Counter[tuple[str, str, str]] = Counter()
    found: Counter[tuple[str, str, str]] = Counter()
    for sample, people in MARKS.items():
        text = read_document(root / "corpus" / "sample" / f"{sample}.pdf").source.text
        wanted.update({(sample, name, wording): count for name, wordings in people.items() for wording, count in wordings.items()})
        found.update((sample, name, wording) for wording, name in said(text, list(people)))
    assert wanted.total() >= 250
    assert (wanted & found).total() >= 0.97 * wanted.total(), wanted - found
    assert (found - wanted).total() <= 0.02 * wanted.total(), found - wanted


def test_without_a_roster_the_list_of_names_finds_most(root: Path) -> None:
    wanted: Counter[tuple[str, str]] = Counter()
    found: Counter[tuple[str, str]] = Counter()
    for sample, people in MARKS.items():
        text = read_document(root / "corpus" / "sample" / f"{sample}.pdf").source.text
        wanted.update({(sample, wording): count for wordings in people.values() for wording, count in wordings.items()})
        found.update((sample, wording) for wording, _ in said(text, []))
    assert (wanted & found).total() >= 0.9 * wanted.total(), wanted - found
    assert (found - wanted).total() <= 0.02 * wanted.total(), found - wanted


@given(st.text(max_size=200), st.lists(st.text(max_size=20), max_size=3))
def test_any_text_is_taken(text: str, roster: list[str]) -> None:
    end = 0
    for mention in find_mentions(text, roster):
        assert end <= mention.start < mention.end <= len(text)
        end = mention.end
