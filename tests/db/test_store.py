"""Keeping documents: again, better, broken."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from referat.db.rows import TABLES
from referat.db.schema import open_for_writing
from referat.db.search import indexing
from referat.db.store import Stored, begin_import, end_import, is_read, refresh_search, store, store_problem
from referat.models.errors import UnreadableDocumentError
from referat.models.kinds import ProblemCode
from referat.models.minutes import Document, Problem

Make = Callable[..., Document]
PATH = Path("/minutes/referat.pdf")
PARTS: dict[str, Any] = {
    "present": ("Eva Holm",),
    "absent": ("Bo Vig",),
    "acronyms": (("APU", "Akut Psykiatrisk Udrykning"),),
    "items": [
        {
            "title": "APU",
            "indstilling": "Det indstilles.",
            "beslutning": "Godkendt.",
            "outcome": "godkendt",
            "tasks": [("Eva Holm", "Eva følger op.", "2022-08-01")],
        }
    ],
    "problems": (Problem(ProblemCode.NO_ITEMS, "Der blev ikke fundet dagsordenspunkter."),),
}
INDEX = ("search_entries", "search_words")


def dump(db: Database) -> dict[str, list[tuple[Any, ...]]]:
    """All that was read, and the index."""
    return {table: sorted(map(tuple, db.conn.execute(f"SELECT * FROM {table}")), key=repr) for table in (*TABLES, *INDEX)}


def test_the_same_document_again_changes_nothing(database: Database, document: Make) -> None:
    assert store(database, document(**PARTS), path=PATH, reader_version="1") is Stored.ADDED
    before = dump(database)
    assert all(before[table] for table in ("facts", "attendance", "tasks", "task_owners", "acronyms", "problems", "search_words"))
    assert store(database, document(**PARTS), path=PATH, reader_version="1") is Stored.UNCHANGED
    assert dump(database) == before
    assert is_read(database, document(**PARTS).sha256, path=PATH, reader_version="1")
    assert not is_read(database, document(**PARTS).sha256, path=PATH, reader_version="2")


def test_a_better_reader_replaces_what_it_read_and_nothing_else(database: Database, document: Make, tmp_path: Path) -> None:
    other = document(path="other.pdf", present=("Eva Holm",), items=[{"title": "Andet", "beslutning": "Udsat."}])
    store(database, other, path=Path("/minutes/other.pdf"), reader_version="1")
    old = document(**PARTS)
    store(database, old, path=PATH, reader_version="1")
    minutes = old.meetings[0]
    better = dataclasses.replace(
        old, meetings=(dataclasses.replace(minutes, attendance=minutes.attendance[:1], acronyms=(), people=minutes.people[:1]),)
    )
    assert store(database, better, path=PATH, reader_version="2") is Stored.REPLACED
    assert [row[0] for row in database.conn.execute("SELECT name FROM people")] == ["Eva Holm"]

    fresh = open_for_writing(tmp_path / "fresh.db")
    store(fresh, other, path=Path("/minutes/other.pdf"), reader_version="1")
    store(fresh, better, path=PATH, reader_version="2")
    anew = dump(database)
    assert {name: rows for name, rows in dump(fresh).items() if name != "search_words"} == {
        name: rows for name, rows in anew.items() if name != "search_words"
    }
    assert words(database) == words(fresh)
    fresh.close()


def words(db: Database) -> list[tuple[str, int]]:
    return [tuple(row) for row in db.conn.execute("SELECT word, uses FROM search_words ORDER BY word")]


def test_what_leaves_the_index_leaves_it_wholly(database: Database, document: Make) -> None:
    made = document(**PARTS)
    store(database, made, path=PATH, reader_version="1")
    with database.atomic():
        indexing.unindex_document(database.conn, made.sha256[:12])
    database.conn.execute("INSERT INTO search_text(search_text) VALUES ('integrity-check')")
    assert database.conn.execute("SELECT count(*) FROM search_text WHERE search_text MATCH 'apu OR godkend OR eva'").fetchone()[0] == 0
    assert words(database) == []


def test_an_index_of_other_stems_is_made_again(database: Database, document: Make) -> None:
    store(database, document(**PARTS), path=PATH, reader_version="1")
    before = dump(database)
    assert not refresh_search(database)
    with database.atomic():
        database.conn.execute("UPDATE search_state SET value = 'another'")
        database.conn.execute("DELETE FROM search_words")
    assert refresh_search(database)
    assert {name: rows for name, rows in dump(database).items() if name != "search_words"} == {
        name: rows for name, rows in before.items() if name != "search_words"
    }
    assert words(database)


def test_an_error_while_storing_leaves_the_database_as_it_was(database: Database, document: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    store(database, document(**PARTS), path=PATH, reader_version="1")
    before = dump(database)

    def broken(conn: sqlite3.Connection, name: str) -> None:
        raise sqlite3.OperationalError(f"disk full at {name} {conn is not None}")

    monkeypatch.setattr(indexing, "index_document", broken)
    with pytest.raises(sqlite3.OperationalError, match="disk full"):
        store(database, document(**PARTS), path=PATH, reader_version="2")
    assert dump(database) == before


def test_a_file_that_cannot_be_read_is_noted_and_what_was_read_stays(database: Database, document: Make) -> None:
    store(database, document(**PARTS), path=PATH, reader_version="1")
    before = dump(database)
    for _ in range(2):
        store_problem(database, PATH, UnreadableDocumentError(ProblemCode.DAMAGED, "Filen er beskadiget."))
    query = "SELECT path, code, stops FROM problems ORDER BY stops DESC"
    assert [tuple(row) for row in database.conn.execute(query)] == [(str(PATH), "damaged", 1), (str(PATH), "no-items", 0)]
    assert {**dump(database), "problems": None} == {**before, "problems": None}
    assert store(database, document(**PARTS), path=PATH, reader_version="1") is Stored.UNCHANGED
    assert dump(database) == before


def test_a_file_that_was_moved_is_known_at_its_new_place(database: Database, document: Make, tmp_path: Path) -> None:
    made, place = document(**PARTS), tmp_path / "referat.pdf"
    store(database, made, path=PATH, reader_version="1")
    store(database, made, path=place, reader_version="1")
    assert database.conn.execute("SELECT path FROM documents").fetchall() == [(str(place),)]
    place.touch()
    store(database, made, path=tmp_path / "copy.pdf", reader_version="1")
    assert database.conn.execute("SELECT path FROM documents").fetchall() == [(str(place),)]


def test_imports_are_counted(database: Database) -> None:
    number = begin_import(database)
    end_import(database, number, {"added": 2, "failed": 1})
    assert database.conn.execute("SELECT id, added, replaced, unchanged, failed FROM imports WHERE finished >= started").fetchall() == [
        (number, 2, 0, 0, 1)
    ]
