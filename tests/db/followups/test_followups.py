"""Tasks, postponed items and deadlines followed over the meetings of a body; the same in whatever order the documents came."""

from __future__ import annotations

import random
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlite_utils import Database

from referat.db.followups import making
from referat.db.followups.making import refresh
from referat.db.schema import open_for_writing
from referat.db.store import refresh_search, remove_document, store
from referat.models.minutes import Document

Keep = Callable[..., str]
FORUM, PEOPLE = "Bestyrelsen", ("Eva Holm", "Bo Vig", "Ida Krog")


def meeting(day: str, *items: dict[str, Any], forum: str = FORUM, people: tuple[str, ...] = PEOPLE) -> dict[str, Any]:
    rest = [item(f"Om {word}", f"Formanden fortalte om {word} i {day[:4]}.") for word in MATTERS]
    return {"path": f"{forum}-{day}.pdf".replace(" ", "-"), "date": day, "items": [*items, *rest], "forum": forum, "present": people}


def item(title: str, text: str, *tasks: tuple[str, str, str | None], **more: Any) -> dict[str, Any]:
    return {"title": title, "referat": text, "tasks": list(tasks), **more}


FENCE = item(
    "Hegnet ved parkeringspladsen",
    "Hegnet er råddent. Eva Holm indhenter tilbud på et nyt plankeværk.",
    ("Eva Holm", "Eva Holm indhenter tilbud på et nyt plankeværk.", None),
)
PARTY = item("Sommerfest", "Bo Vig lejer teltet.", ("Bo Vig", "Bo Vig lejer teltet.", None))
# What else a body talks about: only beside it can be told which words are seldom.
MATTERS = ("asfalt", "belysning", "cykelskur", "dræn", "elevator", "facade", "gavl", "hække", "isolering", "julefrokost", "kloak", "lås")
OTHER = item("Regnskab", "Årets resultat er tilfredsstillende.")


def links(db: Database) -> list[tuple[str, str, str, str | None]]:
    """Task, later item, its words and what they suggest."""
    refresh(db)
    query = "SELECT tasks.quote, items.title, followups.quote, proposal FROM followups JOIN tasks ON tasks.id = task_id JOIN items ON items.id = followups.item_id ORDER BY items.date, 1"
    return [tuple(row) for row in db.execute(query)]


CASES: list[tuple[dict[str, Any], list[tuple[str, str | None]], str]] = [
    (item("Siden sidst", "Plankeværket er bestilt. Taget er tæt."), [("Plankeværket er bestilt.", "udført")], "a rare word among old matters"),
    (item("Status på hegnet ved parkeringspladsen", "Eva Holm har fået to tilbud, men afventer det tredje."), [("Eva Holm har fået to tilbud, men afventer det tredje.", "i gang")], "the same heading and owner"),
    (item("Plankeværk", "Valget af plankeværk udsættes til næste møde."), [("Valget af plankeværk udsættes til næste møde.", "udsat")], "the word again, and put off"),
    (item("Eventuelt", "Jf. punkt 1 fra sidst er det sat i gang."), [("Jf. punkt 1 fra sidst er det sat i gang.", "i gang")], "the item is named by its number"),
    (item("Tilbud", "Bestyrelsen indhenter tilbud på en ny revisor."), [], "only words that stand in any minutes"),
    (item("Vejen", "Eva Holm spørger kommunen om asfalten."), [], "the owner alone is not the task"),
]  # fmt: skip


@pytest.mark.parametrize(("later", "expected", "reason"), CASES, ids=[case[-1] for case in CASES])
def test_what_takes_a_task_up_again(
    database: Database, keep: Keep, later: dict[str, Any], expected: list[tuple[str, str | None]], reason: str
) -> None:
    keep(**meeting("2020-01-10", FENCE, OTHER))
    keep(**meeting("2020-03-10", PARTY, later))
    found = [(words, state) for quote, _, words, state in links(database) if "plankeværk" in quote]
    assert found == expected, reason


def test_the_reason_and_the_score_are_told(database: Database, keep: Keep) -> None:
    keep(**meeting("2020-01-10", FENCE))
    keep(**meeting("2020-03-10", item("Siden sidst", "Eva Holm har bestilt plankeværket.")))
    refresh(database)
    ((reason, score),) = database.execute("SELECT reason, score FROM followups").fetchall()
    assert "sjældne ord: plankeværk" in reason
    assert "ansvarlig nævnt: Eva Holm" in reason
    assert "gennemgang af gamle sager" in reason
    assert 0.5 <= score <= 1


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        ({"date": "2019-12-10"}, "an earlier meeting follows nothing"),
        ({"date": "2023-03-10"}, "after years it is another matter"),
        ({"people": ("Ulf Kam", "Pia Fog")}, "another body of the same name"),
        ({"forum": "Festudvalget"}, "another body"),
    ],
)
def test_what_is_no_later_item_of_the_body(database: Database, keep: Keep, change: dict[str, Any], reason: str) -> None:
    keep(**meeting("2020-01-10", FENCE))
    later = meeting("2020-03-10", item("Siden sidst", "Plankeværket er bestilt."))
    later |= {"present": change.pop("people")} if "people" in change else {}
    keep(**{**later, **change, "path": "later.pdf"})
    assert links(database) == [], reason


