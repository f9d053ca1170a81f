"""Rows of a document, and the place of its facts."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from referat.db.registry import Registry
from referat.db.rows import document_rows
from referat.db.search import marking
from referat.models.fact import Fact, walk_facts
from referat.models.kinds import DocumentKind
from referat.models.minutes import Document, Meeting, Minutes, Person
from referat.models.place import Box, Span
from referat.models.text import Words


def test_every_fact_has_its_words_and_its_place(document: Callable[..., Document]) -> None:
    made = document(present=("Eva Holm",), items=[{"title": "APU", "beslutning": "Godkendt.", "outcome": "godkendt"}])
    rows = document_rows(made, path="/a.pdf", file_name="a.pdf")["facts"]
    by_path = dict(walk_facts(made.meetings[0]))
    assert [row["path"] for row in rows] == list(by_path)
    for row in rows:
        spans = by_path[row["path"]].spans
        words = " … ".join(made.source.of(span) for span in spans)
        assert (row["quote"] or row["value"]) == words
        assert row["quote"] != row["value"]
        assert marking.from_json(row["boxes"])[0].page == row["page"] == made.source.page_of(spans[0])


def test_facts_read_on_an_image_keep_how_sure_their_words_are(document: Callable[..., Document]) -> None:
    made = document(present=("Eva Holm",), items=[{"title": "APU", "beslutning": "Godkendt."}])
    assert {row["confidence"] for row in document_rows(made, path="/a.pdf", file_name="a.pdf")["facts"]} == {None}
    words = Words()
    for word in made.source.words:
        words.append(word._replace(confidence=0.4 if "APU" in made.source.of(word.span) else 0.95))
    pages = tuple(replace(page, ocr=True) for page in made.source.pages)
    scanned = replace(made, source=replace(made.source, words=words, pages=pages))
    rows = {row["path"]: row["confidence"] for row in document_rows(scanned, path="/a.pdf", file_name="a.pdf")["facts"]}
    assert rows["items[0].title"] < 0.7
    assert rows["attendance[0].name"] == 0.95


def test_rows_are_the_same_each_time(document: Callable[..., Document]) -> None:
    parts = {"present": ("Eva Holm", "Bo Vig"), "items": [{"title": "A", "beslutning": "B"}, {"title": "A", "beslutning": "B"}]}
    one, other = (document_rows(document(**parts), path="/a.pdf", file_name="a.pdf") for _ in range(2))
    assert one == other
    assert list(one) == list(other)


def test_wordings_of_a_name_are_one_person() -> None:
    def fact(text: str) -> Fact[str]:
        return Fact(text, (Span(0, 1),), "test")

    minutes = Minutes(
        Fact(DocumentKind.REFERAT, (Span(0, 1),), "test"),
        Meeting(),
        people=(Person(fact("Eva Maria Holm"), (fact("Eva"), fact("Eva Holm"))),),
    )
    people = Registry(minutes)
    assert people.add("EVA") == people.add("Eva  Holm") == "eva-maria-holm"
    assert people.add("Bo Vig") == "bo-vig"
    assert people.rows() == [{"id": "bo-vig", "name": "Bo Vig"}, {"id": "eva-maria-holm", "name": "Eva Maria Holm"}]


def line(top: float, x0: float = 60, x1: float = 500, page: int = 1) -> Box:
    return Box(page, x0, top, x1, top + 11)


@pytest.mark.parametrize(
    ("lines", "expected", "reason"),
    [
        ([line(100)], [line(100)], "one line"),
        ([line(100, 200), line(114), line(128, 60, 90)], [line(100, 200), line(114), line(128, 60, 90)], "three lines"),
        (
            [line(100, 200), line(114), line(128, 60, 480), line(142, 60, 90)],
            [line(100, 200), Box(1, 60, 114, 500, 139), line(142, 60, 90)],
            "a block between",
        ),
        ([line(700), line(60, page=2)], [line(700), line(60, page=2)], "over two pages"),
        ([line(700, 60, 290), line(60, 310, 540)], [line(700, 60, 290), line(60, 310, 540)], "over two columns"),
        (
            [line(100 + 14 * n, 60, 290) for n in range(4)] + [line(60 + 14 * n, 310, 540) for n in range(4)],
            [
                line(100, 60, 290),
                Box(1, 60, 114, 290, 139),
                line(142, 60, 290),
                line(60, 310, 540),
                Box(1, 310, 74, 540, 99),
                line(102, 310, 540),
            ],
            "each column",
        ),
    ],
)
def test_marks_have_the_shape_of_a_selection(lines: list[Box], expected: list[Box], reason: str) -> None:
    assert marking.selection(lines) == expected, reason
    assert marking.from_json(marking.to_json(expected)) == expected
