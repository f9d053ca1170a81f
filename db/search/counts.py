"""How many hits an expression has, and of which kinds, outcomes, bodies, years and people; exact up to CAP, of the newest CAP beyond."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
from array import array
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from typing import Any

from referat.db import keys
from referat.db.search.indexing import FORUM, KINDS, PERSON, number

CAP = 10_000
# People are counted all (by the names in the minutes), but named only this many.
MOST_PEOPLE = 100
_MATCHING = """
SELECT search_entries.key, kinds, outcome, forum, people
FROM search_text CROSS JOIN search_entries ON search_entries.key = search_text.rowid
CROSS JOIN search_meetings ON search_meetings.key = search_text.rowid & {meeting}
WHERE search_text MATCH ? AND search_text.rowid BETWEEN ? AND ? ORDER BY search_text.rowid DESC LIMIT ?
"""
_ALL = """
SELECT search_entries.key, kinds, outcome, forum, people FROM search_entries CROSS JOIN search_meetings
ON search_meetings.key = search_entries.key & {meeting} WHERE search_entries.key BETWEEN ? AND ? ORDER BY search_entries.key DESC LIMIT ?
"""


@dataclass(frozen=True, slots=True)
class Counts:
    """Keys of the newest hits, newest first (CAP + 1: there are more); how many have each value of a facet; how many people there are."""

    keys: list[int]
    facets: dict[str, Counter[str]]
    people: int

    @property
    def total(self) -> int:
        """How many hits there are, at most CAP."""
        return min(len(self.keys), CAP)

    @property
    def capped(self) -> bool:
        """Whether there are more than CAP."""
        return len(self.keys) > CAP


def counts(conn: sqlite3.Connection, match: str, low: int, high: int) -> Counts:
    """The hits of an expression (an empty one stands for everything) with keys from `low` to `high`."""
    cursor = conn.cursor()
    cursor.row_factory = None
    query = (_MATCHING if match else _ALL).format(meeting=-1 << keys.ITEM_BITS)
    rows = cursor.execute(query, (*([match] if match else []), low, high, CAP + 1)).fetchall()
    found = [row[0] for row in rows]
    _, kinds, outcomes, forums, people = zip(*rows[:CAP], strict=True) if rows else ((), (), (), (), ())
    present = Counter(array("Q", b"".join(people)))
    facets = {
        "kind": _kinds(kinds),
        "outcome": _named(conn, Counter(outcomes)),
        "forum": _named(conn, Counter(forums)),
        "year": _years(found[:CAP]),
        "person": _named(conn, Counter(dict(present.most_common(MOST_PEOPLE)))),
    }
    distinct = len(present)
    return Counts(found, facets, distinct - _as_persons(conn, facets["person"], present, zip(forums, people, strict=True)))


def _kinds(bits: Iterable[int]) -> Counter[str]:
    found: Counter[str] = Counter()
    for mask, count in Counter(bits).items():
        found.update({kind: count for kind, bit in KINDS.items() if mask & bit})
    return found


def _years(found: Iterable[int]) -> Counter[str]:
    years: Counter[str] = Counter()
    for day, count in Counter(key >> keys.DAY_SHIFT for key in found).items():
        if day:
            years[f"{dt.date.fromordinal(day).year:04}"] += count
    return years


def _named(conn: sqlite3.Connection, numbers: Counter[int]) -> Counter[str]:
    """Counts by value for counts by number."""
    numbers.pop(0, None)
    names: dict[int, Any] = dict(map(tuple, conn.execute(_VALUES, (f"[{','.join(map(str, numbers))}]",))))
    return Counter({names[key]: count for key, count in numbers.items() if key in names})


def _as_persons(conn: sqlite3.Connection, named: Counter[str], present: Counter[int], rows: Iterable[tuple[int, bytes]]) -> int:
    """Puts in the place of names the persons of the register who bear them, all names of one counted together; by how many fewer they are.

    rows: body and people of each hit. A name that several bear is counted by the bodies in which it is theirs.
    """
    figures = conn.execute(_FIGURES, (json.dumps(list(named)),)).fetchall()
    apart = _in_bodies({(number(FORUM, forum), number(PERSON, name)) for _, name, forum, shared in figures if shared}, rows)
    persons: Counter[str] = Counter()
    names = {name for _, name, _, _ in figures if present[number(PERSON, name)]}
    for person, name, forum, shared in figures:
        key = number(PERSON, name)
        # A name of one person counts once, however many bodies it stands in.
        persons[person] += apart[number(FORUM, forum), key] if shared else present.pop(key, 0)
        named.pop(name, None)
    found = {person: count for person, count in persons.items() if count}
    named.update(found)
    return len(names) - len(found)


def _in_bodies(wanted: Collection[tuple[int, int]], rows: Iterable[tuple[int, bytes]]) -> Counter[tuple[int, int]]:
    """How many hits in a body have somebody with a name, for the wanted pairs of body and name."""
    names: dict[int, set[int]] = defaultdict(set)
    for forum, name in wanted:
        names[forum].add(name)
    return Counter((forum, name) for forum, people in rows if forum in names for name in names[forum].intersection(array("Q", people)))


# How the minutes write the persons who bear one of these names; not those whom people told apart within a body.
_FIGURES = """
SELECT DISTINCT person_id, name_id, forum_id,
  EXISTS (SELECT 1 FROM person_figures AS other WHERE other.name_id = mine.name_id AND other.person_id <> mine.person_id)
FROM person_figures AS mine WHERE person_id IN (
  SELECT person_id FROM json_each(?) AS wanted CROSS JOIN person_figures ON name_id = wanted.value
) AND NOT EXISTS (
  SELECT 1 FROM person_figures AS hers CROSS JOIN person_figures AS other ON other.name_id = hers.name_id
  WHERE hers.person_id = mine.person_id AND (other.meeting_id IS NOT NULL OR other.forum_id IS NULL)
)
"""
_VALUES = "SELECT number, search_values.value FROM json_each(?) AS wanted CROSS JOIN search_values ON number = wanted.value"
