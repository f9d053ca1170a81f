"""What stands beside a name in a list of people: mark, initials, party, title, place of work."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from referat.extract.attendance.stitched import Stitched, joined
from referat.extract.people.name_shape import is_title, role_kind
from referat.models.fact import Fact
from referat.models.kinds import Status
from referat.models.minutes import Text
from referat.models.place import Span
from referat.models.wording import wording

_RULE = "attendance.list"


@dataclass(slots=True)
class Listed:
    """A person of a list. `status` and `mark` only where the entry itself says how the person took part; `initials` as printed in brackets.

    `only_items`: where the entry says that the person came for some items only.
    """

    name: Text
    roles: list[Text] = field(default_factory=list)
    organisation: Text | None = None
    status: Status | None = None
    mark: tuple[Span, ...] = ()
    initials: str | None = None
    named_title: bool = False
    only_items: tuple[Span, ...] = ()

    @property
    def role(self) -> Text | None:
        """All roles as one."""
        return joined(self.roles, _RULE)


_NOISE = re.compile(
    r"(?:[Pp]unkt|[Pp]kt\.?|[Pp]unkterne|[Kk]l\.?|fra\s+kl|til\s+kl|kom|gik|ankom|forlod|deltog|deltager|via|pr\.|per|[Oo]nline|virtuelt|"
    r"på\s+(?:teams|skype|video|zoom|Teams|Skype|Zoom)|under|indtil|tlf|mobil|mail|fra\s+(?:punkt|pkt)|til\s+(?:punkt|pkt)|ej\s+mødt|"
    r"som\s+giver|der\s+giver|hele|nr\.?|vej|\d)\b.*|.*@.*|\d.*",
    re.S,
)
_ONLY_ITEMS = re.compile(r"(?:(?:deltog|deltager|under|ved|til)\s+)?(?:punkt|pkt\.?|punkterne)\s*\d", re.I)
_ORDINAL_TITLE = re.compile(r"\d\.\s+(?:suppleant|viceborgmester|næstformand|stedfortræder|viceformand)", re.I)
_FROM = re.compile(r"(?:fra|v/|ved)\s+(?=[\wÆØÅæøå])")
_PARTY = re.compile(r"[A-ZÆØÅ]{1}|[A-ZÆØÅ]{2}")
_ACRONYM = re.compile(r"(?=.*[A-ZÆØÅ])[A-ZÆØÅ0-9][A-ZÆØÅ0-9/&-]{1,7}")
_INITIALS = re.compile(r"[A-ZÆØÅ][A-ZÆØÅa-zæøå]{1,4}")
_PLAIN_TITLE = re.compile(r"(?P<t>\w+)\s+(?:for\s+|fra\s+)?(?P<o>[A-ZÆØÅ0-9][\wÆØÅ/&-]*(?:\s+[A-ZÆØÅ][\w/&-]*){0,3})")


@dataclass(frozen=True, slots=True)
class Detail:
    """A text beside a name: where it begins in its entry, whether it stands in brackets, and the first sign of what stands before it."""

    entry: Stitched
    start: int
    text: str
    bracket: bool = False
    before: str = ","

    def fact(self, start: int, end: int) -> Text | None:
        """text[start:end] with its place."""
        return self.entry.fact(self.start + start, self.start + end, _RULE)


def describe(person: Listed, detail: Detail, group: Text | None = None) -> None:
    """Take what stands beside a name into the person: mark, initials, party, title, organisation.

    group: the organisation of the list, if it has one.
    """
    text = detail.text.rstrip(" .")
    fact = detail.fact(0, len(text))
    if fact is None:
        return
    status = marked(text)
    if status is not None:
        person.status, person.mark = status, fact.spans
    elif _NOISE.fullmatch(text) and not _ORDINAL_TITLE.match(text):
        if _ONLY_ITEMS.match(text):
            person.only_items = fact.spans
    elif detail.bracket:
        _bracket(person, detail, text, fact)
    elif _is_party(text) and person.organisation is None:
        person.organisation = fact
    else:
        _title_or_organisation(person, detail, fact, group)


def marked(text: str) -> Status | None:
    """The status that a mark beside a name says ('afbud', 'fravær', 'gæst'); None for other text."""
    entry = wording("attendance_marks").find(text) or wording("attendance_marks").find(text.split(" ", 1)[0])
    kinds = {"mark_absent": Status.ABSENT, "mark_present": Status.PRESENT, "mark_guest": Status.GUEST, "mark_observer": Status.OBSERVER}
    return kinds.get(entry.kind) if entry and (len(text) < 40 or entry.kind == "mark_absent") else None


def _is_party(text: str) -> bool:
    return bool(_PARTY.fullmatch(text) or _ACRONYM.fullmatch(text))


def _bracket(person: Listed, detail: Detail, text: str, fact: Fact[str]) -> None:
    words = text.split()
    first = re.match(r"(?P<i>[A-ZÆØÅ]\w{1,4})\s*[,/]\s*(?P<r>\S.*)", text)
    if first and _fits(first["i"], person.name.value):
        person.initials = first["i"]
        describe(person, replace(detail, start=detail.start + first.start("r"), text=first["r"]))
    elif len(text) == 1 and text.isupper():
        person.organisation = person.organisation or fact
    elif _INITIALS.fullmatch(text) and _fits(text, person.name.value):
        person.initials = text
    elif any(is_title(word) for word in words):
        _bracket_with_title(person, detail, text, fact)
    elif person.organisation is None and text[:1].isalnum():
        person.organisation = fact


def _bracket_with_title(person: Listed, detail: Detail, text: str, fact: Fact[str]) -> None:
    """'(næstformand, direktør for Kultur og Fritid, Ravnsø Kommune)': titles, and where the person belongs as the last part."""
    comma = text.rfind(", ")
    last = text[comma + 2 :] if comma > 0 else ""
    if last and person.organisation is None and not is_title(last.split()[0]) and _is_organisation(last):
        role, person.organisation = detail.fact(0, comma), detail.fact(comma + 2, len(text))
        person.roles += [role] if role else []
        return
    person.roles.append(fact)
    if person.roles[:-1]:
        _absorb_bracket(person)


def _is_organisation(text: str) -> bool:
    kinds = {role_kind(word) for word in text.split()}
    return bool(kinds & {"employer", "organisation"}) or bool(_ACRONYM.fullmatch(text))


def _absorb_bracket(person: Listed) -> None:
    """'chef for pleje (medformand)' stays one wording."""
    bracket, before = person.roles.pop(), person.roles.pop()
    person.roles.append(Fact(f"{before.value} ({bracket.value})", (*before.spans, *bracket.spans), _RULE))


def _fits(initials: str, name: str) -> bool:
    """Whether the letters are the initials of the name (each begins a word or a part of one, in order)."""
    at = 0
    plain = name.lower()
    for letter in initials.lower():
        at = plain.find(letter, at)
        if at < 0:
            return False
        at += 1
    return plain.startswith(initials[0].lower())


def _title_or_organisation(person: Listed, detail: Detail, fact: Fact[str], group: Text | None) -> None:
    text, words = detail.text.rstrip(" ."), fact.value.split()
    source = _FROM.match(text)
    if source and person.organisation is None and group is None:
        person.organisation = detail.fact(source.end(), len(text))
        return
    titled = is_title(words[0].lstrip("-–")) or any(is_title(word) for word in words[:3])
    plain = _PLAIN_TITLE.fullmatch(text)
    if plain and role_kind(plain["t"]) == "plain" and person.organisation is None and group is None:
        role, person.organisation = detail.fact(0, plain.end("t")), detail.fact(plain.start("o"), len(text))
        person.roles += [role] if role else []
    elif titled or (text[:1].islower() and not person.roles):
        person.roles.append(fact)
    elif group is None and person.organisation is None and _may_be_organisation(person, words, detail.before):
        person.organisation = fact
    elif person.roles:
        person.roles.append(fact)


def _may_be_organisation(person: Listed, words: Sequence[str], before: str) -> bool:
    return person.named_title or not person.roles or _is_employer(words, before, person.roles)


def _is_employer(words: Sequence[str], before: str, roles: Sequence[Text]) -> bool:
    """A place of work by itself: 'Nordvang Kommune', 'Region Vest', or one set off by a dash.

    Not a further part of one: 'Institut for X, Sygehus Y'.
    """
    kinds = {role_kind(word) for word in words}
    if roles and any(role_kind(word) == "organisation" for word in roles[-1].value.split()[:1]):
        return False
    return "employer" in kinds or (before in "-–—" and "organisation" in kinds)
