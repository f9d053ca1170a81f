"""The day and the clock times of a meeting: from labels, from the title, from a sentence, from 'Mødet hævet kl. …'."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from referat.extract.dates import DateMatch, find_dates
from referat.extract.head_labels import Field
from referat.extract.paragraphs import Paragraph
from referat.extract.stitched import Stitched, stitch
from referat.extract.times import find_times
from referat.models.fact import Fact
from referat.models.place import Span
from referat.models.text import SourceText

Day = Fact[dt.date]
Clock = Fact[dt.time]

_MEETING = re.compile(r"møde|forsamling|stævne|referat|protokol|afhold|mødtes|rådet|råd\b|udvalg|klynge|nævn", re.I)
_CLOCK_WORD = re.compile(r"\bkl(?:okken)?\b", re.I)
_ABOUT_PAPER = re.compile(r"\b(?:udsendt|udskrevet|ajourført|revideret|godkendt|underskrevet|oprettet|udarbejdet|opdateret|sidste|forrige|frist|senest|inden|tilmelding)\b", re.I)
_COMPACT = re.compile(r"(?<!\d)\d{6}(?!\d)|(?<!\d)(?:19|20)\d{6}(?!\d)")
_IN_ITEMS = re.compile(r"\b(?:beslutning|behandlet|møde[t]?)\b[^.\n]{0,80}?\bden\s+", re.I)
_ENDS = re.compile(
    r"\b(?:mødet|generalforsamlingen|mødets?|forsamlingen)\s+(?:\w+\s+){0,2}?(?:hævet|hævede|hævedes|sluttede|slut|sluttet|afsluttet|afsluttedes|slutter|ophævet|"
    r"ophævedes|afslutning|slutning)\b[^\d\n]{0,25}|\b(?:hævede|afsluttede|sluttede)\s+(?:\w+\s+){0,2}?(?:mødet|generalforsamlingen)\b[^\d\n]{0,20}", re.I)
_STARTS = re.compile(r"\b(?:mødet|generalforsamlingen)\s+(?:blev\s+)?(?:åbnet|åbnede|startede|startet|begyndte|sat|påbegyndt)\b[^\d\n]{0,20}", re.I)
_LOOSE = re.compile(
    r"(?<![\d./-])(?P<h>[01]?\d|2[0-4])(?:[.:,](?P<m>[0-5]\d))?(?:[.:][0-5]\d)?(?:\s*(?:[-–—]|til)\s*(?:kl\.?\s*)?(?:ca\.?\s*)?"
    r"(?P<h2>[01]?\d|2[0-4])(?:[.:,](?P<m2>[0-5]\d))?)?(?![\d/]|[.:,-]\d)")
_TIME_KINDS = ("when", "start", "end", "when_and_where")


@dataclass(frozen=True, slots=True)
class _Found:
    score: int
    text: Stitched
    match: DateMatch


def find_day(source: SourceText, fields: Sequence[Field], paragraphs: Sequence[Paragraph], items: Sequence[Span]) -> tuple[Day | None, Stitched | None]:
    """The meeting's date and the text it stands in, the best attested first: label, title, a line with a clock time, any other line of the head.

    A date without a year takes it from the other dates of the document.
    """
    anchor = _anchor(source)
    found = [hit for hit in _candidates(source, fields, paragraphs, anchor)]
    if not found:
        found = list(_from_items(source, items, anchor))
    if not found:
        return None, None
    best = max(found, key=lambda hit: hit.score)
    fact = Fact(best.match.date, best.text.spans(best.match.start, best.match.end), "meeting.date")
    return fact, best.text


def _anchor(source: SourceText) -> dt.date | None:
    """A day near the meeting: the first date of the text that prints its year."""
    for start in range(0, len(source.text), 4000):
        for match in find_dates(source.text[start:start + 4200]):
            if match.year_stated and 1900 <= match.date.year:
                return match.date
    return None


def _candidates(source: SourceText, fields: Sequence[Field], paragraphs: Sequence[Paragraph], anchor: dt.date | None) -> Iterator[_Found]:
    taken: list[Span] = []
    for field in fields:
        spans = [piece.span for piece in field.values]
        if field.kind in ("next", "other"):
            taken += [field.label, *spans]
        if field.kind in (*_TIME_KINDS, "place") and spans:
            text = stitch(source, spans)
            for match in find_dates(text.text, anchor=anchor)[:1]:
                yield _Found(100 - 5 * (field.kind == "place"), text, match)
    for index, paragraph in enumerate(paragraphs):
        if any(span.overlaps(part) for span in taken for part in paragraph.text.parts):
            continue
        yield from _in_paragraph(paragraph, index, anchor)


def _in_paragraph(paragraph: Paragraph, index: int, anchor: dt.date | None) -> Iterator[_Found]:
    text = paragraph.text.text
    for match in find_dates(text, anchor=anchor)[:2]:
        before = text[max(0, match.start - 40):match.start]
        if _ABOUT_PAPER.search(before):
            continue
        score = 30 - min(index, 10)
        if _MEETING.search(text):
            score += 50
        if match.weekday is not None or _CLOCK_WORD.search(text):
            score += 20
        if paragraph.prominent:
            score += 15
        if len(text) > 300:
            score -= 30
        yield _Found(score, paragraph.text, match)
    compact = _COMPACT.search(text) if index < 4 and _MEETING.search(text) else None
    if compact:
        for match in find_dates(compact[0], compact=True):
            shifted = DateMatch(compact.start(), compact.end(), match.date, True)
            yield _Found(60, paragraph.text, shifted)


def _from_items(source: SourceText, items: Sequence[Span], anchor: dt.date | None) -> Iterator[_Found]:
    """Headings such as 'Beslutning i Udvalget den 5. maj 2020', where the head gives no date; the most common one."""
    counts: dict[dt.date, list[_Found]] = {}
    for item in items:
        text = stitch(source, [item])
        for cue in _IN_ITEMS.finditer(text.text):
            for match in find_dates(text.text[cue.start():cue.end() + 30], anchor=anchor)[:1]:
                hit = DateMatch(cue.start() + match.start, cue.start() + match.end, match.date, match.year_stated)
                counts.setdefault(match.date, []).append(_Found(0, text, hit))
    best = max(counts.values(), key=len, default=[])
    if len(best) >= 2:
        yield best[0]


def find_clock(source: SourceText, fields: Sequence[Field], where: Stitched | None, ends: Sequence[Span]) -> tuple[Clock | None, Clock | None]:
    """When the meeting began and ended: as held where that is printed, else as called. ends: the spans that may tell how it ended."""
    start, end = _labelled(source, fields)
    if start is None and where is not None:
        start, called_end = _after_date(where)
        end = end or called_end
    held = [hit for span in ends for hit in _told(source, span, _STARTS)]
    start = held[0] if held else start
    told = [hit for span in ends for hit in _told(source, span, _ENDS)]
    return start, (told[-1] if told else end)


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


def _after_date(text: Stitched) -> tuple[Clock | None, Clock | None]:
    return _clock_of(text, loose=False, from_date=True)


def _clock_of(text: Stitched, *, loose: bool, from_date: bool) -> tuple[Clock | None, Clock | None]:
    """The first clock time or range of a value; `loose` also takes '9-10:30' and '20,45' where no date is printed."""
    plain = text.text
    dates = find_dates(plain, anchor=dt.date(2020, 1, 1))
    for match in find_times(plain):
        inside = any(date.start <= match.start < date.end for date in dates)
        if not inside and not (from_date and dates and match.start < dates[0].start):
            spans = text.spans(match.start, match.end)
            return Fact(match.time, spans, "meeting.time"), Fact(match.to, spans, "meeting.time") if match.to else None
    if not loose:
        return None, None
    blank = plain
    for date in dates:
        blank = blank[:date.start] + " " * (date.end - date.start) + blank[date.end:]
    for hit in _LOOSE.finditer(blank):
        if hit["m"] or hit["h2"] or re.fullmatch(r"\D*\d{1,2}\D*", blank.strip()):
            spans = text.spans(hit.start(), hit.end())
            finish = Fact(_time(hit["h2"], hit["m2"]), spans, "meeting.time") if hit["h2"] else None
            return Fact(_time(hit["h"], hit["m"]), spans, "meeting.time"), finish
    return None, None


def _time(hour: str, minute: str | None) -> dt.time:
    return dt.time(int(hour) % 24, int(minute or 0))


def _told(source: SourceText, span: Span, cue: re.Pattern[str]) -> Iterator[Clock]:
    text = source.of(span)
    for match in cue.finditer(text):
        hit = _LOOSE.match(text, match.end())
        if hit and not find_dates(text[match.end():hit.end() + 8], anchor=dt.date(2020, 1, 1)):
            yield Fact(_time(hit["h"], hit["m"]), (Span(span.start + match.start(), span.start + hit.end()),), "meeting.told")
