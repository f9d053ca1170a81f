"""What the lists of the explorer say of items, tasks and meetings, and what their columns are called."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from referat.db.explorer import address, labels
from referat.db.explorer.labels import Names
from referat.db.explorer.language import keep, say
from referat.db.export.listing import Entry

ITEM_COLUMNS = Names(
    {
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
)
TASK_COLUMNS = Names(
    {
        "deadline": "Frist",
        "deadline_text": "Fristens ord",
        "owners": "Ansvarlig",
        "action": "Opgave",
        "quote": "Ordene i referatet",
        "state": "Tilstand",
        "state_date": "Afsluttet",
        "note": "Bemærkning",
        "date": "Mødedato",
        "forum": "Forum",
        "item_title": "Punkt",
        "url": "Adresse",
    }
)
MEETING_COLUMNS = Names(
    {
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
)


def items(rows: Iterable[Mapping[str, Any]]) -> tuple[Entry, ...]:
    """Entries for agenda items with their texts; see `rows_of_items`."""
    return tuple(_item(row) for row in rows)


def _item(row: Mapping[str, Any]) -> Entry:
    name = row["title"] or f"{say('Punkt')} {row['number'] or row['ordinal']}"
    outcome = labels.OUTCOMES.get(row["outcome"] or "", row["outcome"])
    where = ", ".join(filter(None, (row["forum"], labels.date(row["date"]))))
    parts = (outcome, row["decision"] or row["recommendation"])
    summary = f"{where}. {': '.join(part for part in parts if part)}"
    return Entry(row["id"], keep(address.item(row["id"])), name, summary, row["date"], {**row, "outcome": row["outcome"]})


def tasks(rows: Iterable[Mapping[str, Any]]) -> tuple[Entry, ...]:
    """Entries for tasks; see `task_list`."""
    return tuple(_task(row) for row in rows)


def _task(row: Mapping[str, Any]) -> Entry:
    owners = ", ".join(row["owners"])
    where = ", ".join(filter(None, (row["forum"], labels.date(row["date"]))))
    path = keep(address.item(row["item_id"]) if row["item_id"] else address.meeting(row["meeting_id"]))
    title = f"{owners}: {row['action']}" if owners else str(row["action"])
    values = {**row, "owners": owners, "state": labels.STATES[row["state"]]}
    return Entry(row["id"], path, title, f"{where}. {row['quote']}{_said(row)}", row["date"], values, is_task=True)


def _said(row: Mapping[str, Any]) -> str:
    """What people said of a task, after its words."""
    if not row["state_version"]:
        return ""
    told = " ".join(filter(None, (labels.STATES[row["state"]], labels.date(row["state_date"]) if row["state_date"] else None)))
    return f" ({told}{': ' + row['note'] if row['note'] else ''})"


def meetings(rows: Iterable[Mapping[str, Any]]) -> tuple[Entry, ...]:
    """Entries for meetings."""
    return tuple(
        Entry(
            row["id"],
            keep(address.meeting(row["id"])),
            say("{name}: møde", name=row["forum"] or row["title"]),
            say("{kind} med {count} punkter", kind=labels.DOCUMENTS.get(row["kind"], row["kind"]), count=row["items"])
            + (say(", kl. {time}", time=row["start"]) if row["start"] else ""),
            row["date"],
            dict(row),
            is_meeting=True,
        )
        for row in rows
    )
