"""What a document's rows tell of: meetings, people who were there, items, texts and tasks, each with its values as they were read."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from referat.db.corrections.fields import FIELDS, NO, YES, Kind
from referat.db.rows import Row, Rows
from referat.models.kinds import OwnerKind

_ENDING = 8  # words that tell where a text ends
_FACT_OF_ALL = {Kind.SECTION: "text", Kind.TASK: "quote"}


@dataclass(slots=True)
class Thing:
    """A thing that can be corrected. key: what its row is named by; path: where it stands in the model; row: its row, which may change.

    made: it was put there by a correction and not read. gone: a correction took it out. read, quotes:
    the values as they were read and the words that they rest on, by field.
    """

    kind: Kind
    key: str
    meeting: str
    item: str | None
    path: str
    row: Row
    read: dict[str, str | None] = field(default_factory=dict)
    quotes: dict[str, str | None] = field(default_factory=dict)
    made: bool = False
    gone: bool = False

    def fact_path(self, name: str) -> str:
        """Where the fact of a field stands in the model; that of the thing itself where the field has none."""
        fact = FIELDS[self.kind][name].fact
        if fact is None:
            fact = _FACT_OF_ALL.get(self.kind, "title" if self.kind is Kind.ITEM else "name")
        return fact if self.kind is Kind.MEETING else f"{self.path}.{fact}"


class Working:
    """The rows of a document while corrections are made to them, and the things they tell of."""

    def __init__(self, rows: Rows, document: str, file_name: str) -> None:
        self.rows = rows
        self.document = document
        self.file_name = file_name
        self.facts = {(row["meeting_id"], row["path"]): row for row in rows["facts"]}
        self.meetings = {row["id"]: row for row in rows["meetings"]}
        self.items = {row["id"]: row for row in rows["items"]}
        self.things = {(thing.kind, thing.key): thing for thing in self._things()}
        for thing in self.things.values():
            thing.read = {name: value(self, thing, name) for name in FIELDS[thing.kind]}
            thing.quotes = {name: self._quote(thing, name) for name in FIELDS[thing.kind]}

    def _things(self) -> Iterator[Thing]:
        for row in self.rows["meetings"]:
            yield Thing(Kind.MEETING, row["id"], row["id"], None, "meeting", row)
        for row in self.rows["attendance"]:
            key = f"{row['meeting_id']}/{row['ordinal']}"
            yield Thing(Kind.ATTENDEE, key, row["meeting_id"], None, f"attendance[{row['ordinal'] - 1}]", row)
        for row in self.rows["items"]:
            yield Thing(Kind.ITEM, row["id"], row["meeting_id"], row["id"], self.item_path(row["id"]), row)
        for row in self.rows["sections"]:
            yield self.section(row)
        for row in self.rows["tasks"]:
            yield Thing(Kind.TASK, row["id"], row["meeting_id"], row["item_id"], row["path"], row)

    def section(self, row: Row) -> Thing:
        """The thing that a row of `sections` tells of."""
        item = self.items[row["item_id"]]
        path = f"{self.item_path(item['id'])}.sections[{row['ordinal'] - 1}]"
        return Thing(Kind.SECTION, f"{item['id']}/{row['ordinal']}", item["meeting_id"], item["id"], path, row)

    def item_path(self, item: str) -> str:
        """Where an item stands in the model."""
        return f"items[{self.items[item]['ordinal'] - 1}]"

    def sections_of(self, item: str | None) -> list[Row]:
        """The texts of an item in order."""
        return sorted((row for row in self.rows["sections"] if row["item_id"] == item), key=lambda row: row["ordinal"])

    def set_fact(self, meeting: str, path: str, value: str | None) -> None:
        """Gives a fact another value and keeps its words; a value that is not stated is no fact. Where none was read there is none."""
        row = self.facts.get((meeting, path))
        if row is None:
            return
        if value is None:
            self.drop_facts(meeting, path)
            return
        words = row["quote"] or row["value"]
        row |= {"value": value, "quote": None if words.split() == value.split() else words}

    def add_fact(self, row: Row) -> None:
        """Puts a fact among the rows."""
        self.rows["facts"].append(row)
        self.facts[row["meeting_id"], row["path"]] = row

    def drop_facts(self, meeting: str, path: str) -> None:
        """Takes out the fact at a path, and those below it."""
        for at in [(where, found) for where, found in self.facts if where == meeting and _is_below(found, path)]:
            del self.facts[at]
        self.rows["facts"] = list(self.facts.values())

    def facts_of_sections(self, item: str) -> dict[int, list[Row]]:
        """The facts of each text of an item, by the identity of the text's row."""
        meeting, path = self.items[item]["meeting_id"], self.item_path(item)
        return {
            id(row): [fact for (where, found), fact in self.facts.items() if where == meeting and _is_below(found, start)]
            for row in self.sections_of(item)
            for start in (f"{path}.sections[{row['ordinal'] - 1}]",)
        }

    def shown_key(self, thing: Thing) -> str:
        """What a thing's row is named by in the corrected rows; texts are numbered anew where others came or went."""
        return f"{thing.item}/{thing.row['ordinal']}" if thing.kind is Kind.SECTION else thing.key

    def _quote(self, thing: Thing, name: str) -> str | None:
        if name == "missing_task":
            return None
        row = self.facts.get((thing.meeting, thing.fact_path(name)))
        if thing.kind is Kind.SECTION:
            return str(thing.row["text"])[:600]
        return None if row is None else str(row["quote"] or row["value"])


