"""A database of any number of agenda items with realistic text: what the speed of the explorer is measured on.

The rows are inserted directly; the search index is then made of them by the same code that makes it of minutes that were read.
"""

from __future__ import annotations

import datetime as dt
import random
import sqlite3
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import accumulate
from pathlib import Path
from typing import Any

from referat.db import keys
from referat.db.schema import open_for_writing
from referat.db.search import indexing
from referat.db.search.stems import stems

ITEMS_A_MEETING, PRESENT = 10, 9
_BATCH = 2_000
_FIRST_DAY, _DAYS = dt.date(2005, 1, 1), 7_300


def _words(text: str) -> list[str]:
    return text.split()


HEADS = _words(
    "skole klima trafik sundhed bibliotek kultur idræt havne by vand affald energi bolig vej park børne ældre psykiatri miljø turist"
    " erhvervs land natur varme handicap integration digital ungdom demens genoptræning"
)
MIDDLES = ("", "s", *_words("forvaltnings samarbejds drifts anlægs ledelses områdes borger medarbejder kvalitets projekt"))
TAILS = _words(
    "plan politik strategi puljen budgettet forsyning byggeri udvikling tilsyn analyse indsats struktur aftale ordning center"
    " netværk rådet gruppen ramme afgift tilskud gebyr midlerne huset kampagne"
)
STARTS = _words("Nør Vester Ravn Elm Tang Lyng Sø Birke Eng Fjord Skov Bak Øster Sønder Ege Hassel Kær Mose Strand Tved Gran Høj Lille Dal")
ENDS = _words("by lund holt sted mose gård vang lev holm dal bjerg rup borg næs skov toft")
ROADS = _words("vej gade allé stræde torv kaj")
FIRST = _words("Anna Bo Camilla Dorte Erik Finn Gitte Hans Inger Jens Karen Lars Mette Niels Ole Pia Rune Susanne Tina Ulla")
LAST = _words("Holm Vig Krog Lund Dahl Bach Toft Skov Friis Juhl Brandt Storm Kjær Lind Bank Nord")
BODIES = _words("Byrådet Skolebestyrelsen Økonomiudvalget Seniorrådet Bestyrelsen Sundhedsklyngen Kulturudvalget Teknikudvalget")
OUTCOMES = {"godkendt": 50, "efterretning": 25, "drøftet": 10, "udsat": 6, "anbefalet": 5, "afvist": 3, "ingen": 1}
# `{s}` is a subject, `{p}` a place, `{n}` a number.
PATTERNS = {
    "titel": (
        "{s} i {p}",
        "Status på {s}",
        "Godkendelse af {s} for {p}",
        "{s}: høring",
        "Orientering om {s}",
        "Ansøgning om {s}, {p}",
        "Lokalplan {n} for {s} ved {p}",
        "Endelig vedtagelse af {s}",
    ),
    "sagsfremstilling": (
        "Forvaltningen har i samarbejde med {s} set på, hvordan {s} kan styrkes i {p} inden for den nuværende ramme.",
        "Der har været {n} henvendelser fra borgere om {s}, og de fleste handler om trafikken ved {p}.",
        "Byrådet besluttede sidste år, at {s} skulle evalueres, når erfaringerne fra {p} forelå.",
        "Udgiften skønnes til {n}.000 kr. om året, som kan holdes inden for bevillingen til {s}.",
        "Loven kræver, at kommunen fører tilsyn med {s} mindst hvert andet år, og at resultatet gøres offentligt.",
        "Høringssvarene fra {s} og fra beboerne på {p} er vedlagt sagen.",
        "Medarbejderne oplever, at {s} giver mere tid til kerneopgaven, men også at samarbejdet med {s} tager tid.",
        "Projektet løber til udgangen af næste år og følges af en styregruppe med deltagere fra {s} og regionen.",
        "Ventetiden er faldet fra {n} til 14 dage, siden {s} blev samlet i {p}.",
    ),
    "indstilling": (
        "Forvaltningen indstiller, at {s} godkendes, og at der afsættes {n}.000 kr. til {s} i {p}.",
        "Det indstilles, at udvalget drøfter {s} og tager redegørelsen om {p} til efterretning.",
        "Direktionen anbefaler, at forslaget om {s} sendes i høring i otte uger.",
    ),
    "referat": (
        "Flere medlemmer spurgte til {s}. Formanden pegede på {s} som det vigtigste for borgerne i {p}.",
        "Der var en god drøftelse af {s}, og der blev udtrykt ønske om at høre mere om erfaringerne fra {p}.",
        "Det blev bemærket, at {n} familier venter på {s}, og at kommunikationen kunne være bedre.",
    ),
    "beslutning": (
        "Indstillingen om {s} blev tiltrådt. Ordningen i {p} evalueres om et år.",
        "Udvalget godkendte {s} med en ramme på {n}.000 kr. og bad om et notat om {s} inden næste møde.",
        "Sagen om {s} blev udsat, til følgerne for {p} er belyst.",
        "Godkendt.",
        "Taget til efterretning.",
    ),
    "opgave": (
        "Sekretariatet sender et overblik over {s} til medlemmerne.",
        "Forvaltningen udarbejder et notat om {s} og fremlægger det.",
        "Formanden tager kontakt til {p} om {s}.",
    ),
}
# How many sentences each text has.
SENTENCES = {"titel": 1, "sagsfremstilling": 3, "indstilling": 1, "referat": 1, "beslutning": 1, "opgave": 1}


