"""The register over documents that come, go and are read again, and what people enter."""

from __future__ import annotations

import dataclasses
import datetime as dt
import random
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from referat.db.people import decisions as people_decisions
from referat.db.people.register import Person, find, merge, one_side, persons, proposals, refresh, split, undo
from referat.db.schema import open_for_writing
from referat.db.store import store
from referat.db.task_list import Asked, tasks
from referat.models.errors import DatabaseError
from referat.models.minutes import Document

Make = Callable[..., Document]
Keep = Callable[..., str]
DERIVED = ("persons", "person_figures", "person_links", "person_proposals", "task_persons")


def names(db: Database) -> list[tuple[str, ...]]:
    """Who is one person, by the wordings of the name."""
    refresh(db)
    return sorted(person.names for person in persons(db.conn))


def one(db: Database, name: str) -> Person:
    (person,) = find(db.conn, name)
    return person


def dump(db: Database, tables: tuple[str, ...] = DERIVED) -> dict[str, list[tuple[Any, ...]]]:
    return {table: sorted(map(tuple, db.conn.execute(f"SELECT * FROM {table}")), key=repr) for table in tables}


def entered(db: Database) -> dict[str, list[tuple[Any, ...]]]:
    return dump(db, ("person_decisions", "person_decision_members"))


def test_variants_are_one_person_over_all_documents(database: Database, keep: Keep) -> None:
    keep(path="a.pdf", date="2022-01-10", present=("Michael Skov Hansen", "Joan Skårup"))
    keep(path="b.pdf", date="2022-05-10", present=("Michael S. Hansen", "Joan"))
    keep(path="c.pdf", date="2022-06-10", forum="Styregruppen", present=("Michael Skov Hansen",))
    assert names(database) == [("Joan", "Joan Skårup"), ("Michael S. Hansen", "Michael Skov Hansen")]
    found = one(database, "michael s hansen")
    assert (found.name, found.meetings, found.first, found.last) == ("Michael Skov Hansen", 3, "2022-01-10", "2022-06-10")
    assert found.forums == ("Klyngeforum Nord", "Styregruppen")


def test_every_decision_stands_in_the_audit_with_its_actor(database: Database, keep: Keep) -> None:
    keep(path="a.pdf", present=("Rolf Reinholdt", "Lise Lyng"))
    refresh(database)
    merge(database, one(database, "Rolf Reinholdt").id, one(database, "Lise Lyng").id, actor="eva")
    undo(database, actor="bo")
    (entry,) = people_decisions.entries(database.conn)
    assert (entry.made_by, entry.undone_by) == ("eva", "bo")
    rows = database.conn.execute("SELECT actor, action, decision_id, entry_id, version, before, after FROM audit ORDER BY id").fetchall()
    assert [tuple(row)[:5] for row in rows] == [("eva", "merge", 1, None, 1), ("bo", "undo", 1, None, 2)]
    assert rows[0][5] is rows[1][6] is None
    assert all("Rolf Reinholdt" in text and "Lise Lyng" in text for text in (rows[0][6], rows[1][5]))


def test_two_of_one_name_stay_two(database: Database, keep: Keep) -> None:
    keep(path="a.pdf", forum="Byrådet i Ravnsø Kommune", present=("Hanne Vestbo",))
    keep(path="b.pdf", forum="Byrådet i Tangmose Kommune", present=("Hanne Vestbo",))
    assert names(database) == [("Hanne Vestbo",), ("Hanne Vestbo",)]
    assert proposals(database.conn) == []


def test_a_slip_is_proposed_merged_and_undone(database: Database, keep: Keep) -> None:
    keep(path="a.pdf", present=("Rolf Reinholdt",))
    keep(path="b.pdf", date="2022-08-29", present=("Rolf Reinholt",))
    apart = names(database)
    ((first, second, score, reason),) = proposals(database.conn)
    assert (first.name, second.name) == ("Rolf Reinholdt", "Rolf Reinholt")
    assert 0.7 <= score < 0.95
    assert "næsten samme stavemåde" in reason
    merge(database, first.id, second.id, actor="eva")
    assert names(database) == [("Rolf Reinholdt", "Rolf Reinholt")]
    assert proposals(database.conn) == []
    with pytest.raises(DatabaseError, match="allerede"):
        merge(database, one(database, "Rolf Reinholt").id, one(database, "Rolf Reinholdt").id, actor="eva")
    undo(database, actor="bo")
    assert names(database) == apart
    assert len(proposals(database.conn)) == 1
    with pytest.raises(DatabaseError, match="ingen afgørelse"):
        undo(database, actor="bo")


