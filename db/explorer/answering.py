"""From a request to an answer: which database is ours, asking it in Datasette's threads, filling a template or writing a file."""

from __future__ import annotations

import contextvars
import sqlite3
from collections.abc import Callable
from typing import Any, TypeVar

from datasette.app import Datasette
from datasette.database import Database
from datasette.utils.asgi import NotFound, Request, Response

from referat.db.explorer.language import current, say
from referat.db.export import formats, tasks

T = TypeVar("T")
Query = Callable[[sqlite3.Connection], dict[str, Any] | None]
_OURS = "SELECT count(*) FROM sqlite_master WHERE name IN ('meetings', 'search_entries')"
_NOT_FOUND = "Siden findes ikke. Adressen er måske skrevet forkert, eller dokumentet er ikke i databasen."


async def is_ours(database: Database) -> bool:
    """Whether referat made a database."""
    return bool((await database.execute(_OURS)).single_value() == 2)


async def database_of(datasette: Datasette, request: Request) -> Database:
    """The first database that referat made. Raises NotFound where there is none, Forbidden where the reader may not see it."""
    for database in datasette.databases.values():
        if await is_ours(database):
            await datasette.ensure_permissions(request.actor, [("view-database", database.name), "view-instance"])
            return database
    raise NotFound("Ingen af databaserne er lavet af referat. Lav en med: referat import MAPPE")


async def ask(datasette: Datasette, request: Request, query: Callable[[sqlite3.Connection], T]) -> tuple[Database, T]:
    """The database and what the query finds in it."""
    database = await database_of(datasette, request)
    # Datasette's threads know nothing of the request, and so not its language.
    context = contextvars.copy_context()
    return database, await database.execute_fn(lambda conn: context.run(query, conn))


async def page(datasette: Datasette, request: Request, template: str, query: Query) -> Response:
    """A page, or the page that says that there is none."""
    database, content = await ask(datasette, request, query)
    if content is None:
        return await filled(datasette, request, "referat_missing.html", database, {"message": say(_NOT_FOUND)}, status=404)
    return await filled(datasette, request, template, database, content)


async def listed(datasette: Datasette, request: Request, template: str, query: Query) -> Response:
    """A page with a list; where the address names a format, the list (`listing` of the content) as a file or feed."""
    wanted = request.url_vars.get("format")
    if not wanted:
        return await page(datasette, request, template, query)

    def with_tasks(conn: sqlite3.Connection) -> tuple[dict[str, Any] | None, list[tasks.TaskRow]]:
        content = query(conn)
        if content is None or wanted != "ics":
            return content, []
        return content, tasks.rows(conn, [entry.id for entry in content["listing"].entries if entry.is_task])

    _, (content, found) = await ask(datasette, request, with_tasks)
    if content is None:
        return Response.text(say("Findes ikke."), status=404)
    here = datasette.absolute_url(request, datasette.urls.path("/"))
    body, content_type, headers = formats.written(
        content["listing"], wanted, site=here.rstrip("/"), query=request.query_string, tasks=found, language=current()
    )
    return Response(body, content_type=content_type, headers=headers)


async def filled(
    datasette: Datasette, request: Request, template: str, database: Database, content: dict[str, Any], *, status: int = 200
) -> Response:
    """A template with its content."""
    html = await datasette.render_template(template, {**content, "database": database.name}, request=request)
    return Response.html(html, status=status)
