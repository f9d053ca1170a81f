"""Our own pages in English: no phrase is left out, and links lead on in the language."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import pytest
from datasette.app import Datasette

from referat.db.explorer import english
from referat.db.explorer.language import phrases, read, say, speaking
from tests.db.explorer.test_browser import PAGES, where

EXPLORER = Path(english.__file__).parent
TEMPLATES = sorted((EXPLORER / "templates").glob("*.html"))
# Strings in the arguments of `_` that are compared with, and not said.
COMPARED = {"case", "merge", "items", "Error"}


def said_in_code() -> set[str]:
    """Every wording that the code gives to `say` or to `Names`."""
    found: set[str] = set()
    for path in EXPLORER.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("say", "Names"):
                given = node.args[0].values if isinstance(node.args[0], ast.Dict) else [node.args[0]]
                given = [arm for arg in given for arm in ((arg.body, arg.orelse) if isinstance(arg, ast.IfExp) else (arg,))]
                found |= {arg.value for arg in given if isinstance(arg, ast.Constant) and isinstance(arg.value, str)}
    return found


def said_in(template: Path) -> set[str]:
    """Every wording of a template: its text, and what its code gives to `_`."""
    source = template.read_text(encoding="utf-8")
    calls = re.findall(r"\b_\(((?:[^()]|\([^()]*\))*)\)", source)
    given = {text for call in calls for text in re.findall(r"'([^']*)'", re.sub(r"\[[^\]]*'[^\]]*\]", "", call))}
    return set(english.pieces(source)) | given - COMPARED


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.name))
def test_every_phrase_of_a_template_has_english(template: Path) -> None:
    """Where this fails: add the Danish words and their English to [english] in phrases.toml."""
    assert sorted(said_in(template) - set(phrases()["english"])) == []


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.name))
def test_words_in_code_are_said(template: Path) -> None:
    """`{{ title or 'Uden titel' }}` would be Danish in every language; `_('Uden titel')` is not."""
    code = re.findall(r"\{\{.*?\}\}", template.read_text(encoding="utf-8"))
    assert [
        piece for piece in code if re.search(r" (?:or|else) '[^']*[A-ZÆØÅa-zæøå]{2}", re.sub(r"\b_\((?:[^()]|\([^()]*\))*\)", "", piece))
    ] == (["{{ _('Fejl') if explorer_database() else 'Error' }}"] * (template.name == "error.html"))


def test_every_phrase_of_the_code_has_english() -> None:
    assert sorted(said_in_code() - set(phrases()["english"])) == []


def test_places_for_values_are_the_same() -> None:
    for danish, other in phrases()["english"].items():
        assert sorted(re.findall(r"\{\w+\}", danish)) == sorted(re.findall(r"\{\w+\}", other)), danish


def test_a_template_is_put_into_both_languages() -> None:
    source = '<p class="{{ a > b }}" title="Søg">Fra {{ day }} <code>Søg</code></p>{% block page_class %}forum{% endblock %}'
    assert english.translated(source) == (
        '<p class="{{ a > b }}" title="{% if in_danish() %}Søg{% else %}Search{% endif %}">{% if in_danish() %}Fra{% else %}From{% endif %}'
        " {{ day }} <code>Søg</code></p>{% block page_class %}forum{% endblock %}"
    )


def test_values_are_no_wording() -> None:
    with speaking("en"):
        assert say("Alt om {text}", text="{name} Søg") == "Everything about {name} Søg"


@pytest.mark.parametrize(
    ("query", "told"),
    [
        (b"sprog=en&a=1", ("en", "en", b"a=1")),
        (b"a=1", ("da", None, b"a=1")),
        (b"sprog=xx", ("da", None, b"")),
        (b"q=%22sprog%3Den%22", ("da", None, b"q=%22sprog%3Den%22")),
    ],
)
def test_the_language_of_a_request(query: bytes, told: tuple[str, str | None, bytes]) -> None:
    assert read(query, "da") == told


@pytest.mark.asyncio
async def test_links_lead_on_in_english(site: Any) -> None:
    for path in (*PAGES, "/referat", "/referat/items"):
        address = where(site, path)
        answer = await site.client.get(f"{address}{'&' if '?' in address else '?'}sprog=en")
        assert answer.status_code in (200, 404), path
        links = re.findall(r'<a\b[^>]*href="(/[^"]*)"', answer.text)
        assert [link for link in links if "sprog=en" not in link and "sprog=da" not in link] == [], path
        assert answer.text.count("<form") == answer.text.count('name="sprog" value="en"'), path
        if not path.startswith("/referat"):
            assert '<html lang="en">' in answer.text
            assert "Skip to content" in answer.text


@pytest.mark.asyncio
async def test_a_link_that_leads_on_is_answered(site: Any) -> None:
    text = (await site.client.get("/soeg?q=apu&sprog=en")).text
    link = next(link for link in re.findall(r'href="(/soeg\?[^"]*udfald[^"]*)"', text)).replace("&amp;", "&")
    assert "From" in (await site.client.get(link)).text


@pytest.mark.asyncio
async def test_tables_are_not_filtered_by_the_language(site: Any) -> None:
    answer = await site.client.get("/referat/items.json?sprog=en&_shape=array")
    assert len(answer.json()) == 3


@pytest.mark.asyncio
async def test_files_have_english_headings(site: Any) -> None:
    answer = await site.client.get("/moeder.csv?sprog=en")
    assert "Date,Began,Body" in answer.text.splitlines()[0]
    assert "sprog=en" in (await site.client.get("/soeg.json?q=apu&sprog=en")).json()["rows"][0]["url"]
    assert 'xml:lang="en"' in (await site.client.get("/soeg.atom?q=apu&sprog=en")).text
    assert 'xml:lang="da"' in (await site.client.get("/soeg.atom?q=apu")).text


@pytest.mark.asyncio
async def test_english_by_setting(site: Any, tmp_path: Path) -> None:
    datasette = Datasette([str(tmp_path / "referat.db")], metadata={"plugins": {"referat": {"language": "en"}}})
    text = (await datasette.client.get("/")).text
    assert '<html lang="en">' in text
    assert 'href="/opgaver"' in text
    assert "What was decided" in text
    assert "Hvad blev der besluttet" in (await datasette.client.get("/?sprog=da")).text


@pytest.mark.asyncio
async def test_headings_of_a_file_of_tasks_are_in_the_language_asked_for(site: Datasette) -> None:
    danish, english = [(await site.client.get(f"/opgaver.csv{query}")).text.splitlines()[0] for query in ("", "?sprog=en")]
    assert "Ansvarlig" in danish
    assert ("Owner" in english, "Ansvarlig" in english) == (True, False)
