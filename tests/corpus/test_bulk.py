"""A folder of files, some of which cannot be read: read side by side, written in order, taken up again."""

from __future__ import annotations

import os
import shutil
import sqlite3
import zipfile
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path

import pytest
from sqlite_utils import Database

from referat.corpus.bulk import Options, Outcome, import_files
from referat.corpus.find import digest, find_files
from referat.corpus.isolated import ReadersOf
from referat.corpus.reading import Reading, read_rows
from referat.db.files import mark_missing, prune
from referat.db.overview import outdated
from referat.db.schema import open_for_writing
from referat.db.store import Stored, refresh_search, store_rows
from referat.extract.pages.limits import DEFAULT, Limits
from referat.models.errors import UnreadableDocumentError
from referat.models.kinds import OcrMode, ProblemCode


class Here:
    """Reads in this process, one file at a time, when it is asked what came of it."""

    jobs = 1
    limits = DEFAULT

    def __init__(self) -> None:
        self.read: list[str] = []

    def digest(self, path: Path) -> str | None:
        return digest(path)

    def start(self, path: Path) -> Future[Reading]:
        self.read.append(path.name)
        return Future()

    def finish(self, path: Path, future: Future[Reading]) -> Reading | UnreadableDocumentError:  # noqa: ARG002
        try:
            return read_rows(path, OcrMode.NEVER, self.limits)
        except UnreadableDocumentError as error:
            return error


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    db = open_for_writing(tmp_path / "referat.db")
    refresh_search(db)
    yield db
    db.close()


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


def stored(outcomes: list[Outcome]) -> list[Stored | None]:
    return [outcome.stored for outcome in outcomes]


def files(db: Database) -> list[tuple[str, int, str]]:
    query = "SELECT path, version, state FROM files ORDER BY path, version"
    return [(Path(path).name, version, state) for path, version, state in db.conn.execute(query)]


def problems(db: Database) -> dict[str, str]:
    return {Path(path).name: code for path, code in db.conn.execute("SELECT path, code FROM problems WHERE stops")}


def test_what_cannot_be_read_is_noted_and_the_rest_is_read(folder: Path, database: Database) -> None:
    outcomes = list(import_files(database, find_files([folder, folder / "mangler.pdf"]), Here()))
    assert stored(outcomes) == [Stored.ADDED, Stored.UNCHANGED, None, None, None]
    assert problems(database) == {"side.pdf": "not-a-pdf", "tom.pdf": "empty", "mangler.pdf": "unreadable-file"}
    assert database["documents"].count == 1
    assert files(database) == [("a.pdf", 1, "read"), ("KOPI.PDF", 1, "read"), ("side.pdf", 1, "failed"), ("tom.pdf", 1, "failed")]


def test_a_second_run_reads_nothing_again(folder: Path, database: Database) -> None:
    found = find_files([folder / "2022"])
    list(import_files(database, found, Here()))
    engine = Here()
    assert stored(list(import_files(database, found, engine))) == [Stored.UNCHANGED] * 2
    assert engine.read == []


def test_files_met_again_as_they_were_are_not_written(folder: Path, database: Database) -> None:
    """Also so that another program that writes does not hold up an import with nothing to do."""
    found = [folder / "2022" / "a.pdf"]
    list(import_files(database, found, Here()))
    before = database.conn.total_changes
    assert stored(list(import_files(database, found, Here()))) == [Stored.UNCHANGED]
    assert database.conn.total_changes == before
    mark_missing(database, [str(folder)], [])
    assert stored(list(import_files(database, found, Here()))) == [Stored.UNCHANGED]
    assert files(database) == [("a.pdf", 1, "read")]


def test_a_newer_reader_reads_again(folder: Path, database: Database) -> None:
    found = find_files([folder / "2022"])
    list(import_files(database, found, Here()))
    outcomes = list(import_files(database, found, Here(), options=Options(reader_version="next")))
    assert stored(outcomes) == [Stored.REPLACED, Stored.UNCHANGED]


def test_processes_read_what_one_place_writes(folder: Path, database: Database) -> None:
    with ReadersOf(read_rows, jobs=2, ocr=OcrMode.NEVER) as readers:
        outcomes = list(import_files(database, find_files([folder]), readers))
    assert stored(outcomes) == [Stored.ADDED, Stored.UNCHANGED, None, None]


