"""Tasks and no tasks in the words of somebody who had not seen the rules (by_readers.toml); all people and bodies are invented.

When they were read for the first time, 88 of the 100 tasks were found and 1 of the 50 others; of the 88, 85 had the right owners and 79 the
words of the deadline. Then the general rules were mended (verbs that were missing, what is added to a decision, clefts, events as deadlines …),
so what these tests ask for is no measure of texts that nobody has seen; the first figures are.
"""

from __future__ import annotations

import datetime as dt
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from referat.extract.pages.reading import read_plain
from referat.extract.tasks.tasks import read_tasks
from referat.models.fact import Fact
from referat.models.kinds import SectionKind, Status
from referat.models.minutes import Attendee, Item, Section, Task
from referat.models.place import Span

_HERE = (Span(0, 1),)
_PRESENT = (
    ("Mette Vang", "kommunaldirektør"),
    ("Lars Kruse", "børnedirektør"),
    ("Hanne Bech", "økonomichef"),
    ("Ole Friis", "formand"),
    ("Karen Skov", "kasserer"),
    ("Tina Holst", "sekretær"),
    ("Jens Peter Dahl", "medlem"),
    ("Ali Demir", "driftsleder"),
)


@dataclass(frozen=True)
class Read:
    """A text with the tasks that were read from it; right where one of them is."""

    row: dict[str, Any]
    tasks: tuple[Task, ...]

    @property
    def owners_right(self) -> bool:
        return any(_owners(task) == _folded(self.row["owners"]) for task in self.tasks)

    @property
    def deadline_right(self) -> bool:
        return any(_deadline(task) == self.row.get("deadline", "").casefold() for task in self.tasks)


def _folded(names: list[str]) -> list[str]:
    return sorted(name.casefold() for name in names)


def _owners(task: Task) -> list[str]:
    return _folded([owner.name.value for owner in task.owners])


def _deadline(task: Task) -> str:
    return " ".join(task.deadline.text.value.split()).casefold() if task.deadline else ""


def _read(text: str) -> tuple[Task, ...]:
    """The text as the account of the only item of a meeting."""
    source = read_plain(text)
    span = Span(0, len(source.text))
    people = [
        Attendee(Fact(name, _HERE, "test"), Fact(Status.PRESENT, _HERE, "test"), Fact(role, _HERE, "test")) for name, role in _PRESENT
    ]
    section = Section(SectionKind.REFERAT, None, Fact(source.text, (span,), "test"))
    item = Item(span, sections=(section,))
    found, _ = read_tasks(source, [item], date=dt.date(2020, 3, 3), next_meeting=None, attendance=people, head=Span(0, 0))
    return found[0]


@cache
def _all(kind: str) -> tuple[Read, ...]:
    rows = tomllib.loads(Path(__file__).with_name("by_readers.toml").read_text(encoding="utf-8"))[kind]
    return tuple(Read(row, _read(row["text"])) for row in rows)


def _found() -> list[Read]:
    return [one for one in _all("task") if one.tasks]


def test_found() -> None:
    missed = [one.row["text"] for one in _all("task") if not one.tasks]
    assert len(missed) <= 4, missed


def test_not_found() -> None:
    false = [one.row["text"] for one in _all("none") if one.tasks]
    assert len(false) <= 1, false


def test_owners() -> None:
    wrong = [(one.row["text"], [_owners(task) for task in one.tasks]) for one in _found() if not one.owners_right]
    assert len(wrong) <= 3, wrong


def test_deadlines() -> None:
    wrong = [(one.row["text"], [_deadline(task) for task in one.tasks]) for one in _found() if not one.deadline_right]
    assert len(wrong) <= 5, wrong


def test_one_task_each() -> None:
    several = [(one.row["text"], [task.quote.value for task in one.tasks]) for one in _found() if len(one.tasks) > 1]
    assert len(several) <= 2, several
