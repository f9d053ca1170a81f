"""Who led the meeting and who wrote the minutes, with the full name where the attendance has it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from referat.extract.attendance.meeting_officers import Officer
from referat.extract.attendance.roster import Roster
from referat.extract.attendance.stitched import Stitched, stitch
from referat.extract.head.fields import Field
from referat.extract.people.name_shape import is_full_name, is_single_name, name_length, role_kind, title_then_name
from referat.models.fact import Fact
from referat.models.kinds import Status
from referat.models.minutes import Attendee, Text
from referat.models.place import Span
from referat.models.text import SourceText

_NAME = r"(?P<n>[A-ZÆØÅ][\w.'’-]*(?:\s+[A-ZÆØÅ][\w.'’-]*){1,4})"
_WRITTEN = re.compile(
    r"\b(?:[Ss]åledes\s+opfattet|[Ss]om\s+opfattet|[Rr]efereret|[Rr]eferat\s+ved|[Rr]ef\.)\s*(?:af\s+|v/\s*|:\s*)?"
    r"(?P<n>[A-ZÆØÅ]{2,4}\b|[A-ZÆØÅ][\w.-]+(?:\s+[A-ZÆØÅ][\w.-]+){0,3})"
)
_LEADS = re.compile(rf"{_NAME}\s+(?:vil\s+|var\s+|er\s+|fungerede\s+|bød\s+)?(?:\w+\s+){{0,2}}?som\s+(?:mødeleder|ordstyrer)\b")
_TOOK_NOTES = re.compile(
    r"(?P<n>[A-ZÆØÅ][\w.'’-]*(?:\s+[A-ZÆØÅ][\w.'’-]*){0,4})\s+(?:tog|skrev|førte|påtog\s+sig\s+at\s+(?:skrive|tage|føre))\s+(?:nærværende\s+)?(?:referat(?:et)?|protokol(?:len)?)\b"
)
_LED_BY = re.compile(r"\b(?:ledet|ledes|lededes|styret)\s+af\s+(?:[a-zæøå-]+\s+){0,2}?(?P<n>[A-ZÆØÅ][\w'’-]*(?:\s+[A-ZÆØÅ][\w'’-]*){1,4})")
_SIGNED = re.compile(rf"{_NAME},?\s+(?P<r>(?i:borgmester|formand|regionsrådsformand|udvalgsformand))\b")


@dataclass(frozen=True, slots=True)
class Leaders:
    """Finds chair and secretary among labels, elections, roles, sentences and signatures."""

    source: SourceText
    people: Sequence[Attendee]
    officers: Sequence[Officer]

    def chair(self, fields: Sequence[Field], spans: Sequence[Span], *, general: bool) -> Text | None:
        """Who led the meeting. spans: where a sentence may say so, signatures last. general: a general meeting, which a dirigent leads."""
        kinds = ("dirigent", "mødeleder") if general else ("mødeleder", "dirigent")
        found = (*self._labelled(fields, "chair"), *self._elected(kinds), *self._told(spans, _LEADS), *self._told(spans, _LED_BY))
        if not general:
            found = (*found, *self._with_role(), *(name for name in self._told(spans[-1:], _SIGNED) if self._roster.resolve(name.value)))
        return found[0] if found else None

    def secretary(self, fields: Sequence[Field], spans: Sequence[Span]) -> Text | None:
        """Who wrote the minutes. spans: where they may be signed with a name or initials."""
        found = (
            *self._labelled(fields, "secretary"),
            *self._elected(("referent",)),
            *self._listed_as_secretary(),
            *self._signed(spans),
            *self._told(spans, _TOOK_NOTES),
            *self._labelled(fields, "office"),
            *self._listed_as_secretary("sekretær"),
        )
        return found[0] if found else None

    @property
    def _roster(self) -> Roster:
        return Roster(self.people)

    def _labelled(self, fields: Sequence[Field], kind: str) -> Iterator[Text]:
        for field in fields:
            if field.kind in (kind, "chair_and_secretary") and field.values:
                fact = first_person(stitch(self.source, [piece.span for piece in field.values]), f"meeting.{kind}")
                known = self._known(fact) if fact else None
                if known is not None:
                    yield known

    def _elected(self, kinds: Sequence[str]) -> Iterator[Text]:
        for kind in kinds:
            for officer in self.officers:
                known = self._known(officer.name) if officer.kind == kind else None
                if known is not None:
                    yield known

    def _with_role(self) -> Iterator[Text]:
        for row in self.people:
            if row.status.value is Status.PRESENT and row.role and _leads(row.role.value):
                yield row.name

    def _listed_as_secretary(self, word: str = "ref(?:erent)?") -> Iterator[Text]:
        return (row.name for row in self.people if row.role and re.search(rf"(?:^|[(,]\s*){word}\b", row.role.value, re.I))

    def _told(self, spans: Sequence[Span], pattern: re.Pattern[str]) -> Iterator[Text]:
        for span in spans:
            for match in pattern.finditer(self.source.of(span)):
                name, start = match["n"], match.start("n")
                titled = title_then_name(name)
                if titled:
                    name, start = name[titled[1] : titled[2]], start + titled[1]
                if is_full_name(name) or is_single_name(name):
                    place = Span(span.start + start, span.start + start + len(name))
                    known = self._known(Fact(" ".join(name.split()), (place,), "meeting.chair"))
                    if known is not None:
                        yield known

    def _signed(self, spans: Sequence[Span]) -> Iterator[Text]:
        for span in spans:
            for match in _WRITTEN.finditer(self.source.of(span)):
                row = self._roster.resolve(match["n"])
                if row is not None:
                    place = Span(span.start + match.start("n"), span.start + match.end("n"))
                    yield Fact(row.name.value, (place, *row.name.spans), "meeting.secretary")

    def _known(self, fact: Text) -> Text | None:
        """The person of the attendance that a name, first name or initials mean; a name that it lacks stays as printed."""
        row = self._roster.resolve(fact.value)
        if row is not None:
            return fact if row.name.value == fact.value else Fact(row.name.value, (*fact.spans, *row.name.spans), fact.rule)
        return fact if is_full_name(fact.value) or is_single_name(fact.value) else None


def _leads(role: str) -> bool:
    """Whether a role is that of the chairman, or says that somebody led this meeting."""
    first = re.split(r"[\s,(]+", role)[0]
    return role_kind(first) == "leader" or bool(re.search(r"\b(?:mødeleder|ordstyrer)\b", role, re.I))


def first_person(text: Stitched, rule: str) -> Text | None:
    """The name, first name or initials at the start of a value, without a title before it."""
    plain = text.text
    lead = len(plain) - len(plain.lstrip(" :.-–/v•▪*·\uf0b7"))
    rest = plain[lead:]
    titled = title_then_name(re.split(r"[,(]|\.\s", rest)[0].rstrip(" ."))
    length = name_length(rest)
    if titled and not length:
        return text.fact(lead + titled[1], lead + titled[2], rule)
    word = re.match(r"[\w.'’-]+", rest)
    end = length or (word.end() if word else 0)
    return text.fact(lead, lead + end, rule) if end else None
