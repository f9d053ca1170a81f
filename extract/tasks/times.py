"""Meetings that a document names with their dates: what 'inden generalforsamlingen' or 'på SOF-mødet' resolves to."""

from __future__ import annotations

import datetime as dt
import re
from collections import defaultdict
from collections.abc import Sequence

from referat.extract.dates.dates import find_dates
from referat.extract.dates.years import Direction
from referat.models.minutes import Item

_CUE = re.compile(r"[Gg]eneralforsamling|-mødet?\b|behandling(?:en)?\b|[A-ZÆØÅ]\w*(?:udvalget|rådet|bestyrelsen)\b")
_BEFORE = re.compile(
    r"(?P<n>[\w-]*[Gg]eneralforsamling|[\w-]+-møde|\d\.[ ]+behandling|[A-ZÆØÅ][\w-]*(?:udvalget|rådet|bestyrelsen))(?:en|t)?"
    r"(?:[ ]+(?:afholdes|holdes|finder[ ]+sted|er|sættes|fastsættes|bliver|datoen))*[ ]*(?:til|,|:)?[ ]*(?:den|d\.)?[ ]*\Z"
)
_AFTER = re.compile(r"\s*:\s*(?P<n>[A-ZÆØÅ][\w-]*(?:udvalget|rådet|bestyrelsen))\b")
_SETS = re.compile(r"\b(?:datoen?|afholdes|holdes|fastsat|fastsættes|bliver|aftalt)\b", re.I)
_ACRONYM = re.compile(r"([A-ZÆØÅ]{2,6})-møde")


def known_meetings(text: str, date: dt.date) -> dict[str, dt.date]:
    """Meetings after `date` that the text gives a date, by the words that name them, in lower case; those with two dates are left out."""
    found: dict[str, set[dt.date]] = defaultdict(set)
    for cue in _CUE.finditer(text):
        start, end = max(0, cue.start() - 40), min(len(text), cue.end() + 60)
        for match in find_dates(text[start:end], anchor=date, direction=Direction.FUTURE):
            on_line = text[start + match.start] != "\n"  # else the words before stand in another line
            name = (on_line and _BEFORE.search(text, start, start + match.start)) or _AFTER.match(text, start + match.end)
            if name and date < match.date <= date + dt.timedelta(days=400):
                found[_key(name["n"])].add(match.date)
    return {name: next(iter(dates)) for name, dates in found.items() if len(dates) == 1}


def meetings_of_items(text: str, items: Sequence[Item], date: dt.date) -> dict[str, dt.date]:
    """The general meeting where an item about it sets the one date that it names."""
    found: set[dt.date] = set()
    for item in items:
        if item.title and "generalforsamling" in item.title.value.casefold():
            account = text[item.span.start : item.span.end]
            for match in find_dates(account, anchor=date, direction=Direction.FUTURE):
                sentence = re.split(r"[.!?]\s+(?=[A-ZÆØÅ])|\n", account[: match.start])[-1]
                if match.date > date and _SETS.search(sentence):
                    found.add(match.date)
    return {"generalforsamling": found.pop()} if len(found) == 1 else {}


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