class Text:
    """Sentences about subjects and places; how often one comes up falls with its rank, as words do in a language."""

    def __init__(self, seed: random.Random) -> None:
        self._seed = seed
        self.subjects = [f"{head}{middle}{tail}" for head in HEADS for middle in MIDDLES for tail in TAILS]
        seed.shuffle(self.subjects)
        roads = [f"{start}{end}{road}" for start in STARTS for end in ENDS for road in ROADS]
        self._subjects = self._drawn(self.subjects)
        self._places = self._drawn([f"{start}{end}" for start in STARTS for end in ENDS] + seed.sample(roads, len(roads)))

    def _drawn(self, words: Sequence[str]) -> Iterator[str]:
        weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
        while True:
            yield from self._seed.choices(words, cum_weights=weights, k=10_000)

    def write(self, kind: str) -> str:
        """A text of this kind."""
        return " ".join(self._sentence(self._seed.choice(PATTERNS[kind])) for _ in range(SENTENCES[kind]))

    def _sentence(self, pattern: str) -> str:
        parts = pattern.split("{s}")
        text = parts[0] + "".join(next(self._subjects) + part for part in parts[1:])
        text = text.replace("{p}", next(self._places)).replace("{n}", str(self._seed.randrange(2, 900)))
        return text[0].upper() + text[1:]


class _Rows:
    """Rows by table, inserted together."""

    def __init__(self) -> None:
        self._tables: dict[str, list[dict[str, Any]]] = {}

    def add(self, table: str, **values: Any) -> None:
        self._tables.setdefault(table, []).append(values)

    def insert(self, conn: sqlite3.Connection) -> None:
        for table, rows in self._tables.items():
            names = list(rows[0])
            columns, marks = ", ".join(f'"{name}"' for name in names), ", ".join("?" * len(names))
            conn.executemany(f"INSERT INTO {table}({columns}) VALUES ({marks})", (tuple(row.values()) for row in rows))  # noqa: S608
        self._tables.clear()


