"""Corrections as examples for the tests of the reading rules, in TOML: what was read, and what is right.

`tests/extract/corrected.toml` holds such examples, and `tests/extract/test_corrected.py` reads each sentence and compares.
"""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Iterator
from typing import Any

from referat.db.corrections.fields import Kind, read_day
from referat.db.corrections.listing import listed

FILE = "tests/extract/corrected.toml"
# What each field is read with: the lexicon in which a wording may have to be changed. Others are not read from one sentence.
_LEXICON = {
    (Kind.ITEM, "outcome"): "outcomes.toml",
    (Kind.ITEM, "missing_task"): "task_frames.toml, task_verbs.toml, task_phrases.toml",
    (Kind.TASK, "task"): "task_vetoes.toml",
    (Kind.TASK, "owners"): "task_owners.toml",
    (Kind.TASK, "deadline"): "dates.toml",
    (Kind.SECTION, "kind"): "sections.toml",
}
_HEAD = f"""\
# Eksempler fra rettelser: hvad der stod, hvad der blev læst, og hvad der er rigtigt.
# Tilføj dem til {FILE}, og kør: pytest tests/extract/test_corrected.py
# Et eksempel, der fejler, viser en regel eller en vending i models/lexicon/, der skal ændres (docs/lexicon.md).
# Navne på virkelige personer hører ikke hjemme i prøverne: skriv dem om, før eksemplerne deles.
"""


def examples(conn: sqlite3.Connection) -> list[dict[str, Any]]:
    """An example for each correction that a test can read from a sentence, the oldest first."""
    rows = sorted(listed(conn), key=lambda row: int(row["id"]))
    return [example for row in rows for example in _examples(conn, row)]


def _examples(conn: sqlite3.Connection, row: dict[str, Any]) -> Iterator[dict[str, Any]]:
    lexicon = _LEXICON.get((Kind(row["kind"]), row["field"]))
    text = _sentence(conn, row)
    if lexicon is None or not text:
        return
    named = {"correction": row["id"], "field": row["field"], "lexicon": f"models/lexicon/{lexicon}"}
    rule = _rule(conn, row)
    about = {"rule": rule} if rule else {}
    yield {**named, **about, "text": text, "read": row["read_then"] or "", **_right(row)}


def _right(row: dict[str, Any]) -> dict[str, Any]:
    """What is right, as the tests compare it."""
    value = row["value"]
    if row["field"] == "missing_task":
        return {"expected": "ja", **({"owners": _names(value["owners"])} if value.get("owners") else {})}
    if row["field"] == "owners":
        return {"expected": _names(value)}
    if row["field"] == "deadline":
        return {"expected": (value and read_day(value)) or "", "meeting": row["date"] or ""}
    return {"expected": value or ""}


def _names(value: str | None) -> list[str]:
    return [re.sub(r"\s*\((?:person|organisation)\)$", "", part.strip()) for part in (value or "").split(";") if part.strip()]


def _sentence(conn: sqlite3.Connection, row: dict[str, Any]) -> str | None:
    """The words that the value was, or ought to have been, read from."""
    if row["field"] == "missing_task":
        return str(row["value"]["quote"])
    if row["kind"] == Kind.TASK:
        return str(row["words"])
    if row["kind"] == Kind.SECTION:
        item, _, ordinal = str(row["key"] or "/0").partition("/")
        found = conn.execute("SELECT heading FROM sections WHERE item_id = ? AND ordinal = ?", (item, int(ordinal))).fetchone()
        return found[0] if found else None
    return row["quote"] or _decision(conn, row["item_id"])


def _decision(conn: sqlite3.Connection, item: str | None) -> str | None:
    query = "SELECT text FROM sections WHERE item_id = ? AND kind IN ('beslutning', 'referat') ORDER BY kind, ordinal LIMIT 1"
    found = conn.execute(query, (item,)).fetchone()
    return found[0] if found else None


def _rule(conn: sqlite3.Connection, row: dict[str, Any]) -> str | None:
    """The rule that read the value."""
    if row["kind"] == Kind.TASK:
        found = conn.execute("SELECT rule FROM tasks WHERE id = ?", (row["key"],)).fetchone()
    else:
        query = "SELECT facts.rule FROM facts JOIN items ON items.meeting_id = facts.meeting_id WHERE items.id = ? AND path = ?"
        ordinal = conn.execute("SELECT ordinal FROM items WHERE id = ?", (row["item_id"],)).fetchone()
        path = f"items[{ordinal[0] - 1}].outcome" if ordinal else ""
        found = conn.execute(query, (row["item_id"], path)).fetchone() if row["field"] == "outcome" else None
    return found[0] if found else None


def to_toml(found: list[dict[str, Any]]) -> str:
    """The examples as TOML, with a comment that says where they go."""
    tables = ["".join(f"{name} = {json.dumps(value, ensure_ascii=False)}\n" for name, value in row.items()) for row in found]
    return "\n".join([_HEAD, *(f"[[example]]\n{table}" for table in tables)])
