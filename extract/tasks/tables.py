"""Tasks from tables: rows with what is to be done, by whom and by when; and columns 'Ansvarlig' and 'Frist' beside whole items."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from referat.models.place import Span
from referat.models.text import Cell, SourceText, Table
from referat.models.wording import wording

_LONGEST_HEADING = 45
_FIRST_STEP = re.compile(r"skridt|opgave|aktion|handling", re.I)


@dataclass(frozen=True, slots=True)
class ActionRow:
    """A row of a list of tasks: the places of what, who and when; the last two may be missing."""

    what: Span
    who: Span | None
    when: Span | None


@dataclass(frozen=True, slots=True)
class BesideRow:
    """A row of a table that lays out whole items, or a paragraph with a note in the margin: its text, and who and when beside it.

    marks: whoever stands beside it has a task there, also where the words of the text alone commit nobody.
    """

    text: Span
    who: Span | None
    when: Span | None
    marks: bool = False


@dataclass(frozen=True, slots=True)
class _Columns:
    what: int | None
    place: int | None
    who: int
    when: int | None


def action_rows(source: SourceText) -> list[ActionRow]:
    """The rows of every table that names what is to be done and by whom."""
    return [row for table, columns in _headed(source) if columns.what is not None for row in _rows(source, table, columns)]


def rows_beside(source: SourceText) -> list[BesideRow]:
    """The rows of every table that has whole items in one column and 'Ansvarlig' or the like beside it."""
    found = []
    for table, columns in _headed(source):
        if columns.what is None and columns.place is not None:
            for row in table.rows()[1:]:
                text, who, when = row.get(columns.place), row.get(columns.who), row.get(columns.when) if columns.when is not None else None
                if text is not None and (who or when):
                    found.append(BesideRow(text.span, who.span if who else None, when.span if when else None))
    return found


def _headed(source: SourceText) -> Iterator[tuple[Table, _Columns]]:
    last: tuple[int, _Columns] | None = None
    for table in source.tables:
        rows = table.rows()
        columns = _columns(source, rows[0]) if rows else None
        if columns is None and last and last[0] == len(rows[0]) and _continues(source, table):
            columns = last[1]
        if columns is not None:
            yield table, columns
        last = (len(rows[0]), columns) if columns is not None else None


def _continues(source: SourceText, table: Table) -> bool:
    """A table that a page break cut goes on at the top of the next page."""
    before = [other for other in source.tables if other.span.end <= table.span.start]
    return bool(before) and before[-1].box.page + 1 == table.box.page and not source.text[before[-1].span.end : table.span.start].strip()


def _columns(source: SourceText, row: dict[int, Cell]) -> _Columns | None:
    kinds: dict[str, list[int]] = {}
    for column, cell in row.items():
        text = " ".join(source.of(cell.span).split())
        entry = wording("task_labels").find(text) if len(text) <= _LONGEST_HEADING else None
        if entry:
            kinds.setdefault(entry.kind, []).append(column)
    if "who" not in kinds:
        return None
    what = kinds.get("what", [])
    best = next((column for column in what if _FIRST_STEP.search(source.of(row[column].span))), what[0] if what else None)
    return _Columns(best, kinds.get("place", [None])[0], kinds["who"][0], kinds.get("when", [None])[0])


def _rows(source: SourceText, table: Table, columns: _Columns) -> Iterator[ActionRow]:
    rows = table.rows()
    headed = _columns(source, rows[0]) is not None
    for row in rows[1:] if headed else rows:
        what = row.get(columns.what) if columns.what is not None else None
        who, when = row.get(columns.who), row.get(columns.when) if columns.when is not None else None
        if what is not None and (who or when) and len(re.findall(r"[^\W\d_]{2,}", source.of(what.span))) >= 2:
            yield ActionRow(what.span, who.span if who else None, when.span if when else None)


def inside(span: Span, rows: Sequence[ActionRow]) -> bool:
    """Whether a sentence stands in one of the rows."""
    return any(part.overlaps(span) for row in rows for part in (row.what, row.who, row.when) if part is not None)
