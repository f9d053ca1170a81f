"""Images of pages whose files lie in folders or archives."""

from __future__ import annotations

import hashlib
import zipfile
from pathlib import Path

import pytest

from referat.db.explorer.page_image import ChangedFileError, Images


def packed(sample: Path, archive: Path) -> Path:
    with zipfile.ZipFile(archive, "w") as made:
        made.write(sample, "maj/referat.pdf")
    return archive / "maj" / "referat.pdf"


def test_a_page_in_an_archive_is_shown(samples: list[Path], tmp_path: Path) -> None:
    path = packed(samples[0], tmp_path / "2022.zip")
    sha256 = hashlib.sha256(samples[0].read_bytes()).hexdigest()
    images = Images()
    inside = images.get(str(path), sha256, 1, width=300, page_width=595, page_height=842)
    assert inside == Images().get(str(samples[0]), sha256, 1, width=300, page_width=595, page_height=842)
    assert inside.startswith(b"\x89PNG")


@pytest.mark.parametrize("other", ["changed", "gone", "without the file"])
def test_an_archive_that_no_longer_holds_what_was_read(samples: list[Path], tmp_path: Path, other: str) -> None:
    archive = tmp_path / "2022.zip"
    path = packed(samples[0], archive)
    if other == "gone":
        archive.unlink()
    else:
        with zipfile.ZipFile(archive, "w") as made:
            made.writestr("maj/referat.pdf" if other == "changed" else "andet.pdf", b"%PDF-1.4")
    with pytest.raises(ChangedFileError):
        Images().check(str(path), hashlib.sha256(samples[0].read_bytes()).hexdigest())
