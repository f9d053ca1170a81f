"""The minutes of a meeting as a tree of immutable values; every value that was read is a Fact with its place."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

from referat.models.fact import Fact
from referat.models.kinds import (
    DocumentKind,
    Outcome,
    OwnerKind,
    Precision,
    PresenceKind,
    ProblemCode,
    ReservationKind,
    SectionKind,
    Status,
    Strength,
)
from referat.models.place import Span
from referat.models.text import SourceText

Text = Fact[str]


@dataclass(frozen=True, slots=True)
class NextMeeting:
    """The next meeting, where the document gives it."""

    text: Text
    date: Fact[dt.date] | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """Which body met, when and where, and who led it."""

    forum: Text | None = None
    organisation: Text | None = None
    date: Fact[dt.date] | None = None
    start: Fact[dt.time] | None = None
    end: Fact[dt.time] | None = None
    place: Text | None = None
    chair: Text | None = None
    secretary: Text | None = None
    next: NextMeeting | None = None


@dataclass(frozen=True, slots=True)
class Attendee:
    """A named person called, present or absent."""

    name: Text
    status: Fact[Status]
    role: Text | None = None
    organisation: Text | None = None


@dataclass(frozen=True, slots=True)
class Section:
    """A part of an item. `heading` is None where the document prints none and the kind is inferred.

    The value of `text` is the text at its spans, joined by newlines.
    """

    kind: SectionKind
    heading: Text | None
    text: Text


@dataclass(frozen=True, slots=True)
class Point:
    """A point of a recommendation that the decision answers on its own; `text` is the sentence that does."""

    number: Text
    outcome: Fact[Outcome]
    text: Text


@dataclass(frozen=True, slots=True)
class Vote:
    """A counted vote; None for a number that is not stated."""

    text: Text
    for_: Fact[int] | None = None
    against: Fact[int] | None = None
    abstain: Fact[int] | None = None
    on: Text | None = None
    carried: Fact[bool] | None = None
    voters_for: tuple[Text, ...] = ()
    voters_against: tuple[Text, ...] = ()
    voters_abstain: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Reservation:
    """A reservation, minority statement, or the like."""

    kind: ReservationKind
    text: Text
    who: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Presence:
    """Somebody who did not take part in this item, came late or left."""

    kind: PresenceKind
    name: Text
    text: Text


@dataclass(frozen=True, slots=True)
class Elected:
    """Somebody who was elected, and to what."""

    name: Text
    post: Text | None = None
    term: Text | None = None


@dataclass(frozen=True, slots=True)
class Attachment:
    """A document that is listed as attached to an item."""

    name: Text
    number: Text | None = None
    url: Text | None = None


@dataclass(frozen=True, slots=True)
class Owner:
    """Who is to do a task; the name is canonical, its span is where it is printed."""

    name: Text
    kind: OwnerKind


@dataclass(frozen=True, slots=True)
class Deadline:
    """A deadline's wording, the first and last day it can mean, and how exact it is; `last` is None where it is vague."""

    text: Text
    precision: Precision
    first: dt.date | None = None
    last: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Task:
    """A commitment that somebody does something after the meeting, or that it shall be done."""

    quote: Text
    action: str
    strength: Strength
    owners: tuple[Owner, ...] = ()
    deadline: Deadline | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """An agenda item as minuted. `span` runs from its heading to the next one."""

    span: Span
    number: Text | None = None
    title: Text | None = None
    start: Fact[dt.time] | None = None
    end: Fact[dt.time] | None = None
    case_number: Text | None = None
    presenter: Text | None = None
    closed: Fact[bool] | None = None
    sections: tuple[Section, ...] = ()
    outcome: Fact[Outcome] | None = None
    points: tuple[Point, ...] = ()
    votes: tuple[Vote, ...] = ()
    reservations: tuple[Reservation, ...] = ()
    presence: tuple[Presence, ...] = ()
    elected: tuple[Elected, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    tasks: tuple[Task, ...] = ()

    @property
    def heading_span(self) -> Span:
        """Where the item is named: its title, else its number, else its first word."""
        named = self.title or self.number
        return named.spans[0] if named else Span(self.span.start, min(self.span.start + 1, self.span.end))


@dataclass(frozen=True, slots=True)
class Person:
    """A person named in the document with every wording of the name."""

    name: Text
    mentions: tuple[Text, ...] = ()


@dataclass(frozen=True, slots=True)
class Acronym:
    """A short form and the long form that stands beside it."""

    short: Text
    long: Text


@dataclass(frozen=True, slots=True)
class Problem:
    """Something that could not be read, or that a user should know."""

    code: ProblemCode
    message: str
    page: int | None = None


@dataclass(frozen=True, slots=True)
class Minutes:
    """One meeting (or one agenda, or one bundle of attachments) of a document."""

    kind: Fact[DocumentKind]
    meeting: Meeting
    attendance: tuple[Attendee, ...] = ()
    items: tuple[Item, ...] = ()
    tasks: tuple[Task, ...] = ()
    people: tuple[Person, ...] = ()
    acronyms: tuple[Acronym, ...] = ()
    problems: tuple[Problem, ...] = ()


@dataclass(frozen=True, slots=True)
class Document:
    """A file that was read: what it is, its text, and the meetings it holds (one for nearly every file)."""

    path: str
    sha256: str
    source: SourceText
    meetings: tuple[Minutes, ...]
