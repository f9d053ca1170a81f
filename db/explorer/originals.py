"""The PDF that a document was read from: sent only where the setting `pdf: true` of the plugin allows it.

It is the file as it was read, or nothing: not one that has changed since, and not one whose words were removed from the database.
"""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote

from datasette.utils.asgi import Request, Response

from referat.db.explorer import address, evidence
from referat.db.explorer.answering import ask
from referat.db.explorer.language import say
from referat.db.explorer.page_image import ChangedFileError, Images
from referat.extract.pages.archives import at_hand
from referat.models.errors import UnreadableDocumentError

if TYPE_CHECKING:
    from datasette.app import Datasette

_files = Images()


def allowed(datasette: Datasette) -> bool:
    """Whether the configuration of the site lets readers have the files."""
    return (datasette.plugin_config("referat") or {}).get("pdf") is True


def _file(conn: sqlite3.Connection, document: str) -> tuple[str, str] | None:
    """Path and SHA-256 of the file of a document; None where there is none, or where something was removed from it."""
    if conn.execute("SELECT 1 FROM privacy_redactions WHERE document_id = ? LIMIT 1", (document,)).fetchone():
        return None
    found = evidence.document_file(conn, document, 1)
    return found[:2] if found else None


def _read(path: str, sha256: str) -> bytes:
    _files.check(path, sha256)
    with at_hand(Path(path)) as file:
        return file.read_bytes()


async def original(datasette: Datasette, request: Request) -> Response:
    """The PDF of a document in the database."""
    if not allowed(datasette):
        return Response.text(say("Originalerne vises ikke her."), status=403)
    _, file = await ask(datasette, request, lambda conn: _file(conn, request.url_vars["document"]))
    if file is None:
        return Response.text(say("Siden findes ikke."), status=404)
    try:
        content = await asyncio.to_thread(_read, *file)
    except (ChangedFileError, UnreadableDocumentError) as error:
        return Response.text(str(error), status=404)
    named = f"inline; filename*=UTF-8''{quote(Path(file[0]).name, safe='')}"
    return Response(content, content_type="application/pdf", headers={"Content-Disposition": named, "Cache-Control": "private"})


def link(datasette: Datasette, document: str) -> str | None:
    """Where a reader gets the PDF; None where the site does not allow it."""
    return f"{address.document(document)}.pdf" if allowed(datasette) else None


ROUTES = [(r"^/dokument/(?P<document>[0-9a-f]{12})\.pdf$", original)]
