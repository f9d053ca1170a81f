"""Tasks as every export tells them: owner, action, deadline, the words and their place."""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from referat.db.explorer import address, labels
from referat.db.export.table import Column, Kind, Table
from referat.db.keys import digest

_CHUNK = 500  # ids in one query
NOBODY = "Uden ansvarlig"
COLUMNS = (
    Column("deadline", "Frist", Kind.DAY),
    Column("deadline_text", "Fristens ord"),
    Column("owners", "Ansvarlig"),
    Column("action", "Opgave", Kind.LONG),
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
_STRENGTHS = {"binding": "tilsagn", "request": "anmodning"}


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task. uid: a name that a later reading of the same words keeps; days are ISO text; path: the page that shows the words."""

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


_TASKS = """
SELECT tasks.id, tasks.action, tasks.quote, tasks.deadline, tasks.deadline_text, tasks.strength, tasks.date, forums.name AS forum,
  forums.organisation, items.number, items.title, items.case_number, documents.file_name AS file, tasks.page, tasks.path, tasks.meeting_id
FROM tasks JOIN meetings ON meetings.id = tasks.meeting_id JOIN documents ON documents.id = meetings.document_id
LEFT JOIN forums ON forums.id = tasks.forum_id LEFT JOIN items ON items.id = tasks.item_id WHERE tasks.id IN ({marks})
"""
_OWNERS = """
SELECT task_id, coalesce(persons.name, task_owners.name) FROM task_owners
LEFT JOIN task_persons USING (task_id, ordinal) LEFT JOIN persons ON persons.id = task_persons.person_id
WHERE task_id IN ({marks}) ORDER BY task_id, ordinal
"""
# Every task of the meetings that are asked about, in the order of the documents.
_SIBLINGS = """
SELECT tasks.id, tasks.quote, coalesce(tasks.date, meetings.document_id), coalesce(tasks.forum_id, '') FROM tasks
JOIN meetings ON meetings.id = tasks.meeting_id LEFT JOIN items ON items.id = tasks.item_id
WHERE tasks.meeting_id IN (SELECT meeting_id FROM tasks WHERE id IN ({marks}))
ORDER BY meetings.document_id, part, items.ordinal, tasks.ordinal, tasks.id
"""


def rows(conn: sqlite3.Connection, ids: Sequence[str]) -> list[TaskRow]:
    """The tasks with these ids, in this order; ids that are not there are left out."""
    found: dict[str, TaskRow] = {}
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        found |= _chunk(conn, chunk)
    return [found[identity] for identity in ids if identity in found]


def _chunk(conn: sqlite3.Connection, ids: Sequence[str]) -> dict[str, TaskRow]:
    marks = ", ".join("?" * len(ids))
    owners: dict[str, list[str]] = defaultdict(list)
    for task, name in conn.execute(_OWNERS.format(marks=marks), tuple(ids)):
        if name not in owners[task]:
            owners[task].append(name)
    uids = _uids(conn, ids, marks)
    asked = conn.execute(_TASKS.format(marks=marks), tuple(ids))
    names = [column[0] for column in asked.description]
    found = {}
    for values in asked:
        row = dict(zip(names, tuple(values), strict=True))
        number, title = row.pop("number"), row.pop("title")
        item = f"{number}. {title or ''}".strip() if number else title
        path = address.evidence(row.pop("meeting_id"), f"{row.pop('path')}.quote")
        found[row["id"]] = TaskRow(**row, uid=uids[row["id"]], owners=tuple(owners[row["id"]]), item_title=item, path=path)
    return found


def _uids(conn: sqlite3.Connection, ids: Sequence[str], marks: str) -> dict[str, str]:
    """Names that stay when a reader sets the borders of a quote elsewhere, or another version of the file comes: made of the day, the
    forum and the longest words. Tasks of a meeting that share all of them are counted.
    """
    found: dict[str, str] = {}
    counts: dict[str, int] = defaultdict(int)
    for identity, quote, day, forum in map(tuple, conn.execute(_SIBLINGS.format(marks=marks), tuple(ids))):
        name = digest("\n".join((day, forum, *_longest(quote))), 20)
        counts[name] += 1
        found[identity] = name if counts[name] == 1 else f"{name}.{counts[name]}"
    return found


def _longest(quote: str) -> list[str]:
    words = {"".join(letter for letter in word if letter.isalnum()) for word in quote.casefold().split()}
    return sorted(words, key=lambda word: (-len(word), word))[:2]


def table(title: str, tasks: Iterable[TaskRow], *, site: str) -> Table:
    """The tasks as a table; `site` stands before the addresses in it."""
    return Table(title, COLUMNS, tuple(_values(task, site) for task in tasks))


def _values(task: TaskRow, site: str) -> dict[str, object]:
    fields = {column.key: getattr(task, column.key, None) for column in COLUMNS}
    return {**fields, "id": task.id, "strength": _STRENGTHS.get(task.strength, task.strength), "url": f"{site}{task.path}"}


def by_owner(tasks: Iterable[TaskRow], *, shared: str | None = None) -> dict[str, list[TaskRow]]:
    """The tasks of each owner, the owners by name, what nobody owns last. A task of two owners stands with both, or, where `shared` is
    given, once under both names with `shared` between them.
    """
    found: dict[str, list[TaskRow]] = defaultdict(list)
    for task in tasks:
        owners = task.owners if shared is None or not task.owners else (shared.join(task.owners),)
        for owner in owners or (NOBODY,):
            found[owner].append(task)
    return dict(sorted(found.items(), key=lambda pair: (pair[0] == NOBODY, pair[0].casefold())))


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
