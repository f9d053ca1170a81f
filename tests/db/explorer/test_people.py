"""Persons of the register on the pages: all names of one person, persons of one name, and who may be the same."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pytest
from sqlite_utils import Database

from referat.db.explorer.server import make
from referat.db.people import register
from referat.db.search.search import Request, search

pytestmark = pytest.mark.asyncio
NORD, SYD = "Klyngeforum Nord", "Havneudvalget"


@pytest.fixture
def site(database: Database, keep: Callable[..., str], tmp_path: Path) -> Any:
    """Two bodies: Eva Holm is in both, Eva Holm Vig may be she, and Eva is she in the first."""
    task = {"title": "Overblik", "referat": "Eva Holm sender et overblik.", "tasks": [("Eva Holm", "Eva Holm sender et overblik.", None)]}
    keep(path="1.pdf", forum=NORD, date="2022-01-10", present=("Eva Holm", "Bo Vig"), items=[task])
    keep(path="2.pdf", forum=NORD, date="2022-02-10", present=("Eva Holm Vig", "Bo Vig"), items=[{"title": "Eventuelt"}])
    keep(path="3.pdf", forum=SYD, date="2023-03-10", present=("Eva Holm", "Ida Sand"), absent=("Per Lund",), items=[{"title": "Eventuelt"}])
    register.refresh(database)
    return make(tmp_path / "referat.db")


def ids(database: Database) -> dict[str, str]:
    return {row[0]: row[1] for row in database.conn.execute("SELECT id, person_id FROM person_figures")}


async def page(site: Any, path: str, status: int = 200) -> str:
    answer = await site.client.get(path)
    assert answer.status_code == status, path
    return str(answer.text)


async def test_a_name_that_several_bear_lets_the_reader_choose(site: Any, database: Database) -> None:
    if len({person for figure, person in ids(database).items() if figure.startswith("eva-holm@")}) == 1:
        register.split(database, ids(database)["eva-holm@havneudvalget"], ["eva-holm@havneudvalget"], actor="eva")
    text = await page(site, "/person/eva-holm")
    assert "Vælg" in text
    for person in {person for figure, person in ids(database).items() if figure.startswith("eva-holm@")}:
        assert f'href="/person/{person}"' in text
    rows = (await site.client.get("/person/eva-holm.json")).json()["rows"]
    assert len(rows) == 2


async def test_a_merged_person_has_all_her_names_meetings_and_tasks(site: Any, database: Database) -> None:
    known = ids(database)
    one, other = known["eva-holm@klyngeforum-nord"], known["eva-holm-vig@klyngeforum-nord"]
    if one != other:
        register.merge(database, one, other, actor="eva")
    person = ids(database)["eva-holm@klyngeforum-nord"]
    text = await page(site, f"/person/{person}")
    assert "Skrevet som Eva Holm" in text
    assert "Eva Holm Vig" in text
    assert "10. januar 2022" in text
    assert "10. februar 2022" in text
    assert "Eva holm sender et overblik" in text or "eva holm sender et overblik" in text
    other_way = await page(site, "/person/eva-holm-vig@klyngeforum-nord")
    assert other_way.split("</main>")[0] == text.split("</main>")[0], "the address of a name leads to the person"
    if one != other:
        assert "Samlet af mennesker" in text


async def test_a_search_counts_and_finds_a_person_by_all_her_names(site: Any, database: Database) -> None:
    known = ids(database)
    if known["eva-holm@klyngeforum-nord"] != known["eva-holm-vig@klyngeforum-nord"]:
        register.merge(database, known["eva-holm@klyngeforum-nord"], known["eva-holm-vig@klyngeforum-nord"], actor="eva")
    if known["eva-holm@klyngeforum-nord"] != (other := known["eva-holm@havneudvalget"]):
        register.merge(database, known["eva-holm@klyngeforum-nord"], other, actor="eva")
    identity = ids(database)["eva-holm@klyngeforum-nord"]
    person = quote(identity, safe="")
    assert f'href="/soeg?person={person}"' in await page(site, f"/person/{identity}")
    assert search(database.conn, Request()).facets["person"][identity] == 6, "two names, three meetings and an item of each"
    assert f"person={person}" in await page(site, "/soeg?q=eventuelt")
    assert len((await site.client.get(f"/soeg.json?person={person}")).json()["rows"]) == 3
    assert len((await site.client.get("/soeg.json?person=eva-holm")).json()["rows"]) == 2, "one name of hers"


async def test_the_tasks_of_a_person_are_not_those_of_her_namesake(site: Any, database: Database) -> None:
    known = ids(database)
    if known["eva-holm@klyngeforum-nord"] == known["eva-holm@havneudvalget"]:
        register.split(database, known["eva-holm@havneudvalget"], ["eva-holm@havneudvalget"], actor="eva")
    for figure, count in (("eva-holm@klyngeforum-nord", 1), ("eva-holm@havneudvalget", 0)):
        person = quote(ids(database)[figure], safe="")
        assert len((await site.client.get(f"/opgaver.json?stand=alle&ansvarlig={person}")).json()["rows"]) == count, figure


async def test_a_search_for_a_person_leaves_out_others_of_that_name(site: Any, database: Database) -> None:
    if ids(database)["eva-holm@klyngeforum-nord"] == ids(database)["eva-holm@havneudvalget"]:
        register.split(database, ids(database)["eva-holm@havneudvalget"], ["eva-holm@havneudvalget"], actor="eva")
    person = quote(ids(database)["eva-holm@havneudvalget"], safe="")
    assert [row["forum"] for row in (await site.client.get(f"/soeg.json?person={person}")).json()["rows"]] == [SYD]
    found = search(database.conn, Request()).facets["person"]
    known = ids(database)
    assert "eva-holm" not in found
    together = known["eva-holm@klyngeforum-nord"] == known["eva-holm-vig@klyngeforum-nord"]
    assert found[known["eva-holm@klyngeforum-nord"]] == (4 if together else 2), "a meeting and its item by each of her names"
    assert found[known["eva-holm@havneudvalget"]] == 2


async def test_pages_lead_to_the_person_in_this_body(site: Any, database: Database) -> None:
    meeting = database.conn.execute("SELECT id FROM meetings WHERE date = '2022-01-10'").fetchone()[0]
    person = ids(database)["eva-holm@klyngeforum-nord"]
    assert f'href="/person/{person}"' in await page(site, f"/moede/{meeting}")
    assert f'href="/person/{person}"' in await page(site, "/forum/klyngeforum-nord")
    assert f'href="/person/{person}"' in await page(site, "/opgaver?stand=alle")


async def test_everybody_is_found_by_a_beginning_of_a_name(site: Any) -> None:
    assert "Ida Sand" in await page(site, "/personer")
    assert await page(site, "/person/ida-sand%40havneudvalget"), "mail programs write the sign so"
    assert (await site.client.get("/person/ida-sand%40havneudvalget.csv")).status_code == 200
    text = await page(site, "/personer?navn=eva+ho")
    assert "Eva Holm" in text
    assert "Ida Sand" not in text
    assert "Ingen hedder det" in await page(site, "/personer?navn=xyzzy")


async def test_who_may_be_the_same_is_told_and_not_done(site: Any, database: Database) -> None:
    with database.atomic():
        known = ids(database)
        pair = (known["bo-vig@klyngeforum-nord"], known["ida-sand@havneudvalget"])
        database.conn.execute("INSERT OR REPLACE INTO person_proposals VALUES (?, ?, 0.77, 'samme rolle')", pair)
    text = await page(site, "/personer/forslag")
    assert re.search(r"Bo Vig</a>.*Ida Sand</a>.*samme rolle.*77 %", text, re.S)
    assert "samme rolle" in await page(site, f"/person/{pair[1]}"), "also on the page of the second"
    assert "par er måske samme person" in await page(site, "/")


async def test_a_name_that_the_register_does_not_know_yet(site: Any, keep: Callable[..., str]) -> None:
    keep(path="4.pdf", forum=NORD, date="2024-01-10", present=("Ny Mand",), items=[{"title": "Eventuelt"}])
    assert "10. januar 2024" in await page(site, "/person/ny-mand")
    await page(site, "/person/ingen-her", 404)
