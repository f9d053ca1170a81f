"""Which later items take a task up again: pure, from the series of the body that gave it and of the body that may come back to it.

Candidates come from an index of the seldom words, so that the work grows with what is alike, not with all pairs.
"""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from referat.db.followups import explicit, signs
from referat.db.followups.reading import Duty, Matter, Met, Part, Series
from referat.db.followups.signs import Signs
from referat.db.followups.subjects import Frequency, Kind, Term, roots
from referat.models.likeness import likeness

_HORIZON = 730  # days
# A word is seldom up to this share of the items of a body, but at least and at most so many items.
_SELDOM, _SELDOM_LEAST, _SELDOM_MOST = 0.08, 6, 25
_THRESHOLD = 0.5
_SURE, _NAMED_ITEM = 0.97, 0.95
_MOST = 6  # later items of one task
_QUOTE = 320
_SAME_HEADING = 0.87
_IN_TITLE, _NAME, _LONGEST = 0.8, 1.2, 1.3
_ONE_WORD, _ONE_RARE, _RARE = 0.4, 0.8, 3


@dataclass(frozen=True, slots=True)
class Followup:
    """A later item that takes a task up again.

    reason: in Danish; section: where the quote stands; proposal: what it says of how it went.
    """

    task: str
    item: str
    score: float
    reason: str
    quote: str
    section: int | None
    proposal: explicit.Proposal | None


_Heading = tuple[str, Mapping[str, Term]]


@dataclass(frozen=True, slots=True)
class _Focus:
    """What a task is about: words of itself and its heading, words around it, and the headings it stands under."""

    own: Mapping[str, Term]
    around: Mapping[str, Term]
    headings: tuple[_Heading, ...]


