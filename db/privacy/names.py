"""Which names are to go: those of a list everywhere, and those of everybody in documents whose time is over."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Iterable, Sequence

from referat.db import keys
from referat.db.privacy.blanking import Names

_LEAST_SURNAME = 4
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
# Who is in a document, by the ids of the table of people.
_PEOPLE = " UNION ".join(
    (
        *(_OF_MEETING.format(table, "person_id") for table in ("attendance", "mentions")),
        *(_OF_ITEM.format(table, "person_id") for table in ("presence", "elected")),
        _OWNERS.replace(" name FROM", " person_id FROM"),
    )
)
# The latest meeting of a document; one without any date is not old.
_OLD = "SELECT document_id FROM meetings GROUP BY document_id HAVING count(date) = count(*) AND max(date) < ?"


def left_out(conn: sqlite3.Connection, names: Sequence[str]) -> dict[str | None, Names]:
    """The names of a list for every text (None); for a document that names one of them, also what else that person is called there."""
    if not names:
        return {}
    wanted = {keys.slug(name) for name in names}
    listed = conn.execute("SELECT id, name FROM people").fetchall()
    spelled = {*names, *(name for _, name in listed if keys.slug(name) in wanted)}
    everywhere = Names(spelled, LEFT_OUT)
    people = {identity for identity, name in listed if everywhere.blank(name) != name}
    found: dict[str, set[str]] = {}
    for document, wording, full in conn.execute(_WORDINGS):
        if keys.slug(full) in wanted or keys.slug(wording) in wanted:
            found.setdefault(document, set()).update((wording, full))
    of_documents = {
        document: Names(spelled | _with_surnames(called), LEFT_OUT, people=people) for document, called in sorted(found.items())
    }
    return {None: Names(spelled, LEFT_OUT, people=people)} | of_documents


def expired(conn: sqlite3.Connection, before: dt.date | None) -> dict[str, Names]:
    """For each document about meetings before a day the names of all people in it."""
    if before is None:
        return {}
    old = {row[0] for row in conn.execute(_OLD, (before.isoformat(),))}
    found: dict[str, set[str]] = {document: set() for document in old}
    for document, name in conn.execute(_NAMED):
        if document in old and name:
            found[document].add(name)
    people: dict[str, set[str]] = {document: set() for document in old}
    full = dict(conn.execute("SELECT id, name FROM people").fetchall())
    for document, person in conn.execute(_PEOPLE):
        if document in old:
            people[document].add(person)
            found[document].add(full[person])
    kept = {EXPIRED, LEFT_OUT}
    return {document: Names(_with_surnames(names - kept), EXPIRED, people=people[document]) for document, names in sorted(found.items())}


def forget(conn: sqlite3.Connection, names: Iterable[str]) -> Names:
    """Takes people whom no document names any more out of their table; gives them, and those of some full names that stand nowhere."""
    still = {row[1] for row in conn.execute(_NAMED)}
    there = {row[1] for row in conn.execute(_PEOPLE)} | {keys.slug(LEFT_OUT), keys.slug(EXPIRED)}
    people = {row[0] for row in conn.execute("SELECT id FROM people") if row[0] not in there}
    conn.executemany("DELETE FROM people WHERE id = ?", [(person,) for person in sorted(people)])
    # Another spelling of a name may give the id of somebody who is still there.
    return Names({name for name in names if " " in name and name not in still}, EXPIRED, people=people, slugs=False)


def _with_surnames(names: set[str]) -> set[str]:
    """Names, and their last words: whom a document names in full, it may call by the surname alone."""
    last = {name.split()[-1] for name in names if " " in name.strip()}
    return names | {word for word in last if len(word) >= _LEAST_SURNAME and word[0].isupper()}
