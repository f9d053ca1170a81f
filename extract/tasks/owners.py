"""Owners of tasks: from the subject of a clause to people and bodies by their full names."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from referat.extract.people.cast import Cast
from referat.extract.people.name_shape import is_place_of_work, title_then_name
from referat.extract.tasks.verbs import acts_as, verb_class
from referat.models.kinds import OwnerKind
from referat.models.names import municipalities
from referat.models.wording import wording

_SPLIT = re.compile(r"\s*(?:,\s*(?:og|samt)\s+|,|\s+og\s+|\s+samt\s+|\s*[/&+]\s*|\s+sammen\s+med\s+|;|\n)\s*")
_EDGE = " .,:;-–\"'()•\n\t"
_LEAD = re.compile(
    r"^(?:(?:og|men|samt|så|derefter|herefter|desuden|endvidere|derfor|samtidig|endelig|både|at|hvorefter|mens|dog|nu|imidlertid|"
    r"hvis\s+muligt)\s+)+",
    re.I,
)
_FROM = re.compile(r"\s+(?:fra|hos|ved|v/)\s+", re.I)
_HEAD_END = re.compile(r"\s+(?:(?:for|i|af|fra|på|til|ved|under|hos|med|som|der)\b|\()\s*", re.I)
_ASIDE = re.compile(r"\s*\([^)]*\)|\s+[–-]\s+.*$|,\s+[A-ZÆØÅ][\w. ]{2,30}\s\d{1,3}\s?[A-Za-z]?$")  # brackets, a dash, an address
_TIME_BEHIND = re.compile(
    r"\s+(?:på|inden|til|i|ved|senest)\s+(?:næste|det\s+næste|første|kommende|januar|februar|marts|april|maj|juni|juli|august|september|"
    r"oktober|november|december|uge|den\s+\d|løbet|forbindelse)\b.*$",
    re.I,
)
_VERB = re.compile(r"\b(?:er|har|får|skal|vil|kan|må|bør|blev|bliver|var)\b")
_CAPITAL = re.compile(r"[A-ZÆØÅÁÉÖÜ]")
_COMPOUND = re.compile(r"[A-ZÆØÅ]{2,}-\w")  # 'IPG-behandling og pleje': a name whatever its last word is
_DETERMINER = re.compile(r"^(?:den|det|de|en|et|vores|vort|vore|sin|sit|dens)\s+(?=\S)", re.I)


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who can act: the canonical name, its kind, its place in the text that was read. sort: person, role, body, group or name."""

    name: str
    kind: OwnerKind
    start: int
    end: int
    sort: str


def read_actors(text: str, cast: Cast) -> list[Actor]:
    """Everybody that a subject names, in order; an empty list where it names nobody who can act.

    A conjunction splits it only where each side can act ('Børn og Uddannelse' is one).
    """
    start, end = _bare(text, 0, len(text))
    if start == end:
        return []
    return _split(text, start, end, cast)


def _split(text: str, start: int, end: int, cast: Cast) -> list[Actor]:
    cuts = [match.span() for match in _SPLIT.finditer(text, start, end)]
    whole = _single(text, start, end, cast)
    if whole and whole.sort in ("person", "known"):
        return [whole]
    for left, right in cuts:
        first = _single(text, *_bare(text, start, left), cast)
        if first and not text[start:left].rstrip().endswith("-"):
            rest = _split(text, *_bare(text, right, end), cast)
            if rest and not _one_name(text[start:left], first, rest):
                return [first, *rest]
    return [whole] if whole else []


def _one_name(left: str, first: Actor, rest: Sequence[Actor]) -> bool:
    """'Børn og Uddannelse', 'Center for Teknik og Miljø': the conjunction stands inside a name, unless a body of its own follows."""
    if first.sort == "name":
        return " og " not in left or any(actor.sort == "name" for actor in rest)
    return rest[0].sort == "name" and " for " in left


def _single(text: str, start: int, end: int, cast: Cast) -> Actor | None:
    words = text[start:end]
    first = words.split(maxsplit=1)[0] if words.split() else ""
    if (
        not words
        or (" " in words and (_VERB.search(words) or (first.islower() and acts_as(first))))
        or any(verb_class(word) == "do" for word in words.split() if word.islower())
    ):
        return None
    person = _person(words, cast)
    if person:
        return Actor(person[0], OwnerKind.PERSON, start, start + person[1], "person")
    return _office_or_body(words, start, end, cast)


def _person(words: str, cast: Cast) -> tuple[str, int] | None:
    """The name of a person and how many characters it takes: alone, before 'fra …' or behind a title."""
    if not _CAPITAL.search(words):
        return None
    bare = _ASIDE.sub("", words)
    for candidate in (bare, _FROM.split(bare)[0]):
        name = cast.person(candidate)
        if name:
            return name, len(candidate)
    place_of = re.fullmatch(r"([A-ZÆØÅ][a-zæøå]+)\s+(?:fra\s+[A-ZÆØÅ]|(?:i|fra)\s+(?:nr|nummer|lejl|opgang)\b)[\w/ .-]+", bare)
    if place_of and _sort(place_of[1]) is None:
        return place_of[1], len(place_of[1])
    titled = title_then_name(bare)
    if titled and (name := cast.person(bare[titled[1] : titled[2]])):
        return name, len(bare)
    last = re.search(r"(?:\bvores\s+)?\b[a-zæøå-]+\s+([A-ZÆØÅ][\w-]+)$", bare)
    if last and _sort(_head_word(bare[: last.start(1)])) == "role" and (name := cast.person(last[1])):
        return name, len(bare)
    return None


