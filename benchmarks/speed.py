"""How fast minutes are read, as a ratio to plain text extraction of the same files in the same run, and how much memory a long file takes.

    python benchmarks/speed.py [FOLDER] [--files N] [--no-memory]

FOLDER holds PDFs (default: the folder that REFERAT_CORPUS names, else the sample minutes); only born-digital ones
are measured: a page that has to be read as an image takes as long as a hundred others. One process, one run; seconds are processor
time, pdftotext's of its own processes included.
"""

from __future__ import annotations

import argparse
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Sequence
from itertools import cycle, islice
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

import pdfplumber
import pypdfium2

from referat.extract.minutes import read_document, read_meetings
from referat.extract.ocr.legible import Verdict, judged
from referat.extract.pages.pdf import open_pdf, read_pages
from referat.extract.pages.reading import read
from referat.extract.tasks.tasks import with_tasks
from referat.models.errors import UnreadableDocumentError

ROOT = Path(__file__).resolve().parent.parent
LONG_FILE_PAGES = 500
_READ_AND_TELL_PEAK = """
import pathlib, sys
from referat.extract.minutes import read_document
read_document(pathlib.Path(sys.argv[1]))
status = pathlib.Path("/proc/self/status").read_text()
print(next(line.split()[1] for line in status.splitlines() if line.startswith("VmHWM")))
"""


class Timed(NamedTuple):
    """A way of reading or a stage of it, and the seconds of processor time it took over all files."""

    name: str
    seconds: float


def whole_parse(path: Path) -> None:
    """Everything that `referat parse` does before it prints."""
    read_document(path)


def pdfplumber_text(path: Path) -> None:
    """The bare text extraction of pdfplumber, closing pages as it goes."""
    with pdfplumber.open(path) as pdf:
        for page in pdf.pages:
            page.extract_text()
            page.close()


def pdftotext_layout(path: Path) -> str:
    """Poppler's text with its layout kept; one new process a file."""
    return subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True).stdout.decode("utf-8", "replace")


def page_count(path: Path) -> int:
    """The number of pages."""
    with pypdfium2.PdfDocument(path) as pdf:
        return len(pdf)


def born_digital(path: Path) -> bool:
    """Whether the file can be read and has text: 100 letters a page on the average, and no page that is worth reading as an image."""
    try:
        with open_pdf(path) as pdf:
            pages = list(read_pages(pdf))
    except UnreadableDocumentError:
        return False
    texts = [" ".join(glyph.text for glyph in page.glyphs) for page in pages]
    good = all(judged(text, image_share=page.image_share) is Verdict.GOOD for text, page in zip(texts, pages, strict=True))
    return good and sum(letter.isalpha() for text in texts for letter in text) >= 100 * len(pages)


def processor_seconds() -> float:
    """The processor time that this process and those it has waited for have used: other work on the machine does not count."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def timed(ways: Sequence[tuple[str, Callable[[Path], object]]], paths: Iterable[Path]) -> list[Timed]:
    """The time that each way of reading takes over all files, one way after the other on each file."""
    seconds = dict.fromkeys((name for name, _ in ways), 0.0)
    for path in paths:
        for name, way in ways:
            start = processor_seconds()
            way(path)
            seconds[name] += processor_seconds() - start
    return [Timed(name, spent) for name, spent in seconds.items()]


def stages(paths: Iterable[Path]) -> list[Timed]:
    """Where the time of the whole parse goes: pages from PDFium, text from pages, minutes from text, and of those the tasks."""
    seconds = dict.fromkeys(("pages", "text", "minutes", "of which tasks"), 0.0)

    def watched(*given: Any, **named: Any) -> Any:
        start = processor_seconds()
        try:
            return with_tasks(*given, **named)
        finally:
            seconds["of which tasks"] += processor_seconds() - start

    with mock.patch("referat.extract.minutes.with_tasks", watched):
        for path in paths:
            start = processor_seconds()
            with open_pdf(path) as pdf:
                pages = list(read_pages(pdf))
            paged = processor_seconds()
            source = read(pages)
            written = processor_seconds()
            read_meetings(source)
            seconds["pages"] += paged - start
            seconds["text"] += written - paged
            seconds["minutes"] += processor_seconds() - written
    return [Timed(name, spent) for name, spent in seconds.items()]


def long_file(parts: list[Path], target: Path) -> None:
    """Writes a file of 500 pages made of the given files' pages, over and over where they are fewer."""
    with pypdfium2.PdfDocument.new() as whole:
        for part in cycle(parts):
            room = LONG_FILE_PAGES - len(whole)
            if not room:  # no list of pages would mean all
                break
            with pypdfium2.PdfDocument(part) as pdf:
                whole.import_pages(pdf, pages=list(range(min(room, len(pdf)))))
        whole.save(target)


def peak_megabytes(path: Path) -> float:
    """The largest resident memory of a process of its own that reads the file."""
    run = subprocess.run([sys.executable, "-c", _READ_AND_TELL_PEAK, str(path)], capture_output=True, text=True, check=True)
    return int(run.stdout) / 1024


def main() -> None:
    """Measures and prints."""
    options = argparse.ArgumentParser(description="How fast minutes are read")
    options.add_argument("folder", nargs="?", type=Path, default=Path(os.environ.get("REFERAT_CORPUS") or ROOT / "corpus" / "sample"))
    options.add_argument("--files", type=int, help="only the first N files")
    options.add_argument("--no-memory", action="store_true", help="leave out the long file")
    chosen = options.parse_args()
    paths = list(islice((path for path in sorted(chosen.folder.rglob("*.pdf")) if born_digital(path)), chosen.files))
    pages = sum(page_count(path) for path in paths)
    print(f"{len(paths)} born-digital files, {pages} pages")
    ways = [("whole parse", whole_parse), ("pdftotext -layout", pdftotext_layout), ("pdfplumber extract_text", pdfplumber_text)]
    timed(ways, paths[:5])  # nothing is cold
    rows = timed(ways, paths)
    for row in rows:
        ratio = row.seconds / rows[0].seconds
        print(f"{row.name:<26}{row.seconds:8.1f} s{pages / row.seconds:9.1f} pages/s{ratio:8.2f} × the time of the whole parse")
    print("where the time goes: " + ", ".join(f"{row.name} {row.seconds:.1f} s" for row in stages(paths)))
    if not chosen.no_memory:
        with tempfile.TemporaryDirectory() as folder:
            target = Path(folder) / "long.pdf"
            long_file(paths, target)
            print(f"peak memory on {LONG_FILE_PAGES} pages: {peak_megabytes(target):.0f} MB")


if __name__ == "__main__":
    main()
