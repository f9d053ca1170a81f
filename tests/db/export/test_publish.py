"""What is published: what leaves, what does not, what refuses, and that it starts."""

from __future__ import annotations

import asyncio
import datetime as dt
import json
import os
import socket
import sqlite3
import stat
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
import yaml
from PIL import Image
from sqlite_utils import Database

from referat.db.entries.states import Said, TaskState, say
from referat.db.explorer.server import make as make_site
from referat.db.export import kept
from referat.db.export.publish import Asked, PublishError, publish
from referat.db.privacy.publishing import PersonalDataError
from referat.db.privacy.settings import Settings
from referat.db.schema import open_for_writing
from referat.db.store import store
from referat.extract.minutes import read_document
from tests.db.privacy.conftest import printed

NUMBER = "070730-8451"  # a day to come: it belongs to nobody; its check digit is right
TODAY = dt.date(2026, 1, 1)
NOTE = "Ringet til Eva, hun er syg"


def asked(**more: object) -> Asked:
    return Asked(**{"title": 'Referater: "Sølund" & <omegn>', "settings": Settings(), "today": TODAY, **more})  # type: ignore[arg-type]


@pytest.fixture
def source(database: Database, keep: Callable[..., str], tmp_path: Path) -> Path:
    """A database with a task, a state of it with a note, and a file that could not be read."""
    keep(
        present=("Eva Holm",),
        items=[{"title": "Plan", "beslutning": "Godkendt.", "tasks": [("Eva Holm", "Eva Holm sender planen.", "2031-05-06")]}],
    )
    task = database.conn.execute("SELECT id FROM tasks").fetchone()[0]
    say(database, task, Said(TaskState.DONE, note=NOTE), actor="ida")
    database.conn.execute(
        "INSERT INTO problems VALUES ('/hemmelig/x.pdf', 1, '/hemmelig/x.pdf', 'empty', 'x.pdf er tom', NULL, 1, NULL, NULL)"
    )
    database.conn.commit()
    return tmp_path / "referat.db"


def rows(folder: Path, query: str) -> list[tuple[object, ...]]:
    conn = sqlite3.connect(f"{(folder / 'referat.db').as_uri()}?immutable=1", uri=True)
    try:
        return conn.execute(query).fetchall()
    finally:
        conn.close()


def test_the_folder(source: Path, tmp_path: Path) -> None:
    folder = tmp_path / "udgivet"
    done = publish(source, folder, asked())
    assert sorted(path.name for path in folder.iterdir()) == sorted(
        ["referat.db", "README.md", "metadata.yml", "Dockerfile", ".dockerignore", "requirements.txt", "start"]
    ), "no journal, nothing of the work"
    assert done.meetings == 1
    assert rows(folder, "PRAGMA journal_mode") == [("delete",)]
    assert stat.S_IMODE((folder / "referat.db").stat().st_mode) == 0o444
    metadata = yaml.safe_load((folder / "metadata.yml").read_text(encoding="utf-8"))
    assert metadata["title"] == metadata["databases"]["referat"]["title"] == 'Referater: "Sølund" & <omegn>'
    assert os.access(folder / "start", os.X_OK)
    texts = "".join(path.read_text(encoding="utf-8") for path in folder.iterdir() if path.name != "referat.db")
    assert "{{" not in texts
    assert "CPR" in (folder / "README.md").read_text(encoding="utf-8")


def test_what_people_entered_stays_at_home_unless_it_is_asked_for(source: Path, tmp_path: Path) -> None:
    publish(source, tmp_path / "uden", asked())
    left = {table: rows(tmp_path / "uden", f"SELECT count(*) FROM {table}") for table in kept.ENTERED}
    assert left == {table: [(0,)] for table in kept.ENTERED}
    body = (tmp_path / "uden" / "referat.db").read_bytes()
    assert NOTE.encode() not in body
    assert b"/minutes/" not in body, "where files lie"
    assert b"hemmelig" not in body
    publish(source, tmp_path / "med", asked(with_entries=True))
    assert rows(tmp_path / "med", "SELECT state, note, actor FROM task_states") == [("done", NOTE, "ida")]
    assert b"/minutes/" not in (tmp_path / "med" / "referat.db").read_bytes()


def test_people_still_cannot_delete_the_history_of_the_copy(source: Path, tmp_path: Path) -> None:
    publish(source, tmp_path / "med", asked(with_entries=True))
    guards = "SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
    with sqlite3.connect(source) as conn:
        assert rows(tmp_path / "med", guards) == conn.execute(guards).fetchall()


def test_personal_numbers_are_refused_or_taken_out(source: Path, keep: Callable[..., str], tmp_path: Path) -> None:
    keep(path="b.pdf", date="2023-01-02", items=[{"title": "Sag", "beslutning": f"Borgeren med CPR-nr. {NUMBER} får tilskud."}])
    folder = tmp_path / "udgivet"
    with pytest.raises(PersonalDataError, match="CPR-numre"):
        publish(source, folder, asked())
    assert not folder.exists()
    assert not list(tmp_path.glob(".referat-*"))
    publish(source, folder, asked(redacts=True))
    assert NUMBER.encode() not in (folder / "referat.db").read_bytes()
    assert rows(folder, "SELECT count(*) FROM sections WHERE text LIKE '%får tilskud.'") == [(1,)]
    with sqlite3.connect(source) as conn:
        assert conn.execute("SELECT count(*) FROM sections WHERE text LIKE ?", (f"%{NUMBER}%",)).fetchone() == (1,), "the source stays"


