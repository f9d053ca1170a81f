"""What the front page tells: what is in here, what is new, and what could not be read."""

from __future__ import annotations

import sqlite3
from typing import Any

from referat.db.entries import states
from referat.db.explorer import item_list, task_list

_LATEST, _FORUMS, _TASKS, _PROBLEMS = 8, 12, 6, 5


def overview(conn: sqlite3.Connection, *, today: str) -> dict[str, Any]:
    """The content of the front page; `today` is an ISO day, from which deadlines lie ahead."""
    period = conn.execute("SELECT min(date), max(date) FROM meetings").fetchone()
    return {
        "counts": {name: _count(conn, query) for name, query in _COUNTS.items()},
        "first": period[0],
        "last": period[1],
        "latest": conn.execute(_LATEST_MEETINGS, (_LATEST,)).fetchall(),
        "forums": conn.execute(_FORUM_LIST, (_FORUMS,)).fetchall(),
        "tasks": task_list.by_ids(conn, [row[0] for row in conn.execute(_DUE, (today, _TASKS))], today=today),
        "problems": conn.execute("SELECT * FROM problems WHERE stops ORDER BY path LIMIT ?", (_PROBLEMS,)).fetchall(),
        "imported": conn.execute("SELECT * FROM imports WHERE finished IS NOT NULL ORDER BY id DESC LIMIT 1").fetchone(),
    }


_KEPT = "document_id NOT IN (SELECT document_id FROM hidden_documents)"
_COUNTS = {
    "documents": "SELECT count(*) FROM documents",
    "meetings": f"SELECT count(*) FROM meetings WHERE {_KEPT}",  # noqa: S608
    "items": f"SELECT coalesce(sum(items), 0) FROM meetings WHERE {_KEPT}",  # noqa: S608
    "decisions": f"SELECT coalesce(sum(decisions), 0) FROM meetings WHERE {_KEPT}",  # noqa: S608
    "tasks": f"SELECT coalesce(sum(tasks), 0) FROM meetings WHERE {_KEPT}",  # noqa: S608
    "people": "SELECT count(*) FROM persons",
    "forums": "SELECT count(*) FROM forums",
    "unread": "SELECT count(*) FROM problems WHERE stops",
    "findings": "SELECT count(*) FROM problems WHERE NOT stops",
    "gaps": "SELECT count(*) FROM gaps WHERE document_id NOT IN (SELECT document_id FROM hidden_documents)",
    "links": "SELECT count(*) FROM document_links",
    "proposals": "SELECT count(*) FROM person_proposals",
}
_LATEST_MEETINGS = """
SELECT meetings.id, date, kind, items, decisions, tasks, file_name, forums.name AS forum, organisation FROM meetings
JOIN documents ON documents.id = document_id LEFT JOIN forums ON forums.id = forum_id
WHERE document_id NOT IN (SELECT document_id FROM hidden_documents) ORDER BY date DESC, meetings.id LIMIT ?
"""
_FORUM_LIST = """
SELECT forums.id, name, organisation, count(*) AS meetings, min(date) AS first, max(date) AS last
FROM forums JOIN meetings ON forum_id = forums.id WHERE document_id NOT IN (SELECT document_id FROM hidden_documents)
GROUP BY forums.id ORDER BY max(date) DESC, name LIMIT ?
"""
_DUE = f"""
SELECT id FROM tasks WHERE deadline >= ? AND NOT {states.IS_SETTLED} AND {item_list.shown("tasks")} ORDER BY deadline, id LIMIT ?
"""  # noqa: S608


def _count(conn: sqlite3.Connection, query: str) -> int:
    return int(conn.execute(query).fetchone()[0])
