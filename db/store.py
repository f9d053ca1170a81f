"""One document at a time into the database, in one transaction; and what could not be read."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Sequence
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Any

from sqlite_utils import Database

from referat.db import keys
from referat.db.corrections import keeping
from referat.db.entries.attaching import attach
from referat.db.entries.places import places
from referat.db.export.names import carry_over
from referat.db.followups import making as followups
from referat.db.people import register as people_register
from referat.db.rows import TABLES, Rows, document_rows
from referat.db.search import indexing
from referat.db.search.search_keys import give_keys
from referat.db.transactions import writing
from referat.models.errors import UnreadableDocumentError
from referat.models.kinds import ProblemCode
from referat.models.minutes import Document

# What a reader may say of a document besides its minutes.
_BESIDE = ("gaps", "document_standing")


class Stored(StrEnum):
    """What became of a document that was handed over."""

    ADDED = "added"
    REPLACED = "replaced"
    UNCHANGED = "unchanged"


def is_known(db: Database, sha256: str, *, reader_version: str) -> bool:
    """Whether a file with this content is in the database, read by this version of the reader; changes nothing."""
    return _version(db.conn, keys.document_id(sha256)) == reader_version


def is_read(db: Database, sha256: str, *, path: Path, reader_version: str, moves: bool = True) -> bool:
    """Whether a file with this content is in the database, read by this version of the reader.

    If so, what could not be read at this path before is forgotten, and (with `moves`) a file that was moved is known at its new place.
    """
    identity = keys.document_id(sha256)
    with writing(db):
        if _version(db.conn, identity) != reader_version:
            return False
        db.conn.execute("DELETE FROM problems WHERE source = ?", (str(path),))
        if moves:
            _found_at(db.conn, identity, path)
    return True


def store(db: Database, document: Document, *, path: Path, reader_version: str, now: dt.datetime | None = None) -> Stored:
    """Keeps what was read from a document; all of it or nothing.

    The same content read by the same version changes nothing; another version replaces what the document gave before.
    A problem that stopped the reading of this path before is gone afterwards. Raises sqlite3.Error where the database refuses.
    """
    rows = document_rows(document, path=str(path), file_name=path.name)
    return store_rows(db, rows, path=path, reader_version=reader_version, now=now)


def store_rows(db: Database, rows: Rows, *, path: Path, reader_version: str, now: dt.datetime | None = None) -> Stored:
    """Keeps the rows of one document (`document_rows`), as `store` does; their search keys are given here."""
    sha256 = rows["documents"][0]["sha256"]
    if is_read(db, sha256, path=path, reader_version=reader_version):
        return Stored.UNCHANGED
    identity = keys.document_id(sha256)
    with writing(db):
        conn = db.conn
        before = _version(conn, identity)
        tasks = places(conn, "tasks", identity)
        if before is not None:
            _forget(conn, identity)
        conn.execute("DELETE FROM problems WHERE source = ?", (str(path),))
        give_keys(conn, rows)
        for table in (*TABLES, *_BESIDE):
            _insert(conn, table, rows.get(table, ()))
        indexing.index_document(conn, identity)
        conn.execute("INSERT INTO readings VALUES (?, ?, ?)", (identity, reader_version, _time(now)))
        attach(conn, identity)
        keeping.refresh(db, identity)
        carry_over(conn, identity, tasks)
    return Stored.ADDED if before is None else Stored.REPLACED


def store_problem(db: Database, path: Path, error: UnreadableDocumentError) -> None:
    """Notes that a file could not be read. What was read from it before stays."""
    row = {"source": str(path), "ordinal": 1, "path": str(path), "code": error.code.value, "message": error.message, "stops": 1}
    with writing(db):
        _insert(db.conn, "problems", [row], verb="INSERT OR REPLACE")


def problem_at(db: Database, path: str) -> UnreadableDocumentError | None:
    """Why the file at a path could not be read when it was tried last; None where it could, or was not tried."""
    row = db.conn.execute("SELECT code, message FROM problems WHERE source = ? AND stops", (path,)).fetchone()
    return None if row is None else UnreadableDocumentError(ProblemCode(row[0]), row[1])


def remove_document(db: Database, identity: str) -> None:
    """Takes a document out with all that was read from it."""
    with writing(db):
        _forget(db.conn, identity)
        attach(db.conn, identity)
        keeping.refresh(db, identity)


def refresh_search(db: Database) -> bool:
    """Makes the search index again where it was made with other stems; True if it was."""
    if indexing.is_current(db.conn):
        return False
    with writing(db):
        indexing.rebuild(db.conn)
    return True


def begin_import(db: Database, *, now: dt.datetime | None = None) -> int:
    """Notes that an import has begun; gives its number."""
    with writing(db):
        return int(db.conn.execute("INSERT INTO imports(started) VALUES (?)", (_time(now),)).lastrowid or 0)


def end_import(db: Database, number: int, counts: dict[str, int], *, now: dt.datetime | None = None) -> None:
    """Notes what an import did, `counts` by added, replaced, unchanged, failed.

    The register of people is made anew where it changed, and so is what is followed over meetings.
    """
    people_register.refresh(db)
    followups.refresh(db)
    with writing(db):
        db.conn.execute(
            "UPDATE imports SET finished = ?, added = ?, replaced = ?, unchanged = ?, failed = ? WHERE id = ?",
            (_time(now), *(counts.get(name, 0) for name in ("added", "replaced", "unchanged", "failed")), number),
        )


def _time(now: dt.datetime | None) -> str:
    return (now or dt.datetime.now(dt.UTC)).isoformat(timespec="seconds")


def _version(conn: sqlite3.Connection, identity: str) -> str | None:
    row = conn.execute("SELECT reader_version FROM readings WHERE document_id = ?", (identity,)).fetchone()
    return None if row is None else str(row[0])


def _found_at(conn: sqlite3.Connection, identity: str, path: Path) -> None:
    """A document whose file was moved is found at its new place; a second copy changes nothing."""
    (known,) = conn.execute("SELECT path FROM documents WHERE id = ?", (identity,)).fetchone()
    if known != str(path) and not _is_there(Path(known)):
        conn.execute("UPDATE documents SET path = ?, file_name = ? WHERE id = ?", (str(path), path.name, identity))
        conn.execute("UPDATE problems SET path = ? WHERE document_id = ?", (str(path), identity))


def _is_there(path: Path) -> bool:
    """Whether there is such a file, or a file (an archive) that may hold it."""
    try:
        return any(place.is_file() for place in (path, *path.parents))
    except (OSError, ValueError):
        return False


# Where a person may stand, and from where to where the meeting is found.
_OF_MEETING = ("attendance", "mentions")
_OF_ITEM = ("presence", "elected")


def _forget(conn: sqlite3.Connection, identity: str) -> None:
    """Takes a document out with all that was read from it; people and forums that nothing else names go too."""
    indexing.unindex_document(conn, identity)
    people = {row[0] for query in _people_queries() for row in conn.execute(query, (identity,))}
    forums = {row[0] for row in conn.execute("SELECT forum_id FROM meetings WHERE document_id = ? AND forum_id IS NOT NULL", (identity,))}
    conn.execute("DELETE FROM documents WHERE id = ?", (identity,))
    unused = "AND NOT EXISTS (SELECT 1 FROM {table} WHERE person_id = people.id)"
    free = " ".join(unused.format(table=table) for table in (*_OF_MEETING, *_OF_ITEM, "task_owners"))
    conn.executemany(f"DELETE FROM people WHERE id = ? {free}", [(person,) for person in sorted(people)])  # noqa: S608
    free = "AND NOT EXISTS (SELECT 1 FROM meetings WHERE forum_id = forums.id)"
    conn.executemany(f"DELETE FROM forums WHERE id = ? {free}", [(forum,) for forum in sorted(forums)])  # noqa: S608


def _people_queries() -> list[str]:
    """Queries for the ids of the people of a document, by table."""
    of_document = "(SELECT id FROM meetings WHERE document_id = ?)"
    queries = [f"SELECT person_id FROM {table} WHERE meeting_id IN {of_document}" for table in _OF_MEETING]  # noqa: S608
    queries += [
        f"SELECT person_id FROM {table} JOIN items ON items.id = item_id WHERE items.meeting_id IN {of_document}"  # noqa: S608
        for table in _OF_ITEM
    ]
    owners = f"SELECT person_id FROM task_owners JOIN tasks ON tasks.id = task_id WHERE tasks.meeting_id IN {of_document}"  # noqa: S608
    return [*queries, f"{owners} AND person_id IS NOT NULL"]


def _insert(conn: sqlite3.Connection, table: str, rows: Sequence[dict[str, Any]], *, verb: str = "INSERT") -> None:
    if not rows:
        return
    columns = tuple(rows[0])
    if table in ("forums", "people"):
        verb = "INSERT OR IGNORE"
    conn.executemany(_statement(verb, table, columns), [tuple(row[name] for name in columns) for row in rows])


@cache
def _statement(verb: str, table: str, columns: tuple[str, ...]) -> str:
    names = ", ".join(f'"{name}"' for name in columns)
    return f"{verb} INTO {table}({names}) VALUES ({', '.join('?' * len(columns))})"
