"""`referat privacy` on the command line."""

from __future__ import annotations

import json
import sqlite3
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from referat.cli import main
from tests.db.privacy.conftest import printed


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "referater").mkdir()
    (tmp_path / "referater" / "social.pdf").write_bytes(printed())
    assert run("import", "referater", "--jobs", 1, "--ocr", "never").exit_code == 0
    return tmp_path


def run(*arguments: object, answer: str | None = None) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments], input=answer)


def test_from_the_list_to_a_copy(folder: Path) -> None:
    listed = run("privacy", "--kind", "cpr")
    assert listed.exit_code == 0, listed.output
    assert "15••••-••••" in listed.stdout
    assert "9 cpr." in listed.stdout
    assert "referat privacy redact" in listed.stdout
    rows = json.loads(run("privacy", "--json").stdout)
    assert {row["kind"] for row in rows} == {"cpr", "telefon", "e-mail", "adresse"}
    assert (rows[0]["page"], rows[0]["item"], rows[0]["file"]) == (1, "2", "social.pdf")
    for form in ("--json", "--csv", "--tsv"):
        assert "4123" not in run("privacy", form).stdout

    made = run("privacy", "redact", "--out", "offentlig.db")
    assert made.exit_code == 0, made.output
    assert "i 1 dokument." in made.stdout
    assert b"150333" not in (folder / "offentlig.db").read_bytes()
    assert "tabellerne" in run("privacy", "--kind", "cpr").stdout, "the database itself is as it was"
    assert "tabellerne" not in run("privacy", "--db", "offentlig.db").stdout
    assert run("privacy", "--kind", "cpr", "--db", "offentlig.db").stdout == "Intet fundet i de læste dokumenter.\n"
    again = run("privacy", "redact", "--out", "offentlig.db")
    assert again.exit_code == 4
    assert "findes allerede" in again.stderr


def test_a_copy_without_people(folder: Path) -> None:
    (folder / "referat-privacy.toml").write_text('leave_out = ["Kirsten Skovbo"]\n', encoding="utf-8")
    assert run("privacy", "redact", "--out", "kopi.db", "--kind", "telefon").exit_code == 0
    data = (folder / "kopi.db").read_bytes()
    assert b"Skovbo" not in data
    assert b"20 30 40 50" not in data
    assert b"150333-4123" in data, "only what was asked for"


def test_names_are_deleted_when_their_time_is_over(folder: Path) -> None:
    assert "frist" in run("privacy", "expire").stderr
    assert "Ingen referater" in run("privacy", "expire", "--older-than", "50y").stdout
    (folder / "referat-privacy.toml").write_text('older_than = "1m"\n', encoding="utf-8")
    refused = run("privacy", "expire", answer="n\n")
    assert refused.exit_code == 1
    assert names(folder) == {"Birthe Holmgård", "Ole Brandt Lund", "Kirsten Skovbo"}
    done = run("privacy", "expire", "--yes")
    assert done.exit_code == 0, done.output
    assert names(folder) == {"[navn slettet]"}
    assert "Ingen referater" in run("privacy", "expire", "--yes").stdout
    wrong = run("privacy", "expire", "--older-than", "længe")
    assert wrong.exit_code == 2
    assert "10y" in wrong.stderr


def names(folder: Path) -> set[str]:
    conn = sqlite3.connect(folder / "referat.db")
    found = {row[0] for row in conn.execute("SELECT name FROM attendance")}
    conn.close()
    return found
