"""From a unit and its clauses to tasks: quotes, owners and deadlines with their places."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from referat.extract.dates.deadlines import DeadlineMatch, find_deadlines
from referat.extract.language.tree import Clause
from referat.extract.people.cast import Cast
from referat.extract.tasks.actions import action_of, plain_action
from referat.extract.tasks.context import Commitment, Context
from referat.extract.tasks.owners import Actor, last_named, read_actors
from referat.extract.tasks.rules import commitments
from referat.extract.tasks.units import Placed, Unit
from referat.models.fact import Fact
from referat.models.kinds import OwnerKind, Precision, Strength
from referat.models.minutes import Deadline, Owner, Task
from referat.models.place import Span
from referat.models.text import SourceText

_AT_MEETING = re.compile(
    r"\b(?:på|til|inden|før|forud\s+for|ved)\s+(?:[\w-]+\s+){0,3}?\w*(?:mødet?|generalforsamling(?:en)?|behandling(?:en)?)\b", re.I
)
_FIRM = re.compile(r"(?:inden|senest|før|frem\s+til|deadline|frist|til|på|ved|forud)\b", re.I)
_NEVER = re.compile(r"\binden\b", re.I)
_YEAR_LIMIT = re.compile(r"inden|møde|generalforsamling|senest|udgang|løbet|slutning|ultimo|medio|primo|først|før|frem", re.I)
_A_MEETING = re.compile(r"(?:næste|kommende)\s+\w*møde", re.I)
_TURN = re.compile(r",\s+men\s+|;\s+|\s[–-]\s+men\s+")
_BULLET = re.compile(r"[\s]*(?:[•▪·●○◦*\ue000-\uf8ff–-]|\d{1,2}[.)]|[a-z][.)])\s")
_ANNOUNCES = re.compile(r"(?:følgende|nedenstående)\b.*:\s*$", re.I | re.S)
_LIST_REACH = 1200  # characters of a list that belong to the sentence that announces it
_SUBORDINATE = re.compile(
    r"\b(?:at|om|hvis|som|hvad|hvem|hvor\w*|når|da|fordi|idet|såfremt|hvilke\w*|arbejdsgruppe|anmod\w*|vil|ville|godt)\b", re.I
)
_UNSURE = frozenset({"tasks.decided", "tasks.is-done", "tasks.must", "tasks.must-be-done", "tasks.asks"})
_WE = frozenset({"tasks.we-do", "tasks.we-will", "tasks.we-must"})
# 'Bestyrelsen mener … Vi undersøger …': the board is the subject of the sentence before.
_BOARD = re.compile(
    r"(?:^|(?<=[.!?]\s)|(?<=\n))(?P<b>[Bb]estyrelsen|[Uu]dvalget|[Rr]ådet)\s+(?!blev\b|bliver\b)[^.!?\n]*[.!?\n]\s*(?:[•▪·●○*–-]\s*)?$"
)
_REACH = 400  # characters before a sentence in which a pronoun finds whom it stands for


@dataclass(frozen=True, slots=True)
class Reader:
    """What is the same for every sentence of a document."""

    source: SourceText
    cast: Cast
    date: dt.date | None
    next_meeting: dt.date | None
    known: Mapping[str, dt.date] = field(default_factory=dict)
    _actors: dict[str, list[Actor]] = field(default_factory=dict)

    def actors(self, words: str) -> list[Actor]:
        """Everybody whom some words name; read once for the same words."""
        if words not in self._actors:
            self._actors[words] = read_actors(words, self.cast)
        return self._actors[words]

    def deadlines(self, text: str) -> list[DeadlineMatch]:
        """The times after the meeting that a text names; none where the meeting's date is unknown."""
        if self.date is None:
            return []
        known = {name: date for name, date in self.known.items() if name in text.casefold()}
        found = find_deadlines(text, anchor=self.date, next_meeting=self.next_meeting, known=known)
        return [match for match in found if match.precision is not Precision.YEAR or _YEAR_LIMIT.search(match.wording)]

    def deadline(self, times: Sequence[DeadlineMatch], base: int, rule: str) -> Deadline | None:
        """The time that is most likely the deadline: one with a word of a limit, then one that names a day, then the first."""
        match = min(times, key=_rank, default=None)
        if match is None:
            return None
        text = Fact(match.wording, (Span(base + match.start, base + match.end),), rule)
        return Deadline(text, match.precision, match.first, match.last)

    def deadline_in(self, span: Span, rule: str) -> Deadline | None:
        """The deadline that a cell or the words behind a label give; their wording where it is no date."""
        text = self.source.of(span)
        return self.deadline(self.deadlines(text), span.start, rule)

    def owner(self, placed: Placed, rule: str) -> Owner:
        """The owner that an actor is."""
        return Owner(Fact(placed.actor.name, (placed.span,), rule), placed.actor.kind)


