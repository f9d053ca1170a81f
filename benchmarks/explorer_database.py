"""A database of any number of agenda items with realistic text, made by direct inserts: what the speed of the explorer is measured on."""

from __future__ import annotations

import datetime as dt
import random
import sqlite3
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

from referat.db import keys
from referat.db.schema import open_for_writing
from referat.db.search import indexing
from referat.db.search.indexing import COLUMNS, KINDS
from referat.db.search.stems import stems
from referat.db.store import refresh_search

tag = cache(indexing.tag)
ITEMS_A_MEETING, PRESENT = 10, 9


def _words(text: str) -> list[str]:
    return text.split()


HEADS = _words(
    "skole klima trafik sundhed bibliotek kultur idræt havne by vand affald energi bolig vej park børne ældre psykiatri miljø turist"
)
JOINTS = ("", "s")
TAILS = _words("plan politik strategi puljen budgettet forsyning byggeri udvikling tilsyn analyse indsats struktur aftale ordning center")
PLACES = _words("Nørreby Vesterlund Ravnholt Elmsted Tangmose Lyngby Søvang Birkely Engholm Fjordby Skovlund Bakkedal")
FIRST = _words("Anna Bo Camilla Dorte Erik Finn Gitte Hans Inger Jens Karen Lars Mette Niels Ole Pia Rune Susanne Tina Ulla")
LAST = _words("Holm Vig Krog Lund Dahl Bach Toft Skov Friis Juhl Brandt Storm Kjær Lind Bank Nord")
BODIES = _words("Byrådet Skolebestyrelsen Økonomiudvalget Seniorrådet Bestyrelsen Sundhedsklyngen Kulturudvalget Teknikudvalget")
OUTCOMES = (("godkendt", 50), ("efterretning", 25), ("drøftet", 10), ("udsat", 6), ("anbefalet", 5), ("afvist", 3), ("ingen", 1))
TITLES = ("{} i {}", "Status på {} i {}", "Godkendelse af {} for {}", "{}: høring i {}", "Orientering om {} i {}")
RECOMMENDED = (
    "Forvaltningen indstiller, at {} godkendes, og at der afsættes {} kr. til {} i {}.",
    "Det indstilles, at udvalget drøfter {} og tager redegørelsen for {} kr. om {} i {} til efterretning.",
)
DECIDED = (
    "Indstillingen om {} blev tiltrådt. Der afsættes {} kr., og {} i {} evalueres om et år.",
    "Udvalget godkendte {} med en ramme på {} kr. og bad om et notat om {} i {} inden næste møde.",
    "Sagen om {} blev udsat, til udgiften på {} kr. og følgerne for {} i {} er belyst.",
)
DISCUSSED = ("Flere medlemmer spurgte til {} og til de {} kr. Formanden pegede på {} som det vigtigste for borgerne i {}.",)
TODO = ("Sekretariatet sender et overblik over {} til medlemmerne.", "Forvaltningen udarbejder et notat om {} og fremlægger det.")


class Text:
    """Sentences made once, with their stems; how often a subject comes up follows its rank."""

    def __init__(self, seed: random.Random) -> None:
        self.subjects = [f"{head}{joint}{tail}" for head in HEADS for joint in JOINTS for tail in TAILS]
        seed.shuffle(self.subjects)
        self.weights = [1 / (rank + 2) for rank in range(len(self.subjects))]
        self.pools: dict[str, list[tuple[str, str]]] = {}
        for kind, patterns in (
            ("title", TITLES),
            ("indstilling", RECOMMENDED),
            ("beslutning", DECIDED),
            ("referat", DISCUSSED),
            ("opgave", TODO),
        ):
            self.pools[kind] = [self._sentence(seed, seed.choice(patterns)) for _ in range(20_000)]

    def _sentence(self, seed: random.Random, pattern: str) -> tuple[str, str]:
        one, two = seed.choices(self.subjects, self.weights, k=2)
        fills = (one, f"{seed.randrange(1, 900)}.000", two, seed.choice(PLACES)) if pattern.count("{}") == 4 else (one, seed.choice(PLACES))
        text = pattern.format(*fills)
        return text[0].upper() + text[1:], " ".join(stems(text))


