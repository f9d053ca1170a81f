"""Files inside zip archives, named as if an archive were a folder: `2019.zip/maj/referat.pdf`."""

from __future__ import annotations

import shutil
import stat
import tempfile
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path, PurePosixPath

from referat.extract.pages.limits import DEFAULT, Limits, number, too_big
from referat.models.errors import UnreadableDocumentError
from referat.models.kinds import ProblemCode

ARCHIVE, WANTED = ".zip", (".pdf", ".zip")
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError)


def members(archive: Path) -> list[Path]:
    """The PDFs in an archive, and the archives in it, in order. Raises UnreadableDocumentError where it cannot be opened."""
    try:
        with zipfile.ZipFile(archive) as opened:
            names = [name for name, info in _by_name(opened).items() if not info.is_dir()]
    except _BROKEN as error:
        raise _damaged(archive, error) from error
    return sorted(archive / name for name in names if name.lower().endswith(WANTED))


def split(path: Path) -> tuple[Path, str] | None:
    """The archive that a path leads into and the name within it; None for a path that does not lead into one."""
    for place in path.parents:
        if place.suffix.lower() == ARCHIVE and _is_file(place):
            return place, path.relative_to(place).as_posix()
    return None


@contextmanager
def at_hand(path: Path, *, limits: Limits = DEFAULT) -> Iterator[Path]:
    """A file as one that can be opened: itself, or unpacked for a while under its own name.

    Raises UnreadableDocumentError where the archive does not give it.
    """
    inside = None if _is_file(path) else split(path)
    if inside is None:
        yield path
        return
    with tempfile.TemporaryDirectory(prefix="referat-", ignore_cleanup_errors=True) as folder:
        target = Path(folder) / path.name
        _unpack(path, *inside, target, limits)
        yield target


def _unpack(path: Path, archive: Path, name: str, target: Path, limits: Limits) -> None:
    if name.lower().endswith(ARCHIVE):
        raise UnreadableDocumentError(ProblemCode.UNREADABLE_FILE, f"{path} er et arkiv i et arkiv. Pak det ud, og læs mappen.")
    try:
        with zipfile.ZipFile(archive) as opened:
            info = _by_name(opened).get(name)
            if info is None or stat.S_IFMT(info.external_attr >> 16) not in (0, stat.S_IFREG):
                raise UnreadableDocumentError(ProblemCode.UNREADABLE_FILE, f"{path} findes ikke i arkivet.")
            if info.flag_bits & 1:
                raise UnreadableDocumentError(ProblemCode.ENCRYPTED, f"{path} kræver en adgangskode. Pak arkivet ud, og læs mappen.")
            if info.file_size > limits.file_bytes:  # more than is promised is never unpacked
                raise too_big(path.name, f"fylder {number(info.file_size / 1_000_000)} MB")
            with opened.open(info) as source, target.open("wb") as out:
                shutil.copyfileobj(source, out, 1 << 20)
    except _BROKEN as error:
        raise _damaged(path, error) from error


def _by_name(opened: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The members by the name that they have as part of a path; of two with one name the last counts, as when unpacking."""
    return {PurePosixPath(info.filename.lstrip("/")).as_posix(): info for info in opened.infolist()}


def _is_file(path: Path) -> bool:
    try:
        return path.is_file()
    except (OSError, ValueError):
        return False


def _damaged(path: Path, error: Exception) -> UnreadableDocumentError:
    return UnreadableDocumentError(
        ProblemCode.DAMAGED, f"{path} kan ikke pakkes ud ({type(error).__name__}). Hent arkivet igen, eller pak det ud, og læs mappen."
    )
