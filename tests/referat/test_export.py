"""`referat export` and `referat publish` as a user gives them."""

from __future__ import annotations

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from icalendar import Calendar
from openpyxl import load_workbook

from referat.cli import main
from referat.db.schema import open_for_writing
from referat.db.store import refresh_search, store
from referat.extract.minutes import read_document
from referat.models.minutes import Document
from tests.db.conftest import make

Run = Callable[..., Result]
FORMATS = ("xlsx", "csv", "tsv", "html", "ics", "todoist", "planner", "jira", "md", "json")


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory, samples: list[Path]) -> Path:
    """A database of the first sample minutes."""
    path = tmp_path_factory.mktemp("export") / "referat.db"
    db = open_for_writing(path)
    refresh_search(db)
    for sample in samples[:2]:
        store(db, read_document(sample), path=sample, reader_version="1")
    db.close()
    return path


@pytest.fixture
def run(tmp_path: Path, database: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command over it in an empty folder."""
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(main, [*map(str, arguments), *(() if "--help" in arguments else ("--db", str(database)))])


@pytest.mark.parametrize(
    "command",
    [("export",), ("export", "tasks"), ("export", "popolo"), ("export", "oparl"), ("export", "parquet"), ("publish",)],
    ids=" ".join,
)
def test_help_has_examples(run: Run, command: tuple[str, ...]) -> None:
    done = run(*command, "--help")
    assert done.exit_code == 0
    assert "Eksemp" in done.output


@pytest.mark.parametrize("wanted", FORMATS)
def test_every_format_goes_to_a_file_and_to_a_pipe(run: Run, tmp_path: Path, wanted: str) -> None:
    assert run("export", "tasks", "--format", wanted, "-o", "ud").exit_code == 0
    piped = run("export", "tasks", "--format", wanted)
    assert piped.exit_code == 0, piped.output
    if wanted in ("xlsx", "planner"):
        assert load_workbook(io.BytesIO(piped.stdout_bytes)).worksheets[0].max_row > 5
    else:
        assert piped.stdout_bytes == (tmp_path / "ud").read_bytes()


def test_filters_and_addresses(run: Run) -> None:
    rows = json.loads(run("export", "tasks", "--format", "json", "--site", "https://referater.example/").stdout)["rows"]
    assert "--site" not in run("export", "tasks", "--format", "json", "--site", "https://referater.example/").stderr
    assert "--site" in run("export", "tasks", "--format", "json").stderr, "links to this machine help nobody else"
    dated = next(row for row in rows if row["deadline"] and row["owners"])
    assert dated["url"].startswith("https://referater.example/bevis/")
    chosen = json.loads(run("export", "tasks", "--format", "json", "--owner", dated["owners"][0].lower()).stdout)["rows"]
    assert 0 < len(chosen) < len(rows)
    assert all(any(dated["owners"][0] == name for name in row["owners"]) for row in chosen)
    none = run("export", "tasks", "--format", "ics", "--owner", "findes ikke")
    assert none.exit_code == 0
    assert "listen er tom" in none.stderr
    assert list(Calendar.from_ical(none.stdout_bytes).walk("VTODO")) == []


def test_personal_numbers_in_what_is_written_are_told(tmp_path: Path) -> None:
    db = open_for_writing(tmp_path / "numre.db")
    store(db, _minutes_with_number(), path=tmp_path / "x.pdf", reader_version="1")
    db.close()
    done = CliRunner().invoke(main, ["export", "tasks", "--format", "md", "--db", str(tmp_path / "numre.db")])
    assert done.exit_code == 0
    assert "1 opgave rummer CPR-numre" in done.stderr


def _minutes_with_number() -> Document:
    quote = "Sekretariatet skriver til borgeren med CPR-nr. 070730-8451."  # a day to come: it belongs to nobody
    return make(items=[{"title": "Sag", "beslutning": "Ja.", "tasks": [("Sekretariatet", quote, None)]}])


def test_variants(run: Run) -> None:
    assert run("export", "tasks", "--format", "csv", "--semicolon").stdout_bytes.startswith(b"\xef\xbb\xbfFrist;Fristens ord;")
    assert len(load_workbook(io.BytesIO(run("export", "tasks", "--format", "xlsx", "--per-owner").stdout_bytes)).worksheets) > 3


@pytest.mark.parametrize("wanted", ["html", "ics", "todoist", "xlsx"])
def test_a_file_for_each_owner(run: Run, tmp_path: Path, wanted: str) -> None:
    done = run("export", "tasks", "--format", wanted, "--split", "-o", "til/alle")
    assert done.exit_code == 0, done.output
    files = sorted((tmp_path / "til" / "alle").iterdir())
    assert f"{len(files)} filer" in done.stdout
    assert "uden-ansvarlig" in {path.name.split(".")[0] for path in files}
    assert len(files) > 3
    if wanted == "html":
        assert all(path.read_text(encoding="utf-8").count("<h1") == 1 for path in files)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("tasks",), "--format"),
        (("tasks", "--format", "docx"), "docx"),
        (("tasks", "--format", "csv", "--per-owner"), "--split"),
        (("tasks", "--format", "tsv", "--semicolon"), "--format csv"),
        (("tasks", "--format", "ics", "--split"), "--out"),
        (("tasks", "--format", "ics", "-o", "findes/ikke/x.ics"), "kan ikke skrives"),
        (("popolo", "-o", "findes/ikke/x.json"), "kan ikke skrives"),
        (("parquet",), "--out"),
    ],
    ids=lambda part: " ".join(part) if isinstance(part, tuple) else "",
)
def test_what_is_wrong_is_said(run: Run, arguments: tuple[str, ...], told: str) -> None:
    done = run("export", *arguments)
    assert done.exit_code == 2
    assert told in done.stderr
    assert "Traceback" not in done.output


def test_the_whole_database(run: Run, tmp_path: Path) -> None:
    assert "meeting" in json.loads(run("export", "oparl").stdout)
    assert run("export", "popolo", "-o", "popolo.json").exit_code == 0
    assert {"persons", "organizations", "memberships", "events"} == set(json.loads((tmp_path / "popolo.json").read_text(encoding="utf-8")))
    done = run("export", "parquet", "-o", "parquet")
    assert done.exit_code == 0, done.output
    assert (tmp_path / "parquet" / "tasks.parquet").is_file()


def test_a_folder_is_published(run: Run, tmp_path: Path) -> None:
    done = run("publish", "udgivet", "--title", "Referater fra Sølund")
    assert done.exit_code == 0, done.output
    assert "udgivet/start" in done.stdout
    assert "entries" in done.stdout, "what is not in it is said"
    assert "Sølund" in (tmp_path / "udgivet" / "README.md").read_text(encoding="utf-8")
    (tmp_path / "udgivet" / "noter.txt").write_text("x")
    again = run("publish", "udgivet")
    assert again.exit_code == 2
    assert "noter.txt" in again.stderr


def test_there_must_be_a_database(tmp_path: Path) -> None:
    for command in (("export", "oparl"), ("export", "tasks", "--format", "ics"), ("publish", str(tmp_path / "ud"))):
        done = CliRunner().invoke(main, [*command, "--db", str(tmp_path / "ingen.db")])
        assert done.exit_code == 4
        assert "findes ikke" in done.stderr
