"""Saying what became of a task, in the explorer: who may, from forms and programs, and what the later one is told."""

from __future__ import annotations

import datetime as dt
import json
import sqlite3
import threading
import time
from typing import Any

import pytest
from datasette.app import Datasette

from referat.db.entries import states
from referat.db.entries.states import TaskState
from referat.db.explorer import access, address

pytestmark = pytest.mark.asyncio
TASK = "Sekretariatet sender et overblik."
FORM = "application/x-www-form-urlencoded"


def task_of(site: Any) -> str:
    conn = sqlite3.connect(site.databases["referat"].path)
    (found,) = conn.execute("SELECT id FROM tasks WHERE quote = ?", (TASK,)).fetchone()
    conn.close()
    return str(found)


def cookies(site: Any, actor: str = "root") -> dict[str, str]:
    return {"ds_actor": site.sign({"a": {"id": actor}}, "actor")}


async def send(site: Any, path: str, fields: dict[str, str], *, actor: str = "root") -> Any:
    """Sends a form as a browser does, with the token that a page gave."""
    page = await site.client.get("/adgang", cookies=cookies(site, actor))
    token = page.cookies["ds_csrftoken"]
    return await site.client.post(path, data={"csrftoken": token, **fields}, cookies={**cookies(site, actor), "ds_csrftoken": token})


def said(site: Any) -> states.State:
    conn = sqlite3.connect(site.databases["referat"].path)
    found = states.state_of(conn, task_of(site))
    conn.close()
    return found


async def test_a_task_is_done_by_form(site: Any) -> None:
    task = task_of(site)
    answer = await send(site, f"/opgave/{task}", {"tilstand": "done", "version": "0", "tilbage": f"/opgaver?stand=alle#opgave-{task}"})
    assert (answer.status_code, answer.headers["location"]) == (303, f"/opgaver?stand=alle#opgave-{task}")
    state = said(site)
    assert (state.state, state.actor, state.version, state.date) == (TaskState.DONE, "root", 1, dt.date.today().isoformat())  # noqa: DTZ011
    answer = await send(site, f"/opgave/{task}", {"tilstand": "done", "dato": "2024-05-01", "note": "Sendt\r\ntil alle", "version": "1"})
    assert answer.headers["location"] == f"/opgave/{task}"
    page = (await site.client.get(f"/opgave/{task}")).text
    for words in ("Udført", "1. maj 2024", "Sendt\ntil alle", "Historie", "root"):
        assert words in page
    assert '<form class="filters' not in page  # nobody is logged in here
    for path in ("/opgaver?stand=afsluttet", f"/moede/{site.ids[0]}"):
        assert "Udført" in (await site.client.get(path)).text
    listed = (await site.client.get("/opgaver?stand=afsluttet&tilstand=done")).text
    assert f"/opgave/{task}" in listed
    assert "Udført 1. maj 2024: Sendt" in (await site.client.get("/opgaver.atom?stand=alle")).text
    assert "STATUS:COMPLETED" in (await site.client.get("/opgaver.ics?stand=alle")).text
    assert f"/opgave/{task}" not in (await site.client.get("/opgaver?stand=forude")).text
    assert f"/opgave/{task}" not in (await site.client.get("/opgaver?stand=alle&tilstand=open")).text


async def test_what_is_done_is_no_longer_ahead(site: Any) -> None:
    task = task_of(site)
    shown = "sekretariatet sender et overblik."
    for path in ("/", "/forum/klyngeforum-nord"):
        assert f"/punkt/{site.item}" in (await site.client.get(path)).text
    await send(site, f"/opgave/{task}", {"tilstand": "done", "version": "0"})
    for path in ("/", "/forum/klyngeforum-nord"):
        assert shown not in (await site.client.get(path)).text


async def test_the_later_one_sees_both_and_decides(site: Any) -> None:
    task = task_of(site)
    await send(site, f"/opgave/{task}", {"tilstand": "done", "version": "0", "note": "Sendt af Eva"}, actor="eva")
    answer = await send(site, f"/opgave/{task}", {"tilstand": "dropped", "version": "0", "note": "Ikke mere <b>aktuel</b>"}, actor="bo")
    assert answer.status_code == 409
    for words in ("En anden har ændret det imens", "Sendt af Eva", "eva", "Udført", "Bortfaldet", "Ikke mere &lt;b&gt;aktuel&lt;/b&gt;"):
        assert words in answer.text
    assert said(site).state is TaskState.DONE
    assert '<input type="hidden" name="version" value="1">' in answer.text  # to save one's own all the same
    await send(site, f"/opgave/{task}", {"tilstand": "dropped", "version": "1", "note": "Ikke mere aktuel"}, actor="bo")
    assert (said(site).state, said(site).actor) == (TaskState.DROPPED, "bo")


