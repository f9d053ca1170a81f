"""How fast questions about tasks are answered over a million of them, of which people said what became.

    python -m benchmarks.tasks [--tasks N] [--folder FOLDER] [--rounds N]

Makes a database of N tasks (default 1,000,000; ten a meeting, 2,000 owners, two tasks in five done or dropped) by direct inserts, or uses
the one that stands in FOLDER from before, and asks what is overdue and what each owner has to do: the page of tasks as the explorer makes
it, and the same in SQL over `task_list`. Prints the median, the 95th percentile and the longest, by the clock and on the processor, and
what is aimed at. What was measured last stands in `docs/scale-explorer.md`.
"""

from __future__ import annotations

import argparse
import asyncio
import datetime as dt
import json
import random
import sqlite3
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from statistics import quantiles
from typing import Any
from urllib.parse import quote_plus

from referat.db import keys
from referat.db.explorer.server import make
from referat.db.schema import open_for_writing
from referat.db.store import refresh_search

AIM = 100  # milliseconds
TASKS_A_MEETING, OWNERS, FORUMS = 10, 2_000, 300
TODAY = dt.datetime.now(dt.UTC).date()
_BATCH = 2_000  # meetings in one insert
_FIRST = (
    "Anna",
    "Bo",
    "Camilla",
    "Dorte",
    "Erik",
    "Finn",
    "Gitte",
    "Hans",
    "Inger",
    "Jens",
    "Karen",
    "Lars",
    "Mette",
    "Niels",
    "Ole",
    "Pia",
)
_LAST = ("Holm", "Vig", "Krog", "Lund", "Dahl", "Bach", "Toft", "Skov", "Friis", "Juhl", "Brandt", "Storm", "Kjær", "Lind", "Bank", "Nord")
_DOES = ("sender planen for", "følger op på", "udarbejder et notat om", "indkalder til møde om", "undersøger muligheden for")
_WHAT = ("skolen", "havnen", "budgettet", "cykelstien", "biblioteket", "hallen", "genoptræningen", "varmeforsyningen")
# Lists show what the search holds; its texts are of no matter here.
_SHOWN = (
    "UPDATE items SET search_key = rowid * 4096",
    "UPDATE tasks SET search_key = (SELECT search_key FROM items WHERE items.id = item_id)",
    "INSERT INTO search_entries SELECT search_key, 0, 0, 0 FROM items",
)
_MANY = "INSERT INTO {table} VALUES ({marks})"


def owner(number: int) -> str:
    """The name of the owner with a number."""
    last = f"{_LAST[number // 16 % 16]}{'' if number < 256 else chr(97 + number // 256)}gaard"
    return f"{_FIRST[number % 16]} {last}"


def generate(path: Path, tasks: int) -> None:
    """Makes the database."""
    db = open_for_writing(path)
    refresh_search(db)
    conn, seed = db.conn, random.Random(1)
    with conn:
        conn.executemany("INSERT INTO forums VALUES (?, ?, NULL)", [(f"udvalg-{n}", f"Udvalg {n}") for n in range(FORUMS)])
        people = [(keys.slug(owner(n)), owner(n)) for n in range(OWNERS)]
        conn.executemany("INSERT INTO people VALUES (?, ?)", people)
        persons = [(f"{slug}@udvalg", name, name, "", "", "", 0, 0, None, None) for slug, name in people]
        conn.executemany(_MANY.format(table="persons", marks=", ".join("?" * 10)), persons)
    meetings = tasks // TASKS_A_MEETING
    for start in range(0, meetings, _BATCH):
        with conn:
            _insert(conn, [row for number in range(start, min(start + _BATCH, meetings)) for row in _meeting(number, seed)])
    with conn:
        conn.execute("UPDATE person_register_state SET value = 'no'")
        for statement in _SHOWN:
            conn.execute(statement)
    db.close()


def _insert(conn: sqlite3.Connection, rows: list[tuple[str, tuple[Any, ...]]]) -> None:
    for table in ("documents", "meetings", "items", "tasks", "task_owners", "task_persons", "entries"):
        found = [row for name, row in rows if name == table]
        if found:
            conn.executemany(_MANY.format(table=table, marks=", ".join("?" * len(found[0]))), found)


def _meeting(number: int, seed: random.Random) -> Iterator[tuple[str, tuple[Any, ...]]]:
    """The rows of a meeting by table, in the order of the columns."""
    document = keys.digest(f"document {number}", 12)
    meeting, item, forum = f"{document}-1", f"{document}-s1y100", f"udvalg-{seed.randrange(FORUMS)}"
    day = TODAY - dt.timedelta(days=seed.randrange(7_000))
    file = f"/minutes/{number}.pdf"
    yield "documents", (document, f"{document}{number:052x}", file, f"{number}.pdf", 1, 0, 1_000)
    counts = (1, 1, TASKS_A_MEETING, None)
    yield "meetings", (meeting, document, 1, f"Udvalg {day}", "referat", forum, f"{day}", *[None] * 7, *counts)
    yield (
        "items",
        (item, meeting, 1, "1", "Planer", None, f"{day}", forum, None, None, 0, None, None, 1, 100.0, 0, 0, 1, TASKS_A_MEETING, None),
    )
    for place in range(TASKS_A_MEETING):
        yield from _task(seed, document, (meeting, item, forum, file), day, place)


