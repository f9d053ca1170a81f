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
    """The paragraphs and lists of a text; each line is a paragraph or a point."""
    found: list[Block] = []
    for line in text.split("\n"):
        bullet = _BULLET.match(line)
        words = line[bullet.end() :] if bullet else line
        if not words.strip():
            continue
        if found and bullet and found[-1].points:
            found[-1].lines.append(words)
        else:
            found.append(Block(bullet is not None, [words]))
    return found
