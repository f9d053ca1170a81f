"""Answers a question: which items, in what order, and how many of each kind, forum, year and outcome."""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import combinations

from referat.db import keys
from referat.db.search import indexing
from referat.db.search.counts import CAP, Counts, counts
from referat.db.search.expand import EVERYWHERE, Expression, expand
from referat.db.search.query import Query, parse

# Which columns make a hit a good one, best first; entries that hold the words elsewhere come last.
_TIERS: dict[str | None, tuple[str, ...]] = {
    None: ("title", "title decision recommendation"),
    "beslutning": ("title decision recommendation",),
    "indstilling": ("title recommendation",),
    "referat": ("title minutes",),
    "opgave": ("title tasks",),
    "titel": (),
}
SORTS = ("bedst", "nyeste", "ældste")
# With fewer answers than this, entries that hold most of what was asked for are given too: so many, from so many words.
_FEW, _MOST_NEAR, _MOST_WORDS = 5, 10, 6


@dataclass(frozen=True, slots=True)
class Request:
    """A search: the words as typed, and filters. Dates are ISO days; `forums` are ids, of which one will do; `person` is the
    id of somebody who took part in the meeting, in the register or of a name, and `names` (which `search` finds) are how the minutes
    write it, each with the body that it holds for; `sort` is one of SORTS.
    """

    text: str = ""
    kind: str | None = None
    forums: tuple[str, ...] = ()
    outcome: str | None = None
    person: str | None = None
    names: tuple[tuple[str, str | None], ...] = ()
    since: str | None = None
    until: str | None = None
    sort: str = "bedst"
    limit: int = 20
    offset: int = 0


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found: keys of entries in order, and how many there are in all, by facet and value too.

    Where there are few on the first page, `near` are entries that hold most but not all of what was asked for.
    """

    request: Request
    query: Query
    expression: Expression
    keys: list[int]
    near: list[int]
    counts: Counts

    @property
    def total(self) -> int:
        """How many there are, at most CAP."""
        return self.counts.total

    @property
    def capped(self) -> bool:
        """Whether there are more than CAP."""
        return self.counts.capped

    @property
    def facets(self) -> dict[str, Counter[str]]:
        """How many of them have each value."""
        return self.counts.facets


def search(conn: sqlite3.Connection, request: Request) -> Answer:
    """The answer to a search. A kind or an outcome that the words ask for counts where the request names none.

    Nothing that is typed is an error.
    """
    query = parse(request.text)
    request = replace(request, names=_names(conn, request.person))
    asked = replace(request, kind=request.kind or query.kind, outcome=request.outcome or query.outcome)
    expression = expand(conn, query)
    low, high = keys.key_range(asked.since, asked.until)
    tiers = _tiers(asked, expression, of_body=query.of_body)
    counted = counts(conn, tiers[-1], low, high)
    wanted = asked.offset + asked.limit
    found = [] if asked.limit <= 0 else _ordered(conn, tiers, asked.sort, low, high, wanted, counted)[asked.offset :]
    near = _near(conn, request, asked, expression, found) if not asked.offset and counted.total < min(_FEW, asked.limit) else []
    return Answer(asked, query, expression, found, near, counted)


def _near(conn: sqlite3.Connection, request: Request, asked: Request, expression: Expression, found: list[int]) -> list[int]:
    """Entries that hold most of the words, best first; where nothing was found, first those that hold all, but are of another kind."""
    low, high = keys.key_range(request.since, request.until)
    near: dict[int, None] = {}
    for some, filters in _weaker(conn, request, asked, expression, nothing=not found):
        for match in _tiers(filters, some):
            for key in _keys(conn, match, low, high, _MOST_NEAR + len(found)):
                near.setdefault(key)
        if len(near) >= _MOST_NEAR + len(found):
            break
    return [key for key in near if key not in found][:_MOST_NEAR]


def _weaker(
    conn: sqlite3.Connection, request: Request, asked: Request, expression: Expression, *, nothing: bool
) -> Iterator[tuple[Expression, Request]]:
    """Less to ask for, step by step: first without the body or day, then without what is common, since rare words say more."""
    if nothing and expression and asked != request:
        yield expression, request
    if not 1 < len(expression.groups) <= _MOST_WORDS:
        return
    ranked = sorted(expression.groups, key=lambda group: (group.names_place, _uses(conn, group.stems)))
    smallest = 1 if nothing else len(ranked) - 1
    for size in range(len(ranked) - 1, smallest - 1, -1):
        for groups in combinations(ranked, size):
            yield replace(expression, groups=groups), asked


def _uses(conn: sqlite3.Connection, stems: frozenset[str]) -> int:
    """In how many entries these words stand, about."""
    query = f"SELECT coalesce(sum(uses), 0) FROM search_words WHERE word IN ({', '.join('?' * len(stems))})"  # noqa: S608
    return int(conn.execute(query, sorted(stems)).fetchone()[0])


def sql_match(conn: sqlite3.Connection, text: str, kind: str | None = None) -> str:
    """The `MATCH` expression for a text, for use in SQL; one that finds nothing where it has no words.

    With a kind it finds the entries whose title or text of that kind holds the words; else those that hold them anywhere.
    """
    query = parse(text)
    tiers = _tiers(Request(kind=kind or query.kind, outcome=query.outcome), expand(conn, query))
    return tiers[0 if kind else -1] or '"ztzztz"'


@dataclass(frozen=True, slots=True)
class Subject:
    """What a text is about, as the entries whose title, recommendation or decision holds its words."""

    expression: Expression
    match: str
    everywhere: str

    def keys(self, conn: sqlite3.Connection, *, limit: int, offset: int, descending: bool) -> list[int]:
        """Some of the search keys in order of time."""
        order = "DESC" if descending else "ASC"
        query = f"SELECT rowid FROM search_text WHERE search_text MATCH ? ORDER BY rowid {order} LIMIT ? OFFSET ?"  # noqa: S608
        return [row[0] for row in conn.execute(query, (self.match, limit, offset))]

    def newest(self, conn: sqlite3.Connection) -> list[tuple[int, str | None]]:
        """The keys of the newest, at most CAP + 1, each with its outcome."""
        query = (
            "SELECT search_text.rowid, search_values.value FROM search_text CROSS JOIN search_entries ON key = search_text.rowid"
            " LEFT JOIN search_values ON number = outcome WHERE search_text MATCH ? ORDER BY search_text.rowid DESC LIMIT ?"
        )
        return [(row[0], row[1]) for row in conn.execute(query, (self.match, CAP + 1))]

    def count_elsewhere(self, conn: sqlite3.Connection) -> int:
        """How many entries hold the words only in other texts; no more than CAP."""
        query = "SELECT count(*) FROM (SELECT 1 FROM search_text WHERE search_text MATCH ? LIMIT ?)"
        return int(conn.execute(query, (f"({self.everywhere}) NOT ({self.match})", CAP)).fetchone()[0])


def subject(conn: sqlite3.Connection, text: str) -> Subject | None:
    """What a text is about; None where it has no words."""
    expression = expand(conn, parse(text))
    if not expression:
        return None
    tiers = _tiers(Request(), expression)
    return Subject(expression, tiers[1], tiers[-1])


def _tiers(request: Request, expression: Expression, *, of_body: bool = False) -> list[str]:
    """Expressions from the best hits to all hits; the last holds all before, and an empty one stands for everything."""
    filters = _filters(request)
    if not expression:
        return [filters]
    everywhere = "title" if request.kind == "titel" else EVERYWHERE
    tiers = [expression.within(columns) for columns in (*_TIERS.get(request.kind, ()), everywhere)]
    if filters and expression.names_place and (of_body or len(expression.groups) > 1):
        # "hvad besluttede Økonomiudvalget i maj 2021": the body and the day are the whole question.
        tiers = [expression.at_place(), f"({tiers[-1]}) OR ({expression.at_place()})"]
    return [f"({tier}) AND {filters}" if filters else tier for tier in tiers]


def _names(conn: sqlite3.Connection, person: str | None) -> tuple[tuple[str, str | None], ...]:
    """The names of a person of the register with the bodies in which they are hers; of anybody else the id itself, in every body."""
    if not person:
        return ()
    query = "SELECT DISTINCT name_id, forum_id FROM person_figures WHERE person_id = ? ORDER BY 1, 2"
    return tuple((row[0], row[1]) for row in conn.execute(query, (person,))) or ((person, None),)


def _filters(request: Request) -> str:
    kind = None if request.kind == "titel" else request.kind
    wanted = (("art", (kind,)), ("udfald", (request.outcome,)), ("forum", request.forums))
    tags = [_one_of(name, [value for value in values if value]) for name, values in wanted if any(values)]
    if request.names:
        tags.append(f"({' OR '.join(_in_body(*name) for name in request.names)})")
    return f"({{tags}} : ({' AND '.join(tags)}))" if tags else ""


def _in_body(name: str, forum: str | None) -> str:
    return f"({_one_of('person', [name])} AND {_one_of('forum', [forum])})" if forum else _one_of("person", [name])


def _one_of(name: str, values: list[str]) -> str:
    return "(" + " OR ".join(f'"{indexing.tag(name, value)}"' for value in values) + ")"


def _ordered(conn: sqlite3.Connection, tiers: list[str], sort: str, low: int, high: int, wanted: int, counted: Counts) -> list[int]:
    """The first `wanted` keys: tier by tier and within a tier the newest first, or simply by time."""
    if sort == "ældste":
        return list(_keys(conn, tiers[-1], low, high, wanted, descending=False))
    if sort == "nyeste":
        return counted.keys[:wanted]
    found: dict[int, None] = {}
    for match in tiers[:-1]:
        # Each tier holds the ones before it, so this many are enough to fill the page.
        for key in _keys(conn, match, low, high, wanted + len(found)):
            found.setdefault(key)
        if len(found) >= wanted:
            break
    for key in counted.keys[: wanted + len(found)]:
        found.setdefault(key)
    return list(found)[:wanted]


def _keys(conn: sqlite3.Connection, match: str, low: int, high: int, limit: int, *, descending: bool = True) -> Iterator[int]:
    order = "DESC" if descending else "ASC"
    if match:
        query = f"SELECT rowid FROM search_text WHERE search_text MATCH ? AND rowid BETWEEN ? AND ? ORDER BY rowid {order} LIMIT ?"  # noqa: S608
        return (row[0] for row in conn.execute(query, (match, low, high, limit)))
    query = f"SELECT key FROM search_entries WHERE key BETWEEN ? AND ? ORDER BY key {order} LIMIT ?"  # noqa: S608
    return (row[0] for row in conn.execute(query, (low, high, limit)))


def forums_named(conn: sqlite3.Connection, text: str) -> tuple[str, ...]:
    """The ids of the bodies with this id, or with this in their name."""
    wanted = text.casefold().strip()
    rows = conn.execute("SELECT id, name, organisation FROM forums ORDER BY id").fetchall()
    return tuple(row[0] for row in rows if wanted == row[0] or wanted in f"{row[1]} {row[2] or ''}".casefold())
