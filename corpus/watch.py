"""Files that come into folders, given once they are written to the end."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from referat.corpus.find import find_files
from referat.extract.pages.archives import split

Sight = dict[Path, tuple[int, int]]


def arrivals(
    folders: Sequence[Path],
    seen: Sight,
    *,
    every: float,
    sleep: Callable[[float], object] = time.sleep,
    stopped: Callable[[], bool] = lambda: False,
) -> Iterator[list[Path]]:
    """New and changed files, round after round, until `stopped` says so.

    seen: what was there (`sight`) before the files were read that are not new. A file is given when its size and time of change
    were the same at two looks.
    """
    given = last = seen
    while True:
        sleep(every)
        if stopped():
            return
        now = sight(folders)
        ready = [path for path, sign in now.items() if sign == last.get(path) and sign != given.get(path)]
        if ready:
            given = {**given, **{path: now[path] for path in ready}}
            yield ready
        last = now


def sight(folders: Sequence[Path]) -> Sight:
    """Size and time of change of every file (of an archive, for a file in it)."""
    found: Sight = {}
    for path in find_files(folders):
        inside = split(path)
        try:
            status = (inside[0] if inside else path).stat()
        except OSError:  # gone since
            continue
        found[path] = (status.st_size, status.st_mtime_ns)
    return found
