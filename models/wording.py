"""Wording as data: the TOML files of `models/lexicon/`, loaded once and looked up.

An entry has an `id`, optionally a `kind`, and either `forms` (literal wordings, compared without regard to case, white space and a
closing colon or full stop) or a `pattern` (a regular expression that must match the whole line, without regard to case). `examples` and
`counterexamples` are its tests. The first entry that matches is the answer.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from referat.models.caseless import Caseless
from referat.models.errors import LexiconError


@dataclass(frozen=True, slots=True)
class Entry:
    """One wording: its id, its kind (what it means), and how it is recognised."""

    id: str
    kind: str
    forms: tuple[str, ...] = ()
    pattern: Caseless | None = None
    examples: tuple[str, ...] = ()
    counterexamples: tuple[str, ...] = ()


def plain(text: str) -> str:
    """A wording as forms are compared: lower case, single spaces, without a closing colon, full stop or comma."""
    return " ".join(text.casefold().split()).rstrip(" :.,")


_REMEMBERED = 4096  # answers: the same lines are asked for by several steps


def _either(patterns: list[Caseless]) -> Caseless | None:
    """One expression that matches what any of some matches, to ask once instead of many times; None where they cannot be joined."""
    if not patterns or any(pattern.regex.groups for pattern in patterns):
        return None if not patterns else Caseless("(?s:.*)")
    return Caseless("|".join(f"(?:{pattern.pattern})" for pattern in patterns))


class Wording:
    """The entries of one file, in order."""

    def __init__(self, entries: tuple[Entry, ...]) -> None:
        self.entries = entries
        self._forms: dict[str, tuple[int, Entry]] = {}
        for index, entry in enumerate(entries):
            for form in entry.forms:
                self._forms.setdefault(plain(form), (index, entry))
        self._patterns = [(index, entry, entry.pattern) for index, entry in enumerate(entries) if entry.pattern is not None]
        self._any = _either([pattern for _, _, pattern in self._patterns])
        self._known: dict[str, Entry | None] = {}

    def find(self, text: str) -> Entry | None:
        """The first entry whose form or pattern is the whole text; None where none is."""
        if text not in self._known:
            if len(self._known) >= _REMEMBERED:
                self._known.clear()
            self._known[text] = self._look_up(text.strip())
        return self._known[text]

    def _look_up(self, text: str) -> Entry | None:
        found = self._forms.get(plain(text))
        if self._any is not None and self._any.fullmatch(text):
            for index, entry, pattern in self._patterns:
                if found is not None and index > found[0]:
                    break
                if pattern.fullmatch(text):
                    return entry
        return found[1] if found is not None else None

    def forms(self, kind: str | None = None) -> list[str]:
        """Every form, or those of one kind."""
        return [form for entry in self.entries if kind is None or entry.kind == kind for form in entry.forms]

    def alternatives(self, kind: str | None = None) -> str:
        """The forms as a regular expression, the longest first, for use in a larger one."""
        return "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in sorted(self.forms(kind), key=len, reverse=True))


@cache
def wording(name: str) -> Wording:
    """The wording of `models/lexicon/NAME.toml`. Raises LexiconError where the file is not in the described form."""
    data = tomllib.loads(files("referat.models.lexicon").joinpath(f"{name}.toml").read_text(encoding="utf-8"))
    return Wording(tuple(_entry(row, name) for row in data.get("entry", [])))


def _entry(row: Mapping[str, Any], name: str) -> Entry:
    try:
        pattern = Caseless(row["pattern"]) if "pattern" in row else None
        return Entry(
            row["id"],
            row.get("kind", row["id"]),
            tuple(row.get("forms", ())),
            pattern,
            tuple(row.get("examples", ())),
            tuple(row.get("counterexamples", ())),
        )
    except (KeyError, re.error) as error:
        raise LexiconError(f"{name}.toml: {row.get('id', 'uden id')}: {error}") from error
