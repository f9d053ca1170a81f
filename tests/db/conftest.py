"""Minutes made by hand: a text with the place of every word, and facts that rest on it."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest
from sqlite_utils import Database

from referat.db.schema import open_for_writing
from referat.db.store import refresh_search, store
from referat.models.fact import Fact
from referat.models.kinds import DocumentKind, Outcome, OwnerKind, Precision, SectionKind, Status, Strength
from referat.models.minutes import Acronym, Attendee, Deadline, Document, Item, Meeting, Minutes, Owner, Person, Problem, Section, Task
from referat.models.place import Box, Span
from referat.models.text import Line, Page, SourceText, Word, Words

T = TypeVar("T")
LEFT, TOP, LEADING, LETTER, LINES_A_PAGE = 60.0, 60.0, 14.0, 5.5, 50


class Paper:
    """Lines written one below the other; each line is a paragraph."""

    def __init__(self) -> None:
        self.lines: list[str] = []

    def write(self, text: str) -> Fact[str]:
        """Adds a line and gives it as a fact."""
        start = sum(len(line) + 1 for line in self.lines)
        self.lines.append(text)
        return Fact(text, (Span(start, start + len(text)),), "test")

    def source(self) -> SourceText:
        """The text with its words, 50 lines a page."""
        words, lines, at = Words(), [], 0
        for number, text in enumerate(self.lines):
            page, top = number // LINES_A_PAGE + 1, TOP + number % LINES_A_PAGE * LEADING
            place = 0
            for word in text.split(" "):
                box = Box(page, LEFT + place * LETTER, top, LEFT + (place + len(word)) * LETTER, top + 11)
                if word:
                    words.append(Word(Span(at + place, at + place + len(word)), box, 11.0, False, 1.0))
                place += len(word) + 1
            span = Span(at, at + len(text))
            lines.append(Line(span, Box(page, LEFT, top, LEFT + len(text) * LETTER, top + 11), 11.0, False, 0.0, 3.0, True, (span,)))
            at += len(text) + 1
        pages = tuple(Page(number, 595.0, 842.0) for number in range(1, (max(len(self.lines), 1) - 1) // LINES_A_PAGE + 2))
        return SourceText("\n".join(self.lines), tuple(lines), words, pages=pages)


def given(value: T, like: Fact[Any]) -> Fact[T]:
    """Another value read from the same words."""
    return Fact(value, like.spans, "test")


def make(
    *,
    forum: str | None = "Klyngeforum Nord",
    date: str | None = "2022-06-29",
    items: list[dict[str, Any]] | None = None,
    present: tuple[str, ...] = (),
    absent: tuple[str, ...] = (),
    acronyms: tuple[tuple[str, str], ...] = (),
    problems: tuple[Problem, ...] = (),
    path: str = "referat.pdf",
) -> Document:
    """A document with one meeting. An item has a title and texts by kind of section; `outcome`, `number` and `tasks` (owner, quote, deadline) are extra."""
    paper = Paper()
    head = Meeting(
        forum=paper.write(forum) if forum else None,
        date=given(dt.date.fromisoformat(date), paper.write(f"Den {date}")) if date else None,
    )
    names = [(name, Status.PRESENT) for name in present] + [(name, Status.ABSENT) for name in absent]
    attendance = tuple(Attendee(fact := paper.write(name), given(status, fact)) for name, status in names)
    minutes = Minutes(
        kind=given(DocumentKind.REFERAT, paper.write("Referat")),
        meeting=head,
        attendance=attendance,
        items=tuple(_item(paper, ordinal, row) for ordinal, row in enumerate(items or [], start=1)),
        people=tuple(Person(row.name, (row.name,)) for row in attendance),
        acronyms=tuple(Acronym(given(short, fact := paper.write(f"{long} ({short})")), given(long, fact)) for short, long in acronyms),
        problems=problems,
    )
    source = paper.source()
    return Document(path, hashlib.sha256(f"{path}\n{source.text}".encode()).hexdigest(), source, (minutes,))


def _item(paper: Paper, ordinal: int, row: dict[str, Any]) -> Item:
    number = row.get("number", str(ordinal))
    heading = paper.write(f"{number}. {row['title']}" if row.get("title") else f"{number}.")
    kinds = [kind for kind in SectionKind if kind.value in row]
    sections = tuple(Section(kind, paper.write(kind.value.capitalize()), paper.write(row[kind.value])) for kind in kinds)
    outcome = row.get("outcome")
    tasks = tuple(_task(paper, *task) for task in row.get("tasks", ()))
    return Item(
        span=Span(heading.spans[0].start, sum(len(line) + 1 for line in paper.lines) - 1),
        number=given(number, heading),
        title=given(row["title"], heading) if row.get("title") else None,
        sections=sections,
        outcome=given(Outcome(outcome), sections[-1].text if sections else heading) if outcome else None,
        tasks=tasks,
    )


def _task(paper: Paper, owner: str, quote: str, due: str | None) -> Task:
    fact = paper.write(quote)
    deadline = Deadline(fact, Precision.DAY, last=dt.date.fromisoformat(due)) if due else None
    kind = OwnerKind.PERSON if " " in owner else OwnerKind.ORGANISATION
    return Task(fact, quote.lower(), Strength.BINDING, (Owner(given(owner, fact), kind),), deadline)


@pytest.fixture
def document() -> Callable[..., Document]:
    """Makes a document; see `make`."""
    return make


@pytest.fixture
def database(tmp_path: Path) -> Iterator[Database]:
    """An empty database."""
    db = open_for_writing(tmp_path / "referat.db")
    refresh_search(db)
    yield db
    db.close()


@pytest.fixture
def keep(database: Database) -> Callable[..., str]:
    """Makes a document, keeps it, and gives its id."""

    def kept(**parts: Any) -> str:
        made = make(**parts)
        store(database, made, path=Path("/minutes") / made.path, reader_version="1")
        return made.sha256[:12]

    return kept
