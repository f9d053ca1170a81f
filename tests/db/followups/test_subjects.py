"""Words that name the subject of a text."""

from __future__ import annotations

import pytest

from referat.db.followups.subjects import Frequency, Kind, root, terms


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("Formanden sender et brev om hegnet.", {"hegnet"}, "what stands in any minutes says nothing"),
        ("Vi spurgte igen Schindler.", {"Schindler"}, "a name of a thing"),
        ("Vi spurgte Ida og Peder Holme.", set(), "persons are no subject"),
        ("Der søges VVS-tilbud.", {"VVS", "VVS-tilbud"}, "an acronym, also in a compound"),
        ("Bestyrelsesmødet og instruktørmødet", set(), "meetings of any kind"),
        ("DAGSORDEN FOR 2019", set(), "capitals and numbers"),
    ],
)
def test_terms(text: str, expected: set[str], reason: str) -> None:
    found = {term.written for term in terms(text, without=frozenset({root("Ida"), root("Peter"), root("Holm")})).values()}
    assert found - {"søges", "spurgte"} == expected, reason


def test_a_long_form_stands_for_its_acronym() -> None:
    longs: dict[tuple[str, ...], str] = {(root("akut"), root("udrykning")): "au"}
    found = terms("Der sker en akut udrykning.", longs=longs)
    assert found["au"].kind is Kind.ACRONYM
    assert "au" not in terms("Der sker en udrykning akut.", longs=longs)


def test_seldom_words_say_more() -> None:
    frequency = Frequency([{"hegn", "vej"}, {"vej"}, {"vej", "låge"}])
    assert frequency.weight("hegn") > frequency.weight("vej") >= 0
    assert Frequency([{"hegn"}]).weight("hegn") == 0.0
    assert Frequency([]).weight("hegn") == 0.0
