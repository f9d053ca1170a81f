"""What later minutes say of a task, in the explorer: both words, why, and what they suggest; nothing is set by itself."""

from __future__ import annotations

import csv
import io
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser
from sqlite_utils import Database

from referat.db.entries import states
from referat.db.entries.states import TaskState
from referat.db.explorer.server import make
from referat.db.store import begin_import, end_import, store
from referat.models.minutes import Document
from tests.db.explorer.conftest import HOSTILE, served
from tests.db.explorer.test_browser import RULES, SIZES, broken
from tests.db.explorer.test_browser import browser as browser  # noqa: PLC0414  # a fixture
from tests.db.explorer.test_entries import cookies, send

TASK = "Eva Holm indhenter tilbud på et plankeværk ved kanalen."
LATER = "Eva Holm har indhentet tilbud på plankeværket ved kanalen."
EVIL = f"{HOSTILE} plankeværket ved kanalen er malet"
MATTERS = ("asfalt", "belysning", "cykelskur", "dræn", "elevator", "facade", "gavl", "hække")


def documents(document: Callable[..., Document]) -> list[Document]:
    """A task, a later item that takes it up, a hostile one, and an item that was postponed and never came back."""
    rest = [{"title": f"Om {word}", "referat": f"Formanden fortalte om {word}."} for word in MATTERS]
    first = {"title": "Hegn", "referat": TASK, "tasks": [("Eva Holm", TASK, "2022-02-01")]}
    postponed = {"title": "Ny legeplads", "referat": "Punktet blev udsat.", "outcome": "udsat"}
    days = (
        ("2022-01-10", [first, postponed, *rest]),
        ("2022-03-10", [{"title": "Siden sidst", "referat": LATER}, *rest]),
        ("2022-05-10", [{"title": HOSTILE, "referat": EVIL}, *rest]),
    )
    return [document(path=f"{day}.pdf", date=day, items=items, present=("Eva Holm", "Bo Vig", "Ida Krog")) for day, items in days]


@pytest.fixture
def board(database: Database, document: Callable[..., Document], tmp_path: Path) -> Any:
    """A started Datasette over them."""
    number = begin_import(database)
    for made in documents(document):
        store(database, made, path=Path("/minutes") / made.path, reader_version="1")
    end_import(database, number, {})
    site = make(tmp_path / "referat.db")
    site.task, site.item = database.execute("SELECT id, item_id FROM tasks").fetchone()
    site.later = database.execute("SELECT id FROM items WHERE title = 'Siden sidst'").fetchone()[0]
    return site


async def get(site: Any, path: str, **more: Any) -> str:
    answer = await site.client.get(path, **more)
    assert answer.status_code == 200, path
    return str(answer.text)


@pytest.mark.asyncio
@pytest.mark.parametrize("path", ["/punkt/{item}", "/opgave/{task}", "/opgaver?stand=alle", "/opgaver/taget-op-igen", "/punkt/{later}"])
async def test_both_words_stand_beside_each_other(board: Any, path: str) -> None:
    told = await get(board, path.format(item=board.item, task=board.task, later=board.later))
    for words in (TASK if "stand" not in path else TASK.lower(), LATER, "sjældne ord: ", "Lighed 0,"):
        assert words in told, words
    assert HOSTILE not in told


@pytest.mark.asyncio
async def test_what_is_suggested_is_said_only_by_people(board: Any) -> None:
    page = "/opgaver/taget-op-igen?forslag=udf%C3%B8rt"
    shown = await get(board, page)
    assert "Måske udført" in shown
    assert '<q lang="da">har indhentet</q>' in shown
    assert 'name="tilstand"' not in shown, "who is not logged in has no button"
    assert said(board) == states.State()
    assert 'name="tilstand" value="done"' in await get(board, page, cookies=cookies(board))
    fields = {"tilstand": "done", "dato": "2022-03-10", "note": f"Jf. referatet af 10. marts 2022: {LATER}", "version": "0"}
    assert (await send(board, f"/opgave/{board.task}", fields)).status_code == 303
    assert (said(board).state, said(board).date) == (TaskState.DONE, "2022-03-10")
    assert 'name="tilstand" value="done"' not in await get(board, page, cookies=cookies(board))


def said(site: Any) -> states.State:
    conn = sqlite3.connect(site.databases["referat"].path)
    found = states.state_of(conn, site.task)
    conn.close()
    return found


@pytest.mark.asyncio
async def test_lists_have_filters_and_files(board: Any) -> None:
    assert "Ingen opgaver passer" in await get(board, "/opgaver/taget-op-igen?forslag=bortfaldet")
    assert "Ingen opgaver passer" in await get(board, "/opgaver/taget-op-igen?forum=findesikke")
    assert LATER in await get(board, "/opgaver/taget-op-igen?forslag=findesikke&side=-1&forum=klynge")
    rows = list(csv.reader(io.StringIO((await get(board, "/opgaver/taget-op-igen.csv")).lstrip("\ufeff")), delimiter=";"))
    if len(rows[0]) == 1:
        rows = [row[0].split(",") for row in rows]
    assert len(rows) >= 3
    assert any(LATER in cell for row in rows for cell in row)


@pytest.mark.asyncio
async def test_what_was_postponed_and_never_came_back(board: Any) -> None:
    told = await get(board, "/beslutninger/udsat")
    assert "Ny legeplads" in told
    assert "2 møder siden" in told
    assert "Ny legeplads" in await get(board, "/beslutninger/udsat.json")
    assert "Alle udsatte punkter" in await get(board, "/beslutninger/udsat?forum=findesikke")
    item = told.split('<h2><a href="')[1].split('"')[0]
    assert "ser ikke ud til at være taget op igen" in await get(board, item)


@pytest.mark.asyncio
async def test_a_database_without_the_tables_has_nothing_to_tell(board: Any) -> None:
    conn = sqlite3.connect(board.databases["referat"].path)
    with conn:
        conn.execute("DROP TABLE followups")
    conn.close()
    assert LATER not in await get(board, f"/punkt/{board.item}")
    assert "Ingen opgaver passer" in await get(board, "/opgaver/taget-op-igen")


@pytest.mark.slow
def test_everybody_can_read_it(browser: Browser, board: Any, axe: str) -> None:
    """On a desk and a phone no rule of WCAG is broken and nothing is cut off, with what was folded open."""
    found = []
    with served(board) as address:
        page = browser.new_page()
        page.context.add_cookies([{"name": "ds_actor", "value": cookies(board)["ds_actor"], "url": address}])
        for size in SIZES.values():
            page.set_viewport_size(size)
            for path in (
                "/opgaver/taget-op-igen",
                "/beslutninger/udsat",
                f"/punkt/{board.item}",
                f"/punkt/{board.later}",
                f"/opgave/{board.task}",
            ):
                page.goto(address + path)
                for folded in page.locator("details.followed summary").all():
                    folded.click()
                page.evaluate(axe)
                found += [f"{path}: {told}" for told in broken(page, RULES)]
                if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                    found.append(f"{path}: wider than the screen")
        page.goto(f"{address}/punkt/{board.item}")
        page.locator("details.followed summary").first.click()
        page.locator(".suggested button").first.click()
        assert page.locator(".badge", has_text="Udført").count() >= 1
    assert found == []