def test_a_case_number_is_followed_however_long_it_takes(database: Database, keep: Keep) -> None:
    keep(**meeting("2010-01-10", FENCE))
    keep(**meeting("2020-03-10", item("Vejen", "Asfalten er lagt.")))
    with database.conn as conn:
        conn.execute("UPDATE items SET case_number = '2010-0815'")
    assert [words for _, _, words, _ in links(database)] == ["Asfalten er lagt."]


def test_an_item_of_a_hidden_document_counts_once(database: Database, keep: Keep) -> None:
    first = keep(**meeting("2020-01-10", FENCE))
    later = meeting("2020-03-10", item("Siden sidst", "Plankeværket er bestilt."))
    one, other = keep(**later), keep(**{**later, "path": "copy.pdf"})
    assert len(links(database)) == 2
    with database.conn as conn:
        conn.execute("INSERT OR IGNORE INTO document_links VALUES (?, ?, 'copy', 1, '')", (one, other))
    assert len(links(database)) == 1
    with database.conn as conn:
        conn.execute("DELETE FROM document_links")
    assert database.execute("SELECT count(*) FROM followups_stale").fetchone()[0] == 1
    assert first


POSTPONED = item("Ny legeplads ved kanalen", "Punktet blev udsat.", outcome="udsat")


@pytest.mark.parametrize(
    ("later", "expected", "reason"),
    [
        ((), [(None, 0)], "the body has not met since"),
        ((item("Vejen", "Asfalten er lagt."),), [(None, 1)], "it has, and did not come back to it"),
        ((item("Ny legeplads ved kanalen", "Godkendt."),), [("Ny legeplads ved kanalen", 1)], "the same title"),
        (
            (item("Eventuelt", "Legepladsen ved kanalen koster 10.000 kr."),),
            [("Eventuelt", 1)],
            "its words in another item",
        ),
    ],
)
def test_postponed_items(database: Database, keep: Keep, later: tuple[dict[str, Any], ...], expected: list[Any], reason: str) -> None:
    keep(**meeting("2020-01-10", POSTPONED, OTHER))
    for row in later:
        keep(**meeting("2020-03-10", row))
    refresh(database)
    query = "SELECT items.title, later_meetings FROM postponements LEFT JOIN items ON items.id = return_id"
    assert [tuple(row) for row in database.execute(query)] == expected, reason


def due(db: Database) -> list[str | None]:
    refresh(db)
    return [row[0] for row in db.execute("SELECT deadline FROM tasks ORDER BY id")]


def test_the_next_meeting_is_known_when_it_arrives_and_forgotten_when_it_goes(database: Database, keep: Keep) -> None:
    keep(**meeting("2020-01-10", PARTY))
    with database.conn as conn:
        conn.execute("UPDATE tasks SET deadline_text = 'til næste møde'")
    assert due(database) == [None]
    far = keep(**meeting("2020-04-10", OTHER))
    assert due(database) == ["2020-04-10"]
    near = keep(**meeting("2020-02-10", OTHER))
    assert due(database) == ["2020-02-10"]
    remove_document(database, near)
    assert due(database) == ["2020-04-10"]
    remove_document(database, far)
    assert due(database) == [None]


@pytest.mark.parametrize(
    ("words", "day", "reason"),
    [("til næste møde", "2022-01-10", "minutes must be missing in between"), ("inden jul", "2020-02-10", "another deadline")],
)
def test_what_is_not_the_next_meeting(database: Database, keep: Keep, words: str, day: str, reason: str) -> None:
    keep(**meeting("2020-01-10", PARTY))
    with database.conn as conn:
        conn.execute("UPDATE tasks SET deadline_text = ?", (words,))
    keep(**meeting(day, OTHER))
    assert due(database) == [None], reason


def test_a_deadline_that_people_set_stays(database: Database, keep: Keep) -> None:
    keep(**meeting("2020-01-10", PARTY))
    with database.conn as conn:
        conn.execute("UPDATE tasks SET deadline_text = 'til næste møde'")
    keep(**meeting("2020-02-10", OTHER))
    assert due(database) == ["2020-02-10"]
    with database.conn as conn:
        conn.execute("UPDATE tasks SET deadline = '2020-02-01'")
        conn.execute("INSERT OR IGNORE INTO followups_stale SELECT forum_id FROM meetings")
    assert due(database) == ["2020-02-01"]


