"""Meetings that a body must have held but of which there are no minutes: announced ones, and holes in a regular series."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

_FEW = 6  # meetings, before a series has a rhythm
_HOLE = 2.4  # times the usual distance
_NEAR = dt.timedelta(days=6)  # a meeting that was moved
_SUMMER = (7,)  # months in which bodies rest


class MissingMeeting(NamedTuple):
    """A meeting that is not there: of which body, when (about), and why it is missed."""

    forum_id: str
    forum: str
    date: str
    reason: str


def missing_meetings(conn: sqlite3.Connection) -> list[MissingMeeting]:
    """The missing meetings of every body, by body and day. A meeting announced for a day after the last known one is not missing yet."""
    held, announced, names = defaultdict(set), defaultdict(set), {}
    query = "SELECT forums.id, forums.name, date, next_date FROM meetings JOIN forums ON forums.id = forum_id WHERE date IS NOT NULL"
    for forum, name, date, following in conn.execute(query):
        names[forum] = name
        held[forum].add(dt.date.fromisoformat(date))
        if following is not None:
            announced[forum].add((dt.date.fromisoformat(following), date))
    found = []
    for forum in sorted(names):
        days = sorted(held[forum])
        for day, reason in sorted({**dict(_holes(days)), **dict(_announced(days, sorted(announced[forum])))}.items()):
            found.append(MissingMeeting(forum, names[forum], day.isoformat(), reason))
    return found


def _announced(days: Sequence[dt.date], following: Sequence[tuple[dt.date, str]]) -> Iterator[tuple[dt.date, str]]:
    for day, said in following:
        if day < days[-1] and not any(abs(day - other) <= _NEAR for other in days if other.isoformat() != said):
            yield day, f"annonceret i referatet af {said}"


def _holes(days: Sequence[dt.date]) -> Iterator[tuple[dt.date, str]]:
    """The middle of every distance that is much longer than usual, summer aside."""
    if len(days) < _FEW:
        return
    usual = median((after - before).days for before, after in pairwise(days))
    for before, after in pairwise(days):
        summer = 31 * sum(1 for month in _SUMMER if before < dt.date(after.year, month, 15) < after)
        distance = (after - before).days - summer
        if usual and distance > _HOLE * usual:
            yield before + (after - before) / 2, f"{(after - before).days} dage mellem {before} og {after}; ellers {usual:.0f}"
