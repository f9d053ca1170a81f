"""Which figures are one person: what people entered comes first, then what is certain; nothing joins what was said to be two."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody entered: the figures of two sides are one person ('merge') or two ('split')."""

    id: int
    kind: str
    sides: tuple[tuple[str, ...], tuple[str, ...]]


@dataclass(slots=True)
class Said:
    """What the decisions say of pairs of figures; the later decision counts. `same` in order, the latest first.

    `taken_out`: figures that a split took out of a person; only people say whose they are, no evidence joins them to others.
    """

    same: list[Pair] = field(default_factory=list)
    apart: set[Pair] = field(default_factory=set)
    taken_out: set[str] = field(default_factory=set)


def what_was_said(decisions: Iterable[Decision]) -> Said:
    """The decisions (oldest first) as pairs that are one and pairs that are two."""
    state: dict[Pair, bool] = {}
    taken_out: set[str] = set()
    for decision in decisions:
        one, other = (sorted(side) for side in decision.sides)
        told = {_pair(*members): True for side in (one, other) for members in pairwise(side)}
        taken_out.update(other if decision.kind == "split" else ())
        told |= {_pair(mine, theirs): decision.kind == "merge" for mine in one for theirs in other if mine != theirs}
        for pair, same in told.items():
            state.pop(pair, None)
            state[pair] = same
    return Said([pair for pair, same in reversed(state.items()) if same], {pair for pair, same in state.items() if not same}, taken_out)


def clusters(figures: Sequence[str], said: Said, certain: Iterable[Pair], apart: Callable[[str, str], bool]) -> list[tuple[str, ...]]:
    """The figures in groups of one person each. apart: whether the evidence says that two figures are two people.

    What was entered overrides the evidence; of two entries that contradict each other the later one counts.
    """
    group = {identity: [identity] for identity in figures}

    def join(pairs: Iterable[Pair], forbidden: Callable[[str, str], bool]) -> None:
        for one, other in pairs:
            mine, theirs = group.get(one), group.get(other)
            if mine is None or theirs is None or mine is theirs:
                continue
            if any(forbidden(first, second) for first in mine for second in theirs):
                continue
            mine += theirs
            for member in theirs:
                group[member] = mine

    def entered(one: str, other: str) -> bool:
        return _pair(one, other) in said.apart

    join(said.same, entered)
    free = [pair for pair in certain if said.taken_out.isdisjoint(pair)]
    join(free, lambda one, other: entered(one, other) or apart(one, other))
    return sorted({tuple(sorted(members)) for members in group.values()})


def _pair(one: str, other: str) -> Pair:
    return (one, other) if one < other else (other, one)
