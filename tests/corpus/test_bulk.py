"""A folder of files, some of which cannot be read."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from sqlite_utils import Database

from referat.corpus.bulk import find_files, import_files
from referat.db.schema import open_for_writing
from referat.db.store import Stored, refresh_search


@pytest.fixture
def database(tmp_path: Path) -> Database:
    db = open_for_writing(tmp_path / "referat.db")
    refresh_search(db)
    return db


@pytest.fixture
def folder(tmp_path: Path, samples: list[Path]) -> Path:
    """One good file twice, one empty, one that is a web page, and one that is not looked at."""
    (tmp_path / "2022" / "maj").mkdir(parents=True)
    shutil.copy(samples[0], tmp_path / "2022" / "a.pdf")
    shutil.copy(samples[0], tmp_path / "2022" / "maj" / "KOPI.PDF")
    (tmp_path / "tom.pdf").touch()
    (tmp_path / "side.pdf").write_text("<html><body>Hej</body></html>", encoding="utf-8")
    (tmp_path / "noter.txt").write_text("ikke en PDF", encoding="utf-8")
    return tmp_path


def test_folders_are_searched_and_each_file_comes_once(folder: Path) -> None:
    found = find_files([folder, folder / "2022", folder / "noter.txt"])
    assert [str(path.relative_to(folder)) for path in found] == ["2022/a.pdf", "2022/maj/KOPI.PDF", "side.pdf", "tom.pdf", "noter.txt"]


def test_what_cannot_be_read_is_noted_and_the_rest_is_read(folder: Path, database: Database) -> None:
    outcomes = list(import_files(database, find_files([folder, folder / "mangler.pdf"])))
    assert [outcome.stored for outcome in outcomes] == [Stored.ADDED, Stored.UNCHANGED, None, None, None]
    problems = {Path(path).name: code for path, code in database.conn.execute("SELECT path, code FROM problems WHERE stops")}
    assert problems == {"side.pdf": "not-a-pdf", "tom.pdf": "empty", "mangler.pdf": "unreadable-file"}
    assert database["documents"].count == 1


def test_a_second_run_reads_nothing_again(folder: Path, database: Database, monkeypatch: pytest.MonkeyPatch) -> None:
    files = find_files([folder / "2022"])
    list(import_files(database, files))
    monkeypatch.setattr("referat.corpus.bulk.read_document", None)
    assert [outcome.stored for outcome in import_files(database, files)] == [Stored.UNCHANGED] * 2
