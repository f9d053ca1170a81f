"""The documents themselves: which hold the same meeting, what nothing explains in them, which are missing, and what could not be read."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from itertools import groupby
from typing import Any

from referat.db.explorer import address
from referat.db.explorer.labels import Names
from referat.db.explorer.language import keep, say
from referat.db.export.listing import Entry, Listing
from referat.db.series import missing_meetings

PAGE, WHOLE = 100, 5000
LINKS = Names(
    {
        "earlier-version": "Tidligere udgave af samme fil",
        "draft": "Udkast til det samme referat",
        "scan": "Billeder af det samme referat",
        "copy": "Samme møde i en anden fil",
        "agenda": "Dagsorden til mødet",
        "supplement": "Tillægsdagsorden til mødet",
    }
)
GAPS = Names(
    {
        "page": "Side, der ikke er forklaret",
        "contents": "Står i indholdsfortegnelsen, men er ikke fundet",
        "number": "Nummer, der mangler i rækken",
        "meeting": "Møde, der mangler",
    }
)
GAP_COLUMNS = Names(
    {"kind": "Hvad", "forum": "Forum", "date": "Dato", "file": "Fil", "page": "Side", "text": "Beskrivelse", "url": "Adresse"}
)
LINK_COLUMNS = Names(
    {"kind": "Forhold", "file": "Dokument", "other": "Se i stedet", "forum": "Forum", "date": "Dato", "score": "Lighed", "url": "Adresse"}
)
PROBLEM_COLUMNS = Names(
    {"code": "Art", "file": "Fil", "page": "Side", "message": "Hvad man kan gøre", "stops": "Kunne ikke læses", "url": "Adresse"}
)
_FIRST_MEETING = """
LEFT JOIN meetings ON meetings.document_id = documents.id AND meetings.part = 1 LEFT JOIN forums ON forums.id = meetings.forum_id
"""
_GAPS = f"""
SELECT gaps.*, file_name, meetings.id AS meeting_id, date, forum_id, forums.name AS forum
FROM gaps JOIN documents ON documents.id = gaps.document_id {_FIRST_MEETING}
WHERE documents.id NOT IN (SELECT document_id FROM hidden_documents) ORDER BY forums.name, date DESC, file_name, gaps.ordinal LIMIT ?
"""  # noqa: S608
_LINKS = """
SELECT document_links.*, one.file_name AS file, other.file_name AS other, held.date, held.forum_id, forums.name AS forum
FROM document_links JOIN documents AS one ON one.id = document_links.document_id JOIN documents AS other ON other.id = other_id
LEFT JOIN meetings AS held ON held.document_id = one.id AND held.part = 1 LEFT JOIN forums ON forums.id = held.forum_id
WHERE :document IS NULL OR :document IN (document_links.document_id, other_id)
ORDER BY held.date DESC, one.file_name, other.file_name LIMIT :limit OFFSET :offset
"""
_PROBLEMS = """
SELECT problems.*, file_name FROM problems LEFT JOIN documents ON documents.id = problems.document_id
ORDER BY stops DESC, problems.path, ordinal LIMIT ? OFFSET ?
"""
_DOCUMENT = """
SELECT documents.*, standing, reader_version, read_at, documents.id IN (SELECT document_id FROM hidden_documents) AS hidden FROM documents
LEFT JOIN document_standing ON document_standing.document_id = documents.id LEFT JOIN readings ON readings.document_id = documents.id
WHERE documents.id = ?
"""
_MEETINGS = """
SELECT meetings.*, forums.name AS forum FROM meetings LEFT JOIN forums ON forums.id = forum_id WHERE document_id = ? ORDER BY part
"""


def gaps_page(conn: sqlite3.Connection) -> dict[str, Any]:
    """What is missing: meetings in the series of a forum, and what nothing explains in the documents that are there."""
    organisations = dict(map(tuple, conn.execute("SELECT id, organisation FROM forums")))
    meetings = [{**missing._asdict(), "organisation": organisations[missing.forum_id]} for missing in missing_meetings(conn)]
    rows = [dict(row) for row in conn.execute(_GAPS, (WHOLE,))]
    path = "/mangler"
    entries = (*map(_missing_meeting, meetings), *map(_gap, rows))
    return {
        "forums": [list(group) for _, group in groupby(meetings, key=lambda row: row["forum_id"])],
        "documents": [(group[0], _told(group)) for group in _by_document(rows)],
        "missing": len(meetings),
        "count": len(rows),
        "formats": lambda ending: f"{path}.{ending}",
        "listing": Listing("mangler", say("Hvad mangler"), path, GAP_COLUMNS, entries),
    }


def _by_document(rows: list[dict[str, Any]]) -> list[list[dict[str, Any]]]:
    return [list(group) for _, group in groupby(rows, key=lambda row: row["document_id"])]


def _told(gaps: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The gaps of a document with what they are called; numbers that are missing stand together."""
    numbers = [gap["text"] for gap in gaps if gap["kind"] == "number"]
    told = [{"name": GAPS[gap["kind"]], **gap} for gap in gaps if gap["kind"] != "number"]
    if numbers:
        told.append(
            {"name": GAPS["number"] if len(numbers) == 1 else say("Numre, der mangler i rækken"), "page": None, "text": ", ".join(numbers)}
        )
    return told


