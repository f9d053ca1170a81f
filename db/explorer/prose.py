"""Text of a document as paragraphs and lists, for a page to escape and set."""

from __future__ import annotations

import re
from typing import NamedTuple

_BULLET = re.compile(r"\s*(?:[•●▪◦·–*]|-(?=\s)|o(?=\s))\s*")


class Block(NamedTuple):
    """A paragraph, or the points of a list."""

    points: bool
    lines: list[str]


def blocks(text: str) -> list[Block]:
    """The paragraphs and lists of a text; each line is a paragraph or a point.

    A line is a point if it has a bullet, or goes on in lower case after another ("Det indstilles, at udvalget" / "godkender planen").
    """
    found: list[Block] = []
    for line in text.split("\n"):
        bullet = _BULLET.match(line)
        words = (line[bullet.end() :] if bullet else line).strip()
        if not words:
            continue
        point = bullet is not None or (bool(found) and words[0].islower())
        if found and point and found[-1].points:
            found[-1].lines.append(words)
        else:
            found.append(Block(point, [words]))
    return found
