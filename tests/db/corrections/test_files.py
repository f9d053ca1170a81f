"""Corrections as files: written, read, made in another database; and as examples for the tests of the rules."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from referat.cli import main
from referat.db.corrections import examples, files
from referat.db.corrections.entering import take_back
from referat.db.corrections.fields import CorrectionError, Kind
from referat.db.corrections.listing import listed
from tests.db.conftest import make
from tests.db.corrections.conftest import PARTS, Desk
from tests.db.corrections.test_reimport import _fresh as fresh

HOSTILE = "=cmd|' /C calc'!A0; \"Ø\"\n- nej: {16:30}"


@pytest.fixture
def corrected(desk: Desk) -> Desk:
    """Minutes with a correction of each sort."""
    desk.correct(Kind.MEETING, desk.meeting, "start", "16:30")
    desk.correct(Kind.ATTENDEE, f"{desk.meeting}/1", "name", "Eva Holm")
    desk.correct(Kind.ITEM, desk.item(), "title", HOSTILE)
    desk.correct(Kind.ITEM, desk.item(), "outcome", "godkendt", note="formanden siger det")
    desk.correct(
        Kind.ITEM, desk.item(), "missing_task", {"quote": "Sekretariatet indkalder til et møde om salen.", "owners": "Sekretariatet"}
    )
    desk.correct(Kind.SECTION, f"{desk.item()}/2", "split", "beslutning: Budgettet blev godkendt")
    desk.correct(Kind.TASK, desk.task("revisor"), "owners", None)
    desk.correct(Kind.TASK, desk.task("taget"), "task", "nej")
    return desk


@pytest.mark.parametrize(("write", "name"), [(files.to_yaml, "rettelser.yaml"), (files.to_csv, "rettelser.csv")])
def test_a_file_makes_the_same_corrections_elsewhere(corrected: Desk, tmp_path: Path, write: Callable[..., str], name: str) -> None:
    text = write(files.rows(corrected.db.conn))
    other = fresh(tmp_path, make(**PARTS))
    done = files.take(other.db, files.read(text, name=name), actor="ida")
    assert [row.error for row in done] == [None] * 8
    for table in ("items", "sections", "attendance", "tasks", "task_owners", "facts", "meetings"):
        assert other.rows(f"SELECT * FROM {table} ORDER BY 1, 2") == corrected.rows(f"SELECT * FROM {table} ORDER BY 1, 2")
    assert other.one("SELECT DISTINCT actor FROM entries") == "eva"
    assert not any(row.entered for row in files.take(other.db, files.read(text, name=name), actor="ida"))


BY_HAND = [
    ("- {file: referat.pdf, kind: item, field: outcome, words: Budgt for næste år, value: udsat}", None, "a title, as it was read"),
    ("- {file: referat.pdf, kind: item, field: outcome, words: 1. Budgt for næste år, value: udsat}", None, "with its number"),
    ("- {file: referat.pdf, kind: meeting, field: start, value: 16:30}", None, "the only meeting; a time that YAML would count"),
    ("- {file: referat.pdf, kind: task, field: owners, words: sender budgettet til revisor, value: Ida Krog}", None, "part of the words"),
    ("- {file: referat.pdf, kind: section, field: kind, words: Budgettet blev, value: andet}", None, "how the text begins"),
    ("- {file: referat.pdf, kind: task, field: owners, words: Bo Vig sender budgettet til revisor., value: }", None, "nobody"),
    ("- {file: andet.pdf, kind: item, field: outcome, words: Budgt, value: udsat}", "ikke i databasen", "no such file"),
    ("- {file: referat.pdf, kind: item, field: outcome, value: udsat}", "Skriv i feltet words", "which item?"),
    ("- {file: referat.pdf, kind: item, field: outcome, words: Kantinen, value: udsat}", "står ikke i dokumentet", "no such words"),
    ("- {file: referat.pdf, kind: item, value: udsat}", "mangler field", "which field?"),
    ("- {file: referat.pdf, kind: thing, field: outcome, words: Budgt, value: udsat}", "intet felt", "no such kind"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "error", "reason"), BY_HAND, ids=[case[-1] for case in BY_HAND])
def test_written_by_hand(desk: Desk, text: str, error: str | None, reason: str) -> None:
    (done,) = files.take(desk.db, files.read(text, name="a.yaml"), actor="ida")
    if error is None:
        assert done.entered, f"{reason}: {done.error}"
    else:
        assert error in (done.error or "")


@pytest.mark.parametrize("text", ["{", "bare ord", "- [1, 2]", "a: 1"])
def test_what_is_no_file_of_corrections_is_said(text: str) -> None:
    with pytest.raises(CorrectionError):
        files.read(text, name="a.yaml")


def test_examples_say_what_is_right(corrected: Desk) -> None:
    made = tomllib.loads(examples.to_toml(examples.examples(corrected.db.conn)))["example"]
    assert [(row["field"], row["text"], row["expected"]) for row in made] == [
        ("outcome", "Drøftet.", "godkendt"),
        ("missing_task", "Sekretariatet indkalder til et møde om salen.", "ja"),
        ("owners", "Bo Vig sender budgettet til revisor.", []),
        ("task", "Vi ser på taget.", "nej"),
    ]
    assert made[0]["read"] == "drøftet"
    assert made[0]["rule"] == "test"
    assert all(row["lexicon"].startswith("models/lexicon/") for row in made)


def run(desk: Desk, *words: str) -> Result:
    return CliRunner().invoke(main, ["corrections", *words, "--db", str(database_of(desk))])


def database_of(desk: Desk) -> Path:
    return Path(desk.rows("PRAGMA database_list")[0][2])


def test_the_command_line(corrected: Desk, tmp_path: Path) -> None:
    shown = run(corrected)
    assert shown.exit_code == 0
    assert "8 rettelser." in shown.output
    rows: list[dict[str, Any]] = json.loads(run(corrected, "--json").output)
    assert {row["state"] for row in rows} == {"holds"}
    file = tmp_path / "rettelser.csv"
    file.write_text(run(corrected, "export", "--csv").output, encoding="utf-8")
    assert "0 rettet, 8 gjaldt i forvejen" in run(corrected, "import", str(file)).output
    number = next(row["id"] for row in rows if row["field"] == "outcome")
    assert "taget tilbage" in run(corrected, "undo", str(number), "--by", "bo").output
    assert corrected.one("SELECT outcome FROM items WHERE ordinal = 1") == "drøftet"
    assert corrected.one("SELECT actor FROM audit ORDER BY id DESC LIMIT 1") == "bo"
    assert "1 rettet, 7 gjaldt" in run(corrected, "import", str(file)).output
    assert run(corrected, "confirm", str(number)).exit_code == 0
    assert "[[example]]" in run(corrected, "as-examples").output
    assert run(corrected, "undo", "999").exit_code != 0


def test_nothing_corrected(desk: Desk) -> None:
    assert "Intet er rettet." in run(desk).output
    assert run(desk, "export").output == "[]\n"


def test_what_was_taken_back_is_not_written(corrected: Desk) -> None:
    for row in listed(corrected.db.conn):
        if row["field"] != "title":
            take_back(corrected.db, row["id"], actor="bo")
    assert [row["field"] for row in files.rows(corrected.db.conn)] == ["title"]
