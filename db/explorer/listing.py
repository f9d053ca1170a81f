"""A list that a page shows, in the one form that every file format and feed is made from."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from referat.db.explorer import address, labels

ITEM_COLUMNS = {
    "date": "Dato",
    "forum": "Forum",
    "organisation": "Organisation",
    "number": "Nr.",
    "title": "Punkt",
    "outcome": "Udfald",
    "recommendation": "Indstilling",
    "decision": "Beslutning",
    "page": "Side",
    "url": "Adresse",
}
TASK_COLUMNS = {
    "deadline": "Frist",
    "deadline_text": "Fristens ord",
    "owners": "Ansvarlig",
    "action": "Opgave",
    "quote": "Ordene i referatet",
    "date": "Mødedato",
    "forum": "Forum",
    "item_title": "Punkt",
    "url": "Adresse",
}
MEETING_COLUMNS = {
    "date": "Dato",
    "start": "Begyndt",
    "forum": "Forum",
    "organisation": "Organisation",
    "kind": "Art",
    "items": "Punkter",
    "decisions": "Beslutninger",
    "tasks": "Opgaver",
    "url": "Adresse",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a list: its values by column, and how a feed or calendar tells it. `path` is its page, `day` when it happened.

    `due` is the last day of a task; a meeting has only `day`, and stands in the calendar where `is_meeting`.
    """

    id: str
    path: str
    title: str
    summary: str
    day: str | None
    values: Mapping[str, Any]
    due: str | None = None
    is_meeting: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: the name of its files, its title, its page, what its columns are called in Danish, and its entries."""

    name: str
    title: str
    path: str
    columns: Mapping[str, str]
    entries: tuple[Entry, ...]


def items(rows: Iterable[Mapping[str, Any]]) -> tuple[Entry, ...]:
    """Entries for agenda items with their texts; see `rows_of_items`."""
    return tuple(_item(row) for row in rows)


def _item(row: Mapping[str, Any]) -> Entry:
    name = row["title"] or f"Punkt {row['number'] or row['ordinal']}"
    outcome = labels.OUTCOMES.get(row["outcome"] or "", row["outcome"])
    where = ", ".join(filter(None, (row["forum"], labels.date(row["date"]))))
    parts = (outcome, row["decision"] or row["recommendation"])
    summary = f"{where}. {': '.join(part for part in parts if part)}"
    return Entry(row["id"], address.item(row["id"]), name, summary, row["date"], {**row, "outcome": row["outcome"]})


def tasks(rows: Iterable[Mapping[str, Any]]) -> tuple[Entry, ...]:
    """Entries for tasks; see `task_list`."""
    return tuple(_task(row) for row in rows)


def _task(row: Mapping[str, Any]) -> Entry:
    owners = ", ".join(row["owners"])
    where = ", ".join(filter(None, (row["forum"], labels.date(row["date"]))))
    path = address.item(row["item_id"]) if row["item_id"] else address.meeting(row["meeting_id"])
    title = f"{owners}: {row['action']}" if owners else str(row["action"])
    values = {**row, "owners": owners}
    return Entry(row["id"], path, title, f"{where}. {row['quote']}", row["date"], values, due=row["deadline"])


def meetings(rows: Iterable[Mapping[str, Any]]) -> tuple[Entry, ...]:
    """Entries for meetings."""
    return tuple(
        Entry(
            row["id"],
            address.meeting(row["id"]),
            f"{row['forum'] or row['title']}: møde",
            f"{labels.DOCUMENTS.get(row['kind'], row['kind'])} med {row['items']} punkter"
            + (f", kl. {row['start']}" if row["start"] else ""),
            row["date"],
            dict(row),
            is_meeting=True,
        )
        for row in rows
    )
