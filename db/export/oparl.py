"""Bodies, organisations, people, meetings and agenda items in the terms of OParl 1.1 (schema.oparl.org), as one document.

OParl is an interface of servers; here the objects stand in lists, without the lists' own addresses, papers and terms of office. Own
fields, such as votes and tasks, begin with `referat:`, as OParl wants of what it does not know.
"""

from __future__ import annotations

import sqlite3
from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from referat.db.explorer import address, labels
from referat.db.export.json_stream import Lists, stated
from referat.db.export.moments import moment
from referat.db.export.tasks import TaskRow, rows
from referat.db.export.whole import ATTENDANCE, MEETINGS, each, organisations
from referat.db.keys import slug

_TYPE = "https://schema.oparl.org/1.1/"
# OParl's own words: held, called.
_STATES = {"referat": "durchgeführt", "dagsorden": "eingeladen"}
_FORUMS = "SELECT id, name, organisation FROM forums ORDER BY id"
_PERSONS = "SELECT id, name FROM persons ORDER BY id"
_ITEMS = "SELECT * FROM items WHERE meeting_id = ? ORDER BY ordinal"
_TEXTS = """
SELECT item_id, sections.kind, text FROM sections JOIN items ON items.id = item_id
WHERE meeting_id = ? AND sections.kind IN ('indstilling', 'beslutning') ORDER BY item_id, sections.ordinal
"""
_VOTES = """
SELECT item_id, votes.ordinal, text, subject, for_count, against_count, abstain_count, carried FROM votes
JOIN items ON items.id = item_id WHERE meeting_id = ? ORDER BY item_id, votes.ordinal
"""
_VOTERS = """
SELECT item_id, vote_ordinal, side, name FROM voters JOIN items ON items.id = item_id WHERE meeting_id = ? ORDER BY 1, 2, voters.ordinal
"""
_TASKS = "SELECT id, item_id FROM tasks WHERE meeting_id = ? ORDER BY ordinal"


def oparl(conn: sqlite3.Connection, *, site: str) -> Lists:
    """The lists of the document, one by one; `site` stands before the addresses in it."""
    yield "body", _bodies(conn, site)
    yield "organization", _organizations(conn, site)
    yield (
        "person",
        ({"id": f"{site}{address.person(row['id'])}", "type": f"{_TYPE}Person", "name": row["name"]} for row in each(conn, _PERSONS)),
    )
    yield "meeting", (_meeting(conn, row, site) for row in each(conn, MEETINGS))


def _bodies(conn: sqlite3.Connection, site: str) -> Iterator[dict[str, Any]]:
    for identity, name in organisations(conn).items():
        yield {"id": _body(identity, site), "type": f"{_TYPE}Body", "name": name}


def _body(identity: str, site: str) -> str:
    return f"{site}/organisation/{identity}"


def _organizations(conn: sqlite3.Connection, site: str) -> Iterator[dict[str, Any]]:
    for row in each(conn, _FORUMS):
        yield stated(
            {
                "id": f"{site}{address.forum(row['id'])}",
                "type": f"{_TYPE}Organization",
                "name": row["name"],
                "body": _body(slug(row["organisation"]), site) if row["organisation"] else None,
                "organizationType": "Gremium",
            }
        )


def _meeting(conn: sqlite3.Connection, row: dict[str, Any], site: str) -> dict[str, Any]:
    there = [who["person"] for who in each(conn, ATTENDANCE, (row["id"],)) if who["status"] == "present"]
    tasks = _tasks(conn, row["id"])
    here = f"{site}{address.meeting(row['id'])}"
    return stated(
        {
            "id": here,
            "type": f"{_TYPE}Meeting",
            "name": row["title"],
            "meetingState": _STATES[row["kind"]],
            "start": moment(row["date"], row["start"]),
            "end": moment(row["date"], row["end"]),
            "location": {"id": f"{here}#sted", "type": f"{_TYPE}Location", "description": row["place"]} if row["place"] else None,
            "organization": [f"{site}{address.forum(row['forum_id'])}"] if row["forum_id"] else None,
            "participant": [f"{site}{address.person(person)}" for person in there],
            "agendaItem": list(_items(conn, row, site, tasks)),
            "web": here,
            "referat:date": row["date"],
            "referat:chair": row["chair"],
            "referat:secretary": row["secretary"],
            "referat:nextMeeting": row["next_date"],
            "referat:file": row["file"],
            "referat:tasks": [_task(task, site) for task in tasks.get(None, ())],
        }
    )


