"""From a form or a program to a change: who may, what was sent, writing in Datasette's one writing thread, and what is answered.

Nothing is written through GET. A form is protected by Datasette's token against forged requests; a program sends JSON and a token of
its own (`referat.db.explorer.access`). Whoever was later than somebody else is told what holds now and what she wanted, and decides.
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import parse_qsl, quote

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response
from sqlite_utils import Database

from referat.db.entries.entries import ConflictError, Entry, MissingRowError
from referat.db.explorer import access
from referat.db.explorer.answering import database_of, filled
from referat.db.explorer.language import say
from referat.db.transactions import patiently
from referat.models.errors import ReferatError

_LARGEST = 64 * 1024
_WAIT = 20  # seconds for which an import may hold the database
Pairs = Sequence[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent: the fields, by whom, made from which version (None: not said), where to go afterwards, and whether by a program."""

    fields: Mapping[str, str]
    actor: str
    expected: int | None
    back: str
    as_json: bool


@dataclass(frozen=True, slots=True)
class Told:
    """How an entry is told to people: the name of the thing, an entry's value and what was sent, each as labels and texts, and
    what is said when it was kept.
    """

    title: str
    current: Callable[[Entry | None], Pairs]
    wanted: Callable[[Sent], Pairs]
    kept: Callable[[Entry], str] = lambda _: say("Gemt.")


class _RefusedError(Exception):
    def __init__(self, status: int, message: str) -> None:
        super().__init__(message)
        self.status, self.message = status, message


async def write_route(
    datasette: Datasette,
    request: Request,
    change: Callable[[Database, Sent], Entry],
    *,
    told: Told,
    back: str,
) -> Response:
    """Answers a request that is to change something.

    change: makes the change and gives the entry as it is then; it is called in Datasette's writing thread and may raise ReferatError;
    what it writes, it writes within `referat.db.transactions.writing`. told: how a conflict is told. back: the page that a form leads to
    where it names none of ours in its field `tilbage`.
    """
    as_json = _wants_json(request)
    try:
        sent = await _sent(datasette, request, back, as_json=as_json)
    except _RefusedError as error:
        return await _refused(datasette, request, error.status, error.message, as_json=as_json)
    database = await database_of(datasette, request)

    def attempt(conn: sqlite3.Connection) -> tuple[Entry | None, Exception | None]:
        try:
            return patiently(lambda: change(Database(conn), sent), seconds=_WAIT), None
        except (ReferatError, sqlite3.Error) as error:
            return None, error  # Datasette prints what is raised here

    result, trouble = await database.execute_write_fn(attempt)
    if isinstance(trouble, ConflictError):
        return await _conflict(datasette, request, sent, trouble.current, told)
    if trouble is not None:
        return await _refused(datasette, request, *_trouble(trouble), as_json=as_json)
    if as_json:
        return Response.json({"ok": True, "entry": entry_object(result)})
    datasette.add_message(request, told.kept(result))
    return Response.redirect(datasette.urls.path(sent.back), status=303)


def _trouble(error: Exception) -> tuple[int, str]:
    """Status and message for what went wrong."""
    if isinstance(error, ReferatError):
        return 404 if isinstance(error, MissingRowError) else 400, str(error)
    if "locked" in str(error):
        return 503, "Databasen er optaget lige nu. Prøv igen om lidt."
    return 500, f"Det kunne ikke gemmes: {error}."


def entry_object(entry: Entry | None) -> dict[str, Any] | None:
    """An entry as programs get it."""
    if entry is None:
        return None
    return {
        "id": entry.id,
        "row": entry.target,
        "field": entry.subject.field,
        "value": entry.value,
        "version": entry.version,
        "actor": entry.actor,
        "made": entry.made,
        "changed": entry.changed,
        "standing": entry.standing.value,
        "words": entry.words,
    }


def _wants_json(request: Request) -> bool:
    return (request.headers.get("content-type") or "").split(";")[0].strip() == "application/json"


async def _sent(datasette: Datasette, request: Request, back: str, *, as_json: bool) -> Sent:
    """What was sent, by somebody who may. Raises _RefusedError."""
    if request.method != "POST":
        raise _RefusedError(405, "Her kan der kun sendes med POST.")
    database = await database_of(datasette, request)
    if not database.is_mutable:
        raise _RefusedError(403, "Databasen er åbnet, så den ikke kan ændres.")
    if not await access.may_edit(datasette, request.actor, database.name):
        raise _RefusedError(403, "Du skal være logget ind og have lov til at rette.")
    fields = _fields(await _body(request), as_json=as_json)
    version = fields.get("version", "")
    if version and not (version.isascii() and version.isdigit() and len(version) < 10):
        raise _RefusedError(400, "Feltet version skal være et tal.")
    return Sent(fields, access.name(request.actor), int(version) if version else None, _back(fields.get("tilbage", ""), back), as_json)


async def _body(request: Request) -> bytes:
    body = b""
    while True:
        message = await request.receive()
        body += bytes(message.get("body", b""))
        if len(body) > _LARGEST:
            raise _RefusedError(413, "Der er sendt for meget.")
        if not message.get("more_body"):
            return body


def _fields(body: bytes, *, as_json: bool) -> dict[str, str]:
    try:
        text = body.decode()
        found = json.loads(text) if as_json else dict(parse_qsl(text, keep_blank_values=True))
    except ValueError:
        raise _RefusedError(400, "Det sendte kan ikke læses.") from None
    if not isinstance(found, dict):
        raise _RefusedError(400, "Send et JSON-objekt.")
    return {str(name): "" if value is None else str(value) for name, value in found.items()}


def _back(wanted: str, otherwise: str) -> str:
    """A page of this site: an address that leads elsewhere is not followed."""
    ours = wanted.startswith("/") and not wanted.startswith(("//", "/\\")) and wanted.isprintable() and "\\" not in wanted
    return quote(wanted, safe="/?&=#%+:,;@!$'()*~") if ours else otherwise


async def _refused(datasette: Datasette, request: Request, status: int, message: str, *, as_json: bool) -> Response:
    headers = {"Allow": "POST"} if status == 405 else {}
    if as_json:
        return Response.json({"ok": False, "error": say(message)}, status=status, headers=headers)
    database = await database_of(datasette, request)
    content = {"message": say(message), "log_in": status == 403}
    response = await filled(datasette, request, "referat_refused.html", database, content, status=status)
    response.headers.update(headers)
    return response


async def _conflict(datasette: Datasette, request: Request, sent: Sent, current: Entry | None, told: Told) -> Response:
    """What holds now, what was wanted, and the choice between them."""
    if sent.as_json:
        wanted = {name: value for name, value in sent.fields.items() if name != "version"}
        message = str(ConflictError(current))
        return Response.json({"ok": False, "error": message, "current": entry_object(current), "wanted": wanted}, status=409)
    database = await database_of(datasette, request)
    version = current.version if current else 0
    content = {
        "title": told.title,
        "current": told.current(current),
        "wanted": told.wanted(sent),
        "entry": current,
        "fields": [(name, value) for name, value in sent.fields.items() if name not in ("version", "csrftoken")]
        + [("version", str(version))],
        "back": sent.back,
    }
    return await filled(datasette, request, "referat_conflict.html", database, content, status=409)
