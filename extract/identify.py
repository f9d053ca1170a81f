"""What a document is: minutes, an agenda only, an attachment or bundle of them, or something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from referat.extract.dates import find_dates
from referat.extract.head_labels import read_fields
from referat.extract.paragraphs import Paragraph, head_paragraphs
from referat.models.fact import Fact
from referat.models.kinds import DocumentKind
from referat.models.place import Span
from referat.models.text import SourceText
from referat.models.wording import wording

_MEETING = re.compile(r"\w*(?:møde|forsamling|stævne)(?:t|n|r)?\b", re.I)
_WORD = re.compile(r"[^\W\d_]+")
_MANY_WORDS = 22  # a longer text is no title
_PEOPLE = frozenset({"present", "absent", "called", "chair", "secretary"})


def identify(source: SourceText, *, title_area: Span, item_count: int, has_minuted_text: bool | None = None) -> Fact[DocumentKind]:
    """The kind of a document, from its first titles, from the labels of its head, and from whether its text tells what a meeting did.

    title_area: everything before the first item. item_count: how many items it has. has_minuted_text: whether its items hold decisions or an
    account of the meeting; counted from the wording where it is None. An agenda that was filled in with what was decided is minutes.
    """
    minuted = has_minuted_text if has_minuted_text is not None else is_minuted(source, item_count)
    paragraphs = head_paragraphs(source, title_area, limit=16) or head_paragraphs(source, Span(0, len(source.text)), limit=16)
    for kind, spans in _signs(paragraphs):
        if kind == "referat":
            return _fact(DocumentKind.REFERAT, spans, "title")
        if kind in ("dagsorden", "convening"):
            return _fact(DocumentKind.REFERAT if minuted else DocumentKind.DAGSORDEN, spans, kind)
        if kind == "meeting":
            return _fact(DocumentKind.REFERAT if minuted or not item_count else DocumentKind.DAGSORDEN, spans, "meeting")
        return _fact(DocumentKind(kind), spans, "title")
    return _untitled(source, title_area, paragraphs, minuted=minuted and item_count > 0)


def _fact(kind: DocumentKind, spans: tuple[Span, ...], rule: str) -> Fact[DocumentKind]:
    return Fact(kind, spans, f"identify.{rule}")


def _signs(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """What the titles say, in order: the words of one title are weighed together, 'referat' before everything else."""
    for index, paragraph in enumerate(paragraphs):
        text = paragraph.text.text
        words = _WORD.findall(text)
        if len(words) > _MANY_WORDS:
            if _convening().search(text):
                yield "convening", paragraph.text.spans(0, len(text))
            continue
        kinds = {entry.kind for word in words if (entry := wording("kinds_of_document").find(word))}
        meeting = _MEETING.search(text) and (find_dates(text) or paragraph.prominent or index == 0)
        short = len(words) <= 9 or paragraph.prominent
        for kind in ("referat", "dagsorden", "convening", "bilag", "andet", "meeting"):
            found = kind in kinds if kind not in ("convening", "meeting") else bool(_convening().search(text)) if kind == "convening" else bool(meeting)
            if found and (short or kind in ("referat", "convening")) and not _about_earlier(text, kind):
                yield kind, paragraph.text.spans(0, len(text))
                break


def _about_earlier(text: str, kind: str) -> bool:
    """'Godkendelse af referat fra sidste møde', 'Bilag: Referat af …' name another paper."""
    return kind == "referat" and bool(re.search(r"godkendelse\s+af|sidste\s+møde|^\W*bilag", text, re.I))


def _untitled(source: SourceText, head: Span, paragraphs: Sequence[Paragraph], *, minuted: bool) -> Fact[DocumentKind]:
    """A document whose titles say nothing: minutes where people are listed and something was decided, an attachment where it is addressed to somebody."""
    fields = read_fields(source, head)
    people = next((field for field in fields if field.kind in _PEOPLE), None)
    first = paragraphs[0].text.parts if paragraphs else (Span(0, min(1, len(source.text))),)
    if people is not None and minuted:
        return _fact(DocumentKind.REFERAT, (people.label,), "people")
    addressed = next((field for field in fields if source.of(field.label).strip(" :").casefold() in ("til", "kopi til") and field.values), None)
    if addressed is not None:
        return _fact(DocumentKind.BILAG, (addressed.label,), "addressed")
    return _fact(DocumentKind.ANDET, tuple(first), "nothing")


def is_minuted(source: SourceText, item_count: int) -> bool:
    """Whether the text tells what a meeting did: wordings of decisions and accounts, at least two and one for every third item."""
    count = 0
    for _ in _minuted().finditer(source.text):
        count += 1
        if count >= 2 and count * 3 >= item_count:
            return True
    return False


@cache
def _convening() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{wording('kinds_of_document').alternatives('convening')})", re.I)


@cache
def _minuted() -> re.Pattern[str]:
    return re.compile(rf"\b(?:{wording('kinds_of_document').alternatives('minuted')})", re.I)
