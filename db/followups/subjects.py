"""What a text is about: its acronyms, names of things, and words that are seldom in the minutes of a body."""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache

from referat.db.followups.explicit import common_words
from referat.db.search.query import stopwords
from referat.db.search.stems import stem, stems
from referat.models.names import is_first_name, is_surname
from referat.models.wording import wording

_WORD = re.compile(r"[^\W_]+(?:[-/][^\W_]+)*")
_ACRONYM = re.compile(r"[A-ZÆØÅ]{2,6}\d{0,2}|\d[A-ZÆØÅ]{1,3}|\d[a-zæøå]")
_PARTS = re.compile(r"[-/]")
_SHORTEST = 4
_MEETING = "mød"  # also as the end of a compound
_LETTERS = re.compile(r"[^\W\d_]")
# Behind these a capital says nothing.
_BEGINS = re.compile(r"(?:\A|[.!?:;\n•–\"”]|\s-)\s*\Z")


@lru_cache(maxsize=200_000)
def root(word: str) -> str:
    """The stem of a stem: once is not enough for all forms of a word (`legepladsen`, `legeplads`)."""
    return stem(stem(word))


def roots(text: str) -> list[str]:
    """The roots of a text's words in order."""
    return [root(word) for word in stems(text)]


class Kind(StrEnum):
    """How a word names its subject."""

    ACRONYM = "forkortelse"
    NAME = "navn"
    WORD = "ord"


@dataclass(frozen=True, slots=True)
class Term:
    """A word that may name a subject: its stem, how it was written, and its kind."""

    stem: str
    written: str
    kind: Kind

    def parts(self) -> list[str]:
        """The parts of a compound with a hyphen or a stroke, in lower case; none of a plain word."""
        return [] if self.written.isalnum() else _PARTS.split(self.written.lower())


def terms(text: str, *, without: frozenset[str] = frozenset(), longs: Mapping[tuple[str, ...], str] | None = None) -> dict[str, Term]:
    """The words of a text that may name a subject, by stem. without: stems of names of persons and of the body itself, which do not.

    longs: long forms of acronyms as stems, with the stem of the acronym, which counts where the long form stands.
    """
    found: dict[str, Term] = {}
    for match in _WORD.finditer(text):
        written = match[0]
        begins = written[0].isupper() and _BEGINS.search(text, max(0, match.start() - 4), match.start()) is not None
        for part in (written,) if written.isalnum() else (written, *_PARTS.split(written)):
            term = _term(part, begins)
            if term is not None and term.stem not in without:
                found.setdefault(term.stem, term)
    if longs:
        order = stems(text)
        for long, short in longs.items():
            if _contains(order, long):
                found.setdefault(short, Term(short, short.upper(), Kind.ACRONYM))
    return found


@lru_cache(maxsize=200_000)
def _term(written: str, begins: bool) -> Term | None:
    folded = "".join(root(part) for part in _PARTS.split(written))
    if folded in _empty() or folded.endswith(_MEETING):
        return None
    if _ACRONYM.fullmatch(written):
        return Term(folded, written, Kind.ACRONYM)
    if len(written) < _SHORTEST or not _LETTERS.search(written):
        return None
    if written[0].isupper() and not begins:
        return None if is_first_name(written) or is_surname(written) else Term(folded, written, Kind.NAME)
    if written[0].isupper() and is_first_name(written, alone=True):
        return None
    return Term(folded, written.lower(), Kind.WORD)


@cache
def _empty() -> frozenset[str]:
    verbs = [form for entry in (*wording("task_verbs").entries, *wording("task_states").entries) for form in entry.forms]
    return frozenset(root(word) for word in (*common_words(), *stopwords(), *verbs))


def _contains(order: list[str], wanted: tuple[str, ...]) -> bool:
    first = wanted[0]
    return any(tuple(order[at : at + len(wanted)]) == wanted for at, one in enumerate(order) if one == first)


class Frequency:
    """In how many items of a body each subject word stands."""

    def __init__(self, items: Iterable[Iterable[str]]) -> None:
        self._counts: Counter[str] = Counter()
        self._items = 0
        for words in items:
            self._counts.update(set(words))
            self._items += 1

    def count(self, stem_: str) -> int:
        """The items in which it stands."""
        return self._counts[stem_]

    def weight(self, stem_: str) -> float:
        """How much it says about a subject: 1 for a word of one item, near 0 for one of all."""
        if self._items < 2:
            return 0.0
        return math.log((self._items + 1) / (self._counts[stem_] or 1)) / math.log(self._items + 1)