class Followers:
    """The items of a body, ready to be asked which of them take a task up again."""

    def __init__(self, series: Series) -> None:
        self.series = series
        self._frequency = Frequency(_stems_of(matter) for matter in series.items.values())
        self._people = Frequency({stem for part in matter.parts for stem in part.people} for matter in series.items.values())
        self._dates = [meeting.date for meeting in series.meetings if meeting.is_minutes]
        self._limit = min(max(_SELDOM_LEAST, _SELDOM * len(series.items)), _SELDOM_MOST)
        self._index: dict[str, list[Part]] = defaultdict(list)
        self._cases: dict[str, list[Matter]] = defaultdict(list)
        for matter in series.items.values():
            if matter.case_number:
                self._cases[matter.case_number].append(matter)
            for part in parts_of(matter):
                for stem in {*part.heading_terms, *part.text_terms, *matter.title_terms}:
                    if self._is_seldom(stem):
                        self._index[stem].append(part)
        self._references = _references(series)

    def find(self, duty: Duty, source: Series) -> list[Followup]:
        """The later items that take the task up again, in order of time; at most one of each meeting."""
        given = source.meetings[duty.meeting]
        focus = _focus(duty, source.items.get(duty.item or ""))
        best: dict[str, tuple[float, Part, Signs]] = {}
        for part in self._candidates(focus, given, source):
            speaks = self._signs(duty, focus, part, given)
            score = speaks.score()
            if score >= _THRESHOLD and score > best.get(part.item, (0.0,))[0]:
                best[part.item] = (score, part, speaks)
        found = {identity: _followup(duty, focus, *rest) for identity, rest in best.items()}
        found |= {row.item: row for row in (*self._pointed_out(duty, source), *self._same_case(duty, source))}
        return self._nearest(found.values())

    def _is_seldom(self, stem: str) -> bool:
        return self._frequency.count(stem) <= self._limit

    def _candidates(self, focus: _Focus, given: Met, source: Series) -> list[Part]:
        wanted = {*focus.own, *(stem for _, words in focus.headings for stem in words)}
        parts = {id(part): part for stem in wanted for part in self._index.get(stem, ())}
        return [part for part in parts.values() if self._may_follow(part.meeting, given, source, within=_HORIZON)]

    def _may_follow(self, meeting: int, given: Met, source: Series, *, within: int | None = None) -> bool:
        """Whether a meeting comes later, within so many days, and is one of the same body or of the one that owns the task."""
        later = self.series.meetings[meeting]
        if not later.is_minutes or later.date <= given.date or (within is not None and _days(given, later) > within):
            return False
        return self.series is not source or source.follows(later, given)

    def _signs(self, duty: Duty, focus: _Focus, part: Part, given: Met) -> Signs:
        matter, later = self.series.items[part.item], self.series.meetings[part.meeting]
        own = self._shared(focus.own, part, matter.title_terms)
        around = self._shared(focus.around, part, {})
        told = signs.about(part, (term.stem for _, term in (*own, *around)))
        whole = sum(self._weight(term) for term in focus.own.values())
        headings = ((part.heading, part.heading_terms), (matter.title, matter.title_terms))
        owner, owner_weight = self._owner(duty, part)
        return Signs(
            words=tuple(term for _, term in sorted((*own, *around), key=lambda pair: (-pair[0], pair[1].stem))),
            own=(said := sum(value for value, _ in own)),
            around=sum(value for value, _ in around),
            coverage=said / whole if whole else 0.0,
            heading=max(
                *(self._same_heading(one, other) for one in focus.headings for other in headings),
                *(self._named_by(heading, duty) for heading in headings),
            ),
            owner=owner,
            owner_weight=owner_weight,
            cue=signs.cue(part, told),
            old_matters=any(explicit.lists_old_matters(text) for text in (part.heading, matter.printed_title) if text),
            repeated=signs.is_repeated(duty.quote, told),
            other_year=signs.tells_of_other_year(duty.quote, told),
            other_part=signs.tells_of_other_part(duty.quote, told),
            days=_days(given, later),
            meetings=bisect_right(self._dates, later.date) - bisect_right(self._dates, given.date),
        )

    def _owner(self, duty: Duty, part: Part) -> tuple[str | None, float]:
        """The first owner that the passage names, and how seldom items name her."""
        for owner in duty.owners:
            found = part.people.intersection(roots(owner.name)) if owner.is_person else ()
            if found:
                return owner.name, max(self._people.weight(stem) for stem in found)
        return None, 0.0

    def _shared(self, mine: Mapping[str, Term], part: Part, title: Mapping[str, Term]) -> list[tuple[float, Term]]:
        found = []
        for stem, term in mine.items():
            theirs = 1.0 if stem in part.heading_terms or stem in part.text_terms else _IN_TITLE if stem in title else 0.0
            if theirs and self._is_seldom(stem):
                found.append((self._weight(term) * theirs, term))
        # A compound counts once, not with its parts again.
        parts = {part for _, term in found for part in term.parts()}
        return [pair for pair in found if pair[1].written.lower() not in parts]

    def _weight(self, term: Term) -> float:
        """Seldom words, names and long compounds say most."""
        size = min(_LONGEST, 0.4 + len(term.written) / 14) if term.kind is Kind.WORD else _NAME
        return self._frequency.weight(term.stem) * size

    def _same_heading(self, one: _Heading, other: _Heading) -> float:
        """How much it says that two headings name the same: little where they are a word that comes again and again."""
        mine, theirs = set(one[1]), set(other[1])
        both = mine & theirs
        if not (both in (mine, theirs) or likeness(one[0], other[0]) >= _SAME_HEADING):
            return 0.0
        seldom = [self._frequency.count(stem) for stem in both if self._is_seldom(stem)]
        if not seldom:
            return 0.0
        return 1.0 if len(both) > 1 else _ONE_WORD if min(seldom) > _RARE else _ONE_RARE

    def _named_by(self, heading: _Heading, duty: Duty) -> float:
        """How much it says that a later heading is nothing but words of the task."""
        words = heading[1].keys() & duty.quote_terms.keys()
        named = bool(words) and len(words) == len(heading[1]) and min(map(self._frequency.count, words)) <= _RARE
        return _ONE_RARE * named

    def _same_case(self, duty: Duty, source: Series) -> Iterator[Followup]:
        item = source.items.get(duty.item or "")
        for matter in self._cases.get(item.case_number, ()) if item and item.case_number else ():
            if self._may_follow(matter.meeting, source.meetings[duty.meeting], source):
                part = parts_of(matter)[-1]
                reason = f"samme sagsnummer: {matter.case_number}"
                yield Followup(duty.id, matter.id, _SURE, reason, shown(part), part.section, explicit.proposal(part.text))

    def _pointed_out(self, duty: Duty, source: Series) -> Iterator[Followup]:
        """Passages that name the item of the task: `jf. punkt 5 fra sidst`."""
        for part, words in self._references.get(duty.item or "", ()) if source is self.series else ():
            if self._may_follow(part.meeting, source.meetings[duty.meeting], source):
                yield Followup(duty.id, part.item, _NAMED_ITEM, f"„{words}“", shown(part), part.section, explicit.proposal(part.text))

    def _nearest(self, found: Iterable[Followup]) -> list[Followup]:
        """The best of each meeting; of many meetings the first."""
        best: dict[int, Followup] = {}
        for row in sorted(found, key=lambda row: (-row.score, row.item)):
            best.setdefault(self.series.items[row.item].meeting, row)
        return [best[meeting] for meeting in sorted(best)[:_MOST]]


