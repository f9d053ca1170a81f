"""Who is named in a document: the people of its attendance and its text by every wording, offices, and capitalised names."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cached_property

from referat.extract.attendance.roster import Roster
from referat.extract.people.name_shape import is_name_word, name_length
from referat.models.minutes import Attendee
from referat.models.names import is_first_name, is_surname

_CAPITAL = re.compile(r"[A-ZÆØÅ][^\W\d_]+(?:[-'’][A-ZÆØÅa-zæøå]+)*")
_INSIDE = re.compile(r"(?<=[a-zæøå,;] )[A-ZÆØÅ][\w-]+|\b[A-ZÆØÅ0-9]{2,6}\b(?!\.)")
_DEFINITE = re.compile(r"(?:ens|ets|nes|en|et|ne|n|s)$")
_NOUN_END = re.compile(r"(?:en|et|ne|er|erne|ing|hed|tion|ede|te)$")  # of Danish nouns and verbs: capital only as first word
_OWN_BODY = re.compile(r"(?:bestyrelsens|udvalgets|rådets|foreningens|klubbens|byrådets|kommunalbestyrelsens)\s+", re.I)
_CHAIRS = frozenset({"formanden", "borgmesteren", "regionsrådsformanden", "udvalgsformanden", "forkvinden", "mødelederen"})
_NO_NAMES = frozenset({"HR", "IT", "PR", "MED", "CVR", "PDF", "GDPR", "EU"})


class Cast:
    """Looks up the wordings that minutes use for people, offices and bodies."""

    def __init__(self, text: str, attendance: Sequence[Attendee], *, chair: str | None = None) -> None:
        self.text = text
        self.chair = None if "irigent" in text else chair  # who leads a general meeting is not the chairman
        self.roster = Roster(attendance)
        self._people: dict[str, str | None] = {}
        self._parts = [(row, [part.casefold() for part in row.name.value.split()]) for row in self.roster.people]

    def person(self, wording: str) -> str | None:
        """The full name of the person that the wording means, as far as the document gives it; None where it names no known person."""
        plain = " ".join(wording.split()).strip(" .,:;()")
        if plain not in self._people:
            self._people[plain] = self._person(plain)
        return self._people[plain]

    def _person(self, plain: str) -> str | None:
        if not plain[:1].isupper() or plain in _NO_NAMES:
            return None
        found = self.roster.resolve(plain) or self._by_part(plain)
        if found:
            return found.name.value
        if " " not in plain and not plain.isupper():
            part = self._with_part(plain)
            if part:
                return part
            named = self._full_names.get(plain, set())
            if len(named) == 1:
                return next(iter(named))
        return plain if self._looks_like_person(plain) else None

    def known(self, wording: str) -> bool:
        """Whether the attendance holds the person that the wording means."""
        return self.roster.resolve(wording.strip(" .,:;()")) is not None

    def holder(self, office: str) -> str | None:
        """The one person of the attendance who has the office ('formanden', 'Bestyrelsens formand'); None where not exactly one has."""
        own = _OWN_BODY.sub("", office.strip()).casefold()
        wanted = {own, _DEFINITE.sub("", own)}
        if " " in own:
            return None
        for test in (_is_role, _has_role):
            found = {
                row.name.value for row in self.roster.people if row.role and any(test(row.role.value.casefold(), word) for word in wanted)
            }
            if len(found) == 1:
                return next(iter(found))
            if found:
                return None
        return self._holder_in_text(own) or (self.chair if own in _CHAIRS else None)

    def _holder_in_text(self, office: str) -> str | None:
        """The one person whom the text calls by the office: 'direktør Eva Nørlund', 'Eva Nørlund, direktør'."""
        stem = re.escape(_DEFINITE.sub("", office))
        if len(stem) < 5:
            return None
        found: set[str] = set()
        for match in re.finditer(rf"(?i:\b{stem}(?:en|n)?)\s+(?=[A-ZÆØÅ][a-zæøå])", self.text):
            length = name_length(self.text[match.end() : match.end() + 60].split("\n")[0])
            if length and is_first_name(self.text[match.end() :].split(maxsplit=1)[0]):
                found.add(self.text[match.end() : match.end() + length])
        for match in re.finditer(rf"(?P<n>[A-ZÆØÅ][\w-]+(?: [A-ZÆØÅ][\w.-]*){{1,3}}),\s+{stem}\b(?!\s+for)", self.text):
            if is_first_name(match["n"].split()[0]):
                found.add(match["n"])
        return next(iter(found)) if len(found) == 1 else None

    def is_proper(self, word: str) -> bool:
        """Whether the document writes the word with a capital inside a sentence, or all in capitals, or several times and never small."""
        return word in self._inside or (
            len(word) > 3 and not _NOUN_END.search(word) and self._counts[word] >= 2 and self._counts[word.lower()] == 0
        )

    @cached_property
    def _counts(self) -> Counter[str]:
        return Counter(re.findall(r"\w+", self.text))

    @cached_property
    def _inside(self) -> frozenset[str]:
        return frozenset(_INSIDE.findall(self.text))

    @cached_property
    def _full_names(self) -> dict[str, set[str]]:
        """Full names anywhere in the text by their first name."""
        found: dict[str, set[str]] = defaultdict(set)
        for match in _CAPITAL.finditer(self.text):
            if is_first_name(match[0]):
                length = name_length(self.text[match.start() : match.start() + 60].split("\n")[0])
                name = self.text[match.start() : match.start() + length]
                if length and is_surname(name.split()[-1]):
                    found[match[0]].add(name)
        return found

    def _with_part(self, word: str) -> str | None:
        """The one person of the attendance who has the word among her names ('Skov' for 'Thomas Skov')."""
        found = {row.name.value for row in self.roster.people if word in row.name.value.split()}
        return next(iter(found)) if len(found) == 1 and word[:1].isupper() and len(word) > 2 else None

    def _by_part(self, plain: str) -> Attendee | None:
        """'Michael S. Hansen' for 'Michael Stær Hansen': every word begins one of the name's words, in order."""
        words = [word.strip(".").casefold() for word in plain.split()]
        if len(words) < 2:
            return None
        found = [row for row, parts in self._parts if _begins(words, parts)]
        return found[0] if len(found) == 1 else None

    def _looks_like_person(self, plain: str) -> bool:
        words = plain.split()
        if len(words) == 1:
            return is_first_name(plain, alone=True) or plain in self._full_names
        return (
            len(words) <= 4
            and all(is_name_word(word) for word in words)
            and is_first_name(words[0])
            and (is_surname(words[-1]) or len(words[-1].rstrip(".")) == 1)
        )


def _begins(words: list[str], name: list[str]) -> bool:
    index = 0
    for word in words:
        while index < len(name) and not name[index].startswith(word):
            index += 1
        if index == len(name):
            return False
        index += 1
    return True


def _is_role(role: str, word: str) -> bool:
    return role.split(",", maxsplit=1)[0].strip() == word


def _has_role(role: str, word: str) -> bool:
    return word in re.split(r"[\s,/]+", role)
