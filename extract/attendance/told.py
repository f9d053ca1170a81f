"""People whom a sentence of the head names: 'Desuden deltog administrator N.N. fra X.', 'Fra X var mødt N.N. og M.M.'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from referat.extract.attendance.runs import read_entry
from referat.extract.attendance.stitched import Stitched
from referat.extract.head.paragraphs import Paragraph
from referat.models.fact import Fact
from referat.models.kinds import Status
from referat.models.minutes import Attendee, Text

_RULE = "attendance.told"
_CAME = r"(?:deltog|deltager|var\s+mødt|mødte|var\s+til\s+stede)"
_ALSO = re.compile(
    rf"\b(?:Desuden|Endvidere|Derudover|Herudover|I\s+øvrigt)\s+{_CAME}\s+(?P<p>[^.\n]{{5,200}}?(?:\b[A-ZÆØÅ]\.[^.\n]{{1,80}})?)(?=\.|$)"
)
_FROM = re.compile(rf"\bFra\s+(?P<o>[A-ZÆØÅa-zæøå][\w/&. -]{{2,50}}?)\s+{_CAME}\s+(?:også\s+)?(?P<p>[^.\n]{{5,200}})(?=\.|$)")
_OWN_BOARD = re.compile(r"bestyrelsen|organisationsbestyrelsen|afdelingsbestyrelsen", re.I)


def people_told(paragraphs: Sequence[Paragraph]) -> Iterator[Attendee]:
    """The people whom sentences of the paragraphs name as taking part; those who come from somewhere else are guests."""
    for paragraph in paragraphs:
        text = paragraph.text
        for match in _ALSO.finditer(text.text):
            yield from _people(text, match, Status.PRESENT, None)
        for match in _FROM.finditer(text.text):
            own = _OWN_BOARD.fullmatch(match["o"])
            organisation = None if own else text.fact(match.start("o"), match.end("o"), _RULE)
            yield from _people(text, match, Status.PRESENT if own else Status.GUEST, organisation)


def _people(text: Stitched, match: re.Match[str], status: Status, organisation: Text | None) -> Iterator[Attendee]:
    masked = replace(text, text=" " * match.start("p") + text.text[match.start("p") : match.end("p")])
    came = text.spans(match.start(), match.start("p"))
    for person in read_entry(masked, group=organisation):
        if person.status is None:
            how = Status.GUEST if person.only_items else status
            yield Attendee(person.name, Fact(how, came, _RULE), person.role, person.organisation or organisation)
