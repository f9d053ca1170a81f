"""What people corrected, as examples: `referat corrections as-examples` writes them in the form of corrected.toml."""

from __future__ import annotations

import datetime as dt
import tomllib
from pathlib import Path
from typing import Any

import pytest

from referat.extract.decisions.outcomes import read_outcome
from referat.extract.pages.reading import read_plain
from referat.extract.tasks.tasks import read_tasks
from referat.models.fact import Fact
from referat.models.kinds import SectionKind, Status
from referat.models.minutes import Attendee, Item, Section, Task
from referat.models.place import Span
from referat.models.wording import wording

EXAMPLES = tomllib.loads((Path(__file__).parent / "corrected.toml").read_text(encoding="utf-8"))["example"]
_HERE = (Span(0, 1),)


def _outcome(example: dict[str, Any]) -> str:
    source = read_plain(example["text"])
    section = Section(SectionKind.BESLUTNING, None, Fact(source.text, (Span(0, len(source.text)),), "test"))
    found = read_outcome(source, [section])
    return found.value.value if found else ""


def _tasks(example: dict[str, Any], names: list[str]) -> tuple[Task, ...]:
    """The tasks of a sentence at a meeting where the people whom the example names were there."""
    source = read_plain(example["text"])
    span = Span(0, len(source.text))
    section = Section(SectionKind.REFERAT, None, Fact(source.text, (span,), "test"))
    date = dt.date.fromisoformat(example.get("meeting") or "2022-06-29")
    people = [Attendee(Fact(name, _HERE, "test"), Fact(Status.PRESENT, _HERE, "test")) for name in names if " " in name]
    found, _ = read_tasks(source, [Item(span, sections=(section,))], date=date, next_meeting=None, attendance=people, head=Span(0, 0))
    return found[0]


def _owners(example: dict[str, Any]) -> list[str]:
    return [owner.name.value for task in _tasks(example, example["expected"]) for owner in task.owners]


def _deadline(example: dict[str, Any]) -> str:
    days = [task.deadline.last for task in _tasks(example, []) if task.deadline and task.deadline.last]
    return days[0].isoformat() if days else ""


def _is_task(example: dict[str, Any]) -> str:
    tasks = _tasks(example, example.get("owners", []))
    if "owners" in example and tasks:
        assert [owner.name.value for owner in tasks[0].owners] == example["owners"]
    return "ja" if tasks else "nej"


def _kind(example: dict[str, Any]) -> str:
    found = wording("sections").find(example["text"])
    return found.kind if found else ""


READERS = {"outcome": _outcome, "owners": _owners, "deadline": _deadline, "task": _is_task, "missing_task": _is_task, "kind": _kind}


@pytest.mark.parametrize("example", EXAMPLES, ids=[f"{example['field']}: {example['text'][:40]}" for example in EXAMPLES])
def test_what_was_corrected_is_read_so(example: dict[str, Any]) -> None:
    assert READERS[example["field"]](example) == example["expected"], f"see {example['lexicon']}"


def test_every_field_has_an_example() -> None:
    assert {example["field"] for example in EXAMPLES} == set(READERS)
