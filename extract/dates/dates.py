"""Exact dates in Danish text, in every writing that minutes use; pure functions on strings.

A date without a year takes the year that is nearest the anchor (the meeting's date); a printed weekday chooses among the years near it.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from referat.extract.dates.years import Direction, choose_year, date_or_none, full_year
from referat.models.calendar import alternatives, calendar_words


@dataclass(frozen=True, slots=True)
class DateMatch:
    """A date at text[start:end], with its weekday and 'den'. `year_stated`: the year is printed. `weekday`: the printed one, 0 = Monday."""

    start: int
    end: int
    date: dt.date
    year_stated: bool
    weekday: int | None = None


@dataclass(frozen=True, slots=True)
class _Core:
    """Day, month and year as printed, before the year is chosen. `needs_cue`: only 'den', a weekday or the like makes it a date."""

    start: int
    end: int
    day: int
    month: int
    year: str | None
    needs_cue: bool = False


_WORDS = calendar_words()
_MONTH = alternatives(_WORDS.months)
_ORDINAL = alternatives(_WORDS.ordinals)
_YEAR = r"(?:(?<!\d)\d{4}(?!\d|[./-]\d)|['’‘]\d\d(?!\d))"
_DAY_END = r"(?:\.|\s?(?:ste|sde|den|die|dje|nde|ende|te|de))?"
_FLAGS = re.IGNORECASE

_NUMBER = re.compile(r"\d+")
_FRACTIONS = frozenset({(1, 2), (1, 3), (2, 3), (1, 4), (3, 4), (1, 5), (2, 5), (3, 5), (4, 5), (1, 6), (5, 6), (1, 8), (1, 10)})
_DAYS = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
_ISO = re.compile(r"(?P<y>\d{4})(?P<s>[-./])(?P<m>\d{1,2})(?P=s)(?P<d>\d{1,2})(?![\d/]|[.-]\d)")
_NAMED = re.compile(
    rf"(?P<d>\d{{1,2}}){_DAY_END}[.\s-]*(?:i\s+)?(?P<m>{_MONTH})(?![^\W\d_])(?P<dot>\.?)(?:\s*(?:maaned|måned)\b)?"
    rf"(?:(?:\s*,?\s*(?:i\s+)?(?:år(?:et)?\s+|aar(?:et)?\s+)?|\s*-\s*|\s*/\s*)(?P<y>{_YEAR})"
    r"|(?:\s|\s?-\s?)(?P<y2>\d\d)(?![\d%]|[.:,/-]\d|\s*(?:kr|pct|%|stk|personer|medlemmer)))?",
    _FLAGS,
)
_FULL = re.compile(
    r"(?P<d>\d{1,2})\s?(?P<s>[./-])\s?(?P<m>\d{1,2})(?:\s?[./-]\s?|\s?–\s?(?=\d{4}(?!\d))|\s+(?=\d{4}(?!\d))|\s*(?=['’‘]))"
    r"(?P<y>\d{4}|['’‘]?\d\d)(?!\d|[./-]\d|\s?%|:\d)"
)
_SHORT = re.compile(
    r"(?P<d>\d{1,2})(?:(?:\.\s?)?(?P<s>/)\s?|(?P<s2>[.-]))(?P<m>\d{1,2})"
    r"(?!\d|\s?%|[,:/]\d|[.-]\d|\s?(?:kr|pct|mio|mia|km|m2|m²)\b)\.?",
    _FLAGS,
)
_MONTH_WORD = re.compile(
    rf"den\s+(?P<d>{_ORDINAL})\s+(?P<m>{_MONTH})(?![^\W\d_])\.?(?:\s*,?\s*(?:i\s+)?(?:aar\s+|år\s+)?(?P<y>{_YEAR}))?", _FLAGS
)
_THIS_MONTH = re.compile(rf"(?P<d>\d{{1,2}}){_DAY_END}\s*(?:ds\.|dennes\b|d\.\s?m\.|i denne måned\b)", _FLAGS)
_COMPACT = re.compile(r"(?<![\w-])(?:\d{8}|\d{6})(?![\w]|-\d)")

# What may stand before the digits of a date and belongs to it, and what makes a bare '1/7' a date.
_WEEKDAY = alternatives(_WORDS.weekdays)
_CUE = re.compile(
    rf"(?:(?:aar|år|anno)\s+(?P<y>\d{{4}})\s*,?\s*)?(?:\b(?P<w>{_WEEKDAY})\b\.?\s*,?\s*)?"
    r"(?:\b(?P<den>den|d\.|d|dato|dat\.|dags)\s*:?\s*)?$",
    _FLAGS,
)
_TRIGGER = re.compile(r"\b(?:inden|senest|før|pr\.?|deadline|frist|dato|mødet|siden|efter)\s*:?\s*\(?$", _FLAGS)
_LIST_BEFORE = re.compile(
    r"(?P<d>\d{1,2})(?:\.|de|te|ste)?\s*(?P<j>[-–—/,]|og|til|samt|eller|\+|&)\s*(?:og\s+)?(?:den\s+|d\.\s*)?$", _FLAGS
)
# Section, case and document numbers, versions, fractions of something.
_NUMBER_BEFORE = re.compile(
    r"(?:[§#$€]|\b(?:nr|no|pkt|punkt|punkterne|afsnit|kapitel|kap|bilag|sag|sagsnr|sagsid|journalnr|j\.nr|jnr|dok|version|ver|v|"
    r"stk|art|side|s|tlf|telefon|mobil|matr|kl|klokken|ca\. kl|isbn|id|emn))\.?\s*:?\s*$",
    _FLAGS,
)
_FRACTION_AFTER = re.compile(
    r"\s*(?:-?dele?|af\b|flertal|time|år\b|stilling|side|liter|kg|m\b|majoritet|tilslutning|dag|pct|procent|kr\b|mio)", _FLAGS
)


def find_dates(
    text: str, *, anchor: dt.date | None = None, direction: Direction = Direction.NEAREST, compact: bool = False
) -> list[DateMatch]:
    """The exact dates of the text, in order, without overlaps.

    anchor: the day from which a missing or two-digit year is chosen; without it a date that prints no year is left out.
    compact: take six or eight digits ('090602', '20090602') as dates too; right for file names only.
    A list or range ('3. og 10. marts', '25/26. juli') gives one match for each day.
    """
    found: list[DateMatch] = []
    done = 0
    for core in _cores(text, compact, anchor):
        if core.start < done:
            continue
        for match in _dates_of(text, core, done, anchor, direction):
            found.append(match)
            done = match.end
    return found


def _cores(text: str, compact: bool, anchor: dt.date | None) -> Iterator[_Core]:
    done = 0
    worded = list(_worded(text)) if "den" in text or "Den" in text else []
    for number in _NUMBER.finditer(text):
        start = number.start()
        while worded and worded[0].start < start:
            yield worded.pop(0)
        if start < done or not _stands_alone(text, start):
            continue
        core = _core_at(text, start, number.end(), compact, anchor)
        if core:
            done = core.end
            yield core
    yield from worded


def _stands_alone(text: str, start: int) -> bool:
    """No letter, and no digit with a separator, directly before: '12.3.2020' is not read from 'A12.3.2020' nor '1.12.3.2020'."""
    before = text[start - 1 : start]
    if before.isalnum() or before == "_":
        return False
    return not (before in ("-", ".", ",", "/", ":") and text[start - 2 : start - 1].isalnum() and not _weekday_dot(text, start))


def _weekday_dot(text: str, start: int) -> bool:
    """Whether the sign before is that of an abbreviation, a list or a range: 'd.3/4', 'fre.1/7', 'juli-1. maj', '25/26. juli'."""
    if text[start - 1] == ".":
        return bool(re.search(r"\b[a-zæøå]{1,5}\.$", text[max(0, start - 6) : start], _FLAGS))
    return text[start - 1] in ",:-/" and not (text[start - 1] in "/-" and text[start - 2].isalpha())


def _core_at(text: str, start: int, digits_end: int, compact: bool, anchor: dt.date | None) -> _Core | None:
    length = digits_end - start
    if length in (6, 8):
        return _compact(text, start, anchor) if compact else None
    if length == 4:
        return _core(_ISO.match(text, start))
    if length > 2:
        return None
    return _core(_NAMED.match(text, start)) or _numeric(text, start) or _this_month(text, start)


def _core(match: re.Match[str] | None) -> _Core | None:
    if match is None:
        return None
    parts = match.groupdict()
    month = _WORDS.months.get(parts["m"].lower()) or (int(parts["m"]) if parts["m"].isdigit() else 0)
    day = int(parts["d"]) if parts["d"].isdigit() else _WORDS.ordinals[parts["d"].lower()]
    year = parts.get("y") or parts.get("y2")
    # The full stop after a whole month's name ends the sentence; after an abbreviation it belongs to it.
    stop = parts.get("dot") and year is None and parts["m"].lower() not in _WORDS.abbreviations and match[0].endswith(".")
    return _valid(_Core(match.start(), match.end() - bool(stop), day, month, year))


def _valid(core: _Core) -> _Core | None:
    return core if 1 <= core.month <= 12 and 1 <= core.day <= _DAYS[core.month - 1] else None


def _numeric(text: str, start: int) -> _Core | None:
    before = text[max(0, start - 14) : start]
    match = _FULL.match(text, start)
    core = _core(match)
    if match and core and not _NUMBER_BEFORE.search(before):
        # '1.2.20' may be a section number: day, month and year without a leading nought.
        short_form = match["s"] == "." and len(match["d"] + match["m"]) < 4 and len(match["y"]) < 4 and match["y"][0] != "0"
        weak = short_form and text.strip() != match[0]
        return replace(core, needs_cue=weak)
    short = _SHORT.match(text, start)
    core = _core(short)
    if not short or not core or (before and _NUMBER_BEFORE.search(before)):
        return None
    fraction = _FRACTION_AFTER.match(text, short.end()) or ((core.day, core.month) in _FRACTIONS and text.strip() != short[0])
    weak = short["s2"] is not None or bool(fraction)
    end = short.end() - (short["s"] is not None and short[0].endswith("."))
    return _Core(core.start, end, core.day, core.month, None, weak)


def _this_month(text: str, start: int) -> _Core | None:
    match = _THIS_MONTH.match(text, start)
    return _Core(start, match.end(), int(match["d"]), 0, None) if match and 1 <= int(match["d"]) <= 31 else None


def _compact(text: str, start: int, anchor: dt.date | None) -> _Core | None:
    """Year first or day first, whichever is nearer the anchor; year first where there is none."""
    match = _COMPACT.match(text, start)
    if not match:
        return None
    digits = match[0]
    orders = [(digits[:-4], digits[-4:-2], digits[-2:]), (digits[4:], digits[2:4], digits[:2])]
    near = anchor or dt.date(2020, 1, 1)
    days = {date: (year, month, day) for year, month, day in orders if (date := full_year(int(day), int(month), year, near))}
    if not days:
        return None
    year, month, day = days[min(days, key=lambda date: abs(date - near)) if anchor else next(iter(days))]
    return _Core(start, match.end(), int(day), int(month), year)


def _worded(text: str) -> Iterator[_Core]:
    for match in _MONTH_WORD.finditer(text):
        core = _core(match)
        if core:
            yield _Core(match.start("d"), core.end, core.day, core.month, core.year)


def _dates_of(text: str, core: _Core, done: int, anchor: dt.date | None, direction: Direction) -> list[DateMatch]:
    window = text[max(done, core.start - 48) : core.start]
    shift = core.start - len(window)
    before = _LIST_BEFORE.search(window)
    cue = _CUE.search(window)
    if core.needs_cue and not _has_cue(window, cue):
        return []
    weekday = _weekday(cue)
    year = core.year or (cue and cue["y"])
    date = _resolve(core.day, core.month, year, weekday, anchor, direction)
    if date is None:
        return []
    start = shift + cue.start() if cue else core.start
    dates = [DateMatch(start, core.end, date, year is not None, weekday)]
    if before and _lists_days(before, core):
        listed = _Core(shift + before.start(), shift + before.end("d"), int(before["d"]), core.month, core.year or str(date.year))
        dates = _dates_of(text, listed, done, anchor, direction) + dates
    return dates


def _lists_days(before: re.Match[str], core: _Core) -> bool:
    """'3. og 10. marts' and '25/26. juli' but not 'punkt 5, 3. marts' or '1/2-3/4'."""
    return 1 <= int(before["d"]) < core.day and (before["j"] != "," or "." in before[0])


def _has_cue(window: str, cue: re.Match[str] | None) -> bool:
    return bool(cue and (cue["w"] or (cue["den"] and cue["den"].lower() != "d"))) or bool(_TRIGGER.search(window))


def _weekday(cue: re.Match[str] | None) -> int | None:
    return _WORDS.weekdays[cue["w"].lower()] if cue and cue["w"] else None


def _resolve(day: int, month: int, year: str | None, weekday: int | None, anchor: dt.date | None, direction: Direction) -> dt.date | None:
    if month == 0:
        return date_or_none(anchor.year, anchor.month, day) if anchor else None
    if year is not None:
        return full_year(day, month, year.lstrip("'’‘"), anchor)
    return choose_year(day, month, anchor, weekday=weekday, direction=direction) if anchor else None
