"""The day of a meeting: from a label, from the title, from a line or sentence of the head."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from referat.extract.attendance.stitched import Stitched, stitch
from referat.extract.dates.dates import DateMatch, find_dates
from referat.extract.head.fields import Field
from referat.extract.head.paragraphs import Paragraph
from referat.models.fact import Fact
from referat.models.place import Span
from referat.models.text import SourceText
from referat.models.wording import wording

Day = Fact[dt.date]

_MEETING = re.compile(r"møde|forsamling|stævne|referat|protokol|afhold|mødtes|rådet|råd\b|udvalg|klynge|nævn", re.I)
_CLOCK_WORD = re.compile(r"\bkl(?:okken)?\b", re.I)
_PAPER = re.compile(rf"\b(?:{wording('bodies').alternatives('paper')})\b", re.I)
_ABOUT_PAPER = re.compile(
    r"\b(?:udsendt|udskrevet|ajourført|revideret|godkendt|underskrevet|oprettet|udarbejdet|opdateret|sidste|forrige|frist|senest|inden|tilmelding|næste|"
    r"kommende|indsamling|finder\s+sted)\b",
    re.I,
)
_COMPACT = re.compile(r"(?<!\d)\d{6}(?!\d)|(?<!\d)(?:19|20)\d{6}(?!\d)")
_IN_ITEMS = re.compile(r"\b(?:beslutning|behandlet|møde[t]?)\b[^.\n]{0,80}?\bden\s+", re.I)
_TIME_KINDS = ("when", "start", "end", "when_and_where")


@dataclass(frozen=True, slots=True)
class _Found:
    score: int
    text: Stitched
    match: DateMatch


def find_day(
    source: SourceText,
    fields: Sequence[Field],
    paragraphs: Sequence[Paragraph],
    items: Sequence[Span],
) -> tuple[Day | None, list[Stitched]]:
    """The meeting's date and the texts that give it, the best attested first: label, title, a line with a clock time, another line.

    A date without a year takes it from the other dates of the document.
    """
    anchor = _anchor(source)
    found = list(_candidates(source, fields, paragraphs, anchor))
    if not found:
        found = list(_from_items(source, items, anchor))
    if not found:
        return None, []
    found.sort(key=lambda hit: -hit.score)
    best = found[0]
    fact = Fact(best.match.date, best.text.spans(best.match.start, best.match.end), "meeting.date")
    return fact, [hit.text for hit in found if hit.match.date == best.match.date and hit.score > 0]


def _anchor(source: SourceText) -> dt.date | None:
    """A day near the meeting: the first date of the text that prints its year; else the middle of the year that it names most."""
    for start in range(0, len(source.text), 4000):
        for match in find_dates(source.text[start : start + 4200]):
            if match.year_stated and match.date.year >= 1900:
                return match.date
    years = Counter(re.findall(r"\b(?:19|20)\d\d\b", source.text))
    return dt.date(int(max(years, key=lambda year: years[year])), 7, 1) if years else None


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
    before = False  # whether the paragraph before is a title that gives no date
    for index, paragraph in enumerate(paragraphs):
        if any(span.overlaps(part) for span in taken for part in paragraph.text.parts):
            continue
        hits = [*_in_paragraph(paragraph, index, anchor, below_title=before), *_compact(paragraph, index)]
        yield from hits
        before = not hits and index < 5 and bool(_MEETING.search(paragraph.text.text))


def _in_paragraph(paragraph: Paragraph, index: int, anchor: dt.date | None, *, below_title: bool) -> Iterator[_Found]:
    text = paragraph.text.text
    for match in find_dates(text, anchor=anchor)[:2]:
        if _ABOUT_PAPER.search(text[max(0, match.start - 40) : match.start]):
            continue
        signs = {
            50: _MEETING.search(text) or (below_title and len(text) < 60),
            40: _PAPER.search(text),
            15: paragraph.prominent,
            10: index == 0,
            20: match.weekday is not None or _CLOCK_WORD.search(text),
            -30: len(text) > 300,
        }
        yield _Found(30 - min(index, 10) + sum(points for points, sign in signs.items() if sign), paragraph.text, match)


def _compact(paragraph: Paragraph, index: int) -> Iterator[_Found]:
    """Six digits in a title: '090602 Referat af bestyrelsesmøde'."""
    text = paragraph.text.text
    digits = _COMPACT.search(text) if index < 4 and _MEETING.search(text) else None
    for match in find_dates(digits[0], compact=True) if digits else ():
        yield _Found(60, paragraph.text, DateMatch(digits.start() if digits else 0, digits.end() if digits else 0, match.date, True))


def _from_items(source: SourceText, items: Sequence[Span], anchor: dt.date | None) -> Iterator[_Found]:
    """Headings such as 'Beslutning i Udvalget den 5. maj 2020', where the head gives no date; the most common one."""
    counts: dict[dt.date, list[_Found]] = {}
    for item in items:
        text = stitch(source, [item])
        for cue in _IN_ITEMS.finditer(text.text):
            for match in find_dates(text.text[cue.start() : cue.end() + 30], anchor=anchor)[:1]:
                hit = DateMatch(cue.start() + match.start, cue.start() + match.end, match.date, match.year_stated)
                counts.setdefault(match.date, []).append(_Found(0, text, hit))
    best = max(counts.values(), key=len, default=[])
    if len(best) >= 2:
        yield best[0]
