"""A query as expressions of the full-text index: stems, compounds of a word, and short and long forms that stand for each other."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import islice

from referat.db.search.indexing import BODY, number
from referat.db.search.query import Query, Term
from referat.db.search.stems import stem, stems

# How many compounds stand for one word (the most used), and how many are looked at to find them.
_COMPOUNDS, _CANDIDATES = 60, 400
_SHORTEST_WORD, _SHORTEST_STEM, _SHORTEST_FIRST, _SHORTEST_HEAD, _SHORTEST_TAIL = 4, 3, 4, 3, 4
# A word as written and a stem that are long enough to be the beginning of a compound whatever follows.
_LONG_WORD, _LONG_STEM = 6, 8
# What joins the parts of a Danish compound (`sundhed-s-klynge`, `klyng-e-styregruppe`).
_JOINTS = ("", "s", "e", "es", "er", "en", "n", "r")
_LONG_FORMS = 6
_BEGINNINGS, _SHORTEST_BEGINNING = 250, 3
_LONGEST_LONG_FORM = 10
# What a document says, without where and when.
EVERYWHERE = "title decision recommendation minutes tasks other"


@dataclass(frozen=True, slots=True)
class Group:
    """What one word or phrase may be found as: an expression, its single stems, and whether some of it names a body or a day."""

    match: str
    stems: frozenset[str]
    names_place: bool


@dataclass(frozen=True, slots=True)
class Expression:
    """What to find in the index, and what to mark in a text: stems that fit as whole words, phrases, and beginnings of words.

    It never holds anything but stems in quotes, and is false where the query has no words.
    """

    groups: tuple[Group, ...]
    without: str
    stems: frozenset[str]
    phrases: tuple[tuple[str, ...], ...]
    prefixes: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.groups)

    def within(self, columns: str) -> str:
        """For `MATCH`: entries that hold every group in these columns, and what is excluded in none.

        Of several groups some may be met by the body and the day of the meeting, as in `budget Økonomiudvalget 2021`, but not all.
        """
        several = len(self.groups) > 1
        parts = [f"{{{columns}{' body' if several and group.names_place else ''}}} : {group.match}" for group in self.groups]
        if several and self.names_place:
            parts.append(f"{{{columns}}} : ({' OR '.join(group.match for group in self.groups)})")
        return self._but(" AND ".join(parts))

    @property
    def names_place(self) -> bool:
        """Whether every group may name a body or a day."""
        return bool(self.groups) and all(group.names_place for group in self.groups)

    def at_place(self) -> str:
        """For `MATCH`: entries of meetings whose body and day are all that is asked for."""
        return self._but(" AND ".join(f"{{body}} : {group.match}" for group in self.groups))

    def _but(self, match: str) -> str:
        return f"({match}) NOT {{{EVERYWHERE}}} : {self.without}" if self.without else match


class _Marks:
    def __init__(self) -> None:
        self.stems: set[str] = set()
        self.phrases: list[tuple[str, ...]] = []
        self.prefixes: list[str] = []

    def add(self, other: _Marks) -> None:
        """Marks these too."""
        self.stems |= other.stems
        self.phrases += other.phrases
        self.prefixes += other.prefixes


def expand(conn: sqlite3.Connection, query: Query) -> Expression:
    """The expression for a query."""
    marks = _Marks()
    parts, index = [], 0
    while index < len(query.groups):
        own = _Marks()
        used, part = _long_form(conn, query.groups[index:], own)
        if not used:
            used, part = 1, _any(_term(conn, term, own) for term in query.groups[index])
        asked = {stem(word) for group in query.groups[index : index + used] for term in group for word in term.words}
        parts.append(Group(part, frozenset(own.stems), _names_place(conn, asked)))
        marks.add(own)
        index += used
    without = _any(_term(conn, term, _Marks()) for term in query.excluded) if query.excluded and parts else ""
    return Expression(tuple(parts), without, frozenset(marks.stems), tuple(marks.phrases), tuple(marks.prefixes))


def _names_place(conn: sqlite3.Connection, asked: Iterable[str]) -> bool:
    """Whether one of the stems stands in the name of a body or in the date of a meeting."""
    numbers = [number(BODY, word) for word in asked]
    query = f"SELECT 1 FROM search_values WHERE number IN ({', '.join('?' * len(numbers))}) LIMIT 1"  # noqa: S608
    return conn.execute(query, numbers).fetchone() is not None


def _any(alternatives: Iterable[str]) -> str:
    found = list(dict.fromkeys(alternatives))
    return found[0] if len(found) == 1 else f"({' OR '.join(found)})"


def _quote(parts: Iterable[str]) -> str:
    return f'"{" ".join(parts)}"'


def _term(conn: sqlite3.Connection, term: Term, marks: _Marks) -> str:
    parts = tuple(stem(word) for word in term.words)
    if term.prefix:
        return _prefix(conn, term, parts, marks)
    alternatives = [_quote(parts)]
    _mark(marks, parts)
    if not term.quoted:
        for long_form in _long_forms(conn, " ".join(term.words)):
            alternatives.append(_quote(long_form))
            _mark(marks, long_form)
        if len(parts) == 2:  # `el-biler` is `elbiler`
            alternatives.append(_quote([joined := stem("".join(term.words))]))
            marks.stems.add(joined)
        if len(parts) == 1:
            found = compounds(conn, term.words[0], parts[0])
            alternatives += [_quote([word]) for word in found]
            marks.stems.update(found)
    return _any(alternatives)


def _prefix(conn: sqlite3.Connection, term: Term, parts: tuple[str, ...], marks: _Marks) -> str:
    """The beginning of a word as typed; since the index holds stems, its own stem counts too."""
    marks.prefixes.append(term.words[-1])
    typed = f"{_quote((*parts[:-1], term.words[-1]))} *"
    if len(parts) > 1:
        return typed
    marks.stems.update(parts)
    # The index would put together all words that begin so before it gives the first hit; named, they are read only as far as needed.
    found = _beginning(conn, term.words[-1])
    return _any([*(_quote([word]) for word in found), _quote(parts)]) if found else _any([typed, _quote(parts)])


def _beginning(conn: sqlite3.Connection, start: str) -> list[str]:
    """The words of the documents that begin so; none where they are too many to name, or where not all of them are listed.

    Of one or two letters, with which nobody asks for anything, the most used words have to do.
    """
    if not start.isalpha():
        return []
    query = "SELECT word FROM search_words WHERE word >= ? AND word < ? ORDER BY uses DESC, word LIMIT ?"
    found = [row[0] for row in conn.execute(query, (start, f"{start}\U0010ffff", _BEGINNINGS + 1))]
    return found[:_BEGINNINGS] if len(found) <= _BEGINNINGS or len(start) < _SHORTEST_BEGINNING else []


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

    As the last part it needs three letters before it; as another part, what follows must be a word of the documents by itself, or the word
    so long that it is its beginning by no chance (`coronavirus`).
    """
    if len(word) < _SHORTEST_WORD or len(stemmed) < _SHORTEST_STEM or not stemmed.isalpha():
        return []
    query = (
        "SELECT word FROM search_words WHERE id IN (SELECT rowid FROM search_grams WHERE word MATCH ?) AND word <> ?"
        " ORDER BY uses DESC, word LIMIT ?"
    )
    candidates = [row[0] for row in conn.execute(query, (_quote([stemmed]), stemmed, _CANDIDATES))]
    known = _known(conn, {tail for candidate in candidates for tail in _tails(candidate, stemmed)})
    starts = tuple(start for start, shortest in ((word, _LONG_WORD), (stemmed, _LONG_STEM)) if len(start) >= shortest)
    # The stem of `leje` is also the beginning of `lejlighed`.
    first = word if len(stemmed) < _SHORTEST_FIRST else stemmed
    found = (
        word for word in candidates if _begins(word, starts) or _ends(word, stemmed) or (first in word and _is_part(word, stemmed, known))
    )
    return list(islice(found, _COMPOUNDS))


