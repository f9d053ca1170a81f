"""Tasks corrected: their owners, their deadlines, and tasks that were not read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from referat.db import keys
from referat.db.corrections.fields import CorrectionError, Kind, read_day
from referat.db.corrections.people import add_person
from referat.db.corrections.things import Thing, Working, place_of
from referat.db.keys import slug
from referat.db.rows import Row
from referat.extract.people.name_shape import is_place_of_work
from referat.models.kinds import OwnerKind, Precision, Strength
from referat.models.likeness import likeness
from referat.models.names import is_first_name

_KIND = re.compile(r"\s*\((person|organisation)\)$", re.IGNORECASE)
_SAME_TASK = 0.9


def set_owners(working: Working, thing: Thing, value: str | None) -> Thing:
    """Gives a task other owners, written as `Eva Holm; Teknik og Miljø (organisation)`."""
    rows = [_owner(working, thing, ordinal, part) for ordinal, part in enumerate((value or "").split(";"), start=1) if part.strip()]
    working.rows["task_owners"] = [row for row in working.rows["task_owners"] if row["task_id"] != thing.key] + rows
    working.drop_facts(thing.meeting, f"{thing.path}.owners")
    said = working.facts.get((thing.meeting, f"{thing.path}.quote"))
    if said is not None:
        for index, row in enumerate(rows):
            path = f"{thing.path}.owners[{index}].name"
            working.add_fact({**said, "path": path, "value": row["name"], "quote": said["quote"] or said["value"], "rule": "rettet"})
    return thing


def _owner(working: Working, thing: Thing, ordinal: int, text: str) -> Row:
    said = _KIND.search(text)
    name = _KIND.sub("", text).strip()
    kind = OwnerKind(said[1].lower()) if said else _kind(working, name)
    person = slug(name) if kind is OwnerKind.PERSON else None
    if person is not None:
        add_person(working, person, name)
    return {"task_id": thing.key, "ordinal": ordinal, "name": name, "kind": kind.value, "person_id": person}


def _kind(working: Working, name: str) -> OwnerKind:
    """Whether a name that somebody wrote is a person's: one of the document's people, or one that begins with a first name."""
    words = name.split()
    known = slug(name) in {row["id"] for row in working.rows["people"]}
    if known or (is_first_name(words[0]) and not any(is_place_of_work(word) for word in words)):
        return OwnerKind.PERSON
    return OwnerKind.ORGANISATION


def set_deadline(working: Working, thing: Thing, value: str | None) -> Thing:
    """Gives a task another deadline: a day, or words that are none. The printed words of another deadline do not stand beside it."""
    day = read_day(value) if value else None
    precision = None if value is None else Precision.DAY if day else Precision.VAGUE
    thing.row |= {"deadline": day, "deadline_first": day, "deadline_text": None if day else value, "deadline_precision": precision}
    working.set_fact(thing.meeting, thing.fact_path("deadline"), value)
    return thing


def add_task(working: Working, thing: Thing, value: Mapping[str, str | None]) -> Thing:
    """Puts a task into an item whose text holds its words; gives the task, which is the read one where it is now read.

    value: quote, and where they are known action, owners and deadline. Raises CorrectionError where the text does not hold the words.
    """
    quote = value["quote"] or ""
    tasks = [one for one in working.things.values() if one.kind is Kind.TASK and one.item == thing.key]
    known = next((one for one in tasks if likeness(one.row["quote"], quote) >= _SAME_TASK), None)
    if known is not None:
        return known
    added = _new_task(working, thing, quote, value.get("action") or quote)
    working.things[Kind.TASK, added.key] = added
    set_owners(working, added, value.get("owners"))
    set_deadline(working, added, value.get("deadline"))
    return added


def _new_task(working: Working, thing: Thing, quote: str, action: str) -> Thing:
    section = next((row for row in working.sections_of(thing.key) if place_of(row["text"], quote)), None)
    if section is None:
        raise CorrectionError("Ordene står ikke i punktets tekst. Kopiér dem fra teksten, som de står der.")
    tasks = [row for row in working.rows["tasks"] if row["item_id"] == thing.key]
    index = max([row["ordinal"] for row in tasks], default=0)
    # Paths of tasks that corrections took out are free.
    path = f"{thing.path}.tasks[{index}]"
    row = {
        "id": keys.unique(keys.task_id(working.document, quote), {row["id"] for row in working.rows["tasks"]}),
        "meeting_id": thing.meeting,
        "date": thing.row["date"],
        "forum_id": thing.row["forum_id"],
        "item_id": thing.key,
        "ordinal": index + 1,
        "action": action,
        "quote": quote,
        "deadline": None,
        "deadline_first": None,
        "deadline_text": None,
        "deadline_precision": None,
        "strength": Strength.BINDING.value,
        "rule": "rettet",
        "page": section["page"],
        "path": path,
    }
    working.rows["tasks"].append(row)
    said = working.facts.get((thing.meeting, f"{thing.path}.sections[{section['ordinal'] - 1}].text"))
    if said is not None:
        working.add_fact({**said, "path": f"{path}.quote", "value": quote[:300], "quote": None, "rule": "rettet"})
    return Thing(Kind.TASK, row["id"], thing.meeting, thing.key, path, row, made=True)


FIELDS: dict[tuple[Kind, str], Callable[[Working, Thing, Any], Thing]] = {
    (Kind.TASK, "owners"): set_owners,
    (Kind.TASK, "deadline"): set_deadline,
    (Kind.ITEM, "missing_task"): add_task,
}
