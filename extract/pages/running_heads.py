"""Running headers and footers read for what they say about the meeting, where the text itself does not."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TypeVar

from referat.extract.attendance.stitched import Stitched
from referat.extract.dates.dates import find_dates
from referat.extract.head.organisation_names import is_association, is_bare_kind, organisation_at
from referat.extract.head.titles import Named, read_title
from referat.models.fact import Fact
from referat.models.minutes import Text
from referat.models.place import Box, Span
from referat.models.text import SourceText
from referat.models.wording import wording

T = TypeVar("T")
_RULE = "meeting.running-head"
_OWNER = re.compile(r"(?P<n>[A-ZÆØÅ][a-zæøå-]+(?:\s+[A-ZÆØÅ][a-zæøå-]+)?\s+[Kk]ommune|Region\s+[A-ZÆØÅ][a-zæøå]+)\b")
_LOUD = re.compile(
    r"(?P<n>(?:(?:NØRRE|SØNDER|VESTER|ØSTER|NY|STORE|LILLE)\s+)?[A-ZÆØÅ]{3,}(?:-[A-ZÆØÅ]+)?\s+KOMMUNE|REGION\s+[A-ZÆØÅ]{3,})\b"
)
_INSTITUTION = re.compile(rf"(?P<n>[A-ZÆØÅ]\w*(?:{wording('bodies').alternatives('institution')})(?:e?n|e?t)?)(?=\s*(?:$|[–·|,-]))")
_CUT = re.compile(r"\s*(?:[·|]|\bside\b).*", re.I | re.S)


@dataclass(frozen=True, slots=True)
class RunningHead:
    """A text at the top or foot of the pages, and its place on the first one that has it."""

    text: str
    box: Box

    def fact(self, value: T, rule: str = _RULE) -> Fact[T]:
        """A value that was read from it."""
        return Fact(value, (), rule, (self.box,))


def running_heads(source: SourceText) -> list[RunningHead]:
    """The different running headers and footers that hold words, in the order of the pages."""
    found: dict[str, RunningHead] = {}
    for line in source.furniture:
        text = " ".join(_CUT.sub("", line.text).split())
        if len(text) > 6 and re.search(r"[^\W\d_]{4}", text):
            found.setdefault(text, RunningHead(text, line.box))
    return list(found.values())


def named_in_heads(source: SourceText) -> Named:
    """The forum and the organisation that running headers name."""
    heads = running_heads(source)
    forum = _first(heads, lambda head: _value(read_title(_plain(head.text)).forum))
    return Named(forum, _first(heads, _organisation))


def day_in_heads(source: SourceText) -> Fact[dt.date] | None:
    """The date that a running header gives."""
    return _first(running_heads(source), _day)


def _day(head: RunningHead) -> dt.date | None:
    return next((match.date for match in find_dates(head.text) if match.year_stated), None)


def _first(heads: list[RunningHead], read: Callable[[RunningHead], T | None]) -> Fact[T] | None:
    for head in heads:
        value = read(head)
        if value is not None:
            return head.fact(value)
    return None


def _value(fact: Text | None) -> str | None:
    return fact.value if fact else None


def _plain(text: str) -> Stitched:
    """A text without a place of its own, for readers that give one back."""
    return Stitched(text, (Span(0, len(text)),), (0,))


def _organisation(head: RunningHead) -> str | None:
    """A municipality, region, association or institution that the header names."""
    for name in _names(head.text):
        return name.title() if name.isupper() else name
    return None


def _names(text: str) -> Iterator[str]:
    for pattern in (_OWNER, _LOUD, _INSTITUTION):
        match = pattern.search(text)
        if match:
            yield " ".join(match["n"].split())
    if is_association(text) and not is_bare_kind(text):
        fact = organisation_at(_plain(text), 0, _RULE)
        if fact is not None:
            yield fact.value
    titled = read_title(_plain(text)).organisation
    if titled is not None:
        yield titled.value
