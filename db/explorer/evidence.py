"""Where a fact stands: its page, the marked lines, and the words to quote."""

from __future__ import annotations

import re
import sqlite3
from typing import Any

from referat.db.explorer import corrections, labels
from referat.db.explorer.address import WHOLE_DOCUMENT
from referat.db.explorer.language import say
from referat.db.overview import UNSURE
from referat.db.search import marking

_ITEM = re.compile(r"^items\[(\d+)\]")
_SECTION = re.compile(r"\.sections\[(\d+)\]\.text$")
_FACT = "SELECT * FROM facts WHERE meeting_id = ? AND path = ?"
_SIZE = "SELECT width, height FROM pages WHERE document_id = ? AND number = ?"
_MEETING = """
SELECT meetings.id, meetings.date, meetings.title, documents.id AS document_id, file_name, pages, forums.name AS forum FROM meetings
JOIN documents ON documents.id = document_id LEFT JOIN forums ON forums.id = forum_id WHERE meetings.id = ?
"""


def evidence(conn: sqlite3.Connection, meeting_id: str, path: str, page: int | None) -> dict[str, Any] | None:
    """The page that shows a fact, turned to `page` if one is given; None where there is no such fact."""
    meeting = conn.execute(_MEETING, (meeting_id,)).fetchone()
    if meeting is None:
        return None
    if path == WHOLE_DOCUMENT:
        return _unmarked(conn, meeting, page or 1)
    fact = conn.execute(_FACT, (meeting_id, path)).fetchone()
    if fact is None:
        return None
    boxes = marking.from_json(fact["boxes"])
    shown = page or fact["page"] or 1
    match = _ITEM.match(path)
    item = None
    if match:
        item = conn.execute(
            "SELECT id, number, title FROM items WHERE meeting_id = ? AND ordinal = ?", (meeting_id, int(match[1]) + 1)
        ).fetchone()
    return {
        "meeting": meeting,
        "fact": fact,
        "label": _label(conn, item, path),
        "corrected": corrections.of_fact(conn, meeting_id, path),
        "item": item,
        "page": shown,
        "size": _size(conn, meeting, shown),
        "boxes": [box for box in boxes if box.page == shown],
        "pages": sorted({box.page for box in boxes}),
        "sure": None if fact["confidence"] is None else f"{fact['confidence']:.0%}".replace("%", "\N{NO-BREAK SPACE}%"),
        "unsure": fact["confidence"] is not None and fact["confidence"] < UNSURE,
        "quote": _whole(conn, fact, item, path),
    }


def _unmarked(conn: sqlite3.Connection, meeting: sqlite3.Row, page: int) -> dict[str, Any]:
    """A page with nothing marked: for those who look at a page that nothing was read from."""
    fact = {"path": WHOLE_DOCUMENT, "value": "", "rule": None}
    shown = {"meeting": meeting, "fact": fact, "label": say("Dokumentet"), "item": None, "page": page, "size": _size(conn, meeting, page)}
    return {**shown, "boxes": [], "pages": [], "quote": ""}


def _size(conn: sqlite3.Connection, meeting: sqlite3.Row, page: int) -> sqlite3.Row | None:
    found: sqlite3.Row | None = conn.execute(_SIZE, (meeting["document_id"], page)).fetchone()
    return found


def _section(conn: sqlite3.Connection, item: sqlite3.Row | None, path: str) -> sqlite3.Row | None:
    """The section whose text a path names."""
    match = _SECTION.search(path)
    if item is None or match is None:
        return None
    found: sqlite3.Row | None = conn.execute(
        "SELECT * FROM sections WHERE item_id = ? AND ordinal = ?", (item["id"], int(match[1]) + 1)
    ).fetchone()
    return found


def _label(conn: sqlite3.Connection, item: sqlite3.Row | None, path: str) -> str:
    section = _section(conn, item, path)
    return labels.fact(path) if section is None else labels.SECTIONS[section["kind"]]


def _whole(conn: sqlite3.Connection, fact: sqlite3.Row, item: sqlite3.Row | None, path: str) -> str:
    """The words that the fact rests on; the whole text of a section, which the table of facts holds only the beginning of."""
    section = _section(conn, item, path)
    return str(fact["quote"] or fact["value"] if section is None else section["text"])


def document_file(conn: sqlite3.Connection, document: str, page: int) -> tuple[str, str, float, float] | None:
    """Path, SHA-256, width and height for a page of a document in the database; None where there is none."""
    query = "SELECT path, sha256, width, height FROM documents JOIN pages ON document_id = id WHERE id = ? AND number = ?"
    row = conn.execute(query, (document, page)).fetchone()
    return None if row is None else tuple(row)