def _tails(candidate: str, stemmed: str) -> list[str]:
    rest = candidate[candidate.index(stemmed) + len(stemmed) :] if stemmed in candidate else ""
    return [rest[len(joint) :] for joint in _JOINTS if rest.startswith(joint) and len(rest) - len(joint) >= _SHORTEST_TAIL]


def _begins(candidate: str, starts: tuple[str, ...]) -> bool:
    return any(candidate.startswith(start) and len(candidate) - len(start) >= _SHORTEST_HEAD for start in starts)


def _ends(candidate: str, stemmed: str) -> bool:
    return candidate.endswith(stemmed) and len(candidate) - len(stemmed) >= _SHORTEST_HEAD


def _is_part(candidate: str, stemmed: str, known: set[str]) -> bool:
    head = candidate[: candidate.find(stemmed)]
    return (not head or len(head) >= _SHORTEST_HEAD) and any(tail in known for tail in _tails(candidate, stemmed))


def _known(conn: sqlite3.Connection, words: set[str]) -> set[str]:
    found: set[str] = set()
    listed = sorted(words)
    for start in range(0, len(listed), 500):
        part = listed[start : start + 500]
        found.update(row[0] for row in conn.execute(f"SELECT word FROM search_words WHERE word IN ({', '.join('?' * len(part))})", part))  # noqa: S608
    return found
