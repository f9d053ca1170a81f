"""The people a document names: each with every wording of the name and its place.

Names of the attendance list come first, then full names by the name list and by titles, then short wordings of both: first name, surname,
initials, genitive, a slip of spelling. Streets, schools and firms that are named after somebody are no people.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from referat.extract.people.name_runs import Token, is_dedicated, is_month, name_in, named_after, owns_place, runs, stands_after_title
from referat.models.fact import Fact
from referat.models.likeness import same_name
from referat.models.minutes import Person
from referat.models.names import is_first_name, is_surname, municipalities
from referat.models.place import Span


@dataclass(frozen=True, slots=True)
class Mention:
    """A person named at text[start:end]. `name`: the fullest name the document has for her. `rule`: what found it."""

    start: int
    end: int
    name: str
    rule: str


_SIGNATURE = re.compile(r"(?<![\w-])[A-ZÆØÅ]{2,4}(?![\w-])")
_SLASHED = re.compile(r"(?<![\w/-])[A-ZÆØÅ]{2,4}(?:/[A-ZÆØÅ]{2,4})+(?![\w/-])")
_ABBREVIATED = re.compile(r"Jan\.?\s?(?:[-–/.]|\d)")  # the month
_MR = re.compile(r"\b(?:hr|fr|fru|frk|frøken|herr)\.?\s$", re.IGNORECASE)
_LOWER = re.compile(r"(?<!\w)[a-zæøå]{2,}(?!\w)")
_DEFINED = re.compile(r"\s?\(([A-ZÆØÅ]{2,4})\)")


def find_people(text: str, roster: Sequence[str] = ()) -> tuple[Person, ...]:
    """The people of a text in the order they are first named. roster: the names of the attendance list, as read."""
    found: dict[str, list[Mention]] = {}
    for mention in find_mentions(text, roster):
        found.setdefault(mention.name, []).append(mention)
    return tuple(_person(text, name, mentions) for name, mentions in found.items())


def _person(text: str, name: str, mentions: list[Mention]) -> Person:
    full = next((mention for mention in mentions if text[mention.start : mention.end] == name), mentions[0])
    facts = tuple(
        Fact(" ".join(text[mention.start : mention.end].split()), (Span(mention.start, mention.end),), mention.rule) for mention in mentions
    )
    return Person(Fact(name, (Span(full.start, full.end),), full.rule), facts)


def find_mentions(text: str, roster: Sequence[str] = ()) -> list[Mention]:
    """Every mention of a person in order, without overlaps."""
    names = _Names(roster)
    rest: list[list[Token]] = []
    mentions: list[Mention] = []
    words = frozenset(_LOWER.findall(text))
    for run in runs(text):
        mentions += _full_names(text, run, names, rest, words)
    names.close()
    short: list[list[Token]] = []
    for run in rest:  # names that were recognised further down the text
        mentions += _full_names(text, run, names, short, None)
    mentions += [mention for run in short for token in run if (mention := _short(text, token, names))]
    mentions += _signatures(text, names, mentions)
    return sorted(mentions, key=lambda mention: mention.start)


def _full_names(text: str, run: list[Token], names: _Names, rest: list[list[Token]], words: frozenset[str] | None) -> Iterable[Mention]:
    """The full names in a run; what is left over goes to `rest`. words: the text's words in lower case; None: known names only."""
    while run:
        place, rule = names.in_roster(run), "people.roster"
        listed = name_in(run, titled=stands_after_title(text, run[0].start), words=words) if words is not None else None
        if place is None or (listed and listed[0] < place[0] and place[1] <= listed[1]):  # 'Inge Meta Holm' holds 'Meta Holm'
            place, rule = listed, "people.list"
        if place is None:
            rest.append(run)
            return
        first, last = place
        rest.append(run[:first])
        start, end = run[first].start, run[last - 1].end
        run = run[last:]
        if not named_after(text, end) and not is_dedicated(text, start):
            name = names.add(" ".join(text[start:end].split()))
            defined = _DEFINED.match(text, end)
            if defined:
                names.sign(defined[1], name)
            yield Mention(start, end, name, rule)


def _short(text: str, token: Token, names: _Names) -> Mention | None:
    """A first name or a surname by itself."""
    named = named_after(text, token.end) or is_dedicated(text, token.start) or owns_place(text, token)
    if named or token.text in municipalities():
        return None
    if (not is_first_name(token.text, alone=True) and is_month(text, token.start)) or _ABBREVIATED.match(text, token.start):
        return None
    name = names.by_word(token.text)
    if name and (token.alone or name.startswith(token.text)):  # 'Sønder Ankersø' is not the member Ankersø
        return Mention(token.start, token.end, name, "people.short")
    if is_first_name(token.text, alone=True):
        return Mention(token.start, token.end, names.slip(token.text) or token.text, "people.first")
    if is_surname(token.text) and _MR.search(text, max(0, token.start - 8), token.start):
        return Mention(token.start, token.end, token.text, "people.surname")
    return None