def parts_of(matter: Matter) -> tuple[Part, ...]:
    """The passages of an item; of one without text its title."""
    return matter.parts or (Part(matter.id, matter.meeting, None, "", matter.printed_title, {}, matter.title_terms, frozenset()),)


def shown(part: Part) -> str:
    """The passage as a quote, with its heading."""
    text = part.text if len(part.text) <= _QUOTE else f"{part.text[: _QUOTE - 1].rstrip()}…"
    return f"{part.heading}: {text}" if part.heading and not text.startswith(part.heading) else text


def _references(series: Series) -> dict[str, list[tuple[Part, str]]]:
    """The passages that name an item of an earlier meeting, by that item."""
    items = {(matter.meeting, matter.number): matter.id for matter in series.items.values() if matter.number}
    found: dict[str, list[tuple[Part, str]]] = defaultdict(list)
    for matter in series.items.values():
        for part in matter.parts:
            here = series.meetings[part.meeting]
            named = explicit.reference(part.text, anchor=dt.date.fromisoformat(here.date))
            earlier = _meeting_meant(series, here, named.day) if named else None
            item = items.get((earlier, named.number)) if named and earlier is not None else None
            if named and item:
                found[item].append((part, named.words))
    return found


def _meeting_meant(series: Series, here: Met, day: dt.date | None) -> int | None:
    """The place of the meeting of that day; without a day the last one of the same forum before this."""
    before = [meeting for meeting in series.meetings[: here.place] if meeting.forum == here.forum and meeting.date < here.date]
    if day is not None:
        before = [meeting for meeting in before if meeting.date == day.isoformat()]
    return before[-1].place if before else None


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
    own = {**heading[1], **duty.quote_terms}
    # A task without words of its own has the title's: that then says nothing more.
    headings = (heading, title) if own else (heading,)
    own = own or dict(title[1])
    around = {**title[1], **(duty.at.text_terms if duty.at else {})}
    return _Focus(own, {stem: term for stem, term in around.items() if stem not in own}, headings)


def _followup(duty: Duty, focus: _Focus, score: float, part: Part, speaks: Signs) -> Followup:
    told, whole = signs.told_of(part, focus.own)
    suggests = explicit.proposal(told) or explicit.proposal(whole)
    quote = shown(replace(part, text=whole))
    return Followup(duty.id, part.item, round(min(score, _SURE), 2), speaks.reason(), quote, part.section, suggests)
