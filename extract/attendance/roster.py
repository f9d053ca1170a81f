"""The people of a meeting by the wordings that minutes use for them: full name, first name, initials."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable

from referat.models.minutes import Attendee


class Roster:
    """Looks a wording up among the attendance; a first name or initials count only where one person has them."""

    def __init__(self, people: Iterable[Attendee]) -> None:
        self.people = list(people)
        self._by: dict[str, set[int]] = defaultdict(set)
        for index, row in enumerate(self.people):
            name = row.name.value
            words = [word for word in re.split(r"[\s-]+", name.replace(".", " ")) if word]
            self._by[name.casefold()].add(index)
            self._by[words[0].casefold()].add(index)
            self._by["#" + "".join(word[0] for word in words)].add(index)
            if len(words) > 2:
                self._by[f"{words[0]} {words[-1]}".casefold()].add(index)

    def resolve(self, wording: str) -> Attendee | None:
        """The one person that the wording can mean; None where nobody or several can be meant."""
        plain = " ".join(wording.split()).rstrip(".")
        found = self._by.get(plain.casefold())
        if not found and plain.isupper() and len(plain) <= 4:
            found = self._by.get("#" + plain)
        if not found and " " in plain:
            found = self._abbreviated(plain)
        return self.people[next(iter(found))] if found and len(found) == 1 else None

    def _abbreviated(self, plain: str) -> set[int]:
        """People whose name has the same first and last word ('Hans P. Vad' for 'Hans Peter Vad')."""
        words = plain.split()
        return {
            index
            for index, row in enumerate(self.people)
            if (other := row.name.value.split()) and len(other) > 1 and other[0] == words[0] and other[-1] == words[-1]
        }
