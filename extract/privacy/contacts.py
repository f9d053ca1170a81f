"""E-mail addresses, telephone numbers and street addresses in a text, and whose they are as far as the line says."""

from __future__ import annotations

import re
from collections.abc import Iterator

from referat.models.personal import Holder, Personal, PersonalKind
from referat.models.place import Span
from referat.models.wording import wording

_EMAIL = re.compile(r"(?<![\w.+-])(?P<local>[\w+-][\w.+-]{0,63})@(?P<domain>[\w-]{1,63}(?:\.[\w-]{1,63}){1,4})(?<![.-])(?![\w@])")


def _joined(kind: str) -> str:
    return "|".join(entry.pattern.pattern for entry in wording("personal").entries if entry.kind == kind and entry.pattern)


_EIGHT = r"[2-9]\d(?:[ \xa0.]?\d\d){3}|[2-9]\d{3}[ \xa0]\d{4}|[2-9]\d{2}[ \xa0]\d{2}[ \xa0]\d{3}"
_END = r"(?![^\W_])(?![.,:/-]\d)"
_PHONE = (
    re.compile(rf"(?<![^\W_])(?:{_joined('phone')})(?![^\W_])[\s:]{{0,3}}(?P<number>(?:(?:\+|00)45[ \xa0]?)?(?:{_EIGHT})){_END}", re.I),
    re.compile(rf"(?<![\w+])(?P<number>(?:(?:\+|00)45|\(\+?45\))[ \xa0]?(?:{_EIGHT})){_END}"),
    re.compile(rf"(?<![\w+])(?P<number>\+(?!45)[1-9]\d{{0,2}}(?:[ \xa0-]?\d{{2,4}}){{2,5}}){_END}"),
    # Without a word beside it, only in the grouping that is used for telephones, and not an amount.
    re.compile(rf"(?<![^\W_])(?<![\d.,:/-])(?<!kr\. )(?<!\d )(?P<number>[2-9]\d(?: \d\d){{3}}){_END}(?! ?(?:kr|\d|m2|m²|%|mio|t\.kr))"),
)
_STREET = "|".join(sorted(wording("personal").forms("street"), key=len, reverse=True))
_LETTER = "[^\\W\\d_]"
_CAPITAL = rf"(?:[A-ZÆØÅ]{_LETTER}{{0,20}}\.?[ -])"
_MONTH = "jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec"
_ADDRESS = re.compile(
    rf"(?<![^\W_])(?:{_CAPITAL}{{0,3}}[A-ZÆØÅ]{_LETTER}{{1,25}}?(?:{_STREET})|{_CAPITAL}{{1,3}}(?:{_STREET.title()}))"
    rf" (?P<house>\d{{1,3}} ?[A-ZÆØÅa-z]?)(?![^\W_])(?!\. ?(?:{_MONTH}))"
    r"(?P<dwelling>,? ?(?:st|kl|\d{1,2})\.?(?: ?sal)?,? ?(?:t\.?v|t\.?h|m\.?f)\b\.?|,? \d{1,2}\. ?(?:sal)?(?=,| |$)|, st\.)?"
    r"(?:,? (?:DK-)?\d{4} [A-ZÆØÅ][a-zæøå]+(?: [A-ZÆØÅ][a-zæøå]*)?)?"
)
_OFFICE = re.compile(rf"(?<![^\W_])(?:{_joined('office')})(?![^\W_])", re.I)
_MAILBOX = re.compile(rf"(?:{_joined('mailbox')}|{_joined('office')})", re.I)


def find_contacts(text: str) -> Iterator[Personal]:
    """The e-mail addresses, telephone numbers and addresses of a text; they may overlap."""
    for match in _EMAIL.finditer(text):
        office = _MAILBOX.fullmatch(match["local"]) is not None
        yield Personal(PersonalKind.EMAIL, Span(*match.span()), Holder.OFFICE if office else Holder.PERSON)
    for pattern in _PHONE:
        for match in pattern.finditer(text):
            yield Personal(PersonalKind.PHONE, Span(*match.span("number")), _holder(text, match))
    for match in _ADDRESS.finditer(text):
        # A floor and a side are a dwelling's, whatever it is used for.
        yield Personal(PersonalKind.ADDRESS, Span(*match.span()), Holder.PERSON if match["dwelling"] else _holder(text, match))


def _holder(text: str, match: re.Match[str]) -> Holder:
    """An office's where the sentence or line names one before it or right after it."""
    before = re.split(r"[\n;]|[.!?] (?=[A-ZÆØÅ])", text[max(0, match.start() - 80) : match.start()])[-1]
    after = re.split(r"[\n;.]", text[match.end() : match.end() + 30])[0]
    return Holder.OFFICE if _OFFICE.search(before) or _OFFICE.search(after) else Holder.PERSON