class _Writer:
    """Makes meetings; `said` counts who has what to do."""

    def __init__(self, items: int) -> None:
        self.seed = random.Random(items)
        self.rows = _Rows()
        self.text = Text(self.seed)
        places = [f"{start}{end}" for start in STARTS for end in ENDS]
        self.forums = [
            {
                "id": f"forum-{number}",
                "name": f"{self.seed.choice(BODIES)} {self.seed.choice(places)} {number}",
                "organisation": f"{self.seed.choice(places)} Kommune",
            }
            for number in range(max(20, items // 800))
        ]
        self.people = [
            {"id": f"person-{number}", "name": f"{self.seed.choice(FIRST)} {self.seed.choice(LAST)} {self.seed.choice(LAST)}"}
            for number in range(max(100, items // 100))
        ]
        self.busy = Counter[str]()

    def begin(self) -> None:
        for forum in self.forums:
            self.rows.add("forums", **forum)
        for person in self.people:
            self.rows.add("people", **person)
            self.rows.add("persons", **person, names=person["name"], forums="", organisations="", roles="", meetings=PRESENT, tasks=0)

    def meeting(self, number: int) -> None:
        document = keys.digest(str(number), 12)
        meeting, forum = f"{document}-1", self.forums[number % len(self.forums)]
        date = (_FIRST_DAY + dt.timedelta(days=self.seed.randrange(_DAYS))).isoformat()
        shared = {"date": date, "forum_id": forum["id"]}
        name = f"{number}.pdf"
        self.rows.add(
            "documents", id=document, sha256=keys.digest(str(number), 64), path=name, file_name=name, pages=9, ocr_pages=0, characters=9_000
        )
        if number % 100 == 99:  # a second copy, which lists and search leave out
            other = keys.digest(str(number - 1), 12)
            self.rows.add("document_links", document_id=document, other_id=other, kind="copy", score=1.0, reason="made")
        counts = {"items": ITEMS_A_MEETING, "decisions": ITEMS_A_MEETING, "tasks": ITEMS_A_MEETING // 3}
        key = keys.search_key(date, meeting)
        title = f"{forum['name']} {date}"
        self.rows.add("meetings", id=meeting, document_id=document, part=1, title=title, kind="referat", **shared, **counts, search_key=key)
        first = number % len(self.forums) * 7
        present = [self.people[(first + place) % len(self.people)] for place in range(PRESENT)]
        for place, person in enumerate(present, start=1):
            status = "absent" if self.seed.random() < 0.12 else "present"
            self.rows.add("attendance", meeting_id=meeting, ordinal=place, person_id=person["id"], name=person["name"], status=status)
        if number % 5 == 0:
            self._acronym(meeting)
        for ordinal in range(1, ITEMS_A_MEETING + 1):
            self._item({**shared, "meeting_id": meeting, "search_key": keys.item_key(key, ordinal)}, ordinal, self.seed.choice(present))

    def _acronym(self, meeting: str) -> None:
        long = self.seed.choice(self.text.subjects[:400])
        short = long[:4].upper()
        keyed = {"short_key": short.lower(), "long_key": " ".join(stems(long))}
        self.rows.add("acronyms", meeting_id=meeting, ordinal=1, short=short, long=long, **keyed)

    def _item(self, shared: dict[str, Any], ordinal: int, owner: dict[str, str]) -> None:
        item = f"{shared['meeting_id'].split('-')[0]}-s1y{ordinal}"
        tasks, page = int(ordinal % 3 == 0), 1 + ordinal // 2
        self.rows.add(
            "items", id=item, **shared, ordinal=ordinal, number=str(ordinal), title=self.text.write("titel"),
            outcome=self.seed.choices(list(OUTCOMES), list(OUTCOMES.values()))[0],
            case_number=f"{self.seed.randrange(10, 26)}/{self.seed.randrange(1, 99_999)}", closed=0, page=page, top=100.0,
            has_recommendation=1, has_minutes=1, has_decision=1, tasks=tasks,
        )  # fmt: skip
        key = shared["search_key"]
        for place, kind in enumerate(("sagsfremstilling", "indstilling", "referat", "beslutning"), start=1):
            text = self.text.write(kind)
            self.rows.add("sections", item_id=item, ordinal=place, kind=kind, heading=kind.title(), text=text, page=page, search_key=key)
        if tasks:
            self._task(item, shared, page, owner)

    def _task(self, item: str, shared: dict[str, Any], page: int, owner: dict[str, str]) -> None:
        last = dt.date.fromisoformat(shared["date"]) + dt.timedelta(days=self.seed.randrange(7, 90))
        due = last.isoformat() if self.seed.random() < 0.6 else None
        task, quote = f"{item}-t", self.text.write("opgave")
        self.rows.add(
            "tasks", id=task, item_id=item, **shared, ordinal=1, action=quote.lower(), quote=quote, deadline=due, deadline_text=due,
            strength="binding", rule="made", page=page, path="items[0].tasks[0]",
        )  # fmt: skip
        if self.seed.random() < 0.8:
            self.rows.add("task_owners", task_id=task, ordinal=1, name=owner["name"], kind="person", person_id=owner["id"])
            self.rows.add("task_persons", task_id=task, ordinal=1, person_id=owner["id"])


def generate(path: Path, items: int) -> None:
    """A database of this many items."""
    unfinished = path.with_suffix(".part")
    unfinished.unlink(missing_ok=True)
    db = open_for_writing(unfinished)
    conn = db.conn
    for pragma in ("journal_mode = OFF", "synchronous = OFF", "foreign_keys = OFF", "cache_size = -400000"):
        conn.execute(f"PRAGMA {pragma}")
    writer = _Writer(items)
    writer.begin()
    meetings = items // ITEMS_A_MEETING
    for start in range(0, meetings, _BATCH):
        for number in range(start, min(start + _BATCH, meetings)):
            writer.meeting(number)
        writer.rows.insert(conn)
    conn.commit()
    indexing.rebuild(conn)
    conn.execute("ANALYZE")
    conn.commit()
    conn.execute("PRAGMA journal_mode = WAL")
    db.close()
    unfinished.rename(path)
