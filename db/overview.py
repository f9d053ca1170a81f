"""What is in a database, what of it is outdated, and what could not be read."""

from __future__ import annotations

import sqlite3
from typing import Any

UNSURE = 0.8  # confidence below which what was read on an image of a page is marked; of a good scan nearly all is above 0.9
_COUNTED = ("documents", "meetings", "items", "tasks", "people")
_DETAILS = ("items", "sections", "decisions", "outcomes", "tasks", "owners", "deadlines", "attendance", "problems")


def status(conn: sqlite3.Connection, *, reader_version: str) -> dict[str, Any]:
    """Counts of everything, files by state, documents read by another reader than this, failures, findings, links, and the last import."""
    last = conn.execute("SELECT started, finished, added, replaced, unchanged, failed FROM imports ORDER BY id DESC LIMIT 1").fetchone()
    names = ("started", "finished", "added", "replaced", "unchanged", "failed")
    return {
        **{name: conn.execute(f"SELECT count(*) FROM {name}").fetchone()[0] for name in _COUNTED},  # noqa: S608
        "pages": conn.execute("SELECT coalesce(sum(pages), 0) FROM documents").fetchone()[0],
        "files": dict(map(tuple, conn.execute("SELECT state, count(*) FROM files GROUP BY state ORDER BY state"))),
        "reader_version": reader_version,
        "outdated": conn.execute("SELECT count(*) FROM readings WHERE reader_version <> ?", (reader_version,)).fetchone()[0],
        "failures": dict(map(tuple, conn.execute("SELECT code, count(*) FROM problems WHERE stops GROUP BY code ORDER BY code"))),
        "findings": dict(map(tuple, conn.execute("SELECT code, count(*) FROM problems WHERE NOT stops GROUP BY code ORDER BY code"))),
        "gaps": dict(map(tuple, conn.execute("SELECT kind, count(*) FROM gaps GROUP BY kind ORDER BY kind"))),
        "links": dict(map(tuple, conn.execute("SELECT kind, count(*) FROM document_links GROUP BY kind ORDER BY kind"))),
        "unsure": conn.execute("SELECT count(*) FROM facts WHERE confidence < ?", (UNSURE,)).fetchone()[0],
        "last_import": dict(zip(names, last, strict=True)) if last else None,
    }


def failures(conn: sqlite3.Connection) -> list[dict[str, Any]]:
    """The files that could not be read, by kind and path, with what to do."""
    query = "SELECT code, path, message FROM problems WHERE stops ORDER BY code, path"
    return [dict(zip(("code", "path", "message"), row, strict=True)) for row in conn.execute(query)]


def outdated(conn: sqlite3.Connection, *, reader_version: str) -> list[tuple[str, str]]:
    """Documents that another version of the reader read, with the path of a file to be read again (also where a later reader failed)."""
    query = """
        SELECT documents.id, min(files.path) FROM readings JOIN documents ON documents.id = readings.document_id
        JOIN files ON files.document_id = documents.id AND files.state IN ('read', 'failed')
        WHERE readings.reader_version <> ? GROUP BY documents.id ORDER BY 2
    """
    return [(row[0], row[1]) for row in conn.execute(query, (reader_version,))]


def details(conn: sqlite3.Connection, document: str) -> dict[str, int]:
    """How much was read from a document, by kind of thing; what a better reader finds more or less of."""
    one = "(SELECT id FROM meetings WHERE document_id = :id)"
    item = f"FROM items WHERE meeting_id IN {one}"
    queries = {
        "items": f"SELECT count(*) {item}",
        "sections": f"SELECT count(*) FROM sections WHERE item_id IN (SELECT id {item})",  # noqa: S608
        "decisions": f"SELECT coalesce(sum(has_decision), 0) {item}",
        "outcomes": f"SELECT count(outcome) {item}",
        "tasks": f"SELECT count(*) FROM tasks WHERE meeting_id IN {one}",  # noqa: S608
        "owners": f"SELECT count(*) FROM task_owners WHERE task_id IN (SELECT id FROM tasks WHERE meeting_id IN {one})",  # noqa: S608
        "deadlines": f"SELECT count(deadline_text) FROM tasks WHERE meeting_id IN {one}",  # noqa: S608
        "attendance": f"SELECT count(*) FROM attendance WHERE meeting_id IN {one}",  # noqa: S608
        "problems": "SELECT count(*) FROM problems WHERE document_id = :id",
    }
    return {name: int(conn.execute(queries[name], {"id": document}).fetchone()[0]) for name in _DETAILS}


_GAPS = """
SELECT coalesce(forums.name, ''), coalesce(meetings.date, ''), documents.path, gaps.kind, gaps.page, gaps.text
FROM gaps JOIN documents ON documents.id = gaps.document_id
LEFT JOIN meetings ON meetings.document_id = documents.id AND meetings.part = 1 LEFT JOIN forums ON forums.id = meetings.forum_id
WHERE documents.id NOT IN (SELECT document_id FROM hidden_documents)
ORDER BY documents.path, gaps.ordinal
"""


def gaps(conn: sqlite3.Connection) -> list[dict[str, Any]]:
    """What of each document nothing explains (`referat.corpus.completeness`), by path."""
    names = ("forum", "date", "path", "kind", "page", "text")
    return [dict(zip(names, row, strict=True)) for row in conn.execute(_GAPS)]
