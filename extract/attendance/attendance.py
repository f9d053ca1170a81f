"""Who was called, present, absent, guest or observer: from the lists in the head and from what the items say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from referat.extract.attendance.items import people_of_items
from referat.extract.attendance.meeting_officers import Officer, find_officers
from referat.extract.attendance.person_details import Listed
from referat.extract.attendance.roster import Roster
from referat.extract.attendance.runs import read_entry, split_entries
from referat.extract.attendance.tables import checked_tables, group_heading, heading_of
from referat.extract.attendance.told import people_told
from referat.extract.head.fields import Field, read_fields
from referat.extract.head.paragraphs import early_area, head_area, head_paragraphs
from referat.extract.people.name_shape import is_full_name, is_single_name, name_length, title_then_full_name, title_then_name
from referat.models.fact import Fact
from referat.models.kinds import Status
from referat.models.likeness import same_name
from referat.models.minutes import Attendee, Text
from referat.models.place import Span
from referat.models.text import SourceText
from referat.models.wording import wording

_STATUS = {
    "present": Status.PRESENT,
    "called": Status.PRESENT,
    "absent": Status.ABSENT,
    "guest": Status.GUEST,
    "observer": Status.OBSERVER,
    "substitute": Status.PRESENT,
    "staff": Status.GUEST,
}
_CAME = re.compile(r"til\s?stede|deltager|mødedeltager|fremmød|mødt|deltog", re.I)
_NOT_UNDER = re.compile(r"\bdelt(?:og|ager)\s+ikke\s+(?:i|under|ved)\b")
_INLINE = re.compile(r"\s*(?P<g>[A-ZÆØÅ0-9][\w.&/() -]{0,48}):\s*(?=[A-ZÆØÅ])")
_REPRESENTS = re.compile(r"(?P<r>Repræsentant)(?:er)?\s+(?:for|fra)\s+(?P<o>[^:]{2,50}):", re.I)


@dataclass(frozen=True, slots=True)
class _Chunk:
    """Lines of one list under one heading."""

    lines: tuple[Span, ...]
    group: Text | None = None
    role: Text | None = None


def read_attendance(
    source: SourceText, head: Span, *, tail: Span | None = None, items: Sequence[Span] = (), officers: Sequence[Officer] | None = None
) -> tuple[Attendee, ...]:
    """The people of a meeting in the order they are printed, each once.

    head: everything before the first item. items: the items with their headings. tail: what stands after the last item.
    officers: whom the text names as chair, secretary or teller, where they have been found already.
    Somebody who is listed both as called and as absent is absent; a substitute who came is present.
    """
    area = head_area(source, head)
    people: list[Attendee] = []
    tables = []
    for table, attendees in checked_tables(source, area):
        tables.append(table.span)
        people += attendees
    fields = [field for field in read_fields(source, area) if field.kind in _STATUS]
    if not fields and not people:
        early = [field for field in read_fields(source, early_area(source, area)) if field.kind in _STATUS]
        fields = early if any(field.kind in ("present", "called") for field in early) else []
    if not people and not any(field.kind in ("present", "called") for field in fields):
        elsewhere = [span for span in (*items[:1], tail) if span is not None]
        fields += [field for span in elsewhere for field in read_fields(source, span) if _tells_who_came(source, field)]
    for field in fields:
        if field.kind in _STATUS and not any(table.overlaps(field.label) for table in tables):
            people += _people_of(source, field)
    merged = _merge(people)
    merged = _later(merged, people_told(head_paragraphs(source, area)))
    merged = _later(merged, people_of_items(source, items, merged))
    if officers is None:
        officers = find_officers(source, head=head, tail=tail, items=items)
    return tuple(_with_officers(merged, officers))


def _tells_who_came(source: SourceText, field: Field) -> bool:
    """Whether a label below the head is that of those who came or stayed away, not of a board or a committee."""
    return field.kind == "absent" or (field.kind == "present" and bool(_CAME.match(source.of(field.label).strip())))


def _people_of(source: SourceText, field: Field) -> Iterator[Attendee]:
    status = Fact(_STATUS[field.kind], (field.label,), f"attendance.{field.kind}")
    chunks = list(_chunks(source, field))
    single = _single_names(source, chunks)
    for chunk in chunks:
        entries, run = split_entries(source, chunk.lines)
        for entry in entries:
            for person in read_entry(entry, run=run, single_names=single, group=chunk.group):
                yield _attendee(person, status, chunk, field)


def _attendee(person: Listed, status: Fact[Status], chunk: _Chunk, field: Field) -> Attendee:
    if person.status is not None:
        status = Fact(person.status, person.mark or status.spans, "attendance.mark")
    elif person.only_items and status.value is Status.PRESENT:
        status = Fact(Status.GUEST, person.only_items, "attendance.items")
    role = person.role or chunk.role
    if field.kind == "substitute" and role is None:
        role = Fact("stedfortræder", (field.label,), "attendance.substitute")
    return Attendee(person.name, status, role, person.organisation or chunk.group)


def _chunks(source: SourceText, field: Field) -> Iterator[_Chunk]:
    lines: list[Span] = []
    group: Text | None = None
    role: Text | None = None
    for index, piece in enumerate(field.values):
        text = source.of(piece.span).strip()
        beside = field.groups.get(index)
        own = None if beside else _own_heading(piece.span, source.of(piece.span))
        if beside or own:
            if lines:
                yield _Chunk(tuple(lines), group, role)
            lines = []
            group, role = own or (group_heading(source, beside or []), None)
        if own is None and wording("attendance_marks").find(text) is None and not _NOT_UNDER.search(text):
            inline = _inline_group(piece.span, source.of(piece.span))
            if inline is None:
                lines.append(piece.span)
            else:
                yield _Chunk((inline[1],), inline[0], role)
    if lines:
        yield _Chunk(tuple(lines), group, role)


def _own_heading(span: Span, text: str) -> tuple[Text | None, Text | None] | None:
    """A line of a list that heads the people below it, as (organisation, role); None where it is no heading."""
    represents = _REPRESENTS.match(text.strip())
    if represents:
        start = span.start + len(text) - len(text.lstrip())
        places = {part: Span(start + represents.start(part), start + represents.end(part)) for part in "or"}
        return Fact(represents["o"], (places["o"],), "attendance.group"), Fact(represents["r"], (places["r"],), "attendance.group")
    bare = text.strip()
    if bare.endswith(":") and len(bare) < 60 and not _has_name(bare):
        return heading_of(bare, (span,)), None
    return None


def _inline_group(span: Span, text: str) -> tuple[Text, Span] | None:
    """'Aikido: Linette, Per.' as the organisation and where its people stand; None for a line of another form."""
    match = _INLINE.match(text)
    if match is None or _has_name(match["g"]):
        return None
    group = heading_of(match["g"], (Span(span.start + match.start("g"), span.start + match.end("g")),))
    return (group, Span(span.start + match.end(), span.end)) if group is not None else None


def _has_name(text: str) -> bool:
    bare = text.rstrip(" :")
    return bool(name_length(bare)) or title_then_full_name(bare)


def _single_names(source: SourceText, chunks: Iterable[_Chunk]) -> bool:
    """Whether the list gives single first names: no full name in it, and most of its parts are one capitalised word."""
    parts = [
        re.sub(r"\(.*?\)", "", part).strip(" .•-–")
        for chunk in chunks
        for line in chunk.lines
        for part in re.split(r"[,;:\n]|\b(?:og|samt)\b|\.\s", source.of(line))
    ]
    parts = [part for part in parts if part]
    full = sum(_full(part) for part in parts)
    single = sum(is_single_name(part) or (title_then_name(part) is not None and not _full(part)) for part in parts)
    return single > 0 and single >= 2 * full and single * 2 >= len(parts)


def _full(text: str) -> bool:
    """Whether a part of a list is a full name, alone or behind a title."""
    return is_full_name(text) or title_then_full_name(text)


def _merge(people: Iterable[Attendee]) -> list[Attendee]:
    """Each person once, at the first place; absent wins over every other status, and a later list fills what the first left open."""
    found: dict[str, Attendee] = {}
    for row in people:
        key = " ".join(row.name.value.casefold().split())
        seen = found.get(key)
        if seen is None:
            found[key] = row
            continue
        status = row.status if row.status.value is Status.ABSENT else seen.status
        first = row if status is row.status and row.role is not None else seen
        other = seen if first is row else row
        found[key] = replace(
            seen,
            name=first.name,
            status=status,
            role=first.role or other.role,
            organisation=first.organisation if first is row else first.organisation or other.organisation,
        )
    return list(found.values())


def _later(people: list[Attendee], rows: Iterable[Attendee]) -> list[Attendee]:
    """People that only the items name, behind the others; of somebody known an item can only say that he was absent."""
    found = {row.name.value.casefold(): row for row in people}
    for row in _merge(rows):
        seen = found.setdefault(row.name.value.casefold(), row)
        if row.status.value is Status.ABSENT and seen.status.value is not Status.ABSENT:
            found[row.name.value.casefold()] = replace(seen, status=row.status)
    return list(found.values())


def _with_officers(people: list[Attendee], officers: Sequence[Officer]) -> Iterator[Attendee]:
    """The people, then those whom the text names as dirigent, referent or stemmetæller and no list has."""
    leading = {officer.name.value for officer in officers}
    # A guest of whom a sentence tells, and who then takes an office, is listed by the office.
    found = [row for row in people if not (row.status.rule == "attendance.told" and row.name.value in leading)]
    for officer in officers:
        if not any(_same_person(officer.name.value, row.name.value) for row in found) and Roster(found).resolve(officer.name.value) is None:
            status = Fact(Status.PRESENT, officer.name.spans, officer.name.rule)
            told = next((row.organisation for row in people if row.name.value == officer.name.value), None)
            found.append(Attendee(officer.name, status, officer.office, officer.organisation or told))
    return iter(found)


def _same_person(one: str, two: str) -> bool:
    """Two spellings of a name, or a first name beside the full one."""
    short, long = sorted((one.casefold(), two.casefold()), key=len)
    return same_name(one, two) or ((" " not in short or " " not in long) and long.startswith(f"{short} "))
