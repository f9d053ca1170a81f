"""Meetings that are missing in a series."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

import pytest
from sqlite_utils import Database

from referat.db.series import missing_meetings


def every(days: int, start: str, count: int, *, without: Sequence[int] = ()) -> list[tuple[str, str | None]]:
    first = dt.date.fromisoformat(start)
    return [((first + dt.timedelta(days * index)).isoformat(), None) for index in range(count) if index not in without]


@pytest.mark.parametrize(
    ("held", "missing"),
    [
        (every(28, "2021-01-05", 12), []),
        (every(28, "2021-01-05", 6, without=[2, 3]), []),  # too few to have a rhythm
        (every(28, "2021-01-05", 14, without=[2, 3]), ["2021-03-16"]),
        (every(21, "2021-04-06", 10, without=[4, 5]), []),  # 63 days over July
        ([("2021-01-05", "2021-02-02"), ("2021-03-02", "2021-04-06")], ["2021-02-02"]),  # the last is not missing yet
        ([("2021-01-05", "2021-02-02"), ("2021-02-04", None), ("2021-03-02", None)], []),  # moved by two days
    ],
)
def test_what_is_missing(held: list[tuple[str, str | None]], missing: list[str], database: Database) -> None:
    with database.atomic():
        database.conn.execute("INSERT INTO documents VALUES ('d', 's', 'p', 'f', 1, 0, 1)")
        database.conn.execute("INSERT INTO forums VALUES ('udvalget', 'Udvalget', NULL)")
        for number, (date, following) in enumerate(held):
            row = (f"m{number}", number, date, following)
            database.conn.execute(
                "INSERT INTO meetings(id, document_id, part, title, kind, forum_id, date, next_date, items, decisions, tasks)"
                " VALUES (?1, 'd', ?2, 't', 'referat', 'udvalget', ?3, ?4, 0, 0, 0)",
                row,
            )
    found = missing_meetings(database.conn)
    assert [row.date for row in found] == missing
    assert all(row.forum == "Udvalget" and row.reason for row in found)
