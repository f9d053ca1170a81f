"""Tasks as every export tells them: owner, action, deadline, the words and their place."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from referat.db.entries.states import TaskState
from referat.db.explorer import address, labels
from referat.db.explorer.language import say
from referat.db.export.names import names
from referat.db.export.table import Column, Kind, Table, line

_CHUNK = 500  # ids in one query
NOBODY = "Uden ansvarlig"
COLUMNS = (
    Column("deadline", "Frist", Kind.DAY),
    Column("deadline_text", "Fristens ord"),
    Column("owners", "Ansvarlig"),
    Column("action", "Opgave", Kind.LONG),
    Column("state", "Tilstand"),
    Column("state_date", "Afsluttet", Kind.DAY),
    Column("note", "Bemærkning"),
    Column("quote", "Ordene i referatet", Kind.LONG),
    Column("date", "Mødedato", Kind.DAY),
    Column("forum", "Forum"),
    Column("organisation", "Organisation"),
    Column("item_title", "Punkt", Kind.LONG),
    Column("case_number", "Sag"),
    Column("strength", "Art"),
    Column("file", "Fil"),
    Column("page", "Side", Kind.NUMBER),
    Column("url", "Adresse", Kind.LINK),
)
STATES = {"open": "åben", "done": "udført", "dropped": "bortfaldet", "unknown": "uvis"}
_STRENGTHS = {"binding": "tilsagn", "request": "anmodning"}


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task. uid: a name that stays (`referat.db.export.names`); days are ISO text; path: the page that shows the words.

    state, state_date, note: what people say became of it; changes: how often they said something of it or its
    deadline became a day; changed: when they said something last.
    """

    id: str
    uid: str
    action: str
    quote: str
    owners: tuple[str, ...]
    deadline: str | None
    deadline_text: str | None
    strength: str
    date: str | None
    forum: str | None
    organisation: str | None
    item_title: str | None
    case_number: str | None
    file: str
    page: int | None
    path: str
    state: str
    state_date: str | None
    note: str | None
    changes: int
    changed: str | None

    @property
    def is_settled(self) -> bool:
        """Whether nothing is to be done any more."""
        return self.state in (TaskState.DONE, TaskState.DROPPED)


# What is only perhaps about the task is not told of it.
_TASKS = """
SELECT tasks.id, tasks.action, tasks.quote, tasks.deadline, tasks.deadline_text, tasks.strength, tasks.date, forums.name AS forum,
  forums.organisation, items.number, items.title, items.case_number, documents.file_name AS file, tasks.page, tasks.path, tasks.meeting_id,
  coalesce(task_states.state, 'open') AS state, task_states.date AS state_date, task_states.note,
  EXISTS (SELECT 1 FROM next_meeting_deadlines WHERE task_id = tasks.id) AS dated
FROM tasks JOIN meetings ON meetings.id = tasks.meeting_id JOIN documents ON documents.id = meetings.document_id
LEFT JOIN forums ON forums.id = tasks.forum_id LEFT JOIN items ON items.id = tasks.item_id
LEFT JOIN task_states ON task_states.task_id = tasks.id AND task_states.standing <> 'unsure'
WHERE tasks.id IN ({marks}) AND meetings.document_id NOT IN (SELECT document_id FROM hidden_documents)
"""
_OWNERS = """
SELECT task_id, coalesce(persons.name, task_owners.name) FROM task_owners
LEFT JOIN task_persons USING (task_id, ordinal) LEFT JOIN persons ON persons.id = task_persons.person_id
WHERE task_id IN ({marks}) ORDER BY task_id, ordinal
"""
# What people entered about tasks: how often it changed, and when last.
_ENTRIES = """
SELECT target_id, sum(version), max(changed) FROM entries
WHERE target_id IN ({marks}) AND place = 'tasks' AND standing <> 'unsure' GROUP BY 1
"""


def rows(conn: sqlite3.Connection, ids: Sequence[str]) -> list[TaskRow]:
    """The tasks with these ids, in this order. Left out are ids that are not there, and documents whose minutes another one holds too."""
    found: dict[str, TaskRow] = {}
    for chunk in _chunks(ids):
        found |= _chunk(conn, chunk)
    return [found[identity] for identity in ids if identity in found]


def _chunks(ids: Sequence[str]) -> Iterator[Sequence[str]]:
    return (ids[start : start + _CHUNK] for start in range(0, len(ids), _CHUNK))


def _asked(conn: sqlite3.Connection, query: str, ids: Sequence[str]) -> sqlite3.Cursor:
    return conn.execute(query.format(marks=", ".join("?" * len(ids))), tuple(ids))


