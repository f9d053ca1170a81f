"""Whatever stands in minutes is data: on every page, in every file, feed and calendar, read again by libraries that did not write it."""

from __future__ import annotations

import csv
import io
import json
import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import quote

import feedparser
import pytest
import vobject
from openpyxl import load_workbook

from referat.db.export.delimited import cell
from tests.db.explorer.hostile import TEXTS

pytestmark = pytest.mark.asyncio
DAY = "2031-05-06"  # as in the fixture


class Page(HTMLParser):
    """The tags of a page, and what it says."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.text += data

    def complaints(self) -> list[str]:
        found = [tag for tag, _ in self.tags if tag in ("script", "iframe", "style", "base", "object", "embed", "img", "animate")]
        for tag, attributes in self.tags:
            found += [f"{tag} {name}" for name in attributes if name.startswith("on") or name in ("style", "srcdoc", "http-equiv")]
            addresses = [attributes[name] or "" for name in ("href", "src", "action") if name in attributes]
            found += [f"{tag} {address[:40]}" for address in addresses if not address.startswith(("/", "#"))]
        return found


def spoken(text: str) -> str:
    return "".join(re.findall(r"\w", text))


async def test_lists_of_all_of_it_do_nothing(hostile: Any) -> None:
    for path in (*hostile.lists, *(f"{path}{'&' if '?' in path else '?'}sprog=en" for path in hostile.lists)):
        answer = await hostile.client.get(path)
        assert answer.status_code == 200, path
        assert Page(answer.text).complaints() == [], path
    for path in hostile.lists[1:-1]:
        assert json.loads((await hostile.client.get(f"{path}.json")).text)["rows"] or path in ("/personer/forslag", "/dokumenter"), path
        assert (await hostile.client.get(f"{path}.csv")).status_code == 200
        load_workbook(io.BytesIO((await hostile.client.get(f"{path}.xlsx")).content))


async def test_pages_say_it_and_do_nothing(hostile: Any) -> None:
    for name, paths in hostile.pages.items():
        topic = f"/emne/{quote(hostile.texts[name][:150], safe='')}"
        for path in [*paths, topic]:
            answer = await hostile.client.get(path)
            assert answer.status_code == 200 or (answer.status_code == 404 and path == topic), (name, path)
            page = Page(answer.text)
            assert page.complaints() == [], (name, path)
            assert "default-src 'none'" in answer.headers["content-security-policy"]
            if path.startswith("/punkt"):
                assert spoken(hostile.texts[name]) in spoken(page.text), name
    assert "49" not in re.findall(r"<h1>(.*?)</h1>", (await hostile.client.get(hostile.pages["template"][1])).text)[0]


async def test_feeds_are_read_by_another_library(hostile: Any) -> None:
    feed = feedparser.parse((await hostile.client.get("/opgaver.atom?stand=alle")).content)
    assert not feed.bozo, feed.get("bozo_exception")
    assert len(feed.entries) == len(TEXTS)
    assert {re.match(r"urn:referat:[0-9a-f]{12}-[0-9a-f]{10}$", entry.id) is not None for entry in feed.entries} == {True}
    assert all(link.href.startswith("http://localhost/punkt/") for entry in feed.entries for link in entry.links)
    for paths in hostile.pages.values():
        for path in paths:
            if path.startswith(("/forum", "/person", "/soeg")):
                page, _, query = path.partition("?")
                assert not feedparser.parse((await hostile.client.get(f"{page}.atom?{query}")).content).bozo


async def test_calendars_are_read_by_another_library(hostile: Any) -> None:
    text = (await hostile.client.get("/opgaver.ics?stand=alle")).text
    (calendar,) = list(vobject.readComponents(text))
    todos, events = list(calendar.vtodo_list), list(calendar.vevent_list)
    assert len(todos) == len(events) == len(TEXTS)
    assert {str(todo.due.value) for todo in todos} == {DAY}
    assert {"ATTACH", "ORGANIZER"} & {child.name for part in (*todos, *events) for child in part.getChildren()} == set()
    said = sorted(spoken(todo.summary.value) for todo in todos)
    assert len(said) == len(TEXTS)
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    for paths in hostile.pages.values():
        forum = next((path for path in paths if path.startswith("/forum")), None)
        if forum:
            (calendar,) = list(vobject.readComponents((await hostile.client.get(f"{forum}.ics")).text))
            assert len(calendar.vevent_list) >= 2


@pytest.mark.parametrize("path", ["/opgaver.{}?stand=alle", "/soeg.{}?slags=beslutning"])
async def test_tables_hold_no_formulas(hostile: Any, path: str) -> None:
    rows = list(csv.reader(io.StringIO((await hostile.client.get(path.format("csv"))).content.decode("utf-8-sig"))))
    assert len(rows) == len(TEXTS) + 1
    assert {len(row) for row in rows} == {len(rows[0])}
    assert [value for row in rows for value in row if value.lstrip().startswith(("=", "+", "-", "@", "＝"))] == []
    sheet = load_workbook(io.BytesIO((await hostile.client.get(path.format("xlsx"))).content)).worksheets[0]
    cells = [value for row in sheet.iter_rows() for value in row]
    assert len(cells) == len(rows) * len(rows[0])
    assert {value.data_type for value in cells} <= {"s", "n", "d", "inlineStr"}
    assert (await hostile.client.get(path.format("json"))).json()["rows"]


async def test_plain_tables_and_questions_stand_it(hostile: Any) -> None:
    for path in ("/referat/items?_size=100", "/referat/tasks.csv", "/referat/people.json", "/referat/opgaver?ansvarlig=%27", "/"):
        answer = await hostile.client.get(path)
        assert answer.status_code == 200
        if answer.headers["content-type"].startswith("text/html"):
            assert "window.hacked=1</script>" not in answer.text.replace("&lt;", "")
            assert not [
                tag for tag, attributes in Page(answer.text).tags if tag == "img" or any(name.startswith("on") for name in attributes)
            ]


@pytest.mark.parametrize(
    ("value", "written"),
    [
        ("=1", "'=1"),
        ("+45 12", "'+45 12"),
        ("-x", "'-x"),
        ("@x", "'@x"),
        ("\t=1", "'\t=1"),
        (" =1", "' =1"),
        ("x=1", "x=1"),
        (None, ""),
        (3, "3"),
        ("a\x00b", "ab"),
    ],
)
async def test_cells(value: Any, written: str) -> None:
    assert cell(value) == written
