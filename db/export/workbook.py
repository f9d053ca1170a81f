"""Tables as an Excel workbook: one sheet each, typed columns, a heading that stays and can filter. The one module that knows openpyxl."""

from __future__ import annotations

import datetime as dt
import io
import re
from collections.abc import Iterable, Mapping
from typing import Any

from referat.db.export.table import Column, Kind, Table, text

_WIDTHS = {Kind.TEXT: 20, Kind.LONG: 46, Kind.DAY: 12, Kind.NUMBER: 7, Kind.LINK: 30}
# Excel's own limits: letters in a cell and in an address, links in a sheet, letters in the name of a sheet.
_LONGEST_CELL, _LONGEST_LINK, _MOST_LINKS, _LONGEST_NAME = 32_000, 2_000, 65_000, 31
_NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\\s]+")
_FIRST_DAY = dt.date(1900, 3, 1)  # before it Excel counts a day that never was
_DAY_FORMAT = "yyyy-mm-dd"
_A4 = 9
_HEAD, _TEXT, _DAY, _LINK = "Overskrift", "Ord", "Dato", "Henvisning"
_LINE, _MOST_LINES = 15, 20  # points; no program makes room for wrapped lines by itself


def workbook(tables: Iterable[Table]) -> bytes:
    """The workbook. Text stays text, whatever it begins with; a day that Excel cannot count stays text too."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for style in _styles():
        book.add_named_style(style)
    taken: set[str] = set()
    for table in tables:
        _fill(book.create_sheet(sheet_name(table.title, taken)), table)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _styles() -> list[Any]:
    """The styles of the cells, by name: a cell that takes one by name is made much faster than one with parts of its own."""
    from openpyxl.styles import Alignment, Font, NamedStyle, PatternFill

    wrapped = Alignment(vertical="top", wrap_text=True)
    return [
        NamedStyle(_HEAD, font=Font(name="Calibri", bold=True), fill=PatternFill("solid", fgColor="EEF1F4")),
        NamedStyle(_TEXT, font=Font(name="Calibri"), alignment=wrapped),
        NamedStyle(_DAY, font=Font(name="Calibri"), alignment=wrapped, number_format=_DAY_FORMAT),
        NamedStyle(_LINK, font=Font(name="Calibri", color="0563C1", underline="single"), alignment=wrapped),
    ]


def sheet_name(wanted: str, taken: set[str]) -> str:
    """A name that Excel allows and no other sheet has; it is taken from now on."""
    name = _NOT_IN_NAMES.sub(" ", text(wanted)).strip(" '")[:_LONGEST_NAME].strip(" '") or "Ark"
    if name.casefold() in ("history", "historik"):  # Excel keeps the name for itself
        name += "_"
    found, counter = name, 1
    while found.casefold() in taken:
        counter += 1
        mark = f" ({counter})"
        found = f"{name[: _LONGEST_NAME - len(mark)]}{mark}"
    taken.add(found.casefold())
    return found


def _fill(sheet: Any, table: Table) -> None:
    from openpyxl.cell import WriteOnlyCell

    _lay_out(sheet, table)
    heads = [WriteOnlyCell(sheet, value=column.label) for column in table.columns]
    for head in heads:
        head.style = _HEAD
    sheet.append(heads)
    for number, row in enumerate(table.rows):
        cells = []
        for column in table.columns:
            made = WriteOnlyCell(sheet)
            made.style = _TEXT
            _put(made, column, row.get(column.key))
            if column.kind is Kind.LINK and made.value and len(made.value) <= _LONGEST_LINK and number < _MOST_LINKS:  # pyright: ignore[reportArgumentType]
                made.hyperlink, made.style = made.value, _LINK  # pyright: ignore[reportAttributeAccessIssue]
            cells.append(made)
        sheet.row_dimensions[number + 2].height = _LINE * _lines(table.columns, row)
        sheet.append(cells)


def _lay_out(sheet: Any, table: Table) -> None:
    """Widths, filters, the heading that stays, and how it prints: across, as wide as the paper."""
    from openpyxl.utils import get_column_letter
    from openpyxl.worksheet.page import PageMargins

    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.columns))}{len(table.rows) + 1}"
    sheet.page_setup.orientation, sheet.page_setup.fitToHeight, sheet.page_setup.paperSize = "landscape", 0, _A4
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    sheet.page_margins = PageMargins(left=0.4, right=0.4, top=0.5, bottom=0.5)
    sheet.print_title_rows = "1:1"
    for index, column in enumerate(table.columns, start=1):
        sheet.column_dimensions[get_column_letter(index)].width = _WIDTHS[column.kind]


def _lines(columns: Iterable[Column], row: Mapping[str, Any]) -> int:
    """How many lines the longest text of a row takes in its column."""
    wrapping = [column for column in columns if column.kind in (Kind.TEXT, Kind.LONG)]
    longest = max((_wrapped(text(row.get(column.key)), _WIDTHS[column.kind]) for column in wrapping), default=1)
    return max(1, min(longest, _MOST_LINES))


def _wrapped(said: str, width: int) -> int:
    return sum(1 + len(part) // (width - 2) for part in said.split("\n"))


def _put(made: Any, column: Column, value: Any) -> None:
    if value is None:
        return
    if column.kind is Kind.NUMBER and isinstance(value, int):
        made.value = value
        return
    day = _day(value) if column.kind is Kind.DAY else None
    if day is not None:
        made.value, made.style = day, _DAY
        return
    made.value = text(value)[:_LONGEST_CELL]
    made.data_type = "s"


def _day(value: Any) -> dt.date | None:
    try:
        day = dt.date.fromisoformat(str(value))
    except ValueError:
        return None
    return day if day >= _FIRST_DAY else None
