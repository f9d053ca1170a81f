"""Whether a database may be published, and what is taken out of the copy that is."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path

from referat.db import schema
from referat.db.privacy.findings import Remaining, remaining
from referat.db.privacy.redact import Redacted, redact
from referat.db.privacy.settings import Settings
from referat.models.errors import ReferatError

# What tables are called in messages; others go by their own name.
_NAMES = {
    "sections": "afsnit",
    "items": "punkter",
    "tasks": "opgaver",
    "facts": "oplysninger med deres sted",
    "documents": "filnavne",
    "files": "filnavne",
    "entries": "det, I selv har skrevet",
    "audit": "historien om det, I selv har skrevet",
}


class PersonalDataError(ReferatError):
    """A database holds personal numbers and may not be published as it is."""

    exit_code = 6


def made_ready(copy: Path, settings: Settings, *, redacts: bool, today: dt.date) -> Redacted:
    """Takes out of a copy of a database what the settings say: names that are left out, names whose time is over; and with `redacts`
    personal numbers and the other kinds that are named.

    Raises PersonalDataError where personal numbers remain: databeskyttelsesloven § 11, stk. 3, forbids to make them public.
    """
    if not redacts:
        refuse(copy)
    done = redact(
        copy,
        kinds=settings.redact if redacts else (),
        leave_out=settings.leave_out,
        expire_before=settings.expire_before(today),
    )
    refuse(copy)
    return done


def refuse(database: Path) -> None:
    """Raises PersonalDataError where personal numbers stand anywhere in the tables of a database."""
    conn = schema.open_for_reading(database)
    try:
        found = remaining(conn)
    finally:
        conn.close()
    if found:
        raise PersonalDataError(_message(found))


def _message(found: Sequence[Remaining]) -> str:
    counts: dict[str, int] = {}
    for row in found:
        name = _NAMES.get(row.table, row.table)
        counts[name] = counts.get(name, 0) + row.rows
    listed = ", ".join(f"{count} i {name}" for name, count in counts.items())
    total = sum(counts.values())
    return (
        f"Der står CPR-numre {total} {'sted' if total == 1 else 'steder'} i databasen ({listed}), og de må ikke offentliggøres"
        " (databeskyttelsesloven § 11, stk. 3).\n"
        "  Se, hvor de står:             referat privacy --kind cpr\n"
        "  Fjern dem i det, der udgives: tilføj --redact (databasen selv ændres ikke)"
    )
