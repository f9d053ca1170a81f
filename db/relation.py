"""How a decision stands to the recommendation before it: followed, followed with changes, not followed, postponed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from referat.db.search.query import stopwords
from referat.db.search.snippets import Piece
from referat.db.search.stems import stems
from referat.models.wording import Entry, wording

_SENTENCE = re.compile(r"(?<=[.!?])[ \t]+(?=[A-ZÆØÅ•–])|\n+")
_POINT = re.compile(r"\n+|;|,?\s+\bat\b\s+")
# The words of a recommendation that say no more than that it is one.
_EMPTY = re.compile(r"indstil|foreslå|anbefal")
_ENOUGH = 0.6
_FOLLOWED_OUTCOMES = ("godkendt", "anbefalet", "efterretning", "drøftet", "valgt", "oversendt")
_LONGEST = 4000


class Kind(StrEnum):
    """The relation, in the word that people read."""

    FOLLOWED = "fulgt"
    CHANGED = "fulgt med ændringer eller tilføjelser"
    NOT_FOLLOWED = "ikke fulgt"
    POSTPONED = "udsat"


@dataclass(frozen=True, slots=True)
class Relation:
    """The relation, and the decision in pieces of which those that were not recommended are marked (only where it was CHANGED)."""

    kind: Kind
    pieces: tuple[Piece, ...] = ()


def relation(recommendation: str | None, decision: str | None, outcome: str | None) -> Relation | None:
    """How a decision stands to a recommendation; None where either is missing or the words do not tell."""
    if not recommendation:
        return None
    if outcome == "udsat":
        return Relation(Kind.POSTPONED)
    if not decision or len(decision) > _LONGEST:
        return None
    sentences = [part for part in _SENTENCE.split(decision) if part.strip()]
    telling = [part for part in sentences if _kind(part) != "aside"]
    if telling and _kind(telling[0]) == "not-followed":
        return Relation(Kind.NOT_FOLLOWED)
    if outcome == "afvist":
        # What was turned down may be the very refusal that was recommended.
        return None if re.search(r"afsla|afvis", recommendation) else Relation(Kind.NOT_FOLLOWED)
    return _followed(recommendation, decision, sentences, outcome)


def _followed(recommendation: str, decision: str, sentences: list[str], outcome: str | None) -> Relation | None:
    added: list[str] = []
    followed = False
    for sentence in sentences:
        kind = _kind(sentence)
        if kind == "aside":
            continue
        change = _change(sentence)
        head = sentence[: change.start()] if change else sentence
        if _kind(head) == "followed" or (outcome in _FOLLOWED_OUTCOMES and _covers(head, recommendation)):
            followed = True
            added += [sentence[change.start() :]] if change else []
        elif followed:
            # What stands before the decision itself, such as amendments that fell, changes nothing.
            added.append(sentence)
    if not followed:
        whole = len(sentences) == 1 and outcome in _FOLLOWED_OUTCOMES and not _change(decision) and _covers_all(decision, recommendation)
        return Relation(Kind.FOLLOWED) if whole else None
    if not added:
        return Relation(Kind.FOLLOWED)
    return Relation(Kind.CHANGED, tuple(_marked(decision, added)))


def _kind(sentence: str) -> str | None:
    found = wording("relations").find(sentence.strip(" .,;:•–-\t"))
    return None if found is None or found.kind == "change" else found.kind


def _change(sentence: str) -> re.Match[str] | None:
    pattern = _change_entry().pattern
    return pattern.search(sentence, 1) if pattern is not None else None


@cache
def _change_entry() -> Entry:
    return next(entry for entry in wording("relations").entries if entry.kind == "change")


def _content(text: str) -> set[str]:
    return {stem for stem in stems(text) if stem not in stopwords() and not _EMPTY.match(stem)}


def _points(recommendation: str) -> list[set[str]]:
    """The content words of each point of a recommendation; who recommends stands before the first `at`."""
    before, at, rest = recommendation.partition(" at ")
    found = [_content(part) for part in _POINT.split(rest if at else recommendation)]
    return [words for words in found if words] or [_content(before)]


def _covers(sentence: str, recommendation: str) -> bool:
    """Whether a sentence says most of what a point of the recommendation says."""
    said = _content(sentence)
    return any(words and len(words & said) / len(words) >= _ENOUGH for words in _points(recommendation))


def _covers_all(decision: str, recommendation: str) -> bool:
    said = _content(decision)
    return all(words and len(words & said) / len(words) >= _ENOUGH for words in _points(recommendation))


def _marked(decision: str, added: list[str]) -> list[Piece]:
    pieces, at = [], 0
    for part in added:
        start = decision.find(part, at)
        if start > at:
            pieces.append(Piece(decision[at:start], False))
        pieces.append(Piece(part, True))
        at = start + len(part)
    if at < len(decision):
        pieces.append(Piece(decision[at:], False))
    return pieces
