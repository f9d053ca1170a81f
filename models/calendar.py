"""The words of the Danish calendar from `lexicon/dates.toml`: months, weekdays, numbers, seasons, parts of a month, vague times."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class CalendarWords:
    """Lower-case forms and what they mean. `abbreviations` are the short forms of months, which count only beside a day or a year."""

    months: Mapping[str, int]
    abbreviations: frozenset[str]
    weekdays: Mapping[str, int]
    short_weekdays: frozenset[str]
    ordinals: Mapping[str, int]
    numbers: Mapping[str, int]
    seasons: Mapping[str, int]
    parts: Mapping[str, int]
    units: Mapping[str, int]
    vague: tuple[tuple[str, str], ...]


@cache
def calendar_words() -> CalendarWords:
    """The words of the calendar. Raises KeyError where the file lacks a field."""
    text = files("referat.models.lexicon").joinpath("dates.toml").read_text(encoding="utf-8")
    entries: list[dict[str, Any]] = tomllib.loads(text)["entry"]

    def values(group: str) -> dict[str, int]:
        return {form: row["value"] for row in entries if row["group"] == group for form in [*row["forms"], *row.get("short", [])]}

    def short(group: str) -> frozenset[str]:
        return frozenset(form for row in entries if row["group"] == group for form in row.get("short", []))

    return CalendarWords(
        months=values("month"),
        abbreviations=short("month"),
        weekdays=values("weekday"),
        short_weekdays=short("weekday"),
        ordinals=values("ordinal"),
        numbers=values("number"),
        seasons=values("season"),
        parts=values("part"),
        units=values("unit"),
        vague=tuple((row["id"], pattern) for row in entries if row["group"] == "vague" for pattern in row["patterns"]),
    )


def alternatives(forms: Iterable[str]) -> str:
    """A pattern for any of the forms, the longest first; a space in a form is any white space."""
    return "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in sorted(forms, key=lambda form: (-len(form), form)))
