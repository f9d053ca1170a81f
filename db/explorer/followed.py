"""The later items that take a task up again, as they stand beside the task wherever it is shown."""

from __future__ import annotations

import sqlite3
from collections.abc import Mapping
from typing import Any

from referat.db.entries import states
from referat.db.explorer.labels import Names
from referat.db.followups import asking

# What the later words suggest, as people say it.
PROPOSALS = Names(
    {
        "udført": "Måske udført",
        "i gang": "Måske i gang",
        "udsat": "Måske udsat",
        "genoptaget": "Måske genoptaget",
        "bortfaldet": "Måske bortfaldet",
    }
)
TONES = {"udført": "yes", "i gang": "plain", "udsat": "wait", "genoptaget": "plain", "bortfaldet": "no"}
# The state that a button offers to say; what is under way stays open.
_STATES = {"udført": states.TaskState.DONE, "bortfaldet": states.TaskState.DROPPED}


def of_task(conn: sqlite3.Connection, task: str) -> list[dict[str, Any]]:
    """The later items that take a task up again, in order of time."""
    return [shown(row) for row in asking.of_task(conn, task)]


def shown(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row of `referat.db.followups.asking` with the `path` of its words and the state that a button `offers` to say (or None)."""
    path = f"items[{row['ordinal'] - 1}]" + (f".sections[{row['section'] - 1}].text" if row["section"] else ".title")
    return {**row, "path": path, "offers": _STATES.get(row["proposal"] or "")}
