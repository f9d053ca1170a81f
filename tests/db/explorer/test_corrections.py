"""Correcting what was read, in the explorer: by form and by program, what pages show then, and what the later one is told."""

from __future__ import annotations

import sqlite3
from typing import Any

import pytest

from referat.db.explorer import access
from tests.db.explorer.conftest import HOSTILE
from tests.db.explorer.test_entries import cookies, send

pytestmark = pytest.mark.asyncio


def one(site: Any, query: str, *values: Any) -> Any:
    conn = sqlite3.connect(site.databases["referat"].path)
    found = conn.execute(query, values).fetchone()
    conn.close()
    return found[0] if found else None


def task_of(site: Any) -> str:
    return str(one(site, "SELECT id FROM tasks WHERE quote = 'Sekretariatet sender et overblik.'"))


async def test_a_value_is_corrected_by_form_and_shown_everywhere(site: Any) -> None:
    task, meeting = task_of(site), site.ids[0]
    fields = {"felt": "owners", "vaerdi": "Bo Vig", "version": "0", "tilbage": f"/punkt/{site.item}"}
    answer = await send(site, f"/ret/opgave/{task}", fields, actor="eva")
    assert (answer.status_code, answer.headers["location"]) == (303, f"/punkt/{site.item}")
    for path in (f"/punkt/{site.item}", f"/moede/{meeting}", "/opgaver?stand=alle", f"/ret/opgave/{task}", "/rettelser", "/person/bo-vig"):
        page = (await site.client.get(path)).text
        assert "læst: <q>Sekretariatet (organisation)</q>, rettet af eva den" in page, path
        assert "Bo Vig" in page
    for path in (f"/opgave/{task}", f"/bevis/{meeting}/items.1.tasks.0.quote"):
        assert "rettet af eva den" in (await site.client.get(path)).text, path
    assert "Bo Vig" in (await site.client.get("/opgaver.csv?stand=alle")).text
    assert site.item in (await site.client.get("/soeg?q=overblik+vig")).text
    number = one(site, "SELECT id FROM entries")
    answer = await send(site, f"/rettelser/{number}", {"handling": "undo", "version": "1"}, actor="bo")
    assert (answer.status_code, answer.headers["location"]) == (303, "/rettelser")
    assert one(site, "SELECT name FROM task_owners WHERE task_id = ?", task) == "Sekretariatet"
    page = (await site.client.get(f"/ret/opgave/{task}")).text
    assert "taget tilbage" in page
    assert "rettet til <q>Bo Vig</q>" in page


async def test_what_is_no_task_is_struck_out_and_what_is_missing_is_added(site: Any) -> None:
    task = task_of(site)
    await send(site, f"/ret/opgave/{task}", {"felt": "task", "vaerdi": "nej"})
    page = (await site.client.get(f"/punkt/{site.item}")).text
    assert "<s>Sekretariatet sender et overblik.</s>" in page
    assert one(site, "SELECT count(*) FROM task_persons WHERE task_id = ?", task) == 0
    more = {"felt": "missing_task", "vaerdi": "Ordningen fortsætter.", "opgave": "fortsætte", "hvem": "Bo Vig", "frist": "1/6-2099"}
    await send(site, f"/ret/punkt/{site.item}", more)
    added = one(site, "SELECT id FROM tasks WHERE quote = 'Ordningen fortsætter.'")
    assert one(site, "SELECT deadline FROM tasks WHERE id = ?", added) == "2099-06-01"
    page = (await site.client.get(f"/ret/opgave/{added}")).text
    assert "Opgaven er tilføjet af en rettelse" in page
    for path in (f"/ret/opgave/{added}", f"/punkt/{site.item}", f"/ret/punkt/{site.item}", "/opgaver?stand=alle", "/rettelser"):
        assert "Opgaven er tilføjet, rettet af root den" in (await site.client.get(path)).text, path
    assert f'href="/ret/opgave/{added}"' in (await site.client.get("/rettelser")).text
    # What is said of a task that was added stays.
    await send(site, f"/opgave/{added}", {"tilstand": "done", "version": "0"})
    await send(site, f"/ret/opgave/{task}", {"felt": "task", "vaerdi": "ja"})
    assert one(site, "SELECT state FROM task_states WHERE task_id = ?", added) == "done"


async def test_texts_are_divided(site: Any) -> None:
    answer = await send(site, f"/ret/tekst/{site.item}/2", {"felt": "split", "art": "beslutning", "vaerdi": "at forum drøfter"})
    assert answer.status_code == 303
    page = (await site.client.get(f"/punkt/{site.item}")).text
    assert "Afsnittet er delt" in page
    part = await send(site, f"/ret/tekst/{site.item}/3", {"felt": "kind", "vaerdi": "referat"})
    assert part.status_code == 400
    assert "Afsnittet er lavet af en rettelse" in part.text


