"""Which body met and whom it belongs to, from the title of a document.

'Referat af bestyrelsesmøde i Ejerforeningen Lyngholm den 3. maj' is a meeting of 'Bestyrelsen' of 'Ejerforeningen Lyngholm'.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from referat.extract.attendance.stitched import Stitched
from referat.extract.dates.dates import find_dates
from referat.extract.head.organisation_names import is_association, organisation_at, phrase_end
from referat.extract.head.paragraphs import Paragraph
from referat.models.fact import Fact
from referat.models.minutes import Text
from referat.models.wording import wording

_RULE = "meeting.title"


@dataclass(frozen=True, slots=True)
class Named:
    """A forum and an organisation read from one text; either may be missing."""

    forum: Text | None = None
    organisation: Text | None = None


_BODIES = wording("bodies")
_PAPERS = _BODIES.alternatives("paper")
_ASSEMBLY = re.compile(
    r"(?P<f>(?:(?:ordinær|ekstraordinær|ekstra\s+ordinær|stiftende|konstituerende)(?:e|t)?\s+)?"
    rf"\w*(?:{_BODIES.alternatives('assembly')})(?:en|et|t)?(?:\s*\(generalforsamling\))?)(?!\w)",
    re.I,
)
_MEETING_IN = re.compile(r"\bmødet?\s+(?:nr\.?\s*\d+\s+)?(?:i|for|med|af)\s+(?P<f>\S.*)", re.S)
_COMPOUND = re.compile(r"(?P<b>[A-ZÆØÅa-zæøå][\wÆØÅæøå/-]*?)(?:s|-|\s)?møde(?:t|r|rne)?\b", re.I)
_GENITIVE = re.compile(r"(?P<b>[A-ZÆØÅa-zæøå][\w-]*(?:et|en))s\s+møde\b")
_OF = re.compile(r"\s*,?\s*(?:i|for|af|hos|ved)\s+(?P<o>\S.*)", re.S)
_LATER_OF = re.compile(r"\s(?:i|for)\s+(?=(?P<o>[A-ZÆØÅa-zæøå]\S*\s*\S.*))", re.S)
_DASH = re.compile(r"\s*[–-]\s+(?P<o>[A-ZÆØÅa-zæøå][\w/]*\S.*)", re.S)
_OWNER_BEFORE = re.compile(r"(?:referat\W+)?(?P<o>[A-ZÆØÅ][^–:]{2,80}?)\s+(?:[–-]|afholder|holder|indkalder\s+til)\s*", re.I)
_PAPER = re.compile(rf"^(?:\W|\d{{6}}\b|(?:{_PAPERS}|og|fra|af|for|til)\b|ordinært?\b|ekstraordinært?\b)+", re.I)
_PAPER_OF = re.compile(rf"\b(?i:{wording('kinds_of_document').alternatives('andet')})\s+(?:for|fra)\s+(?P<o>[A-ZÆØÅ].*)", re.S)
_PAPER_WORD = re.compile(rf"\b(?:{_PAPERS})\b", re.I)
_BODY = re.compile(rf"\b(?:\w*(?i:(?:{_BODIES.alternatives('body')})(?:et|en|n)?)|\w*-?MED(?:-udvalg(?:et)?)?)(?=$|\W)")
_OWNER_AFTER = re.compile(r"\s+i\s+(?P<o>[A-ZÆØÅ][\wæøåÆØÅ.-]*(?:\s+[\wæøåÆØÅ.-]+){0,4}?\s+Kommune|Region\s+[A-ZÆØÅ]\w+)\s*$")
_DEFINITE = (
    ("råd", "rådet"),
    ("udvalg", "udvalget"),
    ("bestyrelse", "bestyrelsen"),
    ("bestyrelses", "bestyrelsen"),
    ("direktion", "direktionen"),
    ("repræsentantskab", "repræsentantskabet"),
    ("nævn", "nævnet"),
    ("kommission", "kommissionen"),
    ("gruppe", "gruppen"),
    ("klynge", "klyngen"),
    ("ledelse", "ledelsen"),
)
_AFTER_DATE = 14
_LONG_TITLE, _SENTENCE, _PAPER_IN, _FIRST = 260, 170, 40, 14


def named_in(paragraphs: Sequence[Paragraph]) -> Named:
    """The forum and organisation of the best title: one with a word for the paper first, then prominent ones, then the others, in order."""
    early = [paragraph for index, paragraph in enumerate(paragraphs) if index < _FIRST or paragraph.large]
    titles = [paragraph for paragraph in early if len(paragraph.text.text) < _LONG_TITLE]
    titles.sort(key=_rank)
    for paragraph in titles:
        named = read_title(paragraph.text)
        if named.forum is not None:
            return named
    return _body_line(titles)


def _rank(paragraph: Paragraph) -> tuple[bool, bool]:
    paper = _PAPER_WORD.search(paragraph.text.text[:_PAPER_IN])
    return paper is None or len(paragraph.text.text) > _SENTENCE, not paragraph.prominent


def organisation_of_paper(paragraphs: Sequence[Paragraph]) -> Text | None:
    """The organisation of a paper that is no minutes: 'Vedtægter for Lyngholm Vandværk'."""
    for paragraph in paragraphs[:6]:
        match = _PAPER_OF.search(paragraph.text.text)
        if match and match.start() < _PAPER_IN and len(paragraph.text.text) < _SENTENCE:
            return organisation_at(paragraph.text, match.start("o"), _RULE)
    return None


def read_title(text: Stitched) -> Named:
    """Forum and organisation of one title; empty where it names no body."""
    for read in (_assembly, _meeting_in, _compound, _plain_title):
        named = read(text)
        if named.forum is not None:
            return named
    return Named()


def read_phrase(text: Stitched) -> Named:
    """Forum and organisation of a labelled value: 'Generalforsamling i Lyngby Bylaug', 'Udvalget for Børn'."""
    named = read_title(text)
    if named.forum is not None:
        return named
    fact = text.fact(0, phrase_end(text.text, 0), _RULE)
    return _split_owner(fact, text, 0) if fact else Named()


def is_dated_body(text: str) -> bool:
    """'Byrådet den 4. maj 2021': the name of a body and a date, and nothing else."""
    dates = find_dates(text)
    return bool(dates) and _is_body(text[: dates[0].start].strip(" ,–-")) and len(text) - dates[-1].end < _AFTER_DATE


def is_general_meeting(forum: str | None) -> bool:
    """Whether the forum is a general meeting, which a dirigent chairs."""
    return bool(forum and _ASSEMBLY.search(forum))


def _assembly(text: Stitched) -> Named:
    match = _ASSEMBLY.search(text.text)
    if not match:
        return Named()
    forum = text.fact(match.start("f"), match.end("f"), _RULE)
    after = _OF.match(text.text, match.end())
    if after:
        return Named(forum, organisation_at(text, after.start("o"), _RULE))
    before = _OWNER_BEFORE.match(text.text)
    if before and before.end() <= match.start() + 1 and not _PAPER.fullmatch(before["o"]):
        return Named(forum, text.fact(before.start("o"), before.end("o"), _RULE))
    for later in _LATER_OF.finditer(text.text, match.end()):
        if is_association(later["o"]):
            return Named(forum, organisation_at(text, later.start("o"), _RULE))
    return Named(forum)


def _meeting_in(text: Stitched) -> Named:
    match = _MEETING_IN.search(text.text)
    if not match or not _names_a_body(match["f"]):
        return Named()
    start = match.start("f")
    fact = text.fact(start, phrase_end(text.text, start), _RULE)
    return Named() if fact is None or is_association(fact.value) else _split_owner(fact, text, start)


def _names_a_body(text: str) -> bool:
    """'Seniorrådet …', 'SOF i Vest', 'styregruppen for …', but not 'møde i går'."""
    return bool(_BODY.match(text)) or (text[0].isupper() and (bool(_BODY.search(text)) or text.split(maxsplit=1)[0].isupper()))


def _split_owner(fact: Text, text: Stitched, start: int) -> Named:
    """'Seniorrådet i Marholm Kommune' as the council and the municipality."""
    owner = _OWNER_AFTER.search(text.text[start : start + len(fact.value)])
    if not owner:
        return Named(fact)
    return Named(text.fact(start, start + owner.start(), _RULE), text.fact(start + owner.start("o"), start + owner.end("o"), _RULE))


def _compound(text: Stitched) -> Named:
    """'Bestyrelsesmøde' is a meeting of 'Bestyrelsen', 'HovedMED-møde' of 'HovedMED', 'instruktørmøde' of itself."""
    owned = _GENITIVE.search(text.text)
    if owned and _BODY.fullmatch(owned["b"]):
        return Named(text.fact(owned.start("b"), owned.end("b"), _RULE))
    for match in _COMPOUND.finditer(text.text):
        body = match["b"].lower()
        entry = _BODIES.find(body)
        split = text.text[match.end("b") : match.end("b") + 1] == " "
        body = re.sub(r"^tema(?=bestyrelses)", "", body)
        if (entry and entry.kind in ("gathering", "paper")) or (split and not body.endswith("bestyrelses")):
            continue
        organisation = None
        after, dash = _OF.match(text.text, match.end()), _DASH.match(text.text, match.end())
        if after:
            organisation = organisation_at(text, after.start("o"), _RULE)
        elif dash and is_association(dash["o"]):
            organisation = organisation_at(text, dash.start("o"), _RULE)
        name = _body_name(match["b"] if len(body) == len(match["b"]) else body, match[0])
        return Named(Fact(name, text.spans(match.start(), match.end()), _RULE), organisation)
    return Named()


def _body_name(body: str, whole: str) -> str:
    for ending, definite in _DEFINITE:
        if body.lower().endswith(ending):
            name = body[: len(body) - len(ending)] + definite
            return (name.lower() if body.isupper() else name)[:1].upper() + (name.lower() if body.isupper() else name)[1:]
    return body if re.search(r"[A-ZÆØÅ]{2,}$", body) and not whole.isupper() else whole.strip()


def _plain_title(text: Stitched) -> Named:
    """'REFERAT Fjordby Byråd d. 24-04-2024', 'Referat: Sundhedsklynge Vest': what is left without the word for the paper and the date."""
    paper = _PAPER.match(text.text)
    if not paper or not _PAPER_WORD.search(paper[0]):
        return Named()
    fact = text.fact(paper.end(), phrase_end(text.text, paper.end()), _RULE)
    return _split_owner(fact, text, paper.end()) if fact is not None and _is_body(fact.value) else Named()


def _is_body(text: str) -> bool:
    return bool(_BODY.search(text)) and len(text.split()) <= 9 and text[:1].isupper()


def _body_line(paragraphs: Sequence[Paragraph]) -> Named:
    """A short line that is the name of a body, the largest first."""
    lines = [paragraph for paragraph in paragraphs[:8] if len(paragraph.text.text) < 90]
    for paragraph in sorted(lines, key=lambda one: -one.size):
        text = paragraph.text
        end = phrase_end(text.text, 0)
        fact = text.fact(0, end, _RULE) if _is_body(text.text[:end]) and ":" not in text.text[:end] else None
        if fact is not None:
            return _split_owner(fact, text, 0)
    return Named()
