"""The search as SQL gives what the search page gives."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from typing import Any

import pytest
from sqlite_utils import Database

from referat.db.explorer import seek
from referat.db.search.search import search, sql_match

Keep = Callable[..., str]


@pytest.fixture
def minutes(database: Database, keep: Keep) -> sqlite3.Connection:
    items: list[dict[str, Any]] = [
        {"title": "Haven", "beslutning": "Udsat.", "outcome": "udsat"},
        {"title": "Hegnet", "referat": "Hegnet om haven.", "beslutning": "Godkendt.", "outcome": "godkendt"},
        {"title": "Bænke", "referat": "Bænke i haven.", "tasks": [("Eva Holm", "Eva Holm køber bænke.", None)]},
    ]
    keep(path="a.pdf", date="2022-06-29", present=("Eva Holm",), items=items)
    keep(path="b.pdf", date="2023-01-10", forum="Haveudvalget", items=items[:1])
    conn = database.conn
    conn.row_factory = sqlite3.Row
    conn.create_function("referat_match", 1, lambda text: sql_match(conn, text))
    conn.create_function("referat_match", 2, lambda text, kind: sql_match(conn, text, kind))
    return conn


@pytest.mark.parametrize(
    "fields",
    [
        {"q": "haven"},
        {"q": "alle beslutninger om haven"},
        {"q": "udsatte sager om haven"},
        {"q": "haven", "slags": "beslutning"},
        {"q": "haven", "slags": "titel"},
        {"q": "haven", "slags": "opgave"},
        {"q": "haven", "udfald": "udsat", "forum": "haveudvalget"},
        {"q": "haven", "person": "eva-holm", "aar": "2022"},
        {"q": "alle beslutninger", "til": "2022"},
        {"slags": "referat"},
        {"q": '"'},
    ],
)
def test_the_same_items(minutes: sqlite3.Connection, fields: dict[str, str]) -> None:
    content = seek.results(minutes, fields, 1)
    answer = search(minutes, seek.request(fields, 1))
    shown = {row[0] for key in answer.keys for row in minutes.execute("SELECT id FROM items WHERE search_key = ?", (key,))}
    asked = dict(content["sql"])
    assert {row["punkt_id"] for row in minutes.execute(asked.pop("sql"), asked)} == shown
    assert shown
