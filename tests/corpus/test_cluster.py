"""Reading on the workers of a real cluster, with worker processes of which one is killed."""

from __future__ import annotations

import os
import shutil
import signal
from collections.abc import Iterator
from concurrent.futures import Future
from pathlib import Path
from typing import Any

import pytest

from referat.corpus.bulk import import_files
from referat.corpus.cluster import ClusterReaders, SchedulerError, cluster
from referat.corpus.find import digest, find_files
from referat.corpus.reading import Reading, read_rows
from referat.db.schema import open_for_writing
from referat.db.store import Stored, refresh_search
from referat.extract.pages.limits import DEFAULT, Limits
from referat.models.errors import UnreadableDocumentError
from referat.models.kinds import OcrMode

distributed = pytest.importorskip("distributed")


@pytest.fixture(scope="module")
def scheduler() -> Iterator[Any]:
    """Two worker processes, each kept alive by a nanny."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address=None, worker_dashboard_address=None, silence_logs=50
    ) as made:
        yield made


@pytest.fixture
def folder(tmp_path: Path, samples: list[Path]) -> Path:
    folder = tmp_path / "minutes"
    folder.mkdir()
    for path in samples[4:10]:
        shutil.copy(path, folder)
    (folder / "00-tom.pdf").touch()
    return folder


class Here:
    """Reads in this process."""

    jobs = 1

    def digest(self, path: Path) -> str | None:
        return digest(path)

    def start(self, path: Path) -> Future[Any]:  # noqa: ARG002
        return Future()

    def finish(self, path: Path, future: Future[Any]) -> Reading | UnreadableDocumentError:  # noqa: ARG002
        try:
            return read_rows(path, OcrMode.NEVER, DEFAULT)
        except UnreadableDocumentError as error:
            return error


class Murderous:
    """A cluster of which a worker process is killed once the first file is read."""

    def __init__(self, readers: ClusterReaders, victims: list[int]) -> None:
        self.readers, self.victims = readers, victims
        self.jobs = readers.jobs

    def digest(self, path: Path) -> str | None:
        return self.readers.digest(path)

    def start(self, path: Path) -> Future[Any]:
        return self.readers.start(path)

    def finish(self, path: Path, future: Future[Any]) -> Reading | UnreadableDocumentError:
        result = self.readers.finish(path, future)
        while self.victims:
            os.kill(self.victims.pop(), signal.SIGKILL)
        return result


def test_a_cluster_that_loses_a_worker_reads_what_one_machine_reads(scheduler: Any, folder: Path, tmp_path: Path) -> None:
    found = find_files([folder])
    dumps = []
    with cluster(scheduler.scheduler_address, ocr=OcrMode.NEVER, limits=Limits(seconds=60)) as readers:
        assert readers.jobs == 2
        with distributed.Client(scheduler, set_as_default=False) as client:
            victims = list(client.run(os.getpid).values())[:1]
        for name, engine in (("far.db", Murderous(readers, victims)), ("here.db", Here())):
            db = open_for_writing(tmp_path / name)
            refresh_search(db)
            outcomes = list(import_files(db, found, engine))
            assert [outcome.stored for outcome in outcomes] == [None, *[Stored.ADDED] * 6]
            dumps.append([line for line in db.conn.iterdump() if not line.startswith(('INSERT INTO "readings"', 'INSERT INTO "_sqlite'))])
            db.close()
    assert not victims, "a worker was killed"
    assert dumps[0] == dumps[1]


def test_the_limits_hold_on_the_workers(scheduler: Any, folder: Path) -> None:
    with cluster(scheduler.scheduler_address, ocr=OcrMode.NEVER, limits=Limits(seconds=0.01)) as readers:
        path = folder / "05-skolebestyrelse-elleholm-2020-01-20.pdf"
        result = readers.finish(path, readers.start(path))
    assert isinstance(result, UnreadableDocumentError)
    assert result.code.value == "timeout"


def test_a_scheduler_that_does_not_answer_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("referat.corpus.cluster._PATIENCE", 0.5)
    with pytest.raises(SchedulerError, match="dask scheduler"), cluster("tcp://127.0.0.1:9"):
        pass
