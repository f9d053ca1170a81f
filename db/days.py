"""Days as people write them in a filter."""

from __future__ import annotations

import calendar
import datetime as dt
import re

_FORM = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?")


def day(text: str, *, last: bool) -> str | None:
    """The ISO day of `2022-06-29`; of `2022-06` and `2022` the first day, or the last. None for anything else."""
    match = _FORM.fullmatch(text.strip())
    if match is None:
        return None
    year = int(match[1])
    month = int(match[2] or (12 if last else 1))
    try:
        date = int(match[3]) if match[3] else calendar.monthrange(year, month)[1] if last else 1
        return dt.date(year, month, date).isoformat()
    except ValueError:
        return None
