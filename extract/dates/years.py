"""Which year a date belongs to that prints none, or only two digits of it."""

from __future__ import annotations

import datetime as dt
from enum import StrEnum


class Direction(StrEnum):
    """Where a missing year is looked for: nearest the anchor, later (plans) or earlier (what is told in the past tense)."""

    NEAREST = "nearest"
    FUTURE = "future"
    PAST = "past"


def full_year(day: int, month: int, digits: str, anchor: dt.date | None) -> dt.date | None:
    """The date with a year of four digits, or of two: then in the century nearest the anchor. None where there is no such day."""
    if len(digits) == 4:
        return date_or_none(int(digits), month, day) if "1500" <= digits < "2300" else None
    centre = anchor.year if anchor else 2020
    year = min((century + int(digits) for century in (1700, 1800, 1900, 2000, 2100)), key=lambda year: abs(year - centre))
    return date_or_none(year, month, day)


def date_or_none(year: int, month: int, day: int) -> dt.date | None:
    """The date; None where the calendar has none."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def choose_year(
    day: int, month: int, anchor: dt.date, *, weekday: int | None = None, direction: Direction = Direction.NEAREST
) -> dt.date | None:
    """The date nearest the anchor with this day and month; None where no year near it has it (29 February).

    A weekday chooses among the years up to two away; where it fits none it is a slip of the writer and does not count.
    FUTURE still takes a day up to a month before the anchor, since minutes also tell what has just been; PAST takes none after it.
    """
    near = [date for year in range(anchor.year - 4, anchor.year + 5) if (date := date_or_none(year, month, day))]
    fitting = [date for date in near if weekday is not None and date.weekday() == weekday and abs(date.year - anchor.year) <= 2]
    pool = fitting or near
    if direction is Direction.FUTURE:
        pool = [date for date in pool if (date - anchor).days >= -31] or pool
    elif direction is Direction.PAST:
        pool = [date for date in pool if date <= anchor] or pool
    return min(pool, key=lambda date: abs((date - anchor).days), default=None)
