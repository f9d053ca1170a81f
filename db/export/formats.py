"""Lists of the explorer as files: JSON, CSV, a spreadsheet, an Atom feed or a calendar. Every word in them is data."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from typing import Any

from referat.db.export import calendar, feed
from referat.db.export.delimited import delimited
from referat.db.export.listing import Listing, table
from referat.db.export.table import Table, text
from referat.db.export.tasks import TaskRow
from referat.db.export.workbook import workbook

TYPES = {
    "json": "application/json; charset=utf-8",
    "csv": "text/csv; charset=utf-8",
    "tsv": "text/tab-separated-values; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "atom": "application/atom+xml; charset=utf-8",
    "ics": "text/calendar; charset=utf-8",
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
}
# What a browser shows itself; the rest is kept as a file.
_SHOWN = ("json", "atom", "html")


def written(
    listing: Listing, wanted: str, *, site: str, query: str = "", tasks: Iterable[TaskRow] = (), language: str = "da"
) -> tuple[Any, str, dict[str, str]]:
    """Body, content type and headers of a list in one of the formats of `labels.FORMATS`.

    `site` stands before the addresses in it, `query` after its own; `tasks` are what the calendar holds beside the list's meetings;
    `language` is the one that the list is told in.
    """
    suffix = f"?{query}" if query else ""
    return _body(listing, wanted, site, suffix, tasks, language), TYPES[wanted], headers(listing.name, wanted)


def headers(name: str, ending: str) -> dict[str, str]:
    """The headers of a file with this name and ending."""
    if ending.rpartition(".")[2] in _SHOWN:
        return {}
    return {"Content-Disposition": f'attachment; filename="{file_name(name)}.{ending}"'}


def file_name(name: str) -> str:
    """A name for a file, in letters that every system takes."""
    return re.sub(r"[^a-z0-9-]+", "-", name.lower()).strip("-")[:60] or "liste"


def _body(listing: Listing, wanted: str, site: str, suffix: str, tasks: Iterable[TaskRow], language: str) -> str | bytes:
    if wanted == "ics":
        return calendar.calendar(listing.title, tasks, (entry for entry in listing.entries if entry.is_meeting), site=site)
    here = f"{site}{listing.path}"
    if wanted == "atom":
        return feed.atom(listing, site=site, page=f"{here}{suffix}", itself=f"{here}.atom{suffix}", language=language)
    rows = table(listing, site=site)
    if wanted == "json":
        return as_json(rows, url=here)
    return delimited(rows) if wanted == "csv" else workbook([rows])


def as_json(rows: Table, *, url: str) -> str:
    """A table as JSON: its title, its address, and its rows with their ids."""
    made = [{"id": row["id"], **{column.key: _plain(row.get(column.key)) for column in rows.columns}} for row in rows.rows]
    return json.dumps({"title": text(rows.title), "url": url, "rows": made}, ensure_ascii=True, indent=1)


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
