"""More than one machine: the same reading on the workers of a Dask cluster, each file with its limits; one place writes.

Files are opened by the workers, so that every machine must see them at the same path.
"""

from __future__ import annotations

import multiprocessing
from collections.abc import Iterator
from concurrent.futures import Future
from contextlib import contextmanager
from functools import cache
from pathlib import Path

from distributed import Client

from referat.corpus.find import digest
from referat.corpus.isolated import ReadersOf, problem
from referat.corpus.reading import Reading, read_rows
from referat.extract.pages.limits import DEFAULT, Limits
from referat.models.errors import ReferatError, UnreadableDocumentError
from referat.models.kinds import OcrMode

_PATIENCE = 10  # seconds for the scheduler to answer


class SchedulerError(ReferatError):
    """The scheduler cannot be reached."""


class ClusterReaders:
    """The workers of a cluster as readers (see `cluster`)."""

    def __init__(self, client: Client, *, jobs: int | None, ocr: OcrMode, limits: Limits) -> None:
        self.jobs = jobs or max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
        self.ocr, self.limits = ocr, limits
        self._executor = client.get_executor(pure=False)  # type: ignore[no-untyped-call]

    def digest(self, path: Path) -> str | None:
        """The SHA-256 of a file, as it is seen here; None where it cannot be had."""
        return digest(path, limits=self.limits)

    def start(self, path: Path) -> Future[Reading | UnreadableDocumentError]:
        """Begin to read a file on any worker."""
        future: Future[Reading | UnreadableDocumentError] = self._executor.submit(read_on_worker, path, self.ocr, self.limits)
        return future

    def finish(self, path: Path, future: Future[Reading | UnreadableDocumentError]) -> Reading | UnreadableDocumentError:
        """What was read, or why it was not; waits for it."""
        error = future.exception()
        return problem(path, error, self.limits) if error is not None else future.result()


@contextmanager
def cluster(scheduler: str, *, jobs: int | None = None, ocr: OcrMode = OcrMode.AUTO, limits: Limits = DEFAULT) -> Iterator[ClusterReaders]:
    """The readers of a cluster by its scheduler's address; `jobs`: files at a time (default: one a worker).

    Raises SchedulerError where the scheduler does not answer.
    """
    try:
        client = Client(scheduler, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise SchedulerError(f"Klyngen på {scheduler} svarer ikke ({error}). Start den med dask scheduler og dask worker.") from error
    with client:
        yield ClusterReaders(client, jobs=jobs, ocr=ocr, limits=limits)


def read_on_worker(path: Path, ocr: OcrMode, limits: Limits) -> Reading | UnreadableDocumentError:
    """Reads a file in a process of its own on a worker: a Dask worker itself has no limits for one task."""
    readers = _readers(ocr, limits)
    return readers.finish(path, readers.start(path))


@cache
def _readers(ocr: OcrMode, limits: Limits) -> ReadersOf[Reading]:
    """The worker's own reading process; it stays for the next file."""
    # A worker under a nanny counts as a daemon, which may not have children. Ours end by themselves when it dies.
    multiprocessing.current_process()._config["daemon"] = False  # type: ignore[attr-defined]
    return ReadersOf(read_rows, ocr=ocr, limits=limits)
