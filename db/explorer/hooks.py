"""What the plugin tells Datasette. Everything that Datasette 1.0 will want in another way stands here.

Datasette loads this while it is itself being loaded, so nothing of it is imported before a hook is called.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Awaitable, Callable, Collection, MutableMapping
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote
from weakref import WeakKeyDictionary

import pluggy

from referat.db.explorer import address, labels, language, tables
from referat.db.explorer.sending import Answer
from referat.db.questions import questions
from referat.db.search.search import sql_match

if TYPE_CHECKING:
    from datasette.app import Datasette
    from datasette.utils.asgi import Request
    from jinja2 import Environment
    from markupsafe import Markup

hookimpl = pluggy.HookimplMarker("datasette")
Scope = MutableMapping[str, Any]
App = Callable[[Scope, Callable[..., Awaitable[Any]], Callable[..., Awaitable[Any]]], Awaitable[None]]
# Our own pages need nothing but our style sheet and page images.
_STRICT = "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
# A list to print or to send brings its styles with it.
_LETTERS = re.compile(r"/(?:opgaver|person/[^/]+)\.html$")
_LETTER = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
# Datasette's pages bring their scripts and styles in the page.
_PLAIN = (
    "default-src 'none'; style-src 'self' 'unsafe-inline'; script-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self';"
    " form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)


@hookimpl
def register_routes() -> list[tuple[str, Any]]:
    """Our pages; they come before Datasette's own."""
    from referat.db.explorer import corrections, entries
    from referat.db.explorer.pages import ROUTES

    return [*entries.ROUTES, *corrections.ROUTES, *ROUTES]


@hookimpl
def permission_allowed(datasette: Datasette, actor: dict[str, Any] | None, action: str) -> bool | None:
    """Who may write: the permission `referat-edit`."""
    from referat.db.explorer import access

    return access.allowed(datasette, actor) if action == access.PERMISSION else None


@hookimpl
def actor_from_request(datasette: Datasette, request: Request) -> dict[str, Any] | None:
    """Programs write with a token in the name of somebody."""
    from referat.db.explorer import access

    return access.token_actor(datasette, request)


@hookimpl
def extra_template_vars(datasette: Datasette, database: str | None, request: Request | None) -> Callable[[], Awaitable[dict[str, Any]]]:
    """Whether anybody can write here, whether the reader may, and the address of the page, to come back to."""
    from referat.db.explorer import access

    async def found() -> dict[str, Any]:
        if request is None or database is None:
            return {"may_edit": False, "writable": access.writable(datasette)}
        return {
            "may_edit": await access.may_edit(datasette, request.actor, database),
            "writable": access.writable(datasette, database),
            "here": access.here(datasette, request),
        }

    return found


@hookimpl
def prepare_connection(conn: sqlite3.Connection) -> None:
    """`referat_match('alle beslutninger om APU')` in SQL gives what to `MATCH` in `search_text`."""
    conn.create_function("referat_match", 1, lambda text: sql_match(conn, str(text or "")))
    conn.create_function("referat_match", 2, lambda text, kind: sql_match(conn, str(text or ""), kind))


@hookimpl(trylast=True, specname="prepare_connection")
def search_in_tables(conn: sqlite3.Connection) -> None:
    """The search field of Datasette's table pages asks our index in our way; other databases keep Datasette's."""
    if conn.execute("SELECT count(*) FROM sqlite_master WHERE name = 'search_entries'").fetchone()[0]:
        conn.create_function("escape_fts", 1, lambda text: sql_match(conn, str(text or "")))


# What each Datasette is told of its databases that are ours; Datasette merges its own configuration into it.
_metadata: WeakKeyDictionary[Datasette, dict[str, Any]] = WeakKeyDictionary()


@hookimpl
def startup(datasette: Datasette) -> Callable[[], Awaitable[None]]:
    """Finds out which databases are ours."""
    from referat.db.explorer.answering import is_ours

    async def find() -> None:
        ours = [name for name, database in datasette.databases.items() if await is_ours(database)]
        _metadata[datasette] = {"databases": {name: tables.metadata() for name in ours}}

    return find


def _ours(datasette: Datasette) -> dict[str, Any]:
    """What Datasette is told of our databases, by their names."""
    found: dict[str, Any] = _metadata.get(datasette, {}).get("databases", {})
    return found


@hookimpl
def get_metadata(datasette: Datasette) -> dict[str, Any]:
    """Titles, labels, facets and orders of the plain table pages, for whatever name the database has."""
    return _metadata.get(datasette, {})


