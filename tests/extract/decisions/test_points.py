"""Outcomes of the points of a recommendation, where the decision answers them one by one."""

from __future__ import annotations

import pytest

from referat.extract.minutes import read_text

HEAD = """Referat af møde i Havneudvalget den 4. maj 2021

1. Ny kaj
Indstilling
Forvaltningen indstiller,
1. at kajen bygges
2. at der søges om tilskud
Beslutning
{decision}

2. Eventuelt
Intet.
"""

ROWS = [
    ("1. at godkendt.\n2. at udsat.", [("1", "godkendt"), ("2", "udsat")], "each point in a line of its own"),
    ("Ad 1: Godkendt.\nAd 2: Taget til efterretning.", [("1", "godkendt"), ("2", "efterretning")], "with 'Ad'"),
    ("Indstillingens punkt 1 og 2 blev godkendt.", [("1", "godkendt"), ("2", "godkendt")], "two points in a sentence"),
    ("Forvaltningens 1. at godkendt. Punkt 2 udsættes.", [("1", "godkendt"), ("2", "udsat")], "inside sentences"),
    ("Godkendt.", [], "the whole of it"),
    ("Punkt 2 blev drøftet på sidste møde den 3. april.", [("2", "drøftet")], "a verb of the outcome beside the number"),
    ("Udvalget ønsker en tidsplan for punkt 2.", [], "a number without an outcome"),
]


@pytest.mark.parametrize(("decision", "expected", "reason"), ROWS)
def test_points(decision: str, expected: list[tuple[str, str]], reason: str) -> None:
    item = read_text(HEAD.format(decision=decision)).meetings[0].items[0]
    assert [(point.number.value, point.outcome.value.value) for point in item.points] == expected, reason


def test_points_need_a_recommendation() -> None:
    text = "Referat af møde den 4. maj 2021\n\n1. Ny kaj\nBeslutning\n1. at godkendt.\n\n2. Eventuelt\nIntet.\n"
    assert read_text(text).meetings[0].items[0].points == ()
