"""The pages that show a list, and the files, feeds and calendars of it: search, topics, tasks, people and forums."""

from __future__ import annotations

import datetime as dt
from typing import Any
from urllib.parse import unquote

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response

from referat.db.explorer import catalogue, documents, exports, forum, people, person, seek, task_list, topic
from referat.db.explorer.answering import ask, listed

_FORMAT = r"(?:\.(?P<format>json|csv|xlsx|atom|ics))?$"
# Lists without days to come are no calendars.
_FILES = r"(?:\.(?P<format>json|csv|xlsx|atom))?$"
# Lists without days at all are no feeds either.
_TABLES = r"(?:\.(?P<format>json|csv|xlsx))?$"
_LONGEST_TOPIC = 200


def _today() -> str:
    return dt.datetime.now(dt.UTC).date().isoformat()


def _number(request: Request) -> int:
    text = request.args.get("side") or "1"
    return max(int(text), 1) if text.isascii() and text.isdigit() and len(text) < 6 else 1


def _whole(request: Request) -> bool:
    """Whether the list is for a file, and so as long as a file may be."""
    return bool(request.url_vars.get("format"))


async def search_page(datasette: Datasette, request: Request) -> Response:
    """Answers to a question."""
    fields, number = seek.read_address({name: request.args.get(name) or "" for name in (*seek.FIELDS, "side")})
    whole = _whole(request)
    return await listed(datasette, request, "referat_search.html", lambda conn: seek.results(conn, fields, number, whole=whole))


async def topic_page(datasette: Datasette, request: Request) -> Response:
    """Everything about one thing; its calendar holds the tasks."""
    text = " ".join(unquote(request.url_vars["topic"]).replace("\0", " ").split())[:_LONGEST_TOPIC]
    number, newest, whole = _number(request), request.args.get("raekkefoelge") == "nyeste", _whole(request)

    def query(conn: Any) -> dict[str, Any] | None:
        if request.url_vars.get("format") == "ics":
            return topic.topic_tasks(conn, text, today=_today())
        return topic.topic_page(conn, text, number, today=_today(), newest=newest or whole, whole=whole)

    return await listed(datasette, request, "referat_topic.html", query)


async def tasks_page(datasette: Datasette, request: Request) -> Response:
    """Who is to do what by when."""
    fields = task_list.read_address({name: request.args.get(name) or "" for name in task_list.FIELDS})
    number, whole = _number(request), _whole(request)

    def query(conn: Any) -> dict[str, Any]:
        content = task_list.tasks_page(conn, fields, number, today=_today(), whole=whole)
        return {**content, "files": exports.offered(content["formats"])}

    return await listed(datasette, request, "referat_tasks.html", query)


async def unassigned_page(datasette: Datasette, request: Request) -> Response:
    """Decisions without owner or deadline."""
    number, whole = _number(request), _whole(request)
    return await listed(
        datasette, request, "referat_unassigned.html", lambda conn: task_list.unassigned(conn, number, today=_today(), whole=whole)
    )


async def person_page(datasette: Datasette, request: Request) -> Response:
    """A person; the calendar holds the tasks, other files the meetings (or with `?liste=opgaver` the tasks).

    An address that means several persons of one name lets the reader choose.
    """
    identity, number, whole = unquote(request.url_vars["person"]), _number(request), _whole(request)
    tasks = request.url_vars.get("format") == "ics" or request.args.get("liste") == "opgaver"

    _, found = await ask(datasette, request, lambda conn: people.find(conn, identity))
    if found is None:
        return await listed(datasette, request, "referat_person.html", lambda _: None)
    if found.namesakes:
        return await listed(datasette, request, "referat_namesakes.html", lambda _: people.namesakes(found, identity))

    def query(conn: Any) -> dict[str, Any]:
        content = person.person_page(conn, found, number, today=_today(), whole=whole)
        content["files"] = exports.offered(content["formats"], exports.OF_PERSON)
        return {**content, "listing": content["task_listing"]} if tasks else content

    return await listed(datasette, request, "referat_person.html", query)


async def people_page(datasette: Datasette, request: Request) -> Response:
    """Everybody in the register of people."""
    wanted, number, whole = (request.args.get("navn") or "").strip()[:200], _number(request), _whole(request)
    return await listed(datasette, request, "referat_people.html", lambda conn: people.people_page(conn, wanted, number, whole=whole))


async def proposals_page(datasette: Datasette, request: Request) -> Response:
    """Persons that may be one."""
    return await listed(datasette, request, "referat_proposals.html", people.proposals_page)


async def meetings_page(datasette: Datasette, request: Request) -> Response:
    """All meetings."""
    fields = catalogue.read_address({name: request.args.get(name) or "" for name in catalogue.FIELDS})
    number, whole = _number(request), _whole(request)
    return await listed(
        datasette, request, "referat_meetings.html", lambda conn: catalogue.meetings_page(conn, fields, number, whole=whole)
    )


async def forums_page(datasette: Datasette, request: Request) -> Response:
    """All forums."""
    return await listed(datasette, request, "referat_forums.html", catalogue.forums_page)


async def gaps_page(datasette: Datasette, request: Request) -> Response:
    """What is missing."""
    return await listed(datasette, request, "referat_gaps.html", documents.gaps_page)


async def links_page(datasette: Datasette, request: Request) -> Response:
    """Documents that belong together."""
    number, whole = _number(request), _whole(request)
    return await listed(datasette, request, "referat_documents.html", lambda conn: documents.links_page(conn, number, whole=whole))


async def problems_page(datasette: Datasette, request: Request) -> Response:
    """What could not be read."""
    number, whole = _number(request), _whole(request)
    return await listed(datasette, request, "referat_problems.html", lambda conn: documents.problems_page(conn, number, whole=whole))


async def forum_page(datasette: Datasette, request: Request) -> Response:
    """A forum."""
    identity, whole, calendar = request.url_vars["forum"], _whole(request), request.url_vars.get("format") == "ics"
    return await listed(
        datasette,
        request,
        "referat_forum.html",
        lambda conn: forum.forum_page(conn, identity, today=_today(), whole=whole, calendar=calendar),
    )


LISTS = [
    (rf"^/soeg{_FILES}", search_page),
    (rf"^/emne/(?P<topic>[^/]{{1,2000}}?){_FORMAT}", topic_page),
    (r"^/opgaver(?:\.(?P<format>atom))?$", tasks_page),  # other files: `exports`
    (rf"^/beslutninger/uden-ansvarlig-eller-frist{_FILES}", unassigned_page),
    (rf"^/person/(?P<person>(?:[a-z0-9@-]|%40){{1,300}}){_FORMAT}", person_page),
    (rf"^/personer{_TABLES}", people_page),
    (rf"^/personer/forslag{_TABLES}", proposals_page),
    (rf"^/moeder{_FORMAT}", meetings_page),
    (rf"^/fora{_TABLES}", forums_page),
    (rf"^/mangler{_TABLES}", gaps_page),
    (rf"^/dokumenter{_TABLES}", links_page),
    (rf"^/bemaerkninger{_TABLES}", problems_page),
    (rf"^/forum/(?P<forum>[a-z0-9-]{{1,80}}){_FORMAT}", forum_page),
]
