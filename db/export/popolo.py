"""People, bodies, memberships and meetings in the terms of Popolo (popoloproject.com/specs): persons, organizations, memberships, events.

Own fields begin with `referat:`. When a membership began or ended is not stated in minutes: the first and last meeting are own fields.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from referat.db.explorer import address
from referat.db.export.json_stream import Lists, stated
from referat.db.export.moments import moment
from referat.db.export.whole import ATTENDANCE, MEETINGS, each, organisations
from referat.db.keys import slug

_PERSONS = "SELECT id, name, names FROM persons ORDER BY id"
_FORUMS = "SELECT id, name, organisation FROM forums ORDER BY id"
# A membership for each role that a person had in a forum.
_MEMBERSHIPS = """
SELECT figures.person_id AS person, meetings.forum_id AS forum, attendance.role, min(meetings.date) AS first, max(meetings.date) AS last,
  count(DISTINCT meetings.id) AS meetings, group_concat(DISTINCT attendance.organisation) AS behalf
FROM attendance JOIN meetings ON meetings.id = attendance.meeting_id
JOIN person_figures AS figures ON figures.name_id = attendance.person_id AND (figures.meeting_id = meetings.id
  OR (figures.meeting_id IS NULL AND figures.forum_id = meetings.forum_id))
WHERE status IN ('present', 'absent') AND meetings.forum_id IS NOT NULL
  AND document_id NOT IN (SELECT document_id FROM hidden_documents)
GROUP BY 1, 2, 3 ORDER BY 1, 2, 3
"""


def popolo(conn: sqlite3.Connection, *, site: str) -> Lists:
    """The lists of the document, one by one; `site` stands before the addresses in it."""
    yield "persons", _persons(conn, site)
    yield "organizations", _organizations(conn, site)
    yield "memberships", _memberships(conn)
    yield "events", _events(conn, site)


def _persons(conn: sqlite3.Connection, site: str) -> Iterator[dict[str, Any]]:
    for row in each(conn, _PERSONS):
        others = [{"name": name} for name in row["names"].split("\n") if name and name != row["name"]]
        links = [{"url": f"{site}{address.person(row['id'])}"}]
        yield stated({"id": row["id"], "name": row["name"], "other_names": others, "links": links})


def _organizations(conn: sqlite3.Connection, site: str) -> Iterator[dict[str, Any]]:
    for identity, name in organisations(conn).items():
        yield {"id": _owner(identity), "name": name, "classification": "organisation"}
    for row in each(conn, _FORUMS):
        parent = _owner(slug(row["organisation"])) if row["organisation"] else None
        links = [{"url": f"{site}{address.forum(row['id'])}"}]
        yield stated({"id": row["id"], "name": row["name"], "classification": "forum", "parent_id": parent, "links": links})


def _owner(identity: str) -> str:
    return f"organisation/{identity}"


def _memberships(conn: sqlite3.Connection) -> Iterator[dict[str, Any]]:
    for row in each(conn, _MEMBERSHIPS):
        yield stated(
            {
                "id": "/".join(filter(None, (row["person"], row["forum"], slug(row["role"]) if row["role"] else None))),
                "person_id": row["person"],
                "organization_id": row["forum"],
                "role": row["role"],
                "referat:first_meeting": row["first"],
                "referat:last_meeting": row["last"],
                "referat:meetings": row["meetings"],
                "referat:on_behalf_of": row["behalf"].split(",") if row["behalf"] else None,
            }
        )


def _events(conn: sqlite3.Connection, site: str) -> Iterator[dict[str, Any]]:
    for row in each(conn, MEETINGS):
        present = [
            stated({"id": who["person"], "name": who["name"], "referat:status": who["status"], "referat:role": who["role"]})
            for who in each(conn, ATTENDANCE, (row["id"],))
        ]
        yield stated(
            {
                "id": row["id"],
                "name": row["title"],
                "classification": row["kind"],
                "start_date": moment(row["date"], row["start"]) or row["date"],
                "end_date": moment(row["date"], row["end"]),
                "location": row["place"],
                "organization_id": row["forum_id"],
                "attendees": present,
                "sources": [{"url": f"{site}{address.meeting(row['id'])}", "note": row["file"]}],
            }
        )
