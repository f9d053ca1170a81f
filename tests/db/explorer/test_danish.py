"""Datasette's own pages speak Danish."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest

from referat.db.explorer.danish import description
from referat.db.explorer.language import phrases

DATASETTE = Path(str(files("datasette")))
SOURCES = {
    "templates": [path.read_text(encoding="utf-8") for path in (DATASETTE / "templates").glob("*.html")],
    "script": [(DATASETTE / "static" / "table.js").read_text(encoding="utf-8")],
}
ENGLISH = re.compile(
    r"\b(?:rows?|this data|advanced|next page|suggested|custom|returning|query|queries|tables|hidden|remove|search|sort(?:ed)?|descending|where"
    r"|powered|took|export|download|stream|expand|labels|apply|view and edit|column|contains|show|hide|results?|records?|edit)\b",
    re.I,
)
PAGES = [
    "/referat",
    "/referat/items?_search=apu&outcome=dr%C3%B8ftet&_sort_desc=date",
    "/referat/items?title__contains=where+sorted",
    "/referat/tasks?_size=1",
    "/referat/opgaver?ansvarlig=",
    "/referat?sql=select+1",
]


class Words(HTMLParser):
    """What a reader sees, without what the database itself holds: names of tables and columns, SQL, rows."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.words: list[str] = []
        self._skipped = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        if tag in ("title", "script", "style", "pre", "textarea", "td", "th", "option", "dl", "em", "code"):
            self._skipped += 1
        if tag == "input" and values.get("type") == "submit":
            self.words.append(values.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("title", "script", "style", "pre", "textarea", "td", "th", "option", "dl", "em", "code"):
            self._skipped -= 1

    def handle_data(self, data: str) -> None:
        if not self._skipped:
            self.words.append(re.sub(r'"[^"]*"', "", data))


@pytest.mark.parametrize("part", ["repairs", "templates", "script"])
def test_every_phrase_stands_in_this_datasette(part: str) -> None:
    """A phrase that Datasette no longer uses leaves an English one on the page."""
    sources = SOURCES["script" if part == "script" else "templates"] + list(phrases()["repairs"].values()) * (part == "templates")
    assert [phrase for phrase in phrases()[part] if not any(phrase in source for source in sources)] == []


def test_template_code_survives_translation() -> None:
    code = re.compile(r"\{%.*?%\}|\{\{.*?\}\}")
    for english, danish in phrases()["templates"].items():
        kept = [piece.replace("|danish_description", "").replace("round(1)", "round(3)") for piece in code.findall(danish)]
        assert set(kept) - {"{% else %}"} == set(code.findall(english)) - {"{% else %}"}, english


@pytest.mark.asyncio
@pytest.mark.parametrize("path", PAGES)
async def test_no_english_is_left(site: Any, path: str) -> None:
    answer = await site.client.get(path)
    assert answer.status_code == 200
    seen = " ".join(Words(answer.text).words)
    assert ENGLISH.findall(seen) == []
    assert '<html lang="da">' in answer.text


@pytest.mark.asyncio
async def test_errors_are_pages_too(site: Any) -> None:
    for path, status in (("/findes/ikke", 404), ("/referat?sql=delete+from+items", 400)):
        answer = await site.client.get(path)
        assert (answer.status_code, '<html lang="da">' in answer.text) == (status, True)


@pytest.mark.asyncio
async def test_english_by_request(site: Any) -> None:
    text = (await site.client.get("/referat/items?sprog=en")).text
    assert "This data as" in text
    assert '<html lang="da">' not in text


@pytest.mark.asyncio
async def test_the_menu_of_a_column(site: Any) -> None:
    answer = await site.client.get("/-/static/table.js")
    assert "Sortér stigende" in answer.text
    assert answer.headers["content-type"].startswith("text/javascript")


@pytest.mark.parametrize(
    ("english", "danish"),
    [
        ('where outcome = "udsat" sorted by date descending', 'hvor outcome = "udsat" sorteret efter date faldende'),
        ('where title contains "where and in"', 'hvor title indeholder "where and in"'),
        ("does not contain", "indeholder ikke"),
        ("is not blank", "er ikke tom"),
    ],
)
def test_descriptions(english: str, danish: str) -> None:
    assert description(english) == danish
