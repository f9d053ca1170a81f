"""`referat people` and `referat tasks` as a user gives them."""

from __future__ import annotations

import csv
import datetime as dt
import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from referat.cli import main
from referat.db.schema import open_for_writing
from referat.db.store import refresh_search, store
from referat.extract.minutes import read_document

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, samples: list[Path], monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs a command in a folder with a database of the first sample minutes."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "200")
    db = open_for_writing(tmp_path / "referat.db")
    refresh_search(db)
    for path in samples[:2]:
        store(db, read_document(path), path=path, reader_version="1")
    db.close()
    return lambda *arguments: CliRunner().invoke(main, [str(argument) for argument in arguments])


def people(run: Run, *arguments: str) -> list[dict[str, str]]:
    done = run("people", *arguments, "--json")
    assert done.exit_code == 0, done.output
    found: list[dict[str, str]] = json.loads(done.stdout)
    return found


@pytest.mark.parametrize(
    "command",
    [("people",), ("people", "list"), ("people", "proposals"), ("people", "merge"), ("people", "split"), ("people", "undo"), ("tasks",)],
)
def test_help_has_examples(run: Run, command: tuple[str, ...]) -> None:
    assert "Eksemp" in run(*command, "--help").output


def test_a_person_by_name(run: Run) -> None:
    everybody = people(run)
    assert len(everybody) > 10
    found = people(run, "helle", "ravnholt")
    assert [person["name"] for person in found] == ["Helle Ravnholt"]
    assert people(run, found[0]["id"]) == found
    shown = run("people", "Helle Ravnholt")
    assert shown.exit_code == 0
    assert "Helle Ravnholt" in shown.stdout
    assert "Ingen fundet" in run("people", "Ingeborg Findesikke").stderr


def test_merge_split_and_undo(run: Run) -> None:
    before = people(run)
    merged = run("people", "merge", "Helle Ravnholt", "Finn Holmskov", "--by", "Eva Nørlund")
    assert merged.exit_code == 0, merged.output
    assert "Afgørelse 1" in merged.stdout
    assert len(people(run)) == len(before) - 1
    assert people(run, "Finn Holmskov") == people(run, "Helle Ravnholt")
    assert run("people", "split", "Helle Ravnholt", "--name", "Finn Holmskov").exit_code == 0
    assert len(people(run)) == len(before)
    assert "delt" in run("people", "decisions").stdout
    assert run("people", "undo").exit_code == 0
    assert run("people", "undo", "1").exit_code == 0
    assert people(run) == before
    told = run("people", "decisions").stdout
    assert told.count("fortrudt") == 2
    assert "Eva Nørlund" in told


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("people", "merge", "Helle Ravnholt", "Findes Ikke"), 2, "Ingen hedder"),
        (("people", "merge", "Helle Ravnholt", "Helle Ravnholt"), 4, "allerede én person"),
        (("people", "merge", "Hel", "Finn Holmskov"), 2, "Ingen hedder"),
        (("people", "split", "Helle Ravnholt"), 2, "--name, --forum eller --meeting"),
        (("people", "split", "Helle Ravnholt", "--forum", "findes ikke"), 4, "begge sider"),
        (("people", "split", "Helle Ravnholt", "--meeting", "findes-ikke"), 4, "Mødet findes-ikke"),
        (("people", "undo"), 4, "ingen afgørelse"),
        (("people", "--db", "mangler.db"), 4, "referat import"),
        (("tasks", "--db", "mangler.db"), 4, "referat import"),
        (("tasks", "--due-before", "i fjor"), 2, "ikke en dato"),
    ],
)
def test_errors_say_what_to_do(run: Run, arguments: tuple[str, ...], code: int, words: str) -> None:
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (code, "")
    assert words in done.stderr


def test_tasks_have_their_words_and_page(run: Run) -> None:
    found = json.loads(run("tasks", "--json").stdout)
    assert len(found) > 3
    assert all(task["quote"] and task["page"] and task["file"] and task["action"] for task in found)
    dated = [task["deadline"] for task in found if task["deadline"]]
    assert dated == sorted(dated)
    assert [task["deadline"] for task in found][: len(dated)] == dated  # those without a deadline are last
    assert run("tasks").exit_code == 0
    for form, delimiter in (("--csv", ","), ("--tsv", "\t")):
        read = list(csv.DictReader(io.StringIO(run("tasks", form).stdout), delimiter=delimiter))
        assert [row["task"] for row in read] == [row["task"] for row in found]


def test_tasks_are_chosen(run: Run) -> None:
    found = json.loads(run("tasks", "--json").stdout)
    dated = next(task for task in found if task["deadline"] and task["owner"])
    owner = dated["owner"].split(", ")[0]
    assert dated in json.loads(run("tasks", "--owner", owner.lower(), "--json").stdout)
    assert dated in json.loads(run("tasks", "--forum", dated["forum"][:8], "--since", dated["date"], "--json").stdout)
    assert dated not in json.loads(run("tasks", "--due-before", dated["deadline"], "--json").stdout)
    after = (dt.date.fromisoformat(dated["deadline"]) + dt.timedelta(days=1)).isoformat()
    assert dated in json.loads(run("tasks", "--due-before", after, "--json").stdout)
    assert dated["due"] == "overskredet"
    still = json.loads(run("tasks", "--open", "--json").stdout)
    assert {task["due"] for task in still} <= {"åben", "uden frist"}
    assert len(still) == sum(task["due"] != "overskredet" for task in found)
    assert json.loads(run("tasks", "--owner", "Findes Ikke", "--json").stdout) == []
    assert "Ingen opgaver" in run("tasks", "--owner", "Findes Ikke").stderr
