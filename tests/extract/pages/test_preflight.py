"""Parts of a file that unpack to too much are found, and no others."""

from __future__ import annotations

import zlib
from pathlib import Path

import pytest

from referat.extract.pages.limits import Limits
from referat.extract.pages.preflight import check_size
from referat.models.errors import UnreadableDocumentError
from referat.models.kinds import ProblemCode

LIMITS = Limits(unpacked_bytes=1_000_000, file_bytes=100_000)
ONCE = zlib.compress(b" " * 2_000_000, 9)


def file(data: bytes, entries: bytes) -> bytes:
    return b"%%PDF-1.7\n4 0 obj\n<</Length %d%s>>\nstream\n%s\nendstream\nendobj\n" % (len(data), entries, data)


@pytest.mark.parametrize(
    ("data", "too_big", "why"),
    [
        (file(ONCE, b"/Filter/FlateDecode"), True, "packed once"),
        (file(zlib.compress(ONCE), b"/Filter[/FlateDecode /FlateDecode]"), True, "packed twice"),
        (file(zlib.compress(ONCE), b"/Filter[/Fl/Fl]"), True, "the short name of the filter"),
        (file(ONCE, b"/Type/ObjStm/Filter/FlateDecode"), True, "objects in a stream"),
        (file(ONCE[:-200], b"/Filter/FlateDecode"), True, "cut off, but it unpacks as far as it goes"),
        (file(ONCE, b"/Subtype/Image/Filter/FlateDecode"), False, "an image is measured in pixels"),
        (file(ONCE, b""), False, "not packed at all"),
        (file(ONCE, b"/Filter/DCTDecode"), False, "packed by another filter"),
        (file(zlib.compress(b" " * 900_000), b"/Filter/FlateDecode"), False, "below the limit"),
        (file(b"x" * 9000, b"/Filter/FlateDecode"), False, "broken at the start"),
        (b"%PDF-1.7\n" + b"a" * 100_000, True, "the file itself"),
    ],
)
def test_what_unpacks_to_too_much(data: bytes, too_big: bool, why: str, tmp_path: Path) -> None:
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    if not too_big:
        check_size(path, LIMITS)
        return
    with pytest.raises(UnreadableDocumentError) as failed:
        check_size(path, LIMITS)
    assert failed.value.code is ProblemCode.TOO_BIG
    assert failed.value.message.startswith("a.pdf")


def test_the_samples_are_far_from_the_limits(samples: list[Path]) -> None:
    for path in samples:
        check_size(path, Limits(unpacked_bytes=20_000_000, file_bytes=5_000_000))