@hookimpl
def canned_queries(datasette: Datasette, database: str) -> dict[str, dict[str, Any]]:
    """The questions that people ask most."""
    asked = questions() if database in _ours(datasette) else {}
    return {name: {**question, "hide_sql": True} for name, question in asked.items()}


@hookimpl
def prepare_jinja2_environment(env: Environment, datasette: Datasette) -> None:
    """Danish dates, numbers and names for our templates, and Danish for Datasette's own."""
    from referat.db.explorer import danish, followed, originals

    danish.install(env, lambda: bool(_ours(datasette)))
    env.filters.update(danish_date=labels.date, short_date=labels.short_date, danish_number=labels.number, danish_moment=labels.moment)
    env.filters["table_title"] = lambda name, database: tables.title(name) if database in _ours(datasette) else name
    env.globals.update(
        explorer_database=lambda: next(iter(_ours(datasette)), None),
        followup_names=followed.PROPOSALS,
        followup_tones=followed.TONES,
        evidence_address=address.evidence,
        meeting_address=address.meeting,
        item_address=address.item,
        task_address=address.task,
        topic_address=address.topic,
        person_address=address.person,
        forum_address=address.forum,
        document_address=address.document,
        original_address=lambda document: originals.link(datasette, document),
        side_address=address.document_side,
        image_address=address.page_image,
        correct_address=address.correct,
        outcome_names=labels.OUTCOMES,
        kind_names=labels.KINDS,
        section_names=labels.SECTIONS,
        document_names=labels.DOCUMENTS,
        sort_names=labels.SORTS,
        format_names=labels.FORMATS,
        outcome_tone=labels.tone,
        state_names=labels.STATES,
        state_tones=labels.STATE_TONES,
        language=language.current,
        language_switch=language.switch,
    )


@hookimpl
def extra_css_urls(database: str | None, datasette: Datasette) -> list[str]:
    """Datasette's own pages of our databases in our colours."""
    ours = _ours(datasette)
    return [datasette.urls.path("/-/static-plugins/referat/plain.css")] if database in ours or (ours and database is None) else []


@hookimpl
def menu_links(datasette: Datasette, request: Request | None) -> list[dict[str, str]]:
    """From Datasette's pages back to ours, and to the same page in the other language."""
    links = [
        {"href": datasette.urls.path("/"), "label": language.say("Forside")},
        {"href": datasette.urls.path("/soeg"), "label": language.say("Søg i referaterne")},
    ]
    if request is None:
        return links
    href, _, name = language.switch(request.path, request.query_string)
    return [*links, {"href": href, "label": name}]


@hookimpl
def render_cell(value: Any, column: str, table: str | None, datasette: Datasette) -> Markup | None:
    """Ids of meetings and items in tables lead to their pages."""
    make = tables.page_of(table, column)
    if make is None or not isinstance(value, str):
        return None
    from markupsafe import Markup

    return Markup('<a href="{}">{}</a>').format(datasette.urls.path(make(value)), value)


@hookimpl
def asgi_wrapper(datasette: Datasette) -> Callable[[App], App]:
    """Every answer says what a browser may do with it, and is in the language that was asked for."""
    base = str(datasette.setting("base_url")).rstrip("/")
    configured = str((datasette.plugin_config("referat") or {}).get("language") or "da")

    def wrap(app: App) -> App:
        async def wrapped(scope: Scope, receive: Callable[..., Awaitable[Any]], send: Callable[..., Awaitable[Any]]) -> None:
            if scope["type"] != "http":
                await app(scope, receive, send)
                return
            spoken, asked, query = language.read(scope["query_string"], configured)
            answer = Answer(send, _headers(str(scope["path"]).removeprefix(base), datasette.databases), changed=asked is not None)
            with language.speaking(spoken, asked):
                await app({**scope, "query_string": query}, receive, answer.send)

        return wrapped

    return wrap


def _headers(path: str, databases: Collection[str]) -> list[tuple[bytes, bytes]]:
    """The headers of an answer. Only Datasette's own pages, those of itself (`/-/`) and of databases, get the looser policy."""
    from datasette.utils import tilde_decode

    place = tilde_decode(unquote(path.split("/")[1]).partition(".")[0]) if "/" in path else ""
    pairs = {
        "content-security-policy": _LETTER if _LETTERS.match(path) else _PLAIN if place == "-" or place in databases else _STRICT,
        "x-content-type-options": "nosniff",
        "referrer-policy": "same-origin",
        "x-robots-tag": "noindex, nofollow",
    }
    return [(name.encode(), value.encode()) for name, value in pairs.items()]
