"""The tables themselves, and opening a database."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest
from sqlite_utils import Database

from referat.db.schema import migrations, open_for_reading, open_for_writing
from referat.models.errors import DatabaseError


def own_tables(db: Database) -> list[str]:
    query = "SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%USING fts5%' AND name NOT GLOB 'search_*_*' AND name NOT LIKE 'sqlite_%'"
    return [row[0] for row in db.conn.execute(query) if row[0] != "_sqlite_migrations"]


def test_tables_are_strict(database: Database) -> None:
    strict = {row[1] for row in database.conn.execute("PRAGMA table_list") if row[5]}
    assert set(own_tables(database)) <= strict
    assert len(own_tables(database)) >= 24


def test_every_foreign_key_has_an_index(database: Database) -> None:
    """Else deleting a document reads whole tables."""
    missing = []
    for table in own_tables(database):
        starts = {
            database.conn.execute(f"SELECT name FROM pragma_index_info('{row[1]}') WHERE seqno = 0").fetchone()[0]
            for row in database.conn.execute(f"PRAGMA index_list({table})")
        }
        missing += [
            f"{table}.{row[3]}"
            for row in database.conn.execute(f"PRAGMA foreign_key_list({table})")
            if row[1] == 0 and row[3] not in starts
        ]
    assert missing == []


def test_a_database_opens_again_as_it_is(tmp_path: Path) -> None:
    for _ in range(2):
        db = open_for_writing(tmp_path / "a.db")
        assert db.conn.execute("PRAGMA journal_mode").fetchone()[0] == "wal"
        db.close()
    conn = open_for_reading(tmp_path / "a.db")
    with pytest.raises(sqlite3.OperationalError, match="readonly"):
        conn.execute("DELETE FROM documents")
    conn.close()


def test_a_database_of_an_older_version_is_named_and_brought_up_to_date(tmp_path: Path) -> None:
    db = open_for_writing(tmp_path / "a.db")
    db.conn.execute("DELETE FROM _sqlite_migrations WHERE name = '0005_search_index'")
    for table in ("search_meetings", "search_values"):
        db.conn.execute(f"DROP TABLE {table}")
    db.conn.commit()
    db.close()
    with pytest.raises(DatabaseError, match="ældre udgave"):
        open_for_reading(tmp_path / "a.db")
    open_for_writing(tmp_path / "a.db").close()
    conn = open_for_reading(tmp_path / "a.db")
    assert conn.execute("SELECT value FROM search_state").fetchone()
    conn.close()


def test_what_is_no_database_of_ours_is_said(tmp_path: Path) -> None:
    with pytest.raises(DatabaseError, match="referat import"):
        open_for_reading(tmp_path / "missing.db")
    (tmp_path / "text.db").write_text("hej " * 300, encoding="utf-8")
    for opening in (open_for_reading, open_for_writing):
        with pytest.raises(DatabaseError, match="ikke en SQLite-database"):
            opening(tmp_path / "text.db")
    other = sqlite3.connect(tmp_path / "other.db")
    other.execute("CREATE TABLE a (b)")
    other.close()
    with pytest.raises(DatabaseError, match="ikke en database fra referat"):
        open_for_reading(tmp_path / "other.db")
    with pytest.raises(DatabaseError, match="kan ikke bruges"):
        open_for_writing(tmp_path / "no" / "folder.db")


def test_the_audit_keeps_its_rows_where_it_comes_to_hold_more() -> None:
    db = Database(sqlite3.connect(":memory:"))
    migrations.apply(db, stop_before="0013_audit_of_people")
    row = dict.fromkeys(("kind", "field", "actor", "made", "changed", "place", "document_id", "path", "words", "seen", "context"), "x")
    db.table("entries").insert({**row, "version": 1, "at": 0.0, "row_id": "x", "standing": "same"})
    db.table("audit").insert({"at": "2024-05-01", "actor": "eva", "action": "done", "entry_id": 1, "version": 1, "after": "{}"})
    migrations.apply(db)
    assert db.conn.execute("SELECT actor, entry_id, decision_id FROM audit").fetchall() == [("eva", 1, None)]
    with pytest.raises(sqlite3.IntegrityError, match="only grows"):
        db.conn.execute("DELETE FROM audit")
