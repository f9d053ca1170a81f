"""What became of a task, as people say it: open, done, dropped or unknown, with the day, a note and who said it.

A task is open until somebody says otherwise; a document does not say whether a task was done.
"""

from __future__ import annotations

import datetime as dt
import re
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from sqlite_utils import Database

from referat.db.entries import schema
from referat.db.entries.entries import Entry, Step, Subject, entries, find, history, write
from referat.db.entries.matching import Standing, alike
from referat.db.entries.places import Place, places
from referat.models.errors import DatabaseError

KIND = "task-state"
_LONGEST_NOTE = 2000
_FEW = 2_000
_SHORTEST_NAME = 4  # letters of an id that name a task
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f\u202a-\u202e\u2066-\u2069]")


class TaskState(StrEnum):
    """What became of a task."""

    OPEN = "open"
    DONE = "done"
    DROPPED = "dropped"
    UNKNOWN = "unknown"


# The columns and the join that give each task of a query its state; without an entry it is open, as version 0.
COLUMNS = (
    "coalesce(task_states.state, 'open') AS state, task_states.date AS state_date, task_states.note, task_states.actor AS state_actor,"
    " task_states.changed AS state_changed, coalesce(task_states.version, 0) AS state_version, task_states.standing"
)
JOIN = "LEFT JOIN task_states ON task_states.task_id = tasks.id"
# What is only perhaps about a task does not count (see `schema.SAID`); the indexes hold all that these conditions ask.
_SAID = f"SELECT 1 FROM entries INDEXED BY entries_said_of WHERE target_id = tasks.id AND {schema.SURE} AND said"  # noqa: S608
_SPOKEN = f"entries INDEXED BY entries_said WHERE said IN ({{marks}}) AND {schema.SURE}"
IS_SETTLED = f"EXISTS ({_SAID} IN ('done', 'dropped'))"
IS_OPEN = f"NOT EXISTS ({_SAID} <> 'open')"
# A task in one of these is no longer overdue.
SETTLED = (TaskState.DONE, TaskState.DROPPED)
_ACTIONS = {TaskState.OPEN: "reopen", TaskState.DONE: "done", TaskState.DROPPED: "drop", TaskState.UNKNOWN: "unknown"}


class StateError(DatabaseError):
    """What was said of a task cannot be kept; the message says why."""


@dataclass(frozen=True, slots=True)
class Said:
    """What is to be said of a task. None leaves a part as it is; an empty note or day takes it away."""

    state: TaskState | None = None
    date: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class State:
    """What is said of a task now. version 0: nobody said anything."""

    state: TaskState = TaskState.OPEN
    date: str | None = None
    note: str | None = None
    actor: str | None = None
    changed: str | None = None
    version: int = 0
    standing: Standing = Standing.SAME
    entry: int | None = None


def select_in(conn: sqlite3.Connection, wanted: Sequence[str]) -> tuple[str, str]:
    """What a query over tasks that are in one of some states (not open) selects from, and its condition.

    SQLite reads the tasks by their deadline or day until a page is full. Where only few are in such a state that takes long, and the
    query begins with those that people spoke of.
    """
    marks = _marks(wanted)
    spoken = _SPOKEN.format(marks=marks)
    if conn.execute(f"SELECT count(*) FROM (SELECT 1 FROM {spoken} LIMIT {_FEW + 1})").fetchone()[0] > _FEW:  # noqa: S608
        return "tasks", f"EXISTS ({_SAID} IN ({marks}))"
    return spoken_of(wanted), "1"


def spoken_of(wanted: Sequence[str]) -> str:
    """What a query over the tasks in some states selects from, beginning with what people said."""
    return f"(SELECT target_id FROM {_SPOKEN.format(marks=_marks(wanted))}) AS spoken CROSS JOIN tasks ON tasks.id = spoken.target_id"  # noqa: S608


def _marks(wanted: Sequence[str]) -> str:
    return ", ".join(f"'{TaskState(state)}'" for state in wanted)


def subject(task: str) -> Subject:
    """What an entry about the state of a task is about."""
    return Subject(KIND, "tasks", task)


def say(db: Database, task: str, said: Said, *, actor: str, expected: int | None = None, now: dt.datetime | None = None) -> Entry:
    """Says what became of a task (its id); gives the entry as it is then.

    expected: the version that the actor saw (see `entries.write`). A task is done or dropped on the day that is given, else today.
    Raises ConflictError, StateError for a day or note that is none, MissingRowError for a task that never was.
    """
    moment = now or dt.datetime.now(dt.UTC)
    before = find(db.conn, subject(task))
    value = _merged(before.value if before else None, said, moment)
    state = TaskState(value["state"])
    action = "note" if state == of_entry(before).state else _ACTIONS[state]
    return write(db, subject(task), value, action=action, actor=actor, expected=_version(before, expected), now=moment)