def _rank(time: DeadlineMatch) -> tuple[bool, bool, bool, int]:
    """A time before 'næste møde' (which may be what somebody calls), one with a word of a limit, one that names a day, the first."""
    vague = time.last is None and _NEVER.search(time.wording) is None
    return _A_MEETING.search(time.wording) is not None, _FIRM.match(time.wording) is None, vague, time.start


def is_settled(reader: Reader, unit: Unit, tasks: Sequence[Task]) -> bool:
    """Whether the form of the words alone settles what a unit commits to.

    A parser trained on newspapers decides better than they do only where a sentence with subordinate clauses meets one of a few rules:
    of 470 sentences in the corpus it changed 57, and for the better hardly outside these rules.
    """
    text = reader.source.of(unit.span)
    return not any(task.quote.rule in _UNSURE for task in tasks) or _SUBORDINATE.search(text) is None


def tasks_of(reader: Reader, unit: Unit, parsed: Sequence[Clause]) -> list[Task]:
    """The tasks of a unit: those that its words commit to, or the one that its place makes it."""
    text = reader.source.of(unit.span)
    times = reader.deadlines(text)
    places = [*((time.start, time.end) for time in times), *(match.span() for match in _AT_MEETING.finditer(text))]
    context = Context(
        text,
        unit.sentence.listed or unit.rule is not None,
        unit.sentence.decided,
        places,
        reader.actors,
        tuple(placed.actor for placed in unit.owners),
    )
    found = _joined(text, commitments(parsed, context))
    if not found:
        return [_by_place(reader, unit, times)] if unit.rule else []
    return [_task(reader, unit, commitment, part, times) for commitment, part in zip(found, _parts(text, found), strict=True)]


def _by_place(reader: Reader, unit: Unit, times: Sequence[DeadlineMatch]) -> Task:
    rule = unit.rule or ""
    text = reader.source.of(unit.span)
    deadline = reader.deadline_in(unit.when, rule) if unit.when else None
    return Task(
        Fact(text, (unit.span,), rule),
        plain_action(text),
        Strength.BINDING,
        tuple(reader.owner(placed, rule) for placed in unit.owners),
        deadline or reader.deadline(times, unit.span.start, rule),
    )


def _joined(text: str, found: Sequence[Commitment]) -> list[Commitment]:
    """One actor with two verbs in one sentence has one task."""
    kept: list[Commitment] = []
    for commitment in found:
        last = kept[-1] if kept else None
        same = (
            last is not None
            and last.strength == commitment.strength
            and _names(last) == _names(commitment)
            and (bool(last.owners) or last.subject == commitment.subject)
        ) or _goes_on(text, last, commitment)
        if not same and not (last and _is_its_object(text, commitment)):
            kept.append(commitment)
    return kept


def _goes_on(text: str, last: Commitment | None, commitment: Commitment) -> bool:
    """'… skrives af Eva og sendes ud': the second passive has the first one's subject, and no doer of its own."""
    between = text[last.verb[1] : commitment.verb[0]] if last else ""
    passive = last is not None and last.passive and commitment.passive and not commitment.owners
    return passive and re.search(r"[^,;]\s(?:og|samt)\s+(?:\w+\s+)?$", between) is not None and not re.search(r"\bog\b.*\bog\b", between)


def _is_its_object(text: str, commitment: Commitment) -> bool:
    """'… og denne sendes ud', '…, som rundsendes': goes on about what the actor made."""
    return (
        commitment.passive
        and not commitment.owners
        and bool(re.search(r"\bog\s+(?:denne|den|dette)\s+(?:\w+\s+)?$|\b(?:som|der)\s+(?:\w+\s+)?$", text[: commitment.verb[0]]))
    )