class Fails(Here):
    """What a reader with a bug and a file beyond its time look like."""

    def finish(self, path: Path, future: Future[Reading]) -> Reading | UnreadableDocumentError:  # noqa: ARG002
        return UnreadableDocumentError(ProblemCode.TIMEOUT, f"{path.name} var ikke læst.")


def test_what_a_newer_reader_cannot_read_stays_and_waits_for_the_next(folder: Path, database: Database) -> None:
    found = find_files([folder / "2022" / "a.pdf"])
    list(import_files(database, found, Here()))
    assert stored(list(import_files(database, found, Fails(), options=Options(reader_version="later")))) == [None]
    assert (database["documents"].count, files(database)) == (1, [("a.pdf", 1, "failed")])
    assert [path for _, path in outdated(database.conn, reader_version="last")] == [str(found[0])]
    assert stored(list(import_files(database, found, Here(), options=Options(reader_version="last")))) == [Stored.REPLACED]
    assert outdated(database.conn, reader_version="last") == []


def test_what_took_long_to_fail_is_tried_again_only_when_asked(folder: Path, database: Database) -> None:
    found = find_files([folder / "2022" / "a.pdf"])
    list(import_files(database, found, Fails()))
    engine = Here()
    again = list(import_files(database, found, engine))
    assert [outcome.error.code for outcome in again if outcome.error] == [ProblemCode.TIMEOUT]
    assert engine.read == []
    assert stored(list(import_files(database, found, engine, options=Options(retry=True)))) == [Stored.ADDED]
    assert problems(database) == {}


def explode(path: Path, ocr: OcrMode, limits: Limits) -> Reading:
    """A reader with a bug."""
    if path.name == "a.pdf":
        raise ZeroDivisionError("uventet")
    return read_rows(path, ocr, limits)


def test_an_unexpected_error_in_the_reader_is_a_problem_of_its_file(folder: Path, database: Database, samples: list[Path]) -> None:
    shutil.copy(samples[1], folder / "2022" / "b.pdf")
    with ReadersOf(explode, ocr=OcrMode.NEVER, start_method="fork") as readers:
        outcomes = list(import_files(database, find_files([folder / "2022" / "a.pdf", folder / "2022" / "b.pdf"]), readers))
    assert stored(outcomes) == [None, Stored.ADDED]
    assert problems(database) == {"a.pdf": "crashed"}