def _task(
    seed: random.Random, document: str, where: tuple[str, str, str, str], day: dt.date, place: int
) -> Iterator[tuple[str, tuple[Any, ...]]]:
    meeting, item, forum, file = where
    # Some have far more to do than others.
    number = min(int(seed.expovariate(1 / 250)), OWNERS - 1)
    quote = f"{owner(number)} {seed.choice(_DOES)} {seed.choice(_WHAT)} i sag {seed.randrange(10_000)}."
    task = f"{document}-{keys.digest(f'{place} {quote}', 10)}"
    due = f"{day + dt.timedelta(days=seed.randrange(10, 200))}" if seed.random() < 0.6 else None
    path = f"items[0].tasks[{place}]"
    shown = (quote.split(maxsplit=2)[2], quote, due, due, due, "day" if due else None)
    yield "tasks", (task, meeting, item, place + 1, *shown, "binding", f"{day}", forum, "test", 1, path, None)
    if seed.random() < 0.9:
        yield "task_owners", (task, 1, owner(number), "person", keys.slug(owner(number)))
        yield "task_persons", (task, 1, f"{keys.slug(owner(number))}@udvalg")
    chance = seed.random()
    if chance < 0.45:
        state = "done" if chance < 0.35 else "dropped" if chance < 0.4 else "unknown" if chance < 0.42 else "open"
        value = json.dumps({"date": None if state in ("open", "unknown") else f"{day}", "note": None, "state": state})
        said = (None, "task-state", "", value, 1, "eva", f"{day}T12:00:00+00:00", f"{day}T12:00:00+00:00")
        yield "entries", (*said, "tasks", document, file, quote, quote, "1. Planer", 1, 0.5, task, task, "same", None)


def questions(seed: random.Random) -> dict[str, list[str]]:
    """Addresses of the page of tasks, by what is asked."""
    owners = [owner(number) for number in (0, 1, 2, 5, 20, 100, 300, 700, 1_200)]
    named = [quote_plus(name) for name in owners]
    return {
        "overdue": ["/opgaver?stand=overskredet", *(f"/opgaver?stand=overskredet&side={page}" for page in (2, 10, 100))],
        "overdue in a forum": [f"/opgaver?stand=overskredet&forum=udvalg-{seed.randrange(FORUMS)}" for _ in range(6)],
        "overdue of an owner": [f"/opgaver?stand=overskredet&ansvarlig={name}" for name in named],
        "of an owner": [f"/opgaver?stand=alle&ansvarlig={name}" for name in named],
        "in a state": [
            *(f"/opgaver?stand=alle&tilstand={state}" for state in ("open", "done", "dropped", "unknown")),
            "/opgaver?stand=afsluttet",
        ],
        "in a state, of an owner": [
            f"/opgaver?stand=alle&tilstand={state}&ansvarlig={name}" for state in ("open", "done") for name in named[:4]
        ],
        "no deadline, no owner": ["/opgaver?stand=uden-frist", "/opgaver?stand=uden-ansvarlig"],
    }


_SQL = {
    "SQL: overdue": (
        "SELECT * FROM task_list WHERE deadline < :today AND state NOT IN ('done', 'dropped') ORDER BY deadline DESC LIMIT 100",
        ("",),
    ),
    "SQL: open tasks of an owner": (
        "SELECT * FROM task_list WHERE person_id = :owner AND state = 'open' ORDER BY deadline LIMIT 100",
        tuple(f"{keys.slug(owner(number))}@udvalg" for number in (0, 5, 100, 700)),
    ),
}


async def measure(path: Path, rounds: int) -> list[tuple[str, list[float], list[float]]]:
    """Milliseconds by the clock and on the processor for each kind of question."""
    site = make(path)
    await site.invoke_startup()
    found = []
    for kind, addresses in questions(random.Random(2)).items():
        taken, busy = [], []
        for address in (*addresses, *addresses * rounds):  # the first time to warm up
            began, worked = time.perf_counter(), time.process_time()
            answer = await site.client.get(address)
            taken.append(1000 * (time.perf_counter() - began))
            busy.append(1000 * (time.process_time() - worked))
            if answer.status_code != 200:
                raise SystemExit(f"{address}: {answer.status_code}")
        found.append((kind, taken[len(addresses) :], busy[len(addresses) :]))
    return found


def measure_sql(path: Path, rounds: int) -> list[tuple[str, list[float], list[float]]]:
    """The same for questions in SQL."""
    conn = sqlite3.connect(path)
    found = []
    for kind, (query, owners) in _SQL.items():
        taken, busy = [], []
        for person in (*owners, *owners * rounds):
            began, worked = time.perf_counter(), time.process_time()
            conn.execute(query, {"today": f"{TODAY}", "owner": person}).fetchall()
            taken.append(1000 * (time.perf_counter() - began))
            busy.append(1000 * (time.process_time() - worked))
        found.append((kind, taken[len(owners) :], busy[len(owners) :]))
    conn.close()
    return found


def main() -> None:
    """Makes the database and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--tasks", type=int, default=1_000_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        path = (options.folder or Path(temporary)) / f"tasks-{options.tasks}.db"
        began = time.perf_counter()
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
        generate(path, options.tasks)
        open_for_writing(path).close()  # one from before is brought up to date
        print(f"{options.tasks:,} tasks: {path.stat().st_size / 1e6:,.0f} MB, made in {time.perf_counter() - began:.0f} s; aim {AIM} ms")
        for kind, taken, busy in [*asyncio.run(measure(path, options.rounds)), *measure_sql(path, options.rounds)]:
            clock, worked = (quantiles(times, n=20, method="inclusive") for times in (taken, busy))
            print(
                f"  {kind:28} median {clock[9]:5.0f} ms   p95 {clock[18]:5.0f} ms   longest {max(taken):5.0f} ms"
                f"   on the processor: median {worked[9]:5.0f} ms   p95 {worked[18]:5.0f} ms"
            )


if __name__ == "__main__":
    main()
