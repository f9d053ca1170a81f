"""Counted votes: '15 for (A, F) og 4 imod', 'For stemte 13. Imod stemte 3.', 'For: 11 / Imod: 0 / Blank: 1'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Literal

from referat.extract.sections.statements import MINUTED, sections_of, sentences
from referat.models.fact import Fact
from referat.models.minutes import Section, Text, Vote
from referat.models.names import is_first_name
from referat.models.place import Span
from referat.models.text import SourceText
from referat.models.wording import wording

Side = Literal["for", "imod", "undlod"]
_SIDES: tuple[Side, ...] = ("for", "imod", "undlod")
_PREFILTER = re.compile(r"stem|imod|\bmod\b|blank|undl|\bnej\b|hverken|ikke afgivne", re.I)
_PERSON = r"[A-ZÆØÅ][\w.'’-]+(?:\s+[A-ZÆØÅ][\w.'’-]*){1,4}(?:\s*\([A-ZÆØÅ]{1,3}\))?"
_REACH = 1  # sentences without a count that may stand inside one vote


@dataclass(frozen=True, slots=True)
class Count:
    """One side of a vote as a sentence gives it; `number` is None where only voters are named."""

    side: Side
    number: Fact[int] | None
    voters: tuple[Text, ...]
    sentence: Span
    on: Text | None = None
    certain: bool = False


@dataclass(slots=True)
class _Ballot:
    """The counts of one vote while its sentences are read."""

    counts: dict[Side, Count] = field(default_factory=dict)
    sentences: list[Span] = field(default_factory=list)
    gap: int = 0

    def take(self, count: Count) -> None:
        self.counts[count.side] = count
        self.gap = 0
        if count.sentence not in self.sentences:
            self.sentences.append(count.sentence)


def read_votes(source: SourceText, sections: Sequence[Section]) -> tuple[Vote, ...]:
    """Every vote of an item of which at least one number is stated, in order. 'Enstemmigt' without a number is no counted vote."""
    votes = []
    for section in sections_of(sections, MINUTED):
        if any(_PREFILTER.search(source.text, span.start, span.end) for span in section.text.spans):
            found = list(sentences(source, section.text.spans))
            votes += [_vote(source, ballot, found) for ballot in _ballots(source, found)]
    return tuple(sorted(votes, key=lambda vote: vote.text.spans))


def _ballots(source: SourceText, found: Sequence[Span]) -> Iterator[_Ballot]:
    ballot = _Ballot()
    for sentence in found:
        counts = list(_counts(source, sentence))
        if not counts:
            ballot.gap += 1
        for count in counts:
            if count.side in ballot.counts or ballot.gap > _REACH:
                if _is_vote(source, ballot):
                    yield ballot
                if count.side in ballot.counts and sentence in ballot.sentences:  # the same votes again, by shares: '18 ja, i alt 1.705 ja'
                    ballot = _Ballot()
                    break
                ballot = _Ballot()
            ballot.take(count)
    if _is_vote(source, ballot):
        yield ballot


def _is_vote(source: SourceText, ballot: _Ballot) -> bool:
    counted = [count for count in ballot.counts.values() if count.number is not None]
    if not any(count.side != "undlod" and count.number and count.number.rule == "vote-number" for count in counted):
        return False
    shown = any(_pattern("afstemning").search(source.of(sentence)) for sentence in ballot.sentences)
    return shown or (len(counted) >= 2 and any(count.side != "for" for count in counted) and any(count.certain for count in counted))


def _vote(source: SourceText, ballot: _Ballot, found: Sequence[Span]) -> Vote:
    of = ballot.counts
    text = Fact("\n".join(source.of(sentence) for sentence in ballot.sentences), tuple(ballot.sentences), "counted-vote")
    voters: dict[Side, tuple[Text, ...]] = {side: of[side].voters if side in of else () for side in _SIDES}
    numbers = {side: of[side].number if side in of else None for side in _SIDES}
    on = next((count.on for count in of.values() if count.on is not None), None)
    return Vote(
        text,
        numbers["for"],
        numbers["imod"],
        numbers["undlod"],
        on,
        _carried(source, ballot, found),
        voters["for"],
        voters["imod"],
        voters["undlod"],
    )


def _carried(source: SourceText, ballot: _Ballot, found: Sequence[Span]) -> Fact[bool] | None:
    """What the sentences of the vote, or the one behind them, say about its end."""
    last = found.index(ballot.sentences[-1])
    for sentence in [*ballot.sentences, *found[last + 1 : last + 2]]:
        for kind, value in (("faldet", False), ("vedtaget", True)):
            match = _pattern(kind).search(source.of(sentence))
            if match:
                return Fact(value, (Span(sentence.start + match.start(), sentence.start + match.end()),), f"vote-{kind}")
    return None


def _counts(source: SourceText, sentence: Span) -> Iterator[Count]:
    text = source.of(sentence)
    if not _PREFILTER.search(text) and not _side_alone().match(text):
        return
    if _pattern("krav").search(text):
        return
    matches = list(_count().finditer(text))
    if any(_is_choice(match) for match in matches):
        return
    for match in matches:
        if not _is_loose(match) or len(matches) > 1:
            yield from _from_match(sentence, match)
    for match in _blocs().finditer(text):
        yield _from_blocs(sentence, match)
    for match in _named().finditer(text):
        yield from _from_names(sentence, match)


def _from_match(sentence: Span, match: re.Match[str]) -> Iterator[Count]:
    def fact(group: str) -> Fact[int] | None:
        value, place = _number(match[group]), Span(sentence.start + match.start(group), sentence.start + match.end(group))
        return None if value is None else Fact(value, (place,), "vote-number")

    if match["first"]:
        yield Count("for", fact("first"), (), sentence, certain=True)
        yield Count("imod", fact("second"), (), sentence, certain=True)
        return
    part = "a" if match["side_a"] else "b"
    side = _side(match[f"side_{part}"])
    number = fact(f"number_{part}")
    voters = _voters(sentence, match, "voters") or _voters(sentence, match, "inner")
    subject = _on(sentence, match)
    yield Count(side, number, voters, sentence, subject, certain=part == "a" or bool(match["colon"]))


def _is_loose(match: re.Match[str]) -> bool:
    """'for 18': a count only beside another one."""
    return bool(match["side_b"]) and _side(match["side_b"]) == "for" and not (match["colon"] or match["cast"] or match["on"])


def _is_choice(match: re.Match[str]) -> bool:
    """'20 stemmer for Nordhegn': a choice between two, not for or against something."""
    behind = re.match(r"\s[A-ZÆØÅ]\w*[a-rt-zæøå]\b", match.string[match.end() :])
    return bool(match["side_a"]) and _side(match["side_a"]) == "for" and behind is not None and not behind[0].endswith("forslag")


def _on(sentence: Span, match: re.Match[str]) -> Text | None:
    for group in ("on", "purpose"):
        if match[group] and match[group].strip():
            words = match[group].strip()
            start = sentence.start + match.start(group) + match[group].index(words)
            return Fact(words, (Span(start, start + len(words)),), "vote-subject")
    return None


def _voters(sentence: Span, match: re.Match[str], group: str) -> tuple[Text, ...]:
    if not match[group]:
        return ()
    base = sentence.start + match.start(group)
    parts = re.finditer(r"[A-ZÆØÅ](?:(?!\s+og\s)[^,;])*", match[group])
    return tuple(Fact(part[0].strip(), (Span(base + part.start(), base + part.start() + len(part[0].strip())),), "voter") for part in parts)


def _from_names(sentence: Span, match: re.Match[str]) -> Iterator[Count]:
    """'Alma Brink undlod at stemme': named persons are counted, parties are not."""
    voters = _voters(sentence, match, "who")
    persons = all(is_first_name(voter.value.split()[0]) for voter in voters)
    number = Fact(len(voters), tuple(span for voter in voters for span in voter.spans), "named-voters") if persons and voters else None
    yield Count(_side(match["side"]), number, voters, sentence)


def _from_blocs(sentence: Span, match: re.Match[str]) -> Count:
    """'A (9) og F (2) stemte for': the sum of the printed numbers."""
    group = "before" if match["before"] else "behind"
    base = sentence.start + match.start(group)
    parts = list(re.finditer(r"([A-ZÆØÅ][^(),]*?)\s*\((\d+)\)", match[group]))
    printed = tuple(Span(base + part.start(2), base + part.end(2)) for part in parts)
    number = Fact(sum(int(part[2]) for part in parts), printed, "vote-number")
    voters = tuple(Fact(part[1], (Span(base + part.start(1), base + part.end(1)),), "voter") for part in parts)
    return Count(_side(match["side_a"] or match["side_b"]), number, voters, sentence)


def _number(text: str) -> int | None:
    if text[0].isdigit():
        return int(text.replace(".", ""))
    entry = wording("votes").find(text)
    return int(entry.id) if entry is not None and entry.kind == "tal" else None


@cache
def _side(text: str) -> Side:
    words = " ".join(text.casefold().split())
    return next(side for side in _SIDES if _pattern(side).fullmatch(words))


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_regex(kind)})\b", re.I)


@cache
def _regex(kind: str) -> str:
    return "|".join(entry.pattern.pattern for entry in wording("votes").entries if entry.kind == kind and entry.pattern is not None)


@cache
def _side_alone() -> re.Pattern[str]:
    """A line of a list of counts: 'For: 11'."""
    return re.compile(rf"(?:{'|'.join(_regex(side) for side in _SIDES)})\s*[:=]\s*\d", re.I)


@cache
def _count() -> re.Pattern[str]:
    words = wording("votes").alternatives("tal")
    number = rf"(?<![\w/.,§-])(?:\d{{1,3}}(?:\.\d{{3}})+|\d{{1,5}}|{words})(?![\w/%-]|\s*(?:%|kr\b|år\b)|[.,]\d)"
    side = "|".join(_regex(side) for side in reversed(_SIDES))
    who, cast = _regex("hvem"), r"(?:(?:stemte|stemmer|var|er|har|havde)\s+)?"
    return re.compile(
        rf"(?P<first>{number})\s+(?:(?:{who})\s+)?mod\s+(?P<second>{number})"
        rf"|(?:(?P<number_a>{number})(?:\s+\((?P<inner>[A-ZÆØÅ][^()]{{0,200}})\))?\s+(?:ud\s+af\s+\d+\s+)?(?:(?:\w+\s+)?(?:{who})\s+)?{cast}(?P<side_a>{side})(?![\w-])"
        rf"(?!\s*[:=]\s*\d)(?P<purpose>\s+at\s+[^.;–\n]{{4,120}})?"
        rf"|\b(?P<side_b>{side})(?:(?P<colon>\s*[:=]\s*)|\s+(?P<cast>stemte\s+|stemmer\s+|var\s+|er\s+)?|\s+(?P<on>[^.,;:\d\n]{{3,80}}?)\s+(?:stemte|stemmer)\s+)(?P<number_b>{number})"
        rf"(?:\s+(?:{who}))?)"
        rf"(?:\s*\((?P<voters>[A-ZÆØÅ](?:(?!stemm)[^()]){{0,300}})\))?",
        re.I,
    )


@cache
def _named() -> re.Pattern[str]:
    side = r"undlod\s+at\s+stemme|undlader\s+at\s+stemme|undlod|imod"
    return re.compile(rf"(?P<who>{_PERSON}(?:(?:,|\s+og)\s+{_PERSON})*)\s+(?:(?:stemte|stemmer)\s+)?(?P<side>{side})\b")


@cache
def _blocs() -> re.Pattern[str]:
    some = r"[A-ZÆØÅ][^(),.;:]{0,40}?\s*\(\d{1,2}\)"
    several = rf"{some}(?:(?:,|\s+og|,\s+og)\s+{some})*"
    side = "[Ff]or|[Ii]mod|[Uu]ndlod(?:\\s+at\\s+stemme)?"
    return re.compile(
        rf"(?P<before>{several})\s+(?:(?:stemte|stemmer)\s+)?(?P<side_a>{side})\b"
        rf"|\b(?P<side_b>{side})\s*:?\s*(?:stemte|stemmer)?\s*:?\s+(?P<behind>{several})"
    )
