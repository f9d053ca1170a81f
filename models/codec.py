"""Between the model and JSON: the public form (`docs/contract.md`) and the full form that reads back without loss."""

from __future__ import annotations

import dataclasses
import datetime as dt
import types
import typing
from collections.abc import Callable
from enum import StrEnum
from typing import Any, TypeVar

from referat.models.fact import Fact, walk_facts
from referat.models.minutes import (
    Attachment,
    Attendee,
    Deadline,
    Document,
    Elected,
    Item,
    Minutes,
    Point,
    Presence,
    Reservation,
    Section,
    Task,
    Vote,
)
from referat.models.place import Box, Span
from referat.models.precision import confidence
from referat.models.text import SourceText, Word, Words

Json = dict[str, Any]
T = TypeVar("T")
SCHEMA = "referat/1"

# Values whose place is given beside them in the public form; every other fact has its place under "evidence".
_OWN_SPAN = (".sections[", ".tasks[", "attendance[", ".reservations[", ".presence[", ".points[")


def encode(value: object) -> Any:
    """A value of the model as plain JSON data: dataclasses by field name, tuples as lists, dates and times as ISO text."""
    if isinstance(value, Words):
        return [encode(tuple(word)) for word in value]
    if isinstance(value, Fact) and not value.boxes:
        return {"value": encode(value.value), "spans": encode(value.spans), "rule": value.rule}
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {field.name: encode(getattr(value, field.name)) for field in dataclasses.fields(value)}
    if isinstance(value, tuple | list):
        return [encode(part) for part in value]
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return value


def decode(kind: Any, data: Any) -> Any:
    """The value of type `kind` that `encode` made `data` from.

    Raises TypeError for a type that the model does not use, ValueError or KeyError for data of another form.
    """
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if origin in (typing.Union, types.UnionType):
        return None if data is None else decode(next(part for part in arguments if part is not type(None)), data)
    if origin is tuple:
        return tuple(decode(arguments[0], part) for part in data)
    if origin is Fact:
        spans, boxes = decode(tuple[Span, ...], data["spans"]), decode(tuple[Box, ...], data.get("boxes", ()))
        return Fact(decode(arguments[0], data["value"]), spans, data["rule"], boxes)
    if kind is Words:
        return _decode_words(data)
    if dataclasses.is_dataclass(kind):
        hints = typing.get_type_hints(kind)
        return typing.cast("Callable[..., Any]", kind)(**{name: decode(hints[name], data[name]) for name in data})
    return _decode_plain(kind, data)


def _decode_plain(kind: Any, data: Any) -> Any:
    if kind in (dt.date, dt.time):
        return kind.fromisoformat(data)
    if isinstance(kind, type) and (issubclass(kind, StrEnum) or kind in (str, int, float, bool)):
        return kind(data)
    raise TypeError(f"not a type of the model: {kind!r}")


def _decode_words(data: list[Any]) -> Words:
    hints = typing.get_type_hints(Word)
    words = Words()
    for row in data:
        words.append(Word(*(decode(kind, part) for kind, part in zip(hints.values(), row, strict=True))))
    return words


def public(document: Document) -> list[Json]:
    """The public form of every meeting of a document, in order."""
    return [_Writer(document).minutes(meeting, part) for part, meeting in enumerate(document.meetings, start=1)]


def full(document: Document) -> list[Json]:
    """The public form with `text`, `facts` (path, value, spans, rule) and the whole model, which `read_full` reads back."""
    source = encode(document.source)
    forms = []
    for form, meeting in zip(public(document), document.meetings, strict=True):
        facts = [{"path": path, **encode(fact)} for path, fact in walk_facts(meeting)]
        forms.append(form | {"text": document.source.text, "facts": facts, "model": encode(meeting), "source_text": source})
    return forms


def read_full(forms: list[Json]) -> Document:
    """The document that `full` wrote. Raises KeyError or ValueError for another form."""
    first = forms[0]
    meetings = tuple(decode(Minutes, form["model"]) for form in forms)
    return Document(first["source"]["path"], first["source"]["sha256"], decode(SourceText, first["source_text"]), meetings)


def _value(fact: Fact[Any] | None) -> Any:
    return None if fact is None else encode(fact.value)


def _public_path(path: str) -> str:
    """A path of the model as a path of the public form."""
    return path.replace(".for_", ".for").replace(".voters_", ".voters.")


def _box(box: Box) -> Json:
    return {"page": box.page, "bbox": [round(side, 1) for side in (box.x0, box.top, box.x1, box.bottom)]}


