"""The pages on which people correct what was read: one thing with all its values, and the list of all corrections."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Callable, Mapping
from typing import Any

from datasette.app import Datasette
from datasette.utils.asgi import Request, Response
from sqlite_utils import Database

from referat.db.corrections import entering, files, keeping, listing
from referat.db.corrections.entering import Change
from referat.db.corrections.fields import EVERY, FIELDS, CorrectionError, Field, Form, Kind
from referat.db.corrections.things import Thing, Working, value
from referat.db.entries import entries as kept
from referat.db.entries.entries import Entry
from referat.db.explorer import address, labels
from referat.db.explorer.answering import ask, listed, page
from referat.db.explorer.labels import Names
from referat.db.explorer.language import keep, say
from referat.db.explorer.writing import Pairs, Sent, Told, write_route
from referat.db.export.listing import Entry as Row
from referat.db.export.listing import Listing

_KINDS = {name: Kind(kind) for kind, name in address.CORRECTED.items()}
_TITLES = {
    Kind.MEETING: "Mødet",
    Kind.ATTENDEE: "Deltageren",
    Kind.ITEM: "Punktet",
    Kind.SECTION: "Teksten",
    Kind.TASK: "Opgaven",
}
STATES = {
    "holds": "gælder",
    "agrees": "læses nu sådan",
    "changed": "ordene er ændret, siden der blev rettet",
    "unsure": "ordene er ændret så meget, at det ikke er sikkert, hvad der blev rettet",
    "lost": "det, der blev rettet, læses ikke mere",
    "refused": "kan ikke gøres ved det, der læses nu",
}
COLUMNS = Names(
    {
        "kind_text": "Art",
        "words": "Ordene i referatet",
        "label": "Oplysning",
        "read_text": "Læst",
        "value_text": "Rettet til",
        "note": "Bemærkning",
        "actor": "Af",
        "changed": "Ændret",
        "state_text": "Tilstand",
        "date": "Mødedato",
        "forum": "Forum",
        "file": "Fil",
        "url": "Adresse",
    }
)
# Datasette's own connections do not hold to them.
_FOREIGN_KEYS = "PRAGMA foreign_keys = ON"
# The parts of a task that was not read.
_TASK_PARTS = ("quote", "action", "owners", "deadline")
_SENT = {"quote": "vaerdi", "action": "opgave", "owners": "hvem", "deadline": "frist"}


async def thing_page(datasette: Datasette, request: Request) -> Response:
    """A thing with its values, each with what was read and what people said. What is sent here with POST corrects it."""
    kind, key = _KINDS[request.url_vars["kind"]], request.url_vars["key"]
    if request.method == "POST":
        return await write_route(
            datasette, request, lambda db, sent: _change(db, kind, key, sent), told=_told(), back=address.correct(kind, key)
        )
    return await page(datasette, request, "referat_correct.html", lambda conn: _content(conn, kind, key))


async def act_page(datasette: Datasette, request: Request) -> Response:
    """Takes a correction back, or says that it holds."""
    number = int(request.url_vars["number"])

    def change(db: Database, sent: Sent) -> Entry:
        db.conn.execute(_FOREIGN_KEYS)
        act = _ACTS.get(sent.fields.get("handling") or sent.fields.get("action") or "")
        if act is None:
            raise CorrectionError(say("En rettelse kan tages tilbage (undo) eller bekræftes (confirm)."))
        return act(db, number, actor=sent.actor, expected=sent.expected)

    return await write_route(datasette, request, change, told=_told(), back="/rettelser")


async def list_page(datasette: Datasette, request: Request) -> Response:
    """All corrections, those that people have to look at first; as CSV and YAML a file that `referat corrections import` takes."""
    wanted = request.url_vars.get("format")
    if wanted in ("csv", "yaml"):
        _, rows = await ask(datasette, request, files.rows)
        text = files.to_csv(rows) if wanted == "csv" else files.to_yaml(rows)
        kind = "text/csv; charset=utf-8" if wanted == "csv" else "application/yaml; charset=utf-8"
        return Response(text, content_type=kind, headers={"Content-Disposition": f'attachment; filename="rettelser.{wanted}"'})

    def content(conn: sqlite3.Connection) -> dict[str, Any]:
        rows = [told(row) for row in listing.listed(conn)]
        return {"rows": rows, "to_see": sum(row["flagged"] for row in rows), "listing": _listing(rows)}

    return await listed(datasette, request, "referat_corrections.html", content)


def _listing(rows: list[dict[str, Any]]) -> Listing:
    entries = (
        Row(
            f"rettelse-{row['id']}",
            keep(row["href"] or "/rettelser"),
            f"{row['label']}: {row['value_text']}",
            " · ".join(filter(None, (row["kind_text"], row["words"], row["note"]))),
            row["changed"][:10],
            {**row, "state_text": row["state_text"] or say(STATES["holds"])},
        )
        for row in rows
    )
    return Listing("rettelser", say("Rettelser"), "/rettelser", COLUMNS, tuple(entries))


def told(row: dict[str, Any]) -> dict[str, Any]:
    """A correction as pages tell it."""
    kind = Kind(row["kind"])
    flagged = row["state"] in listing.TO_SEE
    return {
        **row,
        "read_text": shown(kind, row["field"], row["read_then"]),
        "value_text": shown(kind, row["field"], row["value"]),
        "flagged": flagged,
        "state_text": say(STATES[row["state"]]) if flagged or row["state"] == "agrees" else None,
        "href": address.correct(row["shown_kind"], row["key"]) if row["key"] else None,
        "kind_text": say(_TITLES[kind]),
        "label": say(row["label"]),
    }


def of_meeting(conn: sqlite3.Connection, meeting: str) -> dict[str, list[dict[str, Any]]]:
    """The corrections that show in a meeting, as pages tell them, by kind and row (`task 1234…`)."""
    found = listing.of_meeting(conn, meeting)
    return {f"{kind} {key}": [told(row) for row in rows] for (kind, key), rows in found.items()}


def of_tasks(conn: sqlite3.Connection, tasks: list[str]) -> dict[str, list[dict[str, Any]]]:
    """The corrections of tasks, as pages tell them, by task."""
    return {key: [told(row) for row in rows] for key, rows in listing.of_rows(conn, Kind.TASK, tasks).items()}


_AT = re.compile(
    r"(?P<task>(?:items\[\d+\]\.)?tasks\[\d+\])|items\[(?P<item>\d+)\](?:\.sections\[(?P<section>\d+)\])?|attendance\[(?P<person>\d+)\]"
)


def of_fact(conn: sqlite3.Connection, meeting: str, path: str) -> list[dict[str, Any]]:
    """The corrections of the value at a path of the model, as pages tell them."""
    kind, key = _row_at(conn, meeting, path)
    rows = [told(row) for row in listing.of_rows(conn, kind, [key]).get(key, [])]
    wanted = {name for name, field in FIELDS[kind].items() if field.fact and path.endswith(field.fact)}
    return rows if kind in (Kind.SECTION, Kind.TASK) else [row for row in rows if row["field"] in wanted]


def _row_at(conn: sqlite3.Connection, meeting: str, path: str) -> tuple[Kind, str]:
    """The thing that a path of the model leads to or into."""
    match = _AT.match(path)
    if match is None:
        return Kind.MEETING, meeting
    if match["task"]:
        row = conn.execute("SELECT id FROM tasks WHERE meeting_id = ? AND path = ?", (meeting, match["task"])).fetchone()
        return Kind.TASK, row[0] if row else ""
    if match["person"]:
        return Kind.ATTENDEE, f"{meeting}/{int(match['person']) + 1}"
    row = conn.execute("SELECT id FROM items WHERE meeting_id = ? AND ordinal = ?", (meeting, int(match["item"]) + 1)).fetchone()
    item = row[0] if row else ""
    return (Kind.SECTION, f"{item}/{int(match['section']) + 1}") if match["section"] else (Kind.ITEM, item)


def shown(kind: Kind, name: str, found: Any) -> str:
    """A value as people read it."""
    if found is None:
        return say("ikke nævnt")
    if isinstance(found, dict):
        return "; ".join(str(found[part]) for part in _TASK_PARTS if found.get(part))
    words = _choices(kind, name)
    if FIELDS[kind][name].form in (Form.DAY, Form.DEADLINE):
        return labels.date(str(found))
    return str(words.get(found, found))


def _choices(kind: Kind, name: str) -> Mapping[str, str]:
    """The words for the values of a field, in order."""
    field = FIELDS[kind][name]
    if field.form is Form.ANSWER:
        return {"ja": say("ja"), "nej": say("nej")}
    known: Mapping[str, str] = {
        (Kind.ITEM, "outcome"): labels.OUTCOMES,
        (Kind.SECTION, "kind"): labels.SECTIONS,
        (Kind.ATTENDEE, "status"): labels.STATUSES,
        (Kind.MEETING, "kind"): labels.DOCUMENTS,
        (Kind.TASK, "strength"): {"binding": say("forpligtelse"), "request": say("anmodning")},
    }.get((kind, name), {})
    return {choice: known.get(choice, choice) for choice in field.choices}


def _content(conn: sqlite3.Connection, kind: Kind, key: str) -> dict[str, Any] | None:
    document = key[:12]
    if conn.execute("SELECT 1 FROM documents WHERE id = ?", (document,)).fetchone() is None:
        return None
    working = keeping.looked_at(conn, document)
    thing = next((one for one in working.things.values() if one.kind is kind and working.shown_key(one) == key), None)
    if thing is None:
        return None
    rows = [told(row) for row in listing.of_rows(conn, kind, [key]).get(key, [])]
    rows += [told(row) for row in listing.added_to(conn, key)] if kind is Kind.ITEM else []
    fields = [_field(conn, working, thing, name, field, rows) for name, field in FIELDS[kind].items() if not thing.made]
    return {
        "kind": kind.value,
        "kind_text": say(_TITLES[kind]),
        "name": _name(thing),
        "made": thing.made,
        "fields": [field for field in fields if field["name"] not in EVERY],
        "more": [field for field in fields if field["name"] in EVERY],
        "rows": rows,
        "text": _text(working, thing),
        "after": _after(working, thing),
        "quote": thing.row["quote"] if kind is Kind.TASK else None,
        "meeting": dict(conn.execute(_MEETING, (thing.meeting,)).fetchone()),
        "back": _back(working, thing),
        "steps": _steps(conn, thing),
    }


_MEETING = """
SELECT meetings.id, meetings.date, file_name, forums.name AS forum FROM meetings JOIN documents ON documents.id = document_id
LEFT JOIN forums ON forums.id = forum_id WHERE meetings.id = ?
"""


def _field(conn: sqlite3.Connection, working: Working, thing: Thing, name: str, field: Field, rows: list[dict[str, Any]]) -> dict[str, Any]:
    """A value with the control in which it is corrected."""
    mine = [row for row in rows if row["field"] == name]
    now = None if name in EVERY else value(working, thing, name)
    entry = kept.find(conn, entering.subject(thing, name, now)) if name not in EVERY else None
    return {
        "name": name,
        "label": say(field.label),
        "form": field.form.value,
        "required": field.required,
        "choices": _choices(thing.kind, name),
        "value": now or "",
        "shown": shown(thing.kind, name, now),
        "version": entry.version if entry else 0,
        "corrections": mine,
    }


def _text(working: Working, thing: Thing) -> str | None:
    """The words from which some are to be copied."""
    if thing.kind is Kind.SECTION:
        return str(thing.row["text"])
    return "\n\n".join(row["text"] for row in working.sections_of(thing.item)) if thing.kind is Kind.ITEM else None


def _after(working: Working, thing: Thing) -> str | None:
    """The text after a text, into which it may reach."""
    rows = working.sections_of(thing.item) if thing.kind is Kind.SECTION else []
    return next((str(row["text"]) for row in rows if row["ordinal"] == thing.row["ordinal"] + 1), None)


def _name(thing: Thing) -> str:
    """What a thing is called at the top of its page."""
    named = {Kind.MEETING: "title", Kind.ATTENDEE: "name", Kind.ITEM: "title", Kind.TASK: "action"}
    if thing.kind is Kind.SECTION:
        return (thing.row["heading"] or "").strip(" :") or labels.SECTIONS.get(thing.row["kind"], thing.row["kind"])
    return str(thing.row[named[thing.kind]] or say("Punkt uden titel"))


def _back(working: Working, thing: Thing) -> str:
    """The page that shows a thing, at its place."""
    if thing.item is None:
        return address.meeting(thing.meeting)
    return f"{address.meeting(thing.meeting)}#punkt-{working.items[thing.item]['ordinal']}"


def _steps(conn: sqlite3.Connection, thing: Thing) -> list[dict[str, Any]]:
    """What was ever said of the values of a thing, the latest first."""
    query = "SELECT id, field FROM entries WHERE kind = 'correction' AND (target_id = ?1 OR row_id = ?1)"
    named = [(row[0], row[1].partition(":")[0]) for row in conn.execute(query, (thing.key,)).fetchall()]
    found = [
        {
            "at": step.at,
            "actor": step.actor,
            "action": step.action,
            "label": say(FIELDS[thing.kind][name].label),
            "value": shown(thing.kind, name, step.after["value"]) if step.after else None,
        }
        for identity, name in named
        if name in FIELDS[thing.kind]
        for step in kept.history(conn, identity)
    ]
    return sorted(found, key=lambda step: str(step["at"]), reverse=True)


def _change(db: Database, kind: Kind, key: str, sent: Sent) -> Entry:
    """Makes the change that was sent."""
    db.conn.execute(_FOREIGN_KEYS)
    name = sent.fields.get("felt") or sent.fields.get("field") or ""
    wanted = sent.fields.get("vaerdi", sent.fields.get("value"))
    said: Any = wanted
    if name == "missing_task":
        said = {part: sent.fields.get(sent_as, sent.fields.get(part)) for part, sent_as in _SENT.items()}
        said["quote"] = said["quote"] or wanted
    elif name == "split" and sent.fields.get("art"):
        said = f"{sent.fields['art']}: {wanted or ''}"
    change = Change(kind, key, name, said, note=sent.fields.get("note") or None, expected=sent.expected)
    done = entering.enter(db, [change], actor=sent.actor)
    if not done:
        raise CorrectionError(say("Det står der allerede. Der er intet at rette."))
    return done[0]


_ACTS: dict[str, Callable[..., Entry]] = {
    "undo": entering.take_back,
    "confirm": entering.confirm,
}


def _told() -> Told:
    def current(entry: Entry | None) -> Pairs:
        if entry is None or entry.value is None:
            return [(say("Rettelse"), say("ingen: det læste gælder"))]
        kind, name, label = _what(entry)
        return [(label, shown(kind, name, entry.value["value"])), (say("Af"), entry.actor), (say("Ændret"), labels.moment(entry.changed))]

    def wanted(sent: Sent) -> Pairs:
        return [(say("Rettelse"), sent.fields.get("vaerdi", sent.fields.get("value")) or say("tages tilbage eller bekræftes"))]

    def saved(entry: Entry) -> str:
        kind, name, label = _what(entry)
        if entry.value is None:
            return say("{label}: rettelsen er taget tilbage. Det læste gælder igen.", label=label)
        return say("{label} er rettet til: {value}", label=label, value=shown(kind, name, entry.value["value"]))

    return Told(say("Rettelse"), current, wanted, saved)


def _what(entry: Entry) -> tuple[Kind, str, str]:
    """What an entry corrects: the kind of thing, the field, and what the field is called."""
    kind = next(kind for kind, table in keeping.TABLES.items() if table == entry.subject.table)
    name = entry.subject.field.partition(":")[0]
    return kind, name, say(FIELDS[kind][name].label)


_KEY = r"(?P<key>[0-9a-f]{12}-[0-9a-z.]{1,40}(?:/[0-9]{1,6})?)"
ROUTES = [
    (rf"^/ret/(?P<kind>{'|'.join(_KINDS)})/{_KEY}$", thing_page),
    (r"^/rettelser/(?P<number>[0-9]{1,9})$", act_page),
    (r"^/rettelser(?:\.(?P<format>csv|yaml|json|xlsx|atom))?$", list_page),
]
