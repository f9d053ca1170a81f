"""Which bodies belong together: one that is written in several ways, and the body that owns a task."""

from __future__ import annotations

import sqlite3

from referat.db.keys import slug
from referat.models.likeness import likeness

_LEAST = 3  # people that two bodies of one name share, to be one body
_ALIKE = 0.6  # organisations, where both are known
_SHARE = 0.5  # of the people of the smaller one
_PEOPLE = """
SELECT count(DISTINCT person_id) FROM attendance JOIN meetings ON meetings.id = meeting_id WHERE forum_id = ?
"""
_SHARED = """
SELECT other_meeting.forum_id, forums.organisation, count(DISTINCT mine.person_id)
FROM meetings AS own_meeting JOIN attendance AS mine ON mine.meeting_id = own_meeting.id
JOIN attendance AS theirs ON theirs.person_id = mine.person_id JOIN meetings AS other_meeting ON other_meeting.id = theirs.meeting_id
JOIN forums ON forums.id = other_meeting.forum_id
WHERE own_meeting.forum_id = ?1 AND forums.id <> ?1
  AND forums.name = (SELECT name FROM forums WHERE id = ?1) COLLATE NOCASE
GROUP BY 1, 2 HAVING count(DISTINCT mine.person_id) >= ?2 ORDER BY 1
"""
# Endings of the definite form: a body is called `Økonomiudvalg` and `Økonomiudvalget`.
_DEFINITE = ("", "et", "en", "n", "t")


def same_body(conn: sqlite3.Connection, forum: str) -> list[str]:
    """Other forums of the same name that have the same people: minutes write the organisation in several ways, or not at all.

    It holds both ways.
    """
    found = []
    mine = conn.execute(_PEOPLE, (forum,)).fetchone()[0]
    organisation = _organisation(conn, forum)
    for other, theirs, shared in conn.execute(_SHARED, (forum, _LEAST)).fetchall():
        fewer = min(mine, conn.execute(_PEOPLE, (other,)).fetchone()[0])
        alike = organisation is None or theirs is None or likeness(organisation, theirs, any_order=True) >= _ALIKE
        if alike and shared >= _SHARE * fewer:
            found.append(str(other))
    return found


def bodies_of_owners(conn: sqlite3.Connection, forum: str) -> dict[str, str]:
    """The forums of the same organisation that own tasks of this one, by the owner's name as it is written."""
    organisation = _organisation(conn, forum)
    if organisation is None:
        return {}
    query = """
    SELECT DISTINCT task_owners.name FROM tasks JOIN task_owners ON task_id = tasks.id
    WHERE forum_id = ? AND task_owners.kind <> 'person' ORDER BY 1
    """
    found = {}
    for (name,) in conn.execute(query, (forum,)).fetchall():
        body = _named(conn, name, organisation)
        if body is not None and body != forum:
            found[name] = body
    return found


def neighbours(conn: sqlite3.Connection, forum: str) -> list[str]:
    """The forums of the same organisation whose tasks this one owns."""
    organisation = _organisation(conn, forum)
    others = conn.execute("SELECT id FROM forums WHERE organisation = ? AND id <> ? ORDER BY id", (organisation, forum)).fetchall()
    return [str(other) for (other,) in others if forum in bodies_of_owners(conn, other).values()]


def _organisation(conn: sqlite3.Connection, forum: str) -> str | None:
    row = conn.execute("SELECT organisation FROM forums WHERE id = ?", (forum,)).fetchone()
    return None if row is None else row[0]


def _named(conn: sqlite3.Connection, name: str, organisation: str) -> str | None:
    """The id of the forum with this name; ids are made of name and organisation."""
    stripped = next((name[: -len(ending)] for ending in ("et", "en") if name.endswith(ending)), name)
    for word in dict.fromkeys((name, *(f"{name}{ending}" for ending in _DEFINITE), stripped)):
        identity = slug(word, organisation)
        if conn.execute("SELECT 1 FROM forums WHERE id = ?", (identity,)).fetchone():
            return identity
    return None
