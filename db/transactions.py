"""Writing where somebody else may be writing too: the lock is taken at the start, and waited for."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TypeVar

from sqlite_utils import Database

T = TypeVar("T")
_PAUSE = 0.2


@contextmanager
def writing(db: Database) -> Iterator[None]:
    """All of what is written inside, or nothing of it.

    The right to write is taken at once: a transaction that reads first and then wants to write is refused without waiting
    where another program wrote in between. Raises sqlite3.OperationalError where the database is locked, full or broken.
    """
    if db.conn.in_transaction:
        with db.atomic():
            yield
        return
    db.conn.execute("BEGIN IMMEDIATE")
    try:
        yield
        db.conn.execute("COMMIT")
    except BaseException:
        db.rollback()
        raise


def patiently(action: Callable[[], T], *, seconds: float) -> T:
    """Does it again while another program holds the database; after so many seconds the error is raised."""
    end = time.monotonic() + seconds
    while True:
        try:
            return action()
        except sqlite3.OperationalError as error:
            if "locked" not in str(error) or time.monotonic() >= end:
                raise
            time.sleep(_PAUSE)
