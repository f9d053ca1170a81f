"""Meetings that a document names with their dates: what 'inden generalforsamlingen' or 'på SOF-mødet' resolves to."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict

from referat.extract.dates import find_dates
from referat.extract.years import Direction

_CUE = re.compile(r"generalforsamling|-mødet?\b|behandling(?:en)?\b|[A-ZÆØÅ]\w*(?:udvalget|rådet|bestyrelsen)\b")
_BEFORE = re.compile(
    r"(?P<n>[\w-]*generalforsamling|[\w-]+-møde|\d\.\s+behandling|[A-ZÆØÅ][\w-]*(?:udvalget|rådet|bestyrelsen))(?:en|t)?"
    r"(?:\s+(?:afholdes|holdes|finder\s+sted|er|sættes|fastsættes|bliver|datoen))*\s*(?:til|,|:)?\s*(?:den|d\.)?\s*$"
)
_AFTER = re.compile(r"\s*:\s*(?P<n>[A-ZÆØÅ][\w-]*(?:udvalget|rådet|bestyrelsen))\b")
_ACRONYM = re.compile(r"([A-ZÆØÅ]{2,6})-møde")


def known_meetings(text: str, date: dt.date) -> dict[str, dt.date]:
    """Meetings after `date` that the text gives a date, by the words that name them, in lower case; those with two dates are left out."""
    found: dict[str, set[dt.date]] = defaultdict(set)
    for cue in _CUE.finditer(text):
        start, end = max(0, cue.start() - 40), min(len(text), cue.end() + 60)
        for match in find_dates(text[start:end], anchor=date, direction=Direction.FUTURE):
            name = _BEFORE.search(text, start, start + match.start) or _AFTER.match(text, start + match.end)
            if name and date < match.date <= date + dt.timedelta(days=400):
                found[_key(name["n"])].add(match.date)
    return {name: next(iter(dates)) for name, dates in found.items() if len(dates) == 1}


def _key(name: str) -> str:
    """The words as they stand in a deadline: a body's meeting is 'økonomiudvalgets møde'."""
    lowered = " ".join(name.casefold().split())
    return f"{lowered}s møde" if lowered.endswith(("udvalget", "rådet", "bestyrelsen")) else lowered


def next_of_own(text: str, known: dict[str, dt.date]) -> dt.date | None:
    """The next meeting of the body itself where it is named by the letters that the document uses for the body ('SOF-mødet den 9. maj')."""
    for name, date in known.items():
        acronym = _ACRONYM.fullmatch(name.upper().replace("-MØDE", "-møde"))
        if acronym and len(re.findall(rf"\b{acronym[1]}\b", text)) >= 5:
            return date
    return None
