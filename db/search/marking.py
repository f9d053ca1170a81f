"""The place of a fact as it is kept and drawn: few rectangles in the shape of a text selection."""

from __future__ import annotations

import json
from collections.abc import Iterable

from referat.models.place import Box

_ROUND = 1


def selection(lines: list[Box]) -> list[Box]:
    """The first and the last line as they are, and the lines between them as one rectangle where they stand below each other.

    A run ends where the text goes on elsewhere: on another page, or higher up in another column.
    """
    return [box for run in _runs(lines) for box in _shape(run)]


def _runs(lines: list[Box]) -> Iterable[list[Box]]:
    run: list[Box] = []
    for box in lines:
        if run and not _follows(run[-1], box):
            yield run
            run = []
        run.append(box)
    if run:
        yield run


def _follows(before: Box, after: Box) -> bool:
    below = before.page == after.page and before.top <= after.top <= before.bottom + 3 * before.height
    return below and before.x0 < after.x1 and after.x0 < before.x1


def _shape(run: list[Box]) -> list[Box]:
    if len(run) <= 3:
        return run
    middle = run[1:-1]
    block = Box(
        run[0].page,
        min(box.x0 for box in middle),
        min(box.top for box in middle),
        max(box.x1 for box in middle),
        max(box.bottom for box in middle),
    )
    return [run[0], block, run[-1]]


def to_json(boxes: Iterable[Box]) -> str:
    """Boxes as they stand in the table of facts: `[[page, x0, top, x1, bottom], …]`."""
    rows = [[box.page, *(round(side, _ROUND) for side in (box.x0, box.top, box.x1, box.bottom))] for box in boxes]
    return json.dumps(rows, separators=(",", ":"))


def from_json(text: str) -> list[Box]:
    """The boxes that `to_json` wrote."""
    return [Box(int(row[0]), *row[1:]) for row in json.loads(text)]
