"""The list of tasks in every format, with the filters of its page, by links that need no script."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar
from sqlite_utils import Database

from referat.db.explorer import exports
from referat.db.explorer.server import make
from referat.db.export.task_formats import TASK_FORMATS
from referat.db.people import register

pytestmark = pytest.mark.asyncio


class Links(HTMLParser):
    """The addresses of a page by what the links say."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: dict[str, str] = {}
        self._href = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._href = (dict(attrs).get("href") or "") if tag == "a" else ""

    def handle_data(self, data: str) -> None:
        if self._href:
            self.found[data.strip()] = self._href


def uids(body: bytes) -> set[str]:
    return {str(part["UID"]) for part in Calendar.from_ical(body).walk("VTODO")}


async def test_every_format_is_a_link_that_keeps_the_filters(site: Any) -> None:
    filters = "stand=alle&ansvarlig=sekretariat"
    links = Links((await site.client.get(f"/opgaver?{filters}")).text).found
    for name, made in TASK_FORMATS.items():
        assert links[made.label] == f"/opgaver.{name}?{filters}"
        answer = await site.client.get(links[made.label])
        assert answer.status_code == 200, name
        assert answer.content
        shown = name in ("html", "json")
        assert ("content-disposition" in answer.headers) is not shown
        assert shown or answer.headers["content-disposition"] == f'attachment; filename="opgaver.{name}"'


async def test_a_file_holds_what_the_page_shows(site: Any) -> None:
    async def owners(query: str) -> list[str]:
        body = (await site.client.get(f"/opgaver.csv?{query}")).content.decode("utf-8-sig")
        return [row["Ansvarlig"] for row in csv.DictReader(io.StringIO(body, newline=""))]

    assert len(await owners("stand=alle")) == 2
    assert await owners("stand=alle&ansvarlig=sekretariat") == ["Sekretariatet"]
    assert await owners("stand=overskredet") == []
    assert await owners("forum=klyngeforum&til=2099") == ["Sekretariatet"]


async def test_evidence_is_where_the_link_says(site: Any) -> None:
    rows = (await site.client.get("/opgaver.json?stand=alle")).json()["rows"]
    for row in rows:
        page = await site.client.get(row["url"].removeprefix("http://localhost"))
        assert page.status_code == 200
    assert "Sekretariatet sender et overblik." in page.text  # pyright: ignore[reportPossiblyUnboundVariable]


async def test_a_list_to_print_brings_its_styles_and_nothing_else(site: Any) -> None:
    answer = await site.client.get("/opgaver.html?stand=alle&ansvarlig=sekretariat")
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src 'unsafe-inline';")
    assert re.findall(r"<h1[^>]*>(.*?)</h1>", answer.text) == ["Opgaver til Sekretariatet"]


async def test_a_person_has_a_list_of_her_own(database: Database, keep: Callable[..., str], tmp_path: Path) -> None:
    tasks = [("Eva Holm", "Eva Holm sender planen.", "2031-05-06"), ("Bo Vig", "Bo Vig svarer.", None)]
    keep(present=("Eva Holm", "Bo Vig", "Ida Lund"), items=[{"title": "Plan", "beslutning": "Ja.", "tasks": tasks}])
    register.refresh(database)
    site = make(tmp_path / "referat.db")
    assert "Til print og e-mail" not in (await site.client.get("/person/ida-lund")).text, "she has no tasks"
    links = Links((await site.client.get("/person/eva-holm")).text).found
    for name in exports.OF_PERSON:
        answer = await site.client.get(links[TASK_FORMATS[name].label])
        assert answer.status_code == 200, name
        assert name.endswith("xlsx") or ("sender planen" in answer.text and "svarer" not in answer.text)
    letter = await site.client.get(links["Til print og e-mail"])
    assert re.findall(r"<h1[^>]*>(.*?)</h1>", letter.text) == ["Opgaver til Eva Holm"]
    assert "style-src 'unsafe-inline'" in letter.headers["content-security-policy"]
    assert (await site.client.get("/person/ingen.html")).status_code == 404


async def test_calendars_of_other_pages_know_the_same_task(site: Any) -> None:
    whole = uids((await site.client.get("/opgaver.ics?stand=alle")).content)
    for path in ("/forum/klyngeforum-nord.ics", "/emne/APU.ics"):
        found = uids((await site.client.get(path)).content)
        assert found
        assert found <= whole, "or an entry would stand twice in a calendar that follows both"


async def test_more_than_a_page_can_wait_for_is_refused(site: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(exports, "MOST", 1)
    answer = await site.client.get("/opgaver.xlsx?stand=alle")
    assert answer.status_code == 413
    assert "referat export tasks" in answer.text


@pytest.mark.parametrize("path", ["/opgaver.docx", "/opgaver.todoist"])
async def test_other_endings_are_not_found(site: Any, path: str) -> None:
    assert (await site.client.get(path)).status_code == 404
