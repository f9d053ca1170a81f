"""A day and a clock time of Danish minutes as a moment."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

_ZONE = ZoneInfo("Europe/Copenhagen")


def moment(day: str | None, clock: str | None) -> str | None:
    """`2023-05-10T08:30:00+02:00`; None where either is missing. Both are as the database holds them."""
    if not day or not clock:
        return None
    time = dt.time.fromisoformat(clock)
    return dt.datetime.combine(dt.date.fromisoformat(day), time, _ZONE).isoformat(timespec="seconds")