def _names(commitment: Commitment) -> list[str]:
    return [owner.name for owner in commitment.owners]


def _parts(text: str, found: Sequence[Commitment]) -> list[tuple[int, int]]:
    """Where each of several commitments of a sentence begins and ends: cut before the subject of the next."""
    starts = [0]
    for commitment in found[1:]:
        place = commitment.verb[0] if commitment.finite is None else commitment.finite
        if commitment.subject and starts[-1] < commitment.subject[0] < place:
            place = commitment.subject[0]
        cut = max(text.rfind(mark, starts[-1] + 1, place) for mark in (", ", " og ", "; ", " samt ", " hvorefter ", " ellers "))
        starts.append(cut if cut > starts[-1] else place)
    parts = [_trimmed(text, start, end) for start, end in zip(starts, [*starts[1:], len(text)], strict=True)]
    return [part if part[0] <= commitment.verb[0] < part[1] else (0, len(text)) for part, commitment in zip(parts, found, strict=True)]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " ,;–":
        start += 1
    while end > start and text[end - 1] in " ,;–":
        end -= 1
    return start, end


def _task(reader: Reader, unit: Unit, commitment: Commitment, part: tuple[int, int], times: Sequence[DeadlineMatch]) -> Task:
    base, text = unit.span.start, reader.source.of(unit.span)
    span = _with_list(reader.source, Span(base + _focus(text, part, commitment), base + part[1]), unit)
    own = [time for time in times if part[0] <= time.start < part[1]]
    deadline = reader.deadline_in(unit.when, commitment.rule) if unit.when else None
    deadline = deadline or reader.deadline(own, base, commitment.rule)
    quote = Fact(reader.source.of(span), (span,), commitment.rule)
    action = action_of(reader.source.of(unit.span), part, commitment, [(time.start, time.end) for time in own])
    return Task(quote, action, commitment.strength, _owners(reader, unit, commitment), deadline)


def _focus(text: str, part: tuple[int, int], commitment: Commitment) -> int:
    """Where the quote begins: behind a ', men' or a semicolon that ends what was said before."""
    place = commitment.verb[0] if commitment.finite is None else min(commitment.finite, commitment.verb[0])
    cuts = [
        match.end() for match in _TURN.finditer(text, part[0], place) if commitment.subject is None or commitment.subject[0] >= match.end()
    ]
    return cuts[-1] if cuts and len(text[cuts[-1] : part[1]].split()) >= 4 else part[0]


def _with_list(source: SourceText, span: Span, unit: Unit) -> Span:
    """'… følgende:' with the points of the list that it announces."""
    end = span.end
    if end != unit.span.end or not _ANNOUNCES.search(source.of(span)):
        return span
    for line in source.lines_of(Span(end, min(end + _LIST_REACH, len(source.text)))):
        if line.span.start < end:
            continue
        if line.starts and not _BULLET.match(source.text, line.span.start):
            break
        end = line.span.end
    return Span(span.start, end)


def _owners(reader: Reader, unit: Unit, commitment: Commitment) -> tuple[Owner, ...]:
    rule = commitment.rule
    if unit.owners and commitment.strength is Strength.BINDING:
        return tuple(reader.owner(placed, rule) for placed in unit.owners)
    if commitment.owners:
        offset = unit.span.start + (commitment.subject[0] if commitment.subject else 0)
        return tuple(reader.owner(Placed(actor, _within(unit.span, offset, actor)), rule) for actor in commitment.owners)
    start = max(unit.sentence.before, unit.span.start - _REACH)
    if rule in _WE:
        board = _BOARD.search(reader.source.text, start, unit.span.start)
        return (
            (reader.owner(Placed(Actor(board["b"], OwnerKind.ORGANISATION, *board.span("b"), "body"), Span(*board.span("b"))), rule),)
            if board
            else ()
        )
    if commitment.pronoun is None:
        return ()
    actor = last_named(reader.source.text[start : unit.span.start], commitment.pronoun, reader.cast)
    return (reader.owner(Placed(actor, Span(start + actor.start, start + actor.end)), rule),) if actor else ()


def _within(whole: Span, offset: int, actor: Actor) -> Span:
    span = Span(offset + actor.start, offset + actor.end)
    return span if span.end <= whole.end else whole
