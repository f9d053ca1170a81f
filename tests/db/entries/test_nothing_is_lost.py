"""Whatever people enter and whatever is imported afterwards: nothing entered is ever lost, and no two entries share a task."""

from __future__ import annotations

import dataclasses
import datetime as dt
import sqlite3
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule
from sqlite_utils import Database

from referat.db.entries.entries import ConflictError, by_id, confirm, history
from referat.db.entries.matching import Standing
from referat.db.entries.states import KIND, Said, TaskState, say
from referat.db.files import FileState, mark_missing, note_file, prune
from referat.db.links import relink
from referat.db.schema import migrations
from referat.db.store import refresh_search, store
from referat.db.transactions import writing
from referat.models.minutes import Document, Minutes
from tests.db.conftest import make

pytestmark = pytest.mark.slow
NOW = dt.datetime(2024, 5, 1, 12, tzinfo=dt.UTC)
QUOTES = (
    "Eva Holm sender planen i høring senest den 1. juni.",
    "Forvaltningen undersøger muligheden for en ny cykelsti ved skolen.",
    "Formanden følger op.",
    "Formanden følger op.",  # twice in the same minutes
    "Bo Vig indkalder arbejdsgruppen til et møde om budgettet i august.",
    "Sekretariatet udarbejder et notat om antallet af pladser.",
    "Udvalget tager på besigtigelse i den nye hal inden sommerferien.",
    "Åse Lund kontakter regionen om kørslen.",
)
BEFORE, AFTER = ("", "Det blev aftalt, at ", "Herefter: "), ("", " Det haster.", " Sagen genoptages på næste møde.")
texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc")), max_size=30)


def minutes(path: str, quotes: list[str]) -> Document:
    """Minutes whose tasks stand in two items."""
    half = len(quotes) // 2
    return make(
        path=path,
        forum={"a.pdf": "Byrådet", "b.pdf": "Kulturudvalget"}[path],
        items=[
            {"title": title, "beslutning": "Aftalt.", "outcome": "godkendt", "tasks": [("Eva Holm", quote, None) for quote in part]}
            for title, part in (("Plan og trafik", quotes[:half]), ("Budget", quotes[half:]))
        ],
    )


def reread(made: Document, borders: dict[int, tuple[str, str]], dropped: set[int]) -> Document:
    """The same document as another reader gives it: some quotes with other borders, some not found."""
    number = -1

    def item(one: Any) -> Any:
        nonlocal number
        tasks = []
        for task in one.tasks:
            number += 1
            before, after = borders.get(number, ("", ""))
            if number not in dropped:
                tasks.append(dataclasses.replace(task, quote=dataclasses.replace(task.quote, value=f"{before}{task.quote.value}{after}")))
        return dataclasses.replace(one, tasks=tuple(tasks))

    first: Minutes = made.meetings[0]
    return dataclasses.replace(made, meetings=(dataclasses.replace(first, items=tuple(item(one) for one in first.items)),))


@cache
def template() -> sqlite3.Connection:
    """An empty database, to be copied."""
    db = migrated(sqlite3.connect(":memory:"))
    refresh_search(db)
    return db.conn


def migrated(conn: sqlite3.Connection) -> Database:
    conn.execute("PRAGMA foreign_keys = ON")
    db = Database(conn)
    with writing(db):
        migrations.apply(db)
    return db


def core(words: str) -> str:
    """The quote whose borders were moved."""
    return next(quote for quote in QUOTES if quote in words)


