"""Everything that was held, and every body that met: the lists of meetings and of forums."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from itertools import groupby
from typing import Any
from urllib.parse import urlencode

from referat.db.explorer import listing
from referat.db.explorer.address import forum as forum_address
from referat.db.explorer.labels import Names
from referat.db.explorer.language import keep, say
from referat.db.export.listing import Entry, Listing
from referat.db.search.search import forums_named

PAGE, WHOLE = 100, 5000
FIELDS = ("forum", "aar")
FORUM_COLUMNS = Names(
    {"name": "Forum", "organisation": "Organisation", "meetings": "Møder", "first": "Første møde", "last": "Seneste møde", "url": "Adresse"}
)
_SHOWN = "document_id NOT IN (SELECT document_id FROM hidden_documents)"
_MEETINGS = """
SELECT meetings.*, forums.name AS forum, organisation, file_name FROM meetings JOIN documents ON documents.id = document_id
LEFT JOIN forums ON forums.id = forum_id WHERE {where} ORDER BY date DESC, meetings.id LIMIT :limit OFFSET :offset
"""
_FORUMS = f"""
SELECT forums.*, count(*) AS meetings, min(date) AS first, max(date) AS last FROM forums JOIN meetings ON forum_id = forums.id
WHERE {_SHOWN} GROUP BY forums.id ORDER BY organisation IS NULL, organisation, forums.name, forums.id LIMIT {WHOLE}
"""  # noqa: S608


def read_address(arguments: Mapping[str, str]) -> dict[str, str]:
    """The parts of the address that mean something: part of the name of a forum, and a year."""
    fields = {name: value.strip()[:200] for name in FIELDS if (value := arguments.get(name) or "").strip()}
    if not (fields.get("aar", "").isascii() and fields.get("aar", "").isdigit() and len(fields["aar"]) == 4):
        fields.pop("aar", None)
    return fields


def meetings_page(conn: sqlite3.Connection, fields: dict[str, str], number: int, *, whole: bool = False) -> dict[str, Any]:
    """The meetings, the newest first; with `whole` as many as a file may hold."""
    size = WHOLE if whole else PAGE
    where, values = _filter(conn, fields)
    asked = {**values, "limit": size + 1, "offset": 0 if whole else (number - 1) * PAGE}
    rows = [dict(row) for row in conn.execute(_MEETINGS.format(where=where), asked)]
    count = conn.execute(f"SELECT count(*), count(DISTINCT forum_id) FROM meetings WHERE {where}", values).fetchone()  # noqa: S608
    # Years in which something was held, whatever year is asked for.
    rest, others = _filter(conn, {name: value for name, value in fields.items() if name != "aar"})
    years = conn.execute(
        f"SELECT substr(date, 1, 4) AS year, count(*) FROM meetings WHERE {rest} AND date IS NOT NULL GROUP BY 1 ORDER BY 1 DESC LIMIT 60",  # noqa: S608
        others,
    )
    return {
        "fields": fields,
        "rows": rows[:size],
        "count": count[0],
        "forums": count[1],
        "years": [(year, held, address({**fields, "aar": year})) for year, held in years],
        "every_year": address({name: value for name, value in fields.items() if name != "aar"}),
        "previous": address(fields, side=number - 1) if number > 1 else None,
        "next": address(fields, side=number + 1) if len(rows) > size else None,
        "formats": lambda ending: address(fields, suffix=f".{ending}"),
        "listing": Listing("moeder", say("Møder"), "/moeder", listing.MEETING_COLUMNS, listing.meetings(rows[:size])),
    }


def _filter(conn: sqlite3.Connection, fields: Mapping[str, str]) -> tuple[str, dict[str, Any]]:
    where = [_SHOWN]
    values: dict[str, Any] = {}
    if "forum" in fields:
        found = forums_named(conn, fields["forum"])[:200]
        values |= {f"forum{index}": identity for index, identity in enumerate(found)}
        where.append(f"forum_id IN ({', '.join(f':{name}' for name in values)})")
    if "aar" in fields:
        where.append("date >= :first AND date <= :last")
        values |= {"first": f"{fields['aar']}-01-01", "last": f"{fields['aar']}-12-31"}
    return " AND ".join(where), values


def address(fields: Mapping[str, str], *, suffix: str = "", side: int = 1) -> str:
    """The address of the list of meetings with these fields."""
    query = urlencode({name: fields[name] for name in FIELDS if fields.get(name)} | ({"side": side} if side > 1 else {}))
    return f"/moeder{suffix}{'?' if query else ''}{query}"


def forums_page(conn: sqlite3.Connection) -> dict[str, Any]:
    """Every body that met, by organisation."""
    rows = [dict(row) for row in conn.execute(_FORUMS)]
    entries = tuple(
        Entry(row["id"], keep(forum_address(row["id"])), row["name"], row["organisation"] or "", row["last"], row) for row in rows
    )
    path = "/fora"
    return {
        "organisations": [(owner, list(group)) for owner, group in groupby(rows, key=lambda row: row["organisation"])],
        "formats": lambda ending: f"{path}.{ending}",
        "listing": Listing("fora", say("Fora"), path, FORUM_COLUMNS, entries),
    }
