"""An explorer over minutes made by hand, one of them with a real file behind it."""

from __future__ import annotations

import asyncio
import dataclasses
import hashlib
import shutil
import socket
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
import uvicorn
from sqlite_utils import Database

from referat.db.explorer.server import make
from referat.db.people import register as people_register
from referat.db.store import begin_import, end_import, store, store_problem
from referat.models.errors import UnreadableDocumentError
from referat.models.kinds import ProblemCode
from referat.models.minutes import Document
from tests.db.explorer.hostile import TEXTS

HOSTILE = "<script>alert(1)</script> \"'> {{ 7*7 }} ' OR 1=1 -- \u202e\x00 &amp; =cmd|' /C calc'!A0 javascript:alert(1)"
DAY = "2031-05-06"
LONG = "Akut Psykiatrisk Udrykningstjeneste"


@pytest.fixture
def site(database: Database, document: Callable[..., Document], samples: list[Path], tmp_path: Path) -> Any:
    """A started Datasette; `site.ids` holds the ids of the meetings."""
    pdf = tmp_path / "referat.pdf"
    shutil.copy(samples[0], pdf)
    made = document(
        acronyms=(("APU", LONG),),
        present=("Eva Holm",),
        absent=("Bo Vig",),
        items=[
            {"title": "Godkendelse af dagsorden", "beslutning": "Dagsordenen blev godkendt.", "outcome": "godkendt"},
            {
                "title": f"{LONG} (APU)",
                "sagsfremstilling": "Sagen begyndte i 2019. " * 60,
                "indstilling": "Det indstilles, at forum drøfter ordningen.",
                "beslutning": "Ordningen fortsætter.",
                "outcome": "drøftet",
                "tasks": [("Sekretariatet", "Sekretariatet sender et overblik.", "2099-07-01")],
            },
        ],
    )
    made = dataclasses.replace(made, sha256=hashlib.sha256(pdf.read_bytes()).hexdigest())
    hostile = document(
        path="hostile.pdf",
        forum=HOSTILE,
        date="2023-01-01",
        present=(HOSTILE,),
        items=[
            {
                "title": HOSTILE,
                "number": HOSTILE[:40],
                "beslutning": HOSTILE,
                "outcome": "udsat",
                "tasks": [(HOSTILE, HOSTILE, "2098-01-01")],
            }
        ],
    )
    number = begin_import(database)
    store(database, made, path=pdf, reader_version="1")
    store(database, hostile, path=Path("/gone/hostile.pdf"), reader_version="1")
    store_problem(database, Path("/x.pdf"), UnreadableDocumentError(ProblemCode.EMPTY, f"x.pdf er tom. {HOSTILE}"))
    end_import(database, number, {"added": 2, "failed": 1})
    datasette = make(tmp_path / "referat.db")
    datasette.item = database.conn.execute("SELECT id FROM items WHERE title LIKE '%(APU)'").fetchone()[0]
    datasette.ids = [f"{document.sha256[:12]}-1" for document in (made, hostile)]
    return datasette


def minutes(text: str, number: int, document: Callable[..., Document]) -> Document:
    """A meeting in which the text stands everywhere."""
    item = {"title": text, "number": text[:60], "indstilling": text, "referat": text, "beslutning": text, "outcome": "udsat"}
    rest = {"present": (text,), "absent": (f"{text} 2",), "acronyms": (("ABC", text),), "path": f"{number}.pdf"}
    return document(forum=text, items=[{**item, "tasks": [(text, text, DAY)]}], **rest)


@pytest.fixture
def hostile(database: Database, document: Callable[..., Document], tmp_path: Path) -> Any:
    """An explorer over all of them; `site.pages` holds the addresses of the pages of each."""
    for number, (_, text) in enumerate(TEXTS):
        store(database, minutes(text, number, document), path=Path(f"/minutes/{number}.pdf"), reader_version="1")
        document_id = database.conn.execute("SELECT id FROM documents WHERE file_name = ?", (f"{number}.pdf",)).fetchone()[0]
        with database.atomic():
            database.conn.execute("INSERT INTO gaps VALUES (?, 9, 'contents', 1, ?)", (document_id, text))
        store_problem(database, Path(f"/minutes/x{number}.pdf"), UnreadableDocumentError(ProblemCode.EMPTY, text))
    people_register.refresh(database)
    site = make(tmp_path / "referat.db")
    rows = database.conn.execute(
        "SELECT meetings.id, meetings.forum_id, items.id, file_name FROM meetings JOIN documents ON documents.id = document_id JOIN items ON meeting_id = meetings.id"
    )
    pages = {}
    for meeting, forum, item, name in rows.fetchall():
        person = database.conn.execute("SELECT person_id FROM attendance WHERE meeting_id = ?", (meeting,)).fetchone()[0]
        title, text = TEXTS[int(name.removesuffix(".pdf"))]
        pages[title] = [
            f"/moede/{meeting}",
            f"/punkt/{item}",
            f"/bevis/{meeting}/items.0.title",
            f"/soeg?q={quote(text[:300])}&forum={quote(text[:60])}",
        ]
        pages[title] += [f"/forum/{forum}"] * bool(forum) + [f"/person/{person}"] * bool(person)
        pages[title] += [f"/opgaver?stand=alle&ansvarlig={quote(text[:150])}"]
        site.texts = dict(TEXTS)
        pages[title] += [f"/dokument/{meeting.split('-')[0]}", f"/bevis/{meeting}/dokument", f"/moeder?forum={quote(text[:60])}"]
    site.pages = pages
    site.lists = (
        "/",
        "/moeder",
        "/fora",
        "/personer",
        "/personer/forslag",
        "/mangler",
        "/dokumenter",
        "/bemaerkninger",
        "/opgaver?stand=alle",
    )
    assert len(pages) == len(TEXTS) >= 40
    return site


@contextmanager
def served(site: Any) -> Iterator[str]:
    """Serves an explorer on a free port; gives its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    server = uvicorn.Server(uvicorn.Config(site.app(), host="127.0.0.1", port=port, log_level="error"))
    thread = threading.Thread(target=lambda: asyncio.run(server.serve()))
    thread.start()
    while not server.started:
        assert thread.is_alive()
        time.sleep(0.05)
    yield f"http://127.0.0.1:{port}"
    server.should_exit = True
    thread.join()


@pytest.fixture
def address(site: Any) -> Iterator[str]:
    """The explorer, served."""
    with served(site) as found:
        yield found


@pytest.fixture
def hostile_address(hostile: Any) -> Iterator[str]:
    """The explorer with the hostile texts, served."""
    with served(hostile) as found:
        yield found
