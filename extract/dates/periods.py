"""Periods in Danish text: parts of a month, months, weeks, quarters, half-years, seasons, years, and times counted from the meeting.

A period resolves to its first and last day by these rules: a bare month to its last day, 'primo' to the 10th, 'medio' to the 20th,
'ultimo' to the last; primo, medio, ultimo of a year to the end of January, June, December; a season to the end of its last month; a week
to its Sunday.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Callable
from dataclasses import dataclass

from referat.models.calendar import alternatives, calendar_words
from referat.models.caseless import Caseless
from referat.models.kinds import Precision


@dataclass(frozen=True, slots=True)
class PeriodMatch:
    """A period at text[start:end]. `needs_preposition`: the words mean a time only after 'i', 'inden' and the like ('oktober', '2024')."""

    start: int
    end: int
    first: dt.date
    last: dt.date
    precision: Precision
    needs_preposition: bool = False


_WORDS = calendar_words()
_LONG_MONTHS = [form for form in _WORDS.months if form not in _WORDS.abbreviations]
_DOTTED = [form for form in _WORDS.abbreviations if form not in ("jul", "mar")]
_YEAR = r"(?:\s*,?\s*(?:i\s+)?(?:år(?:et)?\s+)?(?P<{0}>(?:18|19|20)\d\d)(?![\d.,]\d|\d|[-/]\d{{3}})(?:\s?[/-]\s?(?:20)?\d\d\b)?)"
_NUM = rf"(?:\d{{1,3}}|{alternatives(_WORDS.numbers)})"
_JOIN = r"\s*(?:[-–—/+]|og|til|eller)\s*"

_PART = rf"(?:(?P<part>{alternatives(_WORDS.parts)})\s+(?:af\s+|i\s+)?)?"
_MONTH = (
    rf"(?P<month>{alternatives(_LONG_MONTHS)}|(?:{alternatives(_DOTTED)})(?:\.|(?=\s+\d{{4}})))(?![^\W\d_])"
    rf"(?:{_JOIN}(?P<month2>{alternatives(_LONG_MONTHS)})\b)?"
    rf"(?:\s+(?:måned|maaned)\b)?" + _YEAR.format("month_year") + "?"
)
_WEEK = (
    rf"ug(?:e|er|erne)\s*(?:nr\.?\s*)?(?P<week>\d{{1,2}})(?![\d.:,]\d|\d)"
    rf"(?:{_JOIN}(?:uge\s*)?(?P<week2>\d{{1,2}})(?!\d|[./]))?" + _YEAR.format("week_year") + "?"
)
_QUARTER = (
    r"(?:(?P<quarter>[1-4]|første|andet|tredje|fjerde)\.?"
    r"(?:\s*(?:og|[-–/])\s*(?P<quarter2>[1-4]|andet|tredje|fjerde)\.?)?\s*(?:kvartal|kvt\.?|kv\.)"
    r"|Q(?P<q>[1-4]))(?![^\W\d_])" + _YEAR.format("quarter_year") + "?"
)
_HALF = (
    r"(?P<half>[12]|første|andet)\.?\s*"
    r"(?:halvår|halvdel\s+af(?=\s+(?:19|20)\d\d|\s+året))(?![^\W\d_])" + _YEAR.format("half_year") + "?"
)
_SEASON = (
    rf"(?:det\s+)?(?:(?:tidlige|sene|kommende)\s+)?(?P<season>{alternatives(_WORDS.seasons)})(?![^\W\d_])"
    + _YEAR.format("season_year")
    + "?"
)
_THIS = (
    r"(?P<this>årets\s+(?:udgang|slutning)|månedens\s+(?:udgang|slutning)|ugens\s+udgang|kvartalets\s+udgang|årsskiftet|nytår|"
    r"(?:(?:næste|kommende|denne|dette|indeværende|førstkommende)\s+)(?:uge|måned|kvartal|halvår|år)|(?P<bare>året|måneden|ugen|kvartalet|halvåret))(?![^\W\d_])"
)
_BARE_YEAR = r"(?:år(?:et)?\s+)?(?P<year>20\d\d|19\d\d)(?![\d/]|[.,:-]\d|\s?(?:kr|personer|m2|m²|stk))"
_PERIOD = Caseless(rf"(?<![\w§]){_PART}(?:{_QUARTER}|{_HALF}|{_WEEK}|{_MONTH}|{_SEASON}|{_THIS}|{_BARE_YEAR})")
_RELATIVE = Caseless(
    rf"\b(?:inden\s+for|indenfor|om|inden|i\s+løbet\s+af|senest\s+om|senest)\s+(?:ca\.\s+)?(?:de(?:n|t)?\s+)?(?:(?:kommende|næste|nærmeste|første)\s+)?"
    rf"(?:(?P<half>et\s+halvt)|(?:{_NUM}\s?(?:-|–|til|eller)\s?)?(?P<n>{_NUM}))\s+(?:(?:kommende|næste)\s+)?"
    rf"(?P<unit>{alternatives(_WORDS.units)})(?![^\W\d_])(?:\s+tid\b)?"
    r"(?!\s+(?:efter|før|siden|inden|forud)\b)",
)
_DAY = alternatives(form for form in _WORDS.weekdays if form not in _WORDS.short_weekdays)
_ON_WEEKDAY = Caseless(
    rf"\b(?:(?P<cue>(?:(?:på|næste|førstkommende|kommende|senest|inden|til)\s+)+))?(?P<day>{_DAY})\b"
    r"(?:\s+i\s+(?:(?P<next>næste\s+uge)|uge\s+(?P<week>\d{1,2})))?(?!\s*(?:,?\s*(?:den|d\.)\s*)?\d)",
)
_TOMORROW = Caseless(r"\b(?:senest\s+|inden\s+)?i\s+(?P<over>over)?morgen\b")
_SIGN = Caseless(
    r"uge|kvart|halvår|halvdel|måned|maaned|år|(?:19|20)\d\d|dag|morgen|døgn|mdr|primo|medio|ultimo|udgang|slutning|Q[1-4]|"
    + alternatives([*_LONG_MONTHS, *_DOTTED, "forår", "sommer", "efterår", "vinter"]),
)


def find_periods(text: str, *, anchor: dt.date) -> list[PeriodMatch]:
    """The periods of the text, grouped by kind; a missing year is the first one in which the period does not end before the anchor."""
    if not _SIGN.search(text):
        return []
    found = [period for match in _PERIOD.finditer(text) if (period := _period(text, match, anchor))]
    found += [_relative(match, anchor) for match in _RELATIVE.finditer(text)]
    found += [period for match in _ON_WEEKDAY.finditer(text) if (period := _on_weekday(match, anchor))]
    for match in _TOMORROW.finditer(text):
        day = anchor + dt.timedelta(days=2 if match["over"] else 1)
        found.append(PeriodMatch(match.start(), match.end(), day, day, Precision.DAY))
    return found


def _period(text: str, match: re.Match[str], anchor: dt.date) -> PeriodMatch | None:
    if (match["month"] and _is_name(text, match)) or (match["this"] and _only_the_word(text, match)):
        return None
    for group, read in _READERS.items():
        if match[group]:
            result = read(match, anchor)
            break
    else:
        return None
    if result is None:
        return None
    first, last, precision = result
    if match["part"]:
        first, last = _part(first, last, precision, _WORDS.parts[re.sub(r"\s+", " ", match["part"].lower())])
        precision = Precision.MONTH if precision is Precision.YEAR else precision
    return PeriodMatch(match.start(), match.end(), first, last, precision, _needs_preposition(match))


def _is_name(text: str, match: re.Match[str]) -> bool:
    """'Maj Holmgaard', 'August Vestbo', 'Jan. Lindeborg': a month's name with a capital before another capital is a person."""
    word = match["month"]
    return (
        word[0].isupper()
        and match["part"] is None
        and bool(re.match(r"[\s-]+[A-ZÆØÅ][a-zæøå]", text[match.end("month") :]))
        and not re.match(r"\s+Maaned", text[match.end("month") :])
    )


