"""Tasks whose every word is hostile, and a small list with states."""

from __future__ import annotations

from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from referat.db.entries.states import Said, TaskState, say
from referat.db.export.task_formats import TaskList
from referat.db.export.tasks import TaskRow, rows
from referat.db.people import register
from referat.db.schema import open_for_writing
from referat.db.store import store
from tests.db.conftest import make
from tests.db.explorer.hostile import TEXTS

SITE = "https://referater.example"
DAY = "2031-05-06"


class Page(HTMLParser):
    """A page: its elements with their attributes, its headings, and what it says."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.heads: list[str] = []
        self.text = ""
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag == "h1":
            self.heads.append("")

    def handle_data(self, data: str) -> None:
        self.text += data
        if self.tags and self.tags[-1][0] == "h1":
            self.heads[-1] += data.strip()

    def values(self, name: str) -> list[str]:
        """The values of an attribute."""
        return [attributes[name] or "" for _, attributes in self.tags if name in attributes]


def every(database: Database) -> list[TaskRow]:
    """All tasks, in the order in which they were kept."""
    return rows(database.conn, [row[0] for row in database.conn.execute("SELECT id FROM tasks ORDER BY rowid")])


@pytest.fixture(scope="session")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> TaskList:
    """A task for each hostile text, which is its owner, its words, its forum and its item too."""
    database = open_for_writing(tmp_path_factory.mktemp("hostile") / "referat.db")
    for number, (_, text) in enumerate(TEXTS):
        made = make(forum=text, path=f"{number}.pdf", items=[{"title": text, "beslutning": text, "tasks": [(text, text, DAY)]}])
        store(database, made, path=Path(f"/minutes/{number}.pdf"), reader_version="1")
    tasks = every(database)
    database.close()
    return TaskList("Opgaver <b>&", tasks, SITE, "2031-01-01")


@pytest.fixture
def listed(database: Database, keep: Callable[..., str]) -> Callable[[], TaskList]:
    """Four tasks: one open with two owners, one done, one dropped, and one of nobody without a deadline. A function that lists them anew."""
    tasks: list[Any] = [
        ("Eva Holm", "Eva Holm og Bo Vig sender planen i høring senest den 1. juni 2022.", "2022-06-01"),
        ("Bo Vig", "Bo Vig indkalder til opfølgningsmødet inden sommerferien.", "2022-07-01"),
        ("Bo Vig", "Bo Vig undersøger prisen på mødelokaler.", "2022-08-01"),
        ("Sekretariatet", "Sekretariatet laver et overblik.", None),
    ]
    keep(present=("Eva Holm", "Bo Vig"), items=[{"title": "Plan", "beslutning": "Godkendt.", "tasks": tasks}])
    first, done, dropped, loose = [row[0] for row in database.conn.execute("SELECT id FROM tasks ORDER BY ordinal")]
    database.conn.execute("INSERT INTO task_owners VALUES (?, 2, 'Bo Vig', 'person', 'bo-vig')", (first,))
    database.conn.execute("DELETE FROM task_owners WHERE task_id = ?", (loose,))
    database.conn.commit()
    register.refresh(database)
    say(database, done, Said(TaskState.DONE, date="2022-06-20", note="Sendt til alle"), actor="ida")
    say(database, dropped, Said(TaskState.DROPPED, date="2022-06-21"), actor="ida")
    return lambda: TaskList("Opgaver", rows(database.conn, [first, done, dropped, loose]), SITE, "2022-06-15")
