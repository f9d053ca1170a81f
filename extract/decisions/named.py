"""Who a sentence of minutes is about: the run of names before its verb, behind 'af' or in brackets."""

from __future__ import annotations

import re

from referat.models.fact import Fact
from referat.models.minutes import Text
from referat.models.names import is_first_name, is_surname
from referat.models.place import Span

_WORD = r"[A-ZÆØÅ][\w.'’&-]*"
_GROUP = r"(?:\s+(?:byråds|kommunalbestyrelses|regionsråds|folketings)?(?:gruppe|gruppen|medlemmer|medlem|repræsentanter|repræsentant))?"
NAME = rf"{_WORD}(?:\s+(?:{_WORD}|von|van|de|la|af\s+(?=[A-ZÆØÅ])))*{_GROUP}(?:\s*\([A-ZÆØÅ][^()]{{0,39}}\))?"
RUN = rf"{NAME}(?:(?:,\s*(?:og\s+)?|\s+og\s+|\s+samt\s+){NAME})*"
_REACH = 250  # characters before a verb in which its subject stands
_ONE = re.compile(NAME)
_RUN_BEFORE = re.compile(rf"(?P<run>{RUN})\s+(?:[a-zæøå]+\s+){{0,3}}?\Z")
_RUN_BEHIND = re.compile(rf"\s*(?:af|fra|for)\s+(?P<run>{RUN})")
# Capitalised words at the start of a sentence that are nobody's name.
_NOBODY = re.compile(
    r"(?:Der|Det|Den|De|Et|En|I|På|Efter|Herefter|Derefter|Sagen|Punktet|Punkt|Udvalget|Byrådet|Mødet|Ingen|Alle|Ved|Til|For|Under|Da|Om|Vedr\.?|Ad|At|Som"
    r"|Godkendt\w*|Indstilling\w*|Forvaltning\w*|Kommunen|Kl\.?|Dog|Med|Fra|Af|Flere|Nogle|Begge|Han|Hun|Vi|Jeg|Man|Bestyrelsen|Anbefal\w*|Tiltrådt"
    r"|Vedtaget|Følgende|Også|Desuden|Blev|OK|OBS|NB|PS|HUSK)\b"
)
_TITLE_WORD = re.compile(
    r"[A-ZÆØÅ]?[a-zæøå]+(?:chef|direktør|formand|leder|konsulent|medlem|mester|rådmand|sekretær|planlægger|læge)\s+(?=[A-ZÆØÅ])"
)


def names_of(run: str, at: int, *, rule: str) -> tuple[Text, ...]:
    """The names of a run ('Alma Brink (V), Bo Lund og SF') that starts at an offset of the body text, each with its place."""
    names = []
    for match in _ONE.finditer(run):
        start, text = match.start(), match[0]
        title = _TITLE_WORD.match(text)
        if title:
            start, text = start + title.end(), text[title.end() :]
        text = text.rstrip(" .,'’")
        if text and not _NOBODY.match(text):
            names.append(Fact(text, (Span(at + start, at + start + len(text)),), rule))
    return tuple(names)


def names_before(text: str, end: int, at: int, *, rule: str) -> tuple[Text, ...]:
    """The names right before a verb at `end` of a sentence that starts at `at`."""
    start = max(0, end - _REACH)
    match = _RUN_BEFORE.search(text[start:end].rstrip() + " ")
    return names_of(match["run"], at + start + match.start("run"), rule=rule) if match else ()


def names_behind(text: str, start: int, at: int, *, rule: str) -> tuple[Text, ...]:
    """The names behind 'af' or 'fra' that follow at `start`."""
    match = _RUN_BEHIND.match(text, start)
    return names_of(match["run"], at + match.start("run"), rule=rule) if match else ()


def is_someone(name: str) -> bool:
    """Whether a name is a person's: a known first name or surname, initials of two to four letters, or a name with a party in brackets."""
    words = re.sub(r"\s*\(.*", "", name).split()
    if not words:
        return False
    if "(" in name and len(words) >= 2:
        return True
    if len(words) == 1:
        return is_first_name(words[0], alone=True) or bool(re.fullmatch(r"[A-ZÆØÅ]{2,4}", words[0]))
    return is_first_name(words[0]) or is_surname(words[-1])
