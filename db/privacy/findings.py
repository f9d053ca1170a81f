"""What was found in the documents, and what is still in the tables."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from referat.db.privacy.cells import cells
from referat.extract.privacy.cpr import find_cpr
from referat.models.personal import Holder, PersonalKind


@dataclass(frozen=True, slots=True)
class Finding:
    """Personal data of a document: where it stands and how it looks, masked. item: the number of its agenda item, as printed or counted."""

    document_id: str
    file: str
    path: str
    kind: str
    holder: str
    ground: str | None
    place: str
    page: int | None
    meeting_id: str | None
    item: str | None
    masked: str


@dataclass(frozen=True, slots=True)
class Remaining:
    """Personal numbers that stand in a column of a table, and in how many of its rows."""

    table: str
    column: str
    rows: int


_FINDINGS = """
SELECT privacy_findings.document_id, file_name AS file, path, kind, holder, ground, place, privacy_findings.page,
  privacy_findings.meeting_id, coalesce(items.number, privacy_findings.item) AS item, masked
FROM privacy_findings JOIN documents ON documents.id = document_id
LEFT JOIN items ON items.meeting_id = privacy_findings.meeting_id AND items.ordinal = item
ORDER BY path, document_id, privacy_findings.ordinal
"""


def findings(conn: sqlite3.Connection, kinds: Iterable[PersonalKind] | None = None, *, offices: bool = False) -> list[Finding]:
    """What was found when the documents were read, by path and place; of some kinds only where they are named.

    Addresses and numbers of offices are left out unless `offices`. Nothing is found in documents that were read before this was
    looked for; what `remaining` says holds for every database.
    """
    wanted = {kind.value for kind in kinds or PersonalKind}
    holders = {holder.value for holder in Holder} if offices else {Holder.PERSON.value}
    found = (Finding(*row) for row in conn.execute(_FINDINGS))
    return [row for row in found if row.kind in wanted and row.holder in holders]


def remaining(conn: sqlite3.Connection) -> list[Remaining]:
    """Where personal numbers stand in the tables, people's own entries among them: every text of every table is looked through.

    A database with none of them may be published as far as personal numbers are concerned.
    """
    counts: dict[tuple[str, str], int] = {}
    for table, column, text in cells(conn):
        if next(find_cpr(text), None) is not None:
            counts[table, column] = counts.get((table, column), 0) + 1
    return [Remaining(table, column, rows) for (table, column), rows in sorted(counts.items())]
