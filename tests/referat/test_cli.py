"""The commands as a user gives them."""

from __future__ import annotations

import csv
import io
import json
import shutil
import socket
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlite_utils import Database

from referat import __version__
from referat.cli import main

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in a folder of its own."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "140")
    return lambda *arguments: CliRunner().invoke(main, [str(argument) for argument in arguments])


@pytest.fixture
def imported(run: Run, samples: list[Path]) -> Path:
    """A database with the first sample, `referat.db` in the folder."""
    shutil.copy(samples[0], "referat.pdf")
    assert run("import", "referat.pdf").exit_code == 0
    return Path("referat.db")


def test_version_and_help(run: Run) -> None:
    assert run("--version").output.strip() == f"referat {__version__}"
    assert "referat search alle beslutninger om APU" in run("--help").output
    for command in ("parse", "import", "search", "serve"):
        assert "Eksemp" in run(command, "--help").output


def test_parse_prints_one_object_a_line(run: Run, samples: list[Path]) -> None:
    done = run("parse", "--json", samples[0], samples[1])
    assert done.exit_code == 0
    forms = [json.loads(line) for line in done.stdout.splitlines()]
    assert [form["schema"] for form in forms] == ["referat/1"] * 2
    assert "text" not in forms[0]
    assert json.loads(run("parse", "--full", samples[0]).stdout)["text"]


def test_parse_for_people_is_a_table(run: Run, samples: list[Path]) -> None:
    done = run("parse", samples[0])
    assert done.exit_code == 0
    assert "Beslutning" in done.stdout
    assert "Akut Psykiatrisk" in done.stdout


def test_a_file_that_cannot_be_read_gives_no_json_and_a_code(run: Run, samples: list[Path], tmp_path: Path) -> None:
    broken = tmp_path / "tom.pdf"
    broken.touch()
    done = run("parse", "--json", broken)
    assert (done.exit_code, done.stdout) == (3, "")
    assert "Hent filen igen" in done.stderr
    both = run("parse", "--json", broken, samples[0])
    assert both.exit_code == 3
    assert len(both.stdout.splitlines()) == 1


def test_import_says_what_it_did(run: Run, samples: list[Path], tmp_path: Path) -> None:
    folder = tmp_path / "mappe"
    folder.mkdir()
    shutil.copy(samples[0], folder)
    assert run("import", folder).exit_code == 0
    (folder / "tom.pdf").touch()
    again = run("import", folder)
    assert again.exit_code == 3
    assert "2 filer: 0 nye, 0 læst igen, 1 var læst i forvejen, 1 kunne ikke læses" in again.stdout
    assert "tom.pdf" in again.stderr
    db = Database("referat.db")
    assert db.conn.execute("SELECT added, unchanged, failed FROM imports ORDER BY id").fetchall() == [(1, 0, 0), (0, 1, 1)]
    db.close()


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("import", "tom-mappe"), 3, "kan ikke åbnes"),
        (("search", "apu", "--db", "mangler.db"), 4, "referat import"),
        (("search", "apu", "--db", "referat.db", "--from", "i fjor"), 2, "ikke en dato"),
        (("search", "apu", "--db", "referat.db", "--forum", "findes ikke"), 2, "Intet forum"),
        (("serve", "--db", "mangler.db"), 4, "findes ikke"),
        (("parse",), 2, "FIL"),
    ],
)
def test_errors_say_what_to_do(imported: Path, run: Run, arguments: tuple[str, ...], code: int, words: str) -> None:
    done = run(*arguments)
    assert done.exit_code == code
    assert words in done.stderr
    assert done.stdout == "" or arguments[0] == "import"


def test_search_in_every_form(imported: Path, run: Run) -> None:
    table = run("search", "alle", "beslutninger", "om", "APU")
    assert table.exit_code == 0
    assert "Udrykningstjeneste" in table.stdout
    rows = json.loads(run("search", "alle beslutninger om APU", "--json").stdout)
    assert rows
    assert rows[0]["kind"] == "beslutning"
    assert "APU" in rows[0]["title"]
    for form, delimiter in (("--csv", ","), ("--tsv", "\t")):
        read = list(csv.DictReader(io.StringIO(run("search", "alle beslutninger om APU", form).stdout), delimiter=delimiter))
        assert [row["item"] for row in read] == [row["item"] for row in rows]


def test_a_search_without_answer_is_no_error(imported: Path, run: Run) -> None:
    done = run("search", "kvantefysik")
    assert (done.exit_code, done.stdout) == (0, "")
    assert "Intet fundet" in done.stderr
    assert json.loads(run("search", "kvantefysik", "--json").stdout) == []


def test_a_taken_port_is_said(imported: Path, run: Run) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        done = run("serve", "--port", taken.getsockname()[1])
    assert done.exit_code == 1
    assert "--port" in done.stderr


def test_a_database_that_somebody_else_writes_to_is_said(imported: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def locked(*arguments: object, **options: object) -> None:
        raise sqlite3.OperationalError("database is locked")

    monkeypatch.setattr("referat.db.store.begin_import", locked)
    done = run("import", "referat.pdf")
    assert done.exit_code == 4
    assert "optaget" in done.stderr
