"""Clock times: rows of (text, times as 'from' or 'from-to')."""

from __future__ import annotations

import datetime as dt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.extract.dates.times import find_times


def shown(text: str) -> list[str]:
    return [f"{match.time:%H:%M}" + (f"-{match.to:%H:%M}" if match.to else "") for match in find_times(text)]


@pytest.mark.parametrize(
    ("text", "times"),
    [
        ("kl. 8.00-10.00", ["08:00-10:00"]),
        ("Kl. 18.30", ["18:30"]),
        ("kl. 17", ["17:00"]),
        ("16:00", ["16:00"]),
        ("08.00 – 10.00", ["08:00-10:00"]),
        ("kl 19", ["19:00"]),
        ("kl.19.30", ["19:30"]),
        ("klokken 9", ["09:00"]),
        ("kl. 8-10", ["08:00-10:00"]),
        ("kl. 8 til 10", ["08:00-10:00"]),
        ("fra kl. 8.00 til kl. 10.15", ["08:00-10:15"]),
        ("17:30-19:00", ["17:30-19:00"]),
        ("kl: 17:30 - 19:00", ["17:30-19:00"]),
        ("KL. 10.00", ["10:00"]),
        ("kl. ca. 21.15", ["21:15"]),
        ("kl. 17.00, mødet slut kl. 19.05", ["17:00", "19:05"]),
        ("kl. 24", ["00:00"]),
        ("9.00–9.10", ["09:00-09:10"]),
        ("den 1. juni 2022 kl. 10.", ["10:00"]),
        ("kl. 10.00 - 12.00 i salen", ["10:00-12:00"]),
        ("Mødetidspunkt: 16.30-18.00", ["16:30-18:00"]),
        ("kl. 17 - 3 mødte", ["17:00"]),  # a meeting does not end before it begins
    ],
)
def test_times(text: str, times: list[str]) -> None:
    assert shown(text) == times


@pytest.mark.parametrize(
    "text",
    [
        "10.15",
        "1.250,00 kr.",
        "punkt 8.10",
        "12.30 %",
        "24.09.2003",
        "24.09.2003-25.09.2003",
        "§ 8.10",
        "12.00 m2",
        "1:500",
        "kl.",
        "99:99",
        "25:00",
        "uge 10",
        "tlf. 12 34 56 78",
        "3.10-4.20 kr.",
        "forholdet 2:1",
        "8.15",
        "kloak 12",
        "onkl. 12",
    ],
)
def test_no_times(text: str) -> None:
    assert shown(text) == []


@given(st.times(), st.sampled_from(["kl. {:%H.%M}", "kl. {:%H:%M}", "{:%H:%M}", "Kl.{:%H.%M}"]))
def test_every_minute_is_read_back(time: dt.time, form: str) -> None:
    (match,) = find_times("Mødet " + form.format(time) + " i salen")
    assert match.time == time.replace(second=0, microsecond=0)
