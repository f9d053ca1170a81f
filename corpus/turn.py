"""One import at a time: a second one into the same database waits until the first is done, and then skips what it has read."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO


@contextmanager
def turn(database: Path, *, waits: Callable[[], None] = lambda: None) -> Iterator[None]:
    """Held while an import writes; `waits` is called once where another import must end first.

    The lock is a file beside the database that the system frees when its owner dies; it is removed at the end.
    """
    path = database.with_name(f"{database.name}-import")
    while True:
        file = path.open("ab")
        _lock(file, waits)
        try:
            if os.path.samestat(os.fstat(file.fileno()), path.stat()):
                break
        except FileNotFoundError:
            pass
        file.close()  # its owner removed it while we waited: another file must be locked
    try:
        yield
    finally:
        with suppress(OSError):
            path.unlink()
        file.close()


def _lock(file: IO[bytes], waits: Callable[[], None]) -> None:
    try:
        import fcntl
    except ImportError:  # Windows: the database's own lock must do
        return
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        waits()
        fcntl.flock(file, fcntl.LOCK_EX)
