"""An import that is killed, starved of disk, run twice or read elsewhere ends, once it is run again, as one that nobody disturbed."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from pathlib import Path

import pytest

from referat.corpus.apart import ShardReaders, read_into, share
from referat.corpus.bulk import Options
from referat.corpus.find import find_files
from referat.corpus.isolated import ReadersOf
from referat.corpus.reading import read_rows
from referat.corpus.session import session
from referat.corpus.shards import SUFFIX, checked, find_shards
from referat.models.kinds import OcrMode

pytestmark = pytest.mark.skipif(os.name != "posix", reason="fork and kill are POSIX")
KILLS = 50
# When something was done is not what was read: these two tables hold the times.
_TIMES = re.compile(r'^INSERT INTO "(?:imports|readings|_sqlite_migrations)"')


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory, samples: list[Path]) -> Path:
    """Small minutes, copies of them, and files that cannot be read."""
    folder = tmp_path_factory.mktemp("minutes")
    for path in samples:
        if re.match(r"0[568]|1[0135]", path.name):
            shutil.copy(path, folder)
    shutil.copy(folder / "05-skolebestyrelse-elleholm-2020-01-20.pdf", folder / "06-igen.pdf")
    (folder / "00-tom.pdf").touch()
    (folder / "10-side.pdf").write_text("<html>", encoding="utf-8")
    return folder


def dump(database: Path) -> str:
    """Everything in a database but the times; checks it on the way."""
    conn = sqlite3.connect(database)
    assert conn.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
    assert conn.execute("PRAGMA foreign_key_check").fetchall() == []
    conn.execute("INSERT INTO search_text(search_text) VALUES ('integrity-check')")
    lines = [line for line in conn.iterdump() if not _TIMES.match(line)]
    readings = conn.execute("SELECT document_id, reader_version FROM readings ORDER BY 1").fetchall()
    conn.close()
    return "\n".join([*lines, *map(str, readings)])


def run(folder: Path, database: Path) -> None:
    """A whole import, as the command does it."""
    with (
        ReadersOf(read_rows, jobs=2, ocr=OcrMode.NEVER, start_method="fork") as readers,
        session(database, readers, waits=lambda: None) as opened,
    ):
        number, found = opened.begin(), find_files([folder])
        for _ in opened.take(found):
            pass
        opened.tidy([folder], found, prune=False)
        opened.end(number, {})


def child(action: Callable[[], None]) -> int:
    """Does it in a copy of this process, in which everything is loaded; gives its id."""
    pid = os.fork()
    if pid == 0:
        code = 1
        try:
            os.setpgid(0, 0)
            action()
            code = 0
        finally:
            os._exit(code)
    return pid


def ended(pid: int) -> int:
    return os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])


@pytest.fixture(scope="module")
def undisturbed(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, float]:
    """What the database of an import that nobody disturbed holds, and how long it took."""
    for path in find_files([folder])[1:4]:
        read_rows(path, OcrMode.NEVER)  # loads everything that the copies of this process then have
    database = tmp_path_factory.mktemp("undisturbed") / "referat.db"
    began = time.monotonic()
    assert ended(child(lambda: run(folder, database))) == 0
    seconds = time.monotonic() - began
    told = dump(database)
    assert told.count('INSERT INTO "meetings"') >= 6
    assert told.count('INSERT INTO "problems"') >= 2
    return told, seconds


def test_killed_at_any_moment_it_goes_on_where_it_was(folder: Path, undisturbed: tuple[str, float], tmp_path: Path) -> None:
    expected, seconds = undisturbed
    moments = random.Random(20)
    killed = rounds = 0
    while killed < KILLS:
        database = tmp_path / f"{rounds}.db"
        # Few long runs and many short ones: stopped once, and stopped again and again.
        share = moments.choice((0.1, 0.2, 0.5))
        for _ in range(8):
            pid = child(partial(run, folder, database))
            time.sleep(moments.uniform(0, share * seconds))
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            if ended(pid) == 0:
                break
            killed += 1
        else:
            assert ended(child(partial(run, folder, database))) == 0
        assert dump(database) == expected, f"after {killed} kills"
        rounds += 1
    assert rounds >= 3


def test_two_imports_at_once_give_the_database_of_one(folder: Path, undisturbed: tuple[str, float], tmp_path: Path) -> None:
    database = tmp_path / "both.db"
    both = [child(lambda: run(folder, database)) for _ in range(2)]
    assert [ended(pid) for pid in both] == [0, 0]
    assert dump(database) == undisturbed[0]
    assert not database.with_name("both.db-import").exists()


def test_a_disk_that_is_full_stops_it_and_loses_nothing(folder: Path, undisturbed: tuple[str, float], tmp_path: Path) -> None:
    import resource

    database = tmp_path / "full.db"

    def starved() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1_600_000, resource.RLIM_INFINITY))
        with pytest.raises(sqlite3.OperationalError, match=r"full|I/O"):
            run(folder, database)

    assert ended(child(starved)) == 0
    conn = sqlite3.connect(database)
    kept = conn.execute("SELECT count(*) FROM documents").fetchone()[0]
    conn.close()
    assert 0 < kept < 7
    assert ended(child(lambda: run(folder, database))) == 0
    assert dump(database) == undisturbed[0]


def test_another_writer_only_delays_it(folder: Path, undisturbed: tuple[str, float], tmp_path: Path) -> None:
    database = tmp_path / "shared.db"
    pid = child(lambda: run(folder, database))
    end = time.monotonic() + undisturbed[1]
    while time.monotonic() < end:
        if database.exists():
            other = sqlite3.connect(database, isolation_level=None, timeout=5)
            other.execute("BEGIN IMMEDIATE")
            time.sleep(0.05)
            other.execute("ROLLBACK")
            other.close()
        time.sleep(0.02)
    assert ended(pid) == 0
    assert dump(database) == undisturbed[0]


def test_the_command_itself_is_taken_up_again(folder: Path, undisturbed: tuple[str, float], tmp_path: Path) -> None:
    database = tmp_path / "command.db"
    command = [sys.executable, "-m", "referat", "import", str(folder), "--db", str(database), "--ocr", "never", "--jobs", "2"]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        end = time.monotonic() + 240  # a machine with much else to do is slow to start the readers
        while time.monotonic() < end and process.poll() is None and not _documents(database):
            time.sleep(0.02)
        process.kill()
    assert _documents(database) > 0
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 3
    assert "2 kunne ikke læses" in done.stdout
    assert dump(database) == undisturbed[0]


def read(folder: Path, out: Path, *, part: int = 1, parts: int = 1) -> None:
    """Reads without a database, as a machine of several does."""
    with ReadersOf(read_rows, jobs=2, ocr=OcrMode.NEVER, start_method="fork") as readers:
        for _ in read_into(out, share(find_files([folder]), part, parts), readers, waits=lambda: None):
            pass


def merge(out: Path, database: Path) -> None:
    """Writes what was read, as the command does it."""
    readers = ShardReaders([checked(path) for path in find_shards([out])])
    with session(database, readers, options=Options(moves=False), waits=lambda: None) as opened:
        number = opened.begin()
        for _ in opened.take(readers.files()):
            pass
        opened.end(number, {})


def killed_until_done(action: Callable[[], None], moments: random.Random, *, seconds: float) -> int:
    """Does it in a copy of this process that is killed again and again, each time a little later; gives how often."""
    for kills in range(1000):
        pid = child(action)
        time.sleep(moments.uniform(0, seconds * (kills + 1) / 10))
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
        if ended(pid) == 0:
            return kills
    raise AssertionError("never done")


def test_read_apart_and_merged_it_is_the_database_of_one_import(
    folder: Path, undisturbed: tuple[str, float], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("referat.corpus.shards._FILES", 2)
    moments = random.Random(6)
    outs = [tmp_path / "shards" / name for name in ("1", "2")]
    kills = 0
    for part, out in enumerate(outs, start=1):
        out.mkdir(parents=True)
        kills += killed_until_done(partial(read, folder, out, part=part, parts=2), moments, seconds=undisturbed[1])
    shards = find_shards(outs)
    assert len(shards) >= 4
    shutil.copy(shards[0], outs[1] / f"igen{SUFFIX}")
    database = tmp_path / "merged.db"
    kills += killed_until_done(partial(merge, tmp_path / "shards", database), moments, seconds=0.3 * undisturbed[1])
    assert kills >= 6
    assert dump(database) == undisturbed[0]
    assert ended(child(partial(merge, tmp_path / "shards", database))) == 0
    assert dump(database) == undisturbed[0], "merged twice"


def test_the_commands_read_and_merge(folder: Path, undisturbed: tuple[str, float], tmp_path: Path) -> None:
    def referat(*arguments: object) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "-m", "referat", *map(str, arguments)]
        return subprocess.run(command, capture_output=True, text=True, check=False)

    one, two, database = tmp_path / "1", tmp_path / "2", tmp_path / "merged.db"
    told = [
        referat("read", folder, "--part", f"{part}/2", "--out", out, "--ocr", "never", "--jobs", 1) for part, out in ((1, one), (2, two))
    ]
    assert sorted(done.returncode for done in told) in ([0, 3], [3, 3])
    again = referat("read", folder, "--part", "1/2", "--out", one, "--ocr", "never", "--jobs", 1, "--json")
    assert json.loads(again.stdout)["added"] == 0
    merged = referat("merge", one, two, "--db", database)
    assert (merged.returncode, "2 kunne ikke læses" in merged.stdout) == (3, True)
    assert dump(database) == undisturbed[0]

    half = next(two.glob(f"*{SUFFIX}"))
    half.write_bytes(half.read_bytes()[:-40])
    broken = referat("merge", one, two, "--db", tmp_path / "other.db")
    assert broken.returncode == 3
    assert "ikke et helt udtræk" in broken.stderr
    assert not (tmp_path / "other.db").exists()


def _documents(database: Path) -> int:
    if not database.exists():
        return 0
    conn = sqlite3.connect(database)
    try:
        return int(conn.execute("SELECT count(*) FROM documents").fetchone()[0])
    except sqlite3.OperationalError:
        return 0
    finally:
        conn.close()
