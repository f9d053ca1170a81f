"""Short forms beside their long forms: rows of text and what is explained there."""

from __future__ import annotations

import pytest

from referat.extract.decisions.acronyms import read_acronyms
from referat.extract.pages.reading import read_plain


def explained(text: str) -> dict[str, str]:
    return {acronym.short.value: acronym.long.value for acronym in read_acronyms(read_plain(text))}


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("siden 2019 haft en Akut Mobil Hjemmesygepleje (AMH) i byen", {"AMH": "Akut Mobil Hjemmesygepleje"}),  # no longer than its letters
        ("AMH (Akut Mobil Hjemmesygepleje) kører", {"AMH": "Akut Mobil Hjemmesygepleje"}),  # the other order
        ("ordningen Akut Mobil Hjemmesygepleje, AMH, kører", {"AMH": "Akut Mobil Hjemmesygepleje"}),
        ("nyt fra Haveforeningen (HF)", {"HF": "Haveforeningen"}),  # letters inside a compound
        ("en række lærings- og ledelseshold (LLH)", {"LLH": "lærings- og ledelseshold"}),
        ("Forum for Sundhed og Omsorg (FSO)", {"FSO": "Forum for Sundhed og Omsorg"}),  # small words have no letter
        ("holdet Læring og Kvalitet på knæområdet (LK)", {"LK": "Læring og Kvalitet"}),  # what stands behind the preposition has none
        ("sendt til Fællesgrupperne (FG’erne) i maj", {"FG": "Fællesgrupperne"}),
        ("Teknisk Udvalg (herefter TU)", {"TU": "Teknisk Udvalg"}),
        ("ny arbejdspladsmåling og\nledelsesevaluering (ALE)", {"ALE": "arbejdspladsmåling og\nledelsesevaluering"}),  # over a line end
    ],
)
def test_explained(text: str, expected: dict[str, str]) -> None:
    assert explained(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Alma Brink Holm (ABH)",  # a person's initials
        "Sonja Kirkegård (SF) spurgte",  # a party
        "Sagsnummer (24/1234)",
        "Mødt: Alma (MMA)",
        "ny udgave (REV. 2)",
        "HR (fraværende)",
        "PLO (50 min.)",
        "Det var en god aften. Festen (GEF)",  # not over a full stop
        "rev (REV)",  # the same word
    ],
)
def test_not_explained(text: str) -> None:
    assert explained(text) == {}


def test_each_short_form_once_with_its_places() -> None:
    source = read_plain("Haveforeningen (HF) og hovedforeningen (HF)")
    [acronym] = read_acronyms(source)
    assert [source.of(span) for span in (*acronym.short.spans, *acronym.long.spans)] == ["HF", "Haveforeningen"]


def test_many_short_forms_are_read_quickly() -> None:
    assert explained("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa (AAAAAAAAB) " * 200) == {}
