"""What stands in the text without being part of an item's account: notes in the margin and in columns beside it."""

from __future__ import annotations

from collections.abc import Sequence

from referat.extract.outline.outline import Entry
from referat.models.place import Span
from referat.models.text import SourceText, Table

_SHORT = 60  # characters: a note in a column beside the text names somebody or a date


def find_asides(source: SourceText, items: Sequence[Entry]) -> list[Span]:
    """Margin notes, and short cells to the right of items in tables that lay out whole items; in order."""
    found = [line.span for line in source.lines if line.margin]
    for table in source.tables:
        column = _column_of_items(table, items)
        if column is not None:
            found += [cell.span for cell in table.cells if cell.column > column and cell.span.end - cell.span.start <= _SHORT]
    return sorted(found)


def _column_of_items(table: Table, items: Sequence[Entry]) -> int | None:
    """The column in which titles of items stand; None where the table holds no item."""
    titles = [item.title.title.spans[0].start if item.title.title else item.span.start for item in items]
    columns = [
        cell.column for cell in table.cells for start in titles if cell.span.start <= start < max(cell.span.end, cell.span.start + 1)
    ]
    return max(columns) if columns else None
