"""Which body met and whom it belongs to, from the title of a document: 'Referat af bestyrelsesmøde i Ejerforeningen Lyngholm den 3. maj'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from referat.extract.dates import find_dates
from referat.extract.paragraphs import Paragraph
from referat.extract.stitched import Stitched
from referat.models.fact import Fact
from referat.models.minutes import Text

_RULE = "meeting.title"


@dataclass(frozen=True, slots=True)
class Named:
    """A forum and an organisation read from one text; either may be missing."""

    forum: Text | None = None
    organisation: Text | None = None


_KIND_OF_ASSEMBLY = r"(?:(?:ordinær|ekstraordinær|ekstra\s+ordinær|stiftende|årlig|konstituerende)[et]*\s+)?"
_ASSEMBLY = re.compile(
    rf"(?P<f>(?:{_KIND_OF_ASSEMBLY}(?:general|repræsentantskabs|delegeret)forsamling(?:en)?|(?:\w+stævne|årsmøde|urafstemning)(?:t)?)(?:\s*\(generalforsamling\))?)", re.I)
_MEETING_IN = re.compile(r"\bmødet?\s+(?:nr\.?\s*\d+\s+)?(?:i|for|med|af)\s+(?P<f>[A-ZÆØÅ].*)", re.S)
_COMPOUND = re.compile(r"(?P<b>[A-ZÆØÅa-zæøå][\wÆØÅæøå/-]*?)(?P<j>s|-)?møde(?:t|r|rne)?\b", re.I)
_OF = re.compile(r"\s*,?\s*(?:i|for|af|hos|ved)\s+(?P<o>\S.*)", re.S)
_STOP = re.compile(
    r"\s*(?:\b(?:den|d\.|afholdt|afholdtes|afholdes|på|onsdag|torsdag|fredag|mandag|tirsdag|lørdag|søndag|kl\.?|og\s+dagsorden|med\s+følgende|torsd|hermed|indkaldes)"
    r"(?=\s|$|\d)|[–;:(]|\s-\s|,?\s*\d{1,2}\s?[./]|\.\s|\n|$)", re.I)
_PAPER = re.compile(
    r"^(?:\W|\d{6}\b|(?:beslutnings|møde|konklusions)?referat(?:er)?\b|protokol\b|beslutningsprotokol\b|dagsorden(?:en)?\b|indkaldelse\b|åbent?\b|lukket\b|og\b|fra\b|af\b|for\b|til\b|"
    r"udkast\b|foreløbigt?\b|endeligt?\b|godkendt\b|ordinært?\b|ekstraordinært?\b)+", re.I)
_BODY = re.compile(
    r"\b(?:\w*(?:råd|udvalg|bestyrelse|direktion|nævn|kommission|kommunalbestyrelse|repræsentantskab|samarbejdsudvalg|arbejdsgruppe|styregruppe|følgegruppe|projektgruppe|"
    r"netværk|forum|klynge|ledelse|magistrat|gruppe|kreds|sundhedsklynge|chefgruppe)(?:et|en|n)?|\w*-?MED(?:-udvalg(?:et)?)?|[A-ZÆØÅ]{2,}-?udvalg(?:et)?)(?=$|\W)")
_DEFINITE = (("råd", "rådet"), ("udvalg", "udvalget"), ("bestyrelse", "bestyrelsen"), ("direktion", "direktionen"), ("repræsentantskab", "repræsentantskabet"),
             ("nævn", "nævnet"), ("kommission", "kommissionen"), ("gruppe", "gruppen"), ("klynge", "klyngen"), ("ledelse", "ledelsen"))
# Meetings named after who comes or what for, not after a body: the name of the meeting is the forum.
_OWNER_AFTER = re.compile(r"\s+i\s+(?P<o>[A-ZÆØÅ][\wæøåÆØÅ.-]*(?:\s+[\wæøåÆØÅ.-]+){0,4}?\s+Kommune|Region\s+[A-ZÆØÅ]\w+)\s*$")


def named_in(paragraphs: Sequence[Paragraph]) -> Named:
    """The forum and organisation of the first title that names them."""
    titles = [paragraph for paragraph in paragraphs[:14] if len(paragraph.text.text) < 260]
    for read in (_assembly, _meeting_in, _compound, _plain_title):
        for paragraph in titles:
            named = read(paragraph.text)
            if named.forum is not None:
                return named
    return _body_line(titles)


def read_phrase(text: Stitched) -> Named:
    """Forum and organisation of a labelled value: 'Generalforsamling i Lyngby Bylaug', 'Udvalget for Børn'."""
    for read in (_assembly, _meeting_in, _compound):
        named = read(text)
        if named.forum is not None:
            return named
    fact = text.fact(0, _phrase_end(text.text, 0), _RULE)
    return _split_owner(fact, text, 0) if fact else Named()


def _phrase_end(text: str, start: int) -> int:
    """Where a name that begins at `start` ends: before a date, a place, a dash or the end of the sentence."""
    dates = [match.start for match in find_dates(text[start:])]
    stop = min([match.start() for match in _STOP.finditer(text, start) if match.start() > start and not _abbreviation(text, match.start())], default=len(text))
    return min([stop, *(start + at for at in dates if at > 0)])


def _abbreviation(text: str, at: int) -> bool:
    """'GF. Lyngholm', 'G/F', 'Sct. Olai': the full stop is no end of a sentence."""
    word = text[:at].rsplit(" ", 1)[-1]
    return text[at:at + 1] == "." and (len(word) <= 3 or word.isupper())


def _assembly(text: Stitched) -> Named:
    match = _ASSEMBLY.search(text.text)
    if not match or re.match(r"\s+(?:den|d\.)?\s*\d", text.text[:match.start()][-1:]):
        return Named()
    forum = text.fact(match.start("f"), match.end("f"), _RULE)
    after = _OF.match(text.text, match.end())
    if after:
        return Named(forum, _organisation(text, after.start("o")))
    before = re.match(r"(?:referat\W+)?(?P<o>[A-ZÆØÅ][^–]{3,80}?)\s+(?:[–-]|afholder|holder|indkalder)\s*", text.text)
    if before and before.end() <= match.start() + 1 and not _PAPER.fullmatch(before["o"]):
        return Named(forum, text.fact(before.start("o"), before.end("o"), _RULE))
    return Named(forum)


def _meeting_in(text: Stitched) -> Named:
    match = _MEETING_IN.search(text.text)
    if not match or not (_BODY.search(match["f"]) or match["f"].split()[0].isupper()):
        return Named()
    start = match.start("f")
    fact = text.fact(start, _phrase_end(text.text, start), _RULE)
    if fact is None or _is_association(fact.value):
        return Named()
    return _split_owner(fact, text, start)


def _split_owner(fact: Text, text: Stitched, start: int) -> Named:
    """'Seniorrådet i Marholm Kommune' as the council and the municipality."""
    owner = _OWNER_AFTER.search(text.text[start:start + len(fact.value) + 2])
    if not owner:
        return Named(fact)
    return Named(text.fact(start, start + owner.start(), _RULE), text.fact(start + owner.start("o"), start + owner.end("o"), _RULE))


def _compound(text: Stitched) -> Named:
    """'Bestyrelsesmøde' is a meeting of 'Bestyrelsen', 'HovedMED-møde' of 'HovedMED', 'instruktørmøde' of itself."""
    for match in _COMPOUND.finditer(text.text):
        body = match["b"]
        if body.lower() in ("", "næste", "sidste", "personale") or body.lower().endswith(("indkaldelse", "data om")):
            continue
        forum = _body_name(body, match[0])
        spans = text.spans(match.start(), match.end())
        after = _OF.match(text.text, match.end())
        dash = re.match(r"\s*[–-]\s+(?P<o>[A-ZÆØÅa-zæøå][\w/]*\S.*)", text.text[match.end():], re.S)
        organisation = None
        if after:
            organisation = _organisation(text, after.start("o"))
        elif dash and _is_association(dash["o"]):
            organisation = _organisation(text, match.end() + dash.start("o"))
        return Named(Fact(forum, spans, _RULE), organisation)
    return Named()


def _body_name(body: str, whole: str) -> str:
    for ending, definite in _DEFINITE:
        if body.lower().endswith(ending):
            name = body[:len(body) - len(ending)] + definite
            return name[:1].upper() + name[1:]
    if re.search(r"MED$|[A-ZÆØÅ]{2,}$", body):
        return body
    return whole.strip()


def _organisation(text: Stitched, start: int) -> Text | None:
    end = _organisation_end(text.text, start)
    fact = text.fact(start, end, _RULE)
    if fact is None or not re.search(r"[A-ZÆØÅ]", fact.value) or len(fact.value) > 90:
        return None
    return fact if fact.value[:1].isupper() or _is_association(fact.value) else None


def _organisation_end(text: str, start: int) -> int:
    """As for a phrase, but a comma after the kind of association belongs to the name: 'ejerforeningen, Lyngholm 2'."""
    end = _phrase_end(text, start)
    comma = text.find(",", start, end)
    if comma > 0 and not _is_bare_kind(text[start:comma]):
        end = comma
    return end


def _is_bare_kind(text: str) -> bool:
    return bool(re.fullmatch(r"(?:\w*forening(?:en)?|E/F|A/B|G/F|EF|AB|GF)\.?", text.strip(), re.I))


_ASSOCIATION = re.compile(
    r"(?:\w*(?:forening|selskab|laug|lav|forbund|klub|værk|boligselskab|afdeling)(?:en|et)?|e/f|a/b|g/f|ef|ab|gf|hf|i/s|a/s|fonden|institutionen)\b", re.I)


def _is_association(text: str) -> bool:
    return bool(_ASSOCIATION.match(text.strip()))


def _plain_title(text: Stitched) -> Named:
    """'REFERAT Fjordby Byråd d. 24-04-2024', 'Referat: Sundhedsklynge Vest': what is left of a title without the word for the paper and the date."""
    paper = _PAPER.match(text.text)
    if not paper or not re.search(r"referat|protokol|dagsorden", paper[0], re.I):
        return Named()
    start = paper.end()
    fact = text.fact(start, _phrase_end(text.text, start), _RULE)
    if fact is None or not _is_body(fact.value):
        return Named()
    return _split_owner(fact, text, start)


def _is_body(text: str) -> bool:
    return bool(_BODY.search(text)) and len(text.split()) <= 9 and text[:1].isupper()


def _body_line(paragraphs: Sequence[Paragraph]) -> Named:
    """A short line that is the name of a body, the largest first."""
    lines = [paragraph for paragraph in paragraphs[:8] if len(paragraph.text.text) < 90]
    for paragraph in sorted(lines, key=lambda one: -one.size):
        text = paragraph.text
        end = _phrase_end(text.text, 0)
        if _is_body(text.text[:end]) and ":" not in text.text[:end]:
            fact = text.fact(0, end, _RULE)
            if fact is not None:
                return _split_owner(fact, text, 0)
    return Named()


def organisation_lines(paragraphs: Sequence[Paragraph]) -> Iterator[Text]:
    """Lines of the head that are an organisation's name: 'Ejerforeningen Lyngholm', 'Fjordby Kommune', 'VESTERBRO VANDVÆRK'."""
    for paragraph in paragraphs[:12]:
        text = paragraph.text
        end = _organisation_end(text.text, 0)
        value = text.text[:end].strip(" ,.:–-")
        if not value or len(value) > 80 or len(value.split()) > 9:
            continue
        named = _is_association(value) and (len(value.split()) > 1 or len(value) > 12)
        if named or re.fullmatch(r"(?:[\wÆØÅæøå.-]+\s+){1,3}(?:kommune|vandværk|bylaug|boligforening|varmeværk|menighedsråd|andelsboligforening)|region\s+\w+", value, re.I):
            fact = text.fact(0, end, "meeting.letterhead")
            if fact is not None:
                yield fact


def is_general_meeting(forum: str | None) -> bool:
    """Whether the forum is a general meeting, which a dirigent chairs."""
    return bool(forum and _ASSEMBLY.search(forum))
