"""What can be corrected, field by field, and what a corrected value may be."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from referat.db.days import day
from referat.models.errors import ReferatError
from referat.models.kinds import DocumentKind, Outcome, SectionKind, Status, Strength


class CorrectionError(ReferatError):
    """A correction that cannot be made, and what to do instead."""


class Kind(StrEnum):
    """What a correction is about."""

    MEETING = "meeting"
    ATTENDEE = "attendee"
    ITEM = "item"
    SECTION = "section"
    TASK = "task"


class Form(StrEnum):
    """How a value is written."""

    TEXT = "text"
    DAY = "day"
    CLOCK = "clock"
    CHOICE = "choice"
    ANSWER = "answer"
    DEADLINE = "deadline"
    OWNERS = "owners"
    WORDS = "words"


@dataclass(frozen=True, slots=True)
class Field:
    """A field: what people call it, how its value is written, and the column that holds it (none where more than one does).

    fact: where its fact stands below the thing, in the model. required: it has always a value.
    """

    label: str
    form: Form = Form.TEXT
    column: str | None = None
    fact: str | None = None
    required: bool = False
    choices: tuple[str, ...] = ()


def _choice(label: str, column: str, fact: str | None, kinds: type[StrEnum], *, required: bool) -> Field:
    return Field(label, Form.CHOICE, column, fact, required, tuple(kind.value for kind in kinds))


FIELDS: Mapping[Kind, Mapping[str, Field]] = {
    Kind.MEETING: {
        "forum": Field("Forum", fact="meeting.forum"),
        "organisation": Field("Organisation", fact="meeting.organisation"),
        "date": Field("Dato", Form.DAY, "date", "meeting.date"),
        "start": Field("Begyndt", Form.CLOCK, "start", "meeting.start"),
        "end": Field("Sluttet", Form.CLOCK, "end", "meeting.end"),
        "place": Field("Sted", Form.TEXT, "place", "meeting.place"),
        "chair": Field("Mødeleder", Form.TEXT, "chair", "meeting.chair"),
        "secretary": Field("Referent", Form.TEXT, "secretary", "meeting.secretary"),
        "next_date": Field("Næste møde", Form.DAY, "next_date", "meeting.next.date"),
        "kind": _choice("Dokumentets art", "kind", "kind", DocumentKind, required=True),
    },
    Kind.ATTENDEE: {
        "name": Field("Navn", fact="name", required=True),
        "status": _choice("Fremmøde", "status", "status", Status, required=True),
        "role": Field("Rolle", Form.TEXT, "role", "role"),
        "organisation": Field("Organisation", Form.TEXT, "organisation", "organisation"),
        "listed": Field("Står på deltagerlisten", Form.ANSWER, required=True),
    },
    Kind.ITEM: {
        "number": Field("Nummer", Form.TEXT, "number", "number"),
        "title": Field("Titel", Form.TEXT, "title", "title"),
        "outcome": _choice("Udfald", "outcome", "outcome", Outcome, required=False),
        "case_number": Field("Sagsnummer", Form.TEXT, "case_number", "case_number"),
        "presenter": Field("Fremlægger", Form.TEXT, "presenter", "presenter"),
        "closed": Field("Lukket punkt", Form.ANSWER, "closed", "closed", required=True),
        "missing_task": Field("Opgave, der mangler", Form.WORDS, required=True),
    },
    Kind.SECTION: {
        "kind": _choice("Tekstens art", "kind", None, SectionKind, required=True),
        "end": Field("Slutter med ordene", Form.WORDS, required=True),
        "split": Field("Nyt afsnit begynder", Form.WORDS, required=True),
    },
    Kind.TASK: {
        "action": Field("Opgave", Form.TEXT, "action", required=True),
        "owners": Field("Hvem", Form.OWNERS),
        "deadline": Field("Frist", Form.DEADLINE, fact="deadline.text"),
        "strength": _choice("Art", "strength", "strength", Strength, required=True),
        "task": Field("Er en opgave", Form.ANSWER, required=True),
    },
}
# Fields whose corrections stand beside each other; of the others the last one counts.
EVERY = ("missing_task", "split")
YES, NO = "ja", "nej"
_DANISH_DAY = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})")
_CLOCK = re.compile(r"(?:kl\.?\s*)?(\d{1,2})(?:[.:](\d{2}))?")
_LONGEST = 2000
_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def field(kind: str, name: str) -> Field:
    """The field of that name. Raises CorrectionError where there is none."""
    found = FIELDS[Kind(kind)].get(name) if kind in tuple(Kind) else None
    if found is None:
        known = "; ".join(f"{kind.value}: {', '.join(fields)}" for kind, fields in FIELDS.items())
        raise CorrectionError(f"'{kind}' har intet felt '{name}', der kan rettes. Felterne er {known}.")
    return found


def checked(wanted: Field, value: str | None) -> str | None:
    """A value as it is kept; None for one that the minutes do not state. Raises CorrectionError where the field cannot hold it."""
    text = _CONTROLS.sub("", value or "").strip()
    if len(text) > _LONGEST:
        raise CorrectionError(f"{wanted.label}: højst {_LONGEST} tegn.")
    if not text:
        if wanted.required:
            raise CorrectionError(f"{wanted.label} kan ikke være tom.")
        return None
    return _CHECKS[wanted.form](wanted, text)


def _text(_: Field, text: str) -> str:
    return " ".join(text.split())


def _words(_: Field, text: str) -> str:
    return text


def _day(wanted: Field, text: str) -> str:
    found = read_day(text)
    if found is None:
        raise CorrectionError(f"{wanted.label}: '{text}' er ingen dag. Skriv den som 2024-06-01 eller 1/6-2024.")
    return found


def read_day(text: str) -> str | None:
    """The ISO day of `2024-06-01`, `1.6.2024` or `1/6-2024`; None for anything else."""
    match = _DANISH_DAY.fullmatch(text)
    if match:
        text = f"{match[3]}-{int(match[2]):02}-{int(match[1]):02}"
    return day(text, last=True) if text.count("-") == 2 else None


def _clock(wanted: Field, text: str) -> str:
    match = _CLOCK.fullmatch(text)
    try:
        return dt.time(int(match[1]), int(match[2] or 0)).isoformat()[:5] if match else _no_clock(wanted, text)
    except ValueError:
        return _no_clock(wanted, text)


def _no_clock(wanted: Field, text: str) -> str:
    raise CorrectionError(f"{wanted.label}: '{text}' er intet klokkeslæt. Skriv det som 16:30.")


def _choose(wanted: Field, text: str) -> str:
    if text not in wanted.choices:
        raise CorrectionError(f"{wanted.label}: '{text}' findes ikke. Vælg mellem {', '.join(wanted.choices)}.")
    return text


def _answer(wanted: Field, text: str) -> str:
    if text not in (YES, NO):
        raise CorrectionError(f"{wanted.label}: svar {YES} eller {NO}.")
    return text


def _deadline(_: Field, text: str) -> str:
    return read_day(text) or " ".join(text.split())


def _owners(_: Field, text: str) -> str | None:
    return "; ".join(name for part in text.split(";") if (name := " ".join(part.split()))) or None


_CHECKS = {
    Form.TEXT: _text,
    Form.DAY: _day,
    Form.CLOCK: _clock,
    Form.CHOICE: _choose,
    Form.ANSWER: _answer,
    Form.DEADLINE: _deadline,
    Form.OWNERS: _owners,
    Form.WORDS: _words,
}