def test_a_merge_is_kept_when_a_document_is_read_again(database: Database, document: Make, keep: Keep) -> None:
    made = document(path="a.pdf", present=("Rolf Reinholdt",))
    store(database, made, path=Path("/minutes/a.pdf"), reader_version="1")
    keep(path="b.pdf", present=("Rolf Rainholt",))
    refresh(database)
    merge(database, one(database, "Rolf Reinholdt").id, one(database, "Rolf Rainholt").id, actor="eva")
    minutes = made.meetings[0]
    worse = dataclasses.replace(made, meetings=(dataclasses.replace(minutes, attendance=(), people=()),))
    store(database, worse, path=Path("/minutes/a.pdf"), reader_version="2")
    assert names(database) == [("Rolf Rainholt",)]
    assert [entry.lost for entry in people_decisions.entries(database.conn)] == [1]
    store(database, made, path=Path("/minutes/a.pdf"), reader_version="3")
    assert names(database) == [("Rolf Rainholt", "Rolf Reinholdt")]
    assert [entry.lost for entry in people_decisions.entries(database.conn)] == [0]


def test_a_split_by_forum_and_by_meeting(database: Database, keep: Keep) -> None:
    keep(path="a.pdf", present=("Lise Lyng",))
    later = keep(path="b.pdf", date="2022-09-01", present=("Lise Lyng",))
    keep(path="c.pdf", forum="Styregruppen", present=("Lise Lyng",))
    assert names(database) == [("Lise Lyng",)]
    whole = one(database, "Lise Lyng")
    split(database, whole.id, [figure.id for figure in one_side(database.conn, whole.id) if figure.forum == "Styregruppen"], actor="eva")
    assert sorted((person.forums, person.meetings) for person in persons(database.conn)) == [
        (("Klyngeforum Nord",), 2),
        (("Styregruppen",), 1),
    ]
    assert proposals(database.conn) == []  # people said that they are two
    nord = next(person for person in find(database.conn, "Lise Lyng") if person.forums == ("Klyngeforum Nord",))
    split(database, nord.id, [], meetings=[f"{later}-1"], actor="eva")
    assert sorted((person.first, person.meetings) for person in persons(database.conn)) == [
        ("2022-06-29", 1),
        ("2022-06-29", 1),
        ("2022-09-01", 1),
    ]
    undo(database, actor="bo")
    undo(database, actor="bo")
    assert names(database) == [("Lise Lyng",)]
    assert one(database, "Lise Lyng") == whole


@pytest.mark.parametrize("meetings", [(), ("{0}-1",)], ids=["nothing chosen", "nothing left"])
def test_a_split_leaves_somebody_on_both_sides(database: Database, keep: Keep, meetings: tuple[str, ...]) -> None:
    known = keep(present=("Lise Lyng",))
    refresh(database)
    with pytest.raises(DatabaseError, match="begge sider"):
        split(database, one(database, "Lise Lyng").id, [], meetings=[meeting.format(known) for meeting in meetings], actor="eva")


def test_an_old_id_leads_to_the_person(database: Database, keep: Keep) -> None:
    keep(path="b.pdf", date="2022-09-01", forum="Styregruppen", present=("Lise Lyng",))
    refresh(database)
    old = one(database, "Lise Lyng").id
    keep(path="a.pdf", date="2021-09-01", present=("Lise Lyng",))
    refresh(database)
    assert one(database, old) == one(database, "Lise Lyng")


