"""One import into a database, from taking its turn to noting what it did."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from referat.corpus.bulk import Options, Outcome, import_files
from referat.corpus.find import shown
from referat.corpus.steady import Engine
from referat.corpus.turn import turn
from referat.db import files, schema, store


@dataclass(frozen=True, slots=True)
class Tidied:
    """Paths that are marked as missing, and how many files and documents were removed."""

    missing: tuple[str, ...] = ()
    files: int = 0
    documents: int = 0


class Session:
    """The database while an import has its turn (see `session`)."""

    def __init__(self, db: Database, engine: Engine, options: Options) -> None:
        self._db, self._engine, self._options = db, engine, options

    @property
    def connection(self) -> sqlite3.Connection:
        """For questions."""
        return self._db.conn

    def begin(self) -> int:
        """Notes that a round of files begins; gives its number."""
        return store.begin_import(self._db)

    def take(self, found: Iterable[Path]) -> Iterator[Outcome]:
        """Reads and keeps files one after the other."""
        yield from import_files(self._db, found, self._engine, options=self._options)

    def tidy(self, paths: Sequence[Path], found: Sequence[Path], *, prune: bool) -> Tidied:
        """Marks the files that were below the paths and are there no more; with `prune` removes them.

        A folder that is gone as a whole is more likely a disk that is not there: nothing is marked then.
        """
        roots = [shown(path.resolve()) for path in paths if path.exists()]
        missing = files.mark_missing(self._db, roots, [shown(path) for path in found])
        removed = files.prune(self._db) if prune else (0, 0)
        return Tidied(tuple(missing), *removed)

    def end(self, number: int, counts: Mapping[str, int]) -> None:
        """Notes what a round did."""
        store.end_import(self._db, number, dict(counts))


@contextmanager
def session(database: Path, engine: Engine, *, options: Options | None = None, waits: Callable[[], None]) -> Iterator[Session]:
    """Waits for its turn (`waits` is called where that takes time) and opens the database.

    Raises DatabaseError where it cannot be opened.
    """
    schema.open_for_writing(database).close()  # says what is wrong before anything is waited for
    with turn(database, waits=waits):
        db = schema.open_for_writing(database)
        try:
            store.refresh_search(db)
            yield Session(db, engine, options or Options())
        finally:
            db.close()
