"""A database with one set of minutes to correct."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from referat.db.corrections.entering import Change, enter
from referat.db.corrections.fields import Kind
from referat.db.entries.entries import Entry
from referat.db.people import register
from referat.db.store import store
from referat.models.minutes import Document

PATH = Path("/minutes/referat.pdf")
PARTS: dict[str, Any] = {
    "present": ("Eva Hom", "Bo Vig"),
    "absent": ("Ida Krog",),
    "items": [
        {
            "title": "Budgt for næste år",
            "indstilling": "Det indstilles, at budgettet godkendes.",
            "referat": "Budgettet blev gennemgået. Sekretariatet indkalder til et møde om salen. Budgettet blev godkendt.",
            "beslutning": "Drøftet.",
            "outcome": "drøftet",
            "tasks": [("Bo Vig", "Bo Vig sender budgettet til revisor.", "2022-09-01"), ("Forvaltningen", "Vi ser på taget.", None)],
        },
        {"title": "Eventuelt", "referat": "Intet at bemærke.", "outcome": "ingen"},
    ],
}


@dataclasses.dataclass
class Desk:
    """A database, the document in it, and short ways to correct it."""

    db: Database
    made: Document

    @property
    def document(self) -> str:
        return self.made.sha256[:12]

    @property
    def meeting(self) -> str:
        return f"{self.document}-1"

    def one(self, query: str, *values: Any) -> Any:
        row = self.db.conn.execute(query, values).fetchone()
        return None if row is None else row[0]

    def rows(self, query: str, *values: Any) -> list[tuple[Any, ...]]:
        return [tuple(row) for row in self.db.conn.execute(query, values)]

    def item(self, ordinal: int = 1) -> str:
        return str(self.one("SELECT id FROM items WHERE ordinal = ?", ordinal))

    def task(self, words: str) -> str:
        return str(self.one("SELECT id FROM tasks WHERE quote LIKE ?", f"%{words}%"))

    def correct(self, kind: Kind, key: str, field: str, value: Any, **more: Any) -> Entry:
        (entry,) = enter(self.db, [Change(kind, key, field, value, **more)], actor="eva")
        return entry

    def states(self) -> list[tuple[Any, ...]]:
        return self.rows("SELECT field, state FROM correction_states ORDER BY entry_id")

    def read_again(self, made: Document, version: str = "2") -> None:
        store(self.db, made, path=PATH, reader_version=version)
        register.refresh(self.db)


@pytest.fixture
def desk(database: Database, document: Callable[..., Document]) -> Desk:
    made = document(**PARTS)
    store(database, made, path=PATH, reader_version="1")
    register.refresh(database)
    return Desk(database, made)
