"""What was read, as files that can be carried from one machine to another: shards of compressed JSON lines.

The first line of a shard names its form and the reader, the last one counts the files between them. A shard is named after its content
and gets its name when it is whole, so that one that was cut off on the way, or left by a run that was killed, is never taken for whole.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import zlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from itertools import groupby
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from referat.corpus.reading import Reading
from referat.db.rows import Rows
from referat.extract.minutes import READER_VERSION
from referat.models.errors import ReferatError, UnreadableDocumentError
from referat.models.kinds import ProblemCode

SUFFIX = ".jsonl.gz"
PART = ".part"
_FORM = "referat-shard/1"
# What a run that is killed has to read again at most.
_FILES, _BYTES = 500, 50_000_000
_BROKEN = (OSError, EOFError, zlib.error, ValueError, LookupError, TypeError)


class ShardError(ReferatError):
    """A shard cannot be used."""

    exit_code = 3


@dataclass(frozen=True, slots=True)
class Record:
    """A file, its content's hash (None where it could not be had), and what it gave."""

    path: Path
    sha256: str | None
    result: Reading | UnreadableDocumentError


@dataclass(frozen=True, slots=True)
class Shard:
    """A whole shard: how many files it holds and the first of them; files stand in order. number: later runs have higher ones."""

    path: Path
    number: int
    first: Path
    files: int


class ShardWriter:
    """Writes records into a folder, shard after shard; records come in the order of their paths. A context manager.

    What was written when an error ends it is kept.
    """

    def __init__(self, folder: Path, *, number: int) -> None:
        self._folder, self._number = folder, number
        self._lines: list[bytes] = []
        self._bytes = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._close()

    def add(self, record: Record) -> None:
        """Writes a record."""
        self._lines.append(_line(_form(record)))
        self._bytes += len(self._lines[-1])
        if len(self._lines) >= _FILES or self._bytes >= _BYTES:
            self._close()

    def _close(self) -> None:
        if not self._lines:
            return
        head = {"form": _FORM, "reader": READER_VERSION, "number": self._number}
        whole = b"".join([_line(head), *self._lines, _line({"files": len(self._lines)})])
        name = f"{self._number:06}-{hashlib.sha256(whole).hexdigest()[:16]}{SUFFIX}"
        part = self._folder / f"{name}{PART}"
        with part.open("wb") as file:
            file.write(gzip.compress(whole, 6, mtime=0))
            file.flush()
            os.fsync(file.fileno())
        part.replace(self._folder / name)
        self._lines, self._bytes = [], 0


def find_shards(paths: Iterable[Path]) -> list[Path]:
    """The shards in some folders, and those that are named themselves, each once. Raises ShardError where there are none."""
    found: dict[Path, None] = {}
    for path in paths:
        for shard in sorted(path.rglob(f"*{SUFFIX}")) if path.is_dir() else [path]:
            found.setdefault(shard.resolve())
    if not found:
        raise ShardError(f"Ingen filer på {SUFFIX} i {', '.join(map(str, paths))}. Lav dem med: referat read MAPPE --out MAPPE")
    return list(found)


def checked(path: Path) -> Shard:
    """A shard that was read through and is whole. Raises ShardError where it is not, or where another reader wrote it."""
    try:
        lines = _lines(path)
        head = next(lines)
        if head["form"] != _FORM:
            raise ValueError(head["form"])
        first, files, before = None, 0, None
        for form in lines:
            if "path" not in form:
                break
            here = Path(form["path"])
            if before is not None and here < before:
                raise ValueError("order")
            first, files, before = first or here, files + 1, here
        # The checksum stands behind the last line.
        if first is None or form != {"files": files} or next(lines, None) is not None:  # pyright: ignore[reportPossiblyUnboundVariable]
            raise ValueError("end")
    except (*_BROKEN, StopIteration) as error:
        told = f"{path} er ikke et helt udtræk ({type(error).__name__}). Hent den igen, eller lad den ude og læs dens filer igen."
        raise ShardError(told) from error
    if head["reader"] != READER_VERSION:
        raise ShardError(f"{path} er læst af en anden udgave af læseren ({head['reader']}, her {READER_VERSION}). Læs filerne igen.")
    return Shard(path, int(head["number"]), first, files)


def in_order(shards: Sequence[Shard]) -> Iterator[Record]:
    """The records of all shards in the order of their paths, as an import meets the files.

    Of several for one path the newest counts: that of the latest run, and a file that was read before one that was not. Only shards
    whose paths overlap are open at the same time.
    """
    waiting = sorted(shards, key=lambda shard: (shard.first, shard.path), reverse=True)
    opened: list[tuple[Path, int, Record, Iterator[Record]]] = []

    def push(order: int, records: Iterator[Record]) -> None:
        record = next(records, None)
        if record is not None:
            heappush(opened, (record.path, order, record, records))

    def merged() -> Iterator[tuple[int, Record]]:
        while waiting or opened:
            while waiting and (not opened or waiting[-1].first <= opened[0][0]):
                shard = waiting.pop()
                numbers.append(shard.number)
                push(len(numbers) - 1, _records(shard.path))
            _, order, record, records = heappop(opened)
            push(order, records)
            yield numbers[order], record

    numbers: list[int] = []
    for _, same in groupby(merged(), key=lambda found: found[1].path):
        yield max(same, key=lambda found: (found[0], isinstance(found[1].result, Reading)))[1]


def _line(form: Any) -> bytes:
    """A line of JSON; ASCII, since a path may hold bytes that are no UTF-8."""
    return json.dumps(form, separators=(",", ":")).encode() + b"\n"


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    with gzip.open(path, "rb") as file:
        for line in file:
            yield json.loads(line)


def _records(path: Path) -> Iterator[Record]:
    return (_record(form) for form in _lines(path) if "path" in form)


def _form(record: Record) -> dict[str, Any]:
    said = {"path": str(record.path), "sha256": record.sha256}
    result = record.result
    if isinstance(result, UnreadableDocumentError):
        return {**said, "code": result.code.value, "message": result.message}
    # The columns stand once for a table.
    rows = {table: [list(rows[0]), *(list(row.values()) for row in rows)] if rows else [] for table, rows in result.rows.items()}
    return {**said, "pages": result.pages, "findings": result.findings, "rows": rows}


def _record(form: dict[str, Any]) -> Record:
    path, sha256 = Path(form["path"]), form["sha256"]
    if "code" in form:
        return Record(path, sha256, UnreadableDocumentError(ProblemCode(form["code"]), form["message"]))
    rows: Rows = {table: [dict(zip(lines[0], values, strict=True)) for values in lines[1:]] for table, lines in form["rows"].items()}
    return Record(path, sha256, Reading(sha256, rows, form["pages"], form["findings"]))