def _signatures(text: str, names: _Names, mentions: list[Mention]) -> Iterable[Mention]:
    """Initials that stand for somebody: those given in brackets behind a name, and three or more of a whole name.

    Letters in brackets behind anything else are an acronym of that.
    """
    ends = {mention.end for mention in mentions}
    acronyms = {match[1] for match in _DEFINED.finditer(text) if match.start() not in ends}
    if not names.signatures:
        return
    several = {  # 'AF/JH' where both are somebody's
        place
        for match in _SLASHED.finditer(text)
        if all(part in names.signatures for part in match[0].split("/"))
        for place in range(match.start(), match.end())
    }
    for match in _SIGNATURE.finditer(text):
        if "/" in (text[match.start() - 1 : match.start()], text[match.end() : match.end() + 1]) and match.start() not in several:
            continue
        name = names.signatures.get(match[0])
        if name and match[0] not in acronyms:
            yield Mention(match.start(), match.end(), name, "people.signature")


class _Names:
    """The full names of a document and what else they can be called."""

    def __init__(self, roster: Sequence[str]) -> None:
        self.full: list[str] = []
        self.signatures: dict[str, str] = {}
        self._roster: dict[str, list[tuple[str, ...]]] = defaultdict(list)
        self._words: dict[str, set[str]] = defaultdict(set)
        for name in roster:
            self.add(name)

    def in_roster(self, run: list[Token]) -> tuple[int, int] | None:
        """The first known name of two words or more in the run, letter by letter."""
        texts = [token.text for token in run]
        for first, text in enumerate(texts):
            for words in sorted(self._roster.get(text, ()), key=len, reverse=True):
                if len(words) > 1 and tuple(texts[first : first + len(words)]) == words:
                    return first, first + len(words)
        return None

    def add(self, name: str) -> str:
        """The name under which this one is kept: an earlier one that is the same but for a slip, an initial or a middle name."""
        for known in self.full:
            if known == name or same_name(known, name) or _abbreviates(known, name):
                return known
        words = tuple(name.split())
        if words:
            self.full.append(name)
            self._roster[words[0]].append(words)
        return name

    def sign(self, initials: str, name: str) -> None:
        """These initials stand for this person."""
        self.signatures[initials] = name

    def close(self) -> None:
        """All full names are known: look-up by first name, surname and initials."""
        for name in self.full:
            words = name.split()
            self._words[words[0]].add(name)
            if len(words) > 1:
                self._words[words[-1]].add(name)
            initials = "".join(word[:1] for word in re.split(r"[\s-]+", name))
            if len(initials) >= 3:
                self.signatures.setdefault(initials, name)

    def by_word(self, word: str) -> str | None:
        """The one person with this first name or surname; the word itself where several have it and it is a first name."""
        found = self._words.get(word, set())
        if len(found) == 1:
            return next(iter(found))
        return word if found and is_first_name(word, alone=True) else None

    def slip(self, word: str) -> str | None:
        """The one person whose first name is this but for one letter more or less ('Annette', 'Anette')."""
        near = {name for other, names in self._words.items() if _one_letter_more(word, other) for name in names if name.startswith(other)}
        return next(iter(near)) if len(near) == 1 else None


def _abbreviates(known: str, name: str) -> bool:
    """'Keld I. Holm', 'Keld Holm' and 'Keld Ivan Holm' are one: the same ends, and nothing between that contradicts."""
    mine, theirs = known.split(), name.split()
    if len(mine) < 2 or len(theirs) < 2 or mine[0] != theirs[0]:
        return False
    if mine[-1] != theirs[-1]:  # 'Ida Marie' and 'Ida Marie Vad'
        return all(is_first_name(word) for word in theirs) and mine[: len(theirs)] == theirs
    inner, other = mine[1:-1], theirs[1:-1]
    return not inner or not other or all(one[0] == two[0] for one, two in zip(inner, other, strict=False))


def _one_letter_more(one: str, two: str) -> bool:
    longer, shorter = (one, two) if len(one) > len(two) else (two, one)
    if not len(longer) == len(shorter) + 1 >= 5:
        return False
    return any(longer[:index] + longer[index + 1 :] == shorter for index in range(1, len(longer)))
