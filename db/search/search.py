"""Answers a question: which items, in what order, and how many of each kind, forum, year and outcome."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from referat.db import keys
from referat.db.search import indexing
from referat.db.search.expand import Expression, expand
from referat.db.search.query import Query, parse

# Who took part is counted where there are no more hits than this.
_MOST_FOR_PEOPLE = 1_000
# Beyond this many hits, counts are given as "over 10.000" and cover the newest ones.
CAP = 10_000
_EVERYWHERE = "{title decision recommendation minutes tasks other}"
# Which columns make a hit a good one, best first; entries that hold the words elsewhere come last.
_TIERS: dict[str | None, tuple[str, ...]] = {
    None: ("{title}", "{title decision recommendation}"),
    "beslutning": ("{title decision recommendation}",),
    "indstilling": ("{title recommendation}",),
    "referat": ("{title minutes}",),
    "opgave": ("{title tasks}",),
    "titel": (),
}
SORTS = ("bedst", "nyeste", "ældste")


@dataclass(frozen=True, slots=True)
class Request:
    """A search: the words as typed, and filters. Dates are ISO days; `forums` are ids, of which one will do; `person` is the
    id of somebody who took part in the meeting; `sort` is one of SORTS.
    """

    text: str = ""
    kind: str | None = None
    forums: tuple[str, ...] = ()
    outcome: str | None = None
    person: str | None = None
    since: str | None = None
    until: str | None = None
    sort: str = "bedst"
    limit: int = 20
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found: keys of entries in order, how many there are in all (`capped`: at least), and counts by facet and value."""

    request: Request
    query: Query
    expression: Expression
    keys: list[int]
    total: int
    capped: bool
    facets: dict[str, Counter[str]] = field(default_factory=dict)


def search(conn: sqlite3.Connection, request: Request) -> Answer:
    """The answer to a search. A kind that the words ask for counts where the request names none. Nothing that is typed is an error."""
    query = parse(request.text)
    request = replace(request, kind=request.kind or query.kind)
    expression = expand(conn, query)
    low, high = keys.key_range(request.since, request.until)
    tiers = _tiers(request, expression.match)
    widest = tiers[-1]
    wanted = request.offset + request.limit
    found = [] if request.limit <= 0 else _ordered(conn, tiers, request.sort, low, high, wanted)[request.offset :]
    facets, total = _facets(conn, widest, low, high)
    return Answer(request, query, expression, found, min(total, CAP), total > CAP, facets)


def sql_match(conn: sqlite3.Connection, text: str, kind: str | None = None) -> str:
    """The `MATCH` expression for a text, for use in SQL; one that finds nothing where it has no words.

    With a kind it finds the entries whose title or text of that kind holds the words; else those that hold them anywhere.
    """
    query = parse(text)
    tiers = _tiers(Request(kind=kind or query.kind), expand(conn, query).match)
    return tiers[0 if kind else -1] or '"ztzztz"'


@dataclass(frozen=True, slots=True)
class Subject:
    """What a text is about, as the entries whose title, recommendation or decision holds its words."""

    expression: Expression
    match: str
    everywhere: str

    @property
    def values(self) -> tuple[str]:
        """What to bind to `select`."""
        return (self.match,)

    def select(self, *, descending: bool) -> str:
        """SQL for the row ids in order of time, to which a limit can be added."""
        return f"SELECT rowid FROM search_text WHERE search_text MATCH ? ORDER BY rowid {'DESC' if descending else 'ASC'}"  # noqa: S608

    def keys(self, conn: sqlite3.Connection, *, limit: int, offset: int, descending: bool) -> list[int]:
        """Some of the search keys in order of time."""
        query = f"{self.select(descending=descending)} LIMIT ? OFFSET ?"
        return [row[0] for row in conn.execute(query, (self.match, limit, offset))]

    def count_elsewhere(self, conn: sqlite3.Connection) -> int:
        """How many entries hold the words only in other texts; no more than CAP."""
        query = "SELECT count(*) FROM (SELECT 1 FROM search_text WHERE search_text MATCH ? LIMIT ?)"
        return int(conn.execute(query, (f"({self.everywhere}) NOT ({self.match})", CAP)).fetchone()[0])


def subject(conn: sqlite3.Connection, text: str) -> Subject | None:
    """What a text is about; None where it has no words."""
    expression = expand(conn, parse(text))
    if not expression.match:
        return None
    tiers = _tiers(Request(), expression.match)
    return Subject(expression, tiers[1], tiers[-1])


