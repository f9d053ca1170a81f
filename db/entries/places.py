"""Places: the rows of what was read that people's entries can be about, with what they are known by after another reading."""

from __future__ import annotations

import sqlite3
from dataclasses import dataclass

# For each table: the rows of a document in the order in which they stand there, as id, words, what they stand under, and page.
# A row without an id of its own is named by the ids that lead to it, with a stroke between.
_ITEM = "coalesce(items.number || '. ', '') || coalesce(items.title, '')"
_OF_ITEM = """
SELECT {table}.item_id || '/' || {table}.ordinal, {words}, {item}, {page} FROM {table} JOIN items ON items.id = {table}.item_id
JOIN meetings ON meetings.id = items.meeting_id WHERE meetings.document_id = ? ORDER BY meetings.part, items.ordinal, {table}.ordinal
"""
_OF_MEETING = """
SELECT {table}.meeting_id || '/' || {table}.ordinal, {words}, meetings.title, NULL FROM {table}
JOIN meetings ON meetings.id = {table}.meeting_id WHERE meetings.document_id = ? ORDER BY meetings.part, {table}.ordinal
"""


def _of_item(table: str, words: str, page: str = "items.page") -> str:
    return _OF_ITEM.format(table=table, words=words, item=_ITEM, page=page)


_START = "coalesce((SELECT substr(text, 1, 300) FROM sections WHERE item_id = items.id ORDER BY ordinal LIMIT 1), '')"
_ROWS = {
    "meetings": "SELECT id, title, '', 1 FROM meetings WHERE document_id = ? ORDER BY part",
    "attendance": _OF_MEETING.format(table="attendance", words="attendance.name"),
    "acronyms": _OF_MEETING.format(table="acronyms", words="acronyms.short || ' ' || acronyms.long"),
    "items": f"""
        SELECT items.id, {_ITEM}, {_START}, items.page FROM items JOIN meetings ON meetings.id = meeting_id
        WHERE document_id = ? ORDER BY part, ordinal
    """,  # noqa: S608
    "sections": _of_item("sections", "substr(sections.text, 1, 600)", "sections.page"),
    "tasks": f"""
        SELECT tasks.id, tasks.quote, {_ITEM}, tasks.page FROM tasks JOIN meetings ON meetings.id = tasks.meeting_id
        LEFT JOIN items ON items.id = item_id WHERE document_id = ? ORDER BY part, items.ordinal, tasks.ordinal
    """,  # noqa: S608
    "task_owners": """
        SELECT task_id || '/' || task_owners.ordinal, name, tasks.quote, tasks.page FROM task_owners JOIN tasks ON tasks.id = task_id
        JOIN meetings ON meetings.id = tasks.meeting_id LEFT JOIN items ON items.id = item_id
        WHERE document_id = ? ORDER BY part, items.ordinal, tasks.ordinal, task_owners.ordinal
    """,
    "votes": _of_item("votes", "votes.text"),
    "reservations": _of_item("reservations", "reservations.text"),
    "presence": _of_item("presence", "presence.name || ' ' || presence.text"),
    "elected": _of_item("elected", "elected.name || coalesce(' ' || elected.post, '')"),
    "attachments": _of_item("attachments", "attachments.name"),
}
TABLES = tuple(_ROWS)
# The document that a row's id begins with (`referat.db.keys`).
_DOCUMENT_DIGITS = 12


@dataclass(frozen=True, slots=True)
class Place:
    """A row of what was read. table, row: its table and id. words: what it says; context: what it stands under, such as the item.

    at: how far down in its table of the document, 0 to 1.
    """

    table: str
    row: str
    document: str
    path: str
    words: str
    context: str
    page: int | None
    at: float


def places(conn: sqlite3.Connection, table: str, document: str) -> list[Place]:
    """The rows that a document has in a table, in order. Raises KeyError for a table that no entry can be about."""
    found = conn.execute("SELECT path FROM documents WHERE id = ?", (document,)).fetchone()
    if found is None:
        return []
    rows = conn.execute(_ROWS[table], (document,)).fetchall()
    last = max(len(rows) - 1, 1)
    return [
        Place(table, row, document, found[0], words or "", context or "", page, round(number / last, 4))
        for number, (row, words, context, page) in enumerate(map(tuple, rows))
    ]


def place(conn: sqlite3.Connection, table: str, row: str) -> Place | None:
    """The row with an id; None where nothing that is read now has it."""
    return next((found for found in places(conn, table, row[:_DOCUMENT_DIGITS]) if found.row == row), None)