async def test_a_program_brings_a_token(site: Any) -> None:
    task, token = task_of(site), access.token(site, "eva")
    headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}
    answer = await site.client.post(f"/opgave/{task}", content=json.dumps({"state": "done", "version": 0}), headers=headers)
    assert (answer.status_code, answer.json()["entry"]["version"], answer.json()["entry"]["actor"]) == (200, 1, "eva")
    late = await site.client.post(f"/opgave/{task}", content=json.dumps({"state": "dropped", "version": 0}), headers=headers)
    assert late.status_code == 409
    assert late.json()["current"]["value"]["state"] == "done"
    assert late.json()["wanted"] == {"state": "dropped"}
    told = (await site.client.get(f"/opgave/{task}.json")).json()
    assert (told["state"], told["version"], [step["action"] for step in told["history"]]) == ("done", 1, ["done"])
    for body, status in (('{"state": "hm"}', 400), ("[1]", 400), ("{", 400), ('{"date": "i morgen"}', 400), ('{"version": "x"}', 400)):
        assert (await site.client.post(f"/opgave/{task}", content=body, headers=headers)).status_code == status
    missing = await site.client.post("/opgave/0123456789ab-0123456789", content='{"state": "done"}', headers=headers)
    assert missing.status_code == 404
    big = await site.client.post(f"/opgave/{task}", content=json.dumps({"note": "x" * 70_000}), headers=headers)
    assert big.status_code == 413


async def test_who_may_not_is_told(site: Any) -> None:
    task = task_of(site)
    body = {"tilstand": "done", "version": "0"}
    anonymous = await site.client.post(f"/opgave/{task}", data=body)
    assert anonymous.status_code == 403
    assert "/adgang" in anonymous.text
    forged = await site.client.post(f"/opgave/{task}", data=body, cookies=cookies(site))
    assert forged.status_code == 403  # no token of a page of ours
    assert (await site.client.get(f"/opgave/{task}?tilstand=done&version=0", cookies=cookies(site))).status_code == 200
    assert (await site.client.get(f"/opgave/{task}/bekraeft", cookies=cookies(site))).status_code == 405
    old = site.sign({"a": "eva", "token": "dstok", "t": int(time.time()) - 10, "d": 5}, namespace="token")
    wrong = (
        "dstok_x",
        f"dstok_{old}",
        "dstok_" + site.sign({"a": 1}, namespace="token"),
        "dstok_" + site.sign(["a"], namespace="token"),
        "other",
    )
    for token in wrong:
        headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}
        assert (await site.client.post(f"/opgave/{task}", content='{"state": "done"}', headers=headers)).status_code == 403
    assert said(site).version == 0


async def test_a_form_leads_back_to_this_site_only(site: Any) -> None:
    task = task_of(site)
    for number, elsewhere in enumerate(("https://example.com/", "//example.com", "/\\example.com", "javascript:alert(1)")):
        answer = await send(site, f"/opgave/{task}", {"note": f"{number}", "version": str(number), "tilbage": elsewhere})
        assert answer.headers["location"] == f"/opgave/{task}"


async def test_the_setting_says_who_may_write(site: Any) -> None:
    task = task_of(site)
    path = site.databases["referat"].path
    strict = Datasette([path], metadata={"plugins": {"referat": {"edit": {"id": ["eva"]}}}})
    await strict.invoke_startup()
    for actor, status in (("eva", 303), ("bo", 403), ("root", 303)):
        version = str(said(site).version)
        page = await strict.client.get(f"/opgave/{task}", cookies=cookies(strict, actor))
        assert ("state-form" in page.text) is (status == 303)
        page = await strict.client.get("/-/logout", cookies=cookies(strict, actor))
        token = page.cookies["ds_csrftoken"]
        answer = await strict.client.post(
            f"/opgave/{task}",
            data={"csrftoken": token, "note": actor, "version": version},
            cookies={**cookies(strict, actor), "ds_csrftoken": token},
        )
        assert answer.status_code == status


async def test_the_page_of_access(site: Any) -> None:
    assert "referat serve" in (await site.client.get("/adgang")).text
    made = await send(site, "/adgang", {})
    assert made.status_code == 200
    token = made.text.split('<code class="token">')[1].split("<")[0]
    headers = {"authorization": f"Bearer {token}", "content-type": "application/json"}
    answer = await site.client.post(f"/opgave/{task_of(site)}", content='{"state": "done"}', headers=headers)
    assert answer.json()["entry"]["actor"] == "root"
    # A token makes no other token.
    assert (await site.client.post("/adgang", headers=headers)).status_code == 403
    assert (await site.client.post("/adgang")).status_code == 403


