"""Case numbers, and the lines of particulars under a heading that hold them."""

from __future__ import annotations

import re

from referat.extract.outline.headings import Looks
from referat.models.fact import Fact
from referat.models.place import Span

_VALUE = r"(?P<value>\d{2}\.\d{2}\.\d{2}\s?-?[A-ZÆØÅ]\d{2}(?:[/-]\d+)*|(?:[A-ZÆØÅ]{1,5}-?)?\d[\w.]*(?:[-/][\w.]+)*)"
# In the order in which they count: the first that is printed is the case number.
_LABELLED = (
    re.compile(r"\b(?:sags?\s?-?nr|sagsnummer|sagsnumre|acadre\s?sagsnr|esdh-?sag|sag\s?nr)\b\.?\s*:?\s*" + _VALUE, re.I),
    re.compile(r"\bsags?\s?-?id\b\.?\s*:?\s*" + _VALUE, re.I),
    re.compile(r"(?P<value>\bEMN-\d{4}-\d+)"),
    re.compile(r"\b(?:j\.\s?nr|j\.?\s?nr|journalnr|journal\s?nr|journalnummer)\b\.?\s*:?\s*" + _VALUE, re.I),
)
_BARE = re.compile(
    r"\(?(?P<value>\d-\d{2}-\d{2,3}-\d{1,4}-\d{2}|\d{2,4}/\d{3,6}|\d{2}\.\d{2}\.\d{2}-[A-ZÆØÅ]\d{2}-\d+-\d{2}|[A-Z]{2,4}-\d{4}-\d{4,7}|\d{4}-\d{5,8}|\d{3}-\d{4}-\d{3,8})\)?"
)
_PARTICULARS = re.compile(
    r"(?:sags?\s?-?(?:nr|id|nummer|behandler)|j\.?\s?nr|journalnr|dok\.?\s?-?(?:nr|id)|dokument\s?nr|initialer|kompetence|beslutningskompetence|emn-\d|kle)\b.{0,120}"
    r"|(?:lukket|åbent?|offentligt?|ikke\s+offentligt?)(?:\s+(?:sag|punkt|møde|dagsorden))?",
    re.I,
)


def is_particulars(text: str) -> bool:
    """Whether a line holds the particulars of a case and nothing else: its number, document number, case officer, 'Åben sag'."""
    return _PARTICULARS.fullmatch(text.strip()) is not None or _BARE.fullmatch(text.strip()) is not None


def read_case_number(looks: Looks, lead: Span | None, heading: Span, body: Span) -> tuple[Fact[str] | None, int]:
    """The case number in an item's heading or in the particulars above or under it, and where the particulars end (an offset)."""
    end = body.start
    places = [heading, *([lead] if lead else [])]
    for line in list(looks.source.lines_of(body))[:4]:
        text = looks.source.of(line.span).strip()
        if not is_particulars(text):
            break
        places.append(line.span)
        end = line.span.end
    return _first(looks, places), end


def _first(looks: Looks, places: list[Span]) -> Fact[str] | None:
    for pattern in _LABELLED:
        for place in places:
            match = pattern.search(looks.source.text, place.start, place.end)
            if match:
                return Fact(match["value"], (Span(*match.span("value")),), "cases.labelled")
    for place in places[1:]:
        match = _BARE.fullmatch(looks.source.of(place).strip())
        if match:
            start = looks.source.text.index(match["value"], place.start)
            return Fact(match["value"], (Span(start, start + len(match["value"])),), "cases.bare")
    return None