class _Writer:
    """Writes the public form; it knows the text so that it can turn spans into places."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.source = document.source
        self.scanned = {page.number for page in document.source.pages if page.ocr}

    def place(self, *spans: Span) -> list[Json]:
        """One box for each page, around all of a part."""
        return self._placed(self.source.page_boxes(spans), spans)

    def lines(self, *spans: Span) -> list[Json]:
        """One box for each printed line, for words within a line or a paragraph."""
        return self._placed(self.source.boxes(spans), spans)

    def _placed(self, boxes: list[Box], spans: tuple[Span, ...]) -> list[Json]:
        """Boxes with how sure the words on their page are, where those were read from an image."""
        return [
            _box(box) | ({"confidence": self.source.confidence(spans, page=box.page)} if box.page in self.scanned else {}) for box in boxes
        ]

    def minutes(self, minutes: Minutes, part: int) -> Json:
        meeting = minutes.meeting
        head = {
            name: _value(getattr(meeting, name))
            for name in ("forum", "organisation", "date", "start", "end", "place", "chair", "secretary")
        }
        for name in ("start", "end"):
            head[name] = head[name] and head[name][:5]
        head["next"] = meeting.next and {"date": _value(meeting.next.date), "text": meeting.next.text.value}
        pages = self.source.pages
        return {
            "schema": SCHEMA,
            "source": {
                "path": self.document.path,
                "sha256": self.document.sha256,
                "pages": len(pages),
                "part": part,
                "ocr_pages": [page.number for page in pages if page.ocr],
            },
            "kind": minutes.kind.value.value,
            "meeting": head,
            "attendance": [self.attendee(row) for row in minutes.attendance],
            "items": [self.item(item) for item in minutes.items],
            "tasks": [self.task(task) for task in minutes.tasks],
            "evidence": {
                _public_path(path): [*self.lines(*fact.spans), *map(_box, fact.boxes)]
                for path, fact in walk_facts(minutes)
                if not any(part in f".{path}" for part in _OWN_SPAN)
            },
            "people": [{"name": row.name.value, "mentions": [mention.value for mention in row.mentions]} for row in minutes.people],
            "acronyms": [{"short": row.short.value, "long": row.long.value} for row in minutes.acronyms],
            "warnings": [{"code": row.code.value, "message": row.message, "page": row.page} for row in minutes.problems],
        }

    def attendee(self, row: Attendee) -> Json:
        return {
            "name": row.name.value,
            "status": row.status.value.value,
            "role": _value(row.role),
            "organisation": _value(row.organisation),
            "span": self.lines(*row.name.spans),
        }

    def item(self, item: Item) -> Json:
        clock = {name: (value := _value(getattr(item, name))) and value[:5] for name in ("start", "end")}
        return {
            "number": _value(item.number),
            "title": _value(item.title),
            **clock,
            "case_number": _value(item.case_number),
            "presenter": _value(item.presenter),
            "closed": bool(_value(item.closed)),
            "sections": [self.section(section) for section in item.sections],
            "outcome": _value(item.outcome),
            "points": [self.point(point) for point in item.points],
            "votes": [self.vote(vote) for vote in item.votes],
            "reservations": [self.reservation(row) for row in item.reservations],
            "presence": [self.presence(row) for row in item.presence],
            "elected": [self.elected(row) for row in item.elected],
            "attachments": [self.attachment(row) for row in item.attachments],
            "tasks": [self.task(task) for task in item.tasks],
            "span": self.place(item.span),
        }

    def section(self, section: Section) -> Json:
        return {
            "kind": section.kind.value,
            "heading": _value(section.heading),
            "text": section.text.value,
            "span": self.place(*section.text.spans),
        }

    def point(self, point: Point) -> Json:
        """The JSON of a point of a recommendation."""
        return {
            "number": point.number.value,
            "outcome": point.outcome.value.value,
            "text": point.text.value,
            "span": self.lines(*point.text.spans),
        }

    def vote(self, vote: Vote) -> Json:
        voters = {"for": vote.voters_for, "against": vote.voters_against, "abstain": vote.voters_abstain}
        return {
            "for": _value(vote.for_),
            "against": _value(vote.against),
            "abstain": _value(vote.abstain),
            "on": _value(vote.on),
            "carried": _value(vote.carried),
            "voters": {side: [name.value for name in names] for side, names in voters.items()},
        }

    def reservation(self, row: Reservation) -> Json:
        who = [name.value for name in row.who]
        return {"who": who, "kind": row.kind.value, "text": row.text.value, "span": self.lines(*row.text.spans)}

    def presence(self, row: Presence) -> Json:
        return {"name": row.name.value, "kind": row.kind.value, "text": row.text.value, "span": self.lines(*row.text.spans)}

    def elected(self, row: Elected) -> Json:
        return {"name": row.name.value, "post": _value(row.post), "term": _value(row.term)}

    def attachment(self, row: Attachment) -> Json:
        return {"name": row.name.value, "number": _value(row.number), "url": _value(row.url)}

    def task(self, task: Task) -> Json:
        return {
            "quote": task.quote.value,
            "action": task.action,
            "assignees": [{"name": owner.name.value, "kind": owner.kind.value} for owner in task.owners],
            "deadline": task.deadline and self.deadline(task.deadline),
            "strength": task.strength.value,
            "confidence": confidence(task.quote.rule),
            "rule": task.quote.rule,
            "span": self.lines(*task.quote.spans),
        }

    def deadline(self, deadline: Deadline) -> Json:
        return {
            "text": deadline.text.value,
            "date": encode(deadline.last),
            "first": encode(deadline.first),
            "last": encode(deadline.last),
            "precision": deadline.precision.value,
        }