def _office_or_body(words: str, start: int, end: int, cast: Cast) -> Actor | None:
    head = _HEAD_END.split(words)[0]
    if "," in words:
        return None
    words = _TIME_BEHIND.sub("", words)
    end = start + len(words)
    sort = None if _COMPOUND.match(words) else _sort(_head_word(head))
    if sort == "role":
        holder = cast.holder(words)
        return Actor(holder or words, OwnerKind.PERSON, start, end, "role")
    if sort in ("body", "group"):
        return Actor(words, OwnerKind.ORGANISATION, start, end, sort)
    if sort is None and _is_name(head, words, cast):
        return Actor(words, OwnerKind.ORGANISATION, start, end, "name")
    return None


def _head_word(head: str) -> str:
    words: list[str] = re.findall(r"[\w'’./-]+", _DETERMINER.sub("", head))
    if len(words) == 1 and words[0].lower() in ("alle", "hver", "begge"):
        return words[0]
    return words[-1] if words and words[-1].lower() not in ("alle", "hver", "begge") else ""


def _sort(word: str) -> str | None:
    """nobody, he, they, group, role, body or thing; None for a word that the lexicon does not know."""
    entry = wording("task_owners").find(word.strip(_EDGE)) if word else None
    if entry:
        return entry.kind
    return "body" if is_place_of_work(word) else None


def _is_name(head: str, words: str, cast: Cast) -> bool:
    """A proper name: all capitals, several capitalised words, a municipality, or written with a capital inside a sentence elsewhere."""
    parts = head.split()
    if (_COMPOUND.match(words) and len(words.split()) <= 8) or re.fullmatch(
        r"[A-ZÆØÅ][a-zæøå]+(?<!vej)(?<!vejen)(?<!gade)(?<!gaden)(?<!allé) \d{1,2}", words
    ):
        return True
    if not parts or len(words.split()) > 8 or not (parts[0][:1].isupper() or parts[0][:1].isdigit()):
        return False
    if len(parts) == 1:
        word = parts[0].strip(_EDGE)
        return (
            (word.isupper() and 2 <= len(word) <= 8 and any(letter.isalpha() for letter in word))
            or (word in municipalities() or f"{word} Kommune" in cast.text)
            or (cast.is_proper(word) and word.isalpha())
        )
    return (
        all(part[:1].isupper() or part.lower() in ("og", "for", "i", "af", "&", "management") for part in parts)
        or re.match(r"[A-ZÆØÅ]{2,}\b", parts[0]) is not None
    )


def _bare(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start] in _EDGE:
        start += 1
    while end > start and text[end - 1] in _EDGE and not (text[end - 1] == ")" and "(" in text[start:end]):
        end -= 1
    aside = text.find(")", start, end)
    if aside >= 0 and "(" not in text[start:aside]:  # '(især nye) medlemmer'
        start = aside + 1
        while start < end and text[start] in _EDGE:
            start += 1
    lead = _LEAD.match(text, start, end)
    return (lead.end() if lead else start), end


def is_pronoun(text: str) -> str | None:
    """He or they for a pronoun that stands for an actor; None for other words."""
    sort = _sort(text.strip(_EDGE))
    return sort if sort in ("he", "they") else None


def is_nobody(text: str) -> bool:
    """Whether the subject stands for no one in particular ('vi', 'man', 'der')."""
    return _sort(text.strip(_EDGE)) == "nobody"


def last_named(text: str, sort: str, cast: Cast) -> Actor | None:
    """The last person (he) or body (they) that the text names, with its place there; what a pronoun behind the text stands for."""
    found = None
    for actor in _mentions(text, cast):
        if (sort == "he") == (actor.kind is OwnerKind.PERSON):
            found = actor
    return found


_WORDS = re.compile(r"[A-ZÆØÅ][\w'’-]*(?:\s+[A-ZÆØÅ][\w'’.-]*)*|[a-zæøå-]+(?:en|et|ne)\b")


def _mentions(text: str, cast: Cast) -> Iterator[Actor]:
    for match in _WORDS.finditer(text):
        for actor in _parts(match[0], cast):
            yield replace(actor, start=actor.start + match.start(), end=actor.end + match.start())


def _parts(words: str, cast: Cast) -> Sequence[Actor]:
    whole = _single(words, 0, len(words), cast)
    if whole and whole.sort != "group":
        return [whole]
    first = re.match(r"\S+", words)
    one = _single(words, 0, first.end(), cast) if first else None
    return [one] if one and one.sort == "person" else []
