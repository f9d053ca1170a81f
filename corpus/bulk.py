"""Many files into one database: worker processes read, one place writes, in the order of the files.

The order makes the database the same however often an import was stopped, and however many processes read.
"""

from __future__ import annotations

import sqlite3
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from sqlite_utils import Database

from referat.corpus.find import shown
from referat.corpus.reading import Reading
from referat.corpus.steady import AHEAD, Engine, Waiting, read_steadily
from referat.db.files import FileState, is_settled, known_file, note_file
from referat.db.keys import document_id
from referat.db.links import linked, relink
from referat.db.store import Stored, is_known, is_read, problem_at, store_problem, store_rows
from referat.db.transactions import patiently, writing
from referat.extract.minutes import READER_VERSION
from referat.models.errors import UnreadableDocumentError
from referat.models.kinds import ProblemCode

# Taking long to fail, and failing again: not tried again with the same content, unless asked for.
COSTLY = (ProblemCode.TIMEOUT, ProblemCode.CRASHED, ProblemCode.TOO_BIG)
# Errors that lie in one document. What the database itself reports (locked, full, broken) stops the import.
_OF_ONE = (sqlite3.IntegrityError, sqlite3.InterfaceError, sqlite3.DataError, sqlite3.ProgrammingError)
_OF_ONE_TOO = (ArithmeticError, AttributeError, LookupError, TypeError, ValueError)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: how it was stored, or why it was not read; `seconds`: of writing."""

    path: Path
    stored: Stored | None = None
    error: UnreadableDocumentError | None = None
    pages: int = 0
    findings: int = 0
    seconds: float = 0.0


@dataclass(frozen=True, slots=True)
class Options:
    """reader_version: what was read by another is read again. retry: what took long to fail is tried again.

    wait: seconds for which another program may hold the database. moves: a document whose file is gone is noted at the place of a
    copy (not where files were read on another machine, and none of them need be here).
    """

    reader_version: str = READER_VERSION
    retry: bool = False
    wait: float = 600.0
    moves: bool = True


def import_files(db: Database, files: Iterable[Path], engine: Engine, *, options: Options | None = None) -> Iterator[Outcome]:
    """Reads and keeps files, each in a transaction of its own; one that cannot be read becomes a row in `problems`.

    Raises sqlite3.Error where the database cannot be written; all files before are then kept, and the next import goes on from there.
    """
    chosen = options or Options()
    queue: deque[Waiting] = deque()
    for path in files:
        sha256 = engine.digest(path)
        waiting = Waiting(path, sha256)
        twin = any(other.sha256 == sha256 for other in queue)
        if sha256 is None or not (twin or is_known(db, sha256, reader_version=chosen.reader_version) or _is_hopeless(db, waiting, chosen)):
            waiting.future = engine.start(path)
        queue.append(waiting)
        if len(queue) >= AHEAD * engine.jobs:
            yield _settle(db, queue.popleft(), engine, chosen)
    while queue:
        yield _settle(db, queue.popleft(), engine, chosen)


def _is_hopeless(db: Database, waiting: Waiting, options: Options) -> bool:
    """Whether this content was tried by this reader, and failed after long work."""
    known = known_file(db.conn, shown(waiting.path))
    if options.retry or known is None or (known.sha256, known.reader_version) != (waiting.sha256, options.reader_version):
        return False
    problem = problem_at(db, shown(waiting.path)) if known.state is FileState.FAILED else None
    return problem is not None and problem.code in COSTLY


def _settle(db: Database, waiting: Waiting, engine: Engine, options: Options) -> Outcome:
    """Waits for one file and writes what came of it."""
    path, sha256 = waiting.path, waiting.sha256
    if waiting.future is None and sha256 is not None:
        began = time.perf_counter()
        known = patiently(lambda: _take_known(db, waiting, sha256, options), seconds=options.wait)
        if known is not None:
            return Outcome(path, known, seconds=time.perf_counter() - began)
        failed = problem_at(db, shown(path))
        if failed is not None and _is_hopeless(db, waiting, options):
            return Outcome(path, error=failed)
    read = read_steadily(waiting, engine)
    began = time.perf_counter()
    result = _keep(db, path, read, options) if isinstance(read, Reading) else read
    if isinstance(result, Outcome):
        return replace(result, seconds=time.perf_counter() - began)
    failure = UnreadableDocumentError(result.code, shown(result.message))
    patiently(lambda: _note_failure(db, waiting, failure, options), seconds=options.wait)
    return Outcome(path, error=failure, seconds=time.perf_counter() - began)


def _take_known(db: Database, waiting: Waiting, sha256: str, options: Options) -> Stored | None:
    """Notes a file whose content is in the database; None where it is not. Of files met again as they were nothing is written."""
    if is_settled(db.conn, shown(waiting.path), sha256=sha256, reader_version=options.reader_version):
        return Stored.UNCHANGED
    with writing(db):
        if not is_read(db, sha256, path=Path(shown(waiting.path)), reader_version=options.reader_version, moves=options.moves):
            return None
        _note_read(db, waiting.path, sha256, options, before=None)
    return Stored.UNCHANGED


def _keep(db: Database, path: Path, reading: Reading, options: Options) -> Outcome | UnreadableDocumentError:
    """Writes a document; what the database does not take because of the document is an error of the document."""

    def write() -> Stored:
        with writing(db):
            before = linked(db.conn, document_id(reading.sha256))
            stored = store_rows(db, reading.rows, path=Path(shown(path)), reader_version=options.reader_version)
            _note_read(db, path, reading.sha256, options, before=None if stored is Stored.UNCHANGED else before)
        return stored

    try:
        return Outcome(path, patiently(write, seconds=options.wait), pages=reading.pages, findings=reading.findings)
    except (*_OF_ONE, *_OF_ONE_TOO) as error:
        what = f"{path} kunne ikke gemmes: en fejl i referat ({type(error).__name__}: {error}). Meld den gerne."
        return UnreadableDocumentError(ProblemCode.CRASHED, what)


def _note_read(db: Database, path: Path, sha256: str, options: Options, *, before: Sequence[str] | None) -> None:
    """Notes the file, and links its document where it was kept (`before`: what it was linked to) or the path held another."""
    other = note_file(db, shown(path), sha256=sha256, reader_version=options.reader_version, state=FileState.READ)
    if other is not None or before is not None:
        relink(db, document_id(sha256), before=before or ())


def _note(db: Database, path: Path, sha256: str, state: FileState, options: Options) -> None:
    note_file(db, shown(path), sha256=sha256, reader_version=options.reader_version, state=state)


def _note_failure(db: Database, waiting: Waiting, error: UnreadableDocumentError, options: Options) -> None:
    with writing(db):
        store_problem(db, Path(shown(waiting.path)), error)
        if waiting.sha256 is not None:
            _note(db, waiting.path, waiting.sha256, FileState.FAILED, options)
