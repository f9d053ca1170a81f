"""What exports of the whole database share: which meetings count, who was there, and who owns a forum."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from typing import Any

from referat.db.keys import slug

# Minutes and agendas; not what another document says too, and not attachments.
MEETINGS = """
SELECT meetings.*, forums.name AS forum, forums.organisation, documents.file_name AS file FROM meetings
JOIN documents ON documents.id = document_id LEFT JOIN forums ON forums.id = forum_id
WHERE kind IN ('referat', 'dagsorden') AND document_id NOT IN (SELECT document_id FROM hidden_documents)
ORDER BY date IS NULL, date, meetings.id
"""
# The person of the register behind each row of an attendance list.
ATTENDANCE = """
SELECT attendance.name, status, role, attendance.organisation, coalesce((
  SELECT figures.person_id FROM person_figures AS figures WHERE figures.name_id = attendance.person_id AND (figures.meeting_id = meetings.id
    OR (figures.meeting_id IS NULL AND figures.forum_id = meetings.forum_id)) ORDER BY figures.meeting_id IS NULL LIMIT 1
), attendance.person_id) AS person
FROM attendance JOIN meetings ON meetings.id = meeting_id WHERE meeting_id = ? ORDER BY attendance.ordinal
"""


def each(conn: sqlite3.Connection, query: str, values: tuple[Any, ...] = ()) -> Iterator[dict[str, Any]]:
    """The rows of a query by the names of their columns."""
    cursor = conn.execute(query, values)
    names = [column[0] for column in cursor.description]
    for row in cursor:
        yield dict(zip(names, tuple(row), strict=True))


def organisations(conn: sqlite3.Connection) -> dict[str, str]:
    """The names of those who own forums, by id; of two ways to write a name the one that is not in capitals."""
    found: dict[str, str] = {}
    for (name,) in conn.execute("SELECT DISTINCT organisation FROM forums WHERE organisation IS NOT NULL ORDER BY 1").fetchall():
        known = found.setdefault(slug(name), name)
        if known.isupper():
            found[slug(name)] = name
    return dict(sorted(found.items()))
