"""Fills the search index from the tables, and empties it again with the very same words (a contentless index must be told what it held)."""

from __future__ import annotations

import re
import sqlite3
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any, NamedTuple

from referat.db import keys
from referat.db.search.stems import stems, version

COLUMNS = ("title", "decision", "recommendation", "minutes", "tasks", "other", "body", "tags")
# The kinds of text that can be asked for, as bits of `search_entries.kinds`.
KINDS = {"beslutning": 1, "indstilling": 2, "referat": 4, "opgave": 8, "titel": 16, "møde": 32}
_COLUMN_OF = {"beslutning": "decision", "indstilling": "recommendation", "referat": "minutes"}
_VOCABULARY = range(3, 41)
# Raise it when entries get other columns or tags: indices made before are then made again.
_LAYOUT = 4
_HYPHEN = re.compile(r"(?<![\w-])([^\W\d_]+)-([^\W\d_]{2,})(?![\w-])")
# Under these names numbers stand for values in `search_values`.
OUTCOME, FORUM, PERSON, BODY = "outcome", "forum", "person", "body"
MONTHS = ["januar", "februar", "marts", "april", "maj", "juni", "juli", "august", "september", "oktober", "november", "december"]
# A number as short as this says nothing of a day by itself.
_LONGEST_DAY = 2
# Stands between two texts of a column, so that no phrase reaches from one into the other.
_BREAK = "ztz"


class Entry(NamedTuple):
    """What the search finds: an item, or the head of a meeting."""

    key: int
    kinds: int
    outcome: str | None
    forum: str | None
    columns: dict[str, str]


@lru_cache(maxsize=100_000)
def number(name: str, value: str | None) -> int:
    """The number that stands for a value; 0 for none. Made from the value, so that it is the same in every database."""
    return int(keys.digest(f"{name} {value}", 12), 16) if value else 0


@lru_cache(maxsize=100_000)
def tag(name: str, value: str) -> str:
    """The word that stands in the column `tags` of entries with that kind, outcome, forum or person who took part."""
    return f"{name}{keys.digest(value, 10)}"


def index_document(conn: sqlite3.Connection, document: str) -> None:
    """Takes the meetings and items of a document into the index."""
    # In order of keys: FTS5 writes out what it holds in memory whenever a row id is lower than the one before.
    entries = sorted(_entries(conn, document), key=lambda entry: entry.key)
    marks = ", ".join("?" * (len(COLUMNS) + 1))
    conn.executemany(f"INSERT INTO search_text(rowid, {', '.join(COLUMNS)}) VALUES ({marks})", _texts(entries))  # noqa: S608
    rows = [(entry.key, entry.kinds, number(OUTCOME, entry.outcome), number(FORUM, entry.forum)) for entry in entries]
    conn.executemany("INSERT INTO search_entries VALUES (?, ?, ?, ?)", rows)
    _note_people(conn, document)
    _note_values(conn, OUTCOME, {entry.outcome for entry in entries})
    _note_values(conn, FORUM, {entry.forum for entry in entries})
    _note_values(conn, BODY, {word for entry in entries for word in entry.columns["body"].split() if len(word) > _LONGEST_DAY})
    conn.executemany(
        "INSERT INTO search_words(word, uses) VALUES (?, ?) ON CONFLICT(word) DO UPDATE SET uses = uses + excluded.uses",
        sorted(_vocabulary(entries).items()),
    )


def _note_people(conn: sqlite3.Connection, document: str) -> None:
    for meeting, key in conn.execute("SELECT id, search_key FROM meetings WHERE document_id = ?", (document,)).fetchall():
        people = _present(conn, meeting)
        numbers = array("Q", sorted(number(PERSON, person) for person in people))
        conn.execute("INSERT INTO search_meetings VALUES (?, ?)", (key, numbers.tobytes()))
        _note_values(conn, PERSON, people)


def _note_values(conn: sqlite3.Connection, name: str, values: Iterable[str | None]) -> None:
    rows = [(number(name, value), name, value) for value in values if value]
    conn.executemany("INSERT OR IGNORE INTO search_values VALUES (?, ?, ?)", rows)


