"""Which later items take a task up again: pure, from the series of the body that gave it and of the body that may come back to it.

Candidates come from an index of the seldom words, so that the work grows with what is alike, not with all pairs.
"""

from __future__ import annotations

import datetime as dt
import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from referat.db.followups import explicit
from referat.db.followups.reading import Duty, Matter, Met, Part, Series
from referat.db.followups.subjects import Frequency, Kind, Term
from referat.db.search.stems import stems
from referat.models.likeness import likeness

DEBUG = False
_HORIZON = 730  # days
# A word is seldom up to this share of the items of a body, but at least and at most so many items.
_SELDOM, _SELDOM_LEAST, _SELDOM_MOST = 0.08, 6, 25
_THRESHOLD = 0.6
_MOST = 6
_QUOTE = 320
_SAME_HEADING = 0.87
_SURE = 0.97
_OF_TITLE, _NAMED = 0.8, 1.2
_LONGEST = 1.3
_SOON = {1: 0.15, 2: 0.08}
_ONE_WORD, _ONE_RARE, _RARE = 0.4, 0.8, 3
_CONTEXT_MOST = 1.2


@dataclass(frozen=True, slots=True)
class Followup:
    """A later item that takes a task up again. reason: in Danish; section: where the quote stands; proposal: what it says of how it went."""

    task: str
    item: str
    score: float
    reason: str
    quote: str
    section: int | None
    proposal: explicit.Proposal | None


@dataclass(frozen=True, slots=True)
class _Signs:
    """What speaks for a passage. central: shared words of the task itself and its heading; context: of what stands around it.

    coverage: how much of the task's own words is shared; heading: how much the same heading says; days: how long after.
    """

    words: tuple[Term, ...]
    central: float
    context: float
    coverage: float
    heading: float
    owner: str | None
    owner_weight: float
    cue: str | None
    old_matters: bool
    days: int
    meetings: int


_Heading = tuple[str, Mapping[str, Term]]


@dataclass(frozen=True, slots=True)
class _Focus:
    """What a task is about: words of itself and its heading, words around it, and the headings it stands under."""

    central: Mapping[str, Term]
    context: Mapping[str, Term]
    headings: tuple[_Heading, ...]


class Followers:
    """The items of a body, ready to be asked which of them take a task up again."""

    def __init__(self, series: Series) -> None:
        self.series = series
        self.dbg = {}
        self.frequency = Frequency(_stems_of(matter) for matter in series.items.values())
        self.people = Frequency({stem for part in matter.parts for stem in part.people} for matter in series.items.values())
        self._dates = [meeting.date for meeting in series.meetings if meeting.is_minutes]
        self._limit = min(max(_SELDOM_LEAST, _SELDOM * len(series.items)), _SELDOM_MOST)
        self._index: dict[str, list[Part]] = defaultdict(list)
        self._cases: dict[str, list[Matter]] = defaultdict(list)
        for matter in series.items.values():
            if matter.case_number:
                self._cases[matter.case_number].append(matter)
            for part in matter.parts or (_title_part(matter),):
                for stem in {*part.heading_terms, *part.text_terms, *matter.title_terms}:
                    if self.is_seldom(stem):
                        self._index[stem].append(part)

    def is_seldom(self, stem: str) -> bool:
        """Whether a word stands in so few items that it names a subject."""
        return self.frequency.count(stem) <= self._limit

    def find(self, duty: Duty, source: Series) -> list[Followup]:
        """The later items that take the task up again, in order of time."""
        given = source.meetings[duty.meeting]
        item = source.items.get(duty.item or "")
        own = _focus(duty, item)
        best: dict[str, tuple[float, Part, _Signs]] = {}
        for part in self._candidates(own, given, source):
            signs = self._signs(duty, own, part, given)
            score = _score(signs)
            if DEBUG:
                self.dbg[duty.id, part.item] = max(
                    self.dbg.get((duty.id, part.item), (0,)),
                    (score, signs.central, signs.coverage, signs.context, signs.heading, signs.days, part.text),
                )
            if score >= _THRESHOLD and score > best.get(part.item, (0.0,))[0]:
                best[part.item] = (score, part, signs)
        found = {identity: _followup(duty, *rest) for identity, rest in best.items()}
        found |= {row.item: row for row in self._named(duty, item, source)}
        return self._nearest(found.values())

    def _candidates(self, own: _Focus, given: Met, source: Series) -> list[Part]:
        parts = {id(part): part for stem in own.central for part in self._index.get(stem, ())}
        return [part for part in parts.values() if self._may_follow(self.series.meetings[part.meeting], given, source)]

    def _may_follow(self, later: Met, given: Met, source: Series, *, ever: bool = False) -> bool:
        if not later.is_minutes or later.date <= given.date:
            return False
        if not ever and _days(given, later) > _HORIZON:
            return False
        known = not source.has_name_only and (later.forum == given.forum or self.series is not source)
        return known or len(later.people & given.people) > 1

    def _signs(self, duty: Duty, own: _Focus, part: Part, given: Met) -> _Signs:
        matter, later = self.series.items[part.item], self.series.meetings[part.meeting]
        central = self._shared(own.central, part, matter.title_terms)
        context = self._shared(own.context, part, {})
        words = sorted((*central, *context), key=lambda pair: (-pair[0], pair[1].stem))
        whole = sum(self._weight(term) for term in own.central.values())
        headings = ((part.heading, part.heading_terms), (matter.title, matter.title_terms))
        return _Signs(
            words=tuple(term for _, term in words),
            central=(said := sum(value for value, _ in central)),
            context=sum(value for value, _ in context),
            coverage=said / whole if whole else 0.0,
            heading=max((self._same_heading(one, other) for one in own.headings for other in headings), default=0.0),
            **self._owner(duty, part),
            cue=next((words for text in (part.heading, part.text) if (words := explicit.taken_up(text))), None),
            old_matters=any(explicit.lists_old_matters(text) for text in (part.heading, matter.printed_title) if text),
            days=_days(given, later),
            meetings=bisect_right(self._dates, later.date) - bisect_right(self._dates, given.date),
        )

    def _owner(self, duty: Duty, part: Part) -> dict[str, Any]:
        """The first owner that the passage names, and how seldom items name her."""
        for owner in duty.owners:
            found = part.people.intersection(stems(owner.name)) if owner.is_person else ()
            if found:
                return {"owner": owner.name, "owner_weight": max(self.people.weight(stem) for stem in found)}
        return {"owner": None, "owner_weight": 0.0}

    def _shared(self, mine: Mapping[str, Term], part: Part, title: Mapping[str, Term]) -> list[tuple[float, Term]]:
        found = []
        for stem, term in mine.items():
            theirs = 1.0 if stem in part.heading_terms or stem in part.text_terms else _OF_TITLE if stem in title else 0.0
            if theirs and self.is_seldom(stem):
                found.append((self._weight(term) * theirs, term))
        return found

    def _weight(self, term: Term) -> float:
        return self.frequency.weight(term.stem) * (min(_LONGEST, 0.4 + len(term.written) / 14) if term.kind is Kind.WORD else _NAMED)

    def _same_heading(self, one: _Heading, other: _Heading) -> float:
        """How much it says that two headings name the same: little where they are a word that comes again and again."""
        mine, theirs = set(one[1]), set(other[1])
        both = mine & theirs
        if not (both == mine or both == theirs or likeness(one[0], other[0]) >= _SAME_HEADING):
            return 0.0
        seldom = [self.frequency.count(stem) for stem in both if self.is_seldom(stem)]
        if not seldom:
            return 0.0
        return 1.0 if len(both) > 1 else _ONE_WORD if min(seldom) > _RARE else _ONE_RARE

    def _named(self, duty: Duty, item: Matter | None, source: Series) -> Iterator[Followup]:
        """Items of the same case."""
        given = source.meetings[duty.meeting]
        for matter in self._cases.get(item.case_number, ()) if item and item.case_number else ():
            if self._may_follow(self.series.meetings[matter.meeting], given, source, ever=True):
                part = (matter.parts or (_title_part(matter),))[-1]
                text = _shown(part)
                yield Followup(
                    duty.id, matter.id, _SURE, f"samme sagsnummer {matter.case_number}", text, part.section, explicit.proposal(part.text)
                )

    def _nearest(self, found: Iterable[Followup]) -> list[Followup]:
        """The best of each meeting; of many meetings the first."""
        best: dict[int, Followup] = {}
        for row in sorted(found, key=lambda row: (-row.score, row.item)):
            best.setdefault(self.series.items[row.item].meeting, row)
        return [best[meeting] for meeting in sorted(best)[:_MOST]]


