"""Counting what was right, missed and false, field by field."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeVar

G = TypeVar("G")
P = TypeVar("P")


@dataclass(slots=True)
class Tally:
    """Right, missed and false of one field, and what was wrong in words."""

    hit: float = 0
    miss: float = 0
    false: float = 0
    errors: list[str] = field(default_factory=list)

    @property
    def f1(self) -> float | None:
        """F1, or None where there was nothing to find and nothing was found."""
        total = 2 * self.hit + self.miss + self.false
        return 2 * self.hit / total if total else None

    @property
    def precision(self) -> float | None:
        """The share of what was found that is right."""
        return self.hit / (self.hit + self.false) if self.hit + self.false else None

    @property
    def recall(self) -> float | None:
        """The share of what is there that was found."""
        return self.hit / (self.hit + self.miss) if self.hit + self.miss else None

    def add(self, other: Tally) -> None:
        """Counts another tally in."""
        self.hit += other.hit
        self.miss += other.miss
        self.false += other.false
        self.errors += other.errors

    def bags(self, gold: Counter[Hashable], found: Counter[Hashable], error: str = "") -> None:
        """Counts two bags of things; `error` begins the words about a difference, "" writes none."""
        self.hit += (gold & found).total()
        self.miss += (gold - found).total()
        self.false += (found - gold).total()
        if error:
            self.errors += [f"{error} missed: {thing}" for thing in gold - found]
            self.errors += [f"{error} false: {thing}" for thing in found - gold]

    def value(self, gold: Any, found: Any, *, same: Callable[[Any, Any], bool] | None = None, where: str = "") -> None:
        """Counts a value that is stated once: right, missed (only in gold), false (only found), or both (found another)."""
        if gold in (None, "") and found in (None, ""):
            return
        if same(gold, found) if same and gold and found else gold == found:
            self.hit += 1
            return
        self.miss += gold not in (None, "")
        self.false += found not in (None, "")
        self.errors.append(f"{where}: gold {gold!r}, found {found!r}")


def pair(gold: Sequence[G], found: Sequence[P], similarity: Callable[[G, P], float], at_least: float) -> list[tuple[G | None, P | None]]:
    """Pairs of gold and found things, the most alike first, each in one pair; what has no partner stands beside None.

    Equally alike pairs are taken in the order of the documents.
    """
    scores = sorted(((-similarity(mine, theirs), i, j) for i, mine in enumerate(gold) for j, theirs in enumerate(found)))
    left, right = dict(enumerate(gold)), dict(enumerate(found))
    pairs: list[tuple[G | None, P | None]] = []
    for value, i, j in scores:
        if -value >= at_least and i in left and j in right:
            pairs.append((left.pop(i), right.pop(j)))
    return [*pairs, *((mine, None) for mine in left.values()), *((None, theirs) for theirs in right.values())]
