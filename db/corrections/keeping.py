"""Corrections made to the rows that a database holds: when a document was kept, and when a correction was entered or taken back."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from sqlite_utils import Database

from referat.db.corrections import snapshots
from referat.db.corrections.applying import Correction, Fared, applied
from referat.db.corrections.fields import Kind
from referat.db.corrections.things import Working
from referat.db.entries.attaching import attach
from referat.db.entries.matching import Standing
from referat.db.people import register as people_register
from referat.db.rows import Row, Rows
from referat.db.search import indexing
from referat.db.search.search_keys import give_keys
from referat.db.transactions import writing

TABLES = {
    Kind.MEETING: "meetings",
    Kind.ATTENDEE: "attendance",
    Kind.ITEM: "items",
    Kind.SECTION: "sections",
    Kind.TASK: "tasks",
}
_KINDS = {table: kind for kind, table in TABLES.items()}
# Rows that the register of people is made from, and those that say which meeting a document is about.
_NAMING = ("people", "attendance", "mentions", "presence", "elected", "task_owners", "meetings")


def refresh(db: Database, document: str) -> bool:
    """Makes the corrections of a document anew, and of those that corrections have moved away from; after its entries were attached.

    Gives whether the document's meetings changed.
    """
    moved = """
    SELECT DISTINCT correction_states.document_id FROM correction_states JOIN entries ON entries.id = entry_id
    WHERE entries.document_id <> correction_states.document_id
    """
    with writing(db):
        left = {row[0] for row in db.conn.execute(moved).fetchall()} - {document}
        for one in sorted(left):
            remake(db, one)
        return remake(db, document)


def remake(db: Database, document: str) -> bool:
    """Brings the rows of a document to what was read with the corrections that hold, and the search index with them.

    Gives whether its meetings changed.
    """
    conn = db.conn
    wanted = corrections(conn, document)
    read = snapshots.as_read(conn, document)
    if (not wanted and read is None) or conn.execute("SELECT 1 FROM documents WHERE id = ?", (document,)).fetchone() is None:
        return False
    with writing(db):
        before = snapshots.current(conn, document)
        rows = before if read is None else read
        working, fared = worked_out(conn, document, rows, wanted)
        changed = _write(db, document, before, working.rows)
        snapshots.keep(conn, document, rows if wanted else None)
        _note(conn, document, wanted, fared)
        if changed:
            attach(conn, document)  # entries about tasks that corrections put in or took out
    return "meetings" in changed


def worked_out(conn: sqlite3.Connection, document: str, rows: Rows, wanted: Sequence[Correction]) -> tuple[Working, list[Fared]]:
    """What a document's rows are with corrections."""
    (file_name,) = conn.execute("SELECT file_name FROM documents WHERE id = ?", (document,)).fetchone()
    return applied(rows, wanted, document=document, file_name=file_name)


def looked_at(conn: sqlite3.Connection, document: str) -> Working:
    """The things of a document as they are shown now."""
    rows = snapshots.as_read(conn, document) or snapshots.current(conn, document)
    return worked_out(conn, document, rows, corrections(conn, document))[0]


# Ids of these say by themselves which meeting of the file it is, and where on the page the item stands.
_PLACED = ("meetings", "items")
_HOLDING = """
SELECT id, place, field, coalesce(target_id, CASE WHEN place IN ('meetings', 'items') THEN row_id END), value, standing, row_id = target_id
FROM entries WHERE kind = ? AND document_id = ? AND value IS NOT NULL ORDER BY id
"""


def corrections(conn: sqlite3.Connection, document: str) -> list[Correction]:
    """The corrections of a document that hold, the oldest first."""
    return [_correction(tuple(row)) for row in conn.execute(_HOLDING, (snapshots.CORRECTION, document))]


def _correction(row: tuple[Any, ...]) -> Correction:
    identity, table, field, key, value, standing, same_row = row
    said = json.loads(value)
    unsure = standing in (Standing.UNSURE, Standing.GONE) and table not in _PLACED
    doubtful = standing == Standing.UNSURE and not same_row
    return Correction(identity, _KINDS[table], field.partition(":")[0], key, said["value"], said["read"], said["quote"], unsure, doubtful)


