"""The rows of the people register, made from what was read and what people entered; the same in every database with the same contents."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence

from referat.db.people import decisions as people_decisions
from referat.db.people.clusters import clusters, what_was_said
from referat.db.people.evidence import Evidence, Link
from referat.db.people.figures import Figure, attested, figure_id, read_figures

TABLES = ("task_persons", "person_proposals", "person_links", "person_figures", "persons")


def make(conn: sqlite3.Connection) -> None:
    """Makes the derived tables anew; within a transaction of the caller."""
    cuts = people_decisions.cuts(conn)
    figures = read_figures(conn, cuts)
    evidence = Evidence(figures, attested(conn, cuts))
    links = evidence.links()
    certain = [link for link in links if link.certain]
    said = what_was_said(people_decisions.decisions(conn))
    groups = clusters(
        sorted(figures), said, [(link.one, link.other) for link in certain], lambda one, other: evidence.apart(figures[one], figures[other])
    )
    for table in TABLES:
        conn.execute(f"DELETE FROM {table}")  # noqa: S608
    owner = {}
    for group in groups:
        members = [figures[identity] for identity in group]
        person = min(members, key=lambda figure: (not figure.is_full, figure.first or "9999", figure.id)).id
        owner.update(dict.fromkeys(group, person))
        _insert_person(conn, person, members)
    rows = [(link.one, link.other, link.score, link.reason) for link in certain if owner[link.one] == owner[link.other]]
    conn.executemany("INSERT INTO person_links VALUES (?, ?, ?, ?)", rows)
    _insert_proposals(conn, links, owner, said.apart)
    _insert_owners(conn, owner, cuts)
    conn.execute("UPDATE person_register_state SET value = 'no' WHERE name = 'stale'")


def _insert_person(conn: sqlite3.Connection, person: str, members: Sequence[Figure]) -> None:
    def every(values: Iterable[str]) -> str:
        return "\n".join(sorted(set(values)))

    dates = [date for figure in members for date in (figure.first, figure.last) if date]
    meetings = {meeting for figure in members for meeting in figure.meetings}
    row = (
        person,
        _full_name(members),
        every(figure.name for figure in members),
        every(figure.forum for figure in members if figure.forum),
        every(value for figure in members for value in figure.organisations),
        every(value for figure in members for value in figure.roles),
        len(meetings),
        0,
        min(dates, default=None),
        max(dates, default=None),
    )
    conn.execute(f"INSERT INTO persons VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608
    conn.executemany(
        "INSERT INTO person_figures VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        [
            (
                figure.id,
                person,
                figure.name_id,
                figure.name,
                figure.forum_id,
                figure.meeting_id,
                len(figure.meetings),
                figure.first,
                figure.last,
            )
            for figure in members
        ],
    )


def _full_name(members: Sequence[Figure]) -> str:
    """The name without initials that stands in most meetings; of equals the longer."""
    return min(
        members,
        key=lambda figure: (
            not figure.is_full,
            min(map(len, figure.words), default=0) < 2,
            -len(figure.meetings),
            -len(figure.name),
            figure.name,
        ),
    ).name


def _insert_proposals(conn: sqlite3.Connection, links: Iterable[Link], owner: dict[str, str], apart: set[tuple[str, str]]) -> None:
    """The best link between each two persons that nobody has said to be two."""
    refused = {tuple(sorted((owner[one], owner[other]))) for one, other in apart if one in owner and other in owner}
    best: dict[tuple[str, str], Link] = {}
    for link in links:
        one, other = sorted((owner[link.one], owner[link.other]))
        if one != other and (one, other) not in refused:
            best.setdefault((one, other), link)
    conn.executemany(
        "INSERT INTO person_proposals VALUES (?, ?, ?, ?)",
        [(*pair, min(link.score, 0.94), link.reason) for pair, link in sorted(best.items())],
    )


def _insert_owners(conn: sqlite3.Connection, owner: dict[str, str], cuts: frozenset[str]) -> None:
    query = (
        "SELECT task_id, task_owners.ordinal, person_id, tasks.forum_id, tasks.meeting_id FROM task_owners JOIN tasks ON tasks.id = task_id"
        " WHERE person_id IS NOT NULL ORDER BY 1, 2"
    )
    rows = [
        (task, ordinal, owner[figure_id(person, forum, meeting, cuts)]) for task, ordinal, person, forum, meeting in conn.execute(query)
    ]
    conn.executemany("INSERT INTO task_persons VALUES (?, ?, ?)", rows)
    conn.execute("UPDATE persons SET tasks = (SELECT count(DISTINCT task_id) FROM task_persons WHERE person_id = persons.id)")
