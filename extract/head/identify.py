"""What a document is: minutes, an agenda only, an attachment or bundle of them, or something else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from referat.extract.attendance.meeting_officers import find_officers
from referat.extract.dates.dates import find_dates
from referat.extract.head.fields import read_fields
from referat.extract.head.paragraphs import Paragraph, head_area, head_paragraphs
from referat.extract.head.titles import is_dated_body
from referat.models.caseless import Caseless
from referat.models.fact import Fact
from referat.models.kinds import DocumentKind
from referat.models.place import Span
from referat.models.text import SourceText
from referat.models.wording import wording

_MEETING = re.compile(r"(?:møde|forsamling|stævne)(?:t|n|r)?\b", re.I)
_HELD = re.compile(r"\b(?:afholdt(?:es)?|mødtes|samledes)\b", re.I)
_FIRST = 4  # paragraphs in which a sentence may say that the meeting was held
_WORD = re.compile(r"[^\W\d_]+")
_MANY_WORDS, _SHORT_TITLE = 22, 9  # a longer text is no title; a short one may be plain print
_LABEL = re.compile(r"^(?:referat|beslutning|konklusion)\s*:", re.I | re.M)
_ADDRESS = ("til", "kopi til")
_LONG_ITEM = 350  # characters an item has on the average where something is told about it
_PROPOSES = Caseless(r"\b(?:indstil|foreslå|anbefaler|skal\s+godkende)")
_SHORT_PARAGRAPH = 160
_EARLY = 1500
_TITLES = 16  # paragraphs in which a title may stand; behind them only a large one counts


def identify(source: SourceText, *, title_area: Span, item_count: int, has_minuted_text: bool | None = None) -> Fact[DocumentKind]:
    """The kind of a document, from its first titles, from the labels of its head, and from whether its text tells what a meeting did.

    title_area: everything before the first item. item_count: how many items it has. has_minuted_text: whether its items hold decisions or
    an account of the meeting; counted from the wording where it is None. An agenda that was filled in with what was decided is minutes.
    """
    area = head_area(source, title_area)
    found = head_paragraphs(source, area)
    paragraphs = [paragraph for index, paragraph in enumerate(found) if index < _TITLES or paragraph.large]
    signs = list(_signs(paragraphs))
    came = _who_came(source, area)
    minuted = has_minuted_text if has_minuted_text is not None else is_minuted(source, item_count)
    told = minuted or came is not None or _has_officers(source)
    first = next((kind for kind, _ in signs if kind in ("bilag", "andet", "referat")), "")
    for kind, spans in signs:
        if kind == "referat" and first == "referat":
            return _fact(DocumentKind.REFERAT, spans, "title")
    if came is not None and minuted:
        return _fact(DocumentKind.REFERAT, (came,), "people")
    for kind, spans in signs:
        if kind in ("dagsorden", "convening") or (kind == "meeting" and _convenes(signs)):
            return _fact(DocumentKind.REFERAT if told else DocumentKind.DAGSORDEN, spans, kind)
        if kind == "meeting":
            agenda_only = (
                not told and not _anybody(source, area) and item_count > 0 and len(source.text) - area.end < _LONG_ITEM * item_count
            )
            return _fact(DocumentKind.DAGSORDEN if agenda_only else DocumentKind.REFERAT, spans, "meeting")
        return _fact(DocumentKind(kind), spans, "title")
    return _untitled(source, area, paragraphs, agenda_only=item_count > 0 and not told)


def _convenes(signs: Sequence[tuple[str, tuple[Span, ...]]]) -> bool:
    return any(kind in ("dagsorden", "convening") for kind, _ in signs)


def _anybody(source: SourceText, area: Span) -> bool:
    """Whether people are listed, under whatever label: an agenda that lists them says that it is one."""
    return any(field.values and field.kind in ("present", "absent", "called") for field in read_fields(source, area))


def _has_officers(source: SourceText) -> bool:
    """Whether the text names who led the meeting or minuted it, other than as a proposal."""
    for officer in find_officers(source, head=Span(0, len(source.text))):
        start = officer.name.spans[0].start
        if officer.kind in ("dirigent", "referent") and not _PROPOSES.search(source.text[max(0, start - 80) : start]):
            return True
    return False


def _who_came(source: SourceText, area: Span) -> Span | None:
    """The label of a list that is made at the meeting only: who was absent, who wrote the minutes, 'til stede'."""
    early = Span(area.start, min(area.end, area.start + _EARLY))
    for field in read_fields(source, early):
        was_there = field.kind == "present" and source.of(field.label).casefold().startswith(("til", "fremmødt", "mødt"))
        if field.values and (was_there or field.kind in ("absent", "secretary")):
            return field.label
    return None


def _fact(kind: DocumentKind, spans: tuple[Span, ...], rule: str) -> Fact[DocumentKind]:
    return Fact(kind, spans, f"identify.{rule}")


def _signs(paragraphs: Sequence[Paragraph]) -> Iterator[tuple[str, tuple[Span, ...]]]:
    """What the titles say, in order: the words of one title are weighed together, 'referat' before everything else."""
    dated = any(find_dates(paragraph.text.text) for paragraph in paragraphs[:10])
    for index, paragraph in enumerate(paragraphs):
        text = paragraph.text.text
        words = _WORD.findall(text)
        if len(words) > _MANY_WORDS:
            if _convening().search(text):
                yield "convening", paragraph.text.spans(0, len(text))
            elif index < _FIRST and _HELD.search(text) and _MEETING.search(text) and find_dates(text):
                yield "meeting", paragraph.text.spans(0, len(text))
            continue
        short = len(words) <= _SHORT_TITLE or paragraph.prominent
        said = _said(text, words, dated=dated and index < 5)
        for kind in ("referat", "dagsorden", "convening", "bilag", "andet", "meeting"):
            held = kind == "meeting" and index < _FIRST and _HELD.search(text)
            if kind in said and (short or held or kind in ("referat", "convening")) and not _about_earlier(text, kind):
                yield kind, paragraph.text.spans(0, len(text))
                break


def _said(text: str, words: Sequence[str], *, dated: bool) -> set[str]:
    """Everything that one title says. dated: there is a date near it, which a meeting needs."""
    said = {entry.kind for word in words if (entry := wording("kinds_of_document").find(word))}
    if _convening().search(text):
        said.add("convening")
    if is_dated_body(text) or (_MEETING.search(text) and (dated or find_dates(text))):
        said.add("meeting")
    return said


def _about_earlier(text: str, kind: str) -> bool:
    """'Godkendelse af referat fra sidste møde', 'Bilag: Referat af …' name another paper."""
    return kind == "referat" and bool(re.search(r"godkendelse\s+af|sidste\s+møde|^\W*bilag", text, re.I))


def _untitled(source: SourceText, area: Span, paragraphs: Sequence[Paragraph], *, agenda_only: bool) -> Fact[DocumentKind]:
    """A document whose titles say nothing: of a meeting where a label gives its day, an attachment where it is addressed to somebody."""
    fields = [field for field in read_fields(source, area) if field.values]
    meeting = next((field for field in fields if field.kind == "when" and source.of(field.label).casefold().startswith("møde")), None)
    if meeting is not None:
        return _fact(DocumentKind.DAGSORDEN if agenda_only else DocumentKind.REFERAT, (meeting.label,), "label")
    addressed = next((field for field in fields if source.of(field.label).strip(" :").casefold() in _ADDRESS), None)
    if addressed is not None:
        return _fact(DocumentKind.BILAG, (addressed.label,), "addressed")
    first = paragraphs[0].text.parts if paragraphs else (Span(0, min(1, len(source.text))),)
    return _fact(DocumentKind.ANDET, tuple(first), "nothing")


def is_minuted(source: SourceText, item_count: int) -> bool:
    """Whether the text tells what a meeting did: wordings of decisions and accounts, at least two and one for every third item."""
    count = len(_LABEL.findall(source.text))
    for paragraph in source.text.split("\n"):
        # A long paragraph tells the case; what the meeting decided about it stands in a short one.
        short = len(paragraph) < _SHORT_PARAGRAPH and not _PROPOSES.search(paragraph)
        count += short and _minuted().search(paragraph) is not None
        if count >= 2 and count * 3 >= item_count:
            return True
    return False


@cache
def _convening() -> Caseless:
    return Caseless(rf"\b(?:{wording('kinds_of_document').alternatives('convening')})")


@cache
def _minuted() -> Caseless:
    return Caseless(rf"\b(?:{wording('kinds_of_document').alternatives('minuted')})")
