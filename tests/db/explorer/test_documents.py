"""The pages about documents themselves: what belongs together, what is missing, and what could not be read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from referat.db.explorer.server import make
from referat.db.explorer.tables import TABLES
from referat.db.store import store_problem
from referat.models.errors import UnreadableDocumentError
from referat.models.kinds import ProblemCode

pytestmark = pytest.mark.asyncio


@pytest.fixture
def site(database: Database, keep: Callable[..., str], tmp_path: Path) -> Any:
    """Three meetings of one body, one of them in two documents; one more was announced."""
    items = [{"title": "Budget", "beslutning": "Godkendt.", "outcome": "godkendt"}]
    documents = [keep(path=f"{day}.pdf", date=day, items=items) for day in ("2022-01-10", "2022-02-10", "2022-04-10")]
    copy = keep(path="udkast.pdf", date="2022-04-10", items=items)
    with database.atomic():
        database.conn.execute("UPDATE meetings SET next_date = '2022-03-10' WHERE date = '2022-02-10'")
        database.conn.execute("DELETE FROM document_links")
        database.conn.execute(
            "INSERT INTO document_links VALUES (?, ?, 'draft', 1.0, 'udkast til det samme referat')", (copy, documents[2])
        )
        for ordinal, (kind, page, text) in enumerate((("page", 1, "En side"), ("number", None, "3"), ("number", None, "4")), start=1):
            database.conn.execute("INSERT INTO gaps VALUES (?, ?, ?, ?, ?)", (documents[0], ordinal, kind, page, text))
    store_problem(database, Path("/minutes/tom.pdf"), UnreadableDocumentError(ProblemCode.EMPTY, "tom.pdf er tom. Hent filen igen."))
    made = make(tmp_path / "referat.db")
    made.documents, made.copy = documents, copy
    return made


async def page(site: Any, path: str) -> str:
    answer = await site.client.get(path)
    assert answer.status_code == 200, path
    return str(answer.text)


async def test_what_is_missing_is_told_with_its_place(site: Any) -> None:
    text = await page(site, "/mangler")
    assert "10. marts 2022" in text
    assert "aftalt i referatet af 10. februar 2022" in text
    assert "Numre, der mangler i rækken" in text
    assert "3, 4" in text
    assert f'href="/bevis/{site.documents[0]}-1/dokument?side=1"' in text
    rows = (await site.client.get("/mangler.json")).json()["rows"]
    assert [row["kind"] for row in rows] == ["Møde, der mangler", "Side, der ikke er forklaret", *["Nummer, der mangler i rækken"] * 2]


async def test_documents_of_one_meeting_lead_to_the_one_that_counts(site: Any) -> None:
    text = await page(site, "/dokumenter")
    assert "Udkast til det samme referat" in text
    assert f'href="/dokument/{site.documents[2]}"' in text
    draft = await page(site, f"/dokument/{site.copy}")
    assert "Et andet dokument holder det samme møde" in draft
    assert "Dette dokument er: udkast til det samme referat" in draft
    assert f'href="/dokument/{site.documents[2]}"' in await page(site, f"/moede/{site.copy}-1")


async def test_lists_leave_out_what_another_document_says_too(site: Any) -> None:
    assert len((await site.client.get("/moeder.json")).json()["rows"]) == 3
    assert len((await site.client.get("/forum/klyngeforum-nord.json")).json()["rows"]) == 3
    front = await page(site, "/")
    assert f"/moede/{site.copy}-1" not in front
    assert "<strong>3</strong> punkter" in front
    assert f'href="/moede/{site.copy}-1"' not in await page(site, f"/moede/{site.documents[1]}-1")


async def test_what_could_not_be_read_says_what_to_do(site: Any) -> None:
    text = await page(site, "/bemaerkninger")
    assert "1 fil kunne ikke læses" in text
    assert "Hent filen igen." in text


async def test_meetings_by_year_and_body(site: Any) -> None:
    assert "<strong>3</strong> møder" in await page(site, "/moeder?forum=klynge&aar=2022")
    assert "Ingen møder passer" in await page(site, "/moeder?aar=1999")
    assert "Klyngeforum Nord" in await page(site, "/fora")


async def test_every_table_has_a_danish_name_or_is_hidden(database: Database) -> None:
    """Where this fails: give the table a title in `referat.db.explorer.tables`, or hide what only the program needs."""
    query = (
        "SELECT name FROM sqlite_master WHERE type IN ('table', 'view') AND name NOT LIKE 'search_text%' AND name NOT LIKE 'search_grams%'"
    )
    known = {row[0] for row in database.conn.execute(query)}
    assert sorted(known - set(TABLES)) == []
    assert sorted(set(TABLES) - known) == []
