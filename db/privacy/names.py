"""Which names are to go: those of a list everywhere, and those of everybody in documents whose time is over."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Sequence

from referat.db.privacy.blanking import Names

LEFT_OUT, EXPIRED = "[navn udeladt]", "[navn slettet]"
# Where names of people stand, each with its document.
_MEETINGS = "SELECT document_id, {0} FROM meetings WHERE {0} IS NOT NULL"
_OF_MEETING = "SELECT document_id, {1} FROM {0} JOIN meetings ON meetings.id = meeting_id"
_OF_ITEM = "SELECT document_id, {1} FROM {0} JOIN items ON items.id = item_id JOIN meetings ON meetings.id = items.meeting_id"
_OWNERS = """
SELECT document_id, name FROM task_owners JOIN tasks ON tasks.id = task_id JOIN meetings ON meetings.id = meeting_id
WHERE person_id IS NOT NULL
"""
_NAMED = " UNION ".join(
    (
        *(_MEETINGS.format(column) for column in ("chair", "secretary")),
        _OF_MEETING.format("attendance", "attendance.name"),
        _OF_MEETING.format("mentions", "wording"),
        _OF_ITEM.format("presence", "presence.name"),
        _OF_ITEM.format("elected", "elected.name"),
        f"{_OF_MEETING.format('items', 'presenter')} WHERE presenter IS NOT NULL",
        _OWNERS,
    )
)
# How a person is called in a document besides the full name.
_WORDINGS = """
SELECT document_id, wording, people.name FROM mentions JOIN meetings ON meetings.id = meeting_id JOIN people ON people.id = person_id
UNION SELECT document_id, attendance.name, people.name FROM attendance JOIN meetings ON meetings.id = meeting_id
  JOIN people ON people.id = person_id
"""
# The latest meeting of a document; one without any date is not old.
_OLD = "SELECT document_id FROM meetings GROUP BY document_id HAVING count(date) = count(*) AND max(date) < ?"


def left_out(conn: sqlite3.Connection, names: Sequence[str]) -> dict[str | None, Names]:
    """The names of a list for every text (None); for a document that names one of them, also what else that person is called there."""
    if not names:
        return {}
    wanted = {_plain(name) for name in names}
    found: dict[str, set[str]] = {}
    for document, wording, full in conn.execute(_WORDINGS):
        if _plain(full) in wanted or _plain(wording) in wanted:
            found.setdefault(document, set()).update((wording, full))
    return {None: Names(names, LEFT_OUT)} | {document: Names({*names, *called}, LEFT_OUT) for document, called in sorted(found.items())}


def expired(conn: sqlite3.Connection, before: dt.date | None) -> dict[str, Names]:
    """For each document about meetings before a day the names of all people in it."""
    if before is None:
        return {}
    old = {row[0] for row in conn.execute(_OLD, (before.isoformat(),))}
    found: dict[str, set[str]] = {document: set() for document in old}
    for document, name in conn.execute(_NAMED):
        if document in old and name:
            found[document].add(name)
    full = f"{_OF_MEETING.format('mentions', 'people.name')} JOIN people ON people.id = person_id"
    for document, name in conn.execute(full):
        if document in old:
            found[document].add(name)
    return {document: Names(names - {EXPIRED, LEFT_OUT}, EXPIRED) for document, names in sorted(found.items())}


def nowhere(conn: sqlite3.Connection, names: Iterable[str]) -> set[str]:
    """Those of some names that no document names any more."""
    still = {row[1] for row in conn.execute(_NAMED)}
    return {name for name in names if name not in still}


def _plain(name: str) -> str:
    return " ".join(name.casefold().split())
