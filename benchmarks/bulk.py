"""How fast many files go into the database: one and two reading processes, beside plain text extraction of the same files.

    python benchmarks/bulk.py [FOLDER] [--files 2000] [--jobs 1 2] [--no-plain]

FOLDER holds PDFs (default: the folder that REFERAT_CORPUS names, else the sample minutes). Those with a text layer are repeated, each
time with a comment behind the end of the file, so that each has a content of its own. The plain extractions run over one of each, in
one process; on a machine with other work, compare processor seconds, and the clock only on one without.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from referat.corpus.find import find_files
from referat.corpus.isolated import ReadersOf
from referat.corpus.reading import read_rows
from referat.corpus.session import session
from referat.models.kinds import OcrMode

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))
from benchmarks.speed import ROOT, born_digital, page_count, pdfplumber_text, pdftotext_layout


class Run(NamedTuple):
    """What an import took: pages, seconds on the clock and in the writer, processor seconds of the one who writes and of those who
    read (with their start), bytes of the database, and the most memory.
    """

    pages: int
    seconds: float
    writing: float
    own: float
    readers: float
    size: int
    memory: int


def repeated(paths: list[Path], folder: Path, *, files: int) -> None:
    """Fills a folder with so many files."""
    for number in range(files):
        path = paths[number % len(paths)]
        (folder / f"{number:06}.pdf").write_bytes(path.read_bytes() + f"\n%{number}\n".encode())


def run(folder: Path, database: Path, *, jobs: int) -> Run:
    """A whole import; the time counts from the first file that was read, without the start of the processes."""
    memory, before = Memory(), os.times()
    with ReadersOf(read_rows, jobs=jobs, ocr=OcrMode.NEVER) as readers, session(database, readers, waits=lambda: None) as opened, memory:
        # So many that the first process does not take them all before the last one is there.
        for future in [readers.start(folder / "000000.pdf") for _ in range(8 * jobs)]:
            future.result()
        began = time.perf_counter()
        outcomes = list(opened.take(find_files([folder])))
        seconds = time.perf_counter() - began
    after = os.times()
    failed = [outcome.error for outcome in outcomes if outcome.error]
    if failed:
        print(f"{len(failed)} files were not read, such as: {failed[0]}")
    pages, writing = sum(outcome.pages for outcome in outcomes), sum(outcome.seconds for outcome in outcomes)
    own = after.user + after.system - before.user - before.system
    below = after.children_user + after.children_system - before.children_user - before.children_system
    return Run(pages, seconds, writing, own, below, database.stat().st_size, memory.most)


class Memory:
    """The most memory (resident, shared pages counted in each) that this process and its children took while this was open."""

    def __init__(self) -> None:
        self.most = 0
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._look, daemon=True)

    def __enter__(self) -> Memory:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()

    def _look(self) -> None:
        while not self._stop.wait(0.5):
            self.most = max(self.most, sum(resident(pid) for pid in family(os.getpid())))


def family(pid: int) -> list[int]:
    """A process and all below it."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        try:
            children = task.read_text().split()
        except OSError:
            continue
        found += [below for child in children for below in family(int(child))]
    return found


def resident(pid: int) -> int:
    """Bytes of a process; 0 where it is gone."""
    try:
        return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, IndexError):
        return 0


class Plain(NamedTuple):
    """Plain text extraction: pages, seconds on the clock, and processor seconds (with those of the processes it starts)."""

    pages: int
    seconds: float
    processor: float


def plain(read: Callable[[Path], object], paths: list[Path]) -> Plain:
    """What plain extraction of some files takes."""
    before, began = os.times(), time.perf_counter()
    for path in paths:
        read(path)
    seconds, after = time.perf_counter() - began, os.times()
    return Plain(sum(map(page_count, paths)), seconds, sum(after[:4]) - sum(before[:4]))


def told(name: str, done: Run, plumber: Plain | None) -> str:
    """A line for an import: rates, shares, and how it compares to pdfplumber, on the clock and by processor seconds of the reading."""
    pages, reading, writing = done.pages, done.readers / done.pages, done.own / done.pages
    line = (
        f"{name}: {pages} pages in {done.seconds:.1f} s, {pages / done.seconds:.1f} pages/s; processor: "
        f"reading {1000 * reading:.1f} ms a page (with the start of the processes), writing process {1000 * writing:.1f} ms a page; "
        f"writer busy {done.writing / done.seconds:.0%} of the time; {done.size / pages:.0f} bytes a page; "
        f"most memory {done.memory / 1e6:.0f} MB"
    )
    if plumber is None:
        return line
    clock = (pages / done.seconds) / (plumber.pages / plumber.seconds)
    return f"{line}; {clock:.2f} times plain pdfplumber on the clock, {plumber.processor / plumber.pages / reading:.2f} by processor"


def main() -> None:
    """Measures and prints."""
    options = argparse.ArgumentParser(description="How fast many files go into the database")
    options.add_argument("folder", nargs="?", type=Path, default=Path(os.environ.get("REFERAT_CORPUS") or ROOT / "corpus" / "sample"))
    options.add_argument("--files", type=int, default=2000)
    options.add_argument("--jobs", type=int, nargs="+", default=[1, 2])
    options.add_argument("--no-plain", action="store_true", help="leave out pdftotext and pdfplumber")
    chosen = options.parse_args()
    began = time.perf_counter()
    paths = [path for path in sorted(chosen.folder.rglob("*.pdf")) if born_digital(path)][: chosen.files]
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary) / "files"
        folder.mkdir()
        repeated(paths, folder, files=chosen.files)
        print(f"{chosen.files} files made of {len(paths)}; load of the machine before: {os.getloadavg()[0]:.1f} of {os.cpu_count()} cores")
        plumber = None
        if not chosen.no_plain:
            share = f"one of each file, {min(1.0, len(paths) / chosen.files):.0%} of all"
            for name, read in (("pdftotext -layout", pdftotext_layout), ("pdfplumber extract_text", pdfplumber_text)):
                plumber = plain(read, paths)
                print(
                    f"{name} ({share}): {plumber.pages} pages in {plumber.seconds:.1f} s, {plumber.pages / plumber.seconds:.1f} pages/s; "
                    f"processor {1000 * plumber.processor / plumber.pages:.1f} ms a page",
                    flush=True,
                )
        runs: list[Run] = []
        for number, jobs in enumerate(chosen.jobs):
            runs.append(run(folder, Path(temporary) / f"{number}.db", jobs=jobs))
            print(told(f"{jobs} jobs", runs[-1], plumber), flush=True)
        for jobs, done in zip(chosen.jobs[1:], runs[1:], strict=True):
            print(f"{jobs} jobs beside {chosen.jobs[0]}: {runs[0].seconds / done.seconds:.2f} times as fast")
    print(f"load of the machine after: {os.getloadavg()[0]:.1f}; the whole took {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    main()
