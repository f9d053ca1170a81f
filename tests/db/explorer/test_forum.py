"""The series of a forum with what is missing in it."""

from __future__ import annotations

from typing import Any

import pytest

from referat.db.explorer.forum import series
from referat.db.series import MissingMeeting


@pytest.mark.parametrize(
    ("held", "missing", "told", "reason"),
    [
        (["2022-03-10", "2022-01-10"], ["2022-02-10"], ["2022-03-10", "(2022-02-10)", "2022-01-10"], "between its neighbours"),
        (["2022-03-10", "2022-01-10"], [], ["2022-03-10", "2022-01-10"], "nothing is missing"),
        (["2022-03-10"], ["2022-02-10"], ["2022-03-10"], "older than what is shown"),
        ([None, "2022-03-10"], ["2022-04-10"], [None, "(2022-04-10)", "2022-03-10"], "a meeting without a day"),
        ([], ["2022-02-10"], [], "no meetings"),
        (["2022-05-10", "2022-01-10"], ["2022-02-10", "2022-03-10"], ["2022-05-10", "(2022-03-10)", "(2022-02-10)", "2022-01-10"], "two"),
    ],
)
def test_what_is_missing_stands_between_the_meetings(held: list[str | None], missing: list[str], told: list[str], reason: str) -> None:
    meetings: Any = [{"date": day} for day in held]
    rows = series(meetings, [MissingMeeting("f", "F", day, "") for day in missing])
    assert [f"({row['missing'].date})" if "missing" in row else row["meeting"]["date"] for row in rows] == told, reason