def test_images_of_pages_go_with_it_where_they_are_asked_for(tmp_path: Path) -> None:
    """What was taken out is black on them, and those of an earlier time are gone."""
    pdf, database, folder = tmp_path / "sag.pdf", tmp_path / "kilde.db", tmp_path / "udgivet"
    pdf.write_bytes(printed())
    db = open_for_writing(database)
    store(db, read_document(pdf), path=pdf, reader_version="1")
    db.close()
    document = read_document(pdf).sha256[:12]
    done = publish(database, folder, asked(redacts=True, with_pages=True))
    assert (done.drawn and (done.drawn.pages, done.drawn.hidden, done.drawn.missing)) == (2, 0, 0)
    pages = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.png"))
    assert pages == [f"sider/{document}/1.png", f"sider/{document}/2.png"]
    pdf.unlink()  # the folder needs no PDF
    site = make_site(folder / "referat.db")

    async def answers() -> list[bytes]:
        await site.invoke_startup()
        wanted = [f"/side/{document}/1.png", f"/side/{document}/1.png?bredde=2000", f"/bevis/{document}-1/meeting.date"]
        return [(await site.client.get(path)).content for path in wanted]

    first, wide, evidence = asyncio.run(answers())
    assert first == wide == (folder / pages[0]).read_bytes()
    assert b"findes ikke" not in evidence
    with Image.open(folder / pages[0]) as image:
        # The footer with a number, at its place on the page.
        assert image.convert("L").resize((595, 842)).crop((70, 798, 140, 802)).getextrema() == (0, 0)
    assert rows(folder, "SELECT count(*) FROM privacy_findings") == [(0,)]
    without = publish(database, folder, asked(redacts=True))
    assert without.drawn is None
    assert not (folder / "sider").exists()
    gone = publish(database, folder, asked(redacts=True, with_pages=True)).drawn
    assert gone
    assert gone.missing == 2
    assert "billeder" in (folder / "README.md").read_text(encoding="utf-8")


def test_a_folder_of_that_name_with_other_things_is_left_alone(source: Path, tmp_path: Path) -> None:
    mine = tmp_path / "udgivet" / "sider" / "mit.pdf"
    mine.parent.mkdir(parents=True)
    mine.touch()
    with pytest.raises(PublishError, match="rummer andet, fx sider"):
        publish(source, tmp_path / "udgivet", asked())
    assert mine.exists()


def test_names_on_the_deny_list_are_taken_out(source: Path, tmp_path: Path) -> None:
    publish(source, tmp_path / "udgivet", asked(settings=Settings(leave_out=("Eva Holm",))))
    assert b"Eva Holm" not in (tmp_path / "udgivet" / "referat.db").read_bytes()


def test_publishing_again_replaces_the_folder(source: Path, keep: Callable[..., str], tmp_path: Path) -> None:
    folder = tmp_path / "udgivet"
    publish(source, folder, asked())
    keep(path="b.pdf", date="2023-01-02", items=[{"title": "Sag", "beslutning": "Ja."}])
    assert publish(source, folder, asked()).meetings == 2


@pytest.mark.parametrize(
    ("make", "told"), [("other", "rummer andet, fx noter.txt"), ("file", "er en fil"), ("itself", "er selv den udgivne")]
)
def test_nothing_else_is_overwritten(source: Path, tmp_path: Path, make: str, told: str) -> None:
    folder = tmp_path / "mappe"
    if make == "file":
        folder.write_text("x")
    elif make == "other":
        folder.mkdir()
        (folder / "noter.txt").write_text("x")
    else:
        folder.mkdir()
        source = source.rename(folder / "referat.db")
        for journal in ("-wal", "-shm"):
            (tmp_path / f"referat.db{journal}").unlink(missing_ok=True)
    with pytest.raises(PublishError, match=told):
        publish(source, folder, asked())


@contextmanager
def started(folder: Path, log: Path) -> Iterator[str]:
    """The address of what `./start` serves, from another folder than its own."""
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        port = place.getsockname()[1]
    environment = {**os.environ, "PYTHON": sys.executable}
    with log.open("wb") as out:
        process = subprocess.Popen([str(folder / "start"), "--port", str(port)], cwd=folder.parent, env=environment, stdout=out, stderr=out)
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(timeout=20)


def page(address: str, *, until: float) -> str:
    while True:
        try:
            with urllib.request.urlopen(address, timeout=10) as answer:
                return str(answer.read().decode())
        except OSError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def test_it_starts_with_one_command(source: Path, tmp_path: Path) -> None:
    folder = tmp_path / "udgivet"
    publish(source, folder, asked())
    with started(folder, tmp_path / "log") as site:
        tasks = page(f"{site}/opgaver?stand=alle", until=time.monotonic() + 60)
        assert "Eva Holm" in tasks
        assert json.loads(page(f"{site}/-/metadata.json", until=0))["title"] == 'Referater: "Sølund" & <omegn>'
        evidence = page(f"{site}/bevis/{rows(folder, 'SELECT id FROM meetings')[0][0]}/items.0.tasks.0.quote", until=0)
        assert "Eva Holm sender planen." in evidence
        assert [database["is_mutable"] for database in json.loads(page(f"{site}/-/databases.json", until=0))] == [False]
    assert not list(folder.glob("referat.db-*"))
