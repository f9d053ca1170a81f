"""The documents that are listed as attached to an item."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from referat.extract.sections.statements import sections_of
from referat.models.fact import Fact
from referat.models.kinds import SectionKind
from referat.models.minutes import Attachment, Section, Text
from referat.models.place import Box, Span
from referat.models.text import SourceText

_BULLET = re.compile(r"[\s•·▪●○◦‣*–-]*")
_NUMBER = re.compile(
    r"(?:bilag(?:\s*nr\.?)?\s*(?P<bilag>\d{1,3}(?:\.\d{1,2})?[a-z]?\b|[A-Z]\b)\s*[:.)–-]*\s*"
    r"|(?P<list>\d{1,2})\s*[.):]\s+|(?P<document>\d{4,}(?:[-/]\d+)*)\s*[-–:]?\s+(?=\D))",
    re.I,
)
_DOCUMENT = re.compile(
    r"\s*\((?:dok(?:ument)?\.?\s*(?:nr\.?|id)?\s*:?\s*)?(?P<number>\d{4,}(?:[-/]\d+)*|[A-Z]?\d+-\d+)\)\.?\Z"
    r"|\s+-\s+(?P<behind>\d{5,}(?:[-/]\d+)*)\Z",
    re.I,
)
_NOTHING = re.compile(r"(?:ingen|intet|-|ikke vedlagt|der er ingen bilag|ingen bilag|bilag|vedlagt|åbne bilag|lukkede bilag)[.:]?", re.I)
_SPLIT = re.compile(r"\n")


def read_attachments(source: SourceText, sections: Sequence[Section]) -> tuple[Attachment, ...]:
    """The attachments of an item from its sections of that kind, one for each line, with number and link where they are printed."""
    return tuple(
        attachment
        for section in sections_of(sections, (SectionKind.BILAG,))
        for span in _lines(source, section)
        if (attachment := _attachment(source, span)) is not None
    )


def _lines(source: SourceText, section: Section) -> Iterator[Span]:
    for span in section.text.spans:
        start = span.start
        for match in _SPLIT.finditer(source.text, span.start, span.end):
            yield Span(start, match.start())
            start = match.end()
        yield Span(start, span.end)


def _attachment(source: SourceText, span: Span) -> Attachment | None:
    text = source.of(span)
    start = _BULLET.match(text).end()  # type: ignore[union-attr]  # it matches nothing as well
    end = len(text.rstrip())
    number: Text | None = None
    if lead := _NUMBER.match(text, start):
        number = _number(lead, span)
        start = lead.end()
    if tail := _DOCUMENT.search(text, start, end):
        number = number or _number(tail, span)
        end = tail.start()
    if start >= end:  # 'Bilag 1' alone
        start, end = _BULLET.match(text).end(), len(text.rstrip())  # type: ignore[union-attr]
    name = text[start:end]
    if not any(character.isalpha() for character in name) or _NOTHING.fullmatch(name.strip()):
        return None
    place = Span(span.start + start, span.start + end)
    return Attachment(Fact(name, (place,), "attachment-line"), number, _url(source, place))


def _number(match: re.Match[str], span: Span) -> Text:
    group = next(name for name, value in match.groupdict().items() if value)
    return Fact(match[group], (Span(span.start + match.start(group), span.start + match.end(group)),), f"attachment-number-{group}")


def _url(source: SourceText, place: Span) -> Text | None:
    """The link that lies on the words."""
    if not source.links:
        return None
    boxes = source.boxes((place,))
    for link in source.links:
        if any(_covers(link.box, box) for box in boxes):
            return Fact(link.url, (place,), "link")
    return None


def _covers(link: Box, box: Box) -> bool:
    """Whether a link lies on some of a line."""
    middle = (box.top + box.bottom) / 2
    return link.page == box.page and link.top <= middle <= link.bottom and min(link.x1, box.x1) - max(link.x0, box.x0) > 1
