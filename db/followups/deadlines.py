"""Deadlines at "the next meeting": known as soon as that meeting is in the database."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Sequence
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from referat.db.followups.explicit import is_next_meeting
from referat.db.followups.reading import Met, Series

# A later meeting is the next one only if it is not much later than usual: else minutes are missing in between.
_FEW, _USUAL = 4, 120
_HOLE = 2.4
_OPEN = "SELECT id, deadline_text FROM tasks WHERE meeting_id = ? AND deadline IS NULL AND deadline_text IS NOT NULL ORDER BY id"


class Resolved(NamedTuple):
    """A deadline that a meeting made known."""

    task: str
    meeting: str
    day: str


def next_meetings(conn: sqlite3.Connection, series: Series) -> list[Resolved]:
    """The deadlines of the series' first forum that are the day of its next meeting, which is in the database."""
    farthest = _farthest(series.meetings)
    found = []
    for meeting in series.meetings:
        following = next((later for later in series.meetings if series.follows(later, meeting)), None)
        if meeting.forum == series.forum and following is not None and _days(meeting, following) <= farthest:
            tasks = conn.execute(_OPEN, (meeting.id,)).fetchall()
            found += [Resolved(task, following.id, following.date) for task, words in tasks if is_next_meeting(words, body=series.name)]
    return found


def _farthest(meetings: Sequence[Met]) -> float:
    """How many days after a meeting another may be and still be the next one."""
    days = sorted({meeting.date for meeting in meetings})
    distances = [(dt.date.fromisoformat(later) - dt.date.fromisoformat(day)).days for day, later in pairwise(days)]
    return max(_USUAL, _HOLE * median(distances)) if len(distances) >= _FEW else _USUAL


def _days(meeting: Met, later: Met) -> int:
    return (dt.date.fromisoformat(later.date) - dt.date.fromisoformat(meeting.date)).days