def test_the_order_of_import_does_not_matter(database: Database, document: Make, tmp_path: Path) -> None:
    made = [
        document(path=f"{name}.pdf", date=f"2022-0{index}-01", forum=forum, present=present)
        for index, (name, forum, present) in enumerate(
            [
                ("a", "Klyngeforum", ("Michael Skov Hansen", "Joan Skårup", "Bo Lundby")),
                ("b", "Klyngeforum", ("Michael S. Hansen", "Joan", "Bo Lundbye")),
                ("c", "Styregruppen", ("Bo Lundby", "Joan Skårup", "Lars Jensen")),
                ("d", "Byrådet", ("Lars Jensen", "Joan Skaarup")),
            ],
            start=1,
        )
    ]
    other = open_for_writing(tmp_path / "other.db")
    for db, documents in ((database, made), (other, made[::-1])):
        for one_document in documents:
            store(db, one_document, path=Path("/minutes") / one_document.path, reader_version="1")
        assert refresh(db)
        assert not refresh(db)
    assert dump(database) == dump(other)
    assert dump(database)["person_proposals"]
    other.close()


def test_tasks_are_asked_by_the_person_not_the_wording(database: Database, keep: Keep) -> None:
    task = {"title": "Seminar", "beslutning": "Aftalt.", "outcome": "godkendt"}
    keep(
        path="a.pdf",
        present=("Michael Skov Hansen",),
        items=[{**task, "tasks": [("Michael Skov Hansen", "Han sender planen.", "2022-08-01")]}],
    )
    keep(path="b.pdf", present=("Michael S. Hansen",), items=[{**task, "tasks": [("Michael S. Hansen", "Han følger op.", None)]}])
    refresh(database)
    found = tasks(database.conn, Asked(owner="Michael S. Hansen"), today=dt.date(2022, 9, 1))
    assert [(row["owner"], row["quote"]) for row in found] == [
        ("Michael Skov Hansen", "Han sender planen."),
        ("Michael Skov Hansen", "Han følger op."),
    ]
    assert one(database, "Michael S. Hansen").tasks == 2


WORDINGS = ("Rolf Reinholdt", "Rolf Reinholt", "Joan Skårup", "Joan", "Bo Lundby", "Bo K. Lundby", "Lars Jensen")
FORUMS = ("Klyngeforum", "Styregruppen", "Byrådet i Ravnsø Kommune")


@pytest.mark.parametrize("seed", range(12))
def test_nothing_entered_is_ever_lost(database: Database, document: Make, seed: int) -> None:
    """Random merges, splits, undos and re-imports: the list of decisions only grows, and the register is what a fresh one would be."""
    chance, version, log = random.Random(seed), 0, 0
    for _ in range(20):
        act = chance.choice(("read", "read", "merge", "split", "undo"))
        before = entered(database)
        people = persons(database.conn)
        if act == "read":
            version += 1
            made = document(
                path=f"{chance.randrange(5)}.pdf", forum=chance.choice(FORUMS), date="2022-06-29", present=tuple(chance.sample(WORDINGS, 3))
            )
            store(database, made, path=Path("/minutes") / made.path, reader_version=str(version))
            refresh(database)
            assert entered(database) == before
        elif act == "merge" and len(people) > 1:
            first, second = chance.sample(people, 2)
            merge(database, first.id, second.id, actor="eva")
            log += 1
            assert find(database.conn, first.id) == find(database.conn, second.id)
        elif act == "split" and (several := [person for person in people if len(one_side(database.conn, person.id)) > 1]):
            whole = chance.choice(several)
            figures = [figure.id for figure in one_side(database.conn, whole.id)]
            out = chance.sample(figures, chance.randrange(1, len(figures)))
            split(database, whole.id, out, actor="eva")
            log += 1
            assert {find(database.conn, figure)[0].id for figure in out}.isdisjoint(
                find(database.conn, figure)[0].id for figure in figures if figure not in out
            )
        elif act == "undo" and people_decisions.decisions(database.conn):
            undo(database, actor="bo")
        kept = entered(database)
        assert len(kept["person_decisions"]) == log
        assert set(before["person_decision_members"]) <= set(kept["person_decision_members"])
    now = dump(database)
    database.conn.execute("UPDATE person_register_state SET value = 'yes'")
    database.conn.commit()
    refresh(database)
    assert dump(database) == now
