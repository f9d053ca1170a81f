"""The rows of a document that corrections can change: as they are, and as they were read."""

from __future__ import annotations

import json
import sqlite3
from typing import Any

from referat.db.entries.places import Place, places
from referat.db.rows import Rows

CORRECTION = "correction"  # the kind of entry
_MEETINGS = "(SELECT id FROM meetings WHERE document_id = :document)"
_ITEMS = "(SELECT items.id FROM items JOIN meetings ON meetings.id = meeting_id WHERE document_id = :document)"
_TASKS = "(SELECT tasks.id FROM tasks JOIN meetings ON meetings.id = meeting_id WHERE document_id = :document)"
_PEOPLE = """
SELECT person_id FROM attendance JOIN meetings ON meetings.id = meeting_id WHERE document_id = :document
UNION SELECT person_id FROM mentions JOIN meetings ON meetings.id = meeting_id WHERE document_id = :document
UNION SELECT person_id FROM presence JOIN items ON items.id = item_id JOIN meetings ON meetings.id = meeting_id
  WHERE document_id = :document
UNION SELECT person_id FROM elected JOIN items ON items.id = item_id JOIN meetings ON meetings.id = meeting_id WHERE document_id = :document
UNION SELECT person_id FROM task_owners JOIN tasks ON tasks.id = task_id JOIN meetings ON meetings.id = meeting_id
  WHERE document_id = :document
"""
# In the order in which they can be inserted.
WHERE = {
    "forums": "id IN (SELECT forum_id FROM meetings WHERE document_id = :document)",
    "people": f"id IN ({_PEOPLE})",
    "meetings": "document_id = :document",
    **dict.fromkeys(("attendance", "mentions", "items"), f"meeting_id IN {_MEETINGS}"),
    **dict.fromkeys(("sections", "voters", "reservation_names", "presence", "elected"), f"item_id IN {_ITEMS}"),
    "tasks": f"meeting_id IN {_MEETINGS}",
    "task_owners": f"task_id IN {_TASKS}",
    "facts": f"meeting_id IN {_MEETINGS}",
}

_WORKED_OUT = f"""
SELECT task_id FROM next_meeting_deadlines JOIN tasks ON tasks.id = task_id
WHERE tasks.deadline = next_meeting_deadlines.deadline AND tasks.meeting_id IN {_MEETINGS}
"""  # noqa: S608


def current(conn: sqlite3.Connection, document: str) -> Rows:
    """The rows as they are now, each table in the order of its key."""
    found: Rows = {}
    for table, where in WHERE.items():
        cursor = conn.execute(f"SELECT * FROM {table} WHERE {where}", {"document": document})  # noqa: S608
        names = [column[0] for column in cursor.description]
        found[table] = [dict(zip(names, tuple(row), strict=True)) for row in cursor]
    # A deadline at the next meeting is worked out from other documents (`referat.db.followups`): it was not read here.
    worked_out = {row[0] for row in conn.execute(_WORKED_OUT, {"document": document})}
    for row in found["tasks"]:
        if row["id"] in worked_out:
            row["deadline"] = None
    return found


def as_read(conn: sqlite3.Connection, document: str) -> Rows | None:
    """The rows as they were read, where the document is corrected; else None."""
    row = conn.execute("SELECT rows FROM read_rows WHERE document_id = ?", (document,)).fetchone()
    return None if row is None else dict(json.loads(row[0]))


def keep(conn: sqlite3.Connection, document: str, rows: Rows | None) -> None:
    """Keeps what was read beside the corrected rows; None where nothing is corrected any more."""
    conn.execute("DELETE FROM read_rows WHERE document_id = ?", (document,))
    if rows is not None:
        conn.execute("INSERT INTO read_rows VALUES (?, ?)", (document, json.dumps(rows, ensure_ascii=False, separators=(",", ":"))))


def read_places(conn: sqlite3.Connection, table: str, document: str) -> list[Place]:
    """The places of a document in a table as they were read (`places` gives those of the corrected rows)."""
    rows = as_read(conn, document)
    if rows is None:
        return places(conn, table, document)
    aside = sqlite3.connect(":memory:")
    try:
        _fill(aside, "documents", [_document(conn, document)])
        for name, found in rows.items():
            _fill(aside, name, found or [_blank(conn, name)])
            if not found:
                aside.execute(f"DELETE FROM {name}")  # noqa: S608
        return places(aside, table, document)
    finally:
        aside.close()


def _document(conn: sqlite3.Connection, document: str) -> dict[str, Any]:
    row = conn.execute("SELECT id, path FROM documents WHERE id = ?", (document,)).fetchone()
    return {"id": row[0], "path": row[1]}


def _blank(conn: sqlite3.Connection, table: str) -> dict[str, Any]:
    return dict.fromkeys(row[1] for row in conn.execute(f"PRAGMA table_info({table})"))


def _fill(conn: sqlite3.Connection, table: str, rows: list[dict[str, Any]]) -> None:
    names = ", ".join(f'"{name}"' for name in rows[0])
    conn.execute(f"CREATE TABLE {table} ({names})")
    conn.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", [tuple(row.values()) for row in rows])  # noqa: S608
