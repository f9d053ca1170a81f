"""A meeting or an item with all that hangs on it, as its page tells it."""

from __future__ import annotations

import re
import sqlite3
from collections import defaultdict
from typing import Any

from referat.db.entries import states
from referat.db.explorer import corrections, documents, followed, followups, labels, task_list
from referat.db.explorer.people import registered
from referat.db.explorer.prose import blocks
from referat.db.followups import asking
from referat.db.overview import UNSURE
from referat.db.relation import relation
from referat.db.treatments import treatments

# Texts that tell what was decided stay open; those that led to it are folded when they are long, and what others decided before always.
_OPEN = ("indstilling", "referat", "beslutning", "resume")
_FOLD_FROM = 600
_MEETING = """
SELECT meetings.*, documents.file_name, documents.pages, forums.name AS forum, forums.organisation FROM meetings
JOIN documents ON documents.id = document_id LEFT JOIN forums ON forums.id = forum_id WHERE meetings.id = ?
"""
_TASKS = f"SELECT tasks.*, {states.COLUMNS} FROM tasks {states.JOIN} WHERE meeting_id = ? ORDER BY item_id, ordinal"  # noqa: S608
_ATTENDANCE = f"""
SELECT attendance.*, {registered("attendance.person_id", "meetings")} AS person FROM attendance JOIN meetings ON meetings.id = meeting_id
WHERE meeting_id = ? ORDER BY ordinal
"""  # noqa: S608
_CHILDREN = ("votes", "voters", "reservations", "reservation_names", "presence", "elected", "attachments")
_SHOWN = "document_id NOT IN (SELECT document_id FROM hidden_documents)"
_PLACE = re.compile(r"^([0-9a-f]{12})-s(\d+)y(\d+)")


def meeting(conn: sqlite3.Connection, identity: str) -> dict[str, Any] | None:
    """The page of a meeting; None where there is none with this id."""
    head = conn.execute(_MEETING, (identity,)).fetchone()
    if head is None:
        return None
    attendance = conn.execute(_ATTENDANCE, (identity,)).fetchall()
    items = conn.execute("SELECT * FROM items WHERE meeting_id = ? ORDER BY ordinal", (identity,)).fetchall()
    tasks = _tasks(conn, identity)
    return {
        "meeting": head,
        "attendance": [
            (label, [row for row in attendance if row["status"] == status])
            for status, label in labels.STATUSES.items()
            if any(row["status"] == status for row in attendance)
        ],
        "items": [_item(conn, row, tasks[row["id"]]) for row in items],
        "tasks": tasks[None],
        "acronyms": conn.execute("SELECT DISTINCT short, long FROM acronyms WHERE meeting_id = ? ORDER BY short", (identity,)).fetchall(),
        "problems": conn.execute("SELECT * FROM problems WHERE meeting_id = ? ORDER BY ordinal", (identity,)).fetchall(),
        "facts": {row[0] for row in conn.execute("SELECT path FROM facts WHERE meeting_id = ? AND path GLOB 'meeting.*'", (identity,))},
        "doubts": _doubts(conn, identity),
        "links": documents.instead(conn, head["document_id"]),
        "link_names": documents.LINKS,
        "corrections": corrections.of_meeting(conn, identity),
        "before": _neighbour(conn, head, "<", "DESC"),
        "after": _neighbour(conn, head, ">", "ASC"),
    }


def item(conn: sqlite3.Connection, identity: str) -> dict[str, Any] | None:
    """The page of an item with its neighbours and with other items of the same case; None where there is none with this id."""
    row = conn.execute("SELECT * FROM items WHERE id = ?", (identity,)).fetchone()
    if row is None:
        return None
    near = {
        offset: conn.execute(
            "SELECT id, number, title FROM items WHERE meeting_id = ? AND ordinal = ?", (row["meeting_id"], row["ordinal"] + offset)
        ).fetchone()
        for offset in (-1, 1)
    }
    return {
        "meeting": conn.execute(_MEETING, (row["meeting_id"],)).fetchone(),
        "item": _item(conn, row, _tasks(conn, row["meeting_id"])[identity]),
        "corrections": corrections.of_meeting(conn, row["meeting_id"]),
        "doubts": _doubts(conn, row["meeting_id"]),
        "before": near[-1],
        "after": near[1],
        "treatments": treatments(conn, row),
        "takes_up": followups.of_item(conn, identity),
        "postponed": asking.return_of(conn, identity),
    }


