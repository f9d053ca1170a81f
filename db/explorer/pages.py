"""The pages of the explorer that show one thing, and the images of pages."""

from __future__ import annotations

import asyncio
import datetime as dt
from typing import Any

from datasette.app import Datasette
from datasette.database import Database
from datasette.utils.asgi import Request, Response
from datasette.views.index import IndexView

from referat.db.explorer import address, danish, documents, evidence, front, meeting
from referat.db.explorer.answering import ask, filled, is_ours, page
from referat.db.explorer.exports import EXPORTS
from referat.db.explorer.followups import ROUTES as FOLLOWUPS
from referat.db.explorer.language import current, say
from referat.db.explorer.list_pages import LISTS
from referat.db.explorer.originals import ROUTES as ORIGINALS
from referat.db.explorer.page_image import WIDTHS, ChangedFileError, Images, published
from referat.db.privacy.blacked import blacked
from referat.models.errors import UnreadableDocumentError

_images = Images()
_HIDDEN = "Siden vises ikke: Der er fjernet personoplysninger fra dokumentet, og det vides ikke, hvor på siden de står."


async def front_page(datasette: Datasette, request: Request) -> Response:
    """What is in here; Datasette's own front page where no database is ours."""
    if not any([await is_ours(database) for database in datasette.databases.values()]):
        return await IndexView(datasette).dispatch_request(request)
    today = dt.datetime.now(dt.UTC).date().isoformat()
    return await page(datasette, request, "referat_front.html", lambda conn: front.overview(conn, today=today))


async def meeting_page(datasette: Datasette, request: Request) -> Response:
    """The minutes of a meeting."""
    identity = request.url_vars["meeting"]
    return await page(datasette, request, "referat_meeting.html", lambda conn: meeting.meeting(conn, identity))


async def item_page(datasette: Datasette, request: Request) -> Response:
    """An item; an address that another version of the reader gave leads on to the item that is there now."""
    identity = request.url_vars["item"]
    _, found = await ask(datasette, request, lambda conn: (meeting.item(conn, identity), meeting.moved_item(conn, identity)))
    content, moved = found
    if content is None and moved is not None:
        return Response.redirect(datasette.urls.path(address.item(moved)))
    return await page(datasette, request, "referat_item.html", lambda _: content)


async def document_page(datasette: Datasette, request: Request) -> Response:
    """A document."""
    identity = request.url_vars["document"]
    return await page(datasette, request, "referat_document.html", lambda conn: documents.document_page(conn, identity))


async def evidence_page(datasette: Datasette, request: Request) -> Response:
    """Where a fact stands."""
    path = address.fact_path(request.url_vars["place"])
    wanted, width = _whole_number(request.args.get("side")), _width(request)
    database, content = await ask(datasette, request, lambda conn: evidence.evidence(conn, request.url_vars["meeting"], path, wanted))
    if content is None:
        return await page(datasette, request, "referat_missing.html", lambda _: None)
    more = {"width": width, "widths": WIDTHS, "trouble": await _trouble(database, content)}
    return await filled(datasette, request, "referat_evidence.html", database, {**content, **more})


async def _trouble(database: Database, content: dict[str, Any]) -> str | None:
    """Why the page cannot be shown; None where it can."""
    document, number = content["meeting"]["document_id"], content["page"]
    file, black = await database.execute_fn(lambda conn: (evidence.document_file(conn, document, number), blacked(conn, document, number)))
    if file is None:
        return say("Dokumentet har ingen sider, der kan vises.")
    if black is None:
        return say(_HIDDEN)
    if published(database.path, document, number) is not None:
        return None
    try:
        await asyncio.to_thread(_images.check, *file[:2])
    except ChangedFileError as error:
        return str(error)
    return None


async def page_image(datasette: Datasette, request: Request) -> Response:
    """The image of a page of a document in the database."""
    document, number = request.url_vars["document"], int(request.url_vars["number"])
    database, (file, black) = await ask(
        datasette, request, lambda conn: (evidence.document_file(conn, document, number), blacked(conn, document, number))
    )
    if file is None or black is None:
        return Response.text(say("Siden findes ikke." if file is None else _HIDDEN), status=404)
    path, sha256, width, height = file
    ready = published(database.path, document, number)
    try:
        image = await asyncio.to_thread(
            ready.read_bytes
            if ready
            else lambda: _images.get(path, sha256, number, width=_width(request), page_width=width, page_height=height, black=black)
        )
    except (ChangedFileError, UnreadableDocumentError) as error:
        return Response.text(str(error), status=404)
    # The address names the content, so that a browser may keep it.
    return Response(image, content_type="image/png", headers={"Cache-Control": "private, max-age=31536000, immutable"})


async def missing(datasette: Datasette, request: Request) -> Response:
    """Any other address under ours."""
    return await page(datasette, request, "referat_missing.html", lambda _: None)


async def table_script(datasette: Datasette) -> Response:
    """Datasette's script for its tables, in Danish where a database is ours."""
    ours = any([await is_ours(database) for database in datasette.databases.values()])
    return Response(
        danish.script() if ours and current() == "da" else danish.original_script(), content_type="text/javascript; charset=utf-8"
    )


async def robots(request: Request) -> Response:  # noqa: ARG001
    """Minutes name people: search engines stay out."""
    return Response.text("User-agent: *\nDisallow: /\n")


def _whole_number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 and int(text) else None


def _width(request: Request) -> int:
    wanted = _whole_number(request.args.get("bredde"))
    return wanted if wanted in WIDTHS else WIDTHS[0]


# The first parts of our addresses, below which there is nothing of Datasette's.
_PLACES = (
    "moede",
    "moeder",
    "fora",
    "punkt",
    "bevis",
    "side",
    "emne",
    "person",
    "personer",
    "forum",
    "opgaver",
    "beslutninger",
    "dokument",
    "dokumenter",
    "mangler",
    "bemaerkninger",
)
ROUTES = [
    # Datasette's front page, which takes over where no database is ours, asks for a format.
    (r"^/(?P<format>)$", front_page),
    *EXPORTS,
    *FOLLOWUPS,
    *LISTS,
    *ORIGINALS,
    (r"^/moede/(?P<meeting>[0-9a-f]{12}-[0-9]{1,6})$", meeting_page),
    (r"^/punkt/(?P<item>[0-9a-f]{12}-[0-9a-z.]{1,40})$", item_page),
    (r"^/dokument/(?P<document>[0-9a-f]{12})$", document_page),
    (r"^/bevis/(?P<meeting>[0-9a-f]{12}-[0-9]{1,6})/(?P<place>[a-z0-9_.]{1,200})$", evidence_page),
    (r"^/side/(?P<document>[0-9a-f]{12})/(?P<number>[0-9]{1,6})\.png$", page_image),
    (rf"^/(?:{'|'.join(_PLACES)})(?:/|$)", missing),
    (r"^/-/static/table\.js$", table_script),
    (r"^/robots\.txt$", robots),
]
