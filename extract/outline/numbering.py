"""The number in front of a heading: '1.', '1)', 'Punkt 1:', 'Ad 1', 'Pkt. 3', '§ 2', '12.a', '4.1.'."""

from __future__ import annotations

import re
from dataclasses import dataclass

_WORDS = {
    "ad": "ad", "ad.": "ad", "punkt": "punkt", "pkt": "punkt", "pkt.": "punkt", "sag": "sag", "sagen": "sag", "dagsordenspunkt": "punkt",
    "dagsordenens": "punkt", "§": "§", "nr": "nr", "nr.": "nr", "post": "post",
}  # fmt: skip
_NUMBERED = re.compile(
    r"(?P<word>(?:ad\.?\s+)?(?:dagsordenens\s+)?(?:ad\.?|dagsordenspunkt|punkt|pkt\.?|sag(?:en)?|§|nr\.?|post)(?=\s*\d|\s*nr))?\s*(?:nr\.?\s*)?"
    r"\(?(?P<number>\d{1,4})(?P<suffix>(?:\.\d{1,2})+(?=[.):]?(?:\s|$))|(?:\.?\s?[a-hA-H])(?=[.):\s]|$))?(?P<mark>\s?[.):]+|\s?[-–—](?=\s))?(?P<space>\s+|$|(?<=[.):])(?=[A-ZÆØÅ”\"“]))",
    re.I,
)
_NO_HEADING = re.compile(
    r"(?:januar|februar|marts|april|maj|juni|juli|august|september|oktober|november|december|jan\.|feb\.|mar\.|apr\.|jun\.|jul\.|aug\.|sep\.|sept\.|okt\.|nov\.|dec\.)\b"
    r"|(?:Januar|Februar|Marts|April|Maj|Juni|Juli|August|September|Oktober|November|December)(?:\s+\d|$)"
    r"|(?:kvartal|halvår|klasse|klassetrin|etage|sal|division|behandling|suppleant|næstformand|viceformand|del|stk|stemmer|personer|medlemmer|timer|minutter|år|dage|uger|gange|kr|mio)\b"
    r"|\d{1,2}[.:]\d{2}\b|\d{4}\b|%|m2\b"
)
_TIME_OR_SUM = re.compile(r"\d{1,2}[.:]\d{2}(?!\d)\s*(?:[-–]|\s|$)|\d{1,3}\.\d{3}\b|\d{1,2}[./-]\d{1,2}[./-]\d{2,4}")


@dataclass(frozen=True, slots=True)
class Numbering:
    """A number at the start of a line. family: the word before it ('' for none). value and suffix: 4 and '.1' of '4.1.'.

    printed: the number as printed, without word and closing mark. rest: where in the line the title begins.
    marked: a full stop, bracket, colon or dash follows.
    """

    family: str
    value: int
    suffix: str
    printed: str
    number_start: int
    rest: int
    marked: bool


def numbering(line: str) -> Numbering | None:
    """The number that a line begins with; None where none does, or where it is a date, a clock time, a sum or a count."""
    match = _NUMBERED.match(line)
    if match is None:
        return None
    word = " ".join((match["word"] or "").casefold().split())
    family = _WORDS.get(word.split()[0], "punkt") if word else ""
    rest = line[match.end() :]
    if not family and (_TIME_OR_SUM.match(line) or _NO_HEADING.match(rest)):
        return None
    marked = match["mark"] is not None
    if not family and not marked and not rest[:1].isupper() and rest:
        return None
    suffix = (match["suffix"] or "").strip().casefold()
    if suffix.startswith(".") and suffix.strip(".").strip("0") == "":
        suffix = ""  # 1.0
    start = match.start("number") if family != "§" else match.start("word")  # '§ 2' is printed as one
    end = match.end("suffix") if match["suffix"] else match.end("number")
    return Numbering(family, int(match["number"]), suffix, line[start:end].strip(), start, match.end(), marked)