def _title_part(matter: Matter) -> Part:
    return Part(matter.id, matter.meeting, None, "", matter.printed_title, {}, matter.title_terms, frozenset())


def _stems_of(matter: Matter) -> set[str]:
    found = set(matter.title_terms)
    for part in matter.parts:
        found |= part.text_terms.keys() | part.heading_terms.keys()
    return found


def _days(given: Met, later: Met) -> int:
    return (dt.date.fromisoformat(later.date) - dt.date.fromisoformat(given.date)).days


def _focus(duty: Duty, item: Matter | None) -> _Focus:
    title = (item.title, item.title_terms) if item else ("", {})
    heading = (duty.at.heading, duty.at.heading_terms) if duty.at else ("", {})
    central = {**heading[1], **duty.quote_terms}
    around = {**title[1], **(duty.at.text_terms if duty.at else {})}
    return _Focus(central or title[1], {stem: term for stem, term in around.items() if stem not in central}, (heading, title))


def _score(signs: _Signs) -> float:
    if signs.central <= 0:
        return 0.0
    value = 0.6 * signs.central * (0.5 + 0.5 * math.sqrt(signs.coverage)) + 0.3 * min(signs.context, _CONTEXT_MOST) + 0.5 * signs.heading
    value += _SOON.get(signs.meetings, 0.0)
    value += 0.4 * signs.owner_weight + 0.25 * (bool(signs.cue) or signs.old_matters)
    return 1 - math.exp(-value * (1 - 0.35 * signs.days / _HORIZON))


def _followup(duty: Duty, score: float, part: Part, signs: _Signs) -> Followup:
    return Followup(
        duty.id, part.item, round(min(score, _SURE), 2), _reason(signs), _shown(part), part.section, explicit.proposal(part.text)
    )


def _reason(signs: _Signs) -> str:
    parts = ["samme overskrift"] if signs.heading else []
    for kind, label in ((Kind.ACRONYM, "forkortelser"), (Kind.NAME, "navne"), (Kind.WORD, "sjældne ord")):
        words = [term.written for term in signs.words if term.kind is kind][:4]
        parts += [f"{label}: {', '.join(words)}"] if words else []
    parts += [f"ansvarlig nævnt: {signs.owner}"] if signs.owner else []
    parts += [f"„{signs.cue}“"] if signs.cue else []
    parts += ["gennemgang af gamle sager"] if signs.old_matters else []
    return "; ".join(parts)


def _shown(part: Part) -> str:
    text = part.text if len(part.text) <= _QUOTE else f"{part.text[: _QUOTE - 1].rstrip()}…"
    return f"{part.heading}: {text}" if part.heading and not text.startswith(part.heading) else text
