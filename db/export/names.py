"""Names of tasks that stay: what was exported once is known again after a newer reader, and in the next version of the document."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from referat.db.entries.matching import Sought, Standing, assign
from referat.db.entries.places import Place, places

_DOCUMENT_DIGITS = 12  # an id of a task begins with its document (`referat.db.keys`)
_SURE = (Standing.SAME, Standing.CHANGED)
_EARLIER = """
SELECT document_id FROM document_links WHERE other_id = ? AND kind IN ('earlier-version', 'draft') ORDER BY kind = 'draft', document_id
"""


def carry_over(conn: sqlite3.Connection, document: str, before: Sequence[Place]) -> None:
    """Notes the names of a document's tasks when it was read again; to be called in the transaction that replaced it.

    before: its places in the table of tasks as they were.
    """
    if not before:
        return
    known = _known(conn, document)
    for old, new in _same(before, places(conn, "tasks", document)):
        if old != new:
            conn.execute("INSERT OR REPLACE INTO task_names VALUES (?, ?)", (new, known.get(old, old)))


def names(conn: sqlite3.Connection, tasks: Iterable[str]) -> dict[str, str]:
    """The name of each task; no two tasks of a document share one. A task that an earlier version of the document or a draft of it has too
    is known by its name there.
    """
    wanted = list(tasks)
    found: dict[str, str] = {}
    for document in sorted({task[:_DOCUMENT_DIGITS] for task in wanted}):
        found |= _names_in(conn, document, [task for task in wanted if task.startswith(document)])
    return found


def _names_in(conn: sqlite3.Connection, document: str, tasks: Sequence[str]) -> dict[str, str]:
    given = {**_inherited(conn, document), **_known(conn, document)}
    taken = set(given.values())
    return {task: given.get(task) or (f"{task}.2" if task in taken else task) for task in tasks}


def _inherited(conn: sqlite3.Connection, document: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for (earlier,) in conn.execute(_EARLIER, (document,)).fetchall():
        known = _known(conn, earlier)
        for old, new in _same(places(conn, "tasks", earlier), places(conn, "tasks", document)):
            found.setdefault(new, known.get(old, old))
    return found


def _known(conn: sqlite3.Connection, document: str) -> dict[str, str]:
    query = "SELECT task_id, name FROM task_names WHERE task_id >= ?1 AND task_id < ?1 || '.'"
    return {str(row[0]): str(row[1]) for row in conn.execute(query, (document,))}


def _same(before: Sequence[Place], after: Sequence[Place]) -> Iterator[tuple[str, str]]:
    """The ids of tasks before and after that are the same beyond doubt."""
    sought = [
        Sought(number, place.row, place.document, place.words, place.words, place.context, place.page, place.at)
        for number, place in enumerate(before)
    ]
    for found in assign(sought, after):
        if found.place is not None and found.standing in _SURE:
            yield before[found.entry].row, found.place.row
