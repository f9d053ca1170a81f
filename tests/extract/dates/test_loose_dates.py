"""The fallback behind the grammar of dates, and dateparser as a second opinion on it."""

from __future__ import annotations

import datetime as dt

import pytest

from referat.extract.dates.dates import find_dates
from referat.extract.dates.loose_dates import parse_foreign, read_date

# Writings that both know: a change in either shows.
BOTH = [
    "29. juni 2022",
    "den 29. juni 2022",
    "onsdag den 29. juni 2022",
    "3. okt. 2020",
    "24-09-2003",
    "24.09.2003",
    "24/09/2003",
    "3.11.2005",
    "18-07-08",
    "2003-09-24",
    "29. februar 2024",
    "1/4/2017",
    "Mandag 6. marts 2017",
]


@pytest.mark.parametrize("text", BOTH)
def test_dateparser_agrees(text: str) -> None:
    (match,) = find_dates(text)
    assert parse_foreign(text) == match.date


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("juni 29 2022", "2022-06-29"),  # month first: only dateparser knows it
        ("2022 29. juni", "2022-06-29"),
        ("d. 16-09-2025", "2025-09-16"),  # dateparser reads nothing here, our grammar does
        ("Aar 1923 den 4de Marts", "1923-03-04"),
    ],
)
def test_either_of_the_two_reads(text: str, day: str) -> None:
    assert read_date(text) == dt.date.fromisoformat(day)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "nu",
        "man",
        "i dag",
        "§ 3.1",
        "1/2 time",
        "12.5 %",
        "sag 23/1493",
        "kl. 10.15",
        "side 3",
        "29. juni",
        "x1 " * 5000,
        "3. maj 2020 eller 4. maj 2020",  # not certain which
    ],
)
def test_no_date(text: str) -> None:
    assert read_date(text) is None


def test_an_anchor_gives_the_year() -> None:
    assert read_date("29. juni", anchor=dt.date(2022, 7, 1)) == dt.date(2022, 6, 29)
