"""The people of one meeting: which names belong to the same person, and their ids."""

from __future__ import annotations

from typing import Any

from referat.db.keys import slug
from referat.models.minutes import Minutes


class Registry:
    """Gives every name its person; wordings that the reader has put together are one person."""

    def __init__(self, minutes: Minutes) -> None:
        self._names: dict[str, str] = {}
        self._canonical: dict[str, str] = {}
        for person in minutes.people:
            for mention in (person.name, *person.mentions):
                self._canonical.setdefault(_key(mention.value), person.name.value)

    def add(self, name: str) -> str:
        """The id of the person with this name, who then stands among the rows."""
        full = self._canonical.get(_key(name), name)
        identity = slug(full)
        self._names.setdefault(identity, " ".join(full.split()))
        return identity

    def rows(self) -> list[dict[str, Any]]:
        """The people that were added, by id."""
        return [{"id": identity, "name": name} for identity, name in sorted(self._names.items())]


def _key(name: str) -> str:
    return " ".join(name.casefold().split())
