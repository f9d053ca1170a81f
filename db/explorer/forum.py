"""A forum's page: its series of meetings with gaps, its members over time, its decisions by outcome, and who came when."""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import Any

from referat.db.entries import states
from referat.db.explorer import address, chart, labels, listing, task_list
from referat.db.explorer.item_list import shown
from referat.db.explorer.language import say
from referat.db.explorer.people import registered
from referat.db.export.listing import Entry, Listing
from referat.db.series import MissingMeeting, missing_meetings

_LATEST, WHOLE, _TASKS = 60, 1000, 12
_COLUMNS, _ROWS = 16, 40
_MEMBERS = 60
_MEETINGS = """
SELECT meetings.*, forums.name AS forum, organisation FROM meetings JOIN forums ON forums.id = forum_id
WHERE forum_id = ? AND document_id NOT IN (SELECT document_id FROM hidden_documents) ORDER BY date DESC, meetings.id LIMIT ?
"""
_OUTCOMES = f"""
SELECT substr(date, 1, 4), outcome, count(*) FROM items WHERE forum_id = ? AND date IS NOT NULL AND {shown("items")} GROUP BY 1, 2
"""  # noqa: S608
_COUNT = """
SELECT count(*), min(date), max(date) FROM meetings
WHERE forum_id = ? AND document_id NOT IN (SELECT document_id FROM hidden_documents)
"""
# A person is one row in whatever ways the minutes write her name.
_ATTENDANCE = f"""
SELECT listed.person AS person_id, coalesce(persons.name, listed.name) AS name, status, role FROM (
  SELECT attendance.*, {registered("attendance.person_id", "meetings")} AS person FROM attendance JOIN meetings ON meetings.id = meeting_id
  WHERE meeting_id = ?
) AS listed LEFT JOIN persons ON persons.id = listed.person ORDER BY ordinal
"""  # noqa: S608
_MARKS = {"present": ("●", "yes"), "absent": ("–", "wait"), "guest": ("g", "plain"), "observer": ("o", "plain")}


def forum_page(
    conn: sqlite3.Connection, identity: str, *, today: str, whole: bool = False, calendar: bool = False
) -> dict[str, Any] | None:
    """The content of a forum's page; None where there is none with this id. A calendar holds the tasks of the forum too."""
    forum = conn.execute("SELECT * FROM forums WHERE id = ?", (identity,)).fetchone()
    if forum is None:
        return None
    count = conn.execute(_COUNT, (identity,)).fetchone()
    meetings = conn.execute(_MEETINGS, (identity, WHOLE if whole else _LATEST)).fetchall()
    counts = {(row[0], row[1]): row[2] for row in conn.execute(_OUTCOMES, (identity,))}
    open_ones = f"deadline >= ? AND NOT {states.IS_SETTLED} AND {shown('tasks')}"
    query = f"SELECT id FROM tasks WHERE forum_id = ? AND {open_ones} ORDER BY deadline, id LIMIT ?"  # noqa: S608
    ids = [row[0] for row in conn.execute(query, (identity, today, _TASKS))]
    here = address.forum(identity)
    entries = listing.meetings(meetings) + (_due(conn, identity, today) if calendar else ())
    members, matrix, columns = _attendance(conn, [] if whole else meetings)
    return {
        "forum": forum,
        "count": count[0],
        "first": count[1],
        "last": count[2],
        "series": series(meetings, missing_meetings(conn, identity)),
        "shown": len(meetings),
        "chart": chart.by_year(counts, what=say("Punkter")),
        "outcomes": _outcomes(counts),
        "tasks": task_list.by_ids(conn, ids, today=today),
        "members": members[:_MEMBERS],
        "matrix": matrix[:_ROWS],
        "columns": columns,
        "marks": _MARKS,
        "status_names": labels.PRESENCE,
        "formats": lambda wanted: f"{here}.{wanted}",
        "listing": Listing(f"forum-{identity}", say("{name}: møder", name=forum["name"]), here, listing.MEETING_COLUMNS, entries),
    }


def _due(conn: sqlite3.Connection, identity: str, today: str) -> tuple[Entry, ...]:
    query = f"SELECT id FROM tasks WHERE forum_id = ? AND deadline IS NOT NULL AND {shown('tasks')} ORDER BY deadline DESC, id LIMIT ?"  # noqa: S608
    ids = [row[0] for row in conn.execute(query, (identity, WHOLE))]
    return listing.tasks(task_list.by_ids(conn, ids, today=today))


def _outcomes(counts: dict[tuple[str, str | None], int]) -> list[tuple[str, int]]:
    total: Counter[str] = Counter()
    for (_, outcome), count in counts.items():
        if outcome:
            total[outcome] += count
    return total.most_common()


def series(meetings: list[sqlite3.Row], missing: list[MissingMeeting]) -> list[dict[str, Any]]:
    """The meetings, newest first, and between them those that are missing; not those before the oldest that is shown."""
    found: list[dict[str, Any]] = []
    left = list(missing)
    for row in meetings:
        while row["date"] and left and left[-1].date > row["date"]:
            found.append({"missing": left.pop()})
        found.append({"meeting": row})
    return found


def _attendance(
    conn: sqlite3.Connection, meetings: list[sqlite3.Row]
) -> tuple[list[dict[str, Any]], list[dict[str, Any]], list[dict[str, Any]]]:
    """The members over time; a row for each of them with a mark for each of the latest meetings; and these meetings, oldest first."""
    latest = [dict(row) for row in meetings if row["date"]][:_COLUMNS][::-1]
    columns = [row for row in latest if conn.execute("SELECT 1 FROM attendance WHERE meeting_id = ? LIMIT 1", (row["id"],)).fetchone()]
    members: dict[str, dict[str, Any]] = {}
    for meeting in sorted((row for row in meetings if row["date"]), key=lambda row: row["date"]):
        for row in conn.execute(_ATTENDANCE, (meeting["id"],)):
            known = members.setdefault(
                row["person_id"], {"id": row["person_id"], "name": row["name"], "first": meeting["date"], "marks": {}}
            )
            known["marks"][meeting["id"]] = row["status"]
            known["last"], known["role"] = meeting["date"], row["role"] or known.get("role")
    for known in members.values():
        statuses = Counter(known["marks"].values())
        known |= {"meetings": statuses.total(), "absent": statuses["absent"]}
    ranked = sorted(members.values(), key=lambda known: (-known["meetings"], known["name"]))
    matrix = [known for known in ranked if any(meeting["id"] in known["marks"] for meeting in columns)]
    return ranked, matrix if len(columns) > 1 else [], columns
