"""What the items say about who was there: a section 'Fravær', 'deltog ikke', 'deltog under punktet', 'Fraværende: N.N.'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from referat.extract.attendance.roster import Roster
from referat.extract.attendance.runs import read_entry
from referat.extract.attendance.stitched import Stitched, stitch
from referat.extract.head.labels import leading_label
from referat.extract.people.name_shape import is_full_name, title_then_name
from referat.models.fact import Fact
from referat.models.kinds import Status
from referat.models.minutes import Attendee
from referat.models.place import Span
from referat.models.text import SourceText

_CAP = r"[A-ZÆØÅ][\w.'’-]*"
_TAKES_PART = re.compile(
    rf"(?P<t>(?:\b(?!ved\b|af\b|og\b|at\b|med\b)[a-zæøå-]+\s+){{0,2}}?)(?P<n>{_CAP}(?:\s+{_CAP}){{1,4}})(?:\s*\((?P<o>[A-ZÆØÅ]{{1,2}})\))?(?:,?\s+som)?\s+"
    r"(?P<v>deltog\s+ikke|deltog\s+som\s+(?:stedfortræder|suppleant)|mødte\s+som\s+(?:stedfortræder|suppleant)|mødte\s+i\s+stedet|deltog|deltager|var\s+til\s+stede)"
    r"(?P<r>[^.\n]{0,60})"
)
_OF_ITEM = re.compile(r"\b(?:under|ved|i)\b[^.]{0,40}\b(?:punkt|pkt|sag|behandling|dagsordenspunkt|drøftelse)", re.I)


def people_of_items(source: SourceText, items: Sequence[Span], known: Sequence[Attendee]) -> Iterator[Attendee]:
    """People whom the items name as absent, as substitutes or as taking part in an item, in order; `known` are those of the head."""
    roster = Roster(known)
    for item in items:
        absence = 0  # lines that may still belong to a list of who was absent
        wrapped: list[Span] = []
        lines = list(source.lines_of(item))
        for index, line in enumerate(lines):
            label = leading_label(source.line_text(line))
            if label and label[0].kind == "absent":
                rest = Span(min(line.span.start + label[1], line.span.end), line.span.end)
                absence = 1 if source.of(rest).strip(" :.-–") else 3
                yield from _absent(source, rest, line.span)
            elif label or line.bold:
                absence = 0
            elif absence > 1:
                absence = 2 if absence == 3 else 1
                yield from _absent(source, line.span, line.span)
            wrapped.append(line.span)
            if index + 1 == len(lines) or lines[index + 1].starts:
                if _may_take_part(source.text, wrapped[0].start, line.span.end):
                    yield from _taking_part(stitch(source, wrapped), roster, absence=absence > 0)
                wrapped = []


def _absent(source: SourceText, span: Span, evidence: Span) -> Iterator[Attendee]:
    text = source.of(span)
    stop = re.search(r"\.(?:\s|$)", text)
    end = span.start + stop.start() if stop and not re.search(r"\b[A-ZÆØÅ]$", text[: stop.start()]) else span.end
    first = Span(span.start, end)
    if re.search(r"\b(?:deltog|mødte|deltager|forlod)\b", source.of(first)):
        return
    for person in read_entry(stitch(source, [first])):
        yield Attendee(person.name, Fact(Status.ABSENT, (evidence,), "attendance.item"), person.role, person.organisation)


def _may_take_part(text: str, start: int, end: int) -> bool:
    return any(text.find(sign, start, end) >= 0 for sign in ("delt", "mødt"))


def _taking_part(line: Stitched, roster: Roster, *, absence: bool) -> Iterator[Attendee]:
    for match in _TAKES_PART.finditer(line.text):
        start, end, title = match.start("n"), match.end("n"), None
        titled = title_then_name(line.text[match.start("t") : end])
        if titled:
            start, end = match.start("t") + titled[1], match.start("t") + titled[2]
            title = line.fact(match.start("t"), match.start("t") + titled[0], "attendance.item")
        name, status = line.text[start:end], _status(match["v"], match["r"], absence=absence)
        fact = line.fact(start, end, "attendance.item")
        if status is None or fact is None or not is_full_name(name) or roster.resolve(name) is not None:
            continue
        party = line.fact(match.start("o"), match.end("o"), "attendance.item") if match["o"] else None
        yield Attendee(fact, Fact(status, line.spans(match.start("v"), match.end()), "attendance.item"), title, party)


def _status(verb: str, rest: str, *, absence: bool) -> Status | None:
    """What taking part says. 'Deltog ikke' counts only in a list of who was absent: elsewhere it is about the item."""
    if verb.startswith("deltog ikke"):
        return Status.PRESENT if absence and _OF_ITEM.search(rest) else None
    if "stedfortræder" in verb or "suppleant" in verb or "stedet" in verb:
        return Status.PRESENT
    return Status.GUEST if _OF_ITEM.search(rest) else None
