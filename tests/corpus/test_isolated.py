"""Broken and hostile files end as the right problem, in time, and take nothing else along."""

from __future__ import annotations

import importlib.util
import os
import sys
import zlib
from collections.abc import Iterator
from concurrent.futures import TimeoutError as FutureTimeoutError
from pathlib import Path
from types import ModuleType

import pytest
from pebble import ProcessExpired, ProcessFuture

from referat.corpus.isolated import Readers, Result, read_isolated
from referat.extract.pages.limits import DEFAULT, Limits
from referat.models.errors import UnreadableDocumentError
from referat.models.kinds import ProblemCode
from referat.models.minutes import Document

EXPIRED = ProcessExpired("Abnormal termination", -6)  # type: ignore[no-untyped-call]
ROOT = Path(__file__).resolve().parents[2]


def maker() -> ModuleType:
    """The script that makes the hostile files."""
    spec = importlib.util.spec_from_file_location("hostile_make", ROOT / "tests" / "hostile" / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules.setdefault(spec.name, importlib.util.module_from_spec(spec))
    spec.loader.exec_module(module)
    return module


make = maker()
# Less than the defaults, so that the limits are reached soon.
LIMITS = Limits(seconds=15, memory=1_000_000_000)
# Unpacked or rendered for seconds before they end: all of them run where everything is promised.
SLOW = {
    "page-tree-100000-deep", "bomb-1-gib", "bomb-1-gib-packed-three-times", "bomb-in-object-stream", "bomb-in-characters-table",
    "image-of-a-gigapixel", "three-million-characters", "forms-of-forms", "lines-300000", "pattern-of-tiny-steps", "arrays-a-million-deep",
    "text-in-a-million-saves", "characters-range-of-2-to-31", "characters-ranges-many",
}  # fmt: skip
slow = pytest.mark.skipif(os.environ.get("CI") != "true", reason="takes seconds: runs where CI=true")


def ending(result: Result) -> str:
    return result.code.value if isinstance(result, UnreadableDocumentError) else "read"


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with Readers(jobs=2, limits=LIMITS) as pool:
        yield pool


def test_there_are_enough_files() -> None:
    problems = [name for name, case in make.CASES.items() if "read" not in case.ends]
    assert len(problems) >= 25
    assert set(make.CASES) >= SLOW


@pytest.mark.parametrize("name", [pytest.param(name, marks=slow if name in SLOW else ()) for name in make.CASES])
def test_hostile_file_ends_as_it_should(name: str, tmp_path: Path, readers: Readers) -> None:
    path = tmp_path / f"{name}.pdf"
    path.write_bytes(make.CASES[name].make())
    result = readers.finish(path, readers.start(path))
    assert ending(result) in make.CASES[name].ends
    if isinstance(result, UnreadableDocumentError):
        assert result.message.startswith((path.name, str(path)))
        assert result.message.endswith(".")
    else:
        assert result.source.text.split()[:2] == make.MINUTES.split()[:2]


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("plain", make.pdf(make.document())),
        ("a form in a form", make.forms(2, 2)),
        ("a page three nodes down", make.deep_tree(3)),
        ("packed twice", make.pdf(make.document(make.stream(zlib.compress(zlib.compress(make.lines())), entries=b"/Filter[/FlateDecode/FlateDecode]")))),
        ("objects in a stream", make.object_stream(zlib.compress(make.objects_in_stream()))),
    ],
)  # fmt: skip
def test_the_same_made_well_is_read(name: str, data: bytes, tmp_path: Path, readers: Readers) -> None:
    """Otherwise the files above could end as problems for another reason than the one they are made for."""
    path = tmp_path / "well.pdf"
    path.write_bytes(data)
    assert ending(readers.finish(path, readers.start(path))) == "read"


def test_a_process_that_dies_takes_only_its_own_file_along(tmp_path: Path) -> None:
    good, bad = tmp_path / "good.pdf", tmp_path / "bad.pdf"
    good.write_bytes(make.pdf(make.document()))
    bad.write_bytes(make.forms(10, 10))
    paths = [good, bad, good, bad, good]
    with Readers(jobs=2, limits=Limits(memory=700_000_000, seconds=60)) as pool:
        found = list(pool.read_all(paths))
    assert [path for path, _ in found] == paths
    assert [ending(result) for _, result in found] == ["read", "crashed", "read", "crashed", "read"]


def test_a_file_that_takes_too_long_is_given_up(tmp_path: Path) -> None:
    path = tmp_path / "tiles.pdf"
    path.write_bytes(make.tiles())
    result = read_isolated(path, limits=Limits(seconds=4))
    assert ending(result) == "timeout"


@pytest.mark.parametrize(
    ("error", "code", "says"),
    [
        (UnreadableDocumentError(ProblemCode.ENCRYPTED, "a.pdf kræver en adgangskode."), ProblemCode.ENCRYPTED, "adgangskode"),
        (FutureTimeoutError(), ProblemCode.TIMEOUT, "300 sekunder"),
        (MemoryError(), ProblemCode.TOO_BIG, "1500 MB"),
        (EXPIRED, ProblemCode.CRASHED, "kode -6"),
        (ValueError("7"), ProblemCode.CRASHED, "ValueError: 7"),
    ],
)
def test_what_stops_the_reading_is_told(error: Exception, code: ProblemCode, says: str, readers: Readers) -> None:
    future: ProcessFuture[Document] = ProcessFuture()
    future.set_exception(error)
    with Readers(limits=DEFAULT) as pool:
        result = pool.finish(Path("a.pdf"), future)
    assert isinstance(result, UnreadableDocumentError)
    assert result.code is code
    assert says in result.message
    assert result.message.startswith("a.pdf")
