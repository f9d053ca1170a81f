"""Questions with known answers over minutes made by hand."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

import pytest
from sqlite_utils import Database

from referat.db.search.hits import hits, near_hits
from referat.db.search.search import Request, search, sql_match
from referat.db.search.snippets import plain
from referat.db.search.spelling import suggestion

Keep = Callable[..., str]
LONG = "Akut Psykiatrisk Udrykningstjeneste"


@pytest.fixture
def minutes(database: Database, keep: Keep) -> Database:
    keep(
        path="a.pdf",
        date="2022-06-29",
        acronyms=(("APU", LONG),),
        present=("Eva Holm",),
        items=[
            {"title": "Godkendelse af dagsorden", "beslutning": "Dagsordenen blev godkendt.", "outcome": "godkendt"},
            {
                "title": f"{LONG} (APU)",
                "indstilling": "Det indstilles, at forum drøfter ordningen.",
                "beslutning": "Formændene ser på børnenes vilkår.",
                "outcome": "drøftet",
                "tasks": [("Sekretariatet", "Sekretariatet sender et overblik til medlemmerne.", "2022-07-01")],
            },
            {"title": "Budget", "referat": "Budgettet for sundhedsklyngen blev gennemgået. Nogen nævnte APU.", "outcome": "efterretning"},
        ],
    )
    keep(
        path="b.pdf",
        date="2023-01-10",
        forum="Økonomiudvalget",
        items=[
            {"title": "Orientering", "referat": "Der var nyt om APU.", "beslutning": "Taget til efterretning.", "outcome": "efterretning"},
            {
                "title": "Besøg i Aabenraa",
                "referat": "Idéer til en psykiatrihandleplan på åen.",
                "beslutning": "Udsat.",
                "outcome": "udsat",
            },
            {"title": "Planter i haven", "referat": "Klyngestyregruppen vander planten.", "bilag": "Notat om styregrupper"},
        ],
    )
    keep(
        path="c.pdf",
        date="2021-03-02",
        items=[
            {"title": "APU", "beslutning": "Ordningen fortsætter.", "outcome": "godkendt"},
            {"title": "Klima", "referat": "El-biler, coronavirus og en lejlighed. Nedlæggelse af bussen."},
        ],
    )
    return database


def titles(db: Database, text: str, **filters: Any) -> list[str]:
    db.conn.row_factory = sqlite3.Row
    return [plain(hit.title) for hit in hits(db.conn, search(db.conn, Request(text, **filters)))]


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        (
            "alle beslutninger om APU",
            [f"{LONG} (APU)", "APU", "Orientering", "Budget"],
            "decisions, newest first; where it is only mentioned comes last",
        ),
        ("klynge", ["Planter i haven", "Budget", "Klyngeforum Nord 2022-06-29", "Klyngeforum Nord 2021-03-02"], "parts of compounds"),
        ("beslutninger", [], "no text here has it: a kind alone is a word like others"),
        ("børn", [f"{LONG} (APU)"], "børnenes"),
        ("formand", [f"{LONG} (APU)"], "formændene"),
        ("Åbenrå", ["Besøg i Aabenraa"], "aa is å"),
        ("å", [], "å is no a, and åen is another word"),
        ("ideer", ["Besøg i Aabenraa"], "accents may be left out"),
        ("handleplan", ["Besøg i Aabenraa"], "the last part of psykiatrihandleplan"),
        ("plan", ["Besøg i Aabenraa"], "as the last part only: plante is no compound of plan"),
        ("styregruppe", ["Planter i haven"], "in a compound and by itself"),
        ('"nyt om APU"', ["Orientering"], "a phrase"),
        ('"om nyt APU"', [], "not in that order"),
        ('"nyt om APU', ["Orientering"], "a stray quote is no error"),
        ("vand*", ["Planter i haven"], "a beginning"),
        ("planten OR besøg", ["Besøg i Aabenraa", "Planter i haven"], "either, in the order of the meeting"),
        ("APU -nævnte -nyt", [f"{LONG} (APU)", "APU"], "without"),
        ("akut psykiatrisk udrykningstjeneste", [f"{LONG} (APU)", "APU", "Orientering", "Budget"], "the short form too"),
        ("apu", [f"{LONG} (APU)", "APU", "Orientering", "Budget"], "titles first"),
        ("alle beslutninger om APU i Økonomiudvalget", ["Orientering"], "the body of the meeting is part of the question"),
        ("budget 2022", ["Budget"], "and so is the year"),
        ("budget 2023", [], "the year is another"),
        ("29. juni 2022", ["Klyngeforum Nord 2022-06-29"], "a day is the meeting of that day"),
        ("2022-06-29", ["Klyngeforum Nord 2022-06-29"], "as a number too"),
        ("hvad besluttede Økonomiudvalget", ["Orientering", "Besøg i Aabenraa"], "what a body decided, whatever it was about"),
        ("hvad besluttede Klyngeforum i marts 2021", ["APU"], "and when"),
        ("udsatte sager", ["Besøg i Aabenraa"], "an outcome"),
        ("hvilke punkter er udsat i Økonomiudvalget", ["Besøg i Aabenraa"], "an outcome and a body"),
        ("el-biler", ["Klima"], "a word with a hyphen"),
        ("elbil", ["Klima"], "the same word written as one"),
        ("corona", ["Klima"], "a long word begins others, whatever follows"),
        ("nedlagt", ["Klima"], "nedlæggelse"),
        ("leje", [], "is no part of lejlighed"),
        ("APU -klynge", [f"{LONG} (APU)", "APU", "Orientering"], "what the word alone would find is left out, wherever it stands"),
        ("Eva Holm", ["Klyngeforum Nord 2022-06-29"], "who was there"),
        ("opgaver til sekretariatet", [f"{LONG} (APU)"], "by owner"),
        ("NEAR(a b) AND title:x ^y {z}", [], "words of the index's own language are words"),
    ],
)
def test_questions(minutes: Database, text: str, expected: list[str], reason: str) -> None:
    found = titles(minutes, text)
    assert found == expected, reason


@pytest.mark.parametrize(
    ("filters", "expected"),
    [
        ({"forums": ("oekonomiudvalget",)}, ["Orientering"]),
        ({"outcome": "godkendt"}, ["APU"]),
        ({"since": "2022-01-01", "until": "2022-12-31"}, [f"{LONG} (APU)", "Budget"]),
        ({"kind": "indstilling"}, [f"{LONG} (APU)"]),
        ({"kind": "titel"}, [f"{LONG} (APU)", "APU"]),
        ({"kind": "opgave"}, [f"{LONG} (APU)"]),
        ({"sort": "ældste"}, ["APU", "Budget", f"{LONG} (APU)", "Orientering"]),
        ({"sort": "nyeste", "limit": 2}, ["Orientering", f"{LONG} (APU)"]),
        ({"limit": 2, "offset": 2}, ["Orientering", "Budget"]),
    ],
)
def test_filters(minutes: Database, filters: dict[str, Any], expected: list[str]) -> None:
    assert titles(minutes, "APU", **filters) == expected


def test_counts_cover_every_hit(minutes: Database) -> None:
    answer = search(minutes.conn, Request("APU", limit=1))
    assert (answer.total, answer.capped) == (4, False)
    assert answer.facets["forum"] == {"klyngeforum-nord": 3, "oekonomiudvalget": 1}
    assert answer.facets["year"] == {"2021": 1, "2022": 2, "2023": 1}
    assert answer.facets["outcome"] == {"drøftet": 1, "efterretning": 2, "godkendt": 1}
    assert answer.facets["kind"] == {"beslutning": 4, "indstilling": 1, "referat": 2, "opgave": 1, "titel": 4}


def test_the_words_are_marked_in_the_text_that_answers(minutes: Database) -> None:
    minutes.conn.row_factory = sqlite3.Row
    first, *_ = hits(minutes.conn, search(minutes.conn, Request("alle beslutninger om børn")))
    assert (first.kind, first.fact, first.page) == ("beslutning", "items[1].sections[1].text", 1)
    assert plain(first.text, before="[", after="]") == "Formændene ser på [børnenes] vilkår."


@pytest.mark.parametrize(
    ("text", "found", "near", "reason"),
    [
        ("Aabenraa planten", [], ["Besøg i Aabenraa", "Planter i haven"], "either word, where no entry has both"),
        ("budgettet gennemgået xyzzy", [], ["Budget"], "a word that stands nowhere is left out"),
        ("opgaver om Aabenraa", [], ["Besøg i Aabenraa"], "another kind of text, where there is no such task"),
        ("xyzzy", [], [], "nothing is nothing"),
        ("APU", [f"{LONG} (APU)", "APU", "Orientering", "Budget"], [], "one word is all or nothing"),
    ],
)
def test_most_of_the_words(minutes: Database, text: str, found: list[str], near: list[str], reason: str) -> None:
    minutes.conn.row_factory = sqlite3.Row
    answer = search(minutes.conn, Request(text))
    assert [plain(hit.title) for hit in hits(minutes.conn, answer)] == found, reason
    assert [plain(hit.title) for hit in near_hits(minutes.conn, answer)] == near, reason


def test_people_who_were_there_are_counted(minutes: Database) -> None:
    answer = search(minutes.conn, Request("APU"))
    assert answer.facets["person"] == {"eva-holm": 2}
    assert answer.counts.people == 1


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("udrykningstjensete", "udrykningstjeneste"),
        ("økonomiudvlget -apu", "økonomiudvalget -apu"),
        ("sunhedsklynge budget", "sundhedsklyngen budget"),
        ("orienteirngen klynge", "orienteringen klynge"),
        ("apu budget", None),
        ("xqzwvy", None),
    ],
)
def test_what_may_have_been_meant(minutes: Database, text: str, expected: str | None) -> None:
    assert suggestion(minutes.conn, text) == expected


def test_without_words_everything_is_listed_newest_first(minutes: Database) -> None:
    assert titles(minutes, "alle beslutninger")[0] == "Orientering"
    assert len(titles(minutes, "")) == 11


def test_the_expression_for_sql_finds_the_same(minutes: Database) -> None:
    count = "SELECT count(*) FROM search_text WHERE search_text MATCH ?"
    assert minutes.conn.execute(count, (sql_match(minutes.conn, "alle beslutninger om APU"),)).fetchone()[0] == 4
    assert minutes.conn.execute(count, (sql_match(minutes.conn, '"'),)).fetchone()[0] == 0