def show_or_hide(conn: sqlite3.Connection, document: str) -> None:
    """Takes a document into the index, or out of it where another document says the same (`hidden_documents`)."""
    if conn.execute("SELECT 1 FROM documents WHERE id = ?", (document,)).fetchone() is None:
        return
    hidden = conn.execute("SELECT 1 FROM hidden_documents WHERE document_id = ?", (document,)).fetchone() is not None
    if hidden:
        unindex_document(conn, document)
    elif not _is_indexed(conn, document):
        index_document(conn, document)


def _is_indexed(conn: sqlite3.Connection, document: str) -> bool:
    query = "SELECT 1 FROM search_entries WHERE key IN (SELECT search_key FROM meetings WHERE document_id = ?) LIMIT 1"
    return conn.execute(query, (document,)).fetchone() is not None


def unindex_document(conn: sqlite3.Connection, document: str) -> None:
    """Takes the meetings and items of a document out of the index, if they are in it; to be called before its rows are deleted."""
    if not _is_indexed(conn, document):
        return
    entries = list(_entries(conn, document))
    marks = ", ".join("?" * (len(COLUMNS) + 1))
    conn.executemany(f"INSERT INTO search_text(search_text, rowid, {', '.join(COLUMNS)}) VALUES ('delete', {marks})", _texts(entries))  # noqa: S608
    conn.executemany("DELETE FROM search_entries WHERE key = ?", [(entry.key,) for entry in entries])
    conn.execute("DELETE FROM search_meetings WHERE key IN (SELECT search_key FROM meetings WHERE document_id = ?)", (document,))
    words = _vocabulary(entries)
    conn.executemany("UPDATE search_words SET uses = uses - ? WHERE word = ?", [(uses, word) for word, uses in sorted(words.items())])
    conn.executemany("DELETE FROM search_words WHERE word = ? AND uses <= 0", [(word,) for word in sorted(words)])


def is_current(conn: sqlite3.Connection) -> bool:
    """Whether the index was made in the way of this version."""
    row = conn.execute("SELECT value FROM search_state WHERE name = 'stems'").fetchone()
    return row is not None and row[0] == _version()


def _version() -> str:
    return f"{_LAYOUT}-{version()}"


def rebuild(conn: sqlite3.Connection) -> None:
    """Makes the whole index again, in one transaction of the caller."""
    conn.execute("INSERT INTO search_text(search_text) VALUES ('delete-all')")
    for table in ("search_entries", "search_meetings", "search_values", "search_words"):
        conn.execute(f"DELETE FROM {table}")  # noqa: S608
    shown = (
        "SELECT document_id FROM meetings WHERE document_id NOT IN (SELECT document_id FROM hidden_documents)"
        " GROUP BY document_id ORDER BY min(search_key)"
    )
    for (document,) in conn.execute(shown).fetchall():
        index_document(conn, document)
    conn.execute("INSERT INTO search_text(search_text) VALUES ('optimize')")
    conn.execute("INSERT OR REPLACE INTO search_state VALUES ('stems', ?)", (_version(),))


def free_key(conn: sqlite3.Connection, date: str | None, meeting: str) -> int:
    """A search key for a meeting that no other meeting has."""
    for shift in range(1 << 16):
        key = keys.search_key(date, meeting, shift=shift)
        span = (key, keys.last_key(key))
        taken = conn.execute("SELECT id FROM meetings WHERE search_key BETWEEN ? AND ? LIMIT 1", span).fetchone()
        if taken is None or taken[0] == meeting:
            return key
    raise ValueError(f"no room for more meetings on {date}")


def _texts(entries: Iterable[Entry]) -> Iterator[tuple[Any, ...]]:
    for entry in entries:
        yield (entry.key, *(entry.columns.get(name, "") for name in COLUMNS))


def _vocabulary(entries: Iterable[Entry]) -> Counter[str]:
    """In how many entries each word stands; only words of letters, since others are no part of compounds."""
    counts: Counter[str] = Counter()
    for entry in entries:
        words = {word for name, text in entry.columns.items() if name not in ("body", "tags") for word in text.split()}
        counts.update(word for word in words if word.isalpha() and len(word) in _VOCABULARY and word != _BREAK)
    return counts


