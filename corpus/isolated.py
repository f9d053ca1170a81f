"""Each file is read in a process of its own kind: with limits on time and memory, and a process that dies takes only its own file along.

PDFium can be made to end its process, and a page can be made to take hours; no care inside the reader helps against that.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import tempfile
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeoutError
from pathlib import Path
from types import TracebackType
from typing import Generic, Self, TypeVar

from pebble import ProcessExpired, ProcessFuture, ProcessPool

from referat.corpus.find import digest
from referat.extract.pages.limits import DEFAULT, Limits
from referat.models.errors import UnreadableDocumentError
from referat.models.kinds import OcrMode, ProblemCode
from referat.models.minutes import Document

T = TypeVar("T")
Read = Callable[[Path, OcrMode, Limits], T]
Result = Document | UnreadableDocumentError
_FILES_A_PROCESS = 500  # then it is replaced: what a library leaks is given back
_LOOK = 1.0  # seconds between two looks whether the one who started a process still lives


class ReadersOf(Generic[T]):
    """Processes that read files, used as a context manager.

    read: what is done with a file, a function that a new process can import. jobs: how many read at the same time. Threads of
    libraries are held to one a process. start_method: a copy ("fork") of a process with threads and open databases is not safe.
    """

    def __init__(
        self,
        read: Read[T],
        *,
        jobs: int = 1,
        ocr: OcrMode = OcrMode.AUTO,
        limits: Limits = DEFAULT,
        start_method: str = "spawn",
    ) -> None:
        self.read, self.jobs, self.ocr, self.limits = read, jobs, ocr, limits
        # Here lie the files that a process unpacks; they go also where the process was stopped.
        self._folder = tempfile.TemporaryDirectory(prefix="referat-", ignore_cleanup_errors=True)
        self._pool = ProcessPool(
            max_workers=jobs,
            max_tasks=_FILES_A_PROCESS,
            initializer=_prepare,
            initargs=[limits.memory, self._folder.name, os.getpid()],
            context=multiprocessing.get_context(start_method),
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        if kind is None:
            self._pool.close()  # type: ignore[no-untyped-call]
        else:
            self._pool.stop()  # type: ignore[no-untyped-call]
        self._pool.join()
        self._folder.cleanup()

    def digest(self, path: Path) -> str | None:
        """The SHA-256 of a file; None where it cannot be had."""
        return digest(path, limits=self.limits)

    def start(self, path: Path) -> ProcessFuture[T]:
        """Begin to read a file; what comes of it is told by `finish`."""
        return self._pool.schedule(self.read, args=[path, self.ocr, self.limits], timeout=self.limits.seconds)

    def finish(self, path: Path, future: Future[T]) -> T | UnreadableDocumentError:
        """What was read, or why it was not; waits for it."""
        error = future.exception()
        return problem(path, error, self.limits) if error is not None else future.result()

    def read_all(self, paths: Iterable[Path]) -> Iterator[tuple[Path, T | UnreadableDocumentError]]:
        """Every file with what came of it, in the order given; at most two files a process wait or are kept unread."""
        waiting: list[tuple[Path, ProcessFuture[T]]] = []
        for path in paths:
            waiting.append((path, self.start(path)))
            if len(waiting) >= 2 * self.jobs:
                first, future = waiting.pop(0)
                yield first, self.finish(first, future)
        for path, future in waiting:
            yield path, self.finish(path, future)


class Readers(ReadersOf[Document]):
    """Processes that read files as documents."""

    def __init__(self, *, jobs: int = 1, ocr: OcrMode = OcrMode.AUTO, limits: Limits = DEFAULT) -> None:
        super().__init__(_read, jobs=jobs, ocr=ocr, limits=limits)


def read_isolated(path: Path, *, ocr: OcrMode = OcrMode.AUTO, limits: Limits = DEFAULT) -> Result:
    """One file, read in a process of its own: the document, or the error that says why it was not read."""
    with Readers(ocr=ocr, limits=limits) as readers:
        return readers.finish(path, readers.start(path))


def _prepare(memory: int, folder: str, parent: int) -> None:
    """In the new process: the limit on memory, no core files, one thread a library, and Ctrl+C left to the one who started it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    tempfile.tempdir = folder
    threading.Thread(target=_end_with, args=(parent,), daemon=True).start()
    for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "OMP_THREAD_LIMIT"):
        os.environ.setdefault(name, "1")
    try:
        import resource
    except ImportError:  # Windows has no such limits
        return
    _, most = resource.getrlimit(resource.RLIMIT_AS)
    resource.setrlimit(resource.RLIMIT_AS, (memory if most == resource.RLIM_INFINITY else min(memory, most), most))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _end_with(parent: int) -> None:
    """Ends this process soon after the one who started it was killed: nobody waits for what it reads."""
    while os.getppid() == parent:
        time.sleep(_LOOK)
    os._exit(1)


def _read(path: Path, ocr: OcrMode, limits: Limits) -> Document:
    from referat.extract.minutes import read_document

    return read_document(path, ocr=ocr, limits=limits)


def problem(path: Path, error: BaseException, limits: Limits) -> UnreadableDocumentError:
    """What stopped the reading, as the error of the file."""
    if isinstance(error, UnreadableDocumentError):
        return error
    if not isinstance(error, Exception):
        raise error
    again = "Gem den igen som en enkel PDF, og læs den igen."
    if isinstance(error, FutureTimeoutError):
        code, what = ProblemCode.TIMEOUT, f"var ikke læst efter {limits.seconds:.0f} sekunder. {again}"
    elif isinstance(error, MemoryError):
        code, what = ProblemCode.TOO_BIG, f"kræver mere end {limits.memory // 1_000_000} MB hukommelse. Del filen. {again}"
    elif isinstance(error, ProcessExpired):
        code, what = ProblemCode.CRASHED, f"fik læseren til at gå ned (kode {error.exitcode}). {again}"
    else:
        code, what = ProblemCode.CRASHED, f"kunne ikke læses: en fejl i referat ({type(error).__name__}: {error}). Meld den gerne."
    return UnreadableDocumentError(code, f"{path.name} {what}")
