"""A look at the file before PDFium opens it: parts that unpack to more than a machine holds are found without unpacking them whole."""

from __future__ import annotations

import mmap
import re
import zlib
from collections.abc import Iterator
from pathlib import Path

from referat.extract.pages.limits import Limits, number, too_big

_STREAM = re.compile(rb"stream\r?\n")  # begins with its letters, which is searched for 20 times as fast as a look behind
_FLATE = re.compile(rb"/(?:FlateDecode|Fl)\b")
_IMAGE = re.compile(rb"/Subtype\s*/Image\b")
_DICTIONARY = 4096  # bytes before a stream in which its dictionary is looked for
_BLOCK = 1 << 16
_MOST = 1032  # how many times its size a part can unpack to, once


def check_size(path: Path, limits: Limits) -> None:
    """Raises UnreadableDocumentError (too-big) for a file over the limit or with a part that unpacks to more than the limit.

    Only parts that can reach the limit are unpacked, and only up to it. Images are not: their size in pixels is known without it.
    """
    size = path.stat().st_size
    if size > limits.file_bytes:
        raise too_big(path.name, f"fylder {number(size / 1e6)} MB")
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        for found in _STREAM.finditer(data):
            at = found.start()
            times = 0 if data[max(0, at - 3) : at] == b"end" else _times_packed(data, at)
            if times and _unpacks_beyond(data, found.end(), times, limits.unpacked_bytes):
                raise too_big(path.name, f"pakker ud til mere end {number(limits.unpacked_bytes / 1e6)} MB")


def _times_packed(data: mmap.mmap, at: int) -> int:
    """How many times the stream whose dictionary ends here is packed; 0 for images and streams that are not."""
    before = data[max(0, at - _DICTIONARY) : at]
    dictionary = before[before.rfind(b" obj") + 1 :]
    return 0 if _IMAGE.search(dictionary) else len(_FLATE.findall(dictionary))


def _unpacks_beyond(data: mmap.mmap, start: int, times: int, limit: int) -> bool:
    end = data.find(b"endstream", start)
    end = len(data) if end < 0 else end
    if (end - start) * _MOST**times < limit:
        return False
    chunks: Iterator[bytes] = (data[at : min(at + _BLOCK, end)] for at in range(start, end, _BLOCK))
    for _ in range(times):
        chunks = _unpacked(chunks)
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > limit:
            return True
    return False


def _unpacked(chunks: Iterator[bytes]) -> Iterator[bytes]:
    """What the chunks unpack to, in pieces of at most a block; it ends where they are broken."""
    unpacker = zlib.decompressobj()
    for chunk in chunks:
        while chunk:
            try:
                piece = unpacker.decompress(chunk, _BLOCK)
            except zlib.error:
                return
            chunk = unpacker.unconsumed_tail
            if piece:
                yield piece
            elif not chunk:
                break
