"""Which items are the same matter."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable

import pytest
from sqlite_utils import Database

from referat.db.treatments import is_recurring, treatments

Keep = Callable[..., str]
TEXT = "Bestyrelsen drøftede udkastet til principper for samarbejdet mellem skole og hjem."


def found(db: Database, title: str, date: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    db.conn.row_factory = sqlite3.Row
    row = db.conn.execute("SELECT * FROM items WHERE title = ? AND date = ?", (title, date)).fetchone()
    both = treatments(db.conn, row)
    return [(row["title"], row["by"]) for row in both.earlier], [(row["title"], row["by"]) for row in both.later]


def test_alike_in_title_and_text(database: Database, keep: Keep) -> None:
    keep(
        path="a.pdf",
        date="2020-01-20",
        items=[{"title": "Principper for skole-hjem-samarbejdet", "referat": TEXT}, {"title": "Eventuelt", "referat": TEXT}],
    )
    keep(
        path="b.pdf",
        date="2020-03-11",
        items=[{"title": "Principper for skole-hjem-samarbejdet (genoptaget)", "referat": TEXT}, {"title": "Eventuelt", "referat": TEXT}],
    )
    keep(
        path="c.pdf",
        date="2020-05-11",
        forum="Byrådet",
        items=[{"title": "Principper for skole-hjem-samarbejde", "referat": "Noget ganske andet om cykelstier."}],
    )
    assert found(database, "Principper for skole-hjem-samarbejdet", "2020-01-20") == (
        [],
        [("Principper for skole-hjem-samarbejdet (genoptaget)", "likeness")],
    )
    assert found(database, "Principper for skole-hjem-samarbejdet (genoptaget)", "2020-03-11") == (
        [("Principper for skole-hjem-samarbejdet", "likeness")],
        [],
    )
    assert found(database, "Eventuelt", "2020-03-11") == ([], [])


@pytest.mark.parametrize(
    ("title", "recurring"),
    [
        ("Eventuelt", True),
        ("Godkendelse af dagsorden", True),
        ("Meddelelser", True),
        ("Orientering fra formanden og forvaltningen", True),
        ("Godkendelse af budget 2024", False),
        ("Orientering om ny skole", False),
    ],
)
def test_titles_that_come_again_are_no_matter(title: str, recurring: bool) -> None:
    assert is_recurring(title) is recurring
