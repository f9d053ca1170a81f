"""The meetings of one body in order of time, with what is followed: items, passages and tasks."""

from __future__ import annotations

import sqlite3
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from referat.db.followups.passages import passages
from referat.db.followups.subjects import Term, root, roots, terms
from referat.db.treatments import is_recurring
from referat.models.calendar import calendar_words

# What others wrote before, or what only lists.
_NOT_READ = ("bilag", "fravær", "tidligere")
_HABIT = 3  # meetings in which a title stands, from which on it may be a habit
_HABIT_SHARE = 0.25
_SHOWN = """
SELECT meetings.id, date, kind, forum_id FROM meetings WHERE forum_id = ? AND date IS NOT NULL
AND document_id NOT IN (SELECT document_id FROM hidden_documents)
"""


_OWNERS = """
SELECT task_id, name, kind FROM tasks JOIN task_owners ON task_id = tasks.id WHERE meeting_id = ? ORDER BY 1, task_owners.ordinal
"""


@dataclass(frozen=True, slots=True)
class Met:
    """A meeting: its place in the series, and the stems of the names of those who are named there."""

    id: str
    place: int
    date: str
    forum: str
    is_minutes: bool
    people: frozenset[str]


@dataclass(frozen=True, slots=True)
class Part:
    """A passage of an item with its subject words. section: its ordinal; None for an item without text; people: stems of their names."""

    item: str
    meeting: int
    section: int | None
    heading: str
    text: str
    heading_terms: dict[str, Term]
    text_terms: dict[str, Term]
    people: frozenset[str]


@dataclass(frozen=True, slots=True)
class Matter:
    """An item. `title` is '' where it is a habit (`Eventuelt`); `parts` are its passages."""

    id: str
    meeting: int
    number: str | None
    title: str
    printed_title: str
    title_terms: dict[str, Term]
    case_number: str | None
    outcome: str | None
    parts: tuple[Part, ...]


@dataclass(frozen=True, slots=True)
class Owner:
    """Somebody who is to do a task."""

    name: str
    is_person: bool


@dataclass(frozen=True, slots=True)
class Duty:
    """A task. `at`: the passage that holds its words, None where it stands in no item's text."""

    id: str
    item: str | None
    meeting: int
    quote: str
    quote_terms: dict[str, Term]
    owners: tuple[Owner, ...]
    at: Part | None


@dataclass(frozen=True, slots=True)
class Series:
    """What is known of a body, under all its names. has_name_only: other bodies may have the name of the first."""

    forum: str
    name: str
    has_name_only: bool
    meetings: tuple[Met, ...]
    items: dict[str, Matter]
    duties: tuple[Duty, ...]

    def follows(self, later: Met, earlier: Met) -> bool:
        """Whether a meeting of the series is a later one of the same body: where only its name is known, the same people must be there."""
        known = later.forum == earlier.forum and not self.has_name_only
        return later.date > earlier.date and (known or len(later.people & earlier.people) > 1)


def read_series(conn: sqlite3.Connection, forum: str, others: Iterable[str] = ()) -> Series:
    """The series of a body with the other forums that are the same body; documents that are hidden are left out."""
    name, organisation = conn.execute("SELECT name, organisation FROM forums WHERE id = ?", (forum,)).fetchone() or ("", None)
    rows = [row for one in (forum, *others) for row in conn.execute(_SHOWN, (one,)).fetchall()]
    rows.sort(key=lambda row: (row[1], row[0]))
    meetings = tuple(
        Met(identity, place, date, body, kind == "referat", _people(conn, identity))
        for place, (identity, date, kind, body) in enumerate(rows)
    )
    people = frozenset(stem for meeting in meetings for stem in meeting.people)
    reader = _Reader(conn, people, frozenset(roots(f"{name} {organisation or ''}")), _acronyms(conn, meetings))
    items = {matter.id: matter for matter in reader.matters(meetings)}
    duties = tuple(duty for meeting in meetings if meeting.forum == forum for duty in reader.duties(meeting, items))
    return Series(forum, name, organisation is None, meetings, items, duties)


def _people(conn: sqlite3.Connection, meeting: str) -> frozenset[str]:
    """Stems of every part of the names of those at a meeting and of the persons that own tasks."""
    query = """
    SELECT name FROM attendance WHERE meeting_id = :meeting
    UNION SELECT wording FROM mentions WHERE meeting_id = :meeting
    UNION SELECT name FROM tasks JOIN task_owners ON task_id = tasks.id WHERE meeting_id = :meeting AND kind = 'person'
    """
    names = conn.execute(query, {"meeting": meeting}).fetchall()
    return frozenset(root(word) for (name,) in names for word in name.split() if word[:1].isupper())


