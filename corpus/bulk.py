"""Many files into one database: finds them, reads what is not read yet, and notes what could not be read."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from referat.db.store import Stored, is_read, store, store_problem
from referat.extract.minutes import READER_VERSION, read_document
from referat.models.errors import UnreadableDocumentError


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a file: how it was stored, or why it was not read."""

    path: Path
    stored: Stored | None = None
    error: UnreadableDocumentError | None = None


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The PDFs in folders and below them, and every file that is named itself, each once and in order."""
    found: dict[Path, None] = {}
    for path in paths:
        inside = sorted(file for file in path.rglob("*") if file.suffix.lower() == ".pdf" and file.is_file()) if path.is_dir() else [path]
        for file in inside:
            found.setdefault(file.resolve())
    return list(found)


def import_files(db: Database, files: Iterable[Path]) -> Iterator[Outcome]:
    """Reads and keeps one file after the other; a file that cannot be read becomes a row in `problems`."""
    for path in files:
        try:
            yield Outcome(path, stored=_import(db, path))
        except UnreadableDocumentError as error:
            store_problem(db, path, error)
            yield Outcome(path, error=error)


def _import(db: Database, path: Path) -> Stored:
    digest = _digest(path)
    if digest is not None and is_read(db, digest, path=path, reader_version=READER_VERSION):
        return Stored.UNCHANGED
    return store(db, read_document(path), path=path, reader_version=READER_VERSION)


def _digest(path: Path) -> str | None:
    """The SHA-256 of a file; None where it cannot be opened (the reader says why)."""
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None