def generate(path: Path, items: int) -> None:
    """A database of this many items."""
    seed = random.Random(items)
    db = open_for_writing(path)
    refresh_search(db)
    conn = db.conn
    conn.execute("PRAGMA foreign_keys = OFF")
    conn.execute("PRAGMA synchronous = OFF")
    conn.execute("PRAGMA cache_size = -400000")
    text, said = Text(seed), Counter[Any]()
    forums = [
        (f"forum-{number}", f"{seed.choice(BODIES)} {seed.choice(PLACES)} {number}", f"{seed.choice(PLACES)} Kommune")
        for number in range(max(20, items // 800))
    ]
    people = [
        (f"person-{number}", f"{seed.choice(FIRST)} {seed.choice(LAST)} {seed.choice(LAST)}") for number in range(max(100, items // 100))
    ]
    conn.execute("BEGIN")
    conn.executemany("INSERT INTO forums VALUES (?, ?, ?)", forums)
    conn.executemany("INSERT INTO people VALUES (?, ?)", people)
    for start in range(0, items // ITEMS_A_MEETING, 2_000):
        stop = min(start + 2_000, items // ITEMS_A_MEETING)
        rows = _Rows()
        for number in range(start, stop):
            _meeting(rows, number, seed, text, forums, people, said)
        rows.insert(conn)
    words = Counter[str]()
    for (_, sentence), uses in said.items():
        words.update(dict.fromkeys(sentence.split(), uses))
    conn.executemany(
        "INSERT INTO search_words(word, uses) VALUES (?, ?)",
        sorted((word, uses) for word, uses in words.items() if word.isalpha() and 2 < len(word) < 41),
    )
    conn.execute("COMMIT")
    conn.execute("INSERT INTO search_text(search_text) VALUES ('optimize')")
    conn.commit()
    conn.execute("ANALYZE")
    conn.commit()
    db.close()


class _Rows:
    """Rows by table, in the order of the table's columns."""

    def __init__(self) -> None:
        self.tables: dict[str, list[dict[str, Any]]] = {}
        self.entries: list[tuple[Any, ...]] = []
        self.texts: list[tuple[Any, ...]] = []

    def add(self, table: str, **values: Any) -> None:
        self.tables.setdefault(table, []).append(values)

    def insert(self, conn: sqlite3.Connection) -> None:
        for table, rows in self.tables.items():
            names = list(rows[0])
            columns, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
            conn.executemany(f"INSERT INTO {table}({columns}) VALUES ({marks})", (tuple(row.values()) for row in rows))  # noqa: S608
        conn.executemany("INSERT INTO search_entries VALUES (?, ?, ?, ?, ?, ?, ?)", self.entries)
        conn.executemany(f"INSERT INTO search_text(rowid, {', '.join(COLUMNS)}) VALUES ({', '.join('?' * 8)})", self.texts)  # noqa: S608


def _meeting(rows: _Rows, number: int, seed: random.Random, text: Text, forums: list[Any], people: list[Any], words: Counter[Any]) -> None:
    document = keys.digest(str(number), 12)
    meeting, forum = f"{document}-1", forums[number % len(forums)]
    date = (dt.date(2005, 1, 1) + dt.timedelta(days=seed.randrange(7_300))).isoformat()
    key = keys.search_key(date, meeting)
    rows.add(
        "documents",
        id=document,
        sha256=keys.digest(str(number), 64),
        path=f"{number}.pdf",
        file_name=f"{number}.pdf",
        pages=9,
        ocr_pages=0,
        characters=20_000,
    )
    shared = {"date": date, "forum_id": forum[0]}
    title = f"{forum[1]} {date}"
    counts = {"items": ITEMS_A_MEETING, "decisions": ITEMS_A_MEETING, "tasks": 3}
    rows.add("meetings", id=meeting, document_id=document, part=1, title=title, kind="referat", **shared, **counts, search_key=key)
    first = number % len(forums) * 7
    present = [people[(first + place) % len(people)] for place in range(PRESENT)]
    for place, person in enumerate(present, start=1):
        status = "absent" if seed.random() < 0.12 else "present"
        rows.add("attendance", meeting_id=meeting, ordinal=place, person_id=person[0], name=person[1], status=status)
    if number % 5 == 0:
        subject = seed.choices(text.subjects, text.weights)[0]
        rows.add(
            "acronyms",
            meeting_id=meeting,
            ordinal=1,
            short=subject[:3].upper(),
            long=subject,
            short_key=subject[:3],
            long_key=" ".join(stems(subject)),
        )
    everybody = [tag("person", person[0]) for person in present]
    rows.entries.append((key, meeting, None, forum[0], date, None, KINDS["møde"]))
    rows.texts.append((key, "", "", "", "", "", " ".join(stems(title)), " ".join([tag("art", "møde"), tag("forum", forum[0]), *everybody])))
    for ordinal in range(1, ITEMS_A_MEETING + 1):
        _item(rows, seed, text, words, {**shared, "meeting_id": meeting}, keys.item_key(key, ordinal), ordinal, present[0], everybody)


def _item(
    rows: _Rows,
    seed: random.Random,
    text: Text,
    words: Counter[Any],
    shared: dict[str, Any],
    key: int,
    ordinal: int,
    owner: Any,
    everybody: list[str],
) -> None:
    said = {kind: seed.choice(pool) for kind, pool in text.pools.items()}
    item = f"{shared['meeting_id'].split('-')[0]}-s1y{ordinal}"
    outcome = seed.choices([name for name, _ in OUTCOMES], [weight for _, weight in OUTCOMES])[0]
    tasks = int(ordinal % 3 == 0)
    case = f"{seed.randrange(10, 26)}/{seed.randrange(1, 99_999)}"
    rows.add(
        "items", id=item, **shared, ordinal=ordinal, number=str(ordinal), title=said["title"][0],
        outcome=outcome, case_number=case, closed=0,
        page=1 + ordinal // 2, top=100.0, has_recommendation=1, has_minutes=1, has_decision=1, tasks=tasks, search_key=key,
    )  # fmt: skip
    for place, kind in enumerate(("indstilling", "referat", "beslutning"), start=1):
        rows.add(
            "sections",
            item_id=item,
            ordinal=place,
            kind=kind,
            heading=kind.capitalize(),
            text=said[kind][0],
            page=1 + ordinal // 2,
            search_key=key,
        )
    if tasks:
        due = (
            (dt.date.fromisoformat(shared["date"]) + dt.timedelta(days=seed.randrange(7, 90))).isoformat() if seed.random() < 0.6 else None
        )
        task, quote = f"{item}-t", said["opgave"][0]
        rows.add(
            "tasks", id=task, meeting_id=shared["meeting_id"], item_id=item, ordinal=1, action=quote.lower(), quote=quote, deadline=due,
            deadline_text=due, strength="binding", date=shared["date"], forum_id=shared["forum_id"],
            rule="made", page=1, path="items[0].tasks[0]",
            search_key=key,
        )  # fmt: skip
        if seed.random() < 0.8:
            rows.add("task_owners", task_id=task, ordinal=1, name=owner[1], kind="person", person_id=owner[0])
    kinds = ["beslutning", "indstilling", "referat", "titel"] + ["opgave"] * tasks
    found = [
        said["title"][1],
        said["beslutning"][1],
        said["indstilling"][1],
        said["referat"][1],
        said["opgave"][1] if tasks else "",
        " ".join(stems(case)),
    ]
    words.update(said.values())
    tags = [tag("art", kind) for kind in kinds] + [tag("udfald", outcome), tag("forum", shared["forum_id"]), *everybody]
    rows.entries.append((key, shared["meeting_id"], item, shared["forum_id"], shared["date"], outcome, sum(KINDS[kind] for kind in kinds)))
    rows.texts.append((key, *found, " ".join(tags)))
