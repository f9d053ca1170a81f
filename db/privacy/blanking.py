"""Texts with personal data replaced by what it was.

What was found in one text is replaced in all: a number stands beside the word CPR in the text of a section, and alone in a table of facts.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from referat.db import keys
from referat.extract.privacy.cpr import find_cpr, plain
from referat.extract.privacy.personal import find_personal
from referat.models.personal import Holder, PersonalKind
from referat.models.place import Span

REPLACEMENTS = {
    PersonalKind.CPR: "[CPR-nummer fjernet]",
    PersonalKind.PHONE: "[telefonnummer fjernet]",
    PersonalKind.EMAIL: "[e-mail fjernet]",
    PersonalKind.ADDRESS: "[adresse fjernet]",
}
_RUN = re.compile(r"(?:[0-9OoIl|][\s./_:\xad‐‑‒–—−-]{0,4}){10,}")
_TAIL = re.compile(r"[0-9OoIl|][0-9OoIl|\s./‐‑‒–—−-]{4,40}$")
_SIGN = re.compile(r"[0-9OoIl|]")
_SLIPS = str.maketrans("OoIl|", "00111")
_CUT = "…"
# So much of something that was cut off at the end of a value is enough to know it.
_LEAST_CUT = 5


class Numbers:
    """Replaces numbers and addresses of some kinds; it learns first what there is."""

    def __init__(self, kinds: Collection[PersonalKind], *, offices: bool = False) -> None:
        self._kinds, self._offices = frozenset(kinds), offices
        self.digits: set[str] = set()
        self._wordings: dict[str, PersonalKind] = {}

    def learn(self, text: str) -> None:
        """Takes in what stands in a text."""
        if PersonalKind.CPR in self._kinds:
            self.digits |= {found.digits for found in find_cpr(text)}
        for found in find_personal(text) if self._kinds - {PersonalKind.CPR} else ():
            if found.kind in self._kinds and found.kind is not PersonalKind.CPR and (self._offices or found.holder is Holder.PERSON):
                self._wordings[text[found.span.start : found.span.end]] = found.kind

    def spans(self, text: str) -> list[tuple[Span, PersonalKind]]:
        """Where something that was learnt stands in a text, in order and without overlap."""
        found = [(span, PersonalKind.CPR) for span in self._number_spans(text)]
        if self._wordings:
            found += [(Span(*match.span()), self._wordings[match.group()]) for match in self._pattern().finditer(text)]
        kept: list[tuple[Span, PersonalKind]] = []
        for span, kind in sorted(found, key=lambda one: (one[0].start, -one[0].end)):
            if not kept or not kept[-1][0].overlaps(span):
                kept.append((span, kind))
        return kept

    def blank(self, text: str) -> str:
        """The text without it."""
        for span, kind in reversed(self.spans(text)):
            text = text[: span.start] + REPLACEMENTS[kind] + text[span.end :]
        return self._without_cut(text) if text.endswith(_CUT) else text

    def variants(self) -> set[str]:
        """Every wording that may not be left anywhere: numbers as digits, with a hyphen, with a space; the rest as it was written."""
        numbers = {wording for digits in self.digits for wording in (digits, f"{digits[:6]}-{digits[6:]}", f"{digits[:6]} {digits[6:]}")}
        return numbers | set(self._wordings)

    def _number_spans(self, text: str) -> Iterable[Span]:
        if not self.digits:
            return
        text = plain(text)
        for run in _RUN.finditer(text):
            places = [match.start() for match in _SIGN.finditer(text, *run.span())]
            written = "".join(text[place] for place in places).translate(_SLIPS)
            at = 0
            while at + 10 <= len(written):
                if written[at : at + 10] in self.digits:
                    yield Span(places[at], places[at + 9] + 1)
                    at += 10
                else:
                    at += 1

    def _pattern(self) -> re.Pattern[str]:
        return re.compile("|".join(re.escape(wording) for wording in sorted(self._wordings, key=len, reverse=True)))

    def _without_cut(self, text: str) -> str:
        """Without the beginning of a number or address at the end of a value that was cut off there."""
        body = text[: -len(_CUT)].rstrip()
        shown = plain(body)
        tail = _TAIL.search(shown)
        places = [match.start() for match in _SIGN.finditer(shown, tail.start())] if tail and self.digits else []
        written = "".join(shown[place] for place in places).translate(_SLIPS)
        for at in range(len(written) - _LEAST_CUT + 1):
            if any(digits.startswith(written[at:]) for digits in self.digits):
                return f"{body[: places[at]]}{REPLACEMENTS[PersonalKind.CPR]}{_CUT}"
        for wording, kind in self._wordings.items():
            for length in range(min(len(wording), len(body)), _LEAST_CUT - 1, -1):
                if body.endswith(wording[:length]):
                    return f"{body[:-length]}{REPLACEMENTS[kind]}{_CUT}"
        return text


class Names:
    """Replaces names of people in texts; in ids those of `people` (ids of the table), and with `slugs` those made from the names."""

    def __init__(self, names: Iterable[str], replacement: str, *, people: Iterable[str] = (), slugs: bool = True) -> None:
        self.names = sorted({" ".join(name.split()) for name in names if len(name.strip()) > 1}, key=lambda name: (-len(name), name))
        self.replacement, self.slug = replacement, keys.slug(replacement)
        self._text = _either({_spelled(name) for name in self.names})
        ids = ({keys.slug(name) for name in self.names} if slugs else set()) | set(people)
        self._id = _either({re.escape(identity) for identity in ids if identity}, within="a-z0-9-")

    def spans(self, text: str) -> list[Span]:
        """Where one of the names stands in a text."""
        return [Span(*match.span()) for match in self._text.finditer(text)] if self._text else []

    def blank(self, text: str) -> str:
        """The text without the names; an s of the genitive goes with them."""
        return self._text.sub(self.replacement, text) if self._text else text

    def blank_id(self, text: str) -> str:
        """An id without the names."""
        return self._id.sub(self.slug, text) if self._id else text


def _spelled(name: str) -> str:
    """A name as it may be written: in capitals, and joined in e-mail addresses and names of files; a single word only as it stands."""
    parts = name.split(" ")
    if len(parts) == 1:
        return re.escape(name)
    plain = keys.slug(name).split("-")
    ways = {tuple(map(re.escape, parts)): r"[\s._-]+", tuple(plain): "[._-]"}
    return "(?i:" + "|".join(between.join(way) for way, between in ways.items()) + ")"


def _either(patterns: Iterable[str], *, within: str = r"\w") -> re.Pattern[str] | None:
    """Any of some names as a whole word (in an id: as a whole part of it)."""
    listed = sorted(patterns, key=lambda pattern: (-len(pattern), pattern))
    ending = "" if within != r"\w" else "(?:['’]?s)?"
    return re.compile(rf"(?<![{within}])(?:{'|'.join(listed)}){ending}(?![{within}])") if listed else None
