"""When the next meeting is, where the document says so."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence

from referat.extract.attendance.stitched import Stitched, stitch
from referat.extract.dates.dates import find_dates
from referat.extract.dates.years import Direction
from referat.extract.head.fields import Field
from referat.models.fact import Fact
from referat.models.minutes import NextMeeting
from referat.models.place import Span
from referat.models.text import SourceText

_RULE = "meeting.next"
_CUE = re.compile(
    r"\b(?:næste|kommende|førstkommende|sidste\s+ordinære)\s+(?:to\s+|ordinære\s+)?(?:\w*møde(?:t|r(?:ne)?)?|generalforsamling)\b", re.I
)
_REACH = 160


def find_next(
    source: SourceText,
    fields: Sequence[Field],
    items: Sequence[Span],
    tail: Span | None,
    *,
    after: dt.date | None,
) -> NextMeeting | None:
    """The next meeting from a label, else from the sentence or heading that names it nearest to a date after the meeting.

    after: the day of this meeting, from which a missing year is chosen.
    """
    for field in fields:
        if field.kind == "next" and field.values:
            text = stitch(source, [piece.span for piece in field.values])
            found = _dated(text, 0, len(text.text), after)
            whole = text.fact(0, len(text.text), _RULE)
            if whole is not None and (found or re.search(r"\d", whole.value)):
                return NextMeeting(whole, found)
    told = [hit for span in (*items, *((tail,) if tail else ())) for hit in _told(stitch(source, [span]), after)]
    return min(told, key=lambda hit: hit[0])[1] if told else None


def _told(text: Stitched, after: dt.date | None) -> Iterator[tuple[tuple[int, int], NextMeeting]]:
    """Every sentence or heading that names a next meeting and a date, the nearer the date the better, then the later one."""
    for cue in _CUE.finditer(text.text):
        found = _dated(text, cue.end(), min(len(text.text), cue.end() + _REACH), after)
        if found is None:
            continue
        end = found.spans[-1].end - text.parts[0].start
        whole = text.fact(cue.start(), end, _RULE)
        if whole is not None:
            distance = found.spans[0].start - text.parts[0].start - cue.end()
            yield (distance // 20, -whole.spans[0].start), NextMeeting(whole, found)


def _dated(text: Stitched, start: int, end: int, after: dt.date | None) -> Fact[dt.date] | None:
    for match in find_dates(text.text[start:end], anchor=after, direction=Direction.FUTURE):
        if after is None or match.date > after:
            return Fact(match.date, text.spans(start + match.start, start + match.end), _RULE)
    return None