def _is_below(path: str, start: str) -> bool:
    return path.startswith(start) and path[len(start) : len(start) + 1] in ("", ".", "[")


def place_of(text: str, words: str) -> tuple[int, int] | None:
    """Where some words first stand in a text, white space aside; None where they do not."""
    parts = [re.escape(word) for word in words.split()]
    match = re.search(r"\s+".join(parts), text) if parts else None
    return None if match is None else match.span()


def value(working: Working, thing: Thing, name: str) -> str | None:
    """The value of a field as people write it; None where there is none."""
    special = _VALUES.get((thing.kind, name))
    if special is not None:
        return special(working, thing)
    column = FIELDS[thing.kind][name].column
    found = thing.row[column] if column else None
    return None if found is None else str(found)


def _forum(name: str) -> Callable[[Working, Thing], str | None]:
    def read(working: Working, thing: Thing) -> str | None:
        forum = next((row for row in working.rows["forums"] if row["id"] == thing.row["forum_id"]), None)
        return forum[name] if forum else None

    return read


def _owners(working: Working, thing: Thing) -> str | None:
    rows = sorted((row for row in working.rows["task_owners"] if row["task_id"] == thing.key), key=lambda row: row["ordinal"])
    return "; ".join(f"{row['name']} (organisation)" if row["kind"] == OwnerKind.ORGANISATION else row["name"] for row in rows) or None


def _deadline(_: Working, thing: Thing) -> str | None:
    found = thing.row["deadline"] or thing.row["deadline_text"]
    return None if found is None else str(found)


def _there(_: Working, thing: Thing) -> str:
    return NO if thing.gone else YES


_VALUES: dict[tuple[Kind, str], Callable[[Working, Thing], str | None]] = {
    (Kind.MEETING, "forum"): _forum("name"),
    (Kind.MEETING, "organisation"): _forum("organisation"),
    (Kind.ATTENDEE, "name"): lambda _, thing: thing.row["name"],
    (Kind.ATTENDEE, "listed"): _there,
    (Kind.ITEM, "closed"): lambda _, thing: YES if thing.row["closed"] else NO,
    (Kind.SECTION, "end"): lambda _, thing: " ".join(thing.row["text"].split()[-_ENDING:]),
    (Kind.TASK, "owners"): _owners,
    (Kind.TASK, "deadline"): _deadline,
    (Kind.TASK, "task"): _there,
}
