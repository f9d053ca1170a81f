"""Whether the writer keeps its pace: generated minutes, made in memory from the samples with other words, written one by one.

python benchmarks/writer.py [--documents 100000] [--every 10000]
"""

from __future__ import annotations

import argparse
import copy
import datetime as dt
import os
import random
import re
import tempfile
import time
from pathlib import Path
from typing import Any

from referat.corpus.reading import read_rows
from referat.db import keys
from referat.db.links import relink
from referat.db.rows import Rows
from referat.db.schema import open_for_writing
from referat.db.store import refresh_search, store_rows
from referat.db.transactions import writing
from referat.models.kinds import OcrMode

ROOT = Path(__file__).resolve().parent.parent
_SYLLABLES = ("bak", "dal", "engel", "fjord", "grøn", "havn", "kær", "lund", "mose", "nør", "skov", "sted", "tved", "vang", "vig", "ås")


def changed(rows: Rows, number: int) -> Rows:
    """The rows of another document: other ids, another day and body, and every eighth longer word another."""
    chance = random.Random(number)
    old = rows["documents"][0]["id"]
    sha256 = keys.digest(f"generated {number}", 64)
    new = keys.document_id(sha256)
    day = (dt.date(2005, 1, 1) + dt.timedelta(chance.randrange(7300))).isoformat()
    forum = f"udvalg-{chance.randrange(400)}"

    def word(found: re.Match[str]) -> str:
        return found[0] if chance.random() > 0.125 else "".join(chance.choices(_SYLLABLES, k=3))

    made: dict[str, list[dict[str, Any]]] = copy.deepcopy(dict(rows))
    for row in (row for table in made.values() for row in table):
        for name in [name for name, value in row.items() if isinstance(value, str)]:
            text = row[name].replace(old, new)
            row[name] = re.sub(r"\b[a-zæøå]{6,}\b", word, text) if name in ("text", "title", "quote") else text
        row |= {name: value for name, value in (("forum_id", forum), ("date", day)) if row.get(name)}
    made["forums"] = [{"id": forum, "name": forum.replace("-", " "), "organisation": None}]
    made["documents"][0] |= {"sha256": sha256, "path": f"/generated/{number:06}.pdf"}
    return made


def main() -> None:
    """Measures and prints."""
    options = argparse.ArgumentParser(description="Whether the writer keeps its pace")
    options.add_argument("--documents", type=int, default=100_000)
    options.add_argument("--every", type=int, default=10_000)
    chosen = options.parse_args()
    samples = [read_rows(path, OcrMode.NEVER).rows for path in sorted((ROOT / "corpus" / "sample").glob("0*.pdf"))]
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "generated.db"
        db = open_for_writing(path)
        refresh_search(db)
        rates: list[float] = []
        busy_rates: list[float] = []
        spent = processor = 0.0
        for number in range(1, chosen.documents + 1):
            rows = changed(samples[number % len(samples)], number)
            began, busy = time.perf_counter(), time.process_time()
            with writing(db):
                store_rows(db, rows, path=Path(rows["documents"][0]["path"]), reader_version="generated")
                relink(db, rows["documents"][0]["id"])
            spent += time.perf_counter() - began
            processor += time.process_time() - busy
            if number % chosen.every == 0:
                rates.append(chosen.every / spent)
                busy_rates.append(chosen.every / processor)
                print(
                    f"{number} documents: {rates[-1]:.1f} a second, {busy_rates[-1]:.1f} a processor second, "
                    f"{path.stat().st_size / number:.0f} bytes a document, load {os.getloadavg()[0]:.1f}",
                    flush=True,
                )
                spent = processor = 0.0
        db.close()
    print(f"the last against the first: {rates[-1] / rates[0]:.2f} on the clock, {busy_rates[-1] / busy_rates[0]:.2f} by processor")


if __name__ == "__main__":
    main()
