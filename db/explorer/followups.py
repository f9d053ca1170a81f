"""Tasks and postponed items followed over the later meetings: beside each task, and as lists with both quotes."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from referat.db.explorer import address, task_list
from referat.db.explorer.answering import listed
from referat.db.explorer.followed import PROPOSALS, shown
from referat.db.explorer.labels import Names
from referat.db.explorer.language import say
from referat.db.export.listing import Entry, Listing
from referat.db.followups import asking
from referat.db.search.search import forums_named

PAGE, WHOLE = 40, 5000
_LAST_PAGE = 200
FIELDS = ("forum", "forslag")
COLUMNS = Names(
    {
        "action": "Opgave",
        "owners": "Ansvarlig",
        "quote": "Ordene i referatet",
        "date": "Mødedato",
        "forum": "Forum",
        "later_date": "Taget op igen",
        "later_title": "Punkt",
        "later_quote": "Ordene senere",
        "score": "Lighed",
        "reason": "Grund",
        "proposal": "Tyder på",
        "url": "Adresse",
    }
)
POSTPONED_COLUMNS = Names(
    {
        "date": "Dato",
        "forum": "Forum",
        "organisation": "Organisation",
        "number": "Nr.",
        "title": "Punkt",
        "case_number": "Sag",
        "quote": "Ordene i referatet",
        "later_meetings": "Møder siden",
        "page": "Side",
        "url": "Adresse",
    }
)


def of_item(conn: sqlite3.Connection, item: str) -> list[dict[str, Any]]:
    """The earlier tasks that an item takes up again."""
    rows = asking.of_item(conn, item)
    tasks = task_list.by_ids(conn, [row["task_id"] for row in rows], today=_today())
    return [{"task": task, **row} for row, task in zip(rows, tasks, strict=True)]


def _today() -> str:
    return dt.datetime.now(dt.UTC).date().isoformat()


def _fields(request: Request) -> dict[str, str]:
    fields = {name: value.strip()[:200] for name in FIELDS if (value := request.args.get(name) or "").strip()}
    if fields.get("forslag") not in PROPOSALS:
        fields.pop("forslag", None)
    return fields


def _number(request: Request) -> int:
    text = request.args.get("side") or "1"
    return min(max(int(text), 1), _LAST_PAGE) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _link(path: str, fields: Mapping[str, str], *, suffix: str = "", **changes: str | None) -> str:
    wanted = {**fields, **changes}
    query = urlencode({name: wanted[name] for name in (*FIELDS, "side") if wanted.get(name)})
    return f"{path}{suffix}{'?' if query else ''}{query}"


def _wanted(conn: sqlite3.Connection, fields: Mapping[str, str]) -> asking.Wanted:
    forums = forums_named(conn, fields["forum"])[:200] if "forum" in fields else None
    return asking.Wanted(forums, fields.get("forslag"))


def followups_page(conn: sqlite3.Connection, fields: dict[str, str], number: int, *, today: str, whole: bool = False) -> dict[str, Any]:
    """Tasks that were taken up again, the newest later words first."""
    size = WHOLE if whole else PAGE
    found = asking.newest(conn, _wanted(conn, fields), limit=size + 1, offset=0 if whole else (number - 1) * PAGE)
    tasks = task_list.by_ids(conn, [row["task_id"] for row in found[:size]], today=today)
    rows = [{"task": task, "later": shown(row)} for row, task in zip(found[:size], tasks, strict=True)]
    path = "/opgaver/taget-op-igen"
    return {
        "fields": fields,
        "rows": rows,
        "proposals": [(None, say("Alle"), _link(path, fields, forslag=None))]
        + [(name, label, _link(path, fields, forslag=name)) for name, label in PROPOSALS.items()],
        "proposal_names": PROPOSALS,
        "path": path,
        **_turning(path, fields, number, more=len(found) > size),
        "listing": Listing("opgaver-taget-op-igen", say("Opgaver, der er taget op igen"), path, COLUMNS, tuple(map(_entry, rows))),
    }


def _entry(row: Mapping[str, Any]) -> Entry:
    task, later = row["task"], row["later"]
    owners = ", ".join(task["owners"])
    values = {
        **task,
        "owners": owners,
        "later_date": later["date"],
        "later_title": later["title"],
        "later_quote": later["quote"],
        "score": later["score"],
        "reason": later["reason"],
        "proposal": later["proposal"],
    }
    title = f"{owners}: {task['action']}" if owners else str(task["action"])
    return Entry(f"{task['id']}-{later['item_id']}", address.item(later["item_id"]), title, later["quote"], later["date"], values)


def postponed_page(conn: sqlite3.Connection, fields: dict[str, str], number: int, *, whole: bool = False) -> dict[str, Any]:
    """Postponed items that never came back."""
    size = WHOLE if whole else PAGE
    found = asking.never_came_back(conn, _wanted(conn, fields), limit=size + 1, offset=0 if whole else (number - 1) * PAGE)
    path = "/beslutninger/udsat"
    entries = tuple(
        Entry(row["item_id"], address.item(row["item_id"]), row["title"] or "", row["forum"] or "", row["date"], row)
        for row in found[:size]
    )
    return {
        "fields": fields,
        "rows": found[:size],
        "path": path,
        **_turning(path, fields, number, more=len(found) > size),
        "listing": Listing("udsat-og-ikke-taget-op", say("Udsat og ikke taget op igen"), path, POSTPONED_COLUMNS, entries),
    }


def _turning(path: str, fields: Mapping[str, str], number: int, *, more: bool) -> dict[str, Any]:
    return {
        "previous": _link(path, fields, side=str(number - 1)) if number > 1 else None,
        "next": _link(path, fields, side=str(number + 1)) if more and number < _LAST_PAGE else None,
        "formats": lambda wanted: _link(path, fields, suffix=f".{wanted}"),
    }


async def taken_up(datasette: Datasette, request: Request) -> Response:
    """Tasks that later minutes take up again."""
    fields, number, whole = _fields(request), _number(request), bool(request.url_vars.get("format"))
    return await listed(
        datasette, request, "referat_followups.html", lambda conn: followups_page(conn, fields, number, today=_today(), whole=whole)
    )


async def postponed(datasette: Datasette, request: Request) -> Response:
    """Postponed items that never came back."""
    fields, number, whole = _fields(request), _number(request), bool(request.url_vars.get("format"))
    return await listed(datasette, request, "referat_postponed.html", lambda conn: postponed_page(conn, fields, number, whole=whole))


_TABLES = r"(?:\.(?P<format>json|csv|xlsx))?$"
ROUTES = [(rf"^/opgaver/taget-op-igen{_TABLES}", taken_up), (rf"^/beslutninger/udsat{_TABLES}", postponed)]
