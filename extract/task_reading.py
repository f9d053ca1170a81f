"""From a unit and its clauses to tasks: quotes, owners and deadlines with their places."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass

from referat.extract.cast import Cast
from referat.extract.clause_tree import Clause
from referat.extract.deadlines import DeadlineMatch, find_deadlines
from referat.extract.task_actions import action_of, plain_action
from referat.extract.task_owners import Actor, last_named, read_actors
from referat.extract.task_rules import Commitment, Context, commitments
from referat.extract.task_units import Placed, Unit
from referat.models.fact import Fact
from referat.models.kinds import Strength
from referat.models.minutes import Deadline, Owner, Task
from referat.models.place import Span
from referat.models.text import SourceText

_AT_MEETING = re.compile(
    r"\b(?:på|til|inden|før|forud\s+for|ved)\s+(?:[\w-]+\s+){0,3}?\w*(?:mødet?|generalforsamling(?:en)?|behandling(?:en)?)\b", re.I)
_REACH = 400  # characters before a sentence in which a pronoun finds whom it stands for


@dataclass(frozen=True, slots=True)
class Reader:
    """What is the same for every sentence of a document."""

    source: SourceText
    cast: Cast
    date: dt.date | None
    next_meeting: dt.date | None

    def deadlines(self, text: str) -> list[DeadlineMatch]:
        """The times after the meeting that a text names; none where the meeting's date is unknown."""
        return find_deadlines(text, anchor=self.date, next_meeting=self.next_meeting) if self.date else []

    def deadline(self, times: Sequence[DeadlineMatch], base: int, rule: str) -> Deadline | None:
        """The time that is most likely the deadline: one that names a day before a vague one, the first of equals."""
        match = min(times, key=lambda time: (time.last is None, time.start), default=None)
        if match is None:
            return None
        text = Fact(match.wording, (Span(base + match.start, base + match.end),), rule)
        return Deadline(text, match.precision, match.first, match.last)

    def deadline_in(self, span: Span, rule: str) -> Deadline | None:
        """The deadline that a cell or the words behind a label give; their wording where it is no date."""
        text = self.source.of(span)
        found = self.deadline(self.deadlines(text), span.start, rule)
        return found

    def owner(self, placed: Placed, rule: str) -> Owner:
        """The owner that an actor is."""
        return Owner(Fact(placed.actor.name, (placed.span,), rule), placed.actor.kind)


def tasks_of(reader: Reader, unit: Unit, parsed: Sequence[Clause]) -> list[Task]:
    """The tasks of a unit: those that its words commit to, or the one that its place makes it."""
    text = reader.source.of(unit.span)
    times = reader.deadlines(text)
    places = [*((time.start, time.end) for time in times), *(match.span() for match in _AT_MEETING.finditer(text))]
    context = Context(text, unit.sentence.listed or unit.rule is not None, unit.sentence.decided, places, lambda words: read_actors(words, reader.cast),
                      tuple(placed.actor for placed in unit.owners))
    found = _joined(commitments(parsed, context))
    if not found:
        return [_by_place(reader, unit, times)] if unit.rule else []
    return [_task(reader, unit, commitment, part, times) for commitment, part in zip(found, _parts(text, found), strict=True)]


def _by_place(reader: Reader, unit: Unit, times: Sequence[DeadlineMatch]) -> Task:
    rule = unit.rule or ""
    text = reader.source.of(unit.span)
    deadline = reader.deadline_in(unit.when, rule) if unit.when else None
    return Task(Fact(text, (unit.span,), rule), plain_action(text), Strength.BINDING, tuple(reader.owner(placed, rule) for placed in unit.owners),
                deadline or reader.deadline(times, unit.span.start, rule))


def _joined(found: Sequence[Commitment]) -> list[Commitment]:
    """One actor with two verbs in one sentence has one task."""
    kept: list[Commitment] = []
    for commitment in found:
        last = kept[-1] if kept else None
        same = last is not None and last.strength == commitment.strength and _names(last) == _names(commitment) and (
            bool(last.owners) or last.subject == commitment.subject)
        if not same:
            kept.append(commitment)
    return kept


def _names(commitment: Commitment) -> list[str]:
    return [owner.name for owner in commitment.owners]


def _parts(text: str, found: Sequence[Commitment]) -> list[tuple[int, int]]:
    """Where each of several commitments of a sentence begins and ends: cut before the subject of the next."""
    starts = [0]
    for commitment in found[1:]:
        place = commitment.verb[0]
        if commitment.subject and starts[-1] < commitment.subject[0] < place:
            place = commitment.subject[0]
        cut = max(text.rfind(mark, starts[-1] + 1, place) for mark in (", ", " og ", "; ", " samt ", " hvorefter "))
        starts.append(cut if cut > starts[-1] else place)
    parts = [_trimmed(text, start, end) for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    return [part if part[0] <= commitment.verb[0] < part[1] else (0, len(text)) for part, commitment in zip(parts, found, strict=True)]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " ,;":
        start += 1
    while end > start and text[end - 1] in " ,;":
        end -= 1
    return start, end


def _task(reader: Reader, unit: Unit, commitment: Commitment, part: tuple[int, int], times: Sequence[DeadlineMatch]) -> Task:
    base = unit.span.start
    span = Span(base + part[0], base + part[1])
    own = [time for time in times if part[0] <= time.start < part[1]]
    deadline = reader.deadline_in(unit.when, commitment.rule) if unit.when else None
    deadline = deadline or reader.deadline(own, base, commitment.rule)
    quote = Fact(reader.source.of(span), (span,), commitment.rule)
    action = action_of(reader.source.of(unit.span), part, commitment, [(time.start, time.end) for time in own])
    return Task(quote, action, commitment.strength, _owners(reader, unit, commitment), deadline)


def _owners(reader: Reader, unit: Unit, commitment: Commitment) -> tuple[Owner, ...]:
    rule = commitment.rule
    if unit.owners and commitment.strength is Strength.BINDING:
        return tuple(reader.owner(placed, rule) for placed in unit.owners)
    if commitment.owners:
        offset = unit.span.start + (commitment.subject[0] if commitment.subject else 0)
        return tuple(reader.owner(Placed(actor, _within(unit.span, offset, actor)), rule) for actor in commitment.owners)
    if commitment.pronoun is None:
        return ()
    start = max(unit.sentence.before, unit.span.start - _REACH)
    actor = last_named(reader.source.text[start:unit.span.start], commitment.pronoun, reader.cast)
    return (reader.owner(Placed(actor, Span(start + actor.start, start + actor.end)), rule),) if actor else ()


def _within(whole: Span, offset: int, actor: Actor) -> Span:
    span = Span(offset + actor.start, offset + actor.end)
    return span if span.end <= whole.end else whole
