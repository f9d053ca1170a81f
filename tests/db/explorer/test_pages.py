"""Every page of the explorer, over the wire."""

from __future__ import annotations

import re
import sqlite3
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette
from sqlite_utils import Database

pytestmark = pytest.mark.asyncio
OURS = [
    "/",
    "/soeg",
    "/soeg?q=apu",
    "/soeg?q=alle+beslutninger+om+apu&sortering=nyeste&aar=2022",
    "/moede/{0}",
    "/moede/{1}",
    "/bevis/{0}/meeting.forum",
    "/bevis/{1}/items.0.title",
    "/soeg?q=script",
    "/soeg?q=%00%22&slags=x&side=99999999999&fra=nej",
]
PLAIN = [
    "/referat",
    "/referat/items",
    "/referat/items?_search=beslutninger",
    "/referat/meetings",
    "/referat/tasks",
    "/referat/facts",
    "/referat/people",
    "/referat/problems",
    "/referat/sections?_facet=kind",
    "/referat/items.json",
    "/referat/items.csv",
    "/.json",
    "/-/plugins.json",
    "/referat?sql=select+count(*)+from+items",
    "/referat/attendance",
]


async def get(site: Any, path: str) -> Any:
    return await site.client.get(path.format(*site.ids))


class Tags(HTMLParser):
    """The tags of a page, and the text of its scripts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))


@pytest.mark.parametrize("path", OURS)
async def test_our_pages_are_answered_and_hold_no_foreign_code(site: Any, path: str) -> None:
    answer = await get(site, path)
    assert answer.status_code == 200
    tags = Tags(answer.text).tags
    assert not [tag for tag, attributes in tags if tag == "script" or any(name.startswith("on") or name == "style" for name in attributes)]
    links = [attributes.get(name) or "" for _, attributes in tags for name in ("href", "src", "action") if name in attributes]
    assert links
    assert all(link.startswith(("/", "#")) for link in links)
    assert "{{" not in answer.text.replace("{{ 7*7 }}", "")
    assert answer.headers["content-security-policy"].startswith("default-src 'none'; style-src 'self'; img-src 'self'")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert ("html", {"lang": "da"}) in tags


@pytest.mark.parametrize("path", PLAIN)
async def test_plain_pages_go_on_working(site: Any, path: str) -> None:
    answer = await get(site, path)
    assert answer.status_code == 200
    assert "<script>alert(1)" not in answer.text or "html" not in answer.headers["content-type"]


async def test_search_in_tables_asks_in_our_way(site: Any) -> None:
    rows = (await get(site, "/referat/items.json?_search=alle+beslutninger+om+apu&_shape=array")).json()
    assert [row["number"] for row in rows] == ["2"]


async def test_tables_have_danish_titles(site: Any) -> None:
    assert "<h1>Punkter</h1>" in (await get(site, "/referat/items")).text


async def test_canned_questions_are_answered(site: Any) -> None:
    front = (await get(site, "/referat.json")).json()
    assert {query["name"] for query in front["queries"]} >= {"alle-beslutninger-om", "punkter-i-et-forum", "hvem-var-til-stede", "opgaver"}
    for query in front["queries"]:
        answer = await site.client.get(f"/referat/{query['name']}.json", params={"_shape": "objects"})
        assert answer.status_code == 200, query["name"]
        assert answer.json()["ok"], query["name"]
    rows = (await get(site, "/referat/alle-beslutninger-om.json?emne=apu&_shape=array")).json()
    assert [(row["dato"], row["nr"], row["beslutning"]) for row in rows] == [("2022-06-29", "2", "Ordningen fortsætter.")]
    rows = (await get(site, "/referat/hvem-var-til-stede.json?forum=klynge&dato=2022&_shape=array")).json()
    assert [(row["navn"], row["fremmøde"]) for row in rows] == [("Eva Holm", "til stede"), ("Bo Vig", "fraværende")]


async def test_from_search_to_the_marked_lines(site: Any) -> None:
    found = (await get(site, "/soeg?q=alle+beslutninger+om+apu")).text
    link = next(link for link in re.findall(r'href="(/bevis/[^"]+)"', found))
    proof = (await get(site, link)).text
    assert "Ordningen fortsætter." in proof
    assert proof.count("<rect ") == 1
    image = next(iter(re.findall(r'<image href="([^"]+)"', proof)))
    answer = await get(site, image)
    assert answer.headers["content-type"] == "image/png"
    assert answer.content.startswith(b"\x89PNG")


async def test_a_meeting_reads_like_minutes(site: Any) -> None:
    text = (await get(site, "/moede/{0}")).text
    order = [
        "Klyngeforum Nord",
        "29. juni 2022",
        "Til stede",
        "Eva Holm",
        "Afbud",
        "Bo Vig",
        "Godkendelse af dagsorden",
        "Godkendt",
        "Dagsordenen blev godkendt.",
        "Det indstilles",
        "Ordningen fortsætter.",
        "Sekretariatet",
        "1. juli 2099",
    ]
    places = [text.find(words) for words in order]
    assert -1 not in places
    assert text.count("<details>") == 1, "the long case text is folded"


async def test_words_that_were_hard_to_read_are_marked(site: Any, database: Database) -> None:
    paths = ("items[0].title", "attendance[0].name", "items[0].sections[0].text")
    for path in ("/moede/{0}", "/bevis/{0}/items.0.title"):
        assert "unsure" not in (await get(site, path)).text
    with database.conn:
        database.conn.execute("UPDATE facts SET confidence = 0.97 WHERE meeting_id = ?", (site.ids[0],))
        change = "UPDATE facts SET confidence = 0.62 WHERE meeting_id = ? AND path = ?"
        database.conn.executemany(change, [(site.ids[0], path) for path in paths])
    assert (await get(site, "/moede/{0}")).text.count("usikker læsning") == 3
    text = (await get(site, "/bevis/{0}/items.0.title")).text
    assert "Sikkerhed: 62\N{NO-BREAK SPACE}%. Sammenlign" in text
    assert "Sikkerhed: 97\N{NO-BREAK SPACE}%." in (await get(site, "/bevis/{0}/meeting.forum")).text


async def test_an_item_of_an_older_reader_is_found_again(site: Any, database: Database) -> None:
    identity, page, top = database.conn.execute("SELECT id, page, top FROM items WHERE ordinal = 2").fetchone()
    document = identity.split("-")[0]
    assert (await get(site, f"/punkt/{identity}")).status_code == 200
    moved = await get(site, f"/punkt/{document}-s{page}y{round(top) + 20}")
    assert (moved.status_code, moved.headers["location"]) == (302, f"/punkt/{identity}")
    assert (await get(site, "/punkt/ffffffffffff-s1y1")).status_code == 404


@pytest.mark.parametrize(
    "path",
    [
        "/moede/ffffffffffff-1",
        "/bevis/{0}/meeting.nothing",
        "/side/ffffffffffff/1.png",
        "/side/{0}/1.png",
        "/bevis/{0}/..",
        "/moede/{0}%27",
    ],
)
async def test_what_is_not_there_is_not_there(site: Any, path: str) -> None:
    assert (await get(site, path)).status_code == 404


async def test_only_files_that_hold_what_was_read_are_opened(site: Any, tmp_path: Path) -> None:
    document = site.ids[0].split("-")[0]
    pdf = tmp_path / "referat.pdf"
    pdf.write_bytes(pdf.read_bytes() + b"\n")
    answer = await get(site, f"/side/{document}/1.png?bredde=2000")
    assert answer.status_code == 404
    assert "ændret" in answer.text
    assert "ændret" in (await get(site, "/bevis/{0}/meeting.forum")).text
    pdf.unlink()
    assert "findes ikke længere" in (await get(site, "/bevis/{0}/meeting.forum")).text


async def test_search_engines_stay_out(site: Any) -> None:
    assert (await get(site, "/robots.txt")).text == "User-agent: *\nDisallow: /\n"
    assert (await get(site, "/referat/items")).headers["x-robots-tag"] == "noindex, nofollow"


async def test_facets_narrow_the_answer(site: Any) -> None:
    text = (await get(site, "/soeg")).text
    link = next(link.replace("&amp;", "&") for link in re.findall(r'href="(/soeg\?[^"]*udfald=udsat[^"]*)"', text))
    narrowed = (await get(site, link)).text
    assert "<strong>1</strong>" in narrowed
    assert "Fjern" in narrowed


async def test_another_database_is_left_alone(tmp_path: Path) -> None:
    other = sqlite3.connect(tmp_path / "other.db")
    other.executescript(
        "CREATE TABLE items (id INTEGER PRIMARY KEY, title TEXT); CREATE VIRTUAL TABLE items_fts USING fts5(title, content = items)"
    )
    other.close()
    datasette = Datasette([str(tmp_path / "other.db")])
    assert "<h1>items</h1>" in (await datasette.client.get("/other/items?_search=x")).text
    assert 'href="/other"' in (await datasette.client.get("/")).text
    assert (await datasette.client.get("/soeg")).status_code == 404


async def test_the_original_is_sent_only_where_the_site_allows_it(site: Any, tmp_path: Path, database: Database) -> None:
    document = site.ids[0].split("-")[0]
    assert (await site.client.get(f"/dokument/{document}.pdf")).status_code == 403
    assert ".pdf" not in (await get(site, "/moede/{0}")).text.replace("referat.pdf", "")
    open_site = Datasette([str(tmp_path / "referat.db")], metadata={"plugins": {"referat": {"pdf": True}}})
    page = (await open_site.client.get(f"/moede/{site.ids[0]}")).text
    assert f'href="/dokument/{document}.pdf"' in page
    answer = await open_site.client.get(f"/dokument/{document}.pdf")
    assert answer.content == (tmp_path / "referat.pdf").read_bytes()
    assert answer.headers["content-type"] == "application/pdf"
    assert (await open_site.client.get("/dokument/ffffffffffff.pdf")).status_code == 404
    with database.atomic():
        database.conn.execute("INSERT INTO privacy_redactions VALUES (?, 1, 'cpr', 1, '[]')", (document,))
    assert (await open_site.client.get(f"/dokument/{document}.pdf")).status_code == 404, "something was removed"
    with database.atomic():
        database.conn.execute("DELETE FROM privacy_redactions")
    (tmp_path / "referat.pdf").write_bytes(b"%PDF-1.4 another")
    assert (await open_site.client.get(f"/dokument/{document}.pdf")).status_code == 404, "another file now"
