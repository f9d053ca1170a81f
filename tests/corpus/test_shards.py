"""Shards: written whole, read back the same, told when they are broken."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.corpus.apart import share
from referat.corpus.reading import Reading, read_rows
from referat.corpus.shards import SUFFIX, Record, ShardError, ShardWriter, checked, find_shards, in_order
from referat.models.errors import UnreadableDocumentError
from referat.models.kinds import OcrMode, ProblemCode


def failed(path: str, message: str = "nej") -> Record:
    return Record(Path(path), "0" * 64, UnreadableDocumentError(ProblemCode.DAMAGED, message))


def reading(path: str, pages: int = 1) -> Record:
    return Record(Path(path), "0" * 64, Reading("0" * 64, {"documents": [{"id": "a", "pages": pages}]}, pages, 0))


def written(folder: Path, *runs: list[Record]) -> list[Path]:
    for number, records in enumerate(runs, start=1):
        with ShardWriter(folder, number=number) as writer:
            for record in records:
                writer.add(record)
    return sorted(folder.glob(f"*{SUFFIX}"))


def given_back(paths: list[Path]) -> list[Record]:
    return list(in_order([checked(path) for path in paths]))


def test_every_row_of_a_sample_comes_back(samples: list[Path], tmp_path: Path) -> None:
    read = [Record(path, result.sha256, result) for path in samples[:3] for result in [read_rows(path, OcrMode.NEVER)]]
    back = given_back(written(tmp_path, read))
    assert [record.path for record in back] == samples[:3]
    for record, other in zip(read, back, strict=True):
        assert isinstance(record.result, Reading)
        assert isinstance(other.result, Reading)
        assert record.result == other.result


@given(path=st.binary(min_size=1, max_size=9).filter(lambda name: not {0, 47} & set(name)), message=st.text())
def test_any_path_and_message_comes_back(path: bytes, message: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    name = "/" + path.decode("utf-8", "surrogateescape")
    (back,) = given_back(written(tmp_path_factory.mktemp("shards"), [failed(name, message)]))
    assert back.path == Path(name)
    assert isinstance(back.result, UnreadableDocumentError)
    assert (back.result.code, back.result.message) == (ProblemCode.DAMAGED, message)


def test_the_newest_of_several_counts_and_all_come_in_order(tmp_path: Path) -> None:
    paths = written(
        tmp_path,
        [reading("/a", 1), reading("/c", 1), failed("/d")],
        [reading("/b", 1), failed("/c"), reading("/d", 2)],
        [reading("/a", 3)],
    )
    found = [(str(record.path), getattr(record.result, "pages", None)) for record in given_back([*paths, paths[0]])]
    assert found == [("/a", 3), ("/b", 1), ("/c", None), ("/d", 2)]


def test_a_file_read_on_one_machine_comes_before_one_that_another_could_not_read(tmp_path: Path) -> None:
    for name in ("1", "2"):
        (tmp_path / name).mkdir()
    paths = written(tmp_path / "1", [reading("/a")]) + written(tmp_path / "2", [failed("/a")])
    assert [isinstance(record.result, Reading) for record in given_back(paths)] == [True]


@pytest.mark.parametrize(
    "spoil",
    [
        lambda _: b"",
        lambda whole: whole[:30],
        lambda whole: whole[:-1],
        lambda _: b"%PDF-1.4",
        lambda whole: gzip.compress(b"".join(gzip.decompress(whole).splitlines(keepends=True)[:-1])),
        lambda _: gzip.compress(b"[]\n"),
        lambda whole: gzip.compress(gzip.decompress(whole).replace(b"referat-shard/1", b"referat-shard/9")),
        lambda whole: gzip.compress(gzip.decompress(whole).replace(b'"/b"', b'"/0"')),
    ],
    ids=["empty", "half", "a byte short", "a PDF", "no end", "other JSON", "another form", "out of order"],
)
def test_a_shard_that_is_not_whole_is_told(spoil: object, tmp_path: Path) -> None:
    (path,) = written(tmp_path, [reading("/a"), reading("/b")])
    assert callable(spoil)
    path.write_bytes(spoil(path.read_bytes()))  # pyright: ignore[reportArgumentType]
    with pytest.raises(ShardError, match="ikke et helt"):
        checked(path)


def test_another_reader_s_shard_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (path,) = written(tmp_path, [reading("/a")])
    monkeypatch.setattr("referat.corpus.shards.READER_VERSION", "next")
    with pytest.raises(ShardError, match="anden udgave"):
        checked(path)


def test_a_folder_without_shards_is_told(tmp_path: Path) -> None:
    with pytest.raises(ShardError, match="referat read"):
        find_shards([tmp_path])


@given(st.lists(st.text(min_size=1), unique=True), st.integers(1, 5))
def test_every_file_goes_to_one_machine(names: list[str], parts: int) -> None:
    files = [Path(name) for name in names]
    shares = [share(files, part, parts) for part in range(1, parts + 1)]
    assert sorted(path for one in shares for path in one) == sorted(files)
