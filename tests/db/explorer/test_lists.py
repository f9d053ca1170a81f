"""The pages that show lists, and the same lists as files, feeds and calendars, read again by other libraries."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any
from xml.etree import ElementTree

import pytest

pytestmark = pytest.mark.asyncio
ATOM = {"a": "http://www.w3.org/2005/Atom"}
LISTS = ["/emne/APU", "/opgaver", "/person/eva-holm", "/forum/klyngeforum-nord", "/moeder"]
TABLES = ["/fora", "/personer", "/mangler", "/dokumenter", "/bemaerkninger", "/personer/forslag"]
WITHOUT_CALENDAR = ["/soeg?q=apu", "/beslutninger/uden-ansvarlig-eller-frist"]


async def get(site: Any, path: str) -> Any:
    answer = await site.client.get(path.format(*site.ids))
    assert answer.status_code == 200, path
    return answer


def words(html: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def as_format(path: str, name: str) -> str:
    page, _, query = path.partition("?")
    return f"{page}.{name}{'?' if query else ''}{query}"


async def test_a_topic_tells_what_was_recommended_decided_and_to_be_done(site: Any) -> None:
    told = words((await get(site, "/emne/APU")).text)
    order = [
        "Akut Psykiatrisk Udrykningstjeneste",
        "29. juni 2022",
        "Indstilling",
        "drøfter ordningen",
        "Beslutning",
        "Ordningen fortsætter.",
        "Sekretariatet",
        "1. juli 2099",
        "Til stede",
        "Eva Holm",
    ]
    places = [told.find(part) for part in order]
    assert -1 not in places, dict(zip(order, places, strict=True))
    assert "Bo Vig" not in told, "who was absent did not take part"
    assert "Dagsordenen blev godkendt" not in told


async def test_a_topic_may_be_anything(site: Any) -> None:
    assert "Ingen punkter" in (await get(site, "/emne/findes%2Fikke")).text
    assert (await site.client.get("/emne/%22%27")).status_code == 404
    assert (await site.client.get("/emne/%22.ics")).status_code == 404


async def test_tasks_are_sorted_by_state(site: Any) -> None:
    rows = (await get(site, "/opgaver.json?stand=forude")).json()["rows"]
    assert [row["deadline"] for row in rows] == ["2098-01-01", "2099-07-01"]
    assert rows[1]["owners"] == ["Sekretariatet"]
    assert (await get(site, "/opgaver.json?stand=overskredet")).json()["rows"] == []
    assert len((await get(site, "/opgaver.json?ansvarlig=sekretariat")).json()["rows"]) == 1
    assert (await get(site, "/opgaver.json?ansvarlig=%25_%25")).json()["rows"] == [], "signs of a pattern are letters"
    assert len((await get(site, "/opgaver.json?forum=klyngeforum&til=2099")).json()["rows"]) == 1
    assert (await get(site, "/opgaver.json?forum=klyngeforum&til=2098")).json()["rows"] == []


async def test_people_and_forums_lead_to_each_other(site: Any) -> None:
    person = (await get(site, "/person/bo-vig")).text
    assert "1 afbud eller fravær" in words(person)
    assert 'href="/forum/klyngeforum-nord"' in person
    forum = (await get(site, "/forum/klyngeforum-nord")).text
    assert 'href="/person/eva-holm@klyngeforum-nord"' in forum
    for path in ("/person/ingen", "/forum/ingen", "/person/ingen.json", "/forum/ingen.ics"):
        assert (await site.client.get(path)).status_code == 404


@pytest.mark.parametrize("path", [*LISTS, *WITHOUT_CALENDAR, *TABLES])
async def test_every_list_is_offered_as_files(site: Any, path: str) -> None:
    """JSON, CSV and the spreadsheet hold the same rows in the same order."""
    from openpyxl import load_workbook

    rows = json.loads((await get(site, as_format(path, "json"))).text)["rows"]
    table = list(csv.reader(io.StringIO((await get(site, as_format(path, "csv"))).content.decode("utf-8-sig"))))
    book = load_workbook(io.BytesIO((await get(site, as_format(path, "xlsx"))).content))
    sheet = list(book.worksheets[0].iter_rows(values_only=True))
    assert rows or path in (*WITHOUT_CALENDAR, *TABLES)
    assert len(table) == len(sheet) == len(rows) + 1
    assert table[0] == list(sheet[0])
    addresses = [row["url"] for row in rows]
    assert [line[-1] for line in table[1:]] == [line[-1] for line in sheet[1:]] == addresses
    for address in addresses:
        assert (await site.client.get(address.removeprefix("http://localhost"))).status_code == 200


@pytest.mark.parametrize("path", [*LISTS, *WITHOUT_CALENDAR])
async def test_every_list_is_a_feed(site: Any, path: str) -> None:
    feed = ElementTree.fromstring((await get(site, as_format(path, "atom"))).text)
    rows = json.loads((await get(site, as_format(path, "json"))).text)["rows"]
    assert [entry.findtext("a:id", namespaces=ATOM) for entry in feed.findall("a:entry", ATOM)] == [
        f"urn:referat:{row['id']}" for row in rows
    ]
    for entry in feed.findall("a:entry", ATOM):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", entry.findtext("a:updated", namespaces=ATOM) or "")


@pytest.mark.parametrize("path", LISTS)
async def test_lists_with_days_are_calendars(site: Any, path: str) -> None:
    """A task is a to-do with a date without time, and a day; the same minutes give the same bytes."""
    text = (await get(site, f"{path}.ics")).text
    assert text == (await get(site, f"{path}.ics")).text
    parts = re.findall(r"BEGIN:(VTODO|VEVENT)\r\n(.*?)\r\nEND:", text, re.S)
    identities = [re.search(r"UID:(\S+)", part)[1] for _, part in parts]  # type: ignore[index]
    assert len(set(identities)) == len(identities)
    for kind, part in parts:
        field = "DUE" if kind == "VTODO" else "DTSTART"
        assert re.search(rf"^{field};VALUE=DATE:\d{{8}}\r?$", part, re.M), part
    if path == "/emne/APU":
        assert [kind for kind, _ in parts] == ["VTODO", "VEVENT"]
        assert "DUE;VALUE=DATE:20990701" in text
    if path == "/forum/klyngeforum-nord":
        assert "DTSTART;VALUE=DATE:20220629" in text, "the meeting itself"


async def test_a_search_without_answers_suggests_what_was_meant(site: Any) -> None:
    text = (await get(site, "/soeg?q=udrykningstjensete+forum")).text
    assert re.search(r'Mente du <a href="(/soeg\?q=udrykningstjeneste\+forum)">udrykningstjeneste forum</a>', text)
    assert "Mente du" not in (await get(site, "/soeg?q=xyzzyplugh")).text


async def test_a_search_is_a_query_in_sql(site: Any) -> None:
    """The link from the search page finds in Datasette what the page found."""
    page = (await get(site, "/soeg?q=alle+beslutninger+om+apu&aar=2022&forum=klyngeforum-nord&person=eva-holm")).text
    link = next(link for link in re.findall(r'href="(/referat\?sql=[^"]+)"', page)).replace("&amp;", "&")
    rows = (await get(site, link.replace("/referat?", "/referat.json?") + "&_shape=array")).json()
    assert [(row["nr"], row["forum"]) for row in rows] == [("2", "Klyngeforum Nord")]


async def test_who_took_part_narrows_a_search(site: Any) -> None:
    page = (await get(site, "/soeg?q=apu")).text
    assert "person=eva-holm" in page
    assert "person=bo-vig" not in page, "absent"
    assert (await get(site, "/soeg.json?q=apu&person=eva-holm")).json()["rows"]
    assert (await get(site, "/soeg.json?q=apu&person=bo-vig")).json()["rows"] == []
