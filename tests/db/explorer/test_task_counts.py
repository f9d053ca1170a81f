"""How many tasks stand on each list: looked through once, or counted list by list, it is the same."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import pytest
from sqlite_utils import Database

from referat.db.entries.states import Said, TaskState, say
from referat.db.explorer import task_list

TODAY = "2022-09-01"
DUE = ("2022-08-01", "2022-10-01", None)


@pytest.fixture
def conn(database: Database, keep: Callable[..., str]) -> sqlite3.Connection:
    """A task of every state with every kind of deadline, half of them of one owner."""
    quotes = [(f"Opgave {state} {due}", due, state) for state in (None, *TaskState) for due in DUE]
    tasks = [("Åse Vestbo" if number % 2 else "Bo Vig", quote, due) for number, (quote, due, _) in enumerate(quotes)]
    keep(items=[{"title": "Plan", "beslutning": "Aftalt.", "tasks": tasks}])
    for quote, _, state in quotes:
        if state:
            (task,) = database.conn.execute("SELECT id FROM tasks WHERE quote = ?", (quote,)).fetchone()
            say(database, task, Said(state), actor="eva")
    database.conn.row_factory = sqlite3.Row
    return database.conn


def counts(conn: sqlite3.Connection, **fields: str) -> dict[str, tuple[int, bool]]:
    page = task_list.tasks_page(conn, fields, 1, today=TODAY)
    return {name: (count, more) for name, _, count, more, _ in page["states"]}


@pytest.mark.parametrize("said", [None, "open", "done", "dropped", "unknown"])
def test_the_lists_of_two_owners_make_up_the_whole(conn: sqlite3.Connection, said: str | None) -> None:
    more = {"tilstand": said} if said else {}
    whole, first, second = (counts(conn, **more, **owner) for owner in ({}, {"ansvarlig": "Åse Vestbo"}, {"ansvarlig": "bo vig"}))
    assert {name: (first[name][0] + second[name][0], False) for name in whole} == whole


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({}, {"forude": 3, "overskredet": 3, "uden-frist": 3, "uden-ansvarlig": 0, "afsluttet": 6, "alle": 15}),  # nothing said is open
        ({"tilstand": "open"}, {"forude": 2, "overskredet": 2, "uden-frist": 2, "uden-ansvarlig": 0, "afsluttet": 0, "alle": 6}),
        ({"tilstand": "done"}, {"forude": 1, "overskredet": 1, "uden-frist": 1, "uden-ansvarlig": 0, "afsluttet": 3, "alle": 3}),
        ({"tilstand": "unknown"}, {"forude": 1, "overskredet": 1, "uden-frist": 1, "uden-ansvarlig": 0, "afsluttet": 0, "alle": 3}),
    ],
)
def test_what_is_settled_is_on_no_list_of_deadlines(conn: sqlite3.Connection, fields: dict[str, str], expected: dict[str, int]) -> None:
    assert {name: count for name, (count, _) in counts(conn, **fields).items()} == expected
    for name, count in expected.items():
        assert len(task_list.tasks_page(conn, {**fields, "stand": name}, 1, today=TODAY)["rows"]) == count, name


def test_what_is_only_perhaps_about_a_task_counts_for_no_list(conn: sqlite3.Connection) -> None:
    conn.execute("UPDATE entries SET standing = 'unsure'")
    assert counts(conn)["afsluttet"] == (0, False)
    assert counts(conn, tilstand="done")["alle"] == (0, False)
    assert counts(conn, tilstand="open")["alle"] == (15, False)


def test_more_than_is_looked_at_is_said(conn: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(task_list, "_LOOKED_AT", 2)
    assert all(more for _, more in counts(conn, ansvarlig="Åse Vestbo").values())