def _version(before: Entry | None, expected: int | None) -> int:
    """The version that the change was made from; it may not be another one when it is written."""
    version = before.version if before else 0
    if expected is not None and expected != version:
        return expected
    return version


def _merged(before: Mapping[str, Any] | None, said: Said, moment: dt.datetime) -> dict[str, Any]:
    known = before or {}
    state = said.state or TaskState(known.get("state", TaskState.OPEN))
    date = known.get("date") if said.date is None else checked_day(said.date)
    if state not in SETTLED:
        date = None  # the day is the one on which it ended
    elif said.date is None and state != known.get("state"):
        date = moment.astimezone().date().isoformat()
    note = known.get("note") if said.note is None else _checked_note(said.note)
    return {"state": state.value, "date": date, "note": note}


def checked_day(text: str) -> str | None:
    """An ISO day; None for an empty text. Raises StateError for anything else."""
    if not text.strip():
        return None
    try:
        return dt.date.fromisoformat(text.strip()).isoformat()
    except ValueError:
        raise StateError(f"'{text[:40]}' er ikke en dato. Skriv den som 2024-05-31.") from None


def _checked_note(text: str) -> str | None:
    clean = _CONTROL.sub("", text.replace("\r\n", "\n")).strip()
    if len(clean) > _LONGEST_NOTE:
        raise StateError(f"Bemærkningen er på {len(clean)} tegn. Skriv højst {_LONGEST_NOTE}.")
    return clean or None


def of_entry(entry: Entry | None) -> State:
    """The state that an entry says; where there is none, a task is open."""
    if entry is None or entry.value is None:
        return State(version=entry.version if entry else 0, entry=entry.id if entry else None)
    value = entry.value
    return State(
        TaskState(value["state"]), value["date"], value["note"], entry.actor, entry.changed, entry.version, entry.standing, entry.id
    )


def state_of(conn: sqlite3.Connection, task: str) -> State:
    """What is said of a task now."""
    return of_entry(find(conn, subject(task)))


def steps(conn: sqlite3.Connection, task: str) -> list[Step]:
    """Everything that was ever said of a task, the first first."""
    entry = find(conn, subject(task))
    return history(conn, entry.id) if entry else []


def adrift(conn: sqlite3.Connection) -> list[Entry]:
    """What was said of tasks whose words are gone, or which may be others: for people to look at."""
    return [one for one in entries(conn, KIND) if one.standing in (Standing.GONE, Standing.UNSURE)]


def free_tasks(conn: sqlite3.Connection, entry: Entry) -> list[Place]:
    """The tasks of the document an entry is about (or of what lies at its path now) of which nobody said anything, the likest first.

    A document that another one stands for has none to offer.
    """
    shown = "SELECT id FROM documents WHERE (id = ? OR path = ?) AND id NOT IN (SELECT document_id FROM hidden_documents) ORDER BY id"
    documents = [row[0] for row in conn.execute(shown, (entry.document, entry.path))]
    spoken = "SELECT 1 FROM entries WHERE target_id = ? AND kind = ?"
    every = [one for document in documents for one in places(conn, "tasks", document)]
    found = [one for one in every if conn.execute(spoken, (one.row, KIND)).fetchone() is None]
    return sorted(found, key=lambda one: (-alike(entry.words, one.words), one.at))


def count_adrift(conn: sqlite3.Connection) -> int:
    """How many tasks people should look at."""
    query = "SELECT count(*) FROM entries WHERE kind = ? AND standing IN ('gone', 'unsure') AND value IS NOT NULL"
    return int(conn.execute(query, (KIND,)).fetchone()[0])


def task_named(conn: sqlite3.Connection, text: str) -> str:
    """The id of the task that people name by its id, or by the part after the stroke, or by the beginning of that.

    Tasks that are gone are known by the id that they had. Raises StateError where there is none or more than one.
    """
    name = text.strip().lower()
    gone = "SELECT row_id FROM entries WHERE kind = ?2 AND target_id IS NULL"
    exact = conn.execute(f"SELECT id FROM tasks WHERE id = ?1 UNION SELECT row_id FROM ({gone}) WHERE row_id = ?1", (name, KIND)).fetchone()  # noqa: S608
    if exact is not None:
        return str(exact[0])
    found: list[str] = []
    if len(name) >= _SHORTEST_NAME and name.replace("-", "").replace(".", "").isalnum():
        query = f"SELECT id FROM tasks WHERE substr(id, 14) GLOB ?1 UNION SELECT row_id FROM ({gone}) WHERE substr(row_id, 14) GLOB ?1"  # noqa: S608
        found = [str(row[0]) for row in conn.execute(query, (f"{name}*", KIND))]
    whole = [one for one in found if one[13:] == name]
    found = whole if len(whole) == 1 else found
    if not found:
        raise StateError(f"Ingen opgave hedder '{text}'. Se opgavernes id med: referat tasks")
    if len(found) > 1:
        raise StateError(f"Flere opgaver begynder med '{text}'. Skriv mere af id'et.")
    return found[0]