def _note(conn: sqlite3.Connection, document: str, wanted: Iterable[Correction], fared: Iterable[Fared]) -> None:
    conn.execute("DELETE FROM correction_states WHERE document_id = ?", (document,))
    by_id = {row.id: row for row in wanted}
    for row in fared:
        about = by_id[row.id]
        values = (
            row.id,
            document,
            row.state.value,
            row.told,
            row.meeting,
            row.item,
            row.kind or about.kind,
            about.field,
            row.key,
            row.read,
        )
        conn.execute("INSERT OR REPLACE INTO correction_states VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)", values)


def _write(db: Database, document: str, before: Rows, after: Rows) -> set[str]:
    """Writes what differs, so that whatever else refers to the other rows stays as it is; gives the tables that changed."""
    conn = db.conn
    give_keys(conn, after)
    changes = {table: _differences(conn, table, before[table], after[table]) for table in snapshots.WHERE}
    changed = {table for table, change in changes.items() if any(change)}
    if not changed:
        return changed
    was_indexed = conn.execute(_INDEXED, (document,)).fetchone() is not None
    indexing.unindex_document(conn, document)
    for table, (gone, _, _) in reversed(changes.items()):
        if table not in ("forums", "people"):
            _delete(conn, table, gone)
    for table, (_, new, other) in changes.items():
        _insert(conn, table, new)
        if table not in ("forums", "people"):
            _update(conn, table, other)
    _drop_unused(conn, changes["forums"][0], changes["people"][0])
    if was_indexed:
        indexing.index_document(conn, document)
    if changed & set(_NAMING):
        people_register.mark_stale(db)
    people_register.give_owners(conn, {row["task_id"] for rows in changes["task_owners"] for row in rows})
    return changed


_INDEXED = "SELECT 1 FROM search_entries WHERE key IN (SELECT search_key FROM meetings WHERE document_id = ?) LIMIT 1"
_Change = tuple[list[Row], list[Row], list[Row]]


def _differences(conn: sqlite3.Connection, table: str, before: list[Row], after: list[Row]) -> _Change:
    """The rows that are gone, new, and other than they were."""
    keys = _keys(conn, table)
    old = {tuple(row[name] for name in keys): row for row in before}
    new = {tuple(row[name] for name in keys): row for row in after}
    gone = [row for key, row in old.items() if key not in new]
    # What was read before a column came does not know of it.
    other = [row for key, row in new.items() if key in old and any(old[key].get(name) != value for name, value in row.items())]
    return gone, [row for key, row in new.items() if key not in old], other


def _keys(conn: sqlite3.Connection, table: str) -> list[str]:
    columns = [tuple(row) for row in conn.execute(f"PRAGMA table_info({table})")]
    return [row[1] for row in sorted(columns, key=lambda row: row[5]) if row[5]]


def _delete(conn: sqlite3.Connection, table: str, rows: list[Row]) -> None:
    keys = _keys(conn, table)
    where = " AND ".join(f"{name} = ?" for name in keys)
    conn.executemany(f"DELETE FROM {table} WHERE {where}", [tuple(row[name] for name in keys) for row in rows])  # noqa: S608


def _insert(conn: sqlite3.Connection, table: str, rows: list[Row]) -> None:
    for row in rows:
        names = ", ".join(f'"{name}"' for name in row)
        query = f"INSERT OR IGNORE INTO {table}({names}) VALUES ({', '.join('?' * len(row))})"  # noqa: S608
        conn.execute(query, tuple(row.values()))


def _update(conn: sqlite3.Connection, table: str, rows: list[Row]) -> None:
    keys = _keys(conn, table)
    where = " AND ".join(f"{name} = ?" for name in keys)
    for row in rows:
        names = ", ".join(f'"{name}" = ?' for name in row)
        query = f"UPDATE {table} SET {names} WHERE {where}"  # noqa: S608
        conn.execute(query, (*row.values(), *(row[name] for name in keys)))


def _drop_unused(conn: sqlite3.Connection, forums: list[Row], people: list[Row]) -> None:
    """Forums and people that this document names no more go where no other document names them."""
    unused = " AND ".join(
        f"NOT EXISTS (SELECT 1 FROM {table} WHERE person_id = people.id)"  # noqa: S608
        for table in ("attendance", "mentions", "presence", "elected", "task_owners")
    )
    conn.executemany(f"DELETE FROM people WHERE id = ? AND {unused}", [(row["id"],) for row in people])  # noqa: S608
    free = "NOT EXISTS (SELECT 1 FROM meetings WHERE forum_id = forums.id)"
    conn.executemany(f"DELETE FROM forums WHERE id = ? AND {free}", [(row["id"],) for row in forums])  # noqa: S608
