"""Names of organisations on the page: where one ends, whether a text is one, and lines that are nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from referat.extract.attendance.stitched import Stitched, stitch
from referat.extract.dates.dates import find_dates
from referat.extract.head.paragraphs import Paragraph
from referat.models.minutes import Text
from referat.models.place import Span
from referat.models.text import SourceText
from referat.models.wording import wording

_BODIES = wording("bodies")
_STOP = re.compile(
    r"\s*(?:\b(?:den|d\.|afholdt|afholdtes|afholdes|holdes|på|mandag|tirsdag|onsdag|torsdag|torsd|fredag|lørdag|søndag|kl|hermed|indkaldes|"
    r"afholder|indkalder|med\s+følgende|og\s+dagsorden|og\s+referat|i(?-i:(?=\s+[a-zæøå]))|hos)(?=\W|\d|$)|"
    r"[–;:(]|\s-\s|,?\s*\d{1,2}\s?[./-]\s?\d|\.(?:\s|$)|\n|$)",
    re.I,
)
_ASSOCIATION = re.compile(
    rf"(?:\w*(?:{_BODIES.alternatives('association')})(?:en|et)?\b|(?:{_BODIES.alternatives('short')})(?=[\s.:])|(?i:ef|ab|gf)-\d)", re.I
)
_BARE_KIND = re.compile(rf"(?:\w*(?:{_BODIES.alternatives('association')})(?:en|et|s|ens|ets)?|{_BODIES.alternatives('short')})[.,]?", re.I)
_OWNED = re.compile(rf"(?:[\wÆØÅæøå.-]+\s+){{1,3}}(?:\w*(?:{_BODIES.alternatives('owner')}))|region\s+\w+(?:\s+\w+)?", re.I)
_NAMED = re.compile(r"\S+,\s+\S|\S+\s+(?:for\s+|af\s+)?[A-ZÆØÅ\d\"”»]|\S+-\d")
_PART = re.compile(r",\s+(?:[Éé]tape|[Ee]tape|[Aa]fdeling|[Aa]fd\.)")
_LONGEST = 90
_IN_TEXT = re.compile(
    rf"(?P<o>(?:\b\w*(?i:{_BODIES.alternatives('association')})(?:en|et)(?!\.)|\b(?:{_BODIES.alternatives('short')}))[.,]?[^\S\n]+[A-ZÆØÅ][\w-]*(?:[^\S\n]+(?:[A-ZÆØÅ][\w-]*|\d+))*)"
)


def is_association(text: str) -> bool:
    """Whether the text begins with a kind of association: 'ejerforeningen …', 'E/F …'."""
    return bool(_ASSOCIATION.match(text.strip()))


def is_bare_kind(text: str) -> bool:
    """Whether the text is the kind of association alone, without a name: 'Grundejerforeningen'."""
    return bool(_BARE_KIND.fullmatch(text.strip()))


def phrase_end(text: str, start: int) -> int:
    """Where a name that begins at `start` ends: before a date, a dash, a bracket or the end of the sentence."""
    dates = [match.start for match in find_dates(text[start : start + 200])]
    stops = [match.start() for match in _STOP.finditer(text, start) if match.start() > start and not _shortened(text, match.start())]
    return min([*stops[:1], *(start + at for at in dates if at > 0), len(text)])


def _shortened(text: str, at: int) -> bool:
    """A full stop after a short form: 'GF. Lyngholm', 'Sct. Olai'."""
    word = text[:at].rsplit(" ", 1)[-1]
    return text[at : at + 1] == "." and at + 1 < len(text) and (len(word) <= 3 or word.isupper())


def organisation_at(text: Stitched, start: int, rule: str) -> Text | None:
    """The organisation that begins at `start`; a comma after its kind belongs to it: 'ejerforeningen, Lyngholm 2'."""
    end = phrase_end(text.text, start)
    comma = text.text.find(",", start, end)
    goes_on = is_bare_kind(text.text[start:comma]) or is_association(text.text[comma + 1 : end]) or _PART.match(text.text, comma)
    if comma > 0 and not goes_on:
        end = comma
    fact = text.fact(start, end, rule)
    if fact is None or not re.search(r"[A-ZÆØÅ]", fact.value) or len(fact.value) > _LONGEST or is_bare_kind(fact.value):
        return None
    return fact if fact.value[:1].isupper() or is_association(fact.value) else None


def organisation_lines(source: SourceText, paragraphs: Sequence[Paragraph]) -> Iterator[Text]:
    """Lines of the head that are an organisation's name: 'Ejerforeningen Lyngholm', 'Fjordby Kommune', 'VESTERBRO VANDVÆRK'."""
    for paragraph in paragraphs[:12]:
        for part in paragraph.text.parts:
            line = stitch(source, [part])
            fact = organisation_at(line, 0, "meeting.letterhead")
            if fact is None or len(fact.value.split()) > 9:
                continue
            if (is_association(fact.value) and _NAMED.match(fact.value)) or _OWNED.fullmatch(fact.value):
                yield fact


def organisation_in_text(source: SourceText, span: Span, *, often: int = 2) -> Text | None:
    """The association that a part of the text names, where it names just one, and that at least so often."""
    found = list(_IN_TEXT.finditer(source.of(span)))
    names = {" ".join(match["o"].split()).casefold().rstrip("s") for match in found}
    if len(names) != 1 or len(found) < often:
        return None
    name = found[0]
    return stitch(source, [Span(span.start + name.start("o"), span.start + name.end("o"))]).fact(0, len(name["o"]), "meeting.text")
