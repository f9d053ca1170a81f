"""What people say about who is who: kept as a list that only grows; undoing marks an entry, nothing is deleted.

Who said so, and when, stands in the audit, as for everything that people say.
"""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from sqlite_utils import Database

from referat.db.people.clusters import Decision
from referat.db.people.figures import Figure
from referat.db.transactions import writing
from referat.models.errors import DatabaseError


@dataclass(frozen=True, slots=True)
class Entry:
    """A decision as people see it. sides: name and forum of each figure. lost: how many figures what is read now does not have.

    made_by, undone_by: who said so; None where that was not yet kept.
    """

    id: int
    kind: str
    made: str
    undone: str | None
    sides: tuple[tuple[str, ...], tuple[str, ...]]
    lost: int
    made_by: str | None
    undone_by: str | None


def decisions(conn: sqlite3.Connection) -> list[Decision]:
    """The decisions that hold, the oldest first."""
    found = []
    for identity, kind in conn.execute("SELECT id, kind FROM person_decisions WHERE undone IS NULL ORDER BY id").fetchall():
        members = _members(conn, identity)
        found.append(Decision(identity, kind, (tuple(row[1] for row in members if not row[0]), tuple(row[1] for row in members if row[0]))))
    return found


def cuts(conn: sqlite3.Connection) -> frozenset[str]:
    """The figures of one meeting that people cut out of a forum (their ids end in the meeting)."""
    query = (
        "SELECT figure_id FROM person_decision_members JOIN person_decisions ON person_decisions.id = decision_id"
        " WHERE undone IS NULL AND figure_id LIKE '%@%@%'"
    )
    return frozenset(row[0] for row in conn.execute(query))


def enter(db: Database, kind: str, one: Iterable[Figure], other: Iterable[Figure], *, actor: str, now: dt.datetime | None = None) -> int:
    """Notes that the figures of two sides are one person ('merge') or two ('split'); gives the number of the decision."""
    with writing(db):
        moment = _time(now)
        made = db.conn.execute("INSERT INTO person_decisions(kind, made) VALUES (?, ?)", (kind, moment)).lastrowid or 0
        rows = [(made, side, figure.id, figure.name, figure.forum) for side, figures in enumerate((one, other)) for figure in figures]
        db.conn.executemany("INSERT INTO person_decision_members VALUES (?, ?, ?, ?, ?)", rows)
        _note(db.conn, (moment, actor, kind, made, 1, None, _text(db.conn, made)))
    return int(made)


def undo(db: Database, number: int | None = None, *, actor: str, now: dt.datetime | None = None) -> int:
    """Marks a decision, the last that holds where no number is given, as undone; gives its number.

    Raises DatabaseError where there is none.
    """
    with writing(db):
        wanted = "" if number is None else "AND id = ?"
        query = f"SELECT max(id) FROM person_decisions WHERE undone IS NULL {wanted}"  # noqa: S608
        (found,) = db.conn.execute(query, () if number is None else (number,)).fetchone()
        if found is None:
            told = "Der er ingen afgørelse at fortryde." if number is None else f"Afgørelse {number} findes ikke eller er fortrudt."
            raise DatabaseError(f"{told} Se dem med: referat people decisions")
        moment = _time(now)
        db.conn.execute("UPDATE person_decisions SET undone = ? WHERE id = ?", (moment, found))
        _note(db.conn, (moment, actor, "undo", found, 2, _text(db.conn, found), None))
    return int(found)


def entries(conn: sqlite3.Connection) -> list[Entry]:
    """Every decision that was ever made, the latest first."""
    known = {row[0] for row in conn.execute("SELECT id FROM person_figures")}
    found = []
    for identity, kind, made, undone in conn.execute("SELECT id, kind, made, undone FROM person_decisions ORDER BY id DESC").fetchall():
        members = _members(conn, identity)
        first, second = (tuple(_said(row) for row in members if bool(row[0]) is side) for side in (False, True))
        lost = sum(row[1] not in known for row in members)
        found.append(Entry(identity, kind, made, undone, (first, second), lost, _by(conn, identity, 1), _by(conn, identity, 2)))
    return found


def _members(conn: sqlite3.Connection, decision: int) -> list[tuple[int, str, str, str | None]]:
    query = "SELECT side, figure_id, name, forum FROM person_decision_members WHERE decision_id = ? ORDER BY side, figure_id"
    return [tuple(row) for row in conn.execute(query, (decision,))]


def _by(conn: sqlite3.Connection, decision: int, version: int) -> str | None:
    row = conn.execute("SELECT actor FROM audit WHERE decision_id = ? AND version = ?", (decision, version)).fetchone()
    return str(row[0]) if row else None


def _note(conn: sqlite3.Connection, row: tuple[str, str, str, int, int, str | None, str | None]) -> None:
    conn.execute("INSERT INTO audit(at, actor, action, decision_id, version, before, after) VALUES (?, ?, ?, ?, ?, ?, ?)", row)


def _text(conn: sqlite3.Connection, decision: int) -> str:
    """The two sides of a decision as the audit keeps them."""
    members = _members(conn, decision)
    sides = {name: [_said(row) for row in members if bool(row[0]) is side] for name, side in (("one", False), ("other", True))}
    return json.dumps(sides, ensure_ascii=False)


def _said(row: tuple[int, str, str, str | None]) -> str:
    return f"{row[2]} ({row[3]})" if row[3] else row[2]


def _time(now: dt.datetime | None) -> str:
    return (now or dt.datetime.now(dt.UTC)).isoformat(timespec="seconds")