def _chunk(conn: sqlite3.Connection, ids: Sequence[str]) -> dict[str, TaskRow]:
    owners: dict[str, list[str]] = defaultdict(list)
    for task, name in _asked(conn, _OWNERS, ids):
        if name not in owners[task]:
            owners[task].append(name)
    changes = {task: (said, last) for task, said, last in _asked(conn, _ENTRIES, ids)}
    uids = names(conn, ids)
    asked = _asked(conn, _TASKS, ids)
    columns = [column[0] for column in asked.description]
    found = {}
    for values in asked:
        row = dict(zip(columns, tuple(values), strict=True))
        identity, number, title = row["id"], row.pop("number"), row.pop("title")
        said, changed = changes.get(identity, (0, None))
        dated = row.pop("dated")  # its deadline, "the next meeting", became a day when that meeting was read
        found[identity] = TaskRow(
            **{name: value for name, value in row.items() if name not in ("meeting_id", "path")},
            uid=uids[identity],
            owners=tuple(owners[identity]),
            item_title=f"{number}. {title or ''}".strip() if number else title,
            path=address.evidence(row["meeting_id"], f"{row['path']}.quote"),
            changes=said + dated,
            changed=changed,
        )
    return found


def table(title: str, tasks: Iterable[TaskRow], *, site: str) -> Table:
    """The tasks as a table; `site` stands before the addresses in it."""
    columns = tuple(replace(column, label=say(column.label)) for column in COLUMNS)
    return Table(title, columns, tuple(_values(task, site) for task in tasks))


def _values(task: TaskRow, site: str) -> dict[str, object]:
    fields = {column.key: getattr(task, column.key, None) for column in COLUMNS}
    told = {"state": say(STATES[task.state]), "strength": say(_STRENGTHS.get(task.strength, task.strength)), "url": f"{site}{task.path}"}
    return {**fields, **told, "id": task.id}


def by_owner(tasks: Iterable[TaskRow], *, shared: str | None = None, among: Collection[str] | None = None) -> dict[str, list[TaskRow]]:
    """The tasks of each owner, the owners by name, what nobody owns last. A task of two owners stands with both, or, where `shared` is
    given, once under both names with `shared` between them. among: the owners that are wanted, where not all are.
    """
    wanted = None if among is None else {name.casefold() for name in among}
    found: dict[str, list[TaskRow]] = defaultdict(list)
    written: dict[str, str] = {}
    for task in tasks:
        owners = task.owners if shared is None or not task.owners else (shared.join(task.owners),)
        for owner in owners or (NOBODY,):
            key = owner.casefold()
            written[key] = min(owner, written.get(key, owner))  # the one with a capital letter
            found[key].append(task)
    chosen = [key for key in found if wanted is None or key in wanted]
    return {written[key]: found[key] for key in sorted(chosen, key=lambda key: (written[key] == NOBODY, key))}


def named(tasks: Iterable[TaskRow], text: str) -> list[str] | None:
    """The owners whose names hold a text; None where there are none, as a person may be known by another name."""
    found = {owner for task in tasks for owner in task.owners if text.casefold() in owner.casefold()}
    return sorted(found) or None


def only_for(owner: str, tasks: Sequence[TaskRow]) -> list[TaskRow]:
    """The tasks as a list for one owner alone: she stands first, those who share a task with her after her."""
    others = {task.id: tuple(name for name in task.owners if name.casefold() != owner.casefold()) for task in tasks}
    return [replace(task, owners=(owner, *others[task.id]) if task.owners else ()) for task in tasks]


def headline(task: TaskRow) -> str:
    """What is to be done, in one line that begins with a capital letter."""
    action = line(task.action)
    return action[:1].upper() + action[1:]


def by_deadline(tasks: Iterable[TaskRow]) -> list[TaskRow]:
    """The tasks with the earliest deadline first, those without one last."""
    return sorted(tasks, key=lambda task: (task.deadline is None, task.deadline or ""))


def due(task: TaskRow) -> str:
    """The deadline as people say it: the day, and the words where they are no day."""
    if task.deadline:
        return f"Frist {labels.date(task.deadline)}"
    return f"Frist: {task.deadline_text}" if task.deadline_text else "Ingen frist nævnt"


def place(task: TaskRow) -> str:
    """Where and when the task was given: forum, day and item."""
    return ", ".join(filter(None, (task.forum, labels.date(task.date), task.item_title)))


def summary(task: TaskRow) -> str:
    """Where the task was given, and in which words."""
    return f"{place(task)}.\n{task.quote}"
