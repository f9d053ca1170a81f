"""Gaps in a series of meetings."""

from __future__ import annotations

from typing import Any

import pytest

from referat.db.explorer.forum import series

MONTHLY = ["2022-01-10", "2022-02-10", "2022-03-10", "2022-04-10"]


def told(days: list[str], announced: dict[str, str] | None = None) -> list[str]:
    meetings: Any = [{"date": day, "next_date": (announced or {}).get(day)} for day in sorted(days, reverse=True)]
    return [
        "aftalt " + row["announced"] if "announced" in row else f"{row['months']} måneder" if "months" in row else row["meeting"]["date"]
        for row in series(meetings)
    ]


@pytest.mark.parametrize(
    ("days", "announced", "gaps", "reason"),
    [
        (MONTHLY, {}, [], "as usual"),
        ([*MONTHLY, "2022-11-10"], {}, ["7 måneder"], "a long pause"),
        ([*MONTHLY, "2022-06-20"], {}, [], "a summer"),
        (MONTHLY, {"2022-02-10": "2022-02-24"}, ["aftalt 2022-02-24"], "announced, and no minutes"),
        (MONTHLY, {"2022-02-10": "2022-03-08"}, [], "moved by two days"),
        (["2022-01-10"], {"2022-01-10": "2022-02-10"}, [], "nothing after it yet"),
        ([], {}, [], "no meetings"),
    ],
)
def test_gaps(days: list[str], announced: dict[str, str], gaps: list[str], reason: str) -> None:
    assert [row for row in told(days, announced) if row not in days] == gaps
