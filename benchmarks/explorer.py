"""How fast the explorer answers over a big database, and how that grows.

    python -m benchmarks.explorer [--items N ...] [--folder FOLDER] [--requests N] [--slowest]

Makes a database of N items (ten a meeting; default 10,000, 100,000 and 1,000,000) by direct inserts, or uses the one that stands in FOLDER
from before, and asks the explorer in this process: a round to warm up, then each kind of page with other questions. Prints the median,
the 95th percentile (by the clock, and of time on the processor, which other programs on the machine do not lengthen) and what is aimed at.
What was measured last stands in `docs/scale-explorer.md`.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import sqlite3
import tempfile
import time
from collections import Counter
from pathlib import Path
from statistics import quantiles
from urllib.parse import quote_plus

from benchmarks.explorer_database import BODIES, ITEMS_A_MEETING, LAST, generate
from referat.db.explorer.server import make
from referat.db.schema import open_for_writing
from referat.db.search.stems import words

# Milliseconds at the 95th percentile.
TARGETS = {"søgning": 150, "møde": 60, "emne": 300, "opgaver": 100}


def questions(path: Path, requests: int) -> dict[str, list[str]]:
    """Addresses by kind of page: the most and the least frequent words of the texts and some between, with and without a filter."""
    seed = random.Random(1)
    with sqlite3.connect(path) as conn:
        texts = conn.execute("SELECT text FROM sections WHERE rowid % (SELECT max(rowid) / 4000 + 1 FROM sections) = 0")
        ranked = [word for word, _ in Counter(word for row in texts for word in words(row[0]) if len(word) > 6).most_common()]
        meetings = [row[0] for row in conn.execute("SELECT id FROM meetings ORDER BY id LIMIT 5000")]
        forums = [row[0] for row in conn.execute("SELECT id FROM forums ORDER BY id LIMIT 500")]
        people = conn.execute("SELECT id, name FROM people ORDER BY id LIMIT 500").fetchall()
    subjects = [*ranked[:10], *seed.sample(ranked[10:], min(30, len(ranked) - 10)), *ranked[-10:]]
    forms = ("{0}", "alle beslutninger om {0}", "{0} {1}", '"{0}" OR {1}', "{0} -{1}", "opgaver om {0}", "{0}*")
    ends = ("", "", "&udfald=udsat", "&aar=2015", "&forum={forum}", "&sortering=nyeste", "&slags=indstilling", "&person={person}")
    states = (
        "",
        "?stand=overskredet",
        "?stand=uden-frist",
        "?stand=uden-ansvarlig",
        "?ansvarlig={name}",
        "?ansvarlig={name}&stand=overskredet",
        "?ansvarlig={part}",
        "?forum={forum}",
        "?forum={forum}&stand=overskredet",
        "?forum={body}",
        "?stand=alle&side=9",
    )

    def fill(pattern: str) -> str:
        person, name = seed.choice(people)
        part, body = quote_plus(seed.choice(LAST)), quote_plus(seed.choice(BODIES))
        return pattern.format(forum=seed.choice(forums), body=body, person=person, name=quote_plus(name), part=part)

    return {
        "søgning": [
            f"/soeg?q={quote_plus(seed.choice(forms).format(*seed.sample(subjects, 2)))}{fill(seed.choice(ends))}" for _ in range(requests)
        ],
        "møde": [f"/moede/{seed.choice(meetings)}" for _ in range(requests)],
        "emne": [f"/emne/{seed.choice(subjects)}" for _ in range(requests)],
        "opgaver": [f"/opgaver{fill(seed.choice(states))}" for _ in range(requests)],
    }


async def measure(path: Path, requests: int, *, slowest: bool) -> list[tuple[str, float, float, float]]:
    """Median and 95th percentile in milliseconds of each kind of page, and the 95th percentile of the time on the processor."""
    site = make(path)
    await site.invoke_startup()
    found = []
    for kind, addresses in questions(path, requests).items():
        for address in addresses[: requests // 3]:
            await site.client.get(address)
        taken, busy = [], []
        for address in addresses:
            began, worked = time.perf_counter(), time.process_time()
            answer = await site.client.get(address)
            taken.append((1000 * (time.perf_counter() - began), address))
            busy.append(1000 * (time.process_time() - worked))
            if answer.status_code != 200:
                raise SystemExit(f"{address}: {answer.status_code}")
        parts = quantiles([milliseconds for milliseconds, _ in taken], n=20, method="inclusive")
        found.append((kind, parts[9], parts[18], quantiles(busy, n=20, method="inclusive")[18]))
        if slowest:
            print(*(f"    {milliseconds:6.0f} ms  {address}" for milliseconds, address in sorted(taken, reverse=True)[:4]), sep="\n")
    return found


def main() -> None:
    """Makes the databases and prints a table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--items", type=int, nargs="+", default=[10_000, 100_000, 1_000_000])
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--requests", type=int, default=100)
    parser.add_argument("--slowest", action="store_true", help="print the slowest questions of each kind")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = options.folder or Path(temporary)
        for items in options.items:
            path = folder / f"explorer-{items}.db"
            began = time.perf_counter()
            if not path.exists():
                generate(path, items)
            open_for_writing(path).close()  # one from before is brought up to date
            made = f"{path.stat().st_size / 1e6:,.0f} MB, made in {time.perf_counter() - began:.0f} s"
            print(f"{items:,} items, {items // ITEMS_A_MEETING:,} meetings: {made}")
            for kind, middle, high, worked in asyncio.run(measure(path, options.requests, slowest=options.slowest)):
                clock = f"median {middle:6.0f} ms   p95 {high:6.0f} ms"
                print(f"  {kind:10} {clock}   p95 on the processor {worked:6.0f} ms   aim {TARGETS[kind]} ms")


if __name__ == "__main__":
    main()
