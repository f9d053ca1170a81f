"""Which content was found at which path: every version of a file that was met, and what became of it.

A path's newest version is `read`, `failed`, or `missing` where the file is there no more; those before it are `earlier`.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from enum import StrEnum
from typing import NamedTuple

from sqlite_utils import Database

from referat.db import keys
from referat.db.links import linked
from referat.db.search import indexing
from referat.db.store import remove_document
from referat.db.transactions import writing


class FileState(StrEnum):
    """What became of a version of a file."""

    READ = "read"
    FAILED = "failed"
    EARLIER = "earlier"
    MISSING = "missing"


class KnownFile(NamedTuple):
    """The newest version of a file as it was met last."""

    path: str
    version: int
    sha256: str
    document_id: str | None
    state: FileState
    reader_version: str


_NEWEST = """
SELECT path, version, sha256, document_id, state, reader_version FROM files WHERE path = ? ORDER BY version DESC LIMIT 1
"""


def known_file(conn: sqlite3.Connection, path: str) -> KnownFile | None:
    """What is known of the file at a path; None where none was met there."""
    row = conn.execute(_NEWEST, (path,)).fetchone()
    return None if row is None else KnownFile(row[0], row[1], row[2], row[3], FileState(row[4]), row[5])


_SETTLED = """
SELECT 1 FROM files JOIN documents ON documents.id = files.document_id AND documents.path = files.path
JOIN readings ON readings.document_id = documents.id AND readings.reader_version = files.reader_version
WHERE files.path = ? AND files.sha256 = ? AND files.reader_version = ? AND files.state = 'read'
  AND NOT EXISTS (SELECT 1 FROM problems WHERE source = files.path)
"""


def is_settled(conn: sqlite3.Connection, path: str, *, sha256: str, reader_version: str) -> bool:
    """Whether all that is known of a file is as it would be noted now, so that nothing needs to be written."""
    return conn.execute(_SETTLED, (path, sha256, reader_version)).fetchone() is not None


def note_file(db: Database, path: str, *, sha256: str, reader_version: str, state: FileState) -> str | None:
    """Notes that a file with this content was met at a path, and what became of it.

    Content other than before is a new version; the one before it stays, as `earlier`. What another reader read of the same content
    stays its document also where this one failed. Gives the document that the path held before, where it now holds another.
    """
    with writing(db):
        document = _document(db.conn, sha256)
        before = known_file(db.conn, path)
        if before is not None and before.sha256 == sha256:
            number = before.version
        else:
            db.conn.execute("UPDATE files SET state = ? WHERE path = ?", (FileState.EARLIER, path))
            number = before.version + 1 if before else 1
        row = (path, number, sha256, document, state, reader_version)
        db.conn.execute("INSERT OR REPLACE INTO files VALUES (?, ?, ?, ?, ?, ?)", row)
        if before is None or document is None:
            return None
        earlier = db.conn.execute(
            "SELECT document_id FROM files WHERE path = ? AND version < ? AND document_id IS NOT NULL ORDER BY version DESC LIMIT 1",
            (path, number),
        ).fetchone()
    return str(earlier[0]) if earlier and earlier[0] != document else None


def _document(conn: sqlite3.Connection, sha256: str) -> str | None:
    """The document that was made from a content; None where none was."""
    row = conn.execute("SELECT id FROM documents WHERE id = ?", (keys.document_id(sha256),)).fetchone()
    return None if row is None else str(row[0])


def mark_missing(db: Database, roots: Iterable[str], found: Iterable[str]) -> list[str]:
    """Marks the known files below some folders or archives that were not found there any more; gives their paths in order."""
    there = set(found)
    with writing(db):
        gone = [path for path in _known_below(db.conn, roots) if path not in there]
        newest = "(SELECT max(version) FROM files AS other WHERE other.path = files.path)"
        update = f"UPDATE files SET state = ? WHERE path = ? AND version = {newest}"  # noqa: S608
        db.conn.executemany(update, [(FileState.MISSING, path) for path in gone])
        db.conn.executemany("DELETE FROM problems WHERE source = ?", [(path,) for path in gone])
    return gone


def _known_below(conn: sqlite3.Connection, roots: Iterable[str]) -> Iterator[str]:
    query = (
        "SELECT DISTINCT path FROM files WHERE (path = ? OR substr(path, 1, length(?)) = ?) AND state IN ('read', 'failed') ORDER BY path"
    )
    seen: set[str] = set()
    for root in roots:
        below = root.rstrip("/\\")
        for start in (f"{below}/", f"{below}\\"):
            for (path,) in conn.execute(query, (root, start, start)).fetchall():
                if path not in seen:
                    seen.add(path)
                    yield path


def prune(db: Database) -> tuple[int, int]:
    """Removes files that are missing, and the documents that no other file holds; gives how many files and documents went."""
    with writing(db):
        gone = [row[0] for row in db.conn.execute("SELECT path FROM files WHERE state = 'missing' ORDER BY path")]
        held = {
            row[0]
            for path in gone
            for row in db.conn.execute("SELECT document_id FROM files WHERE path = ? AND document_id IS NOT NULL", (path,))
        }
        db.conn.executemany("DELETE FROM files WHERE path = ?", [(path,) for path in gone])
        db.conn.executemany("DELETE FROM problems WHERE source = ?", [(path,) for path in gone])
        left = [one for one in sorted(held) if not db.conn.execute("SELECT 1 FROM files WHERE document_id = ?", (one,)).fetchone()]
        for document in left:
            beside = linked(db.conn, document)
            remove_document(db, document)
            for other in beside:  # it counts again where only the removed one said the same
                indexing.show_or_hide(db.conn, other)
    return len(gone), len(left)
