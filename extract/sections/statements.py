"""The sentences of a stretch of minutes, as spans: what a decision, a vote or a reservation is read from."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from referat.models.kinds import SectionKind
from referat.models.minutes import Section
from referat.models.place import Span
from referat.models.text import SourceText

# A full stop behind one of these does not end a sentence.
_SHORT = (
    "bl bla ca dvs evt ekskl eks f fx feks hhv ift ifm ifbm inkl jf jfr jvf kl kr m md mht mhp mia mio nr nuv o osv "
    "pct pga pkt pr ref s sml stk str tdr tlf vedr vha vs ang adm afd alm am art bet div dok dr ex fr gl hr ing iht iflg max "
    "maks min mrk ndf pos prof tidl st th tv sr jr d"
)
_ABBREVIATIONS = frozenset(_SHORT.split())
_END = re.compile(r"\n|[.!?]+[\"”»’)]*(?=\s)|[.](?=[A-ZÆØÅ][a-zæøå])")
_LONG_WORD = 40  # characters; longer ones are no abbreviations
# What numbers a part of a decision: 'Ad 1:', 'At 2:', '1. at', 'a)', 'Vedr. punkt 2:'.
LABEL = re.compile(
    r"(?:[-–•·▪●*]+\s+)*"
    r"(?:(?:(?:ad|at|vedr\.?)\s*)?(?:pkt\.?|punkt|indstillings?punkt|beslutningspunkt)?\s*\(?\d{1,2}(?:\.\d{1,2})?\s*(?:[.):-]+\s*(?:at\b)?|(?=\s+[A-ZÆØÅ]))"
    r"|[a-zæøå]\s*[).]|(?:ad|at)\s+[a-z0-9]{1,2}\s*[:.)])\s*[:–-]?\s*",
    re.I,
)

DECISIONS = (SectionKind.BESLUTNING,)
MINUTED = (SectionKind.BESLUTNING, SectionKind.REFERAT)


def sentences(source: SourceText, spans: Iterable[Span]) -> Iterator[Span]:
    """Every sentence of the spans in order, without white space and bullets around it; a line break of the text always ends one."""
    for span in spans:
        yield from _cut(source.text, span.start, span.end)


@lru_cache(maxsize=256)  # what was decided, voted and reserved is read from the same sections, one after the other
def _cut(text: str, start: int, end: int) -> tuple[Span, ...]:
    found: list[Span] = []
    for match in _END.finditer(text, start, end):
        if match[0] == "\n" or _ends(text, start, match):
            found += _trimmed(text, start, match.end())
            start = match.end()
    return (*found, *_trimmed(text, start, end))


def _ends(text: str, start: int, match: re.Match[str]) -> bool:
    if not match[0].startswith(".") or len(match[0]) > 1:
        return True
    word = text[max(start, match.start() - _LONG_WORD) : match.start()].rpartition("(")[2]
    word = word.split()[-1] if word and not word[-1].isspace() else ""
    following = text[match.end() : match.end() + 3].lstrip()
    if following[:1].islower() and word.casefold() not in ("godkendt", "vedtaget"):
        return False
    if word.casefold().replace(".", "") in _ABBREVIATIONS or (len(word) == 1 and word.isalpha()):
        return False
    # '1.' before a text is a number of it, 'den 3.' before a month a day.
    return not word.isdigit() or not following[:1].isalpha() or len(word) > 2


def _trimmed(text: str, start: int, end: int) -> Iterator[Span]:
    while start < end and text[start] in " \n\t•·▪●○◦‣*":
        start += 1
    while end > start and text[end - 1] in " \n\t":
        end -= 1
    if start < end:
        yield Span(start, end)


def after_label(text: str) -> int:
    """How many characters of a sentence only number it ('Ad 1: Godkendt' has six)."""
    match = LABEL.match(text)
    return match.end() if match and match.end() < len(text) else 0


def sections_of(sections: Sequence[Section], kinds: Iterable[SectionKind]) -> list[Section]:
    """The sections of some kinds, kind by kind in the order asked for."""
    return [section for kind in kinds for section in sections if section.kind == kind]
