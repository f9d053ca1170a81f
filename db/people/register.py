"""The register of people over all documents: looked up, and changed by merge, split and undo."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from referat.db.keys import slug
from referat.db.people import decisions as people_decisions
from referat.db.people.figures import Figure, figure_id, read_figures
from referat.db.people.making import make
from referat.db.transactions import writing
from referat.models.errors import DatabaseError


@dataclass(frozen=True, slots=True)
class Person:
    """A row of the register. names, forums, organisations, roles: each once, in order."""

    id: str
    name: str
    names: tuple[str, ...]
    forums: tuple[str, ...]
    organisations: tuple[str, ...]
    roles: tuple[str, ...]
    meetings: int
    tasks: int
    first: str | None
    last: str | None


def refresh(db: Database) -> bool:
    """Makes the register anew where documents or decisions changed since; True if it did."""
    if db.conn.execute("SELECT value FROM person_register_state WHERE name = 'stale'").fetchone()[0] == "no":
        return False
    with writing(db):
        make(db.conn)
    return True


def give_owners(conn: sqlite3.Connection, tasks: Iterable[str]) -> None:
    """Gives tasks whose owners changed the persons that the register knows; the others are known when it is made anew."""
    cuts = people_decisions.cuts(conn)
    for task in sorted(tasks):
        conn.execute("DELETE FROM task_persons WHERE task_id = ?", (task,))
        query = (
            "SELECT task_id, task_owners.ordinal, person_id, forum_id, meeting_id FROM task_owners JOIN tasks ON tasks.id = task_id"
            " WHERE task_id = ? AND person_id IS NOT NULL"
        )
        for identity, ordinal, person, forum, meeting in conn.execute(query, (task,)).fetchall():
            known = "INSERT INTO task_persons SELECT ?, ?, person_id FROM person_figures WHERE id = ?"
            conn.execute(known, (identity, ordinal, figure_id(person, forum, meeting, cuts)))


def merge(db: Database, one: str, other: str, *, actor: str) -> int:
    """Notes that two persons (their ids) are one; gives the number of the decision. Raises DatabaseError where it is one person already."""
    if one == other:
        raise DatabaseError("Det er allerede én person. Se den med: referat people NAVN")
    return _decide(db, "merge", one_side(db.conn, one), one_side(db.conn, other), actor=actor)


def split(db: Database, person: str, out: Sequence[str], *, actor: str, meetings: Sequence[str] = ()) -> int:
    """Notes that some figures of a person (their ids), and those of some meetings, are another person; gives the number of the decision.

    Raises DatabaseError where that would leave nobody on one of the sides.
    """
    figures = one_side(db.conn, person)
    names = {figure.name_id for figure in figures}
    cut = [figure for identity in meetings for figure in _in_meeting(db.conn, identity, names)]
    gone = {figure.id: figure for figure in (*(figure for figure in figures if figure.id in out), *cut)}
    rest = [figure for figure in figures if figure.id not in gone and _meetings_left(db.conn, figure, meetings)]
    if not gone or not rest:
        raise DatabaseError("Delingen skal efterlade noget på begge sider. Se personens navne og fora med: referat people NAVN")
    return _decide(db, "split", rest, list(gone.values()), actor=actor)


def undo(db: Database, number: int | None = None, *, actor: str) -> int:
    """Undoes a decision, the last where no number is given; gives its number."""
    done = people_decisions.undo(db, number, actor=actor)
    mark_stale(db)
    refresh(db)
    return done


def find(conn: sqlite3.Connection, name: str, *, whole: bool = False) -> list[Person]:
    """The persons with this id, else with this name, else with all its words (or, unless `whole`, beginnings of words) in a name.

    The most active first.
    """
    row = conn.execute("SELECT person_id FROM person_figures WHERE id = ?", (name,)).fetchone()
    everybody = persons(conn)
    if row:
        return [person for person in everybody if person.id == row[0]]
    wanted = slug(name)
    exact = [person for person in everybody if wanted in {slug(known) for known in person.names}]
    words = wanted.split("-")
    return exact or [person for person in everybody if any(_has_words(slug(known), words, whole=whole) for known in person.names)]


def persons(conn: sqlite3.Connection) -> list[Person]:
    """Everybody, the most active first."""
    query = (
        "SELECT id, name, names, forums, organisations, roles, meetings, tasks, first, last FROM persons ORDER BY meetings DESC, name, id"
    )
    return [_person(*row) for row in map(tuple, conn.execute(query))]


def proposals(conn: sqlite3.Connection) -> list[tuple[Person, Person, float, str]]:
    """Pairs of persons that may be one, with score and reason, the likeliest first."""
    by_id = {person.id: person for person in persons(conn)}
    query = "SELECT person_id, other_id, score, reason FROM person_proposals ORDER BY score DESC, person_id, other_id"
    return [(by_id[one], by_id[other], score, reason) for one, other, score, reason in conn.execute(query)]


def one_side(conn: sqlite3.Connection, person: str) -> list[Figure]:
    """The figures of a person, by id."""
    query = (
        "SELECT person_figures.id, name_id, person_figures.name, forum_id, meeting_id, forums.name FROM person_figures"
        " LEFT JOIN forums ON forums.id = forum_id WHERE person_id = ? ORDER BY person_figures.id"
    )
    return [Figure(*row) for row in map(tuple, conn.execute(query, (person,)))]


def _decide(db: Database, kind: str, one: Sequence[Figure], other: Sequence[Figure], *, actor: str) -> int:
    with writing(db):
        number = people_decisions.enter(db, kind, one, other, actor=actor)
        mark_stale(db)
        refresh(db)
    return number


def mark_stale(db: Database) -> None:
    """Notes that names changed, so that the register is made anew when it is asked next."""
    with writing(db):
        db.conn.execute("UPDATE person_register_state SET value = 'yes' WHERE name = 'stale'")


def _meetings_left(conn: sqlite3.Connection, figure: Figure, meetings: Sequence[str]) -> bool:
    """Whether a figure stands in other meetings than these."""
    seen = read_figures(conn, people_decisions.cuts(conn)).get(figure.id)
    return seen is not None and not seen.meetings <= set(meetings)


def _in_meeting(conn: sqlite3.Connection, meeting: str, names: Iterable[str]) -> list[Figure]:
    """The figures that a meeting gives a person, cut out of their forum."""
    row = conn.execute(
        "SELECT forum_id, forums.name FROM meetings LEFT JOIN forums ON forums.id = forum_id WHERE meetings.id = ?", (meeting,)
    ).fetchone()
    if row is None:
        raise DatabaseError(f"Mødet {meeting} findes ikke. Brug mødets id, som det står i tabellen meetings.")
    seen = read_figures(conn, frozenset(figure_id(name, row[0], meeting, ()) + ("" if not row[0] else f"@{meeting}") for name in names))
    return [
        figure for figure in seen.values() if figure.name_id in names and meeting in figure.meetings and figure.id.endswith(f"@{meeting}")
    ]


def _has_words(known: str, words: Sequence[str], *, whole: bool) -> bool:
    parts = known.split("-")
    return all(word in parts if whole else any(part.startswith(word) for part in parts) for word in words)


def _person(identity: str, name: str, names: str, forums: str, organisations: str, roles: str, *rest: Any) -> Person:
    return Person(identity, name, _list(names), _list(forums), _list(organisations), _list(roles), *rest)


def _list(text: str) -> tuple[str, ...]:
    return tuple(text.split("\n")) if text else ()
