"""Wording that says by itself that something is taken up again, or how it went (`models/lexicon/followups.toml`)."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from referat.db.followups.passages import sentences
from referat.db.keys import digest
from referat.extract.dates.dates import find_dates
from referat.models.wording import Entry, plain, wording

# In this order: what says that something has not happened stands before what says that it has.
STATES = ("genoptaget", "udsat", "i gang", "bortfaldet", "udført")
# An assembly meets once a year: 'next meeting' is hardly ever its own.
_ASSEMBLY = re.compile(r"forsamling|årsmøde|aarsmøde|repræsentantskab", re.I)
_WHOSE = re.compile(r"(\w{3,})smøde", re.I)  # 'bestyrelsesmøde', 'udvalgsmøde', 'rådsmøde'


class Proposal(NamedTuple):
    """The state that words suggest, and these words."""

    state: str
    words: str


class Reference(NamedTuple):
    """An item of an earlier meeting that is named: its number, the day of the meeting (None: the meeting before), and the words."""

    number: str
    day: dt.date | None
    words: str


@cache
def _entries(kind: str) -> tuple[Entry, ...]:
    return tuple(entry for entry in wording("followups").entries if entry.kind == kind)


@cache
def wording_version() -> str:
    """Names the wording: it changes with the two files."""
    texts = (files("referat.models.lexicon").joinpath(f"{name}.toml").read_text(encoding="utf-8") for name in ("followups", "common_words"))
    return digest("\n".join(texts), 8)


@cache
def common_words() -> frozenset[str]:
    """Words that stand in any minutes and say nothing about a subject, in lower case."""
    return frozenset(plain(form) for form in wording("common_words").forms())


def taken_up(text: str) -> str | None:
    """The words that take something up again (`Status på`, `som aftalt`); None where there are none."""
    return _first(text, "opfølgning") or _first(text, "genoptaget")


def lists_old_matters(heading: str) -> bool:
    """Whether under a heading old matters are gone through (`Siden sidst`)."""
    return any(entry.pattern and entry.pattern.fullmatch(heading.strip(" .:")) for entry in _entries("hvile"))


def is_next_meeting(words: str, *, body: str) -> bool:
    """Whether a deadline is the next meeting of the body itself: not of a board, where an assembly says so."""
    plainly = words.strip(" .:,")
    if not any(entry.pattern and entry.pattern.fullmatch(plainly) for entry in _entries("næste møde")) or _ASSEMBLY.search(body):
        return False
    whose = _WHOSE.search(plainly)
    return whose is None or whose[1].casefold() in body.casefold()


def reference(text: str, *, anchor: dt.date | None) -> Reference | None:
    """The item of an earlier meeting that the text names; `anchor`: the day of the meeting it stands in."""
    for entry in _entries("henvisning"):
        match = entry.pattern.search(text) if entry.pattern else None
        if match is not None:
            days = find_dates(match["dag"], anchor=anchor) if match["dag"] else []
            return None if match["dag"] and not days else Reference(match["punkt"], days[0].date if days else None, match[0])
    return None


def proposal(text: str) -> Proposal | None:
    """What the text says of how a thing went; what stands last counts, and that something has not happened before that it has."""
    for sentence in reversed(sentences(text)):
        for state in STATES:
            words = _first(sentence, state)
            if words:
                return Proposal(state, words)
    return None


@cache
def opposites() -> tuple[frozenset[str], ...]:
    """Pairs of beginnings of words that name opposite parts of a thing."""
    return tuple(frozenset(entry.forms) for entry in _entries("modsat"))


def sides(text: str) -> frozenset[str]:
    """The parts of `opposites` that words of the text begin with."""
    wanted = tuple(side for pair in opposites() for side in pair)
    words = re.findall(r"\w+", text.casefold())
    return frozenset(side for word in words for side in wanted if word.startswith(side))


def says(text: str, state: str) -> bool:
    """Whether words of the text say that a thing is in a state."""
    return _first(text, state) is not None


def _first(text: str, kind: str) -> str | None:
    found = (entry.pattern.search(text) for entry in _entries(kind) if entry.pattern)
    return next((" ".join(match[0].split()) for match in found if match), None)
