"""The pages on which people say what became of a task: the task with its history, what lost its place, and the login."""

from __future__ import annotations

import datetime as dt
import sqlite3
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response
from sqlite_utils import Database

from referat.db.entries import entries as kept
from referat.db.entries import states
from referat.db.entries.entries import Entry, Step
from referat.db.entries.matching import Standing
from referat.db.entries.states import Said, TaskState
from referat.db.explorer import access, address, labels, task_list
from referat.db.explorer.answering import ask, filled, listed, page
from referat.db.explorer.labels import Names
from referat.db.explorer.language import keep, say
from referat.db.explorer.writing import Pairs, Sent, Told, entry_object, write_route
from referat.db.export.listing import Entry as Row
from referat.db.export.listing import Listing

COLUMNS = Names(
    {
        "words": "Ordene i referatet",
        "state": "Tilstand",
        "date": "Dato",
        "note": "Bemærkning",
        "actor": "Af",
        "changed": "Ændret",
        "file": "Fil",
        "url": "Adresse",
    }
)
_CHOICES = 40  # tasks that what was said may be moved to
_SHORT = 90  # letters of a quote that name the task
_PATH = r"(?P<task>[0-9a-f]{12}-[0-9a-f]{10}(?:\.[0-9]{1,6})?)"


async def task_page(datasette: Datasette, request: Request) -> Response:
    """A task: its words, what was said of it and by whom. What is sent here with POST is said of it."""
    task = request.url_vars["task"]
    if request.method == "POST":
        return await write_route(datasette, request, lambda db, sent: _say(db, task, sent), told=_told(task), back=address.task(task))
    today = dt.datetime.now().astimezone().date().isoformat()
    if request.url_vars.get("format") == "json":
        _, content = await ask(datasette, request, lambda conn: _content(conn, task, today))
        return _object(content)
    return await page(datasette, request, "referat_task.html", lambda conn: _content(conn, task, today))


async def confirm_page(datasette: Datasette, request: Request) -> Response:
    """Says that what was said belongs to the task at which it was put with doubt, or to the one that is sent as `opgave`; with `svar=nej`
    that it does not belong there.
    """
    task = request.url_vars["task"]

    def change(db: Database, sent: Sent) -> Entry:
        entry = kept.find(db.conn, states.subject(task))
        if entry is None:
            raise kept.MissingRowError("Der er ikke sagt noget om opgaven.")
        if sent.fields.get("svar") == "nej":
            return kept.refuse(db, entry.id, actor=sent.actor, expected=sent.expected)
        return kept.confirm(db, entry.id, actor=sent.actor, expected=sent.expected, row=sent.fields.get("opgave") or None)

    return await write_route(datasette, request, change, told=_told(task), back="/opgaver/uden-plads")


async def adrift_page(datasette: Datasette, request: Request) -> Response:
    """What people said of tasks whose words are gone from the document or may be others."""

    def content(conn: sqlite3.Connection) -> dict[str, Any]:
        found = states.adrift(conn)
        return {
            "gone": [_adrift(entry) for entry in found if entry.standing is Standing.GONE],
            "unsure": [_adrift(entry) for entry in found if entry.standing is Standing.UNSURE],
            "state_names": labels.STATES,
            "listing": Listing("opgaver-uden-plads", say("Opgaver uden plads"), "/opgaver/uden-plads", COLUMNS, tuple(map(_row, found))),
            "formats": lambda ending: f"/opgaver/uden-plads.{ending}",
        }

    return await listed(datasette, request, "referat_adrift.html", content)


def _row(entry: Entry) -> Row:
    """What was said of a task without a place, as a row of a file."""
    told = _adrift(entry)
    said = told["said"]
    values = {"state": labels.STATES[said.state], "date": said.date, "note": said.note, "actor": said.actor, "changed": said.changed}
    return Row(
        f"{told['task']}-{entry.id}", keep(address.task(told["task"])), told["words"], said.note or "", said.date, {**told, **values}
    )


async def login_page(datasette: Datasette, request: Request) -> Response:
    """Who is logged in and how to log in; with POST, a token for programs in the name of whoever may write."""
    database, _ = await ask(datasette, request, lambda _: None)
    may = await access.may_edit(datasette, request.actor, database.name)
    made = access.token(datasette, access.name(request.actor)) if may and request.method == "POST" and not _by_token(request) else None
    content = {
        "token": made,
        "days": access.DAYS,
        "mutable": database.is_mutable,
        "passwords": any(plugin["name"] == "datasette-auth-passwords" for plugin in datasette._plugins(request, all=True)),
        "server": datasette.absolute_url(request, datasette.urls.path("/")).rstrip("/"),
    }
    return await filled(
        datasette, request, "referat_access.html", database, content, status=403 if request.method == "POST" and not made else 200
    )


