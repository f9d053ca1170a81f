"""Hits as people see them: where it was said, what was said with the words marked, and where to read on."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass

from referat.db import keys
from referat.db.search.expand import Expression
from referat.db.search.search import Answer
from referat.db.search.snippets import Piece, found, mark, snippet

# Which text of an item is shown where several hold the words: what was decided before what led to it.
_PREFERENCE = ("beslutning", "indstilling", "referat", "resume", "sagsfremstilling", "baggrund")
_KIND_TEXT = {"beslutning": "beslutning", "indstilling": "indstilling", "referat": "referat"}


@dataclass(frozen=True, slots=True)
class Hit:
    """One item (or the head of a meeting: `item_id` None) that answers a question."""

    meeting_id: str
    item_id: str | None
    ordinal: int | None
    forum: str | None
    organisation: str | None
    date: str | None
    number: str | None
    title: list[Piece]
    outcome: str | None
    file_name: str
    page: int | None
    kind: str | None
    heading: str | None
    text: list[Piece]
    fact: str | None

    @property
    def name(self) -> str:
        """Number and title without marks."""
        title = "".join(piece.text for piece in self.title)
        return f"{self.number}. {title}" if self.number and title else title or (f"Punkt {self.number}" if self.number else "")


_ENTRIES = """
SELECT meetings.id AS meeting_id, items.id AS item_id, items.ordinal, forums.name AS forum, organisation, meetings.date,
  items.number, coalesce(items.title, '') AS title, items.outcome, documents.file_name, items.page, meetings.title AS meeting_title
FROM meetings JOIN documents ON documents.id = meetings.document_id
LEFT JOIN forums ON forums.id = meetings.forum_id LEFT JOIN items ON items.search_key = ?
WHERE meetings.search_key = ?
"""


def hits(conn: sqlite3.Connection, answer: Answer) -> list[Hit]:
    """The hits of an answer in its order. `conn` gives rows by name."""
    return _hits(conn, answer, answer.keys)


def near_hits(conn: sqlite3.Connection, answer: Answer) -> list[Hit]:
    """What holds most of what was asked for."""
    return _hits(conn, answer, answer.near)


def _hits(conn: sqlite3.Connection, answer: Answer, found: list[int]) -> list[Hit]:
    found_rows = (conn.execute(_ENTRIES, (key, keys.meeting_key(key))).fetchone() for key in found)
    return [_hit(conn, row, answer) for row in found_rows if row is not None]


def _hit(conn: sqlite3.Connection, row: sqlite3.Row, answer: Answer) -> Hit:
    expression = answer.expression
    shown = _shown(conn, row, answer.request.kind, expression) if row["item_id"] else _Shown(None, None, "", row["page"], None)
    title = row["title"] if row["item_id"] else row["meeting_title"]
    return Hit(
        row["meeting_id"],
        row["item_id"],
        row["ordinal"],
        row["forum"],
        row["organisation"],
        row["date"],
        row["number"],
        mark(title, expression),
        row["outcome"],
        row["file_name"],
        shown.page or row["page"],
        shown.kind,
        shown.heading,
        snippet(shown.text, expression),
        shown.fact,
    )


@dataclass(frozen=True, slots=True)
class _Shown:
    kind: str | None
    heading: str | None
    text: str
    page: int | None
    fact: str | None


def _shown(conn: sqlite3.Connection, row: sqlite3.Row, kind: str | None, expression: Expression) -> _Shown:
    """The text of an item that answers best: of the kind that was asked for, with most of the words."""
    path = f"items[{row['ordinal'] - 1}]"
    texts = [
        _Shown(section["kind"], section["heading"], section["text"], section["page"], f"{path}.sections[{section['ordinal'] - 1}].text")
        for section in conn.execute("SELECT * FROM sections WHERE item_id = ? ORDER BY ordinal", (row["item_id"],))
    ]
    if kind == "opgave":
        texts = [
            _Shown("opgave", None, task["quote"], task["page"], f"{task['path']}.quote")
            for task in conn.execute("SELECT * FROM tasks WHERE item_id = ? ORDER BY ordinal", (row["item_id"],))
        ] or texts
    asked = [text for text in texts if text.kind == _KIND_TEXT.get(kind or "")]
    name = "title" if row["title"] else "number" if row["number"] else None
    return _best(asked or texts, expression) or _Shown(None, None, "", row["page"], name and f"{path}.{name}")


def _best(texts: Sequence[_Shown], expression: Expression) -> _Shown | None:
    def rank(text: _Shown) -> tuple[int, int]:
        wordings = {text.text[start:end].lower() for start, end in found(text.text, expression)}
        place = _PREFERENCE.index(text.kind) if text.kind in _PREFERENCE else len(_PREFERENCE)
        return -len(wordings), place

    return min(texts, key=rank, default=None)
