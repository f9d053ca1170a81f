"""Tasks: who was to do what by when, from the meeting's own account."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from referat.extract.cast import Cast
from referat.extract.clause_tree import Clause
from referat.extract.clauses import clauses
from referat.extract.deadlines import DeadlineMatch, find_deadlines
from referat.extract.task_actions import action_of
from referat.extract.task_owners import Actor, last_named, read_actors
from referat.extract.task_rules import Commitment, Context, commitments
from referat.extract.task_sentences import Sentence, account_sentences, can_commit, is_vetoed
from referat.models.fact import Fact
from referat.models.kinds import DocumentKind
from referat.models.minutes import Attendee, Deadline, Item, Meeting, Owner, Task
from referat.models.place import Span
from referat.models.text import SourceText

_AT_MEETING = re.compile(r"\b(?:på|til|inden|før|forud\s+for|ved)\s+(?:[\w-]+\s+){0,3}?\w*(?:mødet?|generalforsamling(?:en)?|behandling(?:en)?)\b", re.I)
Tasks = tuple[Task, ...]


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


def read_tasks(source: SourceText, items: Sequence[Item], *, date: dt.date | None, next_meeting: dt.date | None, attendance: Sequence[Attendee],
               head: Span, tail: Span | None = None) -> tuple[list[Tasks], Tasks]:
    """The tasks of each item, in order, and those that stand before the first one.

    date, next_meeting: of the meeting, where known; without the first no deadline is read. attendance: for full names.
    """
    reader = Reader(source, Cast(source.text, attendance), date, next_meeting)
    found: list[list[Task]] = [[] for _ in items]
    sentences = [sentence for sentence in account_sentences(source, items) if can_commit(text := source.of(sentence.span)) and not is_vetoed(text)]
    for sentence, parsed in zip(sentences, clauses([source.of(sentence.span) for sentence in sentences]), strict=True):
        found[sentence.item] += _tasks_of(reader, sentence, parsed)
    return [tuple(tasks) for tasks in found], ()


def with_tasks(source: SourceText, items: Sequence[Item], kind: DocumentKind, *, meeting: Meeting, attendance: Sequence[Attendee], head: Span,
               tail: Span | None) -> tuple[tuple[Item, ...], Tasks]:
    """The items with their tasks, and the tasks before the first item; an agenda has none."""
    if kind is DocumentKind.DAGSORDEN:
        return tuple(items), ()
    date, following = meeting.date, meeting.next.date if meeting.next else None
    found, loose = read_tasks(source, items, date=date.value if date else None, next_meeting=following.value if following else None, attendance=attendance,
                              head=head, tail=tail)
    return tuple(replace(item, tasks=tasks) for item, tasks in zip(items, found, strict=True)), loose


def _tasks_of(reader: Reader, sentence: Sentence, parsed: Sequence[Clause]) -> list[Task]:
    text = reader.source.of(sentence.span)
    times = reader.deadlines(text)
    context = Context(text, sentence.listed, sentence.decided, [*((time.start, time.end) for time in times), *(match.span() for match in _AT_MEETING.finditer(text))], lambda words: read_actors(words, reader.cast))
    found = _joined(commitments(parsed, context))
    if not found:
        return []
    return [_task(reader, sentence, commitment, part, times) for commitment, part in zip(found, _parts(text, found), strict=True)]


def _joined(found: Sequence[Commitment]) -> list[Commitment]:
    """One actor with two verbs in one sentence has one task."""
    kept: list[Commitment] = []
    for commitment in found:
        last = kept[-1] if kept else None
        same = last is not None and _names(last) == _names(commitment) and (bool(last.owners) or last.subject == commitment.subject) and last.strength == commitment.strength
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
        if commitment.subject and commitment.subject[0] < place and commitment.subject[0] > starts[-1]:
            place = commitment.subject[0]
        cut = max(text.rfind(mark, starts[-1] + 1, place) for mark in (", ", " og ", "; ", " samt ", " hvorefter "))
        starts.append(cut if cut > starts[-1] else place)
    ends = [*starts[1:], len(text)]
    parts = [_trimmed(text, start, end) for start, end in zip(starts, ends, strict=True)]
    return [part if part[0] <= commitment.verb[0] < part[1] else (0, len(text)) for part, commitment in zip(parts, found, strict=True)]


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in " ,;":
        start += 1
    while end > start and text[end - 1] in " ,;":
        end -= 1
    return start, end


def _task(reader: Reader, sentence: Sentence, commitment: Commitment, part: tuple[int, int], times: Sequence[DeadlineMatch]) -> Task:
    base = sentence.span.start
    span = Span(base + part[0], base + part[1])
    own = [time for time in times if part[0] <= time.start < part[1]]
    deadline = best_deadline(own)
    quote = Fact(reader.source.of(span), (span,), commitment.rule)
    return Task(quote, action_of(reader.source.of(sentence.span), part, commitment, deadline), commitment.strength,
                _owners(reader, sentence, commitment), _deadline(deadline, base, commitment.rule))


def best_deadline(times: Sequence[DeadlineMatch]) -> DeadlineMatch | None:
    """The time that is most likely the deadline: one that names a day before a vague one, the first of equals."""
    return min(times, key=lambda time: (time.last is None, time.start), default=None)


def _deadline(match: DeadlineMatch | None, base: int, rule: str) -> Deadline | None:
    if match is None:
        return None
    text = Fact(match.wording, (Span(base + match.start, base + match.end),), rule)
    return Deadline(text, match.precision, match.first, match.last)


def _owners(reader: Reader, sentence: Sentence, commitment: Commitment) -> tuple[Owner, ...]:
    if commitment.owners:
        offset = sentence.span.start + (commitment.subject[0] if commitment.subject else 0)
        return tuple(_owner(actor, _place_of(reader, sentence, actor, offset), commitment.rule) for actor in commitment.owners)
    if commitment.pronoun is None:
        return ()
    start = max(sentence.before, sentence.span.start - 400)
    actor = last_named(reader.source.text[start:sentence.span.start], commitment.pronoun, reader.cast)
    return (_owner(actor, Span(start + actor.start, start + actor.end), commitment.rule),) if actor else ()


def _place_of(reader: Reader, sentence: Sentence, actor: Actor, offset: int) -> Span:
    span = Span(offset + actor.start, offset + actor.end)
    return span if span.end <= sentence.span.end else sentence.span


def _owner(actor: Actor, span: Span, rule: str) -> Owner:
    return Owner(Fact(actor.name, (span,), rule), actor.kind)
