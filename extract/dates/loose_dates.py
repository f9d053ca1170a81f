"""A date in a short string that says it is one ('Dato: …'): our own grammar first, dateparser behind it for other writings."""

from __future__ import annotations

import datetime as dt
import re
from functools import cache
from typing import Any

from referat.extract.dates.dates import find_dates

_LONGEST = 40
# dateparser reads 'nu', 'man' and bare numbers as dates: it is asked only about strings with a day's or a year's digits and a second part.
_WORTH_ASKING = re.compile(r"(?=.*\d)(?=.*(?:[^\W\d_]{3}|\d\D+\d))")
_NORMAL = [
    (re.compile(r"['’](?=\d\d\b)"), "20"),
    (re.compile(r"(?<=\d)(?:ste|nde|ende|te|de|die)\b"), "."),
    (re.compile(r"\bd\.\s*|\bden\s+"), ""),
    (re.compile(r"\s+"), " "),
]


def read_date(text: str, *, anchor: dt.date | None = None) -> dt.date | None:
    """The one date of a short string; None where there is none, or where it is not certain which.

    anchor: the day nearest to which a missing year is chosen; without it a date needs its year.
    """
    found = {match.date for match in find_dates(text, anchor=anchor)}
    if found:
        return found.pop() if len(found) == 1 else None
    return parse_foreign(text)


def parse_foreign(text: str) -> dt.date | None:
    """What dateparser makes of the string, as Danish, day first; None unless day, month and year are printed."""
    text = text.strip(" .:;,()")
    if len(text) > _LONGEST or not _WORTH_ASKING.search(text):
        return None
    for pattern, replacement in _NORMAL:
        text = pattern.sub(replacement, text)
    found = _parser()(
        text, languages=["da"], settings={"DATE_ORDER": "DMY", "REQUIRE_PARTS": ["day", "month", "year"], "PARSERS": ["absolute-time"]}
    )
    return found.date() if isinstance(found, dt.datetime) else None


@cache
def _parser() -> Any:
    """Load dateparser late: it takes a third of a second to load and is seldom asked."""
    import dateparser

    return dateparser.parse
