"""Personal numbers (CPR-numre) in a text, however they are written.

The build of the number and its check are those of the CPR office (cpr.dk, "Opbygning af CPR-nummeret"; "Personnumre uden kontrolciffer"):
the birth date in six digits, the century by the seventh digit and the year, a check modulus 11 that every number had until 1 October 2007.
Numbers without it have been given since then, to people born on a 1 January of the years from 1960 to 1995 so far. A number in the usual
form DDMMYY-XXXX is therefore taken without the check, unless the words before it call it something else; other forms need the check, or the
word CPR beside them, and so do numbers that are printed without a space to a word of three letters or more. Administrative numbers (the
day plus 60) are taken beside that word too.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import NamedTuple

from stdnum.dk import cpr
from stdnum.exceptions import ValidationError

from referat.models.personal import Ground
from referat.models.place import Span
from referat.models.wording import wording

_DASH = "‐‑‒–—−-"  # the hyphen last, as a class wants it
_FOREIGN = re.compile(r"(?![0-9])\d")
_SIGNS = str.maketrans("﹣－\u200b\u200c\u200d\u2060\ufeff", "--" + "\xad" * 5)
# What OCR and hasty typing put for digits.
_DIGIT, _SLIPS = "[0-9OoIl|]", str.maketrans("OoIl|", "00111")
_TWO = _DIGIT + "{2}"
_GAP = rf"[^\S\n]{{0,2}}\n?[^\S\n]{{0,2}}[\xad{_DASH}]{{1,3}}[^\S\n]{{0,2}}\n?[^\S\n]{{0,2}}"
# Not a piece of a longer number (EAN, a file number such as 00.22.00-A00-1-20, an amount), but a label or a word may stand close to it.
_WORD = r"[^\W\d_]{3}"
_BEFORE = rf"(?:(?<![^\W_])|(?<=nr)|(?<={_WORD}))(?<!\d[.,{_DASH}])(?<![A-ZÆØÅ]\d\d[{_DASH}])(?<!\b\d\d/)"
_AFTER = rf"(?:(?![^\W_])|(?={_WORD}))(?![.,{_DASH}]\d)(?!/\d{{1,4}}\b)"
_NUMBER = re.compile(
    rf"{_BEFORE}(?P<day>{_TWO})(?P<within>[./{_DASH}]|[ \xa0])?(?P<month>{_TWO})(?(within)(?P=within)[ \xa0]?(?:(?:19|20)(?={_TWO}\D))?)"
    rf"(?P<year>{_TWO})(?:(?P<dash>{_GAP})|(?P<space>[ \t\xa0]{{1,2}}|\s?\n|[./_:]))?(?P<serial>{_DIGIT}{{4}}){_AFTER}",
    re.I,
)
_SERIAL = re.compile(rf"{_DIGIT}{{4}}(?:(?![^\W_])|(?={_WORD}))")
_SERIAL_YEAR = re.compile(r"19[3-9]\d|20[0-4]\d")
_CLOCK = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
_LABEL_REACH = 40
_LATEST_BIRTH = 2036  # the centuries that the seventh digit gives reach further; nobody has such a number yet


class FoundNumber(NamedTuple):
    """A personal number in a text: where it stands, its ten digits, and why it is taken for one."""

    span: Span
    digits: str
    ground: Ground


def _labels() -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """The word CPR somewhere before; the word CPR right before ten digits in any grouping; another name right before."""
    own, other = (
        "|".join(entry.pattern.pattern for entry in wording("personal").entries if entry.kind in kinds and entry.pattern)
        for kinds in (("cpr",), ("other-number", "phone"))
    )
    near = re.compile(rf"(?<![^\W_])(?:{own})(?![^\W_])", re.I)
    loose = re.compile(rf"(?<![^\W_])(?:{own})(?:\s?er)?[\s:]{{0,3}}(?P<number>(?:\d[ .\xa0/{_DASH}]{{0,2}}){{9}}\d)(?!\d)", re.I)
    # It may stand before a list of numbers: "sagsnr. 120312-4500 og 130312-4501".
    called = re.compile(rf"(?<![^\W_])(?:{other})(?![^\W_])[\s:#]{{0,3}}(?:[\d./{_DASH}]{{3,20}}(?:,| og|\+|/)\s){{0,5}}$", re.I)
    return near, loose, called


_OWN, _LOOSE, _OTHER = _labels()


def find_cpr(text: str) -> Iterator[FoundNumber]:
    """The personal numbers of a text, in order and without overlap."""
    text = plain(text)
    if not _may_hold_one(text):
        return iter(())
    found = {match.span(): digits for match in _NUMBER.finditer(text) if (digits := _read(text, match))}
    taken = [FoundNumber(Span(*place), *read) for place, read in found.items()]
    for match in _LOOSE.finditer(text):
        span = Span(*match.span("number"))
        if not any(span.overlaps(other.span) for other in taken):
            taken.append(FoundNumber(span, re.sub(r"\D", "", match["number"]), Ground.LABEL))
    return iter(sorted(taken))


def plain(text: str) -> str:
    """A text of the same length with digits and hyphens of other widths and scripts as the usual ones, and a soft hyphen for each sign that
    nobody sees.
    """
    if text.isascii():
        return text
    return _FOREIGN.sub(lambda match: str(unicodedata.decimal(match[0])), text.translate(_SIGNS))


def _may_hold_one(text: str) -> bool:
    """Quickly told: whether there is a serial number at the end of a word, or a word for personal numbers."""
    if len(text) < 10:
        return False
    if _SERIAL.search(text) is not None:
        return True
    low = text.lower()
    return any(word in low for word in ("cpr", "c.p.r", "person", "pnr"))


def _read(text: str, match: re.Match[str]) -> tuple[str, Ground] | None:
    """The digits of a number that may be one, and why it is one; None where it is not."""
    written = match["day"] + match["month"] + match["year"] + match["serial"]
    digits = written.translate(_SLIPS)
    before = text[max(0, match.start() - _LABEL_REACH) : match.start()].rpartition("\n\n")[2]
    labelled = _OWN.search(before) is not None
    if sum(sign.isdigit() for sign in written) < (6 if match["dash"] or labelled else 10) or not _is_date(digits, labelled=labelled):
        return None
    fits = cpr.checksum(digits) == 0
    if labelled:
        return digits, Ground.MODULUS if fits else Ground.LABEL
    if _is_glued(text, match) and not (fits and match["dash"]):
        return None
    called = _OTHER.search(before) is not None
    usual = match["dash"] is not None and match["within"] is None
    if match["within"] is not None and _is_moment(digits[6:], clock=match["within"] != " " and not match["dash"]):
        return None
    ground = _usual(digits, fits, called=called) if usual else _unusual(digits, fits, called=called and not match["dash"])
    return None if ground is None else (digits, ground)


def _is_glued(text: str, match: re.Match[str]) -> bool:
    """Whether a word begins or ends right where the number does."""
    before, after = text[max(0, match.start() - 2) : match.start()].lower(), text[match.end() : match.end() + 1]
    return after.isalpha() or (before[-1:].isalpha() and before != "nr")


def _usual(digits: str, fits: bool, *, called: bool) -> Ground | None:
    """Why a number in the form DDMMYY-XXXX is one."""
    if fits:
        return Ground.MODULUS
    if called or (_SERIAL_YEAR.fullmatch(digits[6:]) and not _is_exempt(digits)):
        return None
    return Ground.FORM


def _unusual(digits: str, fits: bool, *, called: bool) -> Ground | None:
    """Why digits in another form are one."""
    if called:
        return None
    if fits:
        return Ground.MODULUS
    return Ground.FORM if _is_exempt(digits) else None


def _is_moment(serial: str, *, clock: bool) -> bool:
    """Whether the digits after a date are more likely its year or a time of day."""
    return _SERIAL_YEAR.fullmatch(serial) is not None or (clock and _CLOCK.fullmatch(serial) is not None)


def _is_exempt(digits: str) -> bool:
    """Whether numbers without the check have been given to people born on that day."""
    return digits.startswith("0101") and 1960 <= cpr.get_birth_date(digits).year <= 1999


def _is_date(digits: str, *, labelled: bool) -> bool:
    day = int(digits[0])
    if labelled and day >= 6:
        digits = f"{day - 6}{digits[1:]}"
    try:
        return bool(cpr.get_birth_date(digits).year <= _LATEST_BIRTH)
    except ValidationError:
        return False