class People(RuleBasedStateMachine):
    """People who say what became of tasks, beside imports; `said` is what they were told was kept."""

    def __init__(self) -> None:
        super().__init__()
        conn = sqlite3.connect(":memory:")
        template().backup(conn)
        conn.execute("PRAGMA foreign_keys = ON")
        self.db = Database(conn)
        self.reader = 0
        self.current: dict[str, Document] = {}
        self.said: dict[int, dict[str, Any]] = {}
        self.steps: dict[int, int] = {}
        self.words: dict[int, str] = {}

    def teardown(self) -> None:
        self.db.close()

    def keep(self, path: str, made: Document) -> None:
        """Keeps a document as an import does."""
        self.reader += 1
        place = Path("/minutes") / path
        with writing(self.db):
            store(self.db, made, path=place, reader_version=str(self.reader))
            note_file(self.db, str(place), sha256=made.sha256, reader_version=str(self.reader), state=FileState.READ)
            relink(self.db, made.sha256[:12])

    @initialize()
    def first_import(self) -> None:
        for path in ("a.pdf", "b.pdf"):
            self.current[path] = minutes(path, list(QUOTES))
            self.keep(path, self.current[path])

    def tasks(self) -> list[str]:
        return [row[0] for row in self.db.conn.execute("SELECT id FROM tasks ORDER BY id")]

    @rule(data=st.data(), state=st.sampled_from([*TaskState, None]), note=st.none() | texts)
    def somebody_says(self, data: st.DataObject, state: TaskState | None, note: str | None) -> None:
        gone = [row[0] for row in self.db.conn.execute("SELECT row_id FROM entries WHERE target_id IS NULL ORDER BY id")]
        named = [*self.tasks(), *gone]
        if not named:
            return
        task = data.draw(st.sampled_from(named))
        entry = say(self.db, task, Said(state, note=note), actor="eva", now=NOW)
        assert entry.value is not None
        self.steps[entry.id] = self.steps.get(entry.id, 0) + (self.said.get(entry.id) != entry.value)
        self.said[entry.id] = entry.value
        self.words.setdefault(entry.id, entry.words)

    @precondition(lambda self: self.said)
    @rule()
    def somebody_is_too_late(self) -> None:
        task = by_id(self.db.conn, max(self.said)).subject.row
        with pytest.raises(ConflictError):
            say(self.db, task, Said(note=f"for sent {len(self.said)} {self.reader}"), actor="bo", expected=99, now=NOW)

    @rule(path=st.sampled_from(["a.pdf", "b.pdf"]))
    def same_again(self, path: str) -> None:
        self.keep(path, self.current[path])

    @rule(
        path=st.sampled_from(["a.pdf", "b.pdf"]),
        borders=st.dictionaries(st.integers(0, 7), st.tuples(st.sampled_from(BEFORE), st.sampled_from(AFTER))),
        dropped=st.sets(st.integers(0, 7), max_size=3),
    )
    def a_newer_reader(self, path: str, borders: dict[int, tuple[str, str]], dropped: set[int]) -> None:
        before = self.attached(path)
        self.keep(path, reread(self.current[path], borders, dropped))
        if not dropped:
            assert before <= self.attached(path)

    def attached(self, path: str) -> set[int]:
        """The entries at tasks that lists show. What was said of a task in an earlier version gives way to what is said of it in the newer."""
        query = """
        SELECT entries.id FROM entries JOIN tasks ON tasks.id = target_id JOIN meetings ON meetings.id = meeting_id
        WHERE entries.path = ? AND standing IN ('same', 'changed') AND words NOT LIKE '%Formanden%'
          AND meetings.document_id NOT IN (SELECT document_id FROM hidden_documents)
        """
        return {row[0] for row in self.db.conn.execute(query, (f"/minutes/{path}",))}

    @rule(path=st.sampled_from(["a.pdf", "b.pdf"]), order=st.permutations(range(8)), left=st.integers(1, 8), more=st.sampled_from(AFTER))
    def a_changed_file(self, path: str, order: list[int], left: int, more: str) -> None:
        self.current[path] = minutes(path, [f"{QUOTES[index]}{more}" for index in order[:left]])
        self.keep(path, self.current[path])

    @rule(path=st.sampled_from(["a.pdf", "b.pdf"]))
    def a_file_is_removed(self, path: str) -> None:
        mark_missing(self.db, [f"/minutes/{path}"], [])
        prune(self.db)

    @precondition(lambda self: self.said)
    @rule()
    def somebody_confirms(self) -> None:
        row = self.db.conn.execute("SELECT id, version FROM entries WHERE standing = 'unsure' ORDER BY id LIMIT 1").fetchone()
        if row is not None:
            found = confirm(self.db, row[0], actor="bo", expected=row[1], now=NOW)
            self.steps[row[0]] += 1
            self.words[row[0]] = found.words

    @invariant()
    def nothing_is_lost(self) -> None:
        assert self.db.conn.execute("SELECT count(*) FROM entries WHERE kind = ?", (KIND,)).fetchone()[0] == len(self.said)
        for identity, value in self.said.items():
            entry = by_id(self.db.conn, identity)
            assert (entry.value, entry.words) == (value, self.words[identity])
            steps = history(self.db.conn, identity)
            assert len(steps) == self.steps[identity] == entry.version
            assert steps[-1].after == value
            assert (entry.target is None) == (entry.standing is Standing.GONE)

    @invariant()
    def each_at_a_task_of_its_own(self) -> None:
        targets = [row[0] for row in self.db.conn.execute("SELECT target_id FROM entries WHERE target_id IS NOT NULL")]
        assert len(targets) == len(set(targets))
        assert set(targets) <= set(self.tasks())

    @invariant()
    def nothing_is_put_elsewhere_as_if_it_were_sure(self) -> None:
        query = "SELECT words, quote FROM entries JOIN tasks ON tasks.id = target_id WHERE standing <> 'unsure'"
        assert [words for words, quote in self.db.conn.execute(query) if core(words) != core(quote)] == []


# 100 runs of some 15 edits and imports each.
People.TestCase.settings = settings(
    max_examples=100, stateful_step_count=15, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)
TestNothingIsLost = People.TestCase
