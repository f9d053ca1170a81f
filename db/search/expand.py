"""A query as an expression of the full-text index: stems, compounds of a word, and short and long forms that stand for each other."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from referat.db.search.query import Query, Term
from referat.db.search.stems import stem, stems

# How many compounds stand for one word (the most used), and how many are looked at to find them.
_COMPOUNDS, _CANDIDATES = 60, 400
_SHORTEST_WORD, _SHORTEST_STEM, _SHORTEST_HEAD, _SHORTEST_TAIL = 4, 3, 3, 4
# What joins the parts of a Danish compound (`sundhed-s-klynge`, `klyng-e-styregruppe`).
_JOINTS = ("", "s", "e", "es", "er", "en", "n", "r")
_LONG_FORMS = 6
_LONGEST_LONG_FORM = 10


@dataclass(frozen=True, slots=True)
class Expression:
    """An expression for `MATCH`, and what to mark in a text: stems that fit as whole words, phrases, and beginnings of words."""

    match: str
    stems: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    prefixes: tuple[str, ...]


class _Marks:
    def __init__(self) -> None:
        self.stems: set[str] = set()
        self.phrases: list[tuple[str, ...]] = []
        self.prefixes: list[str] = []


def expand(conn: sqlite3.Connection, query: Query) -> Expression:
    """The expression for a query, `match` empty where it has no words. It never holds anything but stems in quotes."""
    marks = _Marks()
    parts, index = [], 0
    while index < len(query.groups):
        used, part = _long_form(conn, query.groups[index:], marks)
        if not used:
            used, part = 1, _any(_term(conn, term, marks) for term in query.groups[index])
        parts.append(part)
        index += used
    match = " AND ".join(parts)
    if match and query.excluded:
        without = _any(_term(conn, term, _Marks(), widen=False) for term in query.excluded)
        match = f"({match}) NOT {without}"
    return Expression(match, frozenset(marks.stems), tuple(marks.phrases), tuple(marks.prefixes))


def _any(alternatives: Iterable[str]) -> str:
    found = list(dict.fromkeys(alternatives))
    return found[0] if len(found) == 1 else f"({' OR '.join(found)})"


def _quote(parts: Iterable[str]) -> str:
    return f'"{" ".join(parts)}"'


def _term(conn: sqlite3.Connection, term: Term, marks: _Marks, *, widen: bool = True) -> str:
    parts = tuple(stem(word) for word in term.words)
    if term.prefix:
        return _prefix(term, parts, marks)
    alternatives = [_quote(parts)]
    _mark(marks, parts)
    if widen and not term.quoted:
        for long_form in _long_forms(conn, " ".join(term.words)):
            alternatives.append(_quote(long_form))
            _mark(marks, long_form)
        if len(parts) == 1:
            found = compounds(conn, term.words[0], parts[0])
            alternatives += [_quote([word]) for word in found]
            marks.stems.update(found)
    return _any(alternatives)


def _prefix(term: Term, parts: tuple[str, ...], marks: _Marks) -> str:
    """The beginning of a word as typed; since the index holds stems, its own stem counts too."""
    marks.prefixes.append(term.words[-1])
    typed = f"{_quote((*parts[:-1], term.words[-1]))} *"
    if len(parts) > 1:
        return typed
    marks.stems.update(parts)
    return _any([typed, _quote(parts)])


def _mark(marks: _Marks, parts: Sequence[str]) -> None:
    if len(parts) == 1:
        marks.stems.add(parts[0])
    elif parts:
        marks.phrases.append(tuple(parts))


def _long_forms(conn: sqlite3.Connection, short: str) -> list[tuple[str, ...]]:
    """What an acronym stands for in the documents, as stems, the most usual first."""
    query = (
        "SELECT long_key FROM acronyms WHERE short_key = ? AND long_key <> '' GROUP BY long_key ORDER BY count(*) DESC, long_key LIMIT ?"
    )
    return [tuple(row[0].split()) for row in conn.execute(query, (short, _LONG_FORMS))]


def _long_form(conn: sqlite3.Connection, groups: Sequence[tuple[Term, ...]], marks: _Marks) -> tuple[int, str]:
    """How many groups at the beginning are the long form of an acronym, and the expression that finds both; 0 for none."""
    plain = 0
    while plain < min(len(groups), _LONGEST_LONG_FORM) and len(groups[plain]) == 1 and not groups[plain][0].prefix:
        plain += 1
    for count in range(plain, 0, -1):
        long_form = [part for group in groups[:count] for part in stems(" ".join(group[0].words))]
        if len(long_form) > 1:
            query = "SELECT DISTINCT short_key FROM acronyms WHERE long_key = ? AND short_key <> '' ORDER BY short_key LIMIT ?"
            shorts = [tuple(stems(row[0])) for row in conn.execute(query, (" ".join(long_form), _LONG_FORMS))]
            if shorts:
                for parts in (tuple(long_form), *shorts):
                    _mark(marks, parts)
                words = _term_words(conn, groups[:count], marks)
                return count, _any([words, *(_quote(short) for short in shorts)])
    return 0, ""


def _term_words(conn: sqlite3.Connection, groups: Sequence[tuple[Term, ...]], marks: _Marks) -> str:
    return f"({' AND '.join(_term(conn, group[0], marks) for group in groups)})"


def compounds(conn: sqlite3.Connection, word: str, stemmed: str) -> list[str]:
    """The compounds in the documents that `word` is a part of, as stems: `sundhedsklyng` for `klynge`.

    As the last part it needs three letters before it; as another part, what follows must be a word of the documents by itself.
    """
    if len(word) < _SHORTEST_WORD or len(stemmed) < _SHORTEST_STEM or not stemmed.isalpha():
        return []
    query = (
        "SELECT word FROM search_words WHERE id IN (SELECT rowid FROM search_grams WHERE word MATCH ?) AND word <> ?"
        " ORDER BY uses DESC, word LIMIT ?"
    )
    candidates = [row[0] for row in conn.execute(query, (_quote([stemmed]), stemmed, _CANDIDATES))]
    known = _known(conn, {tail for candidate in candidates for tail in _tails(candidate, stemmed)})
    return [candidate for candidate in candidates if _is_compound(candidate, stemmed, known)][:_COMPOUNDS]


def _tails(candidate: str, stemmed: str) -> list[str]:
    rest = candidate[candidate.index(stemmed) + len(stemmed) :] if stemmed in candidate else ""
    return [rest[len(joint) :] for joint in _JOINTS if rest.startswith(joint) and len(rest) - len(joint) >= _SHORTEST_TAIL]


def _is_compound(candidate: str, stemmed: str, known: set[str]) -> bool:
    head = candidate[: candidate.find(stemmed)]
    if candidate.endswith(stemmed) and len(candidate) - len(stemmed) >= _SHORTEST_HEAD:
        return True
    return (not head or len(head) >= _SHORTEST_HEAD) and any(tail in known for tail in _tails(candidate, stemmed))


def _known(conn: sqlite3.Connection, words: set[str]) -> set[str]:
    found: set[str] = set()
    listed = sorted(words)
    for start in range(0, len(listed), 500):
        part = listed[start : start + 500]
        found.update(row[0] for row in conn.execute(f"SELECT word FROM search_words WHERE word IN ({', '.join('?' * len(part))})", part))  # noqa: S608
    return found
