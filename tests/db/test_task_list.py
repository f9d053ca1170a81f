"""Tasks as they are asked for: rows of what is asked and what comes, and the questions of the explorer."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any

import pytest
from sqlite_utils import Database

from referat.db.entries.states import Said, TaskState, say
from referat.db.people.register import refresh
from referat.db.questions import questions
from referat.db.store import end_import
from referat.db.task_list import Asked, due, tasks

TODAY = dt.date(2022, 9, 1)


@pytest.fixture
def filled(database: Database, keep: Callable[..., str]) -> Database:
    """Four tasks of two meetings."""
    sent = ("Åse Vestbo", "Åse sender planen.", "2022-08-01")
    held = ("Sekretariatet", "Sekretariatet holder mødet.", "2022-10-01")
    keep(
        path="a.pdf",
        present=("Åse Vestbo",),
        items=[{"title": "Plan", "beslutning": "Aftalt.", "outcome": "godkendt", "tasks": [sent, held]}],
    )
    asked = ("Bo Lundby", "Bo spørger byrådet.", None)
    told = ("Åse Vestbo", "Åse orienterer.", "2022-09-01")
    keep(
        path="b.pdf",
        date="2022-08-20",
        forum="Styregruppen",
        present=("Åse Vestbo",),
        items=[{"title": "Byråd", "beslutning": "Aftalt.", "outcome": "udsat", "tasks": [asked, told]}],
    )
    refresh(database)
    return database


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["Åse sender planen.", "Åse orienterer.", "Sekretariatet holder mødet.", "Bo spørger byrådet."]),  # no deadline comes last
        ({"owner": "åse"}, ["Åse sender planen.", "Åse orienterer."]),  # capital Å
        ({"owner": "sekretariat"}, ["Sekretariatet holder mødet."]),
        ({"owner": "lundby bo"}, ["Bo spørger byrådet."]),
        ({"owner": "Ingen"}, []),
        ({"forum": "STYRE"}, ["Åse orienterer.", "Bo spørger byrådet."]),
        ({"forum": "findes ikke"}, []),
        ({"due_before": "2022-09-01"}, ["Åse sender planen."]),  # before, not on
        ({"since": "2022-08-20"}, ["Åse orienterer.", "Bo spørger byrådet."]),
        ({"open_on": TODAY}, ["Åse orienterer.", "Sekretariatet holder mødet.", "Bo spørger byrådet."]),  # the last day counts
        ({"open_on": TODAY, "owner": "Åse", "forum": "styre"}, ["Åse orienterer."]),
    ],
)
def test_what_is_asked(filled: Database, asked: dict[str, Any], expected: list[str]) -> None:
    found = tasks(filled.conn, Asked(**asked), today=TODAY)
    assert [row["quote"] for row in found] == expected
    assert all(row["page"] == 1 and row["file"] in ("a.pdf", "b.pdf") for row in found)


@pytest.mark.parametrize(
    ("deadline", "state", "expected"),
    [
        (None, "open", "uden frist"),
        ("2022-08-31", "open", "overskredet"),
        ("2022-08-31", "unknown", "overskredet"),
        ("2022-09-01", "open", "åben"),
        ("2022-09-02", "open", "åben"),
        ("2022-08-31", "done", "afsluttet"),
        (None, "dropped", "afsluttet"),
    ],
)
def test_what_became_of_a_deadline(deadline: str | None, state: str, expected: str) -> None:
    assert due(deadline, state, TODAY) == expected


def test_what_people_say_of_tasks(filled: Database) -> None:
    done = filled.conn.execute("SELECT id FROM tasks WHERE quote = 'Åse sender planen.'").fetchone()[0]
    say(filled, done, Said(TaskState.DONE, "2022-07-30", "Sendt"), actor="eva")
    row = tasks(filled.conn, Asked(state="done"), today=TODAY)[0]
    assert [row[name] for name in ("due", "state", "state_date", "note", "said_by", "quote")] == [
        "afsluttet",
        "done",
        "2022-07-30",
        "Sendt",
        "eva",
        "Åse sender planen.",
    ]
    assert len(tasks(filled.conn, Asked(state="open"), today=TODAY)) == 3  # also those of which nobody said anything
    other = filled.conn.execute("SELECT id FROM tasks WHERE quote = 'Åse orienterer.'").fetchone()[0]
    say(filled, other, Said(TaskState.DROPPED), actor="eva")
    assert other not in [row["task"] for row in tasks(filled.conn, Asked(open_on=TODAY), today=TODAY)]


def test_the_table_has_owner_deadline_forum_and_outcome(filled: Database) -> None:
    rows = filled.conn.execute("SELECT owner, deadline, forum, outcome FROM task_list ORDER BY deadline LIMIT 2 OFFSET 1").fetchall()
    assert rows == [
        ("Åse Vestbo", "2022-08-01", "Klyngeforum Nord", "godkendt"),
        ("Åse Vestbo", "2022-09-01", "Styregruppen", "udsat"),
    ]


@pytest.mark.parametrize(
    ("name", "asked", "number"),
    [
        ("opgaver", {"ansvarlig": "", "forum": ""}, 4),
        ("opgaver", {"ansvarlig": "Vestbo", "forum": "Styre"}, 1),
        ("opgaver-med-frist", {"fra": "2022-09", "til": "2022-10"}, 2),
        ("opgaver-med-frist", {"fra": "", "til": ""}, 3),
        ("personer", {"navn": "Vestbo"}, 1),
        ("maaske-samme-person", {}, 0),
    ],
)
def test_questions_of_the_explorer(filled: Database, name: str, asked: dict[str, str], number: int) -> None:
    assert len(filled.conn.execute(questions()[name]["sql"], asked).fetchall()) == number


def test_an_import_ends_with_the_register_made(database: Database, keep: Callable[..., str]) -> None:
    keep(present=("Åse Vestbo",))
    end_import(database, 1, {})
    assert database.conn.execute("SELECT name FROM persons").fetchall() == [("Åse Vestbo",)]
