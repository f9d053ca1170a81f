"""How likely two figures are one person, and why: by name, forum, organisation, role and years."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations

from referat.db.people.figures import Figure
from referat.models.likeness import likeness

PROPOSED_FROM = 0.7
_FAR_YEARS, _SHORT_YEARS, _SAME_ORGANISATION, _SHARED_PEOPLE = 30, 3, 0.85, 2
_SLIP = 0.88
# What a likeness of names is worth before anything else is known; the rest comes from forum, organisation, role and years.
_WORTH = {"same": 0.7, "order": 0.7, "short": 0.6, "slip": 0.55, "initial": 0.5, "first": 0.45}
_SAID = {
    "same": "samme navn",
    "order": "samme navn i anden rækkefølge",
    "short": "det ene navn er det andet forkortet",
    "slip": "næsten samme stavemåde",
    "initial": "samme efternavn og forbogstav",
    "first": "kun fornavnet",
}


@dataclass(frozen=True, slots=True)
class Link:
    """Two figures that may be one person. `certain`: exact enough to be put together without asking; others are proposals."""

    one: str
    other: str
    score: float
    reason: str
    certain: bool
    kind: str


class Evidence:
    """Weighs pairs of figures. attested: the wordings that documents themselves use for a figure."""

    def __init__(self, figures: Mapping[str, Figure], attested: Mapping[str, set[str]]) -> None:
        self._figures = figures
        self._attested = attested
        self._people: dict[str, set[tuple[str, ...]]] = defaultdict(set)
        for figure in figures.values():
            if figure.is_full:
                self._people[figure.circle].add(figure.words)

    def links(self) -> list[Link]:
        """Every pair that is certain or worth a proposal, the likeliest first."""
        found = [link for one, other in sorted(self._pairs()) if (link := self._weigh(self._figures[one], self._figures[other]))]
        return sorted(found, key=lambda link: (not link.certain, -link.score, link.one, link.other))

    def apart(self, one: Figure, other: Figure) -> bool:
        """Whether two figures cannot be one person: both on one attendance list, of different municipalities, or far apart in time."""
        if one.listed & other.listed and one.name_id != other.name_id:
            return True
        if one.circle == other.circle:
            return False
        strange = bool(one.places and other.places and not one.places & other.places)
        return strange or _years_between(one, other) > _FAR_YEARS

    def _pairs(self) -> Iterator[tuple[str, str]]:
        """Pairs that share a name, or a forum or surname and a beginning; all others are never one person."""
        blocks: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for identity, figure in self._figures.items():
            for key in _keys(figure):
                blocks[key].append(identity)
        seen: set[tuple[str, str]] = set()
        for members in blocks.values():
            for one, other in combinations(sorted(set(members)), 2):
                if (one, other) not in seen:
                    seen.add((one, other))
                    yield one, other

    def _weigh(self, one: Figure, other: Figure) -> Link | None:
        kind = name_kind(one.words, other.words)
        if kind is None or self.apart(one, other):
            return None
        near, said = self._nearness(one, other)
        if kind == "first" and (near < 1 or _years_between(one, other) > _SHORT_YEARS):
            return None
        known = kind != "first" and near >= 1 and self._is_attested(one, other)
        certain = known or self._is_certain(kind, near, one, other)
        score = _WORTH[kind] + 0.2 * near + _company(one, other)
        if kind == "slip":
            score -= 1 - likeness(one.name, other.name)
        score = round(max(0.95, score) if certain else min(score, 0.94), 2)
        if not certain and score < PROPOSED_FROM:
            return None
        reasons = [
            _SAID[kind],
            *said,
            *(["samme rolle"] if one.roles & other.roles else []),
            *(["begge navne i ét referat"] if known else []),
        ]
        return Link(one.id, other.id, score, ", ".join(reasons), certain, kind)

    def _is_certain(self, kind: str, near: float, one: Figure, other: Figure) -> bool:
        if kind in ("same", "order"):
            foreign = bool(one.organisations and other.organisations)
            return one.is_full and (near > 0 or not (foreign or _is_common(one.words)))
        return kind in ("short", "first") and near >= 1 and _years_between(one, other) <= _SHORT_YEARS and self._is_only(kind, one, other)

    def _is_only(self, kind: str, one: Figure, other: Figure) -> bool:
        """Whether the forum has one person alone that the shorter name can stand for."""
        shorter = min(one, other, key=lambda figure: (len("".join(figure.words)), figure.id))
        in_forum = {words for words in self._people[one.circle] if words != shorter.words and name_kind(shorter.words, words) == kind}
        return all(name_kind(mine, theirs) in ("same", "order", "short", "slip") for mine, theirs in combinations(sorted(in_forum), 2))

    def _nearness(self, one: Figure, other: Figure) -> tuple[float, list[str]]:
        """1 in the same forum, less with a shared organisation or shared people, 0 where nothing joins the two."""
        if one.circle == other.circle:
            return 1.0, ["samme forum"]
        if one.places & other.places:
            return 0.6, ["samme kommune"]
        if any(_same_organisation(mine, theirs) for mine in one.organisations for theirs in other.organisations):
            return 0.6, ["samme organisation"]
        shared = len((self._people[one.circle] & self._people[other.circle]) - {one.words, other.words})
        return (0.6, [f"foraene har {shared} andre til fælles"]) if shared >= _SHARED_PEOPLE else (0.0, [])

    def _is_attested(self, one: Figure, other: Figure) -> bool:
        return " ".join(one.words) in self._attested.get(other.id, ()) or " ".join(other.words) in self._attested.get(one.id, ())


def _keys(figure: Figure) -> Iterable[tuple[str, ...]]:
    words = figure.words
    if not words:
        return
    yield "forum", figure.circle, words[0]
    if figure.is_full:
        yield "name", *sorted(words)
        yield "ends", words[0][0], words[-1]
        yield "slip", words[0], words[-1][0]
        yield "spelt", figure.circle, words[0][0], words[-1][0]


def name_kind(one: tuple[str, ...], other: tuple[str, ...]) -> str | None:
    """How two names (their words) can be those of one person: same, order, short, first, slip, initial; None where they cannot."""
    if one == other:
        return "same"
    if Counter(one) == Counter(other):
        return "order"
    shorter, longer = sorted((one, other), key=lambda words: (len(words), len("".join(words))))
    if not shorter:
        return None
    if len(shorter) == 1:
        return "first" if len(longer) > 1 and longer[0] == shorter[0] else None
    if shorter[-1] == longer[-1] and _inner_agrees(shorter[1:-1], longer[1:-1]):
        if shorter[0] == longer[0]:
            return "short"
        if 1 in (len(shorter[0]), len(longer[0])) and shorter[0][0] == longer[0][0]:
            return "initial"
    return "slip" if _is_slip(shorter, longer) else None


def _inner_agrees(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Whether middle names do not contradict: none at all, or each the same or the initial of one that follows in order."""
    rest = iter(other)
    return all(any(mine == word or (1 in (len(mine), len(word)) and mine[0] == word[0]) for word in rest) for mine in one)


def _is_slip(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    if len(one) != len(other) or [word[0] for word in one] != [word[0] for word in other]:
        return False
    alike = [likeness(mine, theirs) for mine, theirs in zip(one, other, strict=True)]
    return min(alike) >= 0.75 and likeness(" ".join(one), " ".join(other)) >= _SLIP


def _is_common(words: tuple[str, ...]) -> bool:
    """Whether many people bear such a name: a first name and a patronymic."""
    return len(words) == 2 and words[-1].endswith("sen")


def _same_organisation(one: str, other: str) -> bool:
    return likeness(one, other, any_order=True) >= _SAME_ORGANISATION


def _company(one: Figure, other: Figure) -> float:
    """What roles and years add or take."""
    years = _years_between(one, other)
    return (0.05 if one.roles & other.roles else 0.0) + (0.05 if years <= 1 else -0.1 if years > 10 else 0.0)


def _years_between(one: Figure, other: Figure) -> int:
    """Whole years between the two periods; 0 where they meet or a date is missing."""
    if not (one.first and one.last and other.first and other.last):
        return 0
    return max(0, int(one.first[:4]) - int(other.last[:4]), int(other.first[:4]) - int(one.last[:4]))