def _acronyms(conn: sqlite3.Connection, meetings: Iterable[Met]) -> dict[tuple[str, ...], str]:
    """Long forms as stems, with the stem of their acronym; one that stands for several things counts for none."""
    query = "SELECT DISTINCT long_key, short_key FROM acronyms WHERE meeting_id = ? ORDER BY 1, 2"
    rows = {row for meeting in meetings for row in map(tuple, conn.execute(query, (meeting.id,))) if row[0] and row[1]}
    shorts = Counter(short for _, short in rows)
    return {tuple(long.split()): root(short) for long, short in sorted(rows) if shorts[short] == 1 and " " not in short}


class _Reader:
    def __init__(self, conn: sqlite3.Connection, people: frozenset[str], own: frozenset[str], longs: dict[tuple[str, ...], str]) -> None:
        self._conn, self._people, self._longs = conn, people, longs
        self._not_subjects = people | own

    def _terms(self, text: str) -> dict[str, Term]:
        return terms(text, without=self._not_subjects, longs=self._longs)

    def matters(self, meetings: tuple[Met, ...]) -> Iterator[Matter]:
        query = "SELECT id, number, title, case_number, outcome FROM items WHERE meeting_id = ? ORDER BY ordinal"
        rows = [(meeting, row) for meeting in meetings for row in self._conn.execute(query, (meeting.id,)).fetchall()]
        habits = _habits((meeting.place, _plain_title(row[2], self._people)) for meeting, row in rows)
        for meeting, (identity, number, printed, case, outcome) in rows:
            title = printed or ""
            if is_recurring(title) or _plain_title(title, self._people) in habits:
                title = ""
            parts = tuple(self._parts(identity, meeting.place))
            yield Matter(identity, meeting.place, number, title, printed or "", self._terms(title), case, outcome, parts)

    def _parts(self, item: str, meeting: int) -> Iterator[Part]:
        marks = ", ".join("?" * len(_NOT_READ))
        query = f"SELECT ordinal, text FROM sections WHERE item_id = ? AND kind NOT IN ({marks}) ORDER BY ordinal"  # noqa: S608
        for ordinal, text in self._conn.execute(query, (item, *_NOT_READ)).fetchall():
            for passage in passages(text):
                people = self._people.intersection(roots(passage.text))
                yield Part(item, meeting, ordinal, *passage, self._terms(passage.heading), self._terms(passage.text), people)

    def duties(self, meeting: Met, items: dict[str, Matter]) -> Iterator[Duty]:
        owners = defaultdict(list)
        for task, name, kind in self._conn.execute(_OWNERS, (meeting.id,)):
            owners[task].append(Owner(name, kind == "person"))
        for identity, item, quote in self._conn.execute(
            "SELECT id, item_id, quote FROM tasks WHERE meeting_id = ? ORDER BY id", (meeting.id,)
        ):
            at = _place_of(quote, items[item].parts) if item in items else None
            yield Duty(identity, item, meeting.place, quote, self._terms(quote), tuple(owners[identity]), at)


def _plain_title(title: str | None, people: frozenset[str]) -> tuple[str, ...]:
    """A title as stems, without names of people, numbers and months, which change from year to year."""
    return tuple(word for word in roots(title or "") if word.isalpha() and len(word) > 1 and word not in people and word not in _months())


@cache
def _months() -> frozenset[str]:
    return frozenset(root(name) for name in calendar_words().months)


def _habits(titles: Iterable[tuple[int, tuple[str, ...]]]) -> frozenset[tuple[str, ...]]:
    """Titles (as stems) that stand in so many of the meetings that they name a habit, not a matter."""
    found: dict[tuple[str, ...], set[int]] = defaultdict(set)
    held = set()
    for meeting, title in titles:
        held.add(meeting)
        found[title].add(meeting)
    least = max(_HABIT, _HABIT_SHARE * len(held))
    return frozenset(words for words, where in found.items() if len(where) >= least)


def _place_of(quote: str, parts: Iterable[Part]) -> Part | None:
    """The passage that holds the words of a task, else the one that shares its beginning."""
    wanted = " ".join(quote.split())
    beginning = wanted[:40]
    partly = None
    for part in parts:
        text = " ".join(part.text.split())
        if wanted in text:
            return part
        if partly is None and beginning in text:
            partly = part
    return partly
