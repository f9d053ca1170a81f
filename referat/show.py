"""What the command line prints: tables for people, JSON, CSV and TSV for programs. Words of a document are data here, never commands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from typing import Any

from rich.console import Console
from rich.table import Table
from rich.text import Text

from referat.db.export.delimited import lines
from referat.db.search.hits import Hit
from referat.db.search.snippets import Piece, plain
from referat.models.minutes import Document, Item, Minutes, Task

# Control characters and marks of direction would act on the terminal.
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_STATUS = {"present": "Til stede", "absent": "Afbud", "guest": "Gæster", "observer": "Observatører"}
HIT_FIELDS = ("date", "forum", "organisation", "number", "title", "outcome", "kind", "text", "page", "file", "meeting", "item")


def clean(text: object) -> Text:
    """A value for the terminal, without what would act on it."""
    return Text("" if text is None else _CONTROLS.sub("", str(text)))


def marked(pieces: Sequence[Piece]) -> Text:
    """Pieces with what was found in bold."""
    text = Text()
    for piece in pieces:
        text.append(_CONTROLS.sub("", piece.text), style="bold yellow" if piece.marked else "")
    return text


def hit_row(hit: Hit) -> dict[str, Any]:
    """A hit as plain data."""
    values = (
        hit.date,
        hit.forum,
        hit.organisation,
        hit.number,
        plain(hit.title),
        hit.outcome,
        hit.kind,
        plain(hit.text),
        hit.page,
        hit.file_name,
        hit.meeting_id,
        hit.item_id,
    )
    return dict(zip(HIT_FIELDS, values, strict=True))


def hits_table(hits: Iterable[Hit]) -> Table:
    """Hits for people."""
    table = Table(show_lines=True, expand=True)
    for name, ratio in (("Dato", None), ("Forum", 2), ("Punkt", 3), ("Udfald", None), ("Tekst", 6), ("Side", None)):
        table.add_column(name, ratio=ratio, no_wrap=ratio is None)
    for hit in hits:
        title = Text.assemble(clean(f"{hit.number}. " if hit.number else ""), marked(hit.title))
        text = Text.assemble((f"{hit.kind}: ", "italic") if hit.kind else "", marked(hit.text))
        table.add_row(clean(hit.date), clean(hit.forum), title, clean(hit.outcome), text, clean(hit.page))
    return table


def to_json(rows: Iterable[dict[str, Any]]) -> str:
    """Rows as a JSON list."""
    return json.dumps(list(rows), ensure_ascii=False, indent=2)


def to_csv(rows: Iterable[dict[str, Any]], fields: Sequence[str], *, delimiter: str) -> str:
    """Rows as CSV with a heading, one line each; a cell that a spreadsheet would run as a formula begins with an apostrophe."""
    return lines(fields, ([_one_line(row[name]) for name in fields] for row in rows), delimiter=delimiter, end="\n")


def _one_line(value: Any) -> str:
    return "" if value is None else _CONTROLS.sub("", " ".join(str(value).split()))


def print_document(console: Console, document: Document) -> None:
    """A document as people read it: the head, who was there, and the items with outcome and tasks."""
    for minutes in document.meetings:
        _print_head(console, minutes, document)
        _print_people(console, minutes)
        table = Table(expand=True, show_lines=True)
        for name, ratio in (("Nr.", None), ("Punkt", 3), ("Udfald", None), ("Beslutning", 5)):
            table.add_column(name, ratio=ratio, no_wrap=ratio is None)
        for item in minutes.items:
            table.add_row(clean(_value(item.number)), clean(_value(item.title)), clean(_value(item.outcome)), clean(_decision(item)))
        if minutes.items:
            console.print(table)
        _print_tasks(console, [*minutes.tasks, *(task for item in minutes.items for task in item.tasks)])
        for problem in minutes.problems:
            console.print(Text.assemble(("Bemærk: ", "yellow"), clean(problem.message)))
        console.print()


def _value(fact: Any) -> Any:
    return None if fact is None else fact.value


def _print_head(console: Console, minutes: Minutes, document: Document) -> None:
    head = minutes.meeting
    title = " · ".join(str(value) for value in (_value(head.forum), _value(head.organisation), _value(head.date)) if value)
    console.print(Text.assemble((clean(title or document.path).plain, "bold"), f"  ({minutes.kind.value.value})"))
    clock = "-".join(value.value.isoformat()[:5] for value in (head.start, head.end) if value)
    named = (("Tid", clock), ("Sted", _value(head.place)), ("Mødeleder", _value(head.chair)), ("Referent", _value(head.secretary)))
    for label, value in named:
        if value:
            console.print(Text.assemble((f"{label}: ", "dim"), clean(value)))


def _print_people(console: Console, minutes: Minutes) -> None:
    for status, label in _STATUS.items():
        names = [row.name.value for row in minutes.attendance if row.status.value.value == status]
        if names:
            console.print(Text.assemble((f"{label}: ", "dim"), clean(", ".join(names))))


def _decision(item: Item) -> str:
    texts = {section.kind.value: section.text.value for section in item.sections}
    return texts.get("beslutning") or texts.get("referat") or ""


def _print_tasks(console: Console, tasks: Sequence[Task]) -> None:
    if not tasks:
        return
    table = Table(title="Opgaver", title_justify="left", expand=True)
    for name in ("Hvad", "Hvem", "Frist"):
        table.add_column(name)
    for task in tasks:
        due = (task.deadline.last or task.deadline.text.value) if task.deadline else None
        table.add_row(clean(task.action), clean(", ".join(owner.name.value for owner in task.owners)), clean(due))
    console.print(table)
