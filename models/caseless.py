"""Regular expressions without regard to case, asked quickly.

Most sentences meet none of the many wordings they are compared with, and `re` with IGNORECASE looks at every character to find that out.
Any match of an expression holds one of a few literal strings (its needles); looking for those first is several times as fast.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterable, Iterator
from functools import reduce
from re import _constants, _parser  # type: ignore[attr-defined]  # the parsed form of an expression has no public name
from typing import Any

_MOST = 160  # needles; with more the expression itself is as fast
_VARIANTS = 32  # spellings of one needle, from classes such as [aæ] and alternatives
_folded = ("", "")  # the text folded last, and how: many expressions ask for the same one


class Caseless:
    """A regular expression that matches upper and lower case alike; the methods are those of `re.Pattern`."""

    __slots__ = ("_needles", "regex")

    def __init__(self, pattern: str, flags: int = 0) -> None:
        """Raises re.error where the pattern is none."""
        self.regex = re.compile(pattern, flags | re.I)
        self._needles = needles(pattern, flags)

    @property
    def pattern(self) -> str:
        """The expression as it was written."""
        return self.regex.pattern

    def search(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """The first match between two places."""
        return self.regex.search(text, pos, endpos) if self._may(text, pos, endpos) else None

    def match(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """The match that begins at a place."""
        return self.regex.match(text, pos, endpos) if self._may(text, pos, endpos) else None

    def fullmatch(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> re.Match[str] | None:
        """The match of everything between two places."""
        return self.regex.fullmatch(text, pos, endpos) if self._may(text, pos, endpos) else None

    def finditer(self, text: str, pos: int = 0, endpos: int = sys.maxsize) -> Iterator[re.Match[str]]:
        """Every match between two places, from left to right."""
        return self.regex.finditer(text, pos, endpos) if self._may(text, pos, endpos) else iter(())

    def _may(self, text: str, pos: int, endpos: int) -> bool:
        global _folded  # noqa: PLW0603  # one pair, exchanged as a whole
        if not self._needles:
            return True
        if pos or endpos < len(text):
            text = text[pos:endpos]
        known, folded = _folded
        if known is not text:
            folded = text.casefold()
            _folded = (text, folded)
        return any(map(folded.__contains__, self._needles))


def needles(pattern: str, flags: int = 0) -> tuple[str, ...]:
    """Strings in folded case of which every match holds at least one; empty where there are none of use, or too many."""
    found = _of_sequence(_parser.parse(pattern, flags | re.I))
    least = tuple(sorted(needle for needle in found if not any(other != needle and other in needle for other in found)))
    return least if len(least) <= _MOST else ()


_Needles = frozenset[str]


def _of_sequence(parsed: Iterable[Any]) -> _Needles:
    """The best of what its parts ask for: none of them may be missing in a match."""
    offers: list[_Needles] = []
    runs = [""]
    for operation, argument in parsed:
        spellings = _spellings(operation, argument)
        if spellings and len(runs) * len(spellings) <= _VARIANTS:
            runs = [run + spelling for run in runs for spelling in spellings]
            continue
        offers += [frozenset(runs), _of_part(operation, argument)]
        runs = [""]
    offers.append(frozenset(runs))
    return max(offers, key=lambda offer: (min(map(len, offer), default=0), -len(offer)), default=frozenset())


def _spellings(operation: Any, argument: Any) -> list[str]:
    """Everything a part of an expression can match, where that is a handful of literal strings; else nothing."""
    if operation is _constants.AT:
        return [""]
    if operation is _constants.LITERAL:
        return [chr(argument).casefold()]
    if operation is _constants.IN and all(kind is _constants.LITERAL for kind, _ in argument):
        return sorted({chr(letter).casefold() for _, letter in argument})
    if operation is _constants.SUBPATTERN:
        return _whole(argument[3])
    if operation is _constants.BRANCH:
        branches = [_whole(branch) for branch in argument[1]]
        return sorted({spelling for branch in branches for spelling in branch}) if all(branches) else []
    return []


def _whole(parsed: Iterable[Any]) -> list[str]:
    runs = [""]
    for operation, argument in parsed:
        spellings = _spellings(operation, argument)
        if not spellings or len(runs) * len(spellings) > _VARIANTS:
            return []
        runs = [run + spelling for run in runs for spelling in spellings]
    return runs


def _of_part(operation: Any, argument: Any) -> _Needles:
    reader = _PARTS.get(operation)
    found = reader(argument) if reader else frozenset()
    return frozenset() if "" in found else found


def _of_branch(argument: Any) -> _Needles:
    offers = [_of_sequence(branch) for branch in argument[1]]
    return reduce(frozenset.union, offers, frozenset()) if all(offer and "" not in offer for offer in offers) else frozenset()


_PARTS: dict[Any, Callable[[Any], _Needles]] = {
    _constants.BRANCH: _of_branch,
    _constants.SUBPATTERN: lambda argument: _of_sequence(argument[3]),
    _constants.ATOMIC_GROUP: _of_sequence,
    _constants.MAX_REPEAT: lambda argument: _of_sequence(argument[2]) if argument[0] else frozenset(),
    _constants.MIN_REPEAT: lambda argument: _of_sequence(argument[2]) if argument[0] else frozenset(),
}
