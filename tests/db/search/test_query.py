"""What typed words mean."""

from __future__ import annotations

import sqlite3
import tomllib
from collections.abc import Callable
from importlib.resources import files

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from referat.db.search.query import MAX_TERMS, Query, Term, parse, question
from referat.db.search.search import Request, search

ENTRIES = tomllib.loads((files("referat.models.lexicon") / "questions.toml").read_text(encoding="utf-8"))["entry"]


def word(*words: str, prefix: bool = False, quoted: bool = False) -> Term:
    return Term(words, prefix, quoted)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("APU", Query(((word("apu"),),))),
        ("budget om skolen", Query(((word("budget"),), (word("skolen"),)))),
        ("om", Query(((word("om"),),))),
        ('"om skolen" budget', Query(((word("om", "skolen", quoted=True),), (word("budget"),)))),
        ('budget" skolen', Query(((word("budget"),), (word("skolen"),)))),
        ("apu* OR klynge", Query(((word("apu", prefix=True), word("klynge")),))),
        ("apu ELLER klynge skole", Query(((word("apu"), word("klynge")), (word("skole"),)))),
        ('apu -skole -"ny vej"', Query(((word("apu"),),), (word("skole"), word("ny", "vej", quoted=True)))),
        ("social- og sundhedsudvalget", Query(((word("social"),), (word("sundhedsudvalget"),)))),
        ("22/1234", Query(((word("22", "1234"),),))),
        ('OR OR - * ""', Query()),
        ("alle beslutninger om APU", Query(((word("apu"),),), kind="beslutning")),
        ("alle opgaver", Query(kind="opgave")),
        ("opgaver", Query(((word("opgaver"),),))),
    ],
)
def test_reading(text: str, expected: Query) -> None:
    assert parse(text) == expected


@pytest.mark.parametrize(("kind", "example"), [(entry["id"], example) for entry in ENTRIES for example in entry["examples"]])
def test_a_question_is_for_a_kind(kind: str, example: str) -> None:
    found, rest = question(example)
    assert found == kind
    assert rest
    assert rest != example


@pytest.mark.parametrize("text", [counterexample for entry in ENTRIES for counterexample in entry["counterexamples"]])
def test_these_are_only_words(text: str) -> None:
    assert question(text) == (None, text)


def test_a_very_long_query_is_cut() -> None:
    assert len(parse("ord " * 10_000).groups) == MAX_TERMS


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(
    text=st.one_of(
        st.text(max_size=60),
        st.lists(st.sampled_from(['"', "*", "-", "OR", "NEAR(", "apu", "title:", ")", "(", "^", "'", "\0", "{", "om"])).map(" ".join),
    )
)
def test_nothing_that_is_typed_is_an_error(database: Database, keep: Callable[..., str], text: str) -> None:
    if not database["documents"].count:
        keep(items=[{"title": "APU", "beslutning": "Godkendt."}])
    answer = search(database.conn, Request(text))
    assert answer.total >= len(answer.keys) > -1


def test_the_index_is_asked_for_nothing_but_words_in_quotes(database: Database) -> None:
    with pytest.raises(sqlite3.OperationalError):
        database.conn.execute("SELECT rowid FROM search_text WHERE search_text MATCH 'NEAR('").fetchall()
    assert search(database.conn, Request("NEAR(")).expression.within("title") == '{title} : "near"'
