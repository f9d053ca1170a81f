"""Agenda items as lists show them: where they were treated, what was recommended and decided, and the tasks that came of them."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

_ITEM = """
SELECT items.*, forums.name AS forum, organisation, documents.file_name FROM items JOIN meetings ON meetings.id = meeting_id
JOIN documents ON documents.id = document_id LEFT JOIN forums ON forums.id = items.forum_id WHERE items.{column} = ?
"""
_TEXTS = (
    "SELECT kind, text, ordinal, page FROM sections WHERE item_id = ? AND kind IN ('indstilling', 'beslutning', 'referat') ORDER BY ordinal"
)


def shown(table: str) -> str:
    """The condition that leaves out the rows of documents whose minutes another document holds too: those that the search leaves out."""
    return f"EXISTS (SELECT 1 FROM search_entries WHERE key = {table}.search_key)"  # noqa: S608


def by_keys(conn: sqlite3.Connection, keys: Iterable[int]) -> list[dict[str, Any]]:
    """The items with these search keys, in this order; keys of the heads of meetings are left out."""
    rows = (conn.execute(_ITEM.format(column="search_key"), (key,)).fetchone() for key in keys)
    return [with_texts(conn, row) for row in rows if row is not None]


def by_ids(conn: sqlite3.Connection, ids: Iterable[str]) -> list[dict[str, Any]]:
    """The items with these ids, in this order."""
    rows = (conn.execute(_ITEM.format(column="id"), (identity,)).fetchone() for identity in ids)
    return [with_texts(conn, row) for row in rows if row is not None]


def with_texts(conn: sqlite3.Connection, row: sqlite3.Row) -> dict[str, Any]:
    """A row of an item with its recommendation and decision (`decision_path`: where it stands in the model; the account of
    the meeting where no decision is printed).
    """
    texts: dict[str, list[sqlite3.Row]] = defaultdict(list)
    for text in conn.execute(_TEXTS, (row["id"],)):
        texts[text["kind"]].append(text)
    path = f"items[{row['ordinal'] - 1}]"
    decided = texts["beslutning"] or texts["referat"]
    return {
        **dict(row),
        "recommendation": _joined(texts["indstilling"]),
        "decision": _joined(decided),
        "is_account": not texts["beslutning"],
        "decision_path": f"{path}.sections[{decided[0]['ordinal'] - 1}].text" if decided else None,
        "decision_page": decided[0]["page"] if decided else row["page"],
    }


def _joined(rows: Sequence[sqlite3.Row]) -> str | None:
    return "\n".join(row["text"] for row in rows) or None
