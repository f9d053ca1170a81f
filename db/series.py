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
    """A meeting that is not there: of which body, when (about), and why it is missed.

    announced: the day of the minutes that announced it; else the `pause` around it in days, and the `usual` one.
    """

    forum_id: str
    forum: str
    date: str
    reason: str
    announced: str | None = None
    pause: int | None = None
    usual: int | None = None


def missing_meetings(conn: sqlite3.Connection, forum: str | None = None) -> list[MissingMeeting]:
    """The missing meetings of every body (or of the one with this id), by body and day.

    A meeting announced for a day after the last known one is not missing yet.
    """
    held, announced, names = defaultdict(set), defaultdict(set), {}
    query = (
        "SELECT forums.id, forums.name, date, next_date FROM meetings JOIN forums ON forums.id = forum_id"
        " WHERE date IS NOT NULL AND (:forum IS NULL OR forum_id = :forum)"
    )
    for identity, name, date, following in conn.execute(query, {"forum": forum}):
        names[identity] = name
        held[identity].add(dt.date.fromisoformat(date))
        if following is not None:
            announced[identity].add((dt.date.fromisoformat(following), date))
    found = []
    for identity in sorted(names):
        days = sorted(held[identity])
        missed = {**dict(_holes(days)), **dict(_announced(days, sorted(announced[identity])))}
        found += [MissingMeeting(identity, names[identity], day.isoformat(), *missed[day]) for day in sorted(missed)]
    return found


_Why = tuple[str, str | None, int | None, int | None]


def _announced(days: Sequence[dt.date], following: Sequence[tuple[dt.date, str]]) -> Iterator[tuple[dt.date, _Why]]:
    for day, said in following:
        if day < days[-1] and not any(abs(day - other) <= _NEAR for other in days if other.isoformat() != said):
            yield day, (f"annonceret i referatet af {said}", said, None, None)


def _holes(days: Sequence[dt.date]) -> Iterator[tuple[dt.date, _Why]]:
    """The middle of every distance that is much longer than usual, summer aside."""
    if len(days) < _FEW:
        return
    usual = median((after - before).days for before, after in pairwise(days))
    for before, after in pairwise(days):
        summer = 31 * sum(1 for month in _SUMMER if before < dt.date(after.year, month, 15) < after)
        distance = (after - before).days - summer
        if usual and distance > _HOLE * usual:
            pause = (after - before).days
            why = f"{pause} dage mellem {before} og {after}; ellers {usual:.0f}"
            yield before + (after - before) / 2, (why, None, pause, round(usual))
