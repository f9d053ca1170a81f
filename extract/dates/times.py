"""Clock times in Danish text."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class TimeMatch:
    """A clock time or a range of them ('kl. 8.00-10.00') at text[start:end]; `to` is None where only one is printed."""

    start: int
    end: int
    time: dt.time
    to: dt.time | None = None


_FLAGS = re.IGNORECASE
_CLOCK = r"(?P<h{n}>[01]?\d|2[0-4])(?:\s?[.:]\s?(?P<m{n}>[0-5]\d))?"
_KL = re.compile(
    r"(?:\b(?:kl|klokken|klok)\b\.?|\bkl\.)\s*:?\s*(?:ca\.?\s*)?"
    + _CLOCK.format(n=1)
    + r"(?!\d|[.:]\d)(?:\s*(?:[-–—]|til|og frem til)\s*(?:kl\.?\s*)?(?:ca\.?\s*)?"
    + _CLOCK.format(n=2)
    + r"(?!\d|[.:]\d|\.?\s?[%]|[./]\s?\d))?",
    _FLAGS,
)
_BARE = re.compile(
    r"(?<![\d.,:/§-])(?P<h1>[01]?\d|2[0-4])(?P<s>[:.])(?P<m1>[0-5]\d)(?![\d%/-]|[.:,]\d|\s?(?:kr|pct|mio|mia|%|km|m2|m²|kvm))"
    r"(?:\s*(?:[-–—]|til)\s*(?P<h2>[01]?\d|2[0-4])(?P<s2>[:.])(?P<m2>[0-5]\d)(?![\d%/]|[.:,]\d|\s?(?:kr|pct|mio|mia|%)))?"
)
_BARE_RANGE = re.compile(
    r"(?<![\d.,:/§-])(?P<h1>[01]?\d|2[0-4])(?P<s>[:.])(?P<m1>[0-5]\d)\s*[-–—]\s*"
    r"(?P<h2>[01]?\d|2[0-4])(?P<s2>[:.])(?P<m2>[0-5]\d)(?![\d%/]|[.:,]\d|\s?(?:kr|pct|mio|mia|%))"
)


def find_times(text: str) -> list[TimeMatch]:
    """The clock times of the text, in order: with 'kl.' in any form, else only with a colon ('16:00') or as a range ('08.00 – 10.00')."""
    hits = list(_KL.finditer(text)) if "k" in text or "K" in text else []
    if any(sign in text for sign in ".:"):
        hits += [match for match in (*_BARE_RANGE.finditer(text), *_BARE.finditer(text)) if match["s"] == ":" or match["h2"]]
    found: list[TimeMatch] = []
    for match in sorted(hits, key=lambda match: (match.start(), -match.end())):
        if not found or match.start() >= found[-1].end:
            found.append(_match(match))
    return found


def _match(match: re.Match[str]) -> TimeMatch:
    time = _time(match, "1")
    to = _time(match, "2") if match["h2"] else None
    if to and to < time and not match["m2"]:  # 'kl. 17 - 3 mødte': no meeting ends before it begins
        return TimeMatch(match.start(), match.end("m1" if match["m1"] else "h1"), time)
    return TimeMatch(match.start(), match.end(), time, to)


def _time(match: re.Match[str], part: str) -> dt.time:
    return dt.time(int(match["h" + part]) % 24, int(match["m" + part] or 0))
