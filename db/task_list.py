"""Who was to do what by when: the tasks of all documents, asked by owner, forum, deadline and meeting."""

from __future__ import annotations

import datetime as dt
import sqlite3
from dataclasses import dataclass
from typing import Any

from referat.db.entries import states
from referat.db.people.register import find

FIELDS = (
    "deadline",
    "deadline_text",
    "due",
    "state",
    "state_date",
    "note",
    "said_by",
    "owner",
    "action",
    "forum",
    "organisation",
    "date",
    "item",
    "outcome",
    "strength",
    "quote",
    "page",
    "file",
    "task",
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What tasks are asked for. owner: a person of the register, or (part of) the name of an owner; forum: part of its name.

    due_before: the deadline is earlier; since: the meeting was that day or later; open_on: the deadline had not passed that day, and
    nobody said that it was done or dropped; state: what people say became of it (`referat.db.entries.states`).
    """

    owner: str | None = None
    forum: str | None = None
    due_before: str | None = None
    since: str | None = None
    open_on: dt.date | None = None
    state: str | None = None


def tasks(conn: sqlite3.Connection, asked: Asked, *, today: dt.date) -> list[dict[str, Any]]:
    """The tasks, each once with all its owners, the earliest deadline first and those without one last; fields as in FIELDS."""
    where, values = _conditions(conn, asked)
    query = f"""
        SELECT task_id, deadline, deadline_text, owner, action, forum, organisation, date, item_number, item, outcome, strength, quote,
          page, file, state, state_date, note, state_actor
        FROM task_list WHERE task_id IN (SELECT task_id FROM task_list WHERE {" AND ".join(where)})
        ORDER BY deadline IS NULL, deadline, date DESC, task_id, owner
    """  # noqa: S608
    found: dict[str, dict[str, Any]] = {}
    for row in map(tuple, conn.execute(query, values)):
        task = found.setdefault(row[0], _task(row, today))
        if row[3] and row[3] not in task["owner"]:
            task["owner"].append(row[3])
    return [{**task, "owner": ", ".join(task["owner"])} for task in found.values()]


def _task(row: tuple[Any, ...], today: dt.date) -> dict[str, Any]:
    title = f"{row[8]}. {row[9] or ''}".strip() if row[8] else row[9]
    said = row[15:19]
    values = (row[1], row[2], due(row[1], said[0], today), *said, [], row[4], row[5], row[6], row[7], title, *row[10:15], row[0])
    return dict(zip(FIELDS, values, strict=True))


def due(deadline: str | None, state: str, today: dt.date) -> str:
    """How a task stands to its deadline: 'overskredet', 'åben', 'uden frist', or 'afsluttet' where people say that it is over."""
    if state in states.SETTLED:
        return "afsluttet"
    if deadline is None:
        return "uden frist"
    return "overskredet" if deadline < today.isoformat() else "åben"


def _conditions(conn: sqlite3.Connection, asked: Asked) -> tuple[list[str], list[Any]]:
    # Minutes that another document holds too are left out, as everywhere.
    hidden = "SELECT meetings.id FROM meetings JOIN hidden_documents ON hidden_documents.document_id = meetings.document_id"
    where, values = [f"meeting_id NOT IN ({hidden})"], []
    if asked.owner:
        people = [person.id for person in find(conn, asked.owner)]
        named = _containing(conn, "SELECT DISTINCT name FROM task_owners", asked.owner)
        where.append(f"(person_id IN ({_marks(people)}) OR (person_id IS NULL AND owner_as_written IN ({_marks(named)})))")
        values += [*people, *named]
    if asked.forum:
        forums = _containing(conn, "SELECT name || ' ' || coalesce(organisation, ''), id FROM forums", asked.forum)
        where.append(f"forum_id IN ({_marks(forums)})")
        values += forums
    if asked.due_before:
        where.append("deadline < ?")
        values.append(asked.due_before)
    if asked.since:
        where.append("date >= ?")
        values.append(asked.since)
    if asked.open_on:
        where.append("(deadline IS NULL OR deadline >= ?) AND state NOT IN ('done', 'dropped')")
        values.append(asked.open_on.isoformat())
    if asked.state:
        where.append("state = ?")
        values.append(asked.state)
    return where, values


def _containing(conn: sqlite3.Connection, query: str, text: str) -> list[str]:
    """The last column of the rows whose first has the text in it; SQLite's LIKE knows no capital æ, ø, å."""
    return [row[-1] for row in map(tuple, conn.execute(query)) if text.casefold() in row[0].casefold()]


def _marks(values: list[str]) -> str:
    return ", ".join("?" * len(values))
