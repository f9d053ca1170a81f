"""Figures: a name as it stands in one forum, with what is known of its bearer there. The register decides which figures are one person."""

from __future__ import annotations

import re
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field
from functools import cache, cached_property

from referat.db.keys import slug
from referat.models.likeness import comparable_words
from referat.models.names import municipalities

_KOMMUNE = re.compile(r"(\w[\w-]+?)s?\s+kommune\b|\bkommunen\s+(\w[\w-]+)", re.IGNORECASE)

# Where a person can stand in what was read: person, wording, meeting, role, organisation, whether it is a row of the attendance list.
_SEEN = """
SELECT person_id, name, meeting_id, role, organisation, 1 FROM attendance
UNION ALL SELECT person_id, wording, meeting_id, NULL, NULL, 0 FROM mentions
UNION ALL SELECT person_id, name, items.meeting_id, NULL, NULL, 0 FROM presence JOIN items ON items.id = item_id
UNION ALL SELECT person_id, name, items.meeting_id, post, NULL, 0 FROM elected JOIN items ON items.id = item_id
UNION ALL SELECT person_id, name, tasks.meeting_id, NULL, NULL, 0
  FROM task_owners JOIN tasks ON tasks.id = task_id WHERE person_id IS NOT NULL
"""


@dataclass
class Figure:
    """A name in one forum (or in one meeting where the meeting has no forum, or where people cut it out).

    `listed`: the meetings whose attendance list has the name; `first` and `last`: days of the first and last meeting.
    """

    id: str
    name_id: str
    name: str
    forum_id: str | None
    meeting_id: str | None
    forum: str | None = None
    meetings: set[str] = field(default_factory=set)
    listed: set[str] = field(default_factory=set)
    roles: set[str] = field(default_factory=set)
    organisations: set[str] = field(default_factory=set)
    first: str | None = None
    last: str | None = None

    @cached_property
    def words(self) -> tuple[str, ...]:
        """The words of the name in lower case, without full stops."""
        return tuple(comparable_words(self.name))

    @property
    def is_full(self) -> bool:
        """Whether the name has more than one word."""
        return len(self.words) > 1

    @property
    def circle(self) -> str:
        """The forum, or the meeting where that is all there is."""
        return self.forum_id or f"-{self.meeting_id}"

    @cached_property
    def places(self) -> frozenset[str]:
        """The municipalities that the bearer's organisation or forum names."""
        return frozenset(place for text in (*self.organisations, self.forum or "") for place in places(text))


def figure_id(name_id: str, forum_id: str | None, meeting_id: str, cuts: Collection[str]) -> str:
    """The id of the figure that a name in a meeting belongs to. cuts: the figures that people cut out of a forum."""
    alone = f"{name_id}@{forum_id or ''}@{meeting_id}"
    return f"{name_id}@{forum_id}" if forum_id and alone not in cuts else alone


def places(text: str) -> frozenset[str]:
    """The municipalities named in a text, those of the list and whatever stands before 'Kommune', in lower case."""
    named = {word.lower() for found in _KOMMUNE.findall(text) for word in found if word}
    words = {word.lower() for word in re.findall(r"\w[\w-]+", text) if word in municipalities()}
    return frozenset(named | words)


def read_figures(conn: sqlite3.Connection, cuts: Collection[str]) -> dict[str, Figure]:
    """Every figure in what was read, by id, in order of the ids."""
    names = {row[0]: row[1] for row in conn.execute("SELECT id, name FROM people")}
    meetings = {row[0]: (row[1], row[2]) for row in conn.execute("SELECT id, forum_id, date FROM meetings")}
    forums = {row[0]: (row[1], row[2]) for row in conn.execute("SELECT id, name, organisation FROM forums")}
    found: dict[str, Figure] = {}
    wordings: dict[str, Counter[str]] = defaultdict(Counter)
    for person, wording, meeting, role, organisation, listed in conn.execute(_SEEN):
        forum, date = meetings[meeting]
        identity = figure_id(person, forum, meeting, cuts)
        figure = found.get(identity)
        if figure is None:
            name, owner = forums.get(forum, (None, None))
            alone = identity.endswith(f"@{meeting}")
            figure = found[identity] = Figure(identity, person, names[person], forum, meeting if alone else None, name)
            figure.organisations.update([owner] if owner else [])
        _note(figure, meeting, date)
        wordings[identity][" ".join(wording.split())] += 1
        figure.listed.update([meeting] if listed else [])
        figure.roles.update([role] if role else [])
        figure.organisations.update([organisation] if organisation else [])
    for identity, figure in found.items():
        figure.name = _name(figure, wordings[identity])
    return dict(sorted(found.items()))


def _name(figure: Figure, wordings: Counter[str]) -> str:
    """The name as it is written most often here; what the table of people has depends on the document that was read first."""
    written = [(-count, wording) for wording, count in wordings.items() if _slug(wording) == figure.name_id]
    return min(written)[1] if written else figure.name


_slug = cache(slug)


def _note(figure: Figure, meeting: str, date: str | None) -> None:
    figure.meetings.add(meeting)
    if date:
        figure.first = min(figure.first or date, date)
        figure.last = max(figure.last or date, date)


def attested(conn: sqlite3.Connection, cuts: Collection[str]) -> dict[str, set[str]]:
    """Full wordings (in lower case) that some document itself uses for a figure, by figure."""
    found: dict[str, set[str]] = defaultdict(set)
    query = (
        "SELECT person_id, forum_id, meeting_id, wording FROM mentions JOIN meetings ON meetings.id = meeting_id WHERE wording LIKE '% %'"
    )
    for person, forum, meeting, wording in conn.execute(query):
        found[figure_id(person, forum, meeting, cuts)].add(" ".join(comparable_words(wording)))
    return found