def _doubts(conn: sqlite3.Connection, meeting_id: str) -> set[str]:
    """The paths of the facts whose words were hard to read on an image; what has no link of its own counts for what it is part of."""
    found = [row[0] for row in conn.execute("SELECT path FROM facts WHERE meeting_id = ? AND confidence < ?", (meeting_id, UNSURE))]
    return {re.sub(r"(tasks\[\d+\])\..*", r"\1.quote", re.sub(r"^(items\[\d+\])\.number$", r"\1.title", path)) for path in found}


def moved_item(conn: sqlite3.Connection, identity: str) -> str | None:
    """The id of the item in which the place lies that an old id names; None where there is none."""
    match = _PLACE.match(identity)
    if match is None:
        return None
    document, page, top = match[1], int(match[2]), int(match[3])
    query = """
    SELECT items.id FROM items JOIN meetings ON meetings.id = meeting_id WHERE document_id = ? AND (page < ? OR page = ? AND top <= ?)
    ORDER BY page DESC, top DESC LIMIT 1
    """
    row = conn.execute(query, (document, page, page, top + 1)).fetchone()
    return None if row is None else str(row[0])


def _neighbour(conn: sqlite3.Connection, head: sqlite3.Row, sign: str, order: str) -> sqlite3.Row | None:
    query = f"SELECT id, date FROM meetings WHERE forum_id = ? AND date {sign} ? AND {_SHOWN} ORDER BY date {order}, id LIMIT 1"  # noqa: S608
    found: sqlite3.Row | None = conn.execute(query, (head["forum_id"], head["date"])).fetchone()
    return found


def _tasks(conn: sqlite3.Connection, meeting_id: str) -> dict[str | None, list[dict[str, Any]]]:
    """The tasks of a meeting by item, each with its owners."""
    found = defaultdict(list)
    for row in conn.execute(_TASKS, (meeting_id,)).fetchall():
        more = {"people": task_list.owners(conn, row["id"]), "followups": followed.of_task(conn, row["id"])}
        found[row["item_id"]].append({**dict(row), **more})
    return found


def _item(conn: sqlite3.Connection, row: sqlite3.Row, tasks: list[dict[str, Any]]) -> dict[str, Any]:
    parts = {table: conn.execute(f"SELECT * FROM {table} WHERE item_id = ?", (row["id"],)).fetchall() for table in _CHILDREN}  # noqa: S608
    sections = conn.execute("SELECT * FROM sections WHERE item_id = ? ORDER BY ordinal", (row["id"],)).fetchall()
    path = f"items[{row['ordinal'] - 1}]"
    return {
        **dict(row),
        **parts,
        "path": path,
        "tasks": tasks,
        "sections": [_section(section, path) for section in sections],
        "settled": _settled(sections),
        "relation": relation(_all(sections, "indstilling"), _all(sections, "beslutning"), row["outcome"]),
        "lists_attachments": any(section["kind"] == "bilag" for section in sections),
        "votes": [_vote(vote, parts["voters"]) for vote in parts["votes"]],
        "reservations": [
            {
                **dict(reservation),
                "names": [name["name"] for name in parts["reservation_names"] if name["reservation_ordinal"] == reservation["ordinal"]],
            }
            for reservation in parts["reservations"]
        ],
    }


def _all(sections: list[sqlite3.Row], kind: str) -> str:
    return "\n".join(section["text"] for section in sections if section["kind"] == kind)


def _settled(sections: list[sqlite3.Row]) -> int | None:
    """The section after which to tell what came of the item: the last decision, else the last account of the meeting."""
    for kind in ("beslutning", "referat"):
        found = [section["ordinal"] for section in sections if section["kind"] == kind]
        if found:
            return int(found[-1])
    return None


def _section(row: sqlite3.Row, path: str) -> dict[str, Any]:
    return {
        **dict(row),
        "blocks": blocks(row["text"]),
        "label": (row["heading"] or "").strip(" :") or labels.SECTIONS.get(row["kind"], row["kind"]),
        "folded": row["kind"] == "tidligere" or (row["kind"] not in _OPEN and len(row["text"]) > _FOLD_FROM),
        "path": f"{path}.sections[{row['ordinal'] - 1}].text",
        "key": f"{row['item_id']}/{row['ordinal']}",
    }


def _vote(row: sqlite3.Row, voters: list[sqlite3.Row]) -> dict[str, Any]:
    counts = (("for", row["for_count"]), ("against", row["against_count"]), ("abstain", row["abstain_count"]))
    named = {
        side: [voter["name"] for voter in voters if voter["vote_ordinal"] == row["ordinal"] and voter["side"] == side] for side, _ in counts
    }
    sides = [(labels.SIDES[side], count, named[side]) for side, count in counts if count is not None or named[side]]
    return {**dict(row), "sides": sides}
