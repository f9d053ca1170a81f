"""Tables of people with a column for each way of taking part: 'Til stede', 'Afbud', 'Udeblevet' with check marks."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from referat.extract.attendance.person_details import Listed
from referat.extract.attendance.runs import read_details, read_entry
from referat.extract.attendance.stitched import stitch
from referat.extract.head.labels import label_of
from referat.models.fact import Fact
from referat.models.kinds import Status
from referat.models.minutes import Attendee, Text
from referat.models.place import Span
from referat.models.text import Cell, SourceText, Table
from referat.models.wording import Entry, wording

_RULE = "attendance.table"
_STATUS = {"present": Status.PRESENT, "absent": Status.ABSENT, "guest": Status.GUEST, "observer": Status.OBSERVER}
_FROM = re.compile(r"^(?:Fra|For|Repræsentanter fra)\s+", re.I)
_SOME_ITEMS = re.compile(r"\s*\((?:under\s+)?(?:pkt|punkt)[^)]*\)\s*$", re.I)
_MARK = re.compile(r"[xX✓✔√☑☒✗•+1]|ja|JA|Ja|\uf0fc|\uf0fe")


def checked_tables(source: SourceText, span: Span) -> Iterator[tuple[Table, list[Attendee]]]:
    """The tables of the span whose first rows name at least one status as a column, with the people that are ticked in them."""
    for table in source.tables:
        if not table.span.overlaps(span):
            continue
        columns = _status_columns(source, table)
        if len(columns) >= 2 or (columns and 0 not in columns and _has_marks(source, table, columns)):
            yield table, list(_people(source, table, columns))


def _status_columns(source: SourceText, table: Table) -> dict[int, Status]:
    columns: dict[int, Status] = {}
    for row in table.rows()[:2]:
        for column, cell in row.items():
            entry = _column_label(source.of(cell.span))
            if entry and entry.kind in _STATUS and column > 0:
                columns[column] = _STATUS[entry.kind]
        if columns:
            break
    return columns


def _column_label(text: str) -> Entry | None:
    """The label of a column; a narrow column may break a word without a hyphen ('Udebleve t')."""
    plain = " ".join(text.split())
    return label_of(plain) or label_of(re.sub(r"(?<=[a-zæøå]) (?=[a-zæøå]{1,3}$)", "", plain))


def _has_marks(source: SourceText, table: Table, columns: dict[int, Status]) -> bool:
    return any(_MARK.fullmatch(source.of(cell.span).strip()) for cell in table.cells if cell.column in columns)


def _people(source: SourceText, table: Table, columns: dict[int, Status]) -> Iterator[Attendee]:
    group: Text | None = None
    for row in table.rows():
        first = row.get(min(row))
        if first is None or first.column in columns:
            continue
        if len(row) == 1:
            group = group_heading(source, [first.span])
            continue
        status = _status(source, row, columns)
        if status is None:
            continue
        for person in read_entry(stitch(source, [first.span]), single_names=True, group=group):
            some_items = _add_columns(source, person, row, columns, grouped=group is not None)
            if some_items and status.value is Status.PRESENT:
                status = Fact(Status.GUEST, (*status.spans, *some_items), _RULE)
            yield Attendee(person.name, status, person.role, person.organisation or group)


def group_heading(source: SourceText, spans: Sequence[Span]) -> Text | None:
    """The heading over or beside some people as their organisation."""
    text = stitch(source, spans).text
    return heading_of(text, tuple(spans))


def heading_of(text: str, spans: tuple[Span, ...]) -> Text | None:
    """'Fra Teknik og Miljø:' as 'Teknik og Miljø'; None for text that names no organisation ('Medlemmer:')."""
    bare = " ".join(text.split()).rstrip(" :")
    if not bare or len(bare) > 60 or wording("attendance_marks").find(bare):
        return None
    return Fact(_FROM.sub("", bare), spans, _RULE)


def _status(source: SourceText, row: dict[int, Cell], columns: dict[int, Status]) -> Fact[Status] | None:
    for column, status in columns.items():
        cell = row.get(column)
        if cell is not None and source.of(cell.span).strip() and _column_label(source.of(cell.span)) is None:
            return Fact(status, (cell.span,), _RULE)
    return None


def _add_columns(
    source: SourceText, person: Listed, row: dict[int, Cell], columns: dict[int, Status], *, grouped: bool
) -> tuple[Span, ...]:
    """The other columns of the row say what the person is; in a grouped list that is one wording.

    Answers where they say that the person came for some items only.
    """
    some_items: tuple[Span, ...] = ()
    for column in sorted(row)[1:]:
        if column in columns:
            continue
        text = source.of(row[column].span)
        end = _SOME_ITEMS.search(text)
        if end:
            some_items = (Span(row[column].span.start + end.start(), row[column].span.end),)
        cell = stitch(source, [row[column].span])
        fact = cell.fact(0, end.start() if end else len(text), _RULE)
        if fact is not None and grouped:
            person.roles.append(fact)
        elif fact is not None:
            read_details(
                person, stitch(source, [Span(row[column].span.start, row[column].span.start + (end.start() if end else len(text)))])
            )
    return some_items
