"""The list of tasks in every format, with the filters of its page, by links that need no script."""

from __future__ import annotations

import csv
import io
import re
from html.parser import HTMLParser
from typing import Any

import pytest
from icalendar import Calendar

from referat.db.explorer import exports
from referat.db.export.task_formats import TASK_FORMATS

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
    assert "Sekretariatet sender et overblik." in page.text


async def test_a_list_to_print_brings_its_styles_and_nothing_else(site: Any) -> None:
    answer = await site.client.get("/opgaver.html?stand=alle&ansvarlig=sekretariat")
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src 'unsafe-inline';")
    assert re.findall(r"<h1[^>]*>(.*?)</h1>", answer.text) == ["Opgaver til Sekretariatet"]


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
