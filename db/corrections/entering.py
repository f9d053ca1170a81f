"""Corrections entered, taken back and confirmed by people; each with its actor, its history and its version (`referat.db.entries`)."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlite_utils import Database

from referat.db.corrections import keeping, snapshots
from referat.db.corrections.applying import State
from referat.db.corrections.fields import EVERY, CorrectionError, Kind, checked, field
from referat.db.corrections.keeping import TABLES
from referat.db.corrections.things import Thing, Working
from referat.db.entries.entries import Entry, Subject, by_id, find, settle, write
from referat.db.entries.matching import Standing
from referat.db.entries.places import Place
from referat.db.followups import making as followups
from referat.db.keys import digest
from referat.db.links import relink
from referat.db.people import register as people_register
from referat.db.transactions import writing

_DOCUMENT_DIGITS = 12
# Names up to which the register of people is made anew at once; else when it is asked next, and tasks show their owners as written.
_AT_ONCE = 1000


@dataclass(frozen=True, slots=True)
class Change:
    """A value to be corrected. key: the row that shows it; value None: the minutes state none. expected: see `entries.write`."""

    kind: Kind
    key: str
    field: str
    value: Any
    note: str | None = None
    expected: int | None = None


def enter(db: Database, changes: Sequence[Change], *, actor: str, now: dt.datetime | None = None) -> list[Entry]:
    """Corrects values, all of them or none; a value as it was read takes a correction back. Gives the entries that changed.

    Raises CorrectionError where a value cannot be, ConflictError where somebody else corrected it meanwhile.
    """
    done = []
    with writing(db):
        for change in changes:
            document = change.key[:_DOCUMENT_DIGITS]
            working = keeping.looked_at(db.conn, document)
            thing = _thing(working, change.kind, change.key)
            before = _version_of(db, thing, change)
            entry = _write(db, thing, change, actor=actor, now=now)
            if entry is None or entry.version == before:
                continue
            _remake(db, document)
            _refuse(db, entry)
            done.append(entry)
    return done


def take_back(db: Database, identity: int, *, actor: str, expected: int | None = None, now: dt.datetime | None = None) -> Entry:
    """Takes a correction back: what was read holds again. Raises MissingRowError, ConflictError."""
    with writing(db):
        entry = _correction(db, identity)
        done = write(db, entry.subject, None, action="undo", actor=actor, expected=expected, now=now)
        _remake(db, entry.document)
    return done


def confirm(db: Database, identity: int, *, actor: str, expected: int | None = None, now: dt.datetime | None = None) -> Entry:
    """A person says that a correction holds though the words under it changed. Raises MissingRowError, ConflictError, CorrectionError."""
    with writing(db):
        entry = _correction(db, identity)
        about = entry.subject
        where = _place(db, about.table, about.row)
        kind = next(kind for kind, table in TABLES.items() if table == about.table)
        working = keeping.looked_at(db.conn, entry.document)
        thing = working.things.get((kind, about.row))
        if where is None or thing is None or entry.value is None:
            raise CorrectionError("Det, rettelsen handler om, læses ikke længere. Fortryd den, eller ret det, der læses nu.")
        name = about.field.partition(":")[0]
        value = {**entry.value, "read": thing.read.get(name), "quote": thing.quotes.get(name)}
        settle(db.conn, identity, where, Standing.SAME)
        done = write(db, about, value, action="confirm", actor=actor, expected=expected, now=now)
        _remake(db, entry.document)
    return done


def _correction(db: Database, identity: int) -> Entry:
    entry = by_id(db.conn, identity)
    if entry.subject.kind != snapshots.CORRECTION:
        raise CorrectionError(f"Nummer {identity} er ingen rettelse. Se dem med: referat corrections")
    return entry


def _thing(working: Working, kind: Kind, key: str) -> Thing:
    """The thing that a row shows."""
    found = next((thing for thing in working.things.values() if thing.kind is kind and working.shown_key(thing) == key), None)
    if found is None:
        made = any(f"{row['item_id']}/{row['ordinal']}" == key for row in working.rows["sections"])
        if made and kind is Kind.SECTION:
            raise CorrectionError("Afsnittet er lavet af en rettelse. Fortryd den, og del teksten igen.")
        raise CorrectionError(f"Der er intet med id {key} i databasen.")
    if found.made:
        raise CorrectionError("Opgaven er tilføjet af en rettelse. Fortryd den, og tilføj opgaven igen.")
    return found


def _version_of(db: Database, thing: Thing, change: Change) -> int:
    entry = find(db.conn, subject(thing, change.field, change.value))
    return entry.version if entry else 0


def subject(thing: Thing, name: str, value: Any) -> Subject:
    """What the entry is about; several of some fields stand beside each other."""
    said = value["quote"] if isinstance(value, dict) else value
    return Subject(snapshots.CORRECTION, TABLES[thing.kind], thing.key, f"{name}:{digest(str(said), 8)}" if name in EVERY else name)


def _write(db: Database, thing: Thing, change: Change, *, actor: str, now: dt.datetime | None) -> Entry | None:
    value = _checked(change)
    read = thing.read.get(change.field)
    about = subject(thing, change.field, value)
    where = _place(db, about.table, about.row)
    said = (
        None
        if value == read
        else {"value": value, "read": read, "quote": thing.quotes.get(change.field)} | ({"note": change.note} if change.note else {})
    )
    if said is None and _version_of(db, thing, change) == 0:
        return None
    action = "undo" if said is None else "correct"
    return write(db, about, said, action=action, actor=actor, expected=change.expected, now=now, where=where)


def _checked(change: Change) -> Any:
    wanted = field(change.kind, change.field)
    if change.field != "missing_task":
        return checked(wanted, change.value)
    given = change.value if isinstance(change.value, dict) else {"quote": change.value}
    quote = checked(wanted, given.get("quote"))
    task = {name: checked(field(Kind.TASK, name), given.get(name)) for name in ("owners", "deadline") if given.get(name)}
    action = {"action": checked(field(Kind.TASK, "action"), given["action"])} if given.get("action") else {}
    return {"quote": quote, **action, **task}


def _place(db: Database, table: str, key: str) -> Place | None:
    """The row as it was read."""
    return next((found for found in snapshots.read_places(db.conn, table, key[:_DOCUMENT_DIGITS]) if found.row == key), None)


def _remake(db: Database, document: str) -> None:
    if keeping.remake(db, document):
        relink(db, document)
    (figures,) = db.conn.execute("SELECT count(*) FROM person_figures").fetchone()
    if figures <= _AT_ONCE:
        people_register.refresh(db)
    followups.refresh(db)


def _refuse(db: Database, entry: Entry) -> None:
    """A correction that cannot be made, or changes nothing, is not kept."""
    row = db.conn.execute("SELECT state, told FROM correction_states WHERE entry_id = ?", (entry.id,)).fetchone()
    if row is not None and row[0] == State.REFUSED:
        raise CorrectionError(row[1])
    if row is not None and row[0] == State.AGREES:
        raise CorrectionError("Opgaven er allerede læst. Ret den i stedet for at tilføje den.")
