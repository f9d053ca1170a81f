"""Deadlines in Danish text: dates, periods, 'næste møde' and vague times with their prepositions, resolved from the meeting's date."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from referat.extract.dates.dates import DateMatch, find_dates
from referat.extract.dates.periods import find_periods
from referat.extract.dates.times import find_times
from referat.extract.dates.years import Direction
from referat.models.calendar import alternatives, calendar_words
from referat.models.caseless import Caseless
from referat.models.kinds import Precision


@dataclass(frozen=True, slots=True)
class DeadlineMatch:
    """A time at text[start:end] with its preposition.

    first, last: the days it can mean; `first` is None where only the last is said ('inden …', 'senest …'), `last` where it names no day.
    """

    start: int
    end: int
    wording: str
    first: dt.date | None
    last: dt.date | None
    precision: Precision


_FLAGS = re.IGNORECASE
_MEETING = r"(?:[\w-]*mød(?:e|et|er|erne)|gang|generalforsamling(?:en)?|[A-ZÆØÅ]{2,6}(?!-))"
# What somebody is to be ready for, though the document may give it no day.
_EVENT = (
    r"[\w-]*(?:start(?:en)?|forhandlinger(?:ne)?|opfølgning(?:en)?|seminar(?:et)?|konference(?:n)?|ferie(?:n)?|fest(?:en)?|weekend(?:en)?|indvielse(?:n)?|"
    r"åbning(?:en)?|afslutning(?:en)?|vedtagelse(?:n)?|indflytning(?:en)?|sæson(?:en)?|skoleåret|valget|frist(?:en)?)"
)
_BEFORE = re.compile(
    r"(?<!\w)(?:(?:(?:senest|allerede|inden\s+for|inden|før|frem\s+til|indtil|til|med\s+virkning\s+fra|fra\s+og\s+med|fra|pr\.?|per|ved|"
    r"i\s+løbet\s+af|løbet\s+af|i|på|omkring|ca\.|efter|deadline|frist|svarfrist|tidsfrist|hen\s+over|over|forud\s+for|i\s+god\s+tid|"
    r"med|perioden|ultimo|medio|primo|den|d\.)(?:\s*:)?\s+|:\s*)+)$",
    _FLAGS,
)
_AT_MEETING = re.compile(
    r"(?<!\w)(?:(?:på|til|ved|inden|før|senest|forud\s+for|i\s+god\s+tid)\s+)+(?P<whose>(?:(?!(?:på|til|ved|inden|før|senest|i|den|om)\s)[\w-]+\s+){0,3}?)"
    r"(?P<meeting>[\w-]*møde[t]?|\w*generalforsamling(?:en)?)(?:\s+i\s+[A-ZÆØÅ]\w+)?"
    r"(?:\s*,?\s*(?:som\s+)?(?:afholdes|holdes|er)?)?\s*$",
    _FLAGS,
)
_BEFORE_EVENT = (
    rf"\b(?:inden|før|forud\s+for|frem\s+mod|op\s+til)\s+(?!(?:for|næste)\b)(?:(?:den|det|de|kommende)\s+)*(?:[\w-]+s\s+)?{_EVENT}(?![\w-])"
)
_AT_EVENT = Caseless(_BEFORE_EVENT)
_DATED_EVENT = re.compile(rf"{_BEFORE_EVENT}(?:\s+pr\.?)?\s*$", _FLAGS)
_MONTHS = alternatives(
    f"{form}{mark}møde" for form in calendar_words().months if form not in calendar_words().abbreviations for mark in ("", "-")
)
_MONTH_MEETING = Caseless(rf"\b(?:(?:på|til|inden|før|ved|senest|forud\s+for)\s+)+(?P<month>{_MONTHS})t?\b")
_NEXT = Caseless(
    r"\b(?:(?:på|til|inden|før|senest|forud\s+for|frem\s+til|ved|i\s+god\s+tid|indtil|i\s+forbindelse\s+med)\s+)*"
    r"(?:(?:det|vores|bestyrelsens|udvalgets|rådets)\s+)?(?<!\bet\s)(?:(?:først)?kommende|næste|næstkommende|følgende)\s+"
    rf"(?:(?:og\s+sidste|ordinære|planlagte)\s+)*(?P<what>(?:(?-i:[A-ZÆØÅ][\w-]*)\s+)?(?-i:{_MEETING}))(?!\w)",
)
_END_OF = Caseless(r"udgangen|slutningen")
_NEXT_SIGN = Caseless(r"næst|kommende|følgende")
_OTHER_BODY = re.compile(r"generalforsamling|(?<!råds)(?<!bestyrelses)(?<!udvalgs)(?<!lest )(?<!\w\w\w-)(?<=\w)møde", _FLAGS)
# 'mødet', 'SOF-mødet', 'næste og sidste møde': this body's, unless somebody is named whose it is.
_OWN_MEETING = re.compile(r"(?:(?:det|næste|kommende|sidste|og|ordinære)\s+)*(?:[A-ZÆØÅ]{2,6}-)?møde", _FLAGS)
_NOT_A_DEADLINE = re.compile(r"\b(?:af|dateret|siden|sidste|sidst|forrige|seneste|referat(?:et)?\s+fra|mødet\s+i\s+går|for|om)\s*$", _FLAGS)
_OPEN_START = ("inden", "senest", "før", "frem", "indtil", "til", "deadline", "frist", "svarfrist", "tidsfrist", "forud", "i god", "op til")
_PARTICLE = re.compile(r"(?:(?:på|over|ved)\s+(?=(?:i|inden|senest|før|efter|til)\s))?", _FLAGS)  # 'følge op på | i maj'
_AT_KNOWN = r"\b(?:(?:på|til|ved|inden|før|forud\s+for|senest)\s+)+(?:\w+\s+){0,2}?"
_VAGUE = re.compile(rf"(?<!\w)(?:{'|'.join(pattern for _, pattern in calendar_words().vague)})", _FLAGS)
_RANGE = re.compile(r"\.?\s*(?:[-–—/]|til|og\s+til)\s*(?:den\s+|d\.\s*)?")


def find_deadlines(
    text: str, *, anchor: dt.date, next_meeting: dt.date | None = None, known: Mapping[str, dt.date] | None = None
) -> list[DeadlineMatch]:
    """The times of the text that lie on or after the anchor, or that name no day, in order and without overlaps.

    anchor: the meeting's date. next_meeting: the date of the next meeting of the same body, where it is known.
    known: dates of other meetings by a word that names them, in lower case ('generalforsamling').
    A deadline before the anchor is left out: it tells what has been.
    """
    dates = find_dates(text, anchor=anchor, direction=Direction.FUTURE)
    found = [*_dates(text, dates), *_periods(text, dates, anchor, next_meeting), *_meetings(text, next_meeting, known or {})]
    found += _in_months(text, anchor, next_meeting)
    vague = [*_VAGUE.finditer(text), *_AT_EVENT.finditer(text)]
    found += [DeadlineMatch(match.start(), match.end(), match[0], None, None, Precision.VAGUE) for match in vague]
    kept = [match for match in _without_overlaps(found) if match.last is None or match.last >= anchor]
    return [_with_time(text, match) for match in kept]


def _without_overlaps(found: list[DeadlineMatch]) -> list[DeadlineMatch]:
    """The longest of those that overlap; of equal ones the one that names a day."""
    kept: list[DeadlineMatch] = []
    for match in sorted(found, key=lambda match: (match.last is None, match.start - match.end, match.start)):
        if all(match.end <= other.start or other.end <= match.start for other in kept):
            kept.append(match)
    return sorted(kept, key=lambda match: match.start)


def _dates(text: str, dates: list[DateMatch]) -> Iterator[DeadlineMatch]:
    index = 0
    while index < len(dates):
        last = index
        while last + 1 < len(dates) and _RANGE.fullmatch(text, dates[last].end, dates[last + 1].start):
            last += 1
        match = _dated(text, dates[index], dates[last])
        if match:
            yield match
        index = last + 1


def _dated(text: str, first: DateMatch, last: DateMatch) -> DeadlineMatch | None:
    before = _AT_MEETING.search(text, max(0, first.start - 80), first.start) or _DATED_EVENT.search(
        text, max(0, first.start - 80), first.start
    )
    found = DeadlineMatch(first.start, last.end, "", first.date, last.date, Precision.DAY)
    if before:
        return _worded(text, replace(found, start=before.start()))
    return _prefixed(text, found)


def _prefixed(text: str, match: DeadlineMatch, *, required: bool = False) -> DeadlineMatch | None:
    before = _BEFORE.search(text, max(0, match.start - 60), match.start)
    start = before.start() if before else match.start
    start += len(_PARTICLE.match(text[start : match.start])[0])  # type: ignore[index]  # it matches everywhere
    alone = text.strip(" .:") == text[match.start : match.end]
    if _NOT_A_DEADLINE.search(text, max(0, start - 20), start) or (required and not before and not alone):
        return None
    return _worded(text, replace(match, start=start))


def _worded(text: str, match: DeadlineMatch) -> DeadlineMatch:
    wording = text[match.start : match.end]
    lowered = wording.lower().lstrip(": ")
    if lowered.startswith("efter "):
        return replace(match, wording=wording, first=match.last, last=None, precision=Precision.VAGUE)
    if match.precision is Precision.SEASON and lowered.startswith(("inden ", "før ")) and not _END_OF.search(wording):
        return replace(match, wording=wording, first=None, last=None, precision=Precision.VAGUE)
    if lowered.startswith(_OPEN_START):
        return replace(match, wording=wording, first=None)
    return replace(match, wording=wording)


def _periods(text: str, dates: list[DateMatch], anchor: dt.date, next_meeting: dt.date | None) -> Iterator[DeadlineMatch]:
    for period in find_periods(text, anchor=anchor):
        if any(date.start < period.end and period.start < date.end for date in dates):
            continue
        match = DeadlineMatch(period.start, period.end, "", period.first, period.last, period.precision)
        before = re.search(r"\bi\s+$", text[max(0, period.start - 4) : period.start])
        stretch = max(0, period.start - 80), max(0, period.start - 4) + (before.start() if before else 0)
        meeting = _AT_MEETING.search(text, *stretch) if before else None
        event = _DATED_EVENT.search(text, *stretch) if before and not meeting else None
        if event:
            yield _worded(text, replace(match, start=event.start()))
        elif meeting:
            own = _OWN_MEETING.match(meeting["whose"] + meeting["meeting"])
            if own and next_meeting and period.first <= next_meeting <= period.last:
                match = replace(match, first=next_meeting, last=next_meeting, precision=Precision.DAY)
            yield _worded(text, replace(match, start=meeting.start()))
        elif found := _prefixed(text, match, required=period.needs_preposition):
            yield found


def _meetings(text: str, next_meeting: dt.date | None, known: Mapping[str, dt.date]) -> Iterator[DeadlineMatch]:
    for match in _NEXT.finditer(text) if _NEXT_SIGN.search(text) else ():
        date = _known_date(match["what"], known) or (None if _OTHER_BODY.search(match["what"]) else next_meeting)
        yield _meeting(text, match, date)
    for word, date in known.items():
        for match in re.finditer(_AT_KNOWN + re.escape(word) + r"\w*", text, _FLAGS):
            yield _meeting(text, match, date)


def _in_months(text: str, anchor: dt.date, next_meeting: dt.date | None) -> Iterator[DeadlineMatch]:
    """'på majmødet': the next meeting where it is in May, else the month."""
    for match in _MONTH_MEETING.finditer(text):
        for period in find_periods(match["month"][:-4].rstrip("-"), anchor=anchor):
            found = DeadlineMatch(match.start(), match.end(), match[0], period.first, period.last, period.precision)
            if next_meeting and period.first <= next_meeting <= period.last:
                found = replace(found, first=next_meeting, last=next_meeting, precision=Precision.DAY)
            yield _worded(text, found)


def _known_date(what: str, known: Mapping[str, dt.date]) -> dt.date | None:
    return next((date for word, date in known.items() if word in what.lower()), None)


def _meeting(text: str, match: re.Match[str], date: dt.date | None) -> DeadlineMatch:
    found = DeadlineMatch(match.start(), match.end(), match[0], date, date, Precision.DAY if date else Precision.VAGUE)
    return _worded(text, found)


def _with_time(text: str, match: DeadlineMatch) -> DeadlineMatch:
    """The clock time that follows a date belongs to it."""
    if match.precision is not Precision.DAY or not re.match(r"\s*,?\s*(?:inden\s+|senest\s+)?kl", text[match.end : match.end + 16], _FLAGS):
        return match
    time = next(iter(find_times(text[match.end : match.end + 40])), None)
    if time is None:
        return match
    end = match.end + time.end
    return replace(match, end=end, wording=text[match.start : end], precision=Precision.MINUTE)
