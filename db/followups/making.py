"""The rows of what is followed over meetings, made anew for the bodies that changed.

What is written depends on what is in the database and on nothing else: not on the order of imports, nor on how often it was made.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable

from sqlite_utils import Database

from referat.db.followups import explicit
from referat.db.followups.bodies import bodies_of_owners, neighbours, same_body
from referat.db.followups.deadlines import next_meetings
from referat.db.followups.matching import Followers, Followup
from referat.db.followups.postponed import Postponement, postponements
from referat.db.followups.reading import Series, read_series
from referat.db.transactions import writing

# Raise it when the code gives other rows: those made before are then made again.
VERSION = 1


def refresh(db: Database) -> bool:
    """Makes anew what is followed in the bodies of which documents came or went since, and everywhere where the rules are others.

    Each forum is made in a transaction of its own; where that is stopped, the rest is made the next time.
    True where there was something to do.
    """
    version = f"{VERSION}-{explicit.wording_version()}"
    current = db.conn.execute("SELECT 1 FROM followups_state WHERE version = ?", (version,)).fetchone() is not None
    if current and db.conn.execute("SELECT 1 FROM followups_stale LIMIT 1").fetchone() is None:
        return False
    with writing(db):
        if not current:
            _all_again(db.conn, version)
        stale = [str(row[0]) for row in db.conn.execute("SELECT forum_id FROM followups_stale ORDER BY 1").fetchall()]
        forums = affected(db.conn, stale)
        db.conn.executemany("INSERT OR IGNORE INTO followups_stale VALUES (?)", [(forum,) for forum in forums])
    for forum in forums:
        with writing(db):
            make(db.conn, forum)
            db.conn.execute("DELETE FROM followups_stale WHERE forum_id = ?", (forum,))
    return True


def _all_again(conn: sqlite3.Connection, version: str) -> None:
    conn.execute("INSERT OR IGNORE INTO followups_stale SELECT DISTINCT forum_id FROM meetings WHERE forum_id IS NOT NULL")
    conn.execute("DELETE FROM followups_state")
    conn.execute("INSERT INTO followups_state VALUES (?)", (version,))


def affected(conn: sqlite3.Connection, stale: Iterable[str]) -> list[str]:
    """The forums whose rows rest on a forum that changed: as it is now, and as it was when the rows were made."""
    found = set()
    for forum in stale:
        body = {forum, *same_body(conn, forum)}
        found |= body | {other for one in body for other in neighbours(conn, one)}
        found |= {str(row[0]) for row in conn.execute("SELECT forum_id FROM followup_bodies WHERE other_id = ?", (forum,)).fetchall()}
    return sorted(found)


def make(conn: sqlite3.Connection, forum: str) -> None:
    """Makes the rows of a forum anew; within a transaction of the caller."""
    _clear(conn, forum)
    others = same_body(conn, forum)
    series = read_series(conn, forum, others)
    followers = Followers(series)
    owners = bodies_of_owners(conn, forum)
    bodies = {other for body in owners.values() for other in (body, *same_body(conn, body))}
    rows = [(forum, other) for other in sorted({*others, *bodies} - {forum})]
    conn.executemany("INSERT INTO followup_bodies VALUES (?, ?)", rows)
    _insert(conn, _of_tasks(series, followers, _series_of(conn, owners)))
    conn.executemany("INSERT INTO postponements VALUES (?, ?, ?, ?, ?, ?)", map(_postponed, postponements(series, followers)))
    conn.executemany("INSERT INTO next_meeting_deadlines VALUES (?, ?, ?)", next_meetings(conn, series))


def _postponed(row: Postponement) -> tuple[str | float | None, ...]:
    found = row.taken_up
    back = (found.item, found.score, found.reason) if found else (None, None, None)
    return row.item, back[0], row.later_meetings, row.quote, *back[1:]


def _clear(conn: sqlite3.Connection, forum: str) -> None:
    conn.execute("DELETE FROM followups WHERE task_id IN (SELECT id FROM tasks WHERE forum_id = ?)", (forum,))
    conn.execute("DELETE FROM postponements WHERE item_id IN (SELECT id FROM items WHERE forum_id = ?)", (forum,))
    conn.execute("DELETE FROM next_meeting_deadlines WHERE task_id IN (SELECT id FROM tasks WHERE forum_id = ?)", (forum,))
    conn.execute("DELETE FROM followup_bodies WHERE forum_id = ?", (forum,))


def _series_of(conn: sqlite3.Connection, owners: dict[str, str]) -> dict[str, Followers]:
    """The bodies that own tasks, by the owner's name."""
    made = {body: Followers(read_series(conn, body, same_body(conn, body))) for body in sorted(set(owners.values()))}
    return {name: made[body] for name, body in owners.items()}


def _of_tasks(series: Series, followers: Followers, owners: dict[str, Followers]) -> list[Followup]:
    found: dict[tuple[str, str], Followup] = {}
    for duty in series.duties:
        for asked in (followers, *(owners[owner.name] for owner in duty.owners if owner.name in owners)):
            for row in asked.find(duty, series):
                found.setdefault((row.task, row.item), row)
    return list(found.values())


def _insert(conn: sqlite3.Connection, rows: Iterable[Followup]) -> None:
    values = [
        (
            row.task,
            row.item,
            row.score,
            row.reason,
            row.quote,
            row.section,
            row.proposal.state if row.proposal else None,
            row.proposal.words if row.proposal else None,
        )
        for row in rows
    ]
    conn.executemany("INSERT INTO followups VALUES (?, ?, ?, ?, ?, ?, ?, ?)", values)
