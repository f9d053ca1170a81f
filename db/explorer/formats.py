"""A list as JSON, CSV, a spreadsheet, an Atom feed or a calendar. Every word in it is data: nothing is a formula, a tag or a property."""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

from referat.db.explorer import calendar, feed
from referat.db.explorer.listing import Listing

_TYPES = {
    "json": "application/json; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "atom": "application/atom+xml; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
}
# What a spreadsheet would take for a formula, also behind white space; and characters that its files cannot hold.
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r]")
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_CELL = 32_000


def written(listing: Listing, wanted: str, *, site: str, query: str = "") -> tuple[Any, str, dict[str, str]]:
    """Body, content type and headers of a list in one of the formats of `labels.FORMATS`.

    `site` stands before the addresses in it, `query` after its own.
    """
    headers = {}
    if wanted not in ("json", "atom"):
        headers["Content-Disposition"] = f'attachment; filename="{_file_name(listing.name)}.{wanted}"'
    return _body(listing, wanted, site, f"?{query}" if query else ""), _TYPES[wanted], headers


def _body(listing: Listing, wanted: str, site: str, suffix: str) -> str | bytes:
    if wanted == "json":
        return json.dumps(_object(listing, site), ensure_ascii=True, indent=1)
    if wanted == "csv":
        return _csv(listing, site)
    if wanted == "xlsx":
        return _xlsx(listing, site)
    if wanted == "ics":
        return calendar.icalendar(listing, site=site)
    here = f"{site}{listing.path}"
    return feed.atom(listing, site=site, page=f"{here}{suffix}", itself=f"{here}.atom{suffix}")


def _file_name(name: str) -> str:
    return re.sub(r"[^a-z0-9-]+", "-", name.lower()).strip("-")[:60] or "liste"


def _values(listing: Listing, site: str) -> list[dict[str, Any]]:
    return [{key: f"{site}{entry.path}" if key == "url" else entry.values.get(key) for key in listing.columns} for entry in listing.entries]


def _object(listing: Listing, site: str) -> dict[str, Any]:
    rows = [{"id": entry.id, **row} for entry, row in zip(listing.entries, _values(listing, site), strict=True)]
    return {"title": listing.title, "url": f"{site}{listing.path}", "rows": rows}


def cell(value: Any) -> str:
    """A value as text of a CSV cell: what a spreadsheet would run as a formula has an apostrophe before it."""
    text = _UNPRINTABLE.sub("", "" if value is None else str(value))
    return f"'{text}" if _FORMULA.match(text) else text


def _csv(listing: Listing, site: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(listing.columns.values())
    writer.writerows([cell(value) for value in row.values()] for row in _values(listing, site))
    return out.getvalue()


def _xlsx(listing: Listing, site: str) -> bytes:
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet("Liste")
    sheet.freeze_panes = "A2"
    heads = []
    for label in listing.columns.values():
        head = WriteOnlyCell(sheet, value=label)
        head.font = Font(bold=True)
        heads.append(head)
    for index, key in enumerate(listing.columns):
        wide = key in ("title", "action", "quote", "decision", "recommendation", "item_title")
        sheet.column_dimensions["ABCDEFGHIJKLMNOP"[index]].width = 60 if wide else 18
    sheet.append(heads)
    for row in _values(listing, site):
        sheet.append([_sheet_cell(WriteOnlyCell, sheet, value) for value in row.values()])
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _sheet_cell(make: Any, sheet: Any, value: Any) -> Any:
    if value is None or isinstance(value, int):
        return value
    made = make(sheet, value=_UNPRINTABLE.sub("", str(value))[:_LONGEST_CELL])
    # A text stays a text, whatever it begins with.
    made.data_type = "s"
    return made
