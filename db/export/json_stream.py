"""Large JSON written piece by piece: an object of lists, of which only one row is held in memory."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any, BinaryIO

Lists = Iterable[tuple[str, Iterable[Mapping[str, Any]]]]


def write(lists: Lists, out: BinaryIO) -> dict[str, int]:
    """Writes `{"name": [row, row …], …}` in UTF-8, a row a line; gives how many rows each list has."""
    counts: dict[str, int] = {}
    before = "{"
    for name, rows in lists:
        out.write(f"{before}\n{json.dumps(name)}: [".encode())
        counts[name] = 0
        for row in rows:
            text = json.dumps(row, ensure_ascii=False)
            out.write(f"{',' if counts[name] else ''}\n{text}".encode("utf-8", "replace"))
            counts[name] += 1
        out.write(b"\n]")
        before = ","
    out.write(b"\n}\n")
    return counts


def stated(row: Mapping[str, Any]) -> dict[str, Any]:
    """A row without what is not stated, and without empty lists."""
    return {name: value for name, value in row.items() if value is not None and value != []}