def _only_the_word(text: str, match: re.Match[str]) -> bool:
    """'året', 'ugen' mean a time only as 'udgangen af året' and 'i løbet af ugen'."""
    return bool(match["bare"]) and not match["part"] and not text[: match.start()].endswith("løbet af ")


def _needs_preposition(match: re.Match[str]) -> bool:
    if match["part"]:
        return False
    season = match["season"] and not match["season_year"]
    return bool(match["year"] or (match["month"] and not match["month_year"]) or season or match["this"])


Result = tuple[dt.date, dt.date, Precision]


def _month_end(year: int, month: int) -> dt.date:
    return dt.date(year, month, calendar.monthrange(year, month)[1])


def _months(year: str | None, first: int, last: int, anchor: dt.date, precision: Precision) -> Result:
    """The months first to last of the printed year, else of the first year in which they do not end before the anchor."""
    number = int(year) if year else anchor.year
    over = last < first
    if not year and _month_end(number + over, last) < anchor:
        number += 1
    return dt.date(number, first, 1), _month_end(number + over, last), precision


def _read_month(match: re.Match[str], anchor: dt.date) -> Result:
    month = _WORDS.months[match["month"].lower().rstrip(".")]
    second = _WORDS.months[match["month2"].lower()] if match["month2"] else month
    year = match["month_year"]
    if year and second < month:  # 'december/januar 2023': the year belongs to the second
        year = str(int(year) - 1)
    return _months(year, month, second, anchor, Precision.MONTH)


def _read_week(match: re.Match[str], anchor: dt.date) -> Result | None:
    first = int(match["week"])
    last = int(match["week2"] or first)
    if last < first:
        last = first
    years = [int(match["week_year"])] if match["week_year"] else [anchor.year - 1, anchor.year, anchor.year + 1]
    for year in years:
        try:
            monday, sunday = dt.date.fromisocalendar(year, first, 1), dt.date.fromisocalendar(year, last, 7)
        except ValueError:
            continue
        if match["week_year"] or sunday >= anchor:
            return monday, sunday, Precision.WEEK
    return None