def _items(
    conn: sqlite3.Connection, meeting: dict[str, Any], site: str, tasks: dict[str | None, list[TaskRow]]
) -> Iterator[dict[str, Any]]:
    texts: dict[tuple[str, str], list[str]] = defaultdict(list)
    for row in each(conn, _TEXTS, (meeting["id"],)):
        texts[row["item_id"], row["kind"]].append(row["text"])
    votes = _votes(conn, meeting["id"])
    for row in each(conn, _ITEMS, (meeting["id"],)):
        here = f"{site}{address.item(row['id'])}"
        yield stated(
            {
                "id": here,
                "type": f"{_TYPE}AgendaItem",
                "meeting": f"{site}{address.meeting(meeting['id'])}",
                "number": row["number"],
                "order": row["ordinal"] - 1,  # counted from 0
                "name": row["title"] or f"Punkt {row['number'] or row['ordinal']}",
                "public": not row["closed"],
                "result": labels.OUTCOMES.get(row["outcome"] or ""),
                "resolutionText": "\n".join(texts[row["id"], "beslutning"]) or None,
                "start": moment(meeting["date"], row["start"]),
                "end": moment(meeting["date"], row["end"]),
                "web": here,
                "referat:outcome": row["outcome"],
                "referat:caseNumber": row["case_number"],
                "referat:presenter": row["presenter"],
                "referat:recommendation": "\n".join(texts[row["id"], "indstilling"]) or None,
                "referat:votes": votes.get(row["id"], []),
                "referat:tasks": [_task(task, site) for task in tasks.get(row["id"], ())],
            }
        )


def _votes(conn: sqlite3.Connection, meeting: str) -> dict[str, list[dict[str, Any]]]:
    names: dict[tuple[str, int], dict[str, list[str]]] = defaultdict(lambda: {"for": [], "against": [], "abstain": []})
    for row in each(conn, _VOTERS, (meeting,)):
        names[row["item_id"], row["vote_ordinal"]][row["side"]].append(row["name"])
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in each(conn, _VOTES, (meeting,)):
        carried = None if row["carried"] is None else bool(row["carried"])
        counts = {"for": row["for_count"], "against": row["against_count"], "abstain": row["abstain_count"]}
        voters = names.get((row["item_id"], row["ordinal"]))
        found[row["item_id"]].append(
            stated({"subject": row["subject"], **counts, "carried": carried, "voters": voters, "text": row["text"]})
        )
    return found


def _tasks(conn: sqlite3.Connection, meeting: str) -> dict[str | None, list[TaskRow]]:
    """The tasks of a meeting by the id of their item."""
    of_item = dict(map(tuple, conn.execute(_TASKS, (meeting,))))
    found: dict[str | None, list[TaskRow]] = defaultdict(list)
    for task in rows(conn, list(of_item)):
        found[of_item[task.id]].append(task)
    return found


def _task(task: TaskRow, site: str) -> dict[str, Any]:
    return stated(
        {
            "id": task.uid,
            "action": task.action,
            "quote": task.quote,
            "owners": list(task.owners),
            "deadline": task.deadline,
            "deadlineText": task.deadline_text,
            "state": task.state,
            "stateDate": task.state_date,
            "web": f"{site}{task.path}",
        }
    )