def owned(db: Database, keep: Keep) -> None:
    keep(
        **meeting(
            "2020-01-10",
            item("Skolevejen", "Teknisk Udvalg undersøger fodgængerfeltet.", ("Udvalget", "Udvalget undersøger fodgængerfeltet.", None)),
            forum="Byrådet",
        )
    )
    keep(
        **meeting(
            "2020-02-10",
            item("Fodgængerfelt ved skolen", "Fodgængerfeltet er undersøgt og bliver flyttet."),
            forum="Udvalget",
            people=("Ulf Kam",),
        )
    )
    with db.conn as conn:
        conn.execute("BEGIN")
        conn.execute("UPDATE forums SET organisation = 'Strandlund Kommune'")
        conn.execute("PRAGMA defer_foreign_keys = ON")
        for table, column in (("forums", "id"), ("meetings", "forum_id"), ("items", "forum_id"), ("tasks", "forum_id")):
            conn.execute(f"UPDATE {table} SET {column} = {column} || '-strandlund-kommune' WHERE {column} NOT LIKE '%kommune'")


def test_the_body_that_owns_a_task_may_come_back_to_it(database: Database, keep: Keep) -> None:
    owned(database, keep)
    assert [(title, state) for _, title, _, state in links(database)] == [("Fodgængerfelt ved skolen", "udført")]


def contents(db: Database) -> list[str]:
    """What is kept of all this, as a dump tells it."""
    refresh(db)
    wanted = ("followups", "postponements", "next_meeting_deadlines", "followup_bodies", "followups_stale", "followups_state")
    return [line for line in db.conn.iterdump() if any(line.startswith(f'INSERT INTO "{name}"') for name in wanted)] + [
        str(tuple(row)) for row in db.execute("SELECT id, deadline FROM tasks ORDER BY id")
    ]


SERIES = [
    meeting("2020-01-10", FENCE, POSTPONED),
    meeting("2020-02-10", item("Siden sidst", "Plankeværket er ikke bestilt endnu."), PARTY),
    meeting("2020-03-10", item("Teltet til sommerfesten", "Teltet er lejet."), item("Ny legeplads ved kanalen", "Godkendt.")),
    meeting("2020-04-10", item("Plankeværk", "Plankeværket er sat op.")),
    meeting("2020-02-20", item("Siden sidst", "Plankeværket er bestilt."), forum="Festudvalget"),
]


@pytest.fixture(scope="module")
def expected(tmp_path_factory: pytest.TempPathFactory, made: list[Document]) -> list[str]:
    return imported(tmp_path_factory.mktemp("expected") / "referat.db", made, refreshes=False)


@pytest.fixture(scope="module")
def made() -> list[Document]:
    from tests.db.conftest import make

    return [make(**parts) for parts in SERIES]


def imported(path: Path, documents: list[Document], *, refreshes: bool, twice: Document | None = None) -> list[str]:
    db = open_for_writing(path)
    refresh_search(db)
    for document in documents:
        store(db, document, path=Path("/minutes") / document.path, reader_version="1")
        if refreshes:
            refresh(db)
    if twice is not None:
        store(db, twice, path=Path("/minutes") / twice.path, reader_version="2")
    found = contents(db)
    db.close()
    return found


@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 10_000), refreshes=st.booleans(), again=st.integers(-1, 4))
def test_the_same_in_any_order(
    tmp_path_factory: pytest.TempPathFactory, made: list[Document], expected: list[str], seed: int, refreshes: bool, again: int
) -> None:
    assert len(expected) >= 6
    order = list(made)
    random.Random(seed).shuffle(order)
    path = tmp_path_factory.mktemp("order") / "referat.db"
    assert imported(path, order, refreshes=refreshes, twice=made[again] if again >= 0 else None) == expected


def test_nothing_is_done_where_nothing_changed(database: Database, keep: Keep) -> None:
    keep(**meeting("2020-01-10", FENCE))
    assert refresh(database)
    assert not refresh(database)


def test_stopped_between_two_bodies_it_goes_on(
    tmp_path: Path, made: list[Document], expected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    db = open_for_writing(tmp_path / "referat.db")
    refresh_search(db)
    for document in made:
        store(db, document, path=Path("/minutes") / document.path, reader_version="1")
    whole, left = making.make, [1]

    def stopped(conn: sqlite3.Connection, forum: str) -> None:
        if not left:
            raise KeyboardInterrupt
        left.pop()
        whole(conn, forum)

    with monkeypatch.context() as patch:
        patch.setattr(making, "make", stopped)
        with pytest.raises(KeyboardInterrupt):
            refresh(db)
    assert db.execute("SELECT count(*) FROM followups_stale").fetchone()[0] == 1
    assert contents(db) == expected
    db.close()
