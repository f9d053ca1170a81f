"""Documents about the same meeting: recognised, linked to the one that counts, and left out of the search where they say it twice.

A link goes from the document that says less (`document_id`) to the one to look at (`other_id`). To a content that its file no longer
has leads no document but an earlier version, however much it said: else the two would stand for each other, and neither be shown.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from sqlite_utils import Database

from referat.db.corrections import keeping
from referat.db.entries.attaching import attach
from referat.db.search import indexing
from referat.db.transactions import writing
from referat.models.likeness import likeness, overlap

_SAME_FORUM, _SAME_TITLE, _SAME_MINUTES = 0.9, 0.85, 0.5
_TEXT = 6000  # characters by which documents without titles are compared
_MINUTES, _AGENDA = "referat", "dagsorden"
_DRAFT, _SUPPLEMENT = "udkast", "tillægsdagsorden"


class LinkKind(StrEnum):
    """How a document relates to the one that it is linked to."""

    EARLIER = "earlier-version"
    DRAFT = "draft"
    SCAN = "scan"
    COPY = "copy"
    AGENDA = "agenda"
    SUPPLEMENT = "supplement"


_REASONS = {
    LinkKind.EARLIER: "samme fil, som siden er ændret",
    LinkKind.DRAFT: "udkast til det samme referat",
    LinkKind.SCAN: "billeder af det samme referat",
    LinkKind.COPY: "samme møde i en anden fil",
    LinkKind.AGENDA: "dagsordenen til mødet",
    LinkKind.SUPPLEMENT: "tillægsdagsorden til mødet",
}


@dataclass(frozen=True, slots=True)
class Side:
    """What two documents of a meeting are compared by."""

    document: str
    meeting: str
    kind: str
    forum_id: str | None
    forum: str
    scanned: bool
    standing: str | None
    characters: int
    titles: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """A link: from the document that says less to the other."""

    document: str
    other: str
    kind: LinkKind
    score: float


def relink(db: Database, document: str, *, before: Iterable[str] = ()) -> None:
    """Finds the links of a document anew; to be called when it was kept, in the same transaction.

    before: the documents that it was linked to before it was kept.
    """
    conn = db.conn
    with writing(db):
        touched = {document, *before, *linked(conn, document)}
        conn.execute("DELETE FROM document_links WHERE document_id = ? OR other_id = ?", (document, document))
        versions = list(_versions(conn, document))
        for found in versions:
            touched |= _leave(conn, found.document)
        replaced = {found.document for found in versions}
        same = [found for found in _same_meeting(conn, document) if found.other not in replaced and not _is_replaced(conn, found.other)]
        for found in [*same, *versions]:
            row = (found.document, found.other, found.kind.value, round(found.score, 3), _REASONS[found.kind])
            conn.execute("INSERT OR REPLACE INTO document_links VALUES (?, ?, ?, ?, ?)", row)
        for one in sorted(touched | set(linked(conn, document))):
            indexing.show_or_hide(conn, one)
        attach(conn, document)
        if keeping.refresh(db, document):  # it is another meeting, as corrected
            relink(db, document, before=before)


def relation(one: Side, other: Side, *, score: float) -> Found | None:
    """The link between two documents of the same body and day, whose items are alike to this degree (0 to 1)."""
    if _SUPPLEMENT in (one.standing, other.standing) and one.standing != other.standing:
        added, main = (one, other) if one.standing == _SUPPLEMENT else (other, one)
        return Found(added.document, main.document, LinkKind.SUPPLEMENT, score) if added.kind == _AGENDA or main.kind == _AGENDA else None
    if score < _SAME_MINUTES or {one.kind, other.kind} - {_MINUTES, _AGENDA}:
        return None
    if one.kind != other.kind:
        agenda, minutes = (one, other) if one.kind == _AGENDA else (other, one)
        return Found(agenda.document, minutes.document, LinkKind.AGENDA, score)
    if (one.standing == _DRAFT) != (other.standing == _DRAFT):
        draft, final = (one, other) if one.standing == _DRAFT else (other, one)
        return Found(draft.document, final.document, LinkKind.DRAFT, score)
    if one.scanned != other.scanned:
        scan, text = (one, other) if one.scanned else (other, one)
        return Found(scan.document, text.document, LinkKind.SCAN, score)
    less, more = sorted((one, other), key=lambda side: (len(side.titles), side.characters, side.document))
    return Found(less.document, more.document, LinkKind.COPY, score)


_SIDES = """
SELECT documents.id, meetings.id, meetings.kind, forum_id, coalesce(forums.name, ''), 2 * ocr_pages > pages, standing, characters
FROM meetings JOIN documents ON documents.id = meetings.document_id LEFT JOIN forums ON forums.id = forum_id
LEFT JOIN document_standing ON document_standing.document_id = documents.id
"""


def _sides(conn: sqlite3.Connection, where: str, values: Iterable[str]) -> list[Side]:
    """The sides without their titles: of a day with hundreds of meetings only those of one body are looked at closer."""
    rows = conn.execute(f"{_SIDES} WHERE {where} ORDER BY meetings.id", tuple(values)).fetchall()
    return [
        Side(document, meeting, kind, forum_id, forum, bool(scanned), standing, characters, ())
        for document, meeting, kind, forum_id, forum, scanned, standing, characters in rows
    ]


def _titled(conn: sqlite3.Connection, side: Side) -> Side:
    titles = "SELECT title FROM items WHERE meeting_id = ? AND title IS NOT NULL ORDER BY ordinal"
    return replace(side, titles=tuple(title for (title,) in conn.execute(titles, (side.meeting,))))


def _same_meeting(conn: sqlite3.Connection, document: str) -> Iterator[Found]:
    for (date,) in conn.execute("SELECT DISTINCT date FROM meetings WHERE document_id = ? AND date IS NOT NULL", (document,)).fetchall():
        others = _sides(conn, "meetings.document_id <> ? AND date = ?", (document, date))
        for one in _sides(conn, "meetings.document_id = ? AND date = ?", (document, date)) if others else ():
            for other in others:
                if _same_forum(one, other):
                    here, there = _titled(conn, one), _titled(conn, other)
                    found = relation(here, there, score=_alike(conn, here, there))
                    if found is not None:
                        yield found


def _same_forum(one: Side, other: Side) -> bool:
    if not one.forum or not other.forum:
        return False
    return one.forum_id == other.forum_id or likeness(one.forum, other.forum) >= _SAME_FORUM


def _alike(conn: sqlite3.Connection, one: Side, other: Side) -> float:
    """The share of the titles of the shorter agenda that the longer one has too; where there are none, of the words."""
    fewer, more = sorted((one.titles, other.titles), key=len)
    if not fewer:
        return overlap(_text(conn, one.meeting), _text(conn, other.meeting))
    left = list(more)
    for title in fewer:
        best = title if title in left else max(left, key=lambda candidate: likeness(title, candidate))
        if likeness(title, best) >= _SAME_TITLE:
            left.remove(best)
        if not left:
            break
    return (len(more) - len(left)) / len(fewer)


def _text(conn: sqlite3.Connection, meeting: str) -> str:
    query = "SELECT text FROM items JOIN sections ON item_id = items.id WHERE meeting_id = ? ORDER BY items.ordinal, sections.ordinal"
    return " ".join(text for (text,) in conn.execute(query, (meeting,)))[:_TEXT]


# A content that is only found at paths that now hold another, and that other content; from either side.
_EARLIER = """
SELECT DISTINCT old.document_id, new.document_id FROM files AS old JOIN files AS new ON new.path = old.path
WHERE old.state = 'earlier' AND new.state <> 'earlier' AND new.document_id IS NOT NULL AND old.document_id IS NOT NULL
  AND new.document_id <> old.document_id AND ? IN (old.document_id, new.document_id)
  AND NOT EXISTS (SELECT 1 FROM files AS here WHERE here.document_id = old.document_id AND here.state = 'read')
ORDER BY 1, 2
"""


def _versions(conn: sqlite3.Connection, document: str) -> Iterator[Found]:
    for old, new in conn.execute(_EARLIER, (document,)).fetchall():
        yield Found(old, new, LinkKind.EARLIER, 1.0)


def _leave(conn: sqlite3.Connection, old: str) -> set[str]:
    """Takes the links away that lead to an earlier version, but for those of versions; gives the documents that they led from."""
    where = "FROM document_links WHERE other_id = ? AND kind <> 'earlier-version'"
    left = {str(row[0]) for row in conn.execute(f"SELECT document_id {where}", (old,))}
    conn.execute(f"DELETE {where}", (old,))
    return left


def _is_replaced(conn: sqlite3.Connection, document: str) -> bool:
    query = "SELECT 1 FROM document_links WHERE document_id = ? AND kind = 'earlier-version'"
    return conn.execute(query, (document,)).fetchone() is not None


def linked(conn: sqlite3.Connection, document: str) -> list[str]:
    """The documents that a document is linked to, from either side."""
    query = "SELECT other_id FROM document_links WHERE document_id = ? UNION SELECT document_id FROM document_links WHERE other_id = ?"
    return [str(row[0]) for row in conn.execute(query, (document, document))]
