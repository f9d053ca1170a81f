"""Owners and deadlines behind a text with a label ('Ansvarlig: Eva'), in brackets ('(Eva)'), or above a list of tasks ('Eva:')."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from referat.extract.people.cast import Cast
from referat.extract.tasks.owners import Actor, read_actors
from referat.models.kinds import OwnerKind

_WHO = r"(?:opgave)?ansvarlige?r?|ansv|tovholder|udføres\s+af|hvem|opgave\s+til"
_WHEN = r"deadline|tidsfrist|frist|senest|hvornår"
_LABEL = re.compile(rf"(?:^|(?<=[\s.,;(–-]))(?:(?P<who>{_WHO})|(?P<when>{_WHEN}))\.?\s*:\s*", re.I)
_BEHIND = re.compile(
    r"[\s.]*[(\[](?P<who>[A-ZÆØÅ][^()\[\]]{0,60})[)\]][\s.]*$|(?:\s(?:[–—-]|=>|→|->)|[.!]\s*/)\s*(?P<dash>[A-ZÆØÅ][\w.-]*(?:\s*(?:,|og|/|&)\s*[A-ZÆØÅ][\w.-]*){0,3})\s*\.?$"
)
_NAME_LINE = re.compile(r"^(?!.*\s[–-]\s+\S+\s+\S)(?P<who>[A-ZÆØÅ][^:.!?]{0,60}?)\s*:?\s*$")
_NAME_FIRST = re.compile(r"(?P<who>[A-ZÆØÅ][^:.!?]{0,45}?)\s*(?::|\s[–-])\s*(?=\S)")
_TOPIC = re.compile(r"^[A-ZÆØÅ][^:.!?]{2,30}:\s+")  # 'Hækken: Eva: bestiller gartner'
_OPEN_END = re.compile(r"\b(?:fra|af|for|i|på|ved|til|og)\s*$")  # a line that goes on in the next
_EXTRA = re.compile(r"\s+[–-]\s+[a-zæøå].*?$")


@dataclass(frozen=True, slots=True)
class Labelled:
    """A part of a text behind a label: who or when, and its place."""

    kind: str
    start: int
    end: int
    label: int


def labelled_parts(text: str) -> list[Labelled]:
    """The parts of a text that labels name, in order; each ends before the next label."""
    found = list(_LABEL.finditer(text))
    if not found:
        return []
    ends = [match.start() for match in found[1:]] + [len(text)]
    return [Labelled("who" if match["who"] else "when", match.end(), end, match.start()) for match, end in zip(found, ends, strict=True)]


def names_in(text: str, cast: Cast, *, strict: bool = False) -> list[Actor]:
    """Everybody whom a cell or a labelled part names, in order; with `strict` only people of the attendance and nothing else.

    Names without a comma between them are told apart where the attendance has them. A name may go on in the next line of a cell.
    """
    actors: list[Actor] = []
    for line, start in _lines(text, cast):
        found = _in_a_row(line, cast) or read_actors(line, cast) or ([] if strict else _as_printed(line))
        if strict and (not found or not _all_known(line, found, cast)):
            return []
        actors += [replace(actor, start=actor.start + start, end=actor.end + start) for actor in found]
    return actors


def _lines(text: str, cast: Cast) -> list[tuple[str, int]]:
    """The lines of a cell, each with its place; one that goes on in the next (lower case, or a name cut in two) is joined with it.

    Every line has as many characters as it takes in the text, a hyphen of a line break excepted.
    """
    found: list[tuple[str, int]] = []
    for match in re.finditer(r"[^\n]+", text):
        line = match[0]
        if found and (line[:1].islower() or _OPEN_END.search(found[-1][0]) or _one_name(f"{found[-1][0]} {line}", line, cast)):
            last, start = found[-1]
            found[-1] = (last[:-1] + line, start) if last.endswith("-") and line[:1].islower() else (f"{last} {line}", start)
        else:
            found.append((line, match.start()))
    return [(_EXTRA.sub(lambda gone: " " * len(gone[0]), line), start) for line, start in found]


def _one_name(joined: str, line: str, cast: Cast) -> bool:
    whole = read_actors(joined, cast)
    return len(whole) == 1 and whole[0].end - whole[0].start >= len(joined.strip()) - 1 and cast.person(line) is None


def _all_known(line: str, found: Sequence[Actor], cast: Cast) -> bool:
    covered = sum(actor.end - actor.start for actor in found)
    return (
        all(actor.sort == "person" for actor in found)
        and covered >= 0.6 * len(line.strip())
        and (any(cast.known(line[actor.start : actor.end]) for actor in found))
    )


def _in_a_row(line: str, cast: Cast) -> list[Actor]:
    """'Eva Nørlund Ole Holm': two full names of the attendance, one behind the other."""
    places = sorted((line.find(row.name.value), row.name.value) for row in cast.roster.people if row.name.value in line)
    return [Actor(name, OwnerKind.PERSON, place, place + len(name), "person") for place, name in places] if len(places) > 1 else []


def _as_printed(line: str) -> list[Actor]:
    """Whoever stands in a column of owners is one, also where the document tells no more of her."""
    actors = []
    for match in re.finditer(r"[^,/;&]+", line):
        name = match[0].strip(" .:()–-")
        if name and len(name) <= 60 and any(letter.isalpha() for letter in name):
            start = match.start() + match[0].index(name)
            short = len(name.split()) <= 3 and name[:1].isupper()
            actors.append(Actor(name, OwnerKind.PERSON if short else OwnerKind.ORGANISATION, start, start + len(name), "printed"))
    return actors


def named_behind(text: str, cast: Cast) -> tuple[int, list[Actor]] | None:
    """Where a name in brackets or behind a dash begins that ends the text, and whom it names; None where none does."""
    match = _BEHIND.search(text)
    if match is None:
        return None
    group = "who" if match["who"] else "dash"
    actors = names_in(match[group], cast, strict=True)
    start = match.start(group)
    moved = [Actor(actor.name, actor.kind, actor.start + start, actor.end + start, actor.sort) for actor in actors]
    return (match.start(), moved) if moved else None


def name_line(text: str, cast: Cast) -> list[Actor] | None:
    """The people whom a line of a list names and nothing else ('Eva:', 'Ole og Eva').

    An empty list for another heading; None for other lines.
    """
    match = _NAME_LINE.match(text)
    if match is None:
        return None
    actors = names_in(match["who"], cast, strict=True)
    return actors or ([] if text.rstrip().endswith(":") else None)


def name_first(text: str, cast: Cast) -> tuple[int, list[Actor]] | None:
    """'Eva: indhenter tilbud': how many characters the name takes, and whom it names; None where no known name stands first."""
    for start in (0, *(label.end() for label in _TOPIC.finditer(text))):
        match = _NAME_FIRST.match(text, start)
        actors = names_in(match["who"], cast, strict=True) if match else []
        if match and actors:
            return match.end(), [replace(actor, start=actor.start + start, end=actor.end + start) for actor in actors]
    return None