_MEETINGS = """
SELECT meetings.id, search_key, forum_id, date, place, forums.name, organisation FROM meetings LEFT JOIN forums ON forums.id = forum_id
WHERE document_id = ? ORDER BY part
"""
_ITEMS = "SELECT id, ordinal, title, outcome, case_number, presenter, has_decision FROM items WHERE meeting_id = ? ORDER BY ordinal"
_SECTIONS = """
SELECT item_id, kind, text FROM items JOIN sections ON items.id = item_id WHERE meeting_id = ? ORDER BY item_id, sections.ordinal
"""
# What is to be done, the words it was read from, and who is to do it.
_TASKS = """
SELECT item_id, action || ' ' || quote || ' ' || coalesce((SELECT group_concat(name, ' ') FROM task_owners WHERE task_id = tasks.id), '')
FROM tasks WHERE meeting_id = ? ORDER BY id
"""


class _Place(NamedTuple):
    key: int
    forum: str | None
    body: str
    present: list[str]


def _entries(conn: sqlite3.Connection, document: str) -> Iterator[Entry]:
    for meeting, key, forum, date, where, name, organisation in conn.execute(_MEETINGS, (document,)).fetchall():
        day = _day_words(date)
        body = _join([" ".join(filter(None, (name, organisation))), day])
        place = _Place(key, forum, body, [tag("person", person) for person in _present(conn, meeting)])
        tasks = defaultdict(list)
        for item, text in conn.execute(_TASKS, (meeting,)):
            tasks[item].append(text)
        sections = defaultdict(list)
        for item, kind, text in conn.execute(_SECTIONS, (meeting,)):
            sections[item].append((kind, text))
        names = [row[0] for row in conn.execute("SELECT name FROM attendance WHERE meeting_id = ? ORDER BY ordinal", (meeting,))]
        yield _head(place, [name or "", organisation or "", where or "", day, *names], tasks[None])
        for row in conn.execute(_ITEMS, (meeting,)).fetchall():
            yield _item(row, place, sections[row[0]], tasks[row[0]])


def _present(conn: sqlite3.Connection, meeting: str) -> list[str]:
    query = "SELECT DISTINCT person_id FROM attendance WHERE meeting_id = ? AND status <> 'absent' ORDER BY 1"
    return [row[0] for row in conn.execute(query, (meeting,))]


def _day_words(date: str | None) -> str:
    """A day as people write it, in both ways: 20 august 2012, 2012-08-20."""
    if not date:
        return ""
    year, month, day = date.split("-")
    return f"{int(day)} {MONTHS[int(month) - 1]} {year} {_BREAK} {year} {month} {day}"


def _head(place: _Place, other: list[str], tasks: list[str]) -> Entry:
    """A meeting's own words all count as `other`: an item on a subject comes before the meetings of a body named after it."""
    kinds = ["møde", *(["opgave"] if tasks else [])]
    columns = {"tasks": _join(tasks), "other": _join(other), "body": place.body, "tags": _tags(kinds, None, place)}
    return Entry(keys.item_key(place.key, 0), _bits(kinds), None, place.forum, columns)


def _item(row: Any, place: _Place, sections: list[tuple[str, str]], tasks: list[str]) -> Entry:
    _, ordinal, title, outcome, case_number, presenter, decides = row
    parts: dict[str, list[str]] = {"title": [title or ""], "tasks": tasks, "other": [case_number or "", presenter or ""]}
    for kind, text in sections:
        parts.setdefault(_COLUMN_OF.get(kind, "other"), []).append(text)
    kinds = [kind for kind, column in _COLUMN_OF.items() if column in parts] + ["titel"] * bool(title) + ["opgave"] * bool(tasks)
    if decides and "beslutning" not in kinds:
        kinds.append("beslutning")
    columns = {name: _join(texts) for name, texts in parts.items()} | {"body": place.body, "tags": _tags(kinds, outcome, place)}
    return Entry(keys.item_key(place.key, ordinal), _bits(kinds), outcome, place.forum, columns)


def _join(texts: Iterable[str]) -> str:
    """The stems of texts; words with a hyphen stand at the end again, written as one."""
    parts = [part for text in texts if text for part in (text, *(f"{one}{other}" for one, other in _HYPHEN.findall(text)))]
    return f" {_BREAK} ".join(" ".join(stems(part)) for part in parts)


def _bits(kinds: Iterable[str]) -> int:
    return sum(KINDS[kind] for kind in set(kinds))


def _tags(kinds: Iterable[str], outcome: str | None, place: _Place) -> str:
    found = [tag("art", kind) for kind in sorted(set(kinds))]
    found += [tag("udfald", outcome)] if outcome else []
    found += [tag("forum", place.forum)] if place.forum else []
    return " ".join(found + place.present)
