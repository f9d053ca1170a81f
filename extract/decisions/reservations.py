"""Who distanced himself from a decision: forbehold, mindretalsudtalelse, særstandpunkt, 'kunne ikke tiltræde', standsning."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from referat.extract.decisions.named import names_before, names_behind, names_of
from referat.extract.sections.statements import MINUTED, sections_of, sentences
from referat.models.caseless import Caseless
from referat.models.fact import Fact
from referat.models.kinds import ReservationKind
from referat.models.minutes import Reservation, Section, Text
from referat.models.place import Span
from referat.models.text import SourceText
from referat.models.wording import Entry, wording

_PREFILTER = Caseless(
    r"forbehold|mindretal|særstand|særudtal|protokol|ikke\s+(?:\w+\s+)?(?:tiltræde|støtte|godkende|tilslutte|anbefale|stemme|medvirke)"
    r"|(?:tiltrådte|tiltræder|støtter|støttede|godkendte)\s+ikke|imod\b|stands|begær|indbr|ønsker?\w*\s+(?:sag|beslut)"
)
_BRACKETS = re.compile(
    r"\s*(?:bestående\s+af\s+|i\s+\w+\s+)?\(?(?P<run>[A-ZÆØÅ][^().;:]{0,120}?)"
    r"(?:\)|\s+(?:kan|kunne|ønsker|ønskede|indstiller|foreslår|anbefaler|stemte|afgav)\b)"
)
_QUOTE_END = re.compile(r"[\"”»]")


def read_reservations(source: SourceText, sections: Sequence[Section]) -> tuple[Reservation, ...]:
    """Every reservation in the minutes of an item, in order, with the sentence and who made it; one for each sentence."""
    found = []
    for section in sections_of(sections, MINUTED):
        if any(_PREFILTER.search(source.text, span.start, span.end) for span in section.text.spans):
            spans = list(sentences(source, section.text.spans))
            found += [made for index in range(len(spans)) for made in _made(source, spans, index)]
    return tuple(sorted(found, key=lambda reservation: reservation.text.spans))


def _made(source: SourceText, spans: Sequence[Span], index: int) -> Iterator[Reservation]:
    sentence = spans[index]
    text = source.of(sentence)
    if not _PREFILTER.search(text) or (match := _first(text)) is None:
        return
    entry, place = match
    who = _who(text, place, sentence, entry)
    kind = ReservationKind(entry.kind)
    if not who and kind in (ReservationKind.IKKE_TILTRAEDE, ReservationKind.MINDRETAL) and entry.id != "mindretalsudtalelse":
        return
    if place[0].casefold().startswith("stem") and re.search(r"\d\s+(?:stem|for\b)|\bfor\s+\d", text):  # a count of votes, not a statement
        return
    whole = _with_quote(source, spans, index, place.end())
    yield Reservation(kind, Fact(source.of(whole), (whole,), entry.id), who)


def _first(text: str) -> tuple[Entry, re.Match[str]] | None:
    """The entry that stands first in the sentence; among equals the one that is listed first."""
    best: tuple[Entry, re.Match[str]] | None = None
    for entry, pattern in _entries():
        if entry.kind == "ingen" and pattern.match(text):
            return None
        match = pattern.search(text) if entry.kind != "ingen" else None
        if match is None:
            continue
        if best is None or match.start() < best[1].start():
            best = (entry, match)
    return best


def _who(text: str, place: re.Match[str], sentence: Span, entry: Entry) -> tuple[Text, ...]:
    rule = f"who-{entry.id}"
    if entry.id == "mindretal":
        named = _BRACKETS.match(text, place.end())
        return names_of(named["run"], sentence.start + named.start("run"), rule=rule) if named else ()
    behind = names_behind(text, place.end() - len("fra") if place[0].endswith(("fra", " af")) else place.end(), sentence.start, rule=rule)
    return names_before(text, place.start(), sentence.start, rule=rule) or behind


def _with_quote(source: SourceText, spans: Sequence[Span], index: int, end: int) -> Span:
    """The sentence, with the quoted statement it opens up to its closing mark."""
    sentence = spans[index]
    text = source.of(sentence)
    if len(re.findall(r"[\"”“»«]", text[end:])) % 2 == 0:
        return sentence
    for later in spans[index + 1 : index + 8]:
        if _QUOTE_END.search(source.of(later)):
            return Span(sentence.start, later.end)
    return sentence


@cache
def _entries() -> tuple[tuple[Entry, Caseless], ...]:
    entries = [(entry, entry.pattern) for entry in wording("reservations").entries if entry.pattern is not None]
    return tuple(sorted(entries, key=lambda pair: pair[0].kind != "ingen"))
