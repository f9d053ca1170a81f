"""Finds the rows that people's entries are about again after a document was read, read anew, replaced by another version or taken out."""

from __future__ import annotations

import json
import sqlite3
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from referat.db.corrections.snapshots import CORRECTION, read_places
from referat.db.entries.entries import settle
from referat.db.entries.matching import Found, Sought, Standing, assign
from referat.db.entries.places import places

# A document that says less leads to the one that counts (`hidden_documents`); the strongest reason first. Which meeting a document is of,
# as people correct it, leads to the next version of the file alone: the other links follow from it.
_LEADS = """
SELECT other_id FROM document_links
WHERE document_id = ?1 AND (kind = 'earlier-version' OR (kind IN ('draft', 'scan', 'copy') AND NOT ?2))
ORDER BY CASE kind WHEN 'earlier-version' THEN 0 WHEN 'draft' THEN 1 WHEN 'scan' THEN 2 ELSE 3 END, other_id
"""
_SOUGHT = "SELECT id, row_id, document_id, words, seen, context, page, at, kind, field, place, path, refused FROM entries"
_Group = tuple[str, str, str, str]


def attach(conn: sqlite3.Connection, document: str) -> None:
    """Attaches the entries that have to do with a document anew; to be called in the transaction in which it was kept, linked or taken out.

    Corrections are about what was read, all else about what is shown.
    An entry follows its document to the version that counts. What finds no place stays, as gone, and is looked for again each time.
    """
    groups: dict[_Group, list[Sought]] = defaultdict(list)
    for row in _concerned(conn, document):
        home = _home(conn, row[2], row[11], of_meeting=row[8] == CORRECTION and row[10] == "meetings")
        groups[home or "", row[8], row[9], row[10]].append(_sought(row))
    for (home, kind, _, table), wanted in sorted(groups.items()):
        rows = (read_places if kind == CORRECTION else places)(conn, table, home)
        _settle(conn, assign(wanted, rows))


def _sought(row: tuple[Any, ...]) -> Sought:
    entry, target, document, words, seen, context, page, at = row[:8]
    return Sought(entry, target, document, words, seen, context, page, at, frozenset(json.loads(row[12] or "[]")))


def _concerned(conn: sqlite3.Connection, document: str) -> Iterable[tuple[Any, ...]]:
    """The entries of a document, of all that are linked to it, near or far, those put there with doubt, and what lay at its path."""
    if conn.execute("SELECT 1 FROM entries LIMIT 1").fetchone() is None:
        return []
    known: set[str] = set()
    more = {document}
    while more:
        known |= more
        more = {other for one in sorted(more) for other in _about(conn, one)} - known
    of_path = conn.execute(f"{_SOUGHT} WHERE path = (SELECT path FROM documents WHERE id = ?)", (document,))  # noqa: S608
    found = {row[0]: tuple(row) for row in of_path}
    for one in sorted(known):
        # The ids of all rows of a document begin with its own and a stroke (`referat.db.keys`); the full stop is the next sign.
        found |= {row[0]: tuple(row) for row in conn.execute(f"{_SOUGHT} WHERE document_id = ?", (one,))}
        put = conn.execute(f"{_SOUGHT} WHERE target_id >= ? AND target_id < ?", (f"{one}-", f"{one}."))
        found |= {row[0]: tuple(row) for row in put}
    return [found[number] for number in sorted(found)]


def _about(conn: sqlite3.Connection, document: str) -> list[str]:
    query = "SELECT other_id FROM document_links WHERE document_id = ?1 UNION SELECT document_id FROM document_links WHERE other_id = ?1"
    return [str(row[0]) for row in conn.execute(query, (document,))]


def _home(conn: sqlite3.Connection, document: str, path: str, *, of_meeting: bool) -> str | None:
    """The document that counts for an entry now; None where there is none."""
    if conn.execute("SELECT 1 FROM documents WHERE id = ?", (document,)).fetchone() is None:
        row = conn.execute("SELECT id FROM documents WHERE path = ? ORDER BY id LIMIT 1", (path,)).fetchone()
        if row is None:
            return None
        document = row[0]
    passed = [document]
    while (following := _next(conn, passed[-1], of_meeting=of_meeting)) is not None:
        if following in passed:  # a ring: the same document for all that are in it
            return min(passed[passed.index(following) :])
        passed.append(following)
    return passed[-1]


def _next(conn: sqlite3.Connection, document: str, *, of_meeting: bool) -> str | None:
    row = conn.execute(_LEADS, (document, of_meeting)).fetchone()
    return None if row is None else str(row[0])


def _settle(conn: sqlite3.Connection, found: list[Found]) -> None:
    conn.executemany("UPDATE entries SET target_id = NULL, standing = 'gone' WHERE id = ?", [(one.entry,) for one in found])
    for one in found:
        if one.place is not None and one.standing is Standing.UNSURE:
            # What it is known by stays as it was until somebody confirms it.
            conn.execute("UPDATE entries SET target_id = ?, standing = 'unsure' WHERE id = ?", (one.place.row, one.entry))
        elif one.place is not None:
            settle(conn, one.entry, one.place, one.standing)
