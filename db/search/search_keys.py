"""Where the rows of a document stand in the search index."""

from __future__ import annotations

import sqlite3

from referat.db import keys
from referat.db.rows import Rows
from referat.db.search import indexing


def give_keys(conn: sqlite3.Connection, rows: Rows) -> None:
    """The search keys of meetings, items, sections and tasks."""
    meetings, items = {}, {}
    for row in rows["meetings"]:
        first = indexing.free_key(conn, row["date"], row["id"])
        meetings[row["id"]] = first
        row["search_key"] = first
    for row in rows["items"]:
        row["search_key"] = items[row["id"]] = keys.item_key(meetings[row["meeting_id"]], row["ordinal"])
    for row in rows["sections"]:
        row["search_key"] = items[row["item_id"]]
    for row in rows["tasks"]:
        row["search_key"] = items[row["item_id"]] if row["item_id"] else keys.item_key(meetings[row["meeting_id"]], 0)