def _by_token(request: Request) -> bool:
    """Whether a program asks: a token does not make another one, which would outlive it."""
    return "token" in (request.actor or {})


def _say(db: Database, task: str, sent: Sent) -> Entry:
    fields = sent.fields
    wanted = fields.get("tilstand") or fields.get("state") or None
    if wanted is not None and wanted not in tuple(TaskState):
        raise states.StateError(f"'{wanted[:40]}' er ingen tilstand. De er: {', '.join(TaskState)}.")
    date = fields.get("dato", fields.get("date"))
    note = fields.get("note")
    state = None if wanted is None else TaskState(wanted)
    # In a form an empty day beside a button means that the day is not known otherwise: today, where the task ends with it.
    if date is not None and not date.strip() and state in states.SETTLED:
        date = None
    return states.say(db, task, Said(state, date, note), actor=sent.actor, expected=sent.expected)


def _content(conn: sqlite3.Connection, task: str, today: str) -> dict[str, Any] | None:
    """The task as it is read now, or as it was when people spoke of it; None where there never was one."""
    entry = kept.find(conn, states.subject(task))
    found = task_list.by_ids(conn, [task], today=today) if conn.execute("SELECT 1 FROM tasks WHERE id = ?", (task,)).fetchone() else []
    if not found and entry is None:
        return None
    return {
        "row": found[0] if found else None,
        "entry": entry,
        "said": states.of_entry(entry),
        "steps": [_step(step) for step in reversed(kept.history(conn, entry.id))] if entry else [],
        "free": states.free_tasks(conn, entry)[:_CHOICES] if entry and entry.standing in (Standing.GONE, Standing.UNSURE) else [],
        "state_names": labels.STATES,
        "task": task,
        "today": today,
    }


def _object(content: dict[str, Any] | None) -> Response:
    if content is None:
        return Response.json({"ok": False, "error": "Opgaven findes ikke."}, status=404)
    said, row = content["said"], content["row"]
    told = {
        "state": said.state.value,
        "date": said.date,
        "note": said.note,
        "actor": said.actor,
        "changed": said.changed,
        "version": said.version,
    }
    names = ("action", "quote", "owners", "deadline", "deadline_text", "date", "forum")
    return Response.json(
        {
            "ok": True,
            "id": content["task"],
            **told,
            "task": {name: row[name] for name in names} if row else None,
            "entry": entry_object(content["entry"]),
            "history": content["steps"],
        }
    )


def _step(step: Step) -> dict[str, Any]:
    return {"at": step.at, "actor": step.actor, "action": step.action, "version": step.version, "value": step.after}


def _adrift(entry: Entry) -> dict[str, Any]:
    return {
        "id": entry.id,
        "task": entry.subject.row,
        "words": entry.words,
        "context": entry.context,
        "file": entry.path.rpartition("/")[2],
        "said": states.of_entry(entry),
    }


def _told(task: str) -> Told:
    def current(entry: Entry | None) -> Pairs:
        said = states.of_entry(entry)
        who = [(say("Af"), said.actor), (say("Ændret"), labels.moment(said.changed))] if said.actor and said.changed else []
        return [*_pairs(said.state.value, said.date, said.note), *who]

    def wanted(sent: Sent) -> Pairs:
        return _pairs(sent.fields.get("tilstand", ""), sent.fields.get("dato"), sent.fields.get("note"))

    def saved(entry: Entry) -> str:
        if entry.standing is Standing.GONE:
            return say("Gemt. Det står blandt opgaverne uden plads.")
        words = entry.words if len(entry.words) <= _SHORT else f"{entry.words[:_SHORT].rsplit(maxsplit=1)[0]} …"
        return f"{say('Gemt.')} {labels.STATES[states.of_entry(entry).state]}: {words}"

    return Told(say("Opgave {task}", task=task[13:]), current, wanted, saved)


def _pairs(state: str, date: str | None, note: str | None) -> list[tuple[str, str]]:
    pairs = [(say("Tilstand"), labels.STATES.get(state, say("som før"))), (say("Dato"), labels.date(date) if date else say("ingen"))]
    return [*pairs, (say("Bemærkning"), note or say("ingen"))]


ROUTES = [
    (rf"^/opgave/{_PATH}(?:\.(?P<format>json))?$", task_page),
    (rf"^/opgave/{_PATH}/bekraeft$", confirm_page),
    (r"^/opgaver/uden-plads(?:\.(?P<format>json|csv|xlsx))?$", adrift_page),
    (r"^/adgang$", login_page),
]
