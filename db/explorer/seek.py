"""The search page: the address as a search, and the answer as what the page tells."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from dataclasses import replace
from typing import Any
from urllib.parse import urlencode

from referat.db.days import day
from referat.db.explorer import item_list, labels, listing
from referat.db.explorer.language import say
from referat.db.export.listing import Listing
from referat.db.search.hits import hits, near_hits
from referat.db.search.indexing import KINDS
from referat.db.search.query import asked
from referat.db.search.search import SORTS, Answer, Request, search
from referat.db.search.spelling import suggestion

PAGE = 20
_LAST_PAGE = 100
_LONGEST_QUERY = 500
# The parts of the address, in order, and what the facets are called.
FIELDS = ("q", "slags", "forum", "person", "aar", "fra", "til", "udfald", "sortering")
_FACETS = (
    ("kind", "slags", "Slags"),
    ("outcome", "udfald", "Udfald"),
    ("forum", "forum", "Forum"),
    ("year", "aar", "År"),
    ("person", "person", "Til stede"),
)
_MOST_VALUES = 12
# As many hits as a file holds.
WHOLE = 1000


def read_address(arguments: Mapping[str, str]) -> tuple[dict[str, str], int]:
    """The parts of an address that mean something, and the number of the page of answers; anything else is left out."""
    fields = {name: value.strip()[:_LONGEST_QUERY] for name in FIELDS if (value := arguments.get(name) or "").strip()}
    if fields.get("slags", "") not in KINDS:
        fields.pop("slags", None)
    if fields.get("sortering") not in SORTS:
        fields.pop("sortering", None)
    for name in ("aar", "fra", "til"):
        if name in fields and day(fields[name], last=False) is None:
            del fields[name]
    number = arguments.get("side") or "1"
    return fields, min(max(int(number), 1), _LAST_PAGE) if number.isascii() and number.isdigit() and len(number) < 6 else 1


def request(fields: Mapping[str, str], number: int) -> Request:
    """The search that an address asks for."""
    since = fields.get("fra") or fields.get("aar")
    until = fields.get("til") or fields.get("aar")
    return Request(
        text=fields.get("q", ""),
        kind=fields.get("slags"),
        forums=(fields["forum"],) if "forum" in fields else (),
        outcome=fields.get("udfald"),
        person=fields.get("person"),
        since=day(since, last=False) if since else None,
        until=day(until, last=True) if until else None,
        sort=fields.get("sortering", "bedst"),
        limit=PAGE,
        offset=(number - 1) * PAGE,
    )


def results(conn: sqlite3.Connection, fields: dict[str, str], number: int, *, whole: bool = False) -> dict[str, Any]:
    """The content of the search page; with `whole` its list is as long as a file may be."""
    if whole:
        whole_list = replace(request(fields, 1), limit=WHOLE)
        return {"listing": _listing(fields, item_list.by_keys(conn, search(conn, whole_list).keys))}
    about = asked(fields.get("q", ""))[2]
    answer = search(conn, request(fields, number))
    more = number * PAGE < answer.total and number < _LAST_PAGE
    return {
        "fields": fields,
        "answer": answer,
        "hits": hits(conn, answer),
        "near": near_hits(conn, answer),
        "asked": _asked(fields, answer),
        "anything": address(fields, q=about),
        "facets": [facet for facet in (_facet(conn, answer, fields, *names) for names in _FACETS) if facet["values"]],
        "chosen": [(label, value_label, _without(fields, name)) for name, label, value_label in _chosen(conn, fields)],
        "suggestion": _suggestion(conn, fields) if not answer.total else None,
        "sql": _sql(fields, answer),
        "topic": about if about and answer.total else None,
        "formats": lambda wanted: address(fields, suffix=f".{wanted}"),
        "page": number,
        "first": (number - 1) * PAGE + 1,
        "previous": address(fields, side=str(number - 1)) if number > 1 else None,
        "next": address(fields, side=str(number + 1)) if more else None,
    }


def _listing(fields: Mapping[str, str], rows: list[dict[str, Any]]) -> Listing:
    title = say("Søgning: {text}", text=fields.get("q") or say("alt"))
    return Listing(f"soegning-{fields.get('q', '')}", title, "/soeg", listing.ITEM_COLUMNS, listing.items(rows))


def _asked(fields: Mapping[str, str], answer: Answer) -> str | None:
    """The kind of text, or the outcome, that the words themselves asked for."""
    if answer.query.kind and "slags" not in fields:
        return labels.KINDS[answer.query.kind]
    return labels.OUTCOMES[answer.query.outcome] if answer.query.outcome and "udfald" not in fields else None


def _suggestion(conn: sqlite3.Connection, fields: dict[str, str]) -> tuple[str, str] | None:
    """What may have been meant, and the address that asks for it."""
    meant = suggestion(conn, fields.get("q", ""))
    return (meant, address(fields, q=meant)) if meant else None


# What each part of an address is in SQL.
_IN_SQL = {
    "forum": "items.forum_id = :forum",
    "udfald": "items.outcome = :udfald",
    "person": """items.meeting_id IN (
  SELECT meeting_id FROM attendance JOIN meetings ON meetings.id = meeting_id WHERE status <> 'absent' AND (person_id = :person OR EXISTS (
    SELECT 1 FROM person_figures AS figure WHERE figure.person_id = :person AND name_id = attendance.person_id
    AND (figure.forum_id IS NULL OR figure.forum_id = meetings.forum_id))))""",
    "fra": "items.date >= :fra",
    "til": "items.date <= :til",
}


_KINDS_IN_SQL = {
    "beslutning": "items.has_decision",
    "indstilling": "items.has_recommendation",
    "referat": "items.has_minutes",
    "opgave": "items.tasks > 0",
    "titel": "items.title IS NOT NULL",
    "møde": "0",
}


def _sql(fields: Mapping[str, str], answer: Answer) -> dict[str, str]:
    """This search as a query that Datasette runs: the parts of the address of its SQL page."""
    values = {"fra": answer.request.since, "til": answer.request.until}
    values |= {name: fields.get(name) for name in ("forum", "udfald", "person")}
    given = {name: value for name, value in values.items() if value}
    conditions = [_IN_SQL[name] for name in given]
    source, order = "items", "items.search_key"
    kind = fields.get("slags")
    if kind in _KINDS_IN_SQL:
        conditions.append(_KINDS_IN_SQL[kind])
    if answer.query or answer.query.kind or answer.query.outcome:
        source, order = "search_text\nJOIN items ON items.search_key = search_text.rowid", "search_text.rowid"
        conditions.insert(0, f"search_text MATCH referat_match(:tekst{', :slags' if kind == 'titel' else ''})")
        given |= {"tekst": fields.get("q", "")} | ({"slags": kind} if kind == "titel" else {})
    where = f"\nWHERE {' AND '.join(conditions)}" if conditions else ""
    columns = (
        "items.date AS dato, forums.name AS forum, items.number AS nr, items.title AS punkt, items.outcome AS udfald, items.id AS punkt_id"
    )
    query = f"SELECT {columns}\nFROM {source}\nLEFT JOIN forums ON forums.id = items.forum_id{where}\nORDER BY {order} DESC\nLIMIT 500"
    return {"sql": query, **given}


def address(fields: Mapping[str, str], *, suffix: str = "", **changes: str | None) -> str:
    """The address of this search with some parts changed (None: without it); it begins again at the first page."""
    wanted = {**fields, **changes}
    return f"/soeg{suffix}?{urlencode({name: wanted[name] for name in (*FIELDS, 'side') if wanted.get(name)})}"


def _without(fields: Mapping[str, str], name: str) -> str:
    return address({key: value for key, value in fields.items() if key != name})


def _facet(conn: sqlite3.Connection, answer: Answer, fields: Mapping[str, str], facet: str, name: str, label: str) -> dict[str, Any]:
    counts = answer.facets[facet]
    ranked = sorted(counts.items(), key=lambda pair: pair[0], reverse=True) if facet == "year" else counts.most_common()
    if facet == "kind":
        ranked = [(kind, counts[kind]) for kind in labels.KINDS if counts[kind]]
    values = [
        {
            "label": _label(conn, facet, value),
            "count": count,
            "chosen": fields.get(name) == value,
            "href": _without(fields, name) if fields.get(name) == value else address({**fields, name: value}),
        }
        for value, count in ranked[:_MOST_VALUES]
    ]
    distinct = answer.counts.people if facet == "person" else len(ranked)
    return {"name": name, "label": say(label), "values": values, "more": distinct - len(values)}


def _label(conn: sqlite3.Connection, facet: str, value: str) -> str:
    if facet == "forum":
        row = conn.execute("SELECT name, organisation FROM forums WHERE id = ?", (value,)).fetchone()
        return value if row is None else ", ".join(part for part in row if part)
    if facet == "person":
        row = conn.execute("SELECT name FROM persons WHERE id = ?1 UNION ALL SELECT name FROM people WHERE id = ?1", (value,)).fetchone()
        return value if row is None else str(row[0])
    return labels.KINDS.get(value, value) if facet == "kind" else labels.OUTCOMES.get(value, value) if facet == "outcome" else value


def _chosen(conn: sqlite3.Connection, fields: Mapping[str, str]) -> list[tuple[str, str, str]]:
    chosen = [(name, say(label), _label(conn, facet, fields[name])) for facet, name, label in _FACETS if name in fields]
    return chosen + [(name, say(label), labels.date(fields[name])) for name, label in (("fra", "Fra"), ("til", "Til")) if name in fields]
