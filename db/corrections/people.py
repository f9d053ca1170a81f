"""Names corrected: a person who was misread on the list of those present is another wherever the meeting names her."""

from __future__ import annotations

import re
from typing import Any

from referat.db.corrections.fields import Kind
from referat.db.corrections.things import Thing, Working
from referat.db.keys import slug
from referat.db.rows import Row

# Facts that are names of people; those of tasks' owners go with their tasks.
_NAMES = re.compile(
    r"^(?:meeting\.(?:chair|secretary)|people\[\d+\]\.name|items\[\d+\]\.presenter"
    r"|(?:items\[\d+\]\.)?(?:presence|elected|votes|reservations|tasks)\[\d+\]\..*(?:name|voters_\w+\[\d+\]|who\[\d+\]))$"
)


def rename(working: Working, thing: Thing, value: str) -> Thing:
    """Gives somebody on the list of those present another name, also where the minutes name her otherwise under the old one."""
    old, new = thing.row["name"], value
    before, after = thing.row["person_id"], slug(new)
    alone = sum(row["person_id"] == before for row in working.rows["attendance"] if row["meeting_id"] == thing.meeting) == 1
    thing.row |= {"name": new, "person_id": after}
    add_person(working, after, new)
    working.set_fact(thing.meeting, thing.fact_path("name"), new)
    if alone:
        for row in _of_person(working, thing.meeting, before):
            row["person_id"] = after
            if "name" in row and slug(row["name"]) == before:
                row["name"] = new
        _rename_words(working, thing.meeting, old, new)
    return thing


def _of_person(working: Working, meeting: str, person: str) -> list[Row]:
    """The rows of a meeting, apart from the list of those present, that are about a person."""
    items = {row["id"] for row in working.rows["items"] if row["meeting_id"] == meeting}
    tasks = {row["id"] for row in working.rows["tasks"] if row["meeting_id"] == meeting}
    found = [row for row in working.rows["mentions"] if row["meeting_id"] == meeting]
    found += [row for table in ("presence", "elected") for row in working.rows[table] if row["item_id"] in items]
    found += [row for row in working.rows["task_owners"] if row["task_id"] in tasks]
    return [row for row in found if row["person_id"] == person]


def _rename_words(working: Working, meeting: str, old: str, new: str) -> None:
    """Columns and facts that hold the name and no more."""
    items = {row["id"] for row in working.rows["items"] if row["meeting_id"] == meeting}
    columns = [(working.meetings[meeting], name) for name in ("chair", "secretary")]
    columns += [(working.items[item], "presenter") for item in items]
    columns += [(row, "name") for table in ("voters", "reservation_names") for row in working.rows[table] if row["item_id"] in items]
    for row, column in columns:
        if row[column] is not None and slug(row[column]) == slug(old):
            row[column] = new
    for (where, path), row in list(working.facts.items()):
        if where == meeting and _NAMES.match(path) and slug(row["value"]) == slug(old):
            working.set_fact(meeting, path, new)


def add_person(working: Working, identity: str, name: str) -> None:
    """Puts a person among the rows, once."""
    if identity not in {row["id"] for row in working.rows["people"]}:
        working.rows["people"].append({"id": identity, "name": name})


def drop_unnamed(working: Working) -> None:
    """Leaves out people that no row names any more."""
    rows: list[Any] = [row for table in ("attendance", "mentions", "presence", "elected", "task_owners") for row in working.rows[table]]
    named = {row["person_id"] for row in rows}
    working.rows["people"] = [row for row in working.rows["people"] if row["id"] in named]


FIELDS = {(Kind.ATTENDEE, "name"): rename}