def _missing_meeting(row: Mapping[str, Any]) -> Entry:
    values = {**row, "kind": GAPS["meeting"], "text": row["reason"]}
    return Entry(f"{row['forum_id']}-{row['date']}", keep(address.forum(row["forum_id"])), row["forum"], row["reason"], row["date"], values)


def _gap(row: Mapping[str, Any]) -> Entry:
    values = {**row, "kind": GAPS[row["kind"]], "file": row["file_name"]}
    identity = f"{row['document_id']}-{row['ordinal']}"
    return Entry(identity, keep(address.document(row["document_id"])), row["file_name"], row["text"], row["date"], values)


def links_page(conn: sqlite3.Connection, number: int, *, whole: bool = False) -> dict[str, Any]:
    """Documents that belong together: which one counts, and which say the same or came before it."""
    size = WHOLE if whole else PAGE
    rows = _links(conn, None, size + 1, 0 if whole else (number - 1) * PAGE)
    path = "/dokumenter"
    entries = tuple(
        Entry(
            f"{row['document_id']}-{row['other_id']}",
            keep(address.document(row["document_id"])),
            row["file"],
            LINKS[row["kind"]],
            row["date"],
            {**row, "kind": LINKS[row["kind"]]},
        )
        for row in rows[:size]
    )
    counts = dict(map(tuple, conn.execute("SELECT kind, count(*) FROM document_links GROUP BY kind")))
    return {
        "rows": rows[:size],
        "counts": {kind: counts[kind] for kind in LINKS if kind in counts},
        "hidden": conn.execute("SELECT count(*) FROM hidden_documents").fetchone()[0],
        "documents": conn.execute("SELECT count(*) FROM documents").fetchone()[0],
        "link_names": LINKS,
        "previous": f"{path}?side={number - 1}" if number > 1 else None,
        "next": f"{path}?side={number + 1}" if len(rows) > size else None,
        "formats": lambda ending: f"{path}.{ending}",
        "listing": Listing("dokumenter", say("Dokumenter, der hører sammen"), path, LINK_COLUMNS, entries),
    }


def instead(conn: sqlite3.Connection, document: str) -> list[dict[str, Any]]:
    """The documents to look at instead of one, or beside it."""
    return [row for row in _links(conn, document, WHOLE, 0) if row["document_id"] == document]


def _links(conn: sqlite3.Connection, document: str | None, limit: int, offset: int) -> list[dict[str, Any]]:
    return [dict(row) for row in conn.execute(_LINKS, {"document": document, "limit": limit, "offset": offset})]


def problems_page(conn: sqlite3.Connection, number: int, *, whole: bool = False) -> dict[str, Any]:
    """What could not be read, what to do about it, and what else is worth knowing of a document."""
    size = WHOLE if whole else PAGE
    rows = [dict(row) for row in conn.execute(_PROBLEMS, (size + 1, 0 if whole else (number - 1) * PAGE))]
    path = "/bemaerkninger"
    entries = tuple(_problem(row) for row in rows[:size])
    return {
        "rows": rows[:size],
        "unread": conn.execute("SELECT count(*) FROM problems WHERE stops").fetchone()[0],
        "findings": conn.execute("SELECT count(*) FROM problems WHERE NOT stops").fetchone()[0],
        "previous": f"{path}?side={number - 1}" if number > 1 else None,
        "next": f"{path}?side={number + 1}" if len(rows) > size else None,
        "formats": lambda ending: f"{path}.{ending}",
        "listing": Listing("bemaerkninger", say("Bemærkninger"), path, PROBLEM_COLUMNS, entries),
    }


def _problem(row: Mapping[str, Any]) -> Entry:
    name = row["file_name"] or row["path"]
    here = keep(address.document(row["document_id"]) if row["document_id"] else "/bemaerkninger")
    values = {**row, "file": row["path"], "stops": say("ja" if row["stops"] else "nej")}
    return Entry(f"{row['source']}-{row['ordinal']}", here, name, row["message"], None, values)


def document_page(conn: sqlite3.Connection, identity: str) -> dict[str, Any] | None:
    """A document: its meetings, the documents it belongs with, what nothing explains in it, what was noted; None where there is none."""
    row = conn.execute(_DOCUMENT, (identity,)).fetchone()
    if row is None:
        return None
    return {
        "document": row,
        "meetings": conn.execute(_MEETINGS, (identity,)).fetchall(),
        "links": _links(conn, identity, WHOLE, 0),
        "gaps": _told([dict(gap) for gap in conn.execute("SELECT * FROM gaps WHERE document_id = ? ORDER BY ordinal", (identity,))]),
        "problems": conn.execute("SELECT * FROM problems WHERE document_id = ? ORDER BY ordinal", (identity,)).fetchall(),
        "link_names": LINKS,
    }
