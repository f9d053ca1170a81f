"""The head of minutes: which body met, when, where, who led the meeting and who wrote it down."""

from __future__ import annotations

import re
from collections.abc import Sequence

from referat.extract.attendance.attendance import read_attendance
from referat.extract.attendance.meeting_officers import Officer, find_officers
from referat.extract.attendance.stitched import Stitched, stitch
from referat.extract.dates.dates import find_dates
from referat.extract.head.chair_and_secretary import Leaders
from referat.extract.head.clock import find_clock
from referat.extract.head.dates import find_day
from referat.extract.head.fields import Field, read_fields
from referat.extract.head.next_meeting import find_next
from referat.extract.head.organisation_names import organisation_in_text, organisation_lines
from referat.extract.head.owners_of_bodies import find_owner
from referat.extract.head.paragraphs import Paragraph, head_area, head_paragraphs
from referat.extract.head.titles import Named, is_general_meeting, named_in, organisation_of_paper, read_phrase
from referat.extract.pages.running_heads import day_in_heads, named_in_heads
from referat.models.kinds import DocumentKind
from referat.models.minutes import Attendee, Meeting, Text
from referat.models.place import Span
from referat.models.text import SourceText


def read_head(
    source: SourceText,
    head: Span,
    *,
    tail: Span | None = None,
    items: Sequence[Span] = (),
    attendance: Sequence[Attendee] | None = None,
    officers: Sequence[Officer] | None = None,
    kind: DocumentKind = DocumentKind.REFERAT,
) -> Meeting:
    """What a document says about its meeting. A document that is no minutes and no agenda has an organisation only.

    head: everything before the first item. items: the items with their headings. tail: what stands after the last item.
    attendance, officers: the people, and who led the meeting, where they have been read already.
    """
    area = head_area(source, head)
    fields = read_fields(source, area)
    paragraphs = head_paragraphs(source, area)
    named = _named(source, fields, _titles(fields, paragraphs), area)
    if kind in (DocumentKind.BILAG, DocumentKind.ANDET):
        first = Span(0, min(len(source.text), _FIRST_PAGE))
        return Meeting(organisation=named.organisation or organisation_of_paper(paragraphs) or organisation_in_text(source, first, often=1))
    people = tuple(attendance) if attendance is not None else read_attendance(source, head, tail=tail, items=items)
    last = [span for span in (*items[-1:], tail, head) if span is not None]
    closing = read_fields(source, tail) if tail else []
    day, where = find_day(source, fields, paragraphs, items)
    where += [one.text for one in paragraphs if _HELD.search(one.text.text)]
    start, end = find_clock(source, [*fields, *(field for field in closing if field.kind == "end")], where, last)
    if officers is None:
        officers = find_officers(source, head=head, tail=tail, items=items)
    leaders = Leaders(source, people, officers)
    general = is_general_meeting(named.forum.value if named.forum else None)
    return Meeting(
        forum=named.forum,
        organisation=named.organisation,
        date=day or day_in_heads(source),
        start=start,
        end=end,
        place=_place(source, fields),
        chair=leaders.chair(fields, (head, *items[:2], *((tail,) if tail else ())), general=general),
        secretary=leaders.secretary([*fields, *closing], last),
        next=find_next(source, [*fields, *closing], items, tail, after=day.value if day else None),
    )


_FIRST_PAGE = 1500
_HELD = re.compile(r"\b(?:mødet|generalforsamlingen)\s+(?:blev\s+|er\s+)?(?:af)?hold(?:t|tes|es)\b", re.I)
# Labels that may be words of a title.
_TITLE_KINDS = ("forum", "organisation", "when", "start", "place", "other")


def _titles(fields: Sequence[Field], paragraphs: Sequence[Paragraph]) -> list[Paragraph]:
    """The paragraphs that no label claims."""
    taken = [part for field in fields if field.kind not in _TITLE_KINDS for part in (field.label, *(piece.span for piece in field.values))]
    return [one for one in paragraphs if not any(part.overlaps(span) for part in one.text.parts for span in taken)]


def _named(source: SourceText, fields: Sequence[Field], paragraphs: Sequence[Paragraph], area: Span) -> Named:
    """Forum and organisation: from labels first, then from the title, then from a line that is an organisation's name."""
    labelled = [read_phrase(_value(source, field)) for field in fields if field.kind == "forum" and field.values]
    found = labelled[0] if labelled else named_in(paragraphs)
    owners = [fact for field in fields if field.kind == "organisation" and field.values if (fact := _whole(source, field))]
    organisation = owners[0] if owners else found.organisation
    if organisation is None:
        organisation = next(organisation_lines(source, paragraphs), None) or find_owner(source, found.forum)
    if organisation is None and (found.forum is None or is_general_meeting(found.forum.value) or found.forum.value == "Bestyrelsen"):
        organisation = organisation_in_text(source, Span(area.start, min(len(source.text), area.start + 3000)))
    if found.forum is None or organisation is None:
        heads = named_in_heads(source)
        return Named(found.forum or heads.forum, organisation or heads.organisation)
    return Named(found.forum, organisation)


def _value(source: SourceText, field: Field) -> Stitched:
    return stitch(source, [piece.span for piece in field.values])


def _whole(source: SourceText, field: Field) -> Text | None:
    text = _value(source, field)
    return text.fact(0, len(text.text), f"meeting.{field.kind}")


def _place(source: SourceText, fields: Sequence[Field]) -> Text | None:
    """The value behind 'Sted', or what stands beside the time; without a date or clock time in it."""
    for kind in ("place", "when_and_where"):
        for field in fields:
            fact = _place_of(source, field) if field.kind == kind and field.values else None
            if fact is not None:
                return fact
    return None


def _place_of(source: SourceText, field: Field) -> Text | None:
    spans = [piece.span for piece in field.values]
    if field.kind == "when_and_where":
        spans = [span for span in spans if not find_dates(source.of(span)) and not re.search(r"\bkl\b", source.of(span))]
    text = stitch(source, spans)
    dates = find_dates(text.text)
    end = dates[0].start if dates and dates[0].start > 3 else len(text.text)
    return text.fact(0, end, "meeting.place")
