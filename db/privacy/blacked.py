"""What is black on the image of a page."""

from __future__ import annotations

import sqlite3

from referat.db.search import marking
from referat.models.place import Box

# A word's own box leaves out what reaches above and below it.
_MARGIN = 1.5
_TABLE = "SELECT count(*) FROM sqlite_master WHERE name = 'privacy_redactions'"


def blacked(conn: sqlite3.Connection, document: str, page: int) -> tuple[Box, ...] | None:
    """What is black on a page of a document; None where its pages are not shown at all."""
    if not conn.execute(_TABLE).fetchone()[0]:  # made by an earlier version
        return ()
    query = "SELECT boxes FROM privacy_redactions WHERE document_id = ? AND (page = ? OR page IS NULL) ORDER BY ordinal"
    found = [row[0] for row in conn.execute(query, (document, page))]
    if None in found:
        return None
    boxes = [box for text in found for box in marking.from_json(text) if box.page == page]
    return tuple(Box(page, box.x0 - _MARGIN, box.top - _MARGIN, box.x1 + _MARGIN, box.bottom + _MARGIN) for box in boxes)
