"""The gold of the sample minutes is held to what the PDFs print, without the reader."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pypdfium2
import pytest
import yaml

SAMPLE = Path(__file__).resolve().parent.parent.parent / "corpus" / "sample"
GOLD = {path.stem: yaml.safe_load(path.read_text(encoding="utf-8")) for path in sorted((SAMPLE / "gold").rglob("*.yaml"))}
WITH_TEXT = sorted(name for name, gold in GOLD.items() if not gold.get("scan"))
OUTCOMES = {
    "godkendt", "efterretning", "drøftet", "udsat", "afvist", "udgået", "anbefalet", "oversendt", "valgt", "ingen", "andet",
}  # fmt: skip


def letters(text: str) -> str:
    """Letters and digits alone: spaces, bullets and hyphens (also those of a line end) do not count."""
    return re.sub(r"[\W_]", "", text).lower()


def printed(file: str) -> list[str]:
    """The letters of each page."""
    with pypdfium2.PdfDocument(SAMPLE / file) as document:
        return [letters(page.get_textpage().get_text_range()) for page in document]


def stands(text: str, whole: str) -> bool:
    """Whether every sentence is printed; a page's foot or a column's end may stand between its two halves."""
    sentences = [letters(sentence) for sentence in re.split(r"(?<=[.:?!])\s+| - ", text)]
    return all(part in whole or any(part[:cut] in whole and part[cut:] in whole for cut in range(6, len(part) - 5)) for part in sentences)


def texts(gold: dict[str, Any]) -> Iterator[str]:
    for name in ("forum", "organisation", "place", "chair", "secretary"):
        yield gold[name] or ""
    for person in gold["attendance"]:
        yield from (person["name"], person["role"] or "", person["organisation"] or "")
    for item in gold["items"]:
        yield from (f"{item['number'] or ''} {item['title'] or ''}", item["case_number"] or "")
        for section in item["sections"]:
            yield from (section["heading"] or "", section.get("text", ""))
        for task in item["tasks"]:
            yield from (task["quote"], task["deadline_text"] or "")
    for acronym in gold["acronyms"]:
        yield from acronym.values()


@pytest.mark.parametrize(("text", "expected"), [
    ("Dagsordenen blev godkendt.", True),
    ("Dagsordenen blev udsat.", False),
    ("Xagsordenen blev godkendt.", False),
], ids=["printed", "another word", "another first letter"])  # fmt: skip
def test_a_sentence_that_is_not_printed_is_seen(text: str, expected: bool) -> None:
    assert stands(text, letters("Beslutning\nDags-\nordenen blev godkendt. Sagen udgik.")) is expected


def test_each_pdf_has_its_gold() -> None:
    assert {gold["file"] for gold in GOLD.values()} == {path.name for path in SAMPLE.glob("*.pdf")}
    assert len(GOLD) >= 12


@pytest.mark.parametrize("name", WITH_TEXT)
def test_what_the_gold_says_is_printed(name: str) -> None:
    whole = "".join(printed(GOLD[name]["file"]))
    assert [text for text in texts(GOLD[name]) if not stands(text, whole)] == []


@pytest.mark.parametrize("name", WITH_TEXT)
def test_titles_stand_on_their_page(name: str) -> None:
    pages = printed(GOLD[name]["file"])
    assert [item["title"] for item in GOLD[name]["items"] if letters(item["title"] or "") not in pages[item["page"] - 1]] == []


@pytest.mark.parametrize("name", sorted(GOLD))
def test_gold_uses_the_words_that_are_agreed(name: str) -> None:
    gold = GOLD[name]
    assert gold["kind"] in {"referat", "dagsorden", "bilag", "andet"}
    outcomes = {item["outcome"] for item in gold["items"]}
    assert outcomes <= (OUTCOMES if gold["kind"] == "referat" else {None})
    tasks = [task for item in gold["items"] for task in item["tasks"]]
    assert {task["strength"] for task in tasks} <= {"binding", "request"}
    days = [task["deadline"] for task in tasks if task["deadline"]]
    assert all(date.fromisoformat(day) > date.fromisoformat(gold["date"]) for day in days)
    assert all(bool(task["assignees"]) == (task["assignee_kind"] != "none") for task in tasks)


def test_people_are_called_by_the_name_of_the_list() -> None:
    unknown = []
    for name, gold in GOLD.items():
        known = {person["name"] for person in gold["attendance"]}
        for task in (task for item in gold["items"] for task in item["tasks"] if task["assignee_kind"] == "person"):
            unknown += [(name, owner) for owner in task["assignees"] if owner not in known]
    # An office that the document gives no name for, and a man who was elected but not listed.
    assert unknown == [
        ("08-generalforsamling-rosenhaven-2018-03-21", "Jakob Rindum"),
        ("09-kulturudvalg-elmsted-1994-02-16", "Bibliotekaren"),
        ("14-kulturudvalg-elmsted-1994-scan", "Bibliotekaren"),
    ]


def test_the_pdfs_are_small() -> None:
    assert [path.name for path in SAMPLE.glob("*.pdf") if path.stat().st_size > (400_000 if "scan" in path.name else 150_000)] == []
