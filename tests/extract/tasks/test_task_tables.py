"""Rows of action tables, and columns beside whole items, from tables built by hand."""

from __future__ import annotations

import datetime as dt

import pytest

from referat.extract.tasks.tables import action_rows, rows_beside
from referat.extract.tasks.tasks import read_tasks
from referat.models.fact import Fact
from referat.models.kinds import SectionKind, Status
from referat.models.minutes import Attendee, Item, Section, Task
from referat.models.place import Box, Span
from referat.models.text import Cell, SourceText, Table

_BOX = Box(1, 0, 0, 1, 1)
_HERE = (Span(0, 1),)
_NAMES = ("Eva Nørlund", "Ole Holm", "Hanne Vium")


def table_of(rows: list[list[str]]) -> SourceText:
    """A text whose cells stand row by row, each on lines of its own; an empty string is an empty cell."""
    text, cells = "", []
    for row, words in enumerate(rows):
        for column, word in enumerate(words):
            if word:
                text += "\n" if text else ""
                cells.append(Cell(row, column, Span(len(text), len(text) + len(word)), _BOX))
                text += word
    return SourceText(text, (), tables=(Table(Span(0, len(text)), _BOX, tuple(cells)),))


def read(rows: list[list[str]]) -> tuple[Task, ...]:
    source = table_of(rows)
    span = Span(0, len(source.text))
    item = Item(span, sections=(Section(SectionKind.REFERAT, None, Fact(source.text, (span,), "test")),))
    people = [Attendee(Fact(name, _HERE, "test"), Fact(Status.PRESENT, _HERE, "test")) for name in _NAMES]
    found, _ = read_tasks(source, [item], date=dt.date(2022, 3, 7), next_meeting=None, attendance=people, head=Span(0, 0))
    return found[0]


def test_row_of_a_list_of_tasks() -> None:
    (task,) = read([["Opgave", "Ansvarlig", "Frist"], ["Afklare lejen af salen", "Eva", "1. maj 2022"]])
    assert task.quote.value == "Afklare lejen af salen"
    assert [owner.name.value for owner in task.owners] == ["Eva Nørlund"]
    assert task.deadline is not None
    assert task.deadline.last == dt.date(2022, 5, 1)


@pytest.mark.parametrize(
    ("head", "reason"),
    [
        (["Navn", "Ansvarlig"], "no column says what is to be done"),
        (["Dagsorden", "Ansvarlig"], "who presents an item of an agenda"),
        (["Nr.", "Mål", "Status"], "nobody is responsible"),
    ],
)
def test_other_tables_hold_no_tasks(head: list[str], reason: str) -> None:
    assert action_rows(table_of([head, ["Sommerfest på pladsen", "Eva Nørlund", "i gang"]])) == [], reason


def test_the_first_step_is_what_is_to_be_done() -> None:
    source = table_of([["Hvad", "Første skridt", "Hvem"], ["Bedre samarbejde om stier", "Sondering i de tre byer", "Ole"]])
    assert [source.of(row.what) for row in action_rows(source)] == ["Sondering i de tre byer"]


@pytest.mark.parametrize(
    ("cell", "owners", "reason"),
    [
        ("Eva Nørlund Ole Holm", ["Eva Nørlund", "Ole Holm"], "two names without a comma"),
        ("Eva og Ole – lederne\naf projektet\nHanne Vium", ["Eva Nørlund", "Ole Holm", "Hanne Vium"], "an aside over two lines"),
        ("Ravnsø Kom-\nmune", ["Ravnsø Kommune"], "a name that a line break cuts"),
        ("ABC", ["ABC"], "whoever stands there, also if nobody else tells of her"),
    ],
)
def test_owners_of_a_cell(cell: str, owners: list[str], reason: str) -> None:
    (task,) = read([["Opgave", "Ansvarlig"], ["Oplæg om fakta", cell]])
    assert [owner.name.value for owner in task.owners] == owners, reason


def test_columns_beside_whole_items() -> None:
    rows = [["Referat", "Ansvarlig", "Deadline"], ["Bestyrelsen besluttede at få målerne kontrolleret.", "Ole Holm", "12/5 2022"]]
    (row,) = rows_beside(table_of(rows))
    assert row.who is not None
    assert row.when is not None
    (task,) = read(rows)
    assert [owner.name.value for owner in task.owners] == ["Ole Holm"]
    assert task.deadline is not None
    assert task.deadline.last == dt.date(2022, 5, 12)


def test_several_tasks_beside_several_owners() -> None:
    tasks = read(
        [
            ["Referat", "Ansvarlig", "Frist"],
            ["Ole laver et opslag. Ansøgeren får et skriftligt svar fra formanden.", "Ole Holm Eva Nørlund", "30/4 2022\n7/5 2022"],
        ]
    )
    assert [([owner.name.value for owner in task.owners], str(task.deadline and task.deadline.last)) for task in tasks] == [
        (["Ole Holm"], "2022-04-30"),
        (["Eva Nørlund"], "2022-05-07"),
    ]
