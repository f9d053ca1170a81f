"""The pages of the explorer: each finds the database, asks it in Datasette's threads, and fills a template."""

from __future__ import annotations

import asyncio
import datetime as dt
import sqlite3
from collections.abc import Callable
from typing import Any, TypeVar

from datasette.app import Datasette
from datasette.database import Database
from datasette.utils.asgi import NotFound, Request, Response
from datasette.views.index import IndexView

from referat.db.explorer import address, evidence, front, meeting, seek
from referat.db.explorer.page_image import WIDTHS, ChangedFileError, Images
from referat.models.errors import UnreadableDocumentError

T = TypeVar("T")
_OURS = "SELECT count(*) FROM sqlite_master WHERE name IN ('meetings', 'search_entries')"
_images = Images()


async def is_ours(database: Database) -> bool:
    """Whether referat made a database."""
    return bool((await database.execute(_OURS)).single_value() == 2)


async def _database(datasette: Datasette, request: Request) -> Database:
    """The first database that referat made. Raises NotFound where there is none, Forbidden where the reader may not see it."""
    for database in datasette.databases.values():
        if await is_ours(database):
            await datasette.ensure_permissions(request.actor, [("view-database", database.name), "view-instance"])
            return database
    raise NotFound("Ingen af databaserne er lavet af referat. Lav en med: referat import MAPPE")


async def _ask(datasette: Datasette, request: Request, query: Callable[[sqlite3.Connection], T]) -> tuple[Database, T]:
    database = await _database(datasette, request)
    return database, await database.execute_fn(query)


async def _page(
    datasette: Datasette, request: Request, template: str, query: Callable[[sqlite3.Connection], dict[str, Any] | None]
) -> Response:
    database, content = await _ask(datasette, request, query)
    if content is None:
        content = {"message": "Siden findes ikke. Adressen er måske skrevet forkert, eller dokumentet er ikke i databasen."}
        return await _filled(datasette, request, "referat_missing.html", database, content, status=404)
    return await _filled(datasette, request, template, database, content)


async def _filled(
    datasette: Datasette, request: Request, template: str, database: Database, content: dict[str, Any], *, status: int = 200
) -> Response:
    html = await datasette.render_template(template, {**content, "database": database.name}, request=request)
    return Response.html(html, status=status)


async def front_page(datasette: Datasette, request: Request) -> Response:
    """What is in here; Datasette's own front page where no database is ours."""
    if not any([await is_ours(database) for database in datasette.databases.values()]):
        return await IndexView(datasette).dispatch_request(request)
    today = dt.datetime.now(dt.UTC).date().isoformat()
    return await _page(datasette, request, "referat_front.html", lambda conn: front.overview(conn, today=today))


async def search_page(datasette: Datasette, request: Request) -> Response:
    """Answers to a question."""
    fields, number = seek.read_address({name: request.args.get(name) or "" for name in (*seek.FIELDS, "side")})
    return await _page(datasette, request, "referat_search.html", lambda conn: seek.results(conn, fields, number))


async def meeting_page(datasette: Datasette, request: Request) -> Response:
    """The minutes of a meeting."""
    identity = request.url_vars["meeting"]
    return await _page(datasette, request, "referat_meeting.html", lambda conn: meeting.meeting(conn, identity))


async def item_page(datasette: Datasette, request: Request) -> Response:
    """An item; an address that another version of the reader gave leads on to the item that is there now."""
    identity = request.url_vars["item"]
    _, found = await _ask(datasette, request, lambda conn: (meeting.item(conn, identity), meeting.moved_item(conn, identity)))
    content, moved = found
    if content is None and moved is not None:
        return Response.redirect(datasette.urls.path(address.item(moved)))
    return await _page(datasette, request, "referat_item.html", lambda _: content)


async def evidence_page(datasette: Datasette, request: Request) -> Response:
    """Where a fact stands."""
    path = address.fact_path(request.url_vars["place"])
    wanted, width = _whole_number(request.args.get("side")), _width(request)
    database, content = await _ask(datasette, request, lambda conn: evidence.evidence(conn, request.url_vars["meeting"], path, wanted))
    if content is None:
        return await _page(datasette, request, "referat_missing.html", lambda _: None)
    more = {"width": width, "widths": WIDTHS, "trouble": await _trouble(database, content)}
    return await _filled(datasette, request, "referat_evidence.html", database, {**content, **more})


async def _trouble(database: Database, content: dict[str, Any]) -> str | None:
    """Why the page cannot be shown; None where it can."""
    document, number = content["meeting"]["document_id"], content["page"]
    file = await database.execute_fn(lambda conn: evidence.document_file(conn, document, number))
    if file is None:
        return "Dokumentet har ingen sider, der kan vises."
    try:
        await asyncio.get_running_loop().run_in_executor(None, _images.check, *file[:2])
    except ChangedFileError as error:
        return str(error)
    return None


async def page_image(datasette: Datasette, request: Request) -> Response:
    """The image of a page of a document in the database."""
    document, number = request.url_vars["document"], int(request.url_vars["number"])
    _, file = await _ask(datasette, request, lambda conn: evidence.document_file(conn, document, number))
    if file is None:
        return Response.text("Siden findes ikke.", status=404)
    path, sha256, width, height = file
    try:
        image = await asyncio.get_running_loop().run_in_executor(
            None, lambda: _images.get(path, sha256, number, width=_width(request), page_width=width, page_height=height)
        )
    except (ChangedFileError, UnreadableDocumentError) as error:
        return Response.text(str(error), status=404)
    # The address names the content, so that a browser may keep it.
    return Response(image, content_type="image/png", headers={"Cache-Control": "private, max-age=31536000, immutable"})


async def missing(datasette: Datasette, request: Request) -> Response:
    """Any other address under ours."""
    return await _page(datasette, request, "referat_missing.html", lambda _: None)


async def robots(request: Request) -> Response:  # noqa: ARG001
    """Minutes name people: search engines stay out."""
    return Response.text("User-agent: *\nDisallow: /\n")


def _whole_number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 and int(text) else None


def _width(request: Request) -> int:
    wanted = _whole_number(request.args.get("bredde"))
    return wanted if wanted in WIDTHS else WIDTHS[0]


ROUTES = [
    # Datasette's front page, which takes over where no database is ours, asks for a format.
    (r"^/(?P<format>)$", front_page),
    (r"^/soeg$", search_page),
    (r"^/moede/(?P<meeting>[0-9a-f]{12}-[0-9]{1,6})$", meeting_page),
    (r"^/punkt/(?P<item>[0-9a-f]{12}-[0-9a-z.]{1,40})$", item_page),
    (r"^/bevis/(?P<meeting>[0-9a-f]{12}-[0-9]{1,6})/(?P<place>[a-z0-9_.]{1,200})$", evidence_page),
    (r"^/side/(?P<document>[0-9a-f]{12})/(?P<number>[0-9]{1,6})\.png$", page_image),
    (r"^/(?:moede|punkt|bevis|side)(?:/|$)", missing),
    (r"^/robots\.txt$", robots),
]
