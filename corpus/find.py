"""Which files there are to read, in an order that does not depend on the disk."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from referat.extract.pages.archives import ARCHIVE, at_hand, members
from referat.extract.pages.limits import DEFAULT, Limits
from referat.models.errors import UnreadableDocumentError


def find_files(paths: Iterable[Path]) -> list[Path]:
    """The PDFs in folders, below them and in zip archives, and every file that is named itself, each once and in the order of paths.

    An archive that cannot be opened is given itself: reading it tells why. The order is the same however the files are asked for: by
    it the same files make the same database, on whichever machines they are read.
    """
    return sorted({file for path in paths for file in (_inside(path.resolve()) if path.is_dir() else _opened(path.resolve()))})


def _inside(folder: Path) -> Iterator[Path]:
    files = (Path(place) / name for place, _, names in os.walk(folder) for name in names if name.lower().endswith((".pdf", ARCHIVE)))
    for file in (file for file in files if file.is_file()):
        yield from _opened(file)


def _opened(file: Path) -> Iterator[Path]:
    if file.suffix.lower() != ARCHIVE:
        yield file
        return
    try:
        yield from members(file)
    except UnreadableDocumentError:
        yield file


def digest(path: Path, *, limits: Limits = DEFAULT) -> str | None:
    """The SHA-256 of a file; None where it cannot be had (the reader says why)."""
    try:
        with at_hand(path, limits=limits) as file, file.open("rb") as opened:
            return hashlib.file_digest(opened, "sha256").hexdigest()
    except (OSError, ValueError, UnreadableDocumentError):
        return None


def shown(path: Path | str) -> str:
    """A path (or a message that names one) as it can be kept and printed, also where its bytes are not UTF-8."""
    return str(path).encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
