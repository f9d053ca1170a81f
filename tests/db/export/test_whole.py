"""The whole database for other programs, read again by other libraries."""

from __future__ import annotations

import io
import json
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import duckdb
import jsonschema
import pyarrow.parquet as pq
import pytest
from sqlite_utils import Database

from referat.db.export import kept
from referat.db.export.json_stream import Lists, write
from referat.db.export.moments import moment
from referat.db.export.oparl import oparl
from referat.db.export.parquet import parquet
from referat.db.export.popolo import popolo
from referat.db.links import relink
from referat.db.people import register
from referat.db.schema import open_for_writing
from referat.db.store import refresh_search, store
from referat.extract.minutes import read_document
from tests.db.export.conftest import SITE

SCHEMAS = Path(__file__).parent / "schemas"
Writes = Callable[..., Lists]


@pytest.fixture(scope="module")
def sampled(tmp_path_factory: pytest.TempPathFactory, samples: list[Path]) -> Iterator[Database]:
    """A database of three sample minutes, with votes, tasks and people."""
    db = open_for_writing(tmp_path_factory.mktemp("sampled") / "referat.db")
    refresh_search(db)
    for path in samples[:3]:
        store(db, read_document(path), path=path, reader_version="1")
    register.refresh(db)
    yield db
    db.close()


def written(lists: Lists) -> Any:
    out = io.BytesIO()
    counts = write(lists, out)
    made = json.loads(out.getvalue())
    assert counts == {name: len(rows) for name, rows in made.items()}
    return made


def checked(made: Any, name: str) -> Any:
    schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    jsonschema.Draft202012Validator(schema, format_checker=jsonschema.FormatChecker()).validate(made)
    return made


def test_popolo(sampled: Database) -> None:
    made = checked(written(popolo(sampled.conn, site=SITE)), "popolo")
    persons, bodies = ({row["id"] for row in made[name]} for name in ("persons", "organizations"))
    assert {row["person_id"] for row in made["memberships"]} <= persons
    assert {row["organization_id"] for row in made["memberships"]} <= bodies
    assert {row["parent_id"] for row in made["organizations"] if "parent_id" in row} <= bodies
    assert {who["id"] for event in made["events"] for who in event.get("attendees", ())} <= persons
    assert len({row["id"] for row in made["memberships"]}) == len(made["memberships"])
    event = next(event for event in made["events"] if event["organization_id"] == "sundhedsklynge-vestfjord")
    assert event["start_date"] == "2023-05-10T08:30:00+02:00"
    chair = next(row for row in made["memberships"] if row.get("role") == "Formand")
    assert chair["referat:first_meeting"] <= chair["referat:last_meeting"]


def test_oparl(sampled: Database) -> None:
    made = checked(written(oparl(sampled.conn, site=SITE)), "oparl")
    known = {row["id"] for name in ("body", "organization", "person") for row in made[name]}
    assert {row["body"] for row in made["organization"] if "body" in row} <= known
    for meeting in made["meeting"]:
        assert {*meeting.get("organization", ()), *meeting.get("participant", ())} <= known
        assert [item["order"] for item in meeting["agendaItem"]] == list(range(len(meeting["agendaItem"])))
        assert {item["meeting"] for item in meeting["agendaItem"]} == {meeting["id"]}
    items = [item for meeting in made["meeting"] for item in meeting["agendaItem"]]
    votes = [vote for item in items for vote in item.get("referat:votes", ())]
    assert {"for": 4, "against": 2, "carried": True}.items() <= votes[0].items()
    assert votes[0]["voters"] == {"for": ["A", "F", "Borgerlisten"], "against": ["V"], "abstain": []}
    count = sampled.conn.execute("SELECT count(*) FROM tasks").fetchone()[0]
    told = [task for row in (*items, *made["meeting"]) for task in row.get("referat:tasks", ())]
    assert len(told) == count > 0


@pytest.mark.parametrize(("lists", "name"), [(popolo, "popolo"), (oparl, "oparl")])
def test_an_empty_database_and_a_hostile_one(database: Database, keep: Callable[..., str], lists: Writes, name: str) -> None:
    assert not any(checked(written(lists(database.conn, site=SITE)), name).values())
    hostile = '"</script>\x00\u2028, {}'
    task = (hostile, hostile, None)
    keep(forum=hostile, present=(hostile,), items=[{"title": hostile, "beslutning": hostile, "tasks": [task]}])
    register.refresh(database)
    assert checked(written(lists(database.conn, site=SITE)), name)


def test_two_documents_of_a_meeting_are_one_meeting(database: Database, keep: Callable[..., str]) -> None:
    one, other = (keep(path=f"{name}.pdf", items=[{"title": "Plan", "beslutning": "Godkendt."}]) for name in ("a", "b"))
    relink(database, other)
    hidden = [row[0] for row in database.conn.execute("SELECT document_id FROM hidden_documents")]
    assert hidden in ([one], [other])
    assert len(written(popolo(database.conn, site=SITE))["events"]) == len(written(oparl(database.conn, site=SITE))["meeting"]) == 1


def test_parquet_holds_the_tables(sampled: Database, tmp_path: Path) -> None:
    counts = parquet(sampled.conn, tmp_path)
    assert {path.stem for path in tmp_path.glob("*.parquet")} == set(counts) == set(kept.READ)
    for table, count in counts.items():
        made = pq.read_table(tmp_path / f"{table}.parquet")
        rows = [tuple(row.values()) for row in made.to_pylist()]
        assert rows == [tuple(row) for row in sampled.conn.execute(f"SELECT * FROM {table}")], table
        assert made.num_rows == count
    assert str(pq.read_schema(tmp_path / "items.parquet").field("closed").type) == "int64"
    query = f"SELECT outcome, count(*) FROM '{tmp_path}/items.parquet' WHERE outcome IS NOT NULL GROUP BY 1 ORDER BY 1"
    expected = sampled.conn.execute("SELECT outcome, count(*) FROM items WHERE outcome IS NOT NULL GROUP BY 1 ORDER BY 1").fetchall()
    assert duckdb.connect().execute(query).fetchall() == [tuple(row) for row in expected]


def test_parquet_of_peoples_entries_only_on_request(sampled: Database, tmp_path: Path) -> None:
    assert set(parquet(sampled.conn, tmp_path, with_entries=True)) == {*kept.READ, *kept.ENTERED}


def test_every_table_is_known(database: Database) -> None:
    """A new table leaves only when somebody has decided that it may."""
    lists = (kept.READ, kept.ENTERED, kept.MACHINERY, kept.OURS)
    assert sorted(kept.names(database.conn)) == sorted(name for names in lists for name in names)


def test_a_table_that_is_not_known_leaves_nowhere() -> None:
    conn = sqlite3.connect(":memory:")
    conn.execute("CREATE TABLE secrets (id)")
    assert (kept.tables(conn, with_entries=True), kept.emptied(conn, with_entries=True)) == ([], ["secrets"])


@pytest.mark.parametrize(
    ("day", "clock", "told", "reason"),
    [
        ("2023-05-10", "08:30", "2023-05-10T08:30:00+02:00", "summer"),
        ("2023-01-10", "08:30", "2023-01-10T08:30:00+01:00", "winter"),
        ("1994-02-16", "19:00", "1994-02-16T19:00:00+01:00", "long ago"),
        ("2023-05-10", None, None, "no clock time is no moment"),
        (None, "08:30", None, "nor is one without a day"),
    ],
)
def test_moments(day: str | None, clock: str | None, told: str | None, reason: str) -> None:
    assert moment(day, clock) == told, reason