async def test_what_is_adrift_is_shown(site: Any) -> None:
    task = task_of(site)
    await send(site, f"/opgave/{task}", {"tilstand": "done", "version": "0", "note": "Gemt"})
    assert "hører til en opgave" in (await site.client.get("/opgaver/uden-plads")).text
    conn = sqlite3.connect(site.databases["referat"].path)
    with conn:
        conn.execute("UPDATE entries SET standing = 'unsure'")
    unsure = (await site.client.get("/opgaver/uden-plads")).text
    assert "Måske en anden opgave" in unsure
    assert "ikke sikkert" in (await site.client.get(f"/opgave/{task}")).text
    assert (await send(site, f"/opgave/{task}/bekraeft", {"version": "1"})).status_code == 303
    assert "hører til en opgave" in (await site.client.get("/opgaver/uden-plads")).text
    with conn:
        conn.execute("DELETE FROM tasks WHERE id = ?", (task,))
        conn.execute("UPDATE entries SET standing = 'gone', target_id = NULL")
    conn.close()
    page = await site.client.get(f"/opgave/{task}")
    assert (page.status_code, "står ikke længere" in page.text, "Gemt" in page.text) == (200, True, True)
    assert TASK in (await site.client.get("/opgaver/uden-plads")).text
    row = (await site.client.get("/opgaver/uden-plads.json")).json()["rows"][0]
    assert (row["words"], row["note"], row["url"].endswith(f"/opgave/{task}")) == (TASK, "Gemt", True)
    assert (await site.client.get("/opgaver/uden-plads.xlsx")).content.startswith(b"PK")
    assert (await send(site, f"/opgave/{task}/bekraeft", {"version": "2"})).status_code == 400
    assert (await send(site, f"/opgave/{task}", {"tilstand": "dropped", "version": "2"})).status_code == 303


async def test_what_was_said_does_not_belong_there(site: Any) -> None:
    task = task_of(site)
    await send(site, f"/opgave/{task}", {"tilstand": "done", "version": "0"})
    assert (await send(site, f"/opgave/{task}/bekraeft", {"version": "1", "svar": "nej"})).status_code == 400  # nobody doubts it
    conn = sqlite3.connect(site.databases["referat"].path)
    with conn:
        conn.execute("UPDATE entries SET standing = 'unsure'")
    conn.close()
    assert "Det er en anden" in (await site.client.get(f"/opgave/{task}", cookies=cookies(site))).text
    assert (await send(site, f"/opgave/{task}/bekraeft", {"version": "1", "svar": "nej"})).status_code == 303
    assert "Ordene står ikke længere" in (await site.client.get("/opgaver/uden-plads")).text
    assert said(site).state is TaskState.OPEN


async def test_what_was_said_is_moved_to_another_task(site: Any) -> None:
    task = task_of(site)
    await send(site, f"/opgave/{task}", {"tilstand": "done", "version": "0"})
    conn = sqlite3.connect(site.databases["referat"].path)
    with conn:
        conn.execute("UPDATE entries SET standing = 'gone', target_id = NULL")
        conn.execute("UPDATE tasks SET id = ? WHERE id = ?", (f"{task[:13]}0123456789", task))
    conn.close()
    page = await site.client.get(f"/opgave/{task}", cookies=cookies(site))
    assert f'<option value="{task[:13]}0123456789">' in page.text
    answer = await send(site, f"/opgave/{task}/bekraeft", {"version": "1", "opgave": f"{task[:13]}0123456789"})
    assert (answer.status_code, answer.headers["location"]) == (303, "/opgaver/uden-plads")
    moved = await site.client.get(f"/opgave/{task[:13]}0123456789")
    assert "Flyttet til denne opgave" in moved.text
    missing = await send(site, f"/opgave/{task[:13]}0123456789/bekraeft", {"version": "2", "opgave": "0123456789ab-x"})
    assert missing.status_code == 400


async def test_writing_waits_for_an_import(site: Any) -> None:
    """An import holds the database while it keeps a document."""
    conn = sqlite3.connect(site.databases["referat"].path, check_same_thread=False)
    conn.execute("BEGIN IMMEDIATE")

    def end() -> None:
        conn.commit()
        conn.close()

    threading.Timer(0.3, end).start()
    answer = await send(site, f"/opgave/{task_of(site)}", {"tilstand": "done", "version": "0"})
    assert (answer.status_code, said(site).state) == (303, TaskState.DONE)


async def test_a_database_that_cannot_be_changed_says_so(site: Any) -> None:
    conn = sqlite3.connect(site.databases["referat"].path)
    conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    conn.close()
    fixed = Datasette([], immutables=[site.databases["referat"].path])
    await fixed.invoke_startup()
    assert "ikke kan ændres" in (await fixed.client.get("/adgang")).text
    for path in ("/", "/opgaver?stand=alle", f"/opgave/{task_of(site)}", address.correct("task", task_of(site)), "/rettelser"):
        assert "Log ind" in (await site.client.get(path)).text
        assert "Log ind" not in (await fixed.client.get(path)).text
    token = access.token(fixed, "root")
    answer = await fixed.client.post(
        f"/opgave/{task_of(site)}", content="{}", headers={"authorization": f"Bearer {token}", "content-type": "application/json"}
    )
    assert (answer.status_code, answer.json()["ok"]) == (403, False)
