"""A person's page: meetings, roles, absences over time, posts and tasks, as far as the minutes tell."""

from __future__ import annotations

import sqlite3
from collections import Counter
from typing import Any

from referat.db.explorer import address, chart, item_list, labels, listing, people, task_list
from referat.db.explorer.language import say
from referat.db.export.listing import Listing

PAGE, WHOLE, _TASKS = 40, 1000, 200
_MEETINGS = """
SELECT meetings.*, forums.name AS forum, forums.organisation, status, attendance.role, attendance.ordinal
FROM seen JOIN attendance ON attendance.person_id = seen.name_id AND attendance.meeting_id = seen.meeting_id
JOIN meetings ON meetings.id = seen.meeting_id LEFT JOIN forums ON forums.id = forum_id
WHERE document_id NOT IN (SELECT document_id FROM hidden_documents) ORDER BY date DESC, meetings.id, attendance.ordinal
"""
_TASK_IDS = f"""
SELECT tasks.id FROM tasks WHERE {item_list.shown("tasks")} AND tasks.id IN ({{owned}})
ORDER BY tasks.deadline IS NULL, tasks.deadline DESC, tasks.date DESC, tasks.id LIMIT :limit
"""  # noqa: S608
_OWNED = "SELECT task_id FROM task_persons WHERE person_id = :person"
_OWNED_BY_NAME = "SELECT task_id FROM task_owners WHERE person_id = :person"
_POSTS = f"""
SELECT elected.post, elected.term, items.id, items.date, items.title, forums.name AS forum FROM seen
JOIN items ON items.meeting_id = seen.meeting_id JOIN elected ON item_id = items.id AND elected.person_id = seen.name_id
LEFT JOIN forums ON forums.id = items.forum_id WHERE {item_list.shown("items")} ORDER BY items.date DESC, items.id LIMIT 50
"""  # noqa: S608
_PRESENTED = f"""
SELECT items.id, number, items.title, items.date, outcome, forums.name AS forum FROM seen JOIN people ON people.id = seen.name_id
JOIN items ON items.meeting_id = seen.meeting_id AND presenter = people.name LEFT JOIN forums ON forums.id = items.forum_id
WHERE {item_list.shown("items")} ORDER BY items.date DESC, items.id LIMIT 30
"""  # noqa: S608
_PRESENCE = f"""
SELECT presence.kind, presence.text, items.id, items.title, items.date FROM seen
JOIN items ON items.meeting_id = seen.meeting_id JOIN presence ON item_id = items.id AND presence.person_id = seen.name_id
WHERE {item_list.shown("items")} ORDER BY items.date DESC, items.id LIMIT 30
"""  # noqa: S608
_FIGURES = """
SELECT person_figures.*, forums.name AS forum FROM person_figures LEFT JOIN forums ON forums.id = forum_id
WHERE person_id = ? ORDER BY last DESC, person_figures.id LIMIT 60
"""
_TONES = {"present": "yes", "guest": "plain", "observer": "plain", "absent": "wait"}


def person_page(conn: sqlite3.Connection, found: people.Found, number: int, *, today: str, whole: bool = False) -> dict[str, Any]:
    """The content of a person's page, for one person of the register or for a name that it does not know."""
    identity, name, known = _who(conn, found)
    seen = people.SEEN if known else people.SEEN_BY_NAME
    asked = {"person": identity, "limit": WHOLE if whole else _TASKS}

    def told(query: str) -> list[sqlite3.Row]:
        return conn.execute(seen + query, asked).fetchall()

    meetings = list({row["id"]: dict(row) for row in reversed(told(_MEETINGS))}.values())[::-1]
    owned = _TASK_IDS.format(owned=_OWNED if known else _OWNED_BY_NAME)
    tasks = task_list.by_ids(conn, [row[0] for row in conn.execute(owned, asked)], today=today)
    here = address.person(identity)
    titles = say("{name}: møder", name=name), say("{name}: opgaver", name=name)
    return {
        "person": {"id": identity, "name": name},
        "known": known,
        "figures": conn.execute(_FIGURES, (identity,)).fetchall(),
        "proposals": people.proposals(conn, identity) if known else [],
        "decided": people.decided(conn, identity),
        "meetings": meetings[(number - 1) * PAGE : number * PAGE],
        "count": len(meetings),
        "statuses": Counter(row["status"] for row in meetings),
        "status_names": labels.PRESENCE,
        "roles": _roles(meetings),
        "years": _by_year(meetings),
        "tasks": tasks,
        "posts": told(_POSTS),
        "presented": told(_PRESENTED),
        "presence": told(_PRESENCE),
        "previous": f"{here}?side={number - 1}" if number > 1 else None,
        "next": f"{here}?side={number + 1}" if number * PAGE < len(meetings) else None,
        "formats": lambda wanted: f"{here}.{wanted}",
        "listing": Listing(f"person-{identity}", titles[0], here, listing.MEETING_COLUMNS, listing.meetings(meetings[:WHOLE])),
        "task_listing": Listing(f"person-{identity}", titles[1], here, listing.TASK_COLUMNS, listing.tasks(tasks)),
    }


def _who(conn: sqlite3.Connection, found: people.Found) -> tuple[str, str, dict[str, Any] | None]:
    """Id, name, and the row of the register (None for a name that it does not know)."""
    if found.person:
        return found.person["id"], found.person["name"], found.person
    identity = str(found.name_id)
    return identity, conn.execute("SELECT name FROM people WHERE id = ?", (identity,)).fetchone()[0], None


def _roles(meetings: list[dict[str, Any]]) -> list[dict[str, Any]]:
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


def _by_year(meetings: list[dict[str, Any]]) -> list[tuple[str, tuple[chart.Bar, ...], str]]:
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
