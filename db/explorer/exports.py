"""The list of tasks, with the filters of its page, in the formats of `referat.db.export`."""

from __future__ import annotations

import asyncio
import datetime as dt
import re
import sqlite3
from collections.abc import Callable

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from referat.db.explorer import labels, task_list
from referat.db.explorer.answering import ask, filled
from referat.db.explorer.language import say
from referat.db.export import formats, tasks
from referat.db.export.task_formats import TASK_FORMATS, TaskList, content_type

# More than this is asked for on the command line, where nobody waits for a page.
MOST = 10_000
_TOO_MANY = "Der er over {count} opgaver. Afgræns listen, eller brug kommandoen: referat export tasks"


def offered(link: Callable[[str], str]) -> list[tuple[str, str, str, str]]:
    """Ending, label, help and address of each format; `link` makes the address of the list with an ending."""
    return [(name, say(made.label), say(made.help), link(name)) for name, made in TASK_FORMATS.items()]


async def task_file(datasette: Datasette, request: Request) -> Response:
    """The tasks that the page shows with these filters, all of them, in one of the formats."""
    wanted = request.url_vars["format"]
    fields = task_list.read_address({name: request.args.get(name) or "" for name in task_list.FIELDS})
    today = dt.datetime.now(dt.UTC).date().isoformat()

    def query(conn: sqlite3.Connection) -> tuple[str, list[tasks.TaskRow] | None]:
        title, ids = task_list.matching(conn, fields, today=today, most=MOST + 1)
        return title, tasks.rows(conn, ids) if len(ids) <= MOST else None

    database, (title, found) = await ask(datasette, request, query)
    if found is None:
        message = say(_TOO_MANY, count=labels.number(MOST))
        return await filled(datasette, request, "referat_missing.html", database, {"message": message}, status=413)
    site = datasette.absolute_url(request, datasette.urls.path("/")).rstrip("/")
    owners = tasks.named(found, fields["ansvarlig"]) if "ansvarlig" in fields else None
    # A long list takes seconds, in which others want their pages.
    body = await asyncio.to_thread(TASK_FORMATS[wanted].write, TaskList(title, found, site, today, owners))
    return Response(body, content_type=content_type(wanted), headers=formats.headers("opgaver", wanted))


EXPORTS = [(rf"^/opgaver\.(?P<format>{'|'.join(map(re.escape, TASK_FORMATS))})$", task_file)]
