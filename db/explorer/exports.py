"""The list of tasks, with the filters of its page, in the formats of `referat.db.export`."""

from __future__ import annotations

import asyncio
import datetime as dt
import re
import sqlite3
from collections.abc import Callable, Iterable
from urllib.parse import unquote

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from referat.db.explorer import labels, people, person, task_list
from referat.db.explorer.answering import ask, filled
from referat.db.explorer.language import say
from referat.db.export import formats, tasks
from referat.db.export.task_formats import TASK_FORMATS, TaskList, content_type

# More than this is asked for on the command line, where nobody waits for a page.
MOST = 10_000
_TOO_MANY = "Der er over {count} opgaver. Afgræns listen, eller brug kommandoen: referat export tasks"


# What a person's page offers of her tasks beside the files that every list has.
OF_PERSON = ("html", "todoist.csv", "planner.xlsx", "jira.csv", "md")


def offered(link: Callable[[str], str], names: Iterable[str] = tuple(TASK_FORMATS)) -> list[tuple[str, str, str, str]]:
    """Ending, label, help and address of each format; `link` makes the address of the list with an ending."""
    return [(name, say(TASK_FORMATS[name].label), say(TASK_FORMATS[name].help), link(name)) for name in names]


async def task_file(datasette: Datasette, request: Request) -> Response:
    """The tasks that the page shows with these filters, all of them, in one of the formats."""
    fields = task_list.read_address({name: request.args.get(name) or "" for name in task_list.FIELDS})
    today = dt.datetime.now(dt.UTC).date().isoformat()

    def query(conn: sqlite3.Connection) -> tuple[str, list[tasks.TaskRow] | None]:
        title, ids = task_list.matching(conn, fields, today=today, most=MOST + 1)
        return title, tasks.rows(conn, ids) if len(ids) <= MOST else None

    database, (title, found) = await ask(datasette, request, query)
    if found is None:
        message = say(_TOO_MANY, count=labels.number(MOST))
        return await filled(datasette, request, "referat_missing.html", database, {"message": message}, status=413)
    owners = tasks.named(found, fields["ansvarlig"]) if "ansvarlig" in fields else None
    return await _file(request.url_vars["format"], TaskList(title, found, _site(datasette, request), today, owners), "opgaver")


async def person_file(datasette: Datasette, request: Request) -> Response:
    """The tasks of a person, as her page shows them, for her alone."""
    today = dt.datetime.now(dt.UTC).date().isoformat()

    def query(conn: sqlite3.Connection) -> tuple[str, list[tasks.TaskRow]] | None:
        who = people.find(conn, unquote(request.url_vars["person"]))
        if who is None or who.namesakes:
            return None
        content = person.person_page(conn, who, 1, today=today, whole=True)
        name = str(content["person"]["name"])
        return name, tasks.only_for(name, tasks.rows(conn, [row["id"] for row in content["tasks"]]))

    _, found = await ask(datasette, request, query)
    if found is None:
        return Response.text(say("Findes ikke."), status=404)
    name, owned = found
    title = say("{name}: opgaver", name=name)
    return await _file(request.url_vars["format"], TaskList(title, owned, _site(datasette, request), today, [name, tasks.NOBODY]), name)


async def _file(wanted: str, asked: TaskList, name: str) -> Response:
    # A long list takes seconds, in which others want their pages.
    body = await asyncio.to_thread(TASK_FORMATS[wanted].write, asked)
    return Response(body, content_type=content_type(wanted), headers=formats.headers(name, wanted))


def _site(datasette: Datasette, request: Request) -> str:
    return str(datasette.absolute_url(request, datasette.urls.path("/"))).rstrip("/")


def _one_of(names: Iterable[str]) -> str:
    return rf"\.(?P<format>{'|'.join(map(re.escape, names))})$"


EXPORTS = [
    (rf"^/opgaver{_one_of(TASK_FORMATS)}", task_file),
    (rf"^/person/(?P<person>(?:[a-z0-9@-]|%40){{1,300}}){_one_of(OF_PERSON)}", person_file),
]
