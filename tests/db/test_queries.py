"""The questions in `db/queries`: each is one query that runs, and none tells of minutes that another document holds too."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

import pytest
from sqlite_utils import Database

from referat.db.people import register
from referat.db.questions import questions
from referat.db.search.indexing import show_or_hide
from referat.db.search.search import sql_match

Keep = Callable[..., str]
ASKED = {
    "emne": "haven", "navn": "Eva", "forum": "Klynge", "dato": "2022", "fra": "2020", "til": "", "ansvarlig": "", "sagsnummer": "22/1",
}  # fmt: skip

# What these tell of is worked out from the documents in an import, and tested there.
WORKED_OUT = ("personer", "maaske-samme-person", "kunne-ikke-laeses", "opgaver-taget-op-igen", "udsat-og-ikke-taget-op")


@pytest.fixture
def twice(database: Database, keep: Keep) -> Database:
    """Minutes, and a copy of them that is hidden; the copy names another deadline and another person, so that it can be told apart."""
    for path, due, name in (("a.pdf", "2022-08-01", "Eva Holm"), ("copy.pdf", "2022-08-02", "Eva Kopi")):
        keep(
            path=path,
            present=(name,),
            acronyms=((path[0].upper() + "PU", f"Forkortelse i {path}"),),
            items=[
                {
                    "title": f"Haven i {path}",
                    "beslutning": "Udsat.",
                    "outcome": "udsat",
                    "tasks": [("", "Nogen vander.", due), (name, "Eva graver.", due), (name, "Eva lugter.", None)],
                }
            ],
        )
    conn = database.conn
    one, other = (row[0] for row in conn.execute("SELECT id FROM documents ORDER BY path"))
    conn.execute("INSERT INTO document_links VALUES (?, ?, 'copy', 1.0, 'test')", (other, one))
    conn.execute("UPDATE items SET case_number = '22/1'")
    conn.execute("INSERT INTO votes(item_id, ordinal, text, for_count) SELECT id, 1, 'for', 3 FROM items")
    show_or_hide(conn, other)
    conn.commit()
    register.refresh(database)
    conn.create_function("referat_match", 2, lambda text, kind: sql_match(conn, text, kind))
    return database


@pytest.mark.parametrize("name", [name for name in questions() if name not in WORKED_OUT])
def test_copies_are_left_out(twice: Database, name: str) -> None:
    conn = twice.conn
    conn.row_factory = sqlite3.Row
    rows: list[Any] = [tuple(row) for row in conn.execute(questions()[name]["sql"], ASKED)]
    assert rows
    assert not [row for row in rows if "copy" in repr(row) or "Kopi" in repr(row) or "2022-08-02" in repr(row)]


@pytest.mark.parametrize("name", list(questions()))
def test_a_question_has_a_danish_title_and_says_what_it_answers(name: str) -> None:
    assert set(questions()[name]) == {"title", "description", "sql"}
