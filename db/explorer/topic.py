"""Everything about one thing in order of time: what was recommended and decided, by whom, what was to be done, and who took part."""

from __future__ import annotations

import datetime as dt
import sqlite3
from collections import Counter
from typing import Any

from referat.db import keys
from referat.db.explorer import address, chart, item_list, listing, task_list
from referat.db.explorer.language import say
from referat.db.export.listing import Listing
from referat.db.relation import relation
from referat.db.search.counts import CAP
from referat.db.search.expand import Expression
from referat.db.search.search import Subject, subject
from referat.db.search.snippets import mark, snippet
from referat.db.search.stems import fold, stems, words

PAGE, WHOLE = 40, 500
_MEETINGS, _PEOPLE, _ACRONYMS = 300, 14, 10
_LONG = 420


def topic_page(conn: sqlite3.Connection, text: str, number: int, *, today: str, newest: bool, whole: bool = False) -> dict[str, Any] | None:
    """The content of the page about `text`; None where the text has no words."""
    about = subject(conn, text)
    if about is None:
        return None
    total, years, meetings = _spread(conn, about)
    found = about.keys(conn, limit=WHOLE if whole else PAGE, offset=0 if whole else (number - 1) * PAGE, descending=newest)
    rows = item_list.by_keys(conn, found)
    for row in rows:
        _tell(conn, row, about.expression, today)
    _follow_up(rows)
    elsewhere = about.count_elsewhere(conn) if total <= CAP else 0
    path = address.topic(text)
    order = "&raekkefoelge=nyeste" if newest else ""
    return {
        "topic": text,
        "long": _long_forms(conn, text),
        "total": min(total, CAP),
        "capped": total > CAP,
        "elsewhere": elsewhere,
        "rows": rows,
        "newest": newest,
        "path": path,
        "chart": chart.by_year(years, what=say("Punkter")),
        "people": _people(conn, meetings),
        "forums": _forums(conn, meetings),
        "acronyms": _related(conn, meetings, text),
        "previous": f"{path}?side={number - 1}{order}" if number > 1 else None,
        "next": f"{path}?side={number + 1}{order}" if number * PAGE < total else None,
        "formats": lambda wanted: f"{path}.{wanted}",
        "listing": Listing(f"emne-{text}", say("Alt om {text}", text=text), path, listing.ITEM_COLUMNS, listing.items(rows)),
    }


def topic_tasks(conn: sqlite3.Connection, text: str, *, today: str) -> dict[str, Any] | None:
    """The tasks about a text, as the calendar of a topic shows them."""
    about = subject(conn, text)
    if about is None:
        return None
    found = about.keys(conn, limit=WHOLE, offset=0, descending=True)
    ids = [row[0] for key in found for row in conn.execute("SELECT id FROM tasks WHERE search_key = ? ORDER BY ordinal", (key,))]
    rows = task_list.by_ids(conn, ids, today=today)
    title = say("Opgaver om {text}", text=text)
    return {"listing": Listing(f"emne-{text}", title, address.topic(text), listing.TASK_COLUMNS, listing.tasks(rows))}


def _tell(conn: sqlite3.Connection, row: dict[str, Any], expression: Expression, today: str) -> None:
    """Adds to an item what the page tells of it."""
    row["relation"] = relation(row["recommendation"], None if row["is_account"] else row["decision"], row["outcome"])
    row["marked_title"] = mark(row["title"] or "", expression)
    for name in ("recommendation", "decision"):
        text = row[name] or ""
        row[f"{name}_pieces"] = snippet(text, expression, length=_LONG) if text else []
    ids = [task[0] for task in conn.execute("SELECT id FROM tasks WHERE item_id = ? ORDER BY ordinal", (row["id"],))]
    row["task_rows"] = task_list.by_ids(conn, ids, today=today)


def _follow_up(rows: list[dict[str, Any]]) -> None:
    """Names for each item with tasks the next item of the list in which the same body, or the same case, came back to the matter."""
    ordered = sorted(rows, key=lambda row: (row["date"] or "", row["ordinal"]))
    for index, row in enumerate(ordered):
        later = [other for other in ordered[index + 1 :] if (other["date"] or "") > (row["date"] or "")]
        same = (other for other in later if other["forum_id"] == row["forum_id"] or (row["case_number"] or "?") == other["case_number"])
        row["followed_by"] = next(same, None) if row["task_rows"] else None


def _spread(conn: sqlite3.Connection, about: Subject) -> tuple[int, Counter[tuple[str, str | None]], list[str]]:
    """How many items there are (no more than CAP + 1), how many by year and outcome, and the newest meetings."""
    newest = [(key, outcome) for key, outcome in about.newest(conn) if key != keys.meeting_key(key)]
    days = Counter((key >> keys.DAY_SHIFT, outcome) for key, outcome in newest)
    years: Counter[tuple[str, str | None]] = Counter()
    for (day, outcome), count in days.items():
        if day:
            years[(f"{dt.date.fromordinal(day).year:04}", outcome)] += count
    places = list(dict.fromkeys(keys.meeting_key(key) for key, _ in newest))[:_MEETINGS]
    meetings = [row[0] for place in places for row in conn.execute("SELECT id FROM meetings WHERE search_key = ?", (place,))]
    return len(newest), years, meetings


def _people(conn: sqlite3.Connection, meetings: list[str]) -> list[tuple[str, str, int]]:
    """Who was present most often where the matter was treated: id, name and in how many meetings."""
    counts: Counter[tuple[str, str]] = Counter()
    query = (
        "SELECT DISTINCT people.id, people.name FROM attendance JOIN people ON people.id = person_id"
        " WHERE meeting_id = ? AND status <> 'absent'"
    )
    for meeting in meetings:
        counts.update((row[0], row[1]) for row in conn.execute(query, (meeting,)))
    return [(identity, name, count) for (identity, name), count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:_PEOPLE]]


def _forums(conn: sqlite3.Connection, meetings: list[str]) -> list[tuple[str, str, int]]:
    counts: Counter[tuple[str, str]] = Counter()
    for meeting in meetings:
        query = "SELECT forums.id, name, organisation FROM meetings JOIN forums ON forums.id = forum_id WHERE meetings.id = ?"
        counts.update((row[0], ", ".join(filter(None, row[1:]))) for row in conn.execute(query, (meeting,)))
    return [(identity, name, count) for (identity, name), count in sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))]


def _long_forms(conn: sqlite3.Connection, text: str) -> list[str]:
    """The long forms of an acronym, or the short ones of a long form."""
    short, long = " ".join(words(fold(text))), " ".join(stems(text))
    query = "SELECT long FROM acronyms WHERE short_key = ? UNION SELECT short FROM acronyms WHERE long_key = ? ORDER BY 1 LIMIT 3"
    return [row[0] for row in conn.execute(query, (short, long))]


def _related(conn: sqlite3.Connection, meetings: list[str], text: str) -> list[tuple[str, str]]:
    """Other acronyms that were explained where the matter was treated."""
    own = {" ".join(words(fold(text))), " ".join(stems(text))}
    counts: Counter[tuple[str, str]] = Counter()
    for meeting in meetings:
        for short, long, short_key, long_key in conn.execute(
            "SELECT short, long, short_key, long_key FROM acronyms WHERE meeting_id = ?", (meeting,)
        ):
            if not own & {short_key, long_key}:
                counts[(short, long)] += 1
    return [pair for pair, _ in sorted(counts.items(), key=lambda entry: (-entry[1], entry[0]))[:_ACRONYMS]]
