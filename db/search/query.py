"""What somebody asks: words, phrases, prefixes, alternatives and exclusions, and whether it is a question for one kind of text.

Anything may be typed; nothing is an error. A stray quote is read as if it were not there.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field, replace
from functools import cache
from importlib.resources import files
from typing import Any

from referat.db.search.indexing import MONTHS
from referat.db.search.stems import words

_PIECE = re.compile(r'(-?)"([^"]*)"|(\S+)')
_DAY = re.compile(rf"\b([0-3]?\d\.? ?(?:{'|'.join(MONTHS)})(?: [12]\d{{3}})?)\b", re.I)
_OR = ("OR", "ELLER")
# Longer queries are cut: nobody types them, and the index must not be kept busy with them.
MAX_TERMS = 32


@dataclass(frozen=True, slots=True)
class Term:
    """One or more words that stand together, folded but not stemmed; the last may be the beginning of a word."""

    words: tuple[str, ...]
    prefix: bool = False
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Query:
    """What is asked: every group must be met by one of its terms, and none of `excluded` may stand there.

    `kind` is the kind of text that the words themselves ask for, `outcome` the outcome; `of_body` says that they ask what a body
    decided, and not about what.
    """

    groups: tuple[tuple[Term, ...], ...] = ()
    excluded: tuple[Term, ...] = ()
    kind: str | None = None
    outcome: str | None = None
    of_body: bool = False

    def __bool__(self) -> bool:
        return bool(self.groups)


@dataclass
class _Parse:
    groups: list[list[Term]] = field(default_factory=list)
    excluded: list[Term] = field(default_factory=list)
    joins: bool = False

    def add(self, term: Term, *, excluded: bool) -> None:
        if excluded:
            self.excluded.append(term)
        elif self.joins and self.groups:
            self.groups[-1].append(term)
        else:
            self.groups.append([term])
        self.joins = False


def parse(text: str) -> Query:
    """The query that a text means, such as `alle beslutninger om "social- og sundhed" OR apu* -budget`."""
    text = " ".join(text.replace("\0", " ").replace("”", '"').replace("“", '"').split())
    kind, outcome, rest = asked(text)
    state = _Parse()
    for match in list(_PIECE.finditer(rest if '"' in rest else _DAY.sub(r'"\1"', rest)))[:MAX_TERMS]:
        minus, quoted, plain = match.groups()
        if plain in _OR:
            state.joins = bool(state.groups)
        else:
            _take(state, minus or "", quoted, plain or "")
    return replace(_without_stopwords(state), kind=kind, outcome=outcome, of_body=bool(kind or outcome) and _of_body(text, rest))


def _take(state: _Parse, minus: str, quoted: str | None, plain: str) -> None:
    if quoted is not None:
        found, prefix = words(quoted), False
    else:
        plain = plain.replace('"', "")
        minus, plain = ("-", plain[1:]) if plain.startswith("-") else ("", plain)
        found, prefix = words(plain), plain.endswith("*")
    if found:
        state.add(Term(tuple(found[:MAX_TERMS]), prefix, quoted is not None), excluded=bool(minus))


def _without_stopwords(state: _Parse) -> Query:
    stopwords = _wording().stopwords
    kept = [group for group in state.groups if not all(_is_stopword(term, stopwords) for term in group)]
    return Query(tuple(tuple(group) for group in kept or state.groups), tuple(state.excluded))


def _is_stopword(term: Term, stopwords: frozenset[str]) -> bool:
    return not term.quoted and not term.prefix and len(term.words) == 1 and term.words[0] in stopwords


def asked(text: str) -> tuple[str | None, str | None, str]:
    """The kind of text and the outcome that a question is for, and what it is about."""
    outcome, rest = outcome_question(text)
    if outcome:
        return None, outcome, rest
    kind, rest = question(text)
    return kind, None, rest


def outcome_question(text: str) -> tuple[str | None, str]:
    """The outcome that a question is for, and what it is about; `(None, text)` where it is no such question.

    An outcome stands before or after a word for an item: "udsatte sager om skolen", "hvilke punkter blev udsat i 2021".
    """
    wording = _wording()
    parts = text.split()
    folded = [" ".join(words(part)) for part in parts]
    start = next((index for index, word in enumerate(folded) if word not in wording.openers), len(folded))
    outcome, thing = None, False
    while start < len(folded):
        word = folded[start]
        if outcome is None and word in wording.outcomes:
            outcome = wording.outcomes[word]
        elif not thing and word in wording.things:
            thing = True
        elif word not in wording.joins:
            break
        start += 1
    if outcome is None or not thing:
        return None, text
    while start < len(folded) and folded[start] in wording.links:
        start += 1
    return outcome, " ".join(parts[start:])


def _of_body(text: str, about: str) -> bool:
    """Whether a question is one for what a body decided: "beslutninger i udvalget", but not "beslutninger om haven"."""
    before, after = words(text.removesuffix(about)), words(about)
    return bool(before) and bool({before[-1], *after[:1]} & _wording().of_body)


def question(text: str) -> tuple[str | None, str]:
    """The kind of text that a question is for, and what it is about: `("beslutning", "APU")` for "alle beslutninger om APU".

    `(None, text)` where it is no such question. The wording is in `models/lexicon/questions.toml`.
    """
    wording = _wording()
    parts = text.split()
    folded = [" ".join(words(part)) for part in parts]
    for kind, phrase in wording.phrases:
        if folded[: len(phrase)] == phrase and len(parts) > len(phrase):
            return kind, " ".join(parts[len(phrase) :])
    opened = next((index for index, word in enumerate(folded) if word not in wording.openers), len(folded))
    found = wording.kinds.get(folded[opened]) if opened < len(folded) else None
    if found is None:
        return None, text
    rest = opened + 1
    while rest < len(folded) and folded[rest] in wording.links:
        rest += 1
    asks = folded[0] in ("alle", "samtlige") if rest == len(folded) else rest > opened + 1
    return (found, " ".join(parts[rest:])) if asks else (None, text)


@dataclass(frozen=True, slots=True)
class _Wording:
    openers: frozenset[str]
    links: frozenset[str]
    stopwords: frozenset[str]
    things: frozenset[str]
    joins: frozenset[str]
    of_body: frozenset[str]
    outcomes: dict[str, str]
    kinds: dict[str, str]
    phrases: list[tuple[str, list[str]]]


@cache
def _wording() -> _Wording:
    data: dict[str, Any] = tomllib.loads((files("referat.models.lexicon") / "questions.toml").read_text(encoding="utf-8"))
    lists = {
        name: frozenset(word for phrase in data[name] for word in words(phrase))
        for name in ("openers", "links", "stopwords", "things", "joins", "of_body")
    }
    outcomes = {word: entry["id"] for entry in data["outcome"] for phrase in entry["words"] for word in words(phrase)}
    kinds = {word: entry["id"] for entry in data["entry"] for phrase in entry["words"] for word in words(phrase)}
    phrases = [(entry["id"], words(phrase)) for entry in data["entry"] for phrase in entry["phrases"]]
    return _Wording(**lists, outcomes=outcomes, kinds=kinds, phrases=sorted(phrases, key=lambda pair: -len(pair[1])))


def stopwords() -> frozenset[str]:
    """The words that say nothing about a subject."""
    return _wording().stopwords
