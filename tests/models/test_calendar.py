"""The words of the calendar keep their promises: each form is shown by an example, which is read; no counterexample is."""

from __future__ import annotations

import datetime as dt
import re
import time
import tomllib
from importlib.resources import files
from typing import Any

import pytest

from referat.extract.dates.dates import find_dates
from referat.extract.dates.deadlines import find_deadlines
from referat.extract.dates.periods import find_periods
from referat.models.calendar import calendar_words

MEETING = dt.date(2019, 6, 29)
ENTRIES: list[dict[str, Any]] = tomllib.loads(files("referat.models.lexicon").joinpath("dates.toml").read_text(encoding="utf-8"))["entry"]


def read(entry: dict[str, Any], text: str) -> bool:
    """Whether the text is read by means of the entry."""
    group, value = entry["group"], entry.get("value")
    if group == "vague":
        return any(re.match(rf"(?:{pattern})", text, re.IGNORECASE) for pattern in entry["patterns"])
    dates = find_dates(text, anchor=MEETING)
    if group in ("month", "weekday", "ordinal"):
        return any(value == {"month": date.date.month, "weekday": date.weekday, "ordinal": date.date.day}[group] for date in dates)
    last = {period.last.month for period in find_periods(text, anchor=MEETING)}
    return value in last if group == "season" else bool(last)


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_entry_keeps_its_promises(entry: dict[str, Any]) -> None:
    for form in [*entry.get("forms", []), *entry.get("short", [])]:
        assert any(re.search(rf"(?<!\w){re.escape(form)}(?!\w)", example) for example in entry["examples"]), form
    for example in entry["examples"]:
        assert read(entry, example), example
    for counterexample in entry["counterexamples"]:
        assert not read(entry, counterexample), counterexample


def test_ids_are_unique() -> None:
    ids = [entry["id"] for entry in ENTRIES]
    assert len(ids) == len(set(ids))


def test_no_form_means_two_things_in_its_group() -> None:
    for group in {entry["group"] for entry in ENTRIES}:
        forms = [form for entry in ENTRIES if entry["group"] == group for form in [*entry.get("forms", []), *entry.get("short", [])]]
        assert sorted(forms) == sorted(set(forms)), group


def test_the_calendar_is_whole() -> None:
    words = calendar_words()
    assert set(words.months.values()) == set(range(1, 13))
    assert set(words.weekdays.values()) == set(range(7))
    assert set(words.ordinals.values()) == set(range(1, 32))


@pytest.mark.parametrize(("id_", "pattern"), calendar_words().vague)
def test_no_pattern_is_slow_on_a_hostile_line(id_: str, pattern: str) -> None:
    for line in ("inden " * 1700, "a" * 10_000, "så snart det " * 800, " " * 10_000):
        begin = time.process_time()
        re.search(rf"(?<!\w)(?:{pattern})", line, re.IGNORECASE)
        assert time.process_time() - begin < 0.05


def test_vague_wordings_are_deadlines_without_a_day() -> None:
    for entry in ENTRIES:
        for example in entry["examples"] if entry["group"] == "vague" else []:
            assert [match.last for match in find_deadlines(example, anchor=MEETING)] == [None], example