async def test_the_later_of_two_is_told_and_chooses(site: Any) -> None:
    for actor, outcome in (("eva", "udsat"), ("bo", "godkendt")):
        answer = await send(site, f"/ret/punkt/{site.item}", {"felt": "outcome", "vaerdi": outcome, "version": "0"}, actor=actor)
    assert answer.status_code == 409
    assert "Udsat" in answer.text
    assert "eva" in answer.text
    assert one(site, "SELECT outcome FROM items WHERE id = ?", site.item) == "udsat"


async def test_a_program_corrects_with_its_token(site: Any) -> None:
    headers = {"Authorization": f"Bearer {access.token(site, 'robot')}"}
    path = f"/ret/moede/{site.ids[0]}"
    answer = await site.client.post(path, json={"field": "date", "value": "2022-07-01"}, headers=headers)
    assert answer.json()["entry"]["value"]["value"] == "2022-07-01"
    assert one(site, "SELECT date FROM items WHERE id = ?", site.item) == "2022-07-01"
    number = answer.json()["entry"]["id"]
    answer = await site.client.post(f"/rettelser/{number}", json={"action": "undo"}, headers=headers)
    assert answer.json()["entry"]["value"] is None
    for fields, status in (({"field": "date", "value": "i går"}, 400), ({"field": "colour", "value": "rød"}, 400), ({}, 400)):
        answer = await site.client.post(path, json=fields, headers=headers)
        assert (answer.status_code, answer.json()["ok"]) == (status, False)
    assert (await site.client.post(f"/rettelser/{number}", json={"action": "dance"}, headers=headers)).status_code == 400


async def test_nobody_else_corrects(site: Any) -> None:
    path = f"/ret/punkt/{site.item}"
    assert (await site.client.post(path, json={"field": "title", "value": "Andet"})).status_code == 403
    page = (await site.client.get(path)).text
    assert "Log ind for at rette" in page
    assert "<textarea" not in page
    assert (await site.client.get(f"{path}?felt=title&vaerdi=Andet", cookies=cookies(site))).status_code == 200
    assert one(site, "SELECT count(*) FROM entries") == 0
    assert 'class="correct"' not in (await site.client.get(f"/punkt/{site.item}")).text


@pytest.mark.parametrize(
    "path", ["/ret/punkt/ffffffffffff-s1y1", "/ret/opgave/000000000000-0000000000", "/ret/tekst/{item}/99", "/ret/andet/{item}"]
)
async def test_what_is_not_there_is_said(site: Any, path: str) -> None:
    assert (await site.client.get(path.format(item=site.item))).status_code == 404


async def test_the_list_is_a_file_too(site: Any) -> None:
    assert "Intet er rettet" in (await site.client.get("/rettelser")).text
    await send(site, f"/ret/punkt/{site.item}", {"felt": "title", "vaerdi": "Ordningen"})
    assert "value: Ordningen" in (await site.client.get("/rettelser.yaml")).text
    assert ";Ordningen;" in (await site.client.get("/rettelser.csv")).text
    rows = (await site.client.get("/rettelser.json")).json()["rows"]
    assert [(row["label"], row["value_text"], row["state_text"]) for row in rows] == [("Titel", "Ordningen", "gælder")]
    assert rows[0]["url"].endswith(f"/ret/punkt/{site.item}")
    assert (await site.client.get("/rettelser.xlsx")).content.startswith(b"PK")
    assert "Ordningen</title>" in (await site.client.get("/rettelser.atom")).text


async def test_what_people_write_is_no_code(site: Any) -> None:
    await send(site, f"/ret/punkt/{site.item}", {"felt": "title", "vaerdi": HOSTILE, "note": HOSTILE})
    for path in (f"/ret/punkt/{site.item}", f"/punkt/{site.item}", f"/bevis/{site.ids[0]}/items.1.title", "/rettelser"):
        page = (await site.client.get(path)).text
        assert "&lt;script&gt;" in page, path
        assert "<script>" not in page, path


VALUES = [
    ("moede/{meeting}", "date", "2022-07-01", "meeting.date", "Dato, læst: <q>29. juni 2022</q>"),
    ("deltager/{meeting}/1", "name", "Eva Holmgaard", "attendance.0.name", "Navn, læst: <q>Eva Holm</q>"),
    ("punkt/{item}", "outcome", "udsat", "items.1.outcome", "Udfald, læst: <q>Drøftet</q>"),
    ("tekst/{item}/2", "kind", "referat", "items.1.sections.1.text", "Tekstens art, læst: <q>Indstilling</q>"),
]


@pytest.mark.parametrize(("thing", "field", "value", "place", "told"), VALUES, ids=[case[1] for case in VALUES])
async def test_the_page_of_the_words_tells_it_too(site: Any, thing: str, field: str, value: str, place: str, told: str) -> None:
    where = f"/ret/{thing.format(meeting=site.ids[0], item=site.item)}"
    await send(site, where, {"felt": field, "vaerdi": value})
    for path in (f"/bevis/{site.ids[0]}/{place}", f"/moede/{site.ids[0]}", where):
        assert told in (await site.client.get(path)).text, path
