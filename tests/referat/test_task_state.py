"""`referat tasks done`, `drop`, `reopen`, `note` … as a user gives them."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from referat.cli import main
from referat.db.schema import open_for_writing
from referat.db.store import refresh_search, remove_document, store
from referat.models.minutes import Document
from tests.db.conftest import make

Run = Callable[..., Result]


def minutes() -> Document:
    tasks = [("Eva Holm", "Eva sender planen.", "2022-08-01"), ("Bo Vig", "Bo ringer til skolen.", None)]
    return make(items=[{"title": "Plan", "beslutning": "Aftalt.", "tasks": tasks}])


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in a folder with a database of two tasks."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    db = open_for_writing(tmp_path / "referat.db")
    refresh_search(db)
    store(db, minutes(), path=Path("/minutes/referat.pdf"), reader_version="1")
    db.close()
    return lambda *arguments: CliRunner().invoke(main, ["tasks", *arguments])


def rows(run: Run, *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(*arguments, "--json").stdout)
    return found


def test_from_done_to_reopened(run: Run) -> None:
    task = rows(run)[0]["task"]
    done = run("done", task[13:], "--date", "2022-07-30", "--note", "Sendt", "--by", "eva")
    assert (done.exit_code, done.stdout) == (0, f"{task}: udført 2022-07-30 – Sendt\nEva sender planen.\n")
    row = rows(run, "--state", "done")[0]
    assert [row[name] for name in ("task", "due", "state", "state_date", "note", "said_by")] == [
        task,
        "afsluttet",
        "done",
        "2022-07-30",
        "Sendt",
        "eva",
    ]
    assert [row["quote"] for row in rows(run, "--open")] == ["Bo ringer til skolen."]
    assert "udført" in run().stdout
    assert task[13:] in run().stdout
    assert run("drop", task, "--by", "bo").exit_code == 0
    assert run("note", task, "Alligevel ikke", "--by", "bo").exit_code == 0
    assert run("unknown", task).exit_code == 0
    assert run("reopen", task, "--note", "").exit_code == 0
    shown = run("show", task).stdout
    assert [line.split(": ", 1)[1][:7] for line in shown.splitlines()[2:]] == ["åben", "uvis – ", "bortfal", "bortfal", "udført "]
    assert rows(run, "--state", "open")[0]["note"] is None


@pytest.mark.parametrize(
    ("arguments", "code", "told"),
    [
        (("done", "zzzzzz"), 4, "referat tasks"),
        (("done",), 2, "ID"),
        (("done", "{task}", "--date", "i går"), 4, "2024-05-31"),
        (("confirm", "{task}"), 4, "ikke sagt noget"),
        (("refuse", "{task}"), 4, "ikke sagt noget"),
        (("--state", "hm"), 2, "hm"),
    ],
)
def test_what_went_wrong_is_told(run: Run, arguments: tuple[str, ...], code: int, told: str) -> None:
    task = rows(run)[0]["task"]
    failed = run(*(argument.format(task=task) for argument in arguments))
    assert (failed.exit_code, told in failed.stderr) == (code, True)


@pytest.mark.parametrize("command", ["list", "done", "drop", "reopen", "unknown", "note", "confirm", "refuse", "show", "adrift"])
def test_help_has_examples(run: Run, command: str) -> None:
    assert "Eksemp" in run(command, "--help").output


def test_what_lost_its_place(run: Run, tmp_path: Path) -> None:
    task = rows(run)[0]["task"]
    run("done", task, "--note", "Sendt")
    assert "hører til en opgave" in run("adrift").stdout
    db = open_for_writing(tmp_path / "referat.db")
    remove_document(db, task[:12])
    other = make(items=[{"title": "Plan", "beslutning": "Aftalt.", "tasks": [("Eva Holm", "Eva sender budgettet.", None)]}])
    store(db, other, path=Path("/minutes/referat.pdf"), reader_version="1")
    db.close()
    found = rows(run, "adrift")
    assert [(row["task"], row["standing"], row["state"], row["words"]) for row in found] == [
        (f"{other.sha256[:12]}{rows(run)[0]['task'][12:]}", "unsure", "done", "Eva sender planen.")
    ]
    assert "Måske en anden" in run("adrift").stdout
    assert run("refuse", found[0]["task"]).exit_code == 0
    assert [row["standing"] for row in rows(run, "adrift")] == ["gone"]
    assert run("confirm", task, "--move", found[0]["task"]).exit_code == 0
    assert run("confirm", found[0]["task"]).exit_code == 0
    assert rows(run, "adrift") == []
    assert "intet at bekræfte" not in run("confirm", found[0]["task"]).stderr
    db = open_for_writing(tmp_path / "referat.db")
    remove_document(db, other.sha256[:12])
    db.close()
    assert "Borte" in run("adrift").stdout
    assert "står ikke længere" in run("show", found[0]["task"]).stdout
    assert run("drop", found[0]["task"]).exit_code == 0
    db = open_for_writing(tmp_path / "referat.db")
    store(db, minutes(), path=Path("/minutes/andet.pdf"), reader_version="1")
    db.close()
    assert run("confirm", found[0]["task"], "--move", task).exit_code == 0
    assert rows(run, "--state", "dropped")[0]["task"] == task
    assert rows(run, "adrift") == []


def test_a_database_of_an_older_version_is_brought_up_to_date(run: Run, tmp_path: Path) -> None:
    """Else a command would send people to an import first, and `serve` would show pages that fail."""
    db = open_for_writing(tmp_path / "referat.db")
    db.conn.execute("DELETE FROM _sqlite_migrations WHERE name = '0006_said'")
    for index in ("entries_said", "entries_said_of"):
        db.conn.execute(f"DROP INDEX {index}")
    db.conn.execute("ALTER TABLE entries DROP COLUMN said")
    db.conn.execute("CREATE INDEX entries_state ON entries(kind)")
    db.conn.commit()
    db.close()
    assert len(rows(run)) == 2
    task = rows(run)[0]["task"]
    assert run("done", task).exit_code == 0
