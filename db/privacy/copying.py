"""A copy of a database, whole also while somebody writes to it."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from referat.db import schema
from referat.models.errors import DatabaseError


def copy(database: Path, target: Path) -> None:
    """Copies a database. Raises DatabaseError where it is none of ours, or there is a file at `target` already."""
    with closing(schema.open_for_reading(database)) as source:
        if target.exists():
            raise DatabaseError(f"{target} findes allerede. Slet den, eller vælg et andet navn.")
        try:
            with closing(sqlite3.connect(target)) as conn:
                source.backup(conn)
        except sqlite3.Error as error:
            raise schema.trouble(target, error) from error
