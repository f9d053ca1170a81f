"""Columns that follow from others: titles of meetings, counts, and what an item has. The same as `referat.db.rows` gives what is read."""

from __future__ import annotations

from collections import Counter

from referat.db.corrections.people import drop_unnamed
from referat.db.corrections.things import Working
from referat.models.kinds import Outcome, SectionKind


def refresh(working: Working) -> None:
    """Works these columns out anew after corrections."""
    rows = working.rows
    drop_unnamed(working)
    names = {row["id"]: row["name"] for row in rows["forums"]}
    kinds: dict[str, set[str]] = {}
    for row in rows["sections"]:
        kinds.setdefault(row["item_id"], set()).add(row["kind"])
    tasks, all_tasks = Counter(row["item_id"] for row in rows["tasks"]), Counter(row["meeting_id"] for row in rows["tasks"])
    decided = Counter(row["meeting_id"] for row in rows["items"] if SectionKind.BESLUTNING in kinds.get(row["id"], ()))
    for row in rows["meetings"]:
        row["title"] = " ".join(filter(None, (names.get(row["forum_id"]) or working.file_name, row["date"])))
        row |= {"decisions": decided[row["id"]], "tasks": all_tasks[row["id"]]}
    for row in (*rows["items"], *rows["tasks"]):
        meeting = working.meetings[row["meeting_id"]]
        row |= {"date": meeting["date"], "forum_id": meeting["forum_id"]}
    for row in rows["items"]:
        has = kinds.get(row["id"], set())
        row |= {
            "has_recommendation": int(SectionKind.INDSTILLING in has),
            "has_minutes": int(SectionKind.REFERAT in has),
            "has_decision": int(SectionKind.BESLUTNING in has or row["outcome"] not in (None, Outcome.INGEN)),
            "tasks": tasks[row["id"]],
        }
