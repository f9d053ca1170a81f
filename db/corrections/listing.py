"""Corrections as people look at them: the list of all, and those that a page shows beside the values."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable
from typing import Any

from referat.db.corrections.applying import State
from referat.db.corrections.fields import FIELDS, Kind
from referat.db.corrections.snapshots import CORRECTION

_ALL = """
SELECT entries.id, entries.place, entries.field, entries.value, entries.version, entries.actor, entries.changed, entries.words,
  entries.context, entries.path, entries.page, entries.document_id, entries.row_id, entries.standing,
  coalesce(file_name, entries.path) AS file,
  meetings.date, forums.name AS forum, state, told, correction_states.meeting_id, correction_states.item_id, key,
  correction_states.kind AS shown_kind, correction_states.read
FROM entries LEFT JOIN correction_states ON entry_id = entries.id LEFT JOIN documents ON documents.id = entries.document_id
LEFT JOIN meetings ON meetings.id = correction_states.meeting_id LEFT JOIN forums ON forums.id = meetings.forum_id
WHERE entries.kind = ? AND entries.value IS NOT NULL
"""
_KINDS = {"meetings": Kind.MEETING, "attendance": Kind.ATTENDEE, "items": Kind.ITEM, "sections": Kind.SECTION, "tasks": Kind.TASK}
# What people have to look at, the worst first.
TO_SEE = (State.LOST, State.UNSURE, State.REFUSED, State.CHANGED)


def listed(conn: sqlite3.Connection) -> list[dict[str, Any]]:
    """Every correction that holds, the latest first; those that people have to look at come before all others."""
    found = _rows(conn, f"{_ALL} ORDER BY entries.changed DESC, entries.id DESC", (CORRECTION,))
    order = {state: number for number, state in enumerate(TO_SEE)}
    return sorted(found, key=lambda row: order.get(row["state"], len(order)))


def of_meeting(conn: sqlite3.Connection, meeting: str) -> dict[tuple[str, str], list[dict[str, Any]]]:
    """The corrections that show in a meeting, by kind and row."""
    found: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in _rows(conn, f"{_ALL} AND correction_states.meeting_id = ? ORDER BY entries.id", (CORRECTION, meeting)):
        found.setdefault((row["shown_kind"], row["key"]), []).append(row)
    return found


def of_rows(conn: sqlite3.Connection, kind: Kind, keys: Iterable[str]) -> dict[str, list[dict[str, Any]]]:
    """The corrections of some rows of a kind, by row."""
    found: dict[str, list[dict[str, Any]]] = {}
    for key in keys:
        for row in _rows(conn, f"{_ALL} AND key = ? AND correction_states.kind = ? ORDER BY entries.id", (CORRECTION, key, kind.value)):
            found.setdefault(key, []).append(row)
    return found


def added_to(conn: sqlite3.Connection, item: str) -> list[dict[str, Any]]:
    """The corrections that added tasks to an item."""
    found = _rows(conn, f"{_ALL} AND correction_states.item_id = ? ORDER BY entries.id", (CORRECTION, item))
    return [row for row in found if row["field"] == "missing_task"]


def count_to_see(conn: sqlite3.Connection) -> int:
    """How many corrections people have to look at."""
    marks = ", ".join("?" * len(TO_SEE))
    query = f"SELECT count(*) FROM correction_states WHERE state IN ({marks})"  # noqa: S608
    gone = (
        "SELECT count(*) FROM entries WHERE kind = ? AND value IS NOT NULL AND NOT EXISTS"
        " (SELECT 1 FROM correction_states WHERE entry_id = entries.id)"
    )
    return int(conn.execute(query, TO_SEE).fetchone()[0]) + int(conn.execute(gone, (CORRECTION,)).fetchone()[0])


def _rows(conn: sqlite3.Connection, query: str, values: tuple[str, ...]) -> list[dict[str, Any]]:
    cursor = conn.execute(query, values)
    names = [column[0] for column in cursor.description]
    return [_row(dict(zip(names, tuple(row), strict=True))) for row in cursor]


def _row(row: dict[str, Any]) -> dict[str, Any]:
    said = json.loads(row["value"])
    kind, name = _KINDS[row["place"]], row["field"].partition(":")[0]
    return {
        **row,
        "kind": kind.value,
        "field": name,
        "label": FIELDS[kind][name].label,
        "value": said["value"],
        "read_then": said["read"],
        "quote": said["quote"],
        "note": said.get("note"),
        # A document that is in the database no more has no states.
        "state": row["state"] or State.LOST.value,
    }
