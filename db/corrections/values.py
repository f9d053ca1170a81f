"""One value set in the rows of a document, with its fact."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from referat.db.corrections import people, sections, tasks
from referat.db.corrections.fields import FIELDS, NO, YES, Kind
from referat.db.corrections.things import Thing, Working
from referat.db.keys import slug


def set_value(working: Working, thing: Thing, name: str, value: Any) -> Thing:
    """Sets a field of a thing; gives the thing that shows it. Raises CorrectionError where what was read does not allow it."""
    special = _SPECIAL.get((thing.kind, name))
    if special is not None:
        return special(working, thing, value)
    column = FIELDS[thing.kind][name].column
    thing.row[column or name] = value
    if FIELDS[thing.kind][name].fact:
        working.set_fact(thing.meeting, thing.fact_path(name), value)
    return thing


def _forum(working: Working, thing: Thing, value: str | None) -> Thing:
    _set_forum(working, thing, name=value, organisation=_forum_of(working, thing).get("organisation"))
    working.set_fact(thing.meeting, "meeting.forum", value)
    return thing


def _organisation(working: Working, thing: Thing, value: str | None) -> Thing:
    _set_forum(working, thing, name=_forum_of(working, thing).get("name"), organisation=value)
    working.set_fact(thing.meeting, "meeting.organisation", value)
    return thing


def _forum_of(working: Working, thing: Thing) -> dict[str, Any]:
    return next((row for row in working.rows["forums"] if row["id"] == thing.row["forum_id"]), {})


def _set_forum(working: Working, thing: Thing, *, name: str | None, organisation: str | None) -> None:
    """Moves a meeting to the forum of that name; the forum it leaves goes where no other meeting of the document has it."""
    identity = slug(name, organisation) if name else None
    thing.row["forum_id"] = identity
    held = {row["forum_id"] for row in working.rows["meetings"]}
    forums = [row for row in working.rows["forums"] if row["id"] in held]
    if identity is not None and identity not in {row["id"] for row in forums}:
        forums.append({"id": identity, "name": name, "organisation": organisation})
    working.rows["forums"] = forums


def _closed(working: Working, thing: Thing, value: str) -> Thing:
    thing.row["closed"] = int(value == YES)
    working.set_fact(thing.meeting, thing.fact_path("closed"), value)
    return thing


def _next_date(working: Working, thing: Thing, value: str | None) -> Thing:
    thing.row["next_date"] = value
    if value is None:  # else its words would be shown instead
        thing.row["next_text"] = None
    working.set_fact(thing.meeting, "meeting.next.date", value)
    return thing


def _take_out(working: Working, thing: Thing, value: str) -> Thing:
    """Takes a task, or somebody on the list of those present, out with all that hangs on it."""
    if value != NO:
        return thing
    thing.gone = True
    table = "tasks" if thing.kind is Kind.TASK else "attendance"
    working.rows[table] = [row for row in working.rows[table] if row is not thing.row]
    if thing.kind is Kind.TASK:
        working.rows["task_owners"] = [row for row in working.rows["task_owners"] if row["task_id"] != thing.key]
    working.drop_facts(thing.meeting, thing.path)
    return thing


_SPECIAL: dict[tuple[Kind, str], Callable[[Working, Thing, Any], Thing]] = {
    (Kind.MEETING, "forum"): _forum,
    (Kind.MEETING, "organisation"): _organisation,
    (Kind.MEETING, "next_date"): _next_date,
    (Kind.ITEM, "closed"): _closed,
    **people.FIELDS,
    **sections.FIELDS,
    **tasks.FIELDS,
    (Kind.TASK, "task"): _take_out,
    (Kind.ATTENDEE, "listed"): _take_out,
}
# What takes rows out, puts them in or divides them.
STRUCTURE = (*sections.FIELDS, (Kind.ITEM, "missing_task"), (Kind.TASK, "task"), (Kind.ATTENDEE, "listed"))
