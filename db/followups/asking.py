"""What is followed over meetings, asked by task, by item and as lists."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

_LATER = """
SELECT followups.task_id, followups.item_id, followups.score, followups.reason, followups.quote, followups.section, followups.proposal,
  followups.proposal_words, items.title, items.number, items.date, items.meeting_id, items.ordinal, items.forum_id, forums.name AS forum,
  forums.organisation, sections.page{more}
FROM {first} LEFT JOIN forums ON forums.id = items.forum_id
LEFT JOIN sections ON sections.item_id = followups.item_id AND sections.ordinal = followups.section
"""
_OF_TASK = (
    _LATER.format(first="followups JOIN items ON items.id = followups.item_id", more="") + "WHERE task_id = ? ORDER BY items.date, items.id"
)
# The newest first, by the index of dates.
_GIVEN = """,
  tasks.action, tasks.quote AS task_quote, tasks.date AS task_date, tasks.deadline,
  (SELECT group_concat(name, ', ') FROM (SELECT name FROM task_owners WHERE task_id = tasks.id ORDER BY ordinal)) AS owners
"""
_NEWEST = _LATER.format(
    first="items JOIN followups ON followups.item_id = items.id JOIN tasks ON tasks.id = followups.task_id", more=_GIVEN
)
_RAISED_BY = """
SELECT task_id, score, reason, proposal, proposal_words, quote FROM followups WHERE item_id = ? ORDER BY score DESC, task_id
"""
_POSTPONED = """
SELECT postponements.item_id, postponements.later_meetings, postponements.quote, items.title, items.number, items.date,
  items.meeting_id, items.page,
  items.ordinal,
  items.case_number, items.forum_id, forums.name AS forum, forums.organisation, documents.file_name AS file
FROM postponements JOIN items ON items.id = postponements.item_id JOIN meetings ON meetings.id = items.meeting_id
JOIN documents ON documents.id = meetings.document_id LEFT JOIN forums ON forums.id = items.forum_id
WHERE return_id IS NULL AND later_meetings > 0 {where}
ORDER BY items.date DESC, items.id LIMIT ? OFFSET ?
"""


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for. forums: ids of the bodies of the later item (None: any); proposal: a state that its words suggest."""

    forums: Sequence[str] | None = None
    proposal: str | None = None


def is_there(conn: sqlite3.Connection) -> bool:
    """Whether the database has these tables: one that an older version made has not, until something is imported into it."""
    return conn.execute("SELECT 1 FROM sqlite_master WHERE name = 'followups'").fetchone() is not None


def of_task(conn: sqlite3.Connection, task: str) -> list[dict[str, Any]]:
    """The later items that take a task up again, in order of time."""
    return _dicts(conn.execute(_OF_TASK, (task,))) if is_there(conn) else []


def of_item(conn: sqlite3.Connection, item: str) -> list[dict[str, Any]]:
    """The earlier tasks that an item takes up again, the surest first."""
    return _dicts(conn.execute(_RAISED_BY, (item,))) if is_there(conn) else []


def newest(conn: sqlite3.Connection, wanted: Wanted, *, limit: int, offset: int = 0) -> list[dict[str, Any]]:
    """Tasks that were taken up again, one row for each later item with what was given, the newest first."""
    where, values = _where(wanted, "items.forum_id")
    if wanted.proposal:
        where += " AND followups.proposal = ?"
        values.append(wanted.proposal)
    query = f"{_NEWEST} WHERE 1 {where} ORDER BY items.date DESC, items.id, task_id LIMIT ? OFFSET ?"
    return _dicts(conn.execute(query, (*values, limit, offset))) if is_there(conn) else []


def never_came_back(conn: sqlite3.Connection, wanted: Wanted, *, limit: int, offset: int = 0) -> list[dict[str, Any]]:
    """Postponed items that no later item took up again although the body met since; the newest first."""
    where, values = _where(wanted, "items.forum_id")
    return _dicts(conn.execute(_POSTPONED.format(where=where), (*values, limit, offset))) if is_there(conn) else []


def return_of(conn: sqlite3.Connection, item: str) -> dict[str, Any] | None:
    """Of a postponed item the number of `later_meetings` and the item that took it up again (`id`, `title`, `date`, or None)."""
    query = """
    SELECT later_meetings, reason, items.id, items.title, items.date FROM postponements LEFT JOIN items ON items.id = return_id
    WHERE postponements.item_id = ?
    """
    found = _dicts(conn.execute(query, (item,))) if is_there(conn) else []
    return found[0] if found else None


def _where(wanted: Wanted, column: str) -> tuple[str, list[Any]]:
    if wanted.forums is None:
        return "", []
    return f"AND {column} IN ({', '.join('?' * len(wanted.forums))})", list(wanted.forums)


def _dicts(cursor: sqlite3.Cursor) -> list[dict[str, Any]]:
    names = [column[0] for column in cursor.description]
    return [dict(zip(names, tuple(row), strict=True)) for row in cursor]
