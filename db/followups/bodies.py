"""Which bodies belong together: one that is written in several ways, and the body that owns a task."""

from __future__ import annotations

import sqlite3

from referat.db.keys import slug
from referat.models.likeness import likeness

_LEAST = 3  # people that two bodies of one name share, to be one body
_ALIKE = 0.6  # organisations, where both are known
_SHARE = 0.5  # of the people of the smaller one
_PEOPLE = "SELECT DISTINCT person_id FROM meetings JOIN attendance ON meeting_id = meetings.id WHERE forum_id = ?"
# Endings of the definite form: a body is called `Økonomiudvalg` and `Økonomiudvalget`.
_DEFINITE = ("", "et", "en", "n", "t")


def same_body(conn: sqlite3.Connection, forum: str) -> list[str]:
    """Other forums of the same name that have the same people: minutes write the organisation in several ways, or not at all.

    It holds both ways.
    """
    row = conn.execute("SELECT name, organisation FROM forums WHERE id = ?", (forum,)).fetchone()
    if row is None:
        return []
    others = conn.execute("SELECT id, organisation FROM forums WHERE name = ? AND id <> ? ORDER BY id", (row[0], forum)).fetchall()
    alike = [str(other) for other, theirs in others if _may_be_one(row[1], theirs)]
    mine = _people(conn, forum) if alike else set()
    return [other for other in alike if _share(mine, _people(conn, other))]


def _may_be_one(one: str | None, other: str | None) -> bool:
    return one is None or other is None or likeness(one, other, any_order=True) >= _ALIKE


def _people(conn: sqlite3.Connection, forum: str) -> set[str]:
    return {row[0] for row in conn.execute(_PEOPLE, (forum,))}


def _share(one: set[str], other: set[str]) -> bool:
    shared = len(one & other)
    return shared >= _LEAST and shared >= _SHARE * min(len(one), len(other))


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