def _tiers(request: Request, match: str) -> list[str]:
    """Expressions from the best hits to all hits; an empty one stands for everything."""
    filters = _filters(request)
    if not match:
        return [filters]
    everywhere = "{title}" if request.kind == "titel" else _EVERYWHERE
    columns = (*_TIERS.get(request.kind, ()), everywhere)
    return [f"({column} : ({match})) AND {filters}" if filters else f"{column} : ({match})" for column in columns]


def _filters(request: Request) -> str:
    kind = None if request.kind == "titel" else request.kind
    wanted = (("art", (kind,)), ("udfald", (request.outcome,)), ("forum", request.forums), ("person", (request.person,)))
    tags = [_one_of(name, [value for value in values if value]) for name, values in wanted if any(values)]
    return f"({{tags}} : ({' AND '.join(tags)}))" if tags else ""


def _one_of(name: str, values: list[str]) -> str:
    return "(" + " OR ".join(f'"{indexing.tag(name, value)}"' for value in values) + ")"


def _ordered(conn: sqlite3.Connection, tiers: list[str], sort: str, low: int, high: int, wanted: int) -> list[int]:
    """The first `wanted` keys: tier by tier and within a tier the newest first, or simply by time."""
    if sort in ("nyeste", "ældste"):
        return list(_keys(conn, tiers[-1], low, high, wanted, descending=sort == "nyeste"))
    found: dict[int, None] = {}
    for match in tiers:
        # Each tier holds the ones before it, so this many are enough to fill the page.
        for key in _keys(conn, match, low, high, wanted + len(found)):
            found.setdefault(key)
        if len(found) >= wanted:
            break
    return list(found)[:wanted]


def _keys(conn: sqlite3.Connection, match: str, low: int, high: int, limit: int, *, descending: bool = True) -> Iterator[int]:
    order = "DESC" if descending else "ASC"
    if match:
        query = f"SELECT rowid FROM search_text WHERE search_text MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid {order} LIMIT ?"  # noqa: S608
        return (row[0] for row in conn.execute(query, (match, low, high, limit)))
    query = f"SELECT key FROM search_entries WHERE key BETWEEN ? AND ? ORDER BY key {order} LIMIT ?"  # noqa: S608
    return (row[0] for row in conn.execute(query, (low, high, limit)))


def _facets(conn: sqlite3.Connection, match: str, low: int, high: int) -> tuple[dict[str, Counter[str]], int]:
    """How many hits have each value, over the newest CAP of them; and how many there are (CAP + 1: more)."""
    hits = "SELECT rowid AS key FROM search_text WHERE search_text MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid DESC LIMIT ?"
    values: tuple[object, ...] = (match, low, high, CAP + 1)
    if not match:
        hits, values = "SELECT key FROM search_entries WHERE key BETWEEN ? AND ? ORDER BY key DESC LIMIT ?", (low, high, CAP + 1)
    query = (
        f"WITH hits AS MATERIALIZED ({hits}) SELECT kinds, forum_id, substr(date, 1, 4), outcome, count(*)"  # noqa: S608
        " FROM hits JOIN search_entries USING (key) GROUP BY 1, 2, 3, 4"
    )
    counts: dict[str, Counter[str]] = {name: Counter() for name in ("kind", "forum", "year", "outcome", "person")}
    total = 0
    for kinds, forum, year, outcome, count in conn.execute(query, values):
        total += count
        counts["kind"].update({kind: count for kind, bit in indexing.KINDS.items() if kinds & bit})
        for name, value in (("forum", forum), ("year", year), ("outcome", outcome)):
            if value:
                counts[name][value] += count
    if 0 < total <= _MOST_FOR_PEOPLE:
        counts["person"].update(dict(_people(conn, hits, values)))
    return counts, total


def _people(conn: sqlite3.Connection, hits: str, values: tuple[object, ...]) -> list[tuple[str, int]]:
    query = (
        f"WITH hits AS MATERIALIZED ({hits}), found AS MATERIALIZED (SELECT meeting_id, count(*) AS size FROM hits JOIN search_entries"  # noqa: S608
        " USING (key) GROUP BY 1) SELECT person_id, sum(size) FROM (SELECT DISTINCT person_id, found.meeting_id, size FROM found"
        " JOIN attendance ON attendance.meeting_id = found.meeting_id WHERE status <> 'absent') GROUP BY 1"
    )
    return [(row[0], row[1]) for row in conn.execute(query, values)]


def forums_named(conn: sqlite3.Connection, text: str) -> tuple[str, ...]:
    """The ids of the bodies with this id, or with this in their name."""
    wanted = text.casefold().strip()
    rows = conn.execute("SELECT id, name, organisation FROM forums ORDER BY id").fetchall()
    return tuple(row[0] for row in rows if wanted == row[0] or wanted in f"{row[1]} {row[2] or ''}".casefold())
