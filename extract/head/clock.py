"""When a meeting began and ended: from labels, from the line of its date, from 'Mødet hævet kl. …'."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from referat.extract.attendance.stitched import Stitched, stitch
from referat.extract.dates.dates import find_dates
from referat.extract.dates.times import find_times
from referat.extract.head.fields import Field
from referat.models.fact import Fact
from referat.models.place import Span
from referat.models.text import SourceText

Clock = Fact[dt.time]

_MEETING = r"\b(?:mødet?s?|generalforsamlingen|forsamlingen|afdelingsmødet|årsmødet)"
_ENDED = r"(?:(?:op)?hæve(?:t|de|des)|(?:af)?slutte(?:t|de|des|r)|(?:af)?slut(?:ning)?|færdigt?)"
_ENDS = re.compile(
    rf"{_MEETING}\s+(?:\w+\s+){{0,2}}?{_ENDED}\b[^\d\n]{{0,25}}|{_MEETING}[^\n]{{0,45}}?\b{_ENDED}\s+(?:ca\.\s+)?kl\.?\s*|"
    r"\b(?:hævede|afsluttede|sluttede)\s+(?:\w+\s+){0,2}?(?:mødet|generalforsamlingen)\b[^\d\n]{0,20}",
    re.I,
)
_STARTS = re.compile(rf"{_MEETING}\s+(?:blev\s+)?(?:åbnet|åbnede|startede|startet|begyndte?|sat|påbegyndt)\b[^\d\n]{{0,20}}", re.I)
_HOURS = (
    r"(?P<h>[01]?\d|2[0-4])(?:[.:,](?P<m>[0-5]\d))?(?:[.:][0-5]\d)?(?:\s*(?:[-–—]|til)\s*(?:kl\.?\s*)?(?:ca\.?\s*)?"
    r"(?P<h2>[01]?\d|2[0-4])(?:[.:,](?P<m2>[0-5]\d))?)?(?![\d/]|[.:,-]\d)"
)
_LOOSE = re.compile(rf"(?<![\d./-]){_HOURS}")
_AFTER_CUE = re.compile(_HOURS)
_TIME_KINDS = ("when", "start", "end", "when_and_where")
_ANY_DAY = dt.date(2020, 1, 1)  # only where a date stands counts here, not which


def find_clock(
    source: SourceText,
    fields: Sequence[Field],
    where: Sequence[Stitched],
    ends: Sequence[Span],
) -> tuple[Clock | None, Clock | None]:
    """When the meeting began and ended: as held where that is printed, else as called.

    where: the texts that give the date. ends: the spans that may tell how it ended.
    """
    start, end = _labelled(source, fields)
    for text in where if start is None else ():
        start, called_end = _clock_of(text, loose=False, from_date=True)
        if start is not None:
            end = end or called_end
            break
    held = [hit for span in ends for hit in _told(source, span, _STARTS)]
    told = [hit for span in ends for hit in _told(source, span, _ENDS)]
    return held[0] if held else start, told[-1] if told else end


def _labelled(source: SourceText, fields: Sequence[Field]) -> tuple[Clock | None, Clock | None]:
    start: Clock | None = None
    end: Clock | None = None
    for field in fields:
        if field.kind not in (*_TIME_KINDS, "place") or not field.values:
            continue
        text = stitch(source, [piece.span for piece in field.values])
        begin, finish = _clock_of(text, loose=field.kind != "place", from_date=field.kind in ("place", "when_and_where"))
        if field.kind == "end":
            end = begin or end
        else:
            start, end = start or begin, end or finish
    return start, end


def _clock_of(text: Stitched, *, loose: bool, from_date: bool) -> tuple[Clock | None, Clock | None]:
    """The first clock time or range of a value; `loose` also takes '9-10:30' and '20,45'; from_date: not before the date."""
    dates = find_dates(text.text, anchor=_ANY_DAY)
    first = dates[0].start if dates and from_date else 0
    for match in find_times(text.text):
        if match.start >= first and not any(date.start <= match.start < date.end for date in dates):
            spans = text.spans(match.start, match.end)
            return Fact(match.time, spans, "meeting.time"), Fact(match.to, spans, "meeting.time") if match.to else None
    return _loosely(text, [(date.start, date.end) for date in dates]) if loose else (None, None)


def _loosely(text: Stitched, dates: Sequence[tuple[int, int]]) -> tuple[Clock | None, Clock | None]:
    blank = text.text
    for start, end in dates:
        blank = blank[:start] + " " * (end - start) + blank[end:]
    alone = re.fullmatch(r"\D*\d{1,2}\D*", blank)
    for hit in _LOOSE.finditer(blank):
        if hit["m"] or hit["h2"] or alone:
            spans = text.spans(hit.start(), hit.end())
            finish = Fact(_time(hit["h2"], hit["m2"]), spans, "meeting.time") if hit["h2"] else None
            return Fact(_time(hit["h"], hit["m"]), spans, "meeting.time"), finish
    return None, None


def _time(hour: str, minute: str | None) -> dt.time:
    return dt.time(int(hour) % 24, int(minute or 0))


def _told(source: SourceText, span: Span, cue: re.Pattern[str]) -> Iterator[Clock]:
    text = source.of(span)
    for match in cue.finditer(text):
        hit = _AFTER_CUE.match(text, match.end())
        if hit and not find_dates(text[match.end() : hit.end() + 8], anchor=_ANY_DAY):
            yield Fact(_time(hit["h"], hit["m"]), (Span(span.start + match.start(), span.start + hit.end()),), "meeting.told")