def test_an_unexpected_error_while_keeping_is_a_problem_of_its_file(
    folder: Path, database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(db: Database, rows: dict[str, list[dict[str, object]]], **options: object) -> Stored:
        rows["items"].append(rows["items"][0])  # the same key twice
        return store_rows(db, rows, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("referat.corpus.bulk.store_rows", broken)
    outcomes = list(import_files(database, find_files([folder / "2022" / "a.pdf"]), Here()))
    assert stored(outcomes) == [None]
    assert problems(database) == {"a.pdf": "crashed"}
    assert database["meetings"].count == 0


class Changing(Here):
    """While a file is read, somebody writes another into its place."""

    def __init__(self, changes: list[Path]) -> None:
        super().__init__()
        self.changes = changes

    def finish(self, path: Path, future: Future[Reading]) -> Reading | UnreadableDocumentError:
        if self.changes:
            shutil.copy(self.changes.pop(0), path)
        return super().finish(path, future)


def test_a_file_that_changes_while_it_is_read_is_read_again(folder: Path, database: Database, samples: list[Path], tmp_path: Path) -> None:
    path = folder / "2022" / "a.pdf"
    assert stored(list(import_files(database, [path], Changing([folder / "tom.pdf", samples[1]])))) == [Stored.ADDED]
    read = database.conn.execute("SELECT count(*) FROM documents").fetchone()[0]
    fresh = open_for_writing(tmp_path / "fresh.db")
    list(import_files(fresh, [path], Here()))
    assert read == 1
    assert database.conn.execute("SELECT sha256 FROM documents").fetchall() == fresh.conn.execute("SELECT sha256 FROM documents").fetchall()
    fresh.close()


def test_a_file_that_never_stays_the_same_is_a_problem(folder: Path, database: Database, samples: list[Path]) -> None:
    path = folder / "2022" / "a.pdf"
    list(import_files(database, [path], Changing([samples[1], samples[2], samples[3], samples[4]])))
    assert problems(database) == {"a.pdf": "unreadable-file"}
    assert database["documents"].count == 0


def test_a_changed_file_is_a_new_version_and_the_old_one_stays(folder: Path, database: Database, samples: list[Path]) -> None:
    path = folder / "2022" / "a.pdf"
    list(import_files(database, [path], Here()))
    shutil.copy(samples[1], path)
    list(import_files(database, [path], Here()))
    assert files(database) == [("a.pdf", 1, "earlier"), ("a.pdf", 2, "read")]
    assert database["documents"].count == 2
    (folder / "2022" / "a.pdf").write_bytes(b"")
    list(import_files(database, [path], Here()))
    assert files(database)[2:] == [("a.pdf", 3, "failed")]
    assert database["documents"].count == 2


def test_what_is_gone_is_marked_and_removed_only_when_asked(folder: Path, database: Database, samples: list[Path]) -> None:
    year, other = folder / "2022", folder / "2022" / "b.pdf"
    shutil.copy(samples[1], other)
    (year / "c.pdf").touch()
    list(import_files(database, find_files([year]), Here()))
    for path in (other, year / "maj" / "KOPI.PDF", year / "c.pdf"):
        path.unlink()
    gone = mark_missing(database, [str(year)], [str(path) for path in find_files([year])])
    assert [Path(path).name for path in gone] == ["b.pdf", "c.pdf", "KOPI.PDF"]
    assert problems(database) == {}
    assert database["documents"].count == 2
    assert mark_missing(database, [str(year)], [str(path) for path in find_files([year])]) == []
    assert prune(database) == (3, 1)  # the copy's content is still in a.pdf
    assert files(database) == [("a.pdf", 1, "read")]
    assert database["documents"].count == 1


def test_a_file_that_comes_back_is_read(folder: Path, database: Database) -> None:
    path = folder / "2022" / "a.pdf"
    list(import_files(database, [path], Here()))
    mark_missing(database, [str(folder)], [])
    assert files(database) == [("a.pdf", 1, "missing")]
    list(import_files(database, [path], Here()))
    assert files(database) == [("a.pdf", 1, "read")]


def test_archives_are_read_like_folders(folder: Path, database: Database, samples: list[Path]) -> None:
    with zipfile.ZipFile(folder / "2021.zip", "w") as archive:
        archive.write(samples[0], "maj/a.pdf")
        archive.write(samples[1], "../b.pdf")
        archive.writestr("inde.zip", b"PK")
        archive.writestr("tom.pdf", b"")
    (folder / "brudt.zip").write_bytes(b"PK\x03\x04 ikke mere")
    outcomes = list(import_files(database, find_files([folder / "2021.zip", folder / "brudt.zip"]), Here()))
    assert [outcome.path.relative_to(folder).as_posix() for outcome in outcomes] == [
        "2021.zip/../b.pdf", "2021.zip/inde.zip", "2021.zip/maj/a.pdf", "2021.zip/tom.pdf", "brudt.zip",
    ]  # fmt: skip
    assert problems(database) == {"inde.zip": "unreadable-file", "tom.pdf": "empty", "brudt.zip": "damaged"}
    assert stored(list(import_files(database, find_files([folder / "2021.zip"]), Here()))).count(Stored.UNCHANGED) == 2
    paths = [row[0] for row in database.conn.execute("SELECT path FROM documents ORDER BY file_name")]
    assert paths == [str(folder / "2021.zip/maj/a.pdf"), str(folder / "2021.zip") + "/../b.pdf"]


@pytest.mark.skipif(os.name != "posix", reason="names are bytes on POSIX alone")
def test_a_name_that_is_no_text_is_kept_readable(folder: Path, database: Database, samples: list[Path]) -> None:
    raw = os.fsencode(folder) + b"/r\xf8d.pdf"
    with open(raw, "wb") as file:  # noqa: PTH123
        file.write(samples[0].read_bytes())
    outcomes = list(import_files(database, find_files([folder]), Here()))
    assert Stored.ADDED in stored(outcomes)
    assert ("r\\xf8d.pdf", 1, "read") in files(database)


def test_a_database_that_is_held_by_another_is_waited_for(folder: Path, database: Database) -> None:
    other = sqlite3.connect(folder / "referat.db", isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    database.conn.execute("PRAGMA busy_timeout = 50")
    path = folder / "2022" / "a.pdf"
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        list(import_files(database, [path], Here(), options=Options(wait=0.3)))
    other.execute("ROLLBACK")
    other.close()
    assert stored(list(import_files(database, [path], Here()))) == [Stored.ADDED]
