"""What people say of a task, step by step."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from sqlite_utils import Database

from referat.db.entries.entries import ConflictError, MissingRowError
from referat.db.entries.states import Said, StateError, TaskState, say, state_of, steps, task_named
from referat.db.store import remove_document

NOW = dt.datetime(2024, 5, 1, 12, tzinfo=dt.UTC)
OPEN, DONE, DROPPED, UNKNOWN = TaskState


@pytest.fixture
def task(database: Database, keep: Callable[..., str]) -> str:
    """The id of a task."""
    keep(
        items=[{"title": "Plan", "beslutning": "Aftalt.", "tasks": [("Eva Holm", "Eva sender planen.", None), ("Bo", "Bo ringer.", None)]}]
    )
    return str(database.conn.execute("SELECT id FROM tasks WHERE quote = 'Eva sender planen.'").fetchone()[0])


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([], (OPEN, None, None)),
        ([Said(DONE)], (DONE, "2024-05-01", None)),  # today
        ([Said(DONE, "2024-04-30", " Sendt\r\ntil alle\x00 ")], (DONE, "2024-04-30", "Sendt\ntil alle")),
        ([Said(DONE, "2024-04-30"), Said(note="Sendt")], (DONE, "2024-04-30", "Sendt")),  # the rest stays
        ([Said(DONE, "2024-04-30", "Sendt"), Said(DROPPED)], (DROPPED, "2024-05-01", "Sendt")),
        ([Said(DONE, "2024-04-30", "Sendt"), Said(OPEN, note="")], (OPEN, None, None)),
        ([Said(DONE), Said(UNKNOWN, "2024-04-30")], (UNKNOWN, None, None)),  # the day is the one on which it ended
        ([Said(note="Rykket")], (OPEN, None, "Rykket")),
    ],
)
def test_what_is_said_in_turn(database: Database, task: str, said: list[Said], expected: tuple[TaskState, str | None, str | None]) -> None:
    for one in said:
        say(database, task, one, actor="eva", now=NOW)
    found = state_of(database.conn, task)
    assert (found.state, found.date, found.note) == expected
    assert found.version == len(said) == len(steps(database.conn, task))


def test_each_step_is_named(database: Database, task: str) -> None:
    for one in (Said(DONE), Said(DONE, note="Sendt"), Said(OPEN), Said(DROPPED), Said(UNKNOWN)):
        say(database, task, one, actor="eva", now=NOW)
    assert [step.action for step in steps(database.conn, task)] == ["done", "note", "reopen", "drop", "unknown"]


@pytest.mark.parametrize("said", [Said(DONE, "31/5-2024"), Said(DONE, "2024-02-30"), Said(note="x" * 2001)])
def test_what_cannot_be_kept(database: Database, task: str, said: Said) -> None:
    with pytest.raises(StateError):
        say(database, task, said, actor="eva")
    assert steps(database.conn, task) == []


def test_somebody_was_first(database: Database, task: str) -> None:
    say(database, task, Said(DONE), actor="eva", expected=0)
    with pytest.raises(ConflictError):
        say(database, task, Said(DROPPED), actor="bo", expected=0)
    with pytest.raises(MissingRowError):
        say(database, "0123456789ab-x", Said(DONE), actor="bo")


def test_how_a_task_is_named(database: Database, task: str) -> None:
    for name in (task, task[13:], task[13:18], f" {task[13:].upper()} "):
        assert task_named(database.conn, name) == task
    for name in ("", task[13:15], "zzzzzz", "*", task[:12], "' OR 1=1 --"):
        with pytest.raises(StateError, match="Ingen opgave"):
            task_named(database.conn, name)
    say(database, task, Said(DONE), actor="eva")
    remove_document(database, task[:12])
    assert task_named(database.conn, task[13:19]) == task  # of what is gone, the name that it had
    assert task_named(database.conn, task) == task


def test_an_ambiguous_name(database: Database, keep: Callable[..., str]) -> None:
    for path in ("a.pdf", "b.pdf"):
        tasks = [("Eva Holm", "Eva følger op.", None)] * (2 if path == "a.pdf" else 1)
        keep(path=path, items=[{"title": path, "beslutning": "Aftalt.", "tasks": tasks}])
    ids = [str(row[0]) for row in database.conn.execute("SELECT id FROM tasks ORDER BY length(id), id")]
    assert len({identity[13:] for identity in ids}) == 2
    with pytest.raises(StateError, match="Flere"):
        task_named(database.conn, ids[0][13:])
    assert [task_named(database.conn, identity) for identity in ids] == ids
    assert task_named(database.conn, ids[2][13:]) == ids[2]
