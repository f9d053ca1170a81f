"""The text of an item as passages: a paragraph or point with the small heading that it stands under."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from referat.models.wording import wording

_POINT = re.compile(r"\s*(?:[•●▪◦·–*]|-(?=\s)|o(?=\s)|(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)](?=\s))\s*")
# 'Udluftning: …', 'Plakater – kopiering …', 'Hegn. …': what the paragraph is about.
_LABEL = re.compile(
    r"(?P<label>[A-ZÆØÅ][^:.;!?\n–]{2,70}):\s+(?=\S)|(?P<dashed>[A-ZÆØÅ][\w-]+(?:\s[\w-]+){0,4})\s[–-]\s|(?P<short>[A-ZÆØÅ][\w-]+(?:\s[\w-]+)?)[.;]\s+(?=\S)"
)
_HEADING_WORDS, _HEADING_LETTERS = 10, 80
# A paragraph that is longer is taken apart: it may tell of several things.
_LONG = 360
_SENTENCE = re.compile(
    r"(?<=[.!?;])(?<!\bca\.)(?<!\bnr\.)(?<!\bkl\.)(?<!\bpkt\.)(?<!\bvedr\.)(?<!\bevt\.)\s+(?=[A-ZÆØÅ„\"0-9(])|(?<=[.;:])\s+(?=[a-z1-9]\)\s)"
)
_VERB_WITHIN = 5  # words
_AUXILIARIES = frozenset({"er", "har", "skal", "vil", "kan", "blev", "bliver", "var", "bør", "må", "får", "går"})
_ENDS = (".", "!", "?", ";", ",", ":")


class Passage(NamedTuple):
    """A paragraph with its heading ('' where it has none), both as they stand in the text."""

    heading: str
    text: str


def passages(text: str) -> list[Passage]:
    """The passages of a text; a line that begins in lower case goes on with the one before."""
    found: list[Passage] = []
    heading = ""
    for line, is_point in _joined(text):
        if not is_point and _is_heading(line):
            heading = line.rstrip(" :")
            continue
        label = _LABEL.match(line)
        under = next(filter(None, label.groups())) if label else heading
        found += [Passage(under, piece) for piece in _pieces(line)]
    if not found and heading:
        found.append(Passage("", heading))
    return found


def _joined(text: str) -> Iterator[tuple[str, bool]]:
    current, is_point = "", False
    for line in text.split("\n"):
        point = _POINT.match(line)
        words = (line[point.end() :] if point else line).strip()
        if not words:
            continue
        if current and not point and words[0].islower():
            current = f"{current} {words}"
            continue
        if current:
            yield current, is_point
        current, is_point = words, point is not None
    if current:
        yield current, is_point


def _is_heading(line: str) -> bool:
    """A short line that is no sentence; one with a colon behind it is a heading too."""
    if len(line) > _HEADING_LETTERS or len(line.split()) > _HEADING_WORDS or not line[0].isupper():
        return False
    return not _says(line) and (line.endswith(":") or not line.endswith(_ENDS))


def _says(line: str) -> bool:
    """Whether a line without a full stop is a sentence all the same: early in it stands a verb in the present."""
    return any(word in _finite() for word in line.split()[1:_VERB_WITHIN])


@cache
def _finite() -> frozenset[str]:
    return _AUXILIARIES | {f"{form}r" for entry in wording("task_verbs").entries for form in entry.forms}


def sentences(text: str) -> list[str]:
    """The sentences of a passage, and the points of a list within it."""
    return [piece for piece in _SENTENCE.split(text) if piece.strip()]


def _pieces(line: str) -> Iterator[str]:
    """The paragraph, or pieces of whole sentences of it."""
    current = ""
    for sentence in sentences(line):
        if current and len(current) + len(sentence) > _LONG:
            yield current
            current = ""
        current = f"{current} {sentence}" if current else sentence
    if current:
        yield current
