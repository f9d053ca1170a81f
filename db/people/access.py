"""The database with an up-to-date register of people and of what is followed, for those who ask or change it."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlite_utils import Database

from referat.db import schema
from referat.db.followups import making as followups
from referat.db.people import register as people_register
from referat.models.errors import DatabaseError


@contextmanager
def register_of(path: Path) -> Iterator[Database]:
    """The database with the register made anew where documents came or went. Raises DatabaseError where there is no database of ours.

    A database of an older version is brought up to date; one that may not be written to is taken as it is.
    """
    schema.open_for_reading(path, older=True).close()
    try:
        db = schema.open_for_writing(path)
        people_register.refresh(db)
        followups.refresh(db)
    except (DatabaseError, sqlite3.OperationalError) as error:
        if "readonly" not in str(error):
            raise
        db = Database(schema.open_for_reading(path))
    try:
        yield db
    finally:
        db.close()
