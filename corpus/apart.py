"""Reading and writing apart: a machine reads files into shards, another merges them into a database, as if it had read them itself."""

from __future__ import annotations

import hashlib
from collections import OrderedDict, deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from concurrent.futures import Future
from pathlib import Path

from referat.corpus.bulk import COSTLY, Outcome
from referat.corpus.find import shown
from referat.corpus.reading import Reading
from referat.corpus.shards import PART, SUFFIX, Record, Shard, ShardWriter, checked, in_order
from referat.corpus.steady import AHEAD, Engine, Waiting, read_steadily
from referat.corpus.turn import turn
from referat.db.store import Stored
from referat.models.errors import UnreadableDocumentError


def share(files: Iterable[Path], part: int, parts: int) -> list[Path]:
    """The files of one machine of several: each file goes to one of them by its path, whatever other files there are."""
    return [path for path in files if int(hashlib.sha256(shown(path).encode()).hexdigest()[:8], 16) % parts == part - 1]


def read_into(folder: Path, files: Iterable[Path], engine: Engine, *, waits: Callable[[], None]) -> Iterator[Outcome]:
    """Reads files, in the order of their paths, into shards of a folder; what the shards there have of the same content is not read again.

    One run at a time: `waits` is called where another one into the folder must end first. Raises ShardError where a shard is broken.
    """
    with turn(folder / "read", waits=waits):
        for left in folder.glob(f"*{PART}"):  # by a run that was killed
            left.unlink()
        shards = [checked(path) for path in sorted(folder.glob(f"*{SUFFIX}"))]
        known = {record.path: record for record in in_order(shards)}
        queue: deque[Waiting] = deque()
        with ShardWriter(folder, number=max((shard.number for shard in shards), default=0) + 1) as writer:
            for path in files:
                waiting = Waiting(path, engine.digest(path))
                if not _is_done(known.get(path), waiting):
                    waiting.future = engine.start(path)
                queue.append(waiting)
                if len(queue) >= AHEAD * engine.jobs:
                    yield _settle(queue.popleft(), known, engine, writer)
            while queue:
                yield _settle(queue.popleft(), known, engine, writer)


def _is_done(known: Record | None, waiting: Waiting) -> bool:
    """Whether this content was read, or failed after long work."""
    if known is None or known.sha256 is None or known.sha256 != waiting.sha256:
        return False
    return isinstance(known.result, Reading) or known.result.code in COSTLY


def _settle(waiting: Waiting, known: Mapping[Path, Record], engine: Engine, writer: ShardWriter) -> Outcome:
    before = known.get(waiting.path)
    if waiting.future is None and before is not None:
        return Outcome(waiting.path, Stored.UNCHANGED) if isinstance(before.result, Reading) else Outcome(waiting.path, error=before.result)
    result = read_steadily(waiting, engine)
    record = Record(waiting.path, result.sha256 if isinstance(result, Reading) else waiting.sha256, result)
    if before is None or not _same(before, record):
        writer.add(record)
    if isinstance(result, Reading):
        return Outcome(waiting.path, Stored.ADDED, pages=result.pages, findings=result.findings)
    return Outcome(waiting.path, error=result)


def _same(one: Record, other: Record) -> bool:
    """Whether a file failed in the same way again."""
    if isinstance(one.result, Reading) or isinstance(other.result, Reading):
        return False
    return (one.sha256, one.result.code, one.result.message) == (other.sha256, other.result.code, other.result.message)


class ShardReaders:
    """Shards in the place of processes that read (see `referat.corpus.bulk.import_files`): `files` gives the files to ask for."""

    jobs = 1

    def __init__(self, shards: Sequence[Shard]) -> None:
        self._shards = shards
        self._kept: OrderedDict[Path, Record] = OrderedDict()

    def files(self) -> Iterator[Path]:
        """Every file of the shards in order; what it gave can be asked for until some more files were given."""
        for record in in_order(self._shards):
            self._kept[record.path] = record
            if len(self._kept) > 2 * AHEAD:
                self._kept.popitem(last=False)
            yield record.path

    def digest(self, path: Path) -> str | None:
        """The SHA-256 of the file as it was read; None where it could not be had."""
        return self._kept[path].sha256

    def start(self, path: Path) -> Future[Reading | UnreadableDocumentError]:
        """What the file gave is at hand."""
        future: Future[Reading | UnreadableDocumentError] = Future()
        future.set_result(self._kept[path].result)
        return future

    def finish(self, path: Path, future: Future[Reading | UnreadableDocumentError]) -> Reading | UnreadableDocumentError:  # noqa: ARG002
        """What the file gave."""
        return future.result()
