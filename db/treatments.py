"""Where an item was treated before and after: by its case number, else by the likeness of title and text."""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from typing import Any

from referat.db.search.query import stopwords
from referat.db.search.stems import stems
from referat.models.likeness import likeness, overlap
from referat.models.wording import wording

_MOST = 12
_CANDIDATES = 60
_WORDS = 3
# A title that stands so often is the name of a habit, not of a matter.
_HABIT = 40
_ALIKE, _SAME_TEXT = 0.8, 0.25
_SURE = 0.93
_ASIDE = re.compile(r"\s*\([^)]*\)|\s+-\s+(?:genoptaget|fortsat|2\. behandling|endelig vedtagelse)$|^lukket(?: punkt)?:\s*", re.I)
_ROW = """
SELECT items.id, number, items.title, outcome, items.date, items.meeting_id, items.forum_id, items.case_number, forums.name AS forum
FROM items LEFT JOIN forums ON forums.id = items.forum_id WHERE {condition}
"""
_TEXT = "SELECT group_concat(text, ' ') FROM sections WHERE item_id = ? AND kind NOT IN ('bilag', 'fravær')"


@dataclass(frozen=True, slots=True)
class Treatments:
    """Other treatments of the matter, in order of time, and whether a case number or likeness says that they belong together."""

    earlier: tuple[dict[str, Any], ...]
    later: tuple[dict[str, Any], ...]


def treatments(conn: sqlite3.Connection, item: sqlite3.Row) -> Treatments:
    """The earlier and later treatments of a matter, in the same and in other bodies; `conn` gives rows by name."""
    found = {row["id"]: {**dict(row), "by": "case"} for row in _same_case(conn, item)}
    if len(found) < _MOST:
        for row in _alike(conn, item):
            found.setdefault(row["id"], {**dict(row), "by": "likeness"})
    rows = sorted(found.values(), key=lambda row: (row["date"] or "", row["id"]))
    here = item["date"] or ""
    earlier = [row for row in rows if (row["date"] or "") < here]
    later = [row for row in rows if (row["date"] or "") > here]
    return Treatments(tuple(earlier[-_MOST:]), tuple(later[:_MOST]))


def _same_case(conn: sqlite3.Connection, item: sqlite3.Row) -> list[sqlite3.Row]:
    if not item["case_number"]:
        return []
    # What the search leaves out is another copy of minutes that are there.
    indexed = "EXISTS (SELECT 1 FROM search_entries WHERE key = items.search_key)"
    query = _ROW.format(condition=f"items.case_number = ? AND items.meeting_id <> ? AND {indexed} ORDER BY items.date DESC LIMIT 50")
    return conn.execute(query, (item["case_number"], item["meeting_id"])).fetchall()


def is_recurring(title: str) -> bool:
    """Whether a title is one that comes again at every meeting, such as `Eventuelt`."""
    return wording("recurring_titles").find(title) is not None


def _alike(conn: sqlite3.Connection, item: sqlite3.Row) -> list[sqlite3.Row]:
    title = _ASIDE.sub("", item["title"] or "").strip()
    if is_recurring(item["title"] or "") or is_recurring(title):
        return []
    rows = _candidates(conn, item, title)
    if len(rows) > _HABIT:
        return []
    text = None
    found = []
    for row in rows:
        alike = likeness(title, _ASIDE.sub("", row["title"] or ""))
        if alike < _ALIKE:
            continue
        if alike < _SURE or row["forum_id"] != item["forum_id"]:
            text = text if text is not None else _text(conn, item["id"])
            if overlap(text, _text(conn, row["id"])) < _SAME_TEXT:
                continue
        found.append(row)
    return found


def _candidates(conn: sqlite3.Connection, item: sqlite3.Row, title: str) -> list[sqlite3.Row]:
    """Items of other meetings whose title holds the rarest words of this one, the nearest in time first."""
    wanted = _rarest(conn, [stem for stem in dict.fromkeys(stems(title)) if stem not in stopwords() and len(stem) > 1])
    if not wanted:
        return []
    match = "title : (" + " AND ".join(f'"{stem}"' for stem in wanted) + ")"
    keys: list[int] = []
    for sign, order in (("<", "DESC"), (">", "ASC")):
        query = f"SELECT rowid FROM search_text WHERE search_text MATCH ? AND rowid {sign} ? ORDER BY rowid {order} LIMIT ?"  # noqa: S608
        keys += [row[0] for row in conn.execute(query, (match, item["search_key"], _CANDIDATES))]
    query = _ROW.format(condition="items.search_key = ? AND items.meeting_id <> ?")
    rows = (conn.execute(query, (key, item["meeting_id"])).fetchone() for key in keys)
    return [row for row in rows if row is not None]


def _rarest(conn: sqlite3.Connection, wanted: list[str]) -> list[str]:
    uses = {stem: conn.execute("SELECT uses FROM search_words WHERE word = ?", (stem,)).fetchone() for stem in wanted}
    letters = [stem for stem in wanted if uses[stem] is not None]
    if not letters or (len(letters) == 1 and len(letters[0]) < 6):
        return []
    return sorted(letters, key=lambda stem: uses[stem][0])[:_WORDS]


def _text(conn: sqlite3.Connection, identity: str) -> str:
    return str(conn.execute(_TEXT, (identity,)).fetchone()[0] or "")[:4000]
