"""A person's page: meetings, roles, absences over time, posts and tasks, as far as the minutes tell."""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import Any

from referat.db.explorer import address, chart, item_list, labels, listing, task_list
from referat.db.export.listing import Listing

PAGE, WHOLE, _TASKS = 40, 1000, 200
_MEETINGS = """
SELECT meetings.*, forums.name AS forum, forums.organisation, status, attendance.role, attendance.ordinal
FROM attendance JOIN meetings ON meetings.id = meeting_id LEFT JOIN forums ON forums.id = forum_id
WHERE person_id = ? AND document_id NOT IN (SELECT document_id FROM hidden_documents) ORDER BY date DESC, meetings.id, attendance.ordinal
"""
_TASK_IDS = (
    "SELECT DISTINCT tasks.id FROM task_owners JOIN tasks ON tasks.id = task_id WHERE person_id = ? AND {shown} ORDER BY {order} LIMIT ?"
)
_ORDER = "tasks.deadline IS NULL, tasks.deadline DESC, tasks.date DESC, tasks.id"
_POSTS = """
SELECT elected.post, elected.term, items.id, items.date, items.title, forums.name AS forum FROM elected JOIN items ON items.id = item_id
LEFT JOIN forums ON forums.id = items.forum_id WHERE person_id = ? ORDER BY items.date DESC, items.id LIMIT 50
"""
_PRESENTED = """
SELECT items.id, number, items.title, items.date, outcome, forums.name AS forum FROM items LEFT JOIN forums ON forums.id = forum_id
WHERE presenter = ? ORDER BY items.date DESC, items.id LIMIT 30
"""
_PRESENCE = """
SELECT presence.kind, presence.text, items.id, items.title, items.date FROM presence JOIN items ON items.id = item_id
WHERE person_id = ? ORDER BY items.date DESC, items.id LIMIT 30
"""
# A person's name where no column says who it is.
_TONES = {"present": "yes", "guest": "plain", "observer": "plain", "absent": "wait"}


def person_page(conn: sqlite3.Connection, identity: str, number: int, *, today: str, whole: bool = False) -> dict[str, Any] | None:
    """The content of a person's page; None where there is nobody with this id."""
    person = conn.execute("SELECT * FROM people WHERE id = ?", (identity,)).fetchone()
    if person is None:
        return None
    every = conn.execute(_MEETINGS, (identity,)).fetchall()
    meetings = list({row["id"]: row for row in reversed(every)}.values())[::-1]
    ids = [
        row[0]
        for row in conn.execute(_TASK_IDS.format(order=_ORDER, shown=item_list.shown("tasks")), (identity, WHOLE if whole else _TASKS))
    ]
    tasks = task_list.by_ids(conn, ids, today=today)
    here = address.person(identity)
    shown = meetings[(number - 1) * PAGE : number * PAGE]
    title = f"{person['name']}: møder"
    return {
        "person": person,
        "meetings": shown,
        "count": len(meetings),
        "statuses": Counter(row["status"] for row in meetings),
        "status_names": labels.PRESENCE,
        "roles": _roles(meetings),
        "years": _by_year(meetings),
        "tasks": tasks,
        "posts": conn.execute(_POSTS, (identity,)).fetchall(),
        "presented": conn.execute(_PRESENTED, (person["name"],)).fetchall(),
        "presence": conn.execute(_PRESENCE, (identity,)).fetchall(),
        "namesakes": conn.execute(
            "SELECT DISTINCT wording FROM mentions WHERE person_id = ? ORDER BY wording LIMIT 12", (identity,)
        ).fetchall(),
        "previous": f"{here}?side={number - 1}" if number > 1 else None,
        "next": f"{here}?side={number + 1}" if number * PAGE < len(meetings) else None,
        "formats": lambda wanted: f"{here}.{wanted}",
        "listing": Listing(f"person-{identity}", title, here, listing.MEETING_COLUMNS, listing.meetings(meetings[:WHOLE])),
        "task_listing": Listing(f"person-{identity}", f"{person['name']}: opgaver", here, listing.TASK_COLUMNS, listing.tasks(tasks)),
    }


def _roles(meetings: list[sqlite3.Row]) -> list[dict[str, Any]]:
    """In which forum, in which role, from when to when; the latest first."""
    found: dict[tuple[str | None, str | None], dict[str, Any]] = {}
    for row in meetings:
        key = (row["forum_id"], row["role"])
        known = found.setdefault(
            key, {"forum_id": row["forum_id"], "forum": row["forum"], "role": row["role"], "last": row["date"], "count": 0}
        )
        known["first"] = row["date"]
        known["count"] += 1
    return list(found.values())


def _by_year(meetings: list[sqlite3.Row]) -> list[tuple[str, tuple[chart.Bar, ...], str]]:
    """For each year a bar of how often the person was there or stayed away, and the same in words."""
    years: dict[str, Counter[str]] = {}
    for row in meetings:
        if row["date"]:
            years.setdefault(row["date"][:4], Counter())[row["status"]] += 1
    most = max((counts.total() for counts in years.values()), default=0)
    found = []
    for year, counts in sorted(years.items(), reverse=True):
        named = {labels.PRESENCE[status]: counts[status] for status in labels.PRESENCE}
        tones = {labels.PRESENCE[status]: tone for status, tone in _TONES.items()}
        rest = {"": most - counts.total()}
        bars = chart.parts({**named, **rest}, {**tones, "": "blank"})
        words = ", ".join(f"{count} {label}" for label, count in named.items() if count)
        found.append((year, bars, words))
    return found
