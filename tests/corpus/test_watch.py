"""Files that come into a folder while it is watched."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from referat.corpus.watch import arrivals, sight


class StoppedError(Exception):
    """The end of a test's patience."""


def test_a_file_is_given_once_when_it_is_written_to_the_end(tmp_path: Path) -> None:
    (tmp_path / "gammel.pdf").write_bytes(b"1")
    new = tmp_path / "ny.pdf"
    steps: list[Callable[[], object]] = [
        lambda: None,
        lambda: new.write_bytes(b"1"),
        lambda: new.write_bytes(b"12"),  # still being written
        lambda: None,
        lambda: None,
        lambda: (tmp_path / "gammel.pdf").write_bytes(b"123"),
        lambda: None,
        new.unlink,
        lambda: None,
    ]
    given: list[list[str]] = []

    def sleep(seconds: float) -> None:
        assert seconds == 2
        if not steps:
            raise StoppedError
        steps.pop(0)()
        rounds.append(len(given))

    rounds: list[int] = []
    with suppress(StoppedError):
        for paths in arrivals([tmp_path], sight([tmp_path]), every=2, sleep=sleep):
            given.append([path.name for path in paths])  # noqa: PERF401
    assert given == [["ny.pdf"], ["gammel.pdf"]]
    assert rounds == [0, 0, 0, 0, 1, 1, 1, 2, 2]
