"""Notes what is to be black on the images of pages, and which documents are not shown as images at all."""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Collection, Iterable, Mapping
from pathlib import Path

from referat.db.search import marking
from referat.extract.minutes import read_document
from referat.extract.pages.archives import at_hand
from referat.models.errors import UnreadableDocumentError
from referat.models.personal import Holder, PersonalKind
from referat.models.place import Box, Span
from referat.models.text import SourceText

Spans = Callable[[str], Iterable[Span]]
NAME = "navn"


def mark_findings(conn: sqlite3.Connection, kinds: Collection[PersonalKind], *, offices: bool) -> set[str]:
    """What was found in documents when they were read is blacked, and no longer listed; gives those documents."""
    kept = {Holder.PERSON.value} | ({Holder.OFFICE.value} if offices else set())
    marked = set()
    query = "SELECT document_id, ordinal, kind, holder, place, page, boxes FROM privacy_findings"
    for document, ordinal, kind, holder, place, page, boxes in conn.execute(query).fetchall():
        if kind not in {one.value for one in kinds} or holder not in kept:
            continue
        conn.execute("DELETE FROM privacy_findings WHERE document_id = ? AND ordinal = ?", (document, ordinal))
        if place != "file":
            _note_boxes(conn, document, kind, marking.from_json(boxes) if page else [])
            marked.add(document)
    return marked


def mark_again(conn: sqlite3.Connection, documents: Mapping[str, Spans], kind: str) -> set[str]:
    """Reads documents again to see where on their pages something stands; gives those where it is not seen, which are hidden."""
    hidden = set()
    for document, spans in sorted(documents.items()):
        source = _source(conn, document)
        boxes = list(_boxes(source, spans)) if source else []
        if boxes:
            _note_boxes(conn, document, kind, boxes)
        else:
            hidden.add(document)
    hide(conn, hidden, kind)
    return hidden


def hide(conn: sqlite3.Connection, documents: Iterable[str], kind: str) -> None:
    """No page of these documents is shown as an image."""
    for document in sorted(documents):
        _note(conn, document, kind, None, None)


def _note_boxes(conn: sqlite3.Connection, document: str, kind: str, boxes: list[Box]) -> None:
    """Notes boxes page by page; where there are none, the place is not known."""
    for page in sorted({box.page for box in boxes}):
        _note(conn, document, kind, page, marking.to_json(box for box in boxes if box.page == page))
    if not boxes:
        _note(conn, document, kind, None, None)


def _note(conn: sqlite3.Connection, document: str, kind: str, page: int | None, boxes: str | None) -> None:
    (ordinal,) = conn.execute("SELECT coalesce(max(ordinal), 0) + 1 FROM privacy_redactions WHERE document_id = ?", (document,)).fetchone()
    conn.execute("INSERT INTO privacy_redactions VALUES (?, ?, ?, ?, ?)", (document, ordinal, kind, page, boxes))


def _boxes(source: SourceText, spans: Spans) -> Iterable[Box]:
    yield from source.boxes(spans(source.text))
    yield from (line.box for line in source.furniture if any(True for _ in spans(line.text)))


def _source(conn: sqlite3.Connection, document: str) -> SourceText | None:
    """The text of a document with its places, where its file still holds what was read."""
    path, sha256 = conn.execute("SELECT path, sha256 FROM documents WHERE id = ?", (document,)).fetchone()
    try:
        with at_hand(Path(path)) as file:
            if hashlib.sha256(file.read_bytes()).hexdigest() != sha256:
                return None
            return read_document(file).source
    except (OSError, UnreadableDocumentError):
        return None
