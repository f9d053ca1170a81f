"""What people say about what was read: kept, changed, and told with its history. Nothing is overwritten without a trace."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from referat.db.entries.matching import Standing
from referat.db.entries.places import Place, place
from referat.db.transactions import writing
from referat.models.errors import DatabaseError

Value = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Subject:
    """What an entry is about: its kind, a row of what was read (table and id), and which value of the row ('' for the row itself)."""

    kind: str
    table: str
    row: str
    field: str = ""


@dataclass(frozen=True, slots=True)
class Entry:
    """What was said, by whom and when; `target` is the row that it belongs to now, None where its words are gone."""

    id: int
    subject: Subject
    value: dict[str, Any] | None
    version: int
    actor: str
    made: str
    changed: str
    words: str
    context: str
    path: str
    document: str
    page: int | None
    target: str | None
    standing: Standing


@dataclass(frozen=True, slots=True)
class Step:
    """One change of an entry."""

    at: str
    actor: str
    action: str
    version: int
    before: dict[str, Any] | None
    after: dict[str, Any] | None


class ConflictError(DatabaseError):
    """Somebody else changed an entry after it was looked at. `current` is what holds now, None where nothing was said yet."""

    def __init__(self, current: Entry | None) -> None:
        who = f"{current.actor} har ændret det" if current else "Det er ændret"
        super().__init__(f"{who}, siden du så det. Se det igen, og prøv så.")
        self.current = current


class MissingRowError(DatabaseError):
    """There is neither such a row nor an entry about it."""


_COLUMNS = (
    "id, kind, place, row_id, field, value, version, actor, made, changed, words, context, path, document_id, page, target_id, standing"
)


def write(
    db: Database,
    subject: Subject,
    value: Value | None,
    *,
    action: str,
    actor: str,
    expected: int | None = None,
    now: dt.datetime | None = None,
    where: Place | None = None,
) -> Entry:
    """Says something about a row, or takes it back (`value` None); gives the entry as it is then.

    expected: the version that the actor saw, 0 where there was no entry; None where that does not matter. Saying what holds already
    changes nothing. where: the row, where it is not looked up.
    Raises ConflictError where the entry has another version and says something else, MissingRowError where there is
    nothing to say it about.
    """
    with writing(db):
        conn = db.conn
        entry = find(conn, subject)
        if entry is not None and entry.value == (None if value is None else dict(value)):
            return entry
        if expected is not None and expected != (entry.version if entry else 0):
            raise ConflictError(entry)
        moment = (now or dt.datetime.now(dt.UTC)).isoformat(timespec="seconds")
        identity = entry.id if entry else _begin(conn, subject, actor, moment, where)
        version = entry.version + 1 if entry else 1
        text = _text(value)
        conn.execute(
            "UPDATE entries SET value = ?, version = ?, actor = ?, changed = ? WHERE id = ?", (text, version, actor, moment, identity)
        )
        before = _text(entry.value) if entry else None
        _note(conn, (moment, actor, action, identity, version, before, text))
        return by_id(conn, identity)


def confirm(
    db: Database, identity: int, *, actor: str, row: str | None = None, expected: int | None = None, now: dt.datetime | None = None
) -> Entry:
    """A person says that an entry belongs to a row (its id), or where it was attached with doubt where none is given.

    Raises ConflictError, or DatabaseError where there is no such row or something else was said of it.
    """
    with writing(db):
        entry = by_id(db.conn, identity)
        if expected is not None and expected != entry.version:
            raise ConflictError(entry)
        found = _free(db.conn, entry, row or entry.target)
        moment = (now or dt.datetime.now(dt.UTC)).isoformat(timespec="seconds")
        settle(db.conn, identity, found, Standing.SAME)
        db.conn.execute("UPDATE entries SET words = seen, refused = NULL, version = version + 1 WHERE id = ?", (identity,))
        action = "confirm" if row in (None, entry.target) else "move"
        _note(db.conn, (moment, actor, action, identity, entry.version + 1, _text(entry.value), _text(entry.value)))
        return by_id(db.conn, identity)


def refuse(db: Database, identity: int, *, actor: str, expected: int | None = None, now: dt.datetime | None = None) -> Entry:
    """A person says that an entry does not belong to the row at which it was put with doubt; it is not put at those words again.

    Raises ConflictError, or DatabaseError where it was not put there with doubt.
    """
    with writing(db):
        entry = by_id(db.conn, identity)
        if expected is not None and expected != entry.version:
            raise ConflictError(entry)
        found = place(db.conn, entry.subject.table, entry.target) if entry.target else None
        if found is None or entry.standing is not Standing.UNSURE:
            raise DatabaseError("Der er ingen tvivl om, hvor det hører til. Er det forkert, så flyt det, eller skriv det om.")
        moment = (now or dt.datetime.now(dt.UTC)).isoformat(timespec="seconds")
        (known,) = db.conn.execute("SELECT refused FROM entries WHERE id = ?", (identity,)).fetchone()
        refused = json.dumps(sorted({*json.loads(known or "[]"), found.words}), ensure_ascii=False)
        query = "UPDATE entries SET refused = ?, target_id = NULL, standing = 'gone', version = version + 1 WHERE id = ?"
        db.conn.execute(query, (refused, identity))
        _note(db.conn, (moment, actor, "refuse", identity, entry.version + 1, _text(entry.value), _text(entry.value)))
        return by_id(db.conn, identity)


def _free(conn: sqlite3.Connection, entry: Entry, row: str | None) -> Place:
    """The row for an entry that is to belong there."""
    found = place(conn, entry.subject.table, row) if row else None
    if found is None:
        raise DatabaseError("Ordene står ikke længere i dokumentet, så der er intet at bekræfte.")
    query = "SELECT 1 FROM entries WHERE target_id = ? AND kind = ? AND field = ? AND id <> ?"
    if conn.execute(query, (found.row, entry.subject.kind, entry.subject.field, entry.id)).fetchone():
        raise DatabaseError("Der er allerede sagt noget om den, så det kan ikke flyttes dertil.")
    return found


def settle(conn: sqlite3.Connection, identity: int, found: Place, standing: Standing) -> None:
    """Notes the row that an entry belongs to beyond doubt, and what it is known by from now on."""
    conn.execute(
        "UPDATE entries SET document_id = ?, path = ?, seen = ?, context = ?, page = ?, at = ?, row_id = ?, target_id = ?, standing = ?"
        " WHERE id = ?",
        (found.document, found.path, found.words, found.context, found.page, found.at, found.row, found.row, standing, identity),
    )


def find(conn: sqlite3.Connection, subject: Subject) -> Entry | None:
    """The entry about a row; of a row that is gone, the entry that was about it last."""
    key = (subject.row, subject.kind, subject.field)
    here = f"SELECT {_COLUMNS} FROM entries WHERE target_id = ? AND kind = ? AND field = ?"  # noqa: S608
    gone = f"SELECT {_COLUMNS} FROM entries WHERE target_id IS NULL AND row_id = ? AND kind = ? AND field = ? ORDER BY id LIMIT 1"  # noqa: S608
    row = conn.execute(here, key).fetchone()
    if row is None:
        row = conn.execute(gone, key).fetchone()
        if row is not None and place(conn, subject.table, subject.row) is not None:
            return None  # another row has the id now, and nobody said anything about that one
    return None if row is None else _entry(row)


def by_id(conn: sqlite3.Connection, identity: int) -> Entry:
    """The entry with a number. Raises MissingRowError where there is none."""
    row = conn.execute(f"SELECT {_COLUMNS} FROM entries WHERE id = ?", (identity,)).fetchone()  # noqa: S608
    if row is None:
        raise MissingRowError(f"Der er ingen indtastning med nummer {identity}.")
    return _entry(row)


def entries(conn: sqlite3.Connection, kind: str, *, standing: Standing | None = None) -> list[Entry]:
    """The entries of a kind that were not taken back, in the order in which they were made."""
    where = "" if standing is None else " AND standing = ?"
    query = f"SELECT {_COLUMNS} FROM entries WHERE kind = ?{where} AND value IS NOT NULL ORDER BY id"  # noqa: S608
    return [_entry(row) for row in conn.execute(query, (kind,) if standing is None else (kind, standing.value))]


def history(conn: sqlite3.Connection, identity: int) -> list[Step]:
    """Every change of an entry, the first one first."""
    query = "SELECT at, actor, action, version, before, after FROM audit WHERE entry_id = ? ORDER BY id"
    return [Step(row[0], row[1], row[2], row[3], _value(row[4]), _value(row[5])) for row in conn.execute(query, (identity,))]


def _begin(conn: sqlite3.Connection, subject: Subject, actor: str, moment: str, where: Place | None) -> int:
    found = where or place(conn, subject.table, subject.row)
    if found is None:
        raise MissingRowError(f"Der er intet med id {subject.row} i databasen.")
    row = {
        "kind": subject.kind,
        "field": subject.field,
        "version": 0,
        "actor": actor,
        "made": moment,
        "changed": moment,
        "place": found.table,
        "document_id": found.document,
        "path": found.path,
        "words": found.words,
        "seen": found.words,
        "context": found.context,
        "page": found.page,
        "at": found.at,
        "row_id": found.row,
        "target_id": found.row,
        "standing": Standing.SAME.value,
    }
    query = f"INSERT INTO entries({', '.join(row)}) VALUES ({', '.join('?' * len(row))})"  # noqa: S608
    return int(conn.execute(query, tuple(row.values())).lastrowid or 0)


def _note(conn: sqlite3.Connection, row: tuple[Any, ...]) -> None:
    conn.execute("INSERT INTO audit(at, actor, action, entry_id, version, before, after) VALUES (?, ?, ?, ?, ?, ?, ?)", row)


def _text(value: Value | None) -> str | None:
    return None if value is None else json.dumps(dict(value), ensure_ascii=False, sort_keys=True)


def _value(text: str | None) -> dict[str, Any] | None:
    return None if text is None else dict(json.loads(text))


def _entry(row: Any) -> Entry:
    found: tuple[Any, ...] = tuple(row)
    identity, kind, table, row_id, field, value, version, actor, made, changed, words, context, path, document, page, target = found[:-1]
    return Entry(
        identity,
        Subject(kind, table, target or row_id, field),
        _value(value),
        version,
        actor,
        made,
        changed,
        words,
        context,
        path,
        document,
        page,
        target,
        Standing(found[-1]),
    )
