"""Which files are found."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from referat.corpus.find import digest, find_files
from referat.extract.pages.archives import at_hand, split
from referat.extract.pages.limits import Limits
from referat.models.errors import UnreadableDocumentError
from referat.models.kinds import ProblemCode


def test_folders_are_searched_and_each_file_comes_once(tmp_path: Path) -> None:
    for name in ("2022/a.pdf", "2022/maj/KOPI.PDF", "side.pdf", "noter.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    found = find_files([tmp_path, tmp_path / "2022", tmp_path / "noter.txt"])
    assert [str(path.relative_to(tmp_path)) for path in found] == ["2022/a.pdf", "2022/maj/KOPI.PDF", "noter.txt", "side.pdf"]
    assert find_files([tmp_path / "noter.txt", tmp_path / "2022", tmp_path]) == found


def test_an_archive_stands_for_the_files_in_it(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.ZIP", "w") as archive:
        archive.writestr("/b.pdf", b"to")
        archive.writestr("a.pdf", b"en")
        archive.writestr("billede.png", b"")
        archive.writestr("a-b.pdf", b"tre")
        archive.writestr("a/c.pdf", b"fire")
    found = find_files([tmp_path])
    assert [path.relative_to(tmp_path / "a.ZIP").as_posix() for path in found] == ["a/c.pdf", "a-b.pdf", "a.pdf", "b.pdf"]  # as in a folder
    found = found[2:]
    assert [split(path) for path in found] == [(tmp_path / "a.ZIP", "a.pdf"), (tmp_path / "a.ZIP", "b.pdf")]
    with at_hand(found[1]) as file:
        assert (file.name, file.read_bytes()) == ("b.pdf", b"to")
    assert not file.exists()
    assert digest(found[0]) != digest(found[1])


def bomb(path: Path) -> None:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("a.pdf", bytes(3_000_000))


def broken(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.pdf", b"%PDF-1.4 en to tre fire")
    path.write_bytes(path.read_bytes().replace(b"en to", b"en TO"))


def link(path: Path) -> None:
    with zipfile.ZipFile(path, "w") as archive:
        info = zipfile.ZipInfo("a.pdf")
        info.external_attr = 0o120777 << 16
        archive.writestr(info, "/etc/hostname")


@pytest.mark.parametrize(
    ("make", "code"), [(bomb, ProblemCode.TOO_BIG), (broken, ProblemCode.DAMAGED), (link, ProblemCode.UNREADABLE_FILE)], ids=str
)
def test_what_an_archive_does_not_give_is_told(make: object, code: ProblemCode, tmp_path: Path) -> None:
    assert callable(make)
    make(tmp_path / "a.zip")
    with pytest.raises(UnreadableDocumentError) as caught, at_hand(tmp_path / "a.zip" / "a.pdf", limits=Limits(file_bytes=1_000_000)):
        pass
    assert caught.value.code is code
    assert caught.value.message.endswith(".")