_ORDER = {"første": 1, "andet": 2, "tredje": 3, "fjerde": 4}


def _ordinal(text: str) -> int:
    return int(text) if text.isdigit() else _ORDER[text.lower()]


def _read_quarter(match: re.Match[str], anchor: dt.date) -> Result:
    first = _ordinal(match["quarter"] or match["q"])
    last = _ordinal(match["quarter2"]) if match["quarter2"] else first
    return _months(match["quarter_year"], first * 3 - 2, max(first, last) * 3, anchor, Precision.QUARTER)


def _read_half(match: re.Match[str], anchor: dt.date) -> Result:
    half = _ordinal(match["half"])
    return _months(match["half_year"], half * 6 - 5, half * 6, anchor, Precision.HALF_YEAR)


def _read_season(match: re.Match[str], anchor: dt.date) -> Result:
    last = _WORDS.seasons[match["season"].lower()]
    # 'vinteren 2022' begins in December of that year.
    return _months(match["season_year"], 12 if last == 2 else last - 2, last, anchor, Precision.SEASON)


def _read_this(match: re.Match[str], anchor: dt.date) -> Result:
    words = match["this"].lower()
    later = 1 if words.startswith(("næste", "kommende", "førstkommende")) else 0
    if words.startswith("uge") or words.endswith("uge"):
        monday = anchor - dt.timedelta(days=anchor.weekday()) + dt.timedelta(weeks=later)
        return monday, monday + dt.timedelta(days=6), Precision.WEEK
    if "måned" in words:
        year, month = divmod(anchor.year * 12 + anchor.month - 1 + later, 12)
        return dt.date(year, month + 1, 1), _month_end(year, month + 1), Precision.MONTH
    for word, length, precision in (("kvartal", 3, Precision.QUARTER), ("halvår", 6, Precision.HALF_YEAR)):
        if word in words:
            year, part = divmod(anchor.year * (12 // length) + (anchor.month - 1) // length + later, 12 // length)
            return dt.date(year, part * length + 1, 1), _month_end(year, part * length + length), precision
    return dt.date(anchor.year + later, 1, 1), dt.date(anchor.year + later, 12, 31), Precision.YEAR


def _read_year(match: re.Match[str], _: dt.date) -> Result:
    year = int(match["year"])
    return dt.date(year, 1, 1), dt.date(year, 12, 31), Precision.YEAR


_READERS: dict[str, Callable[[re.Match[str], dt.date], Result | None]] = {
    "month": _read_month, "week": _read_week, "quarter": _read_quarter, "q": _read_quarter, "half": _read_half, "season": _read_season,
    "this": _read_this, "year": _read_year,
}  # fmt: skip


def _part(first: dt.date, last: dt.date, precision: Precision, day: int) -> tuple[dt.date, dt.date]:
    if day == 31:
        return first, last
    if precision is Precision.MONTH:
        return first, last.replace(day=day)
    if precision is Precision.YEAR:
        return first, _month_end(first.year, 1 if day <= 10 else 6)
    return first, first + (last - first) * (1 if day <= 10 else 2) // 3


def _relative(match: re.Match[str], anchor: dt.date) -> PeriodMatch:
    unit = _WORDS.units[match["unit"].lower()]
    count = 1 if match["half"] else int(match["n"]) if match["n"].isdigit() else _WORDS.numbers[match["n"].lower()]
    last = _later(anchor, count, unit, half=bool(match["half"]))
    precision = {7: Precision.WEEK, 30: Precision.MONTH, 365: Precision.YEAR}.get(unit, Precision.DAY)
    return PeriodMatch(match.start(), match.end(), anchor, last, precision)


def _later(anchor: dt.date, count: int, unit: int, *, half: bool) -> dt.date:
    if unit in (30, 365):
        year, month = divmod(anchor.year * 12 + anchor.month - 1 + (6 if half else count * (12 if unit == 365 else 1)), 12)
        return min(dt.date(year, month + 1, 1) + dt.timedelta(days=anchor.day - 1), _month_end(year, month + 1))
    if unit == 2:
        day = anchor
        while count:
            day += dt.timedelta(days=1)
            count -= day.weekday() < 5
        return day
    return anchor + dt.timedelta(days=count * unit)


def _on_weekday(match: re.Match[str], anchor: dt.date) -> PeriodMatch | None:
    if not (match["cue"] or match["next"] or match["week"]):
        return None
    weekday = _WORDS.weekdays[match["day"].lower()]
    day = anchor + dt.timedelta(days=(weekday - anchor.weekday() - 1) % 7 + 1)
    if match["next"]:
        day = anchor - dt.timedelta(days=anchor.weekday()) + dt.timedelta(days=7 + weekday)
    elif match["week"]:
        try:
            options = [dt.date.fromisocalendar(year, int(match["week"]), weekday + 1) for year in (anchor.year, anchor.year + 1)]
        except ValueError:
            return None
        day = next((option for option in options if option >= anchor), options[-1])
    return PeriodMatch(match.start(), match.end(), day, day, Precision.DAY)
