"""The commands that import in bulk and keep a database up to date."""

from __future__ import annotations

import csv
import io
import json
import shutil
import signal
import sqlite3
import subprocess
import sys
import threading
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from referat.cli import main


@pytest.fixture
def folder(tmp_path: Path, samples: list[Path], monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "referater"
    folder.mkdir()
    for path in samples[4:6]:
        shutil.copy(path, folder)
    (folder / "tom.pdf").touch()
    return folder


def run(*arguments: object) -> Result:
    return CliRunner().invoke(main, [str(argument) for argument in arguments])


def test_from_import_to_reread(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    told = run("import", folder, "--json", "--jobs", 1, "--ocr", "never")
    assert told.exit_code == 3
    form = json.loads(told.stdout)
    assert (form["files"], form["added"], form["failed"]) == (3, 2, 1)
    assert form["pages"] == 4
    assert [row["code"] for row in form["failures"]] == ["empty"]

    (folder / "tom.pdf").unlink()
    gone = run("import", folder, "--jobs", 1)
    assert gone.exit_code == 0
    assert "1 filer er væk" in gone.stdout
    assert json.loads(run("import", folder, "--jobs", 1, "--prune", "--json").stdout)["pruned"] == {"files": 1, "documents": 0}

    status = json.loads(run("status", "--json").stdout)
    assert (status["documents"], status["outdated"], status["files"], status["failed_files"]) == (2, 0, {"read": 2}, [])
    assert "Dokumenter" in run("status").stdout
    assert status["unsure"] == 0
    conn = sqlite3.connect("referat.db")
    with conn:
        conn.execute("UPDATE facts SET confidence = 0.5 WHERE path = 'items[0].title'")
    conn.close()
    assert "2 oplysninger på scannede sider" in run("status").stdout

    for module in ("referat.extract.minutes", "referat.corpus.bulk", "referat.corpus.reread"):
        monkeypatch.setattr(f"{module}.READER_VERSION", "next")
    monkeypatch.setattr("referat.corpus.reread.reread.__kwdefaults__", {"reader_version": "next"})
    monkeypatch.setattr(
        "referat.corpus.session.Options", lambda: __import__("referat.corpus.bulk", fromlist=["Options"]).Options(reader_version="next")
    )
    assert json.loads(run("status", "--json").stdout)["outdated"] == 2
    assert "2 dokumenter er læst igen" in run("reread", "--jobs", 1).stdout
    assert json.loads(run("status", "--json").stdout)["outdated"] == 0


def test_check_as_a_table_and_as_rows(folder: Path) -> None:
    from referat.db.schema import open_for_writing

    run("import", folder, "--jobs", 1, "--ocr", "never")
    db = open_for_writing(Path("referat.db"))
    with db.atomic():
        db.conn.execute("DELETE FROM gaps")
    assert "mangler ikke noget" in run("check").stdout
    with db.atomic():
        db.conn.execute("INSERT INTO gaps SELECT id, 1, 'number', NULL, '7' FROM documents WHERE file_name LIKE '05%'")
    db.close()
    rows = list(csv.DictReader(io.StringIO(run("check", "--csv").stdout)))
    assert [(Path(row["path"]).name[:2], row["kind"], row["text"]) for row in rows] == [("05", "number", "7")]
    assert run("check").stdout.endswith("1 huller.\n")


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (("import",), 2, "Hvad skal læses"),
        (("import", ".", "--engine", "dask"), 2, "--scheduler"),
        (("import", "--watch", "findes-ikke"), 2, "findes-ikke"),
        (("read", "."), 2, "--out"),
        (("read", ".", "--out", "ud", "--part", "3/2"), 2, "2/8"),
        (("merge", "."), 3, "referat read"),
        (("status", "--db", "mangler.db"), 4, "findes ikke"),
        (("reread", "--db", "mangler.db"), 4, "findes ikke"),
        (("check", "--db", "mangler.db"), 4, "findes ikke"),
    ],
)
def test_errors_say_what_to_do(arguments: tuple[str, ...], code: int, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*arguments)
    assert done.exit_code == code
    assert words in done.stderr


def test_watching_takes_what_comes_and_stops_when_told(folder: Path, samples: list[Path]) -> None:
    command = [
        sys.executable,
        "-m",
        "referat",
        "import",
        "--watch",
        str(folder),
        "--every",
        "0.1",
        "--jobs",
        "1",
        "--ocr",
        "never",
        "--json",
    ]
    (folder / "tom.pdf").unlink()
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        patience = threading.Timer(240, process.kill)  # a machine with much else to do is slow to start the readers
        patience.start()
        wait_for(process, "Holder øje")
        shutil.copy(samples[9], folder)
        wait_for(process, "1 læst")
        process.send_signal(signal.SIGINT)
        out, _ = process.communicate()
        patience.cancel()
    assert process.returncode == 0
    assert json.loads(out)["added"] == 3


def wait_for(process: subprocess.Popen[str], words: str) -> None:
    """Reads what the process says until it says this, or ends."""
    assert process.stderr is not None
    assert any(words in line for line in iter(process.stderr.readline, "")), words
