"""Corrections made to the rows of a document: rows in, rows out; nothing is read from or written to a database here."""

from __future__ import annotations

import copy
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from referat.db.corrections import derived
from referat.db.corrections.fields import CorrectionError, Kind
from referat.db.corrections.things import Thing, Working
from referat.db.corrections.values import STRUCTURE, set_value
from referat.db.rows import Rows
from referat.models.likeness import comparable_words


class State(StrEnum):
    """How a correction fared with what is read now."""

    HOLDS = "holds"
    CHANGED = "changed"  # the words under it, or what is read there, are others than when it was made
    AGREES = "agrees"  # it is now read as it was corrected
    UNSURE = "unsure"  # it may be about this row, and is not made until somebody says so
    LOST = "lost"  # what it is about is read no more
    REFUSED = "refused"  # it cannot be made to what is read now


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction that holds. key: the row it is about; read, quote: the value and the words under it, as read when it was made.

    value: the right value; None for one that the minutes do not state. unsure: the row's words are others than they
    were. doubtful: it may be another row.
    """

    id: int
    kind: Kind
    field: str
    key: str | None
    value: Any
    read: str | None = None
    quote: str | None = None
    unsure: bool = False
    doubtful: bool = False


@dataclass(frozen=True, slots=True)
class Fared:
    """How a correction fared. kind, key: the row that shows it now; read: what is read there now; told: why it could not be made."""

    id: int
    state: State
    key: str | None = None
    meeting: str | None = None
    item: str | None = None
    read: str | None = None
    told: str | None = None
    kind: Kind | None = None


def applied(rows: Rows, corrections: Iterable[Correction], *, document: str, file_name: str) -> tuple[Working, list[Fared]]:
    """The rows of a document with the corrections made, and how each fared; the rows that are given stay as they are.

    What takes things out, puts them in or divides them comes last, since rows are named as they were read.
    """
    working = Working(copy.deepcopy(rows), document, file_name)
    ordered = sorted(corrections, key=lambda row: ((row.kind, row.field) in STRUCTURE, row.id))
    things = {row.id: working.things.get((row.kind, row.key or "")) for row in ordered}
    fared = [(row, *_make(working, row, things[row.id])) for row in ordered]
    derived.refresh(working)
    return working, [_fared(working, *one) for one in sorted(fared, key=lambda one: one[0].id)]


def _make(working: Working, correction: Correction, thing: Thing | None) -> tuple[Thing | None, State, str | None]:
    """Makes a correction; gives the thing that shows it, how it fared, and why it could not be made."""
    if thing is None:
        return None, State.LOST, None
    if correction.doubtful:
        return thing, State.UNSURE, None
    try:
        shown = set_value(working, thing, correction.field, correction.value)
    except CorrectionError as error:
        return thing, State.REFUSED, str(error)
    return shown, _state(correction, thing, found=shown is not thing and not shown.made), None


def _state(correction: Correction, thing: Thing, *, found: bool) -> State:
    """found: what was missing is now read."""
    read, quote = thing.read.get(correction.field), thing.quotes.get(correction.field)
    if found or correction.value == read:
        return State.AGREES
    same = read == correction.read and comparable_words(quote) == comparable_words(correction.quote)
    return State.HOLDS if same and not correction.unsure else State.CHANGED


def _fared(working: Working, correction: Correction, thing: Thing | None, state: State, told: str | None) -> Fared:
    if thing is None:
        return Fared(correction.id, state)
    read = thing.read.get(correction.field)
    return Fared(correction.id, state, working.shown_key(thing), thing.meeting, thing.item, read, told, thing.kind)
