"""Which row of a new reading is the one that an entry was about: by its words, what it stands under, and how far down it stands.

A newer reader may set the borders of a quote a little elsewhere, and a new version of a file may change words beside it. An entry is
attached beyond doubt only where most of the words stand together unchanged and no other free row fits as well; what is merely alike
is a proposal, and is shown as one. The same readings give the same answer in whatever order they came.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from referat.db.entries.places import Place
from referat.models.likeness import comparable_words, likeness, longest_run


class Standing(StrEnum):
    """How an entry stands to what is read now: at the same words, at words that changed a little, perhaps, or nowhere."""

    SAME = "same"
    CHANGED = "changed"
    UNSURE = "unsure"
    GONE = "gone"


_WORDS, _CONTEXT, _NEAR = 0.75, 0.15, 0.10
# Words that stand together in both, as a share of the shorter: what makes it the same quote with other borders.
_RUN, _RUN_WORDS, _SHORTEST = 0.8, 3, 0.3
_SURE_WORDS, _LIKE_WORDS, _LIKE = 0.9, 0.6, 0.6
_AS_GOOD = 0.03
_LONGEST = 120  # words that are compared


@dataclass(frozen=True, slots=True)
class Sought:
    """An entry's place as it was: the row, the document, the words then and when it was last seen.

    refused: the words of rows of which people said that it does not belong there.
    """

    entry: int
    row: str
    document: str
    words: str
    seen: str
    context: str
    page: int | None
    at: float
    refused: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Found:
    """Where an entry belongs: None where its words are gone."""

    entry: int
    place: Place | None
    standing: Standing


@dataclass(frozen=True, slots=True)
class _Pair:
    score: float
    words: float
    same_row: bool
    sought: Sought
    number: int


def assign(wanted: Sequence[Sought], places: Sequence[Place]) -> list[Found]:
    """A place for each entry, none for two; in the order of the entries."""
    pairs = [pair for sought in wanted for number, place in enumerate(places) if (pair := _pair(sought, place, number))]
    pairs.sort(key=lambda pair: (-pair.same_row, -pair.score, pair.sought.entry, pair.number))
    taken: dict[int, _Pair] = {}
    by_entry: dict[int, _Pair] = {}
    for pair in pairs:
        if pair.number not in taken and pair.sought.entry not in by_entry:
            taken[pair.number] = by_entry[pair.sought.entry] = pair
    doubtful = {
        pair.sought.entry
        for pair in pairs
        if pair.number not in taken and not (mine := by_entry[pair.sought.entry]).same_row and pair.score > mine.score - _AS_GOOD
    }
    return [_found(sought, by_entry.get(sought.entry), places, doubtful=sought.entry in doubtful) for sought in wanted]


def _found(sought: Sought, pair: _Pair | None, places: Sequence[Place], *, doubtful: bool) -> Found:
    if pair is None:
        return Found(sought.entry, None, Standing.GONE)
    place = places[pair.number]
    if doubtful or pair.words < _SURE_WORDS:
        return Found(sought.entry, place, Standing.UNSURE)
    same = comparable_words(place.words) == comparable_words(sought.words)
    return Found(sought.entry, place, Standing.SAME if same else Standing.CHANGED)


def _pair(sought: Sought, place: Place, number: int) -> _Pair | None:
    """How well a row fits; None where it does not."""
    words = max(alike(text, place.words) for text in {sought.words, sought.seen})
    if words < _LIKE_WORDS or place.words in sought.refused:
        return None
    same_page = sought.document == place.document and sought.page is not None and sought.page == place.page
    near = 1 - abs(sought.at - place.at) * (0.3 if same_page else 1)
    context = 1.0 if sought.context == place.context else likeness(sought.context, place.context)
    score = _WORDS * words + _CONTEXT * context + _NEAR * near
    # An id is made of the words or the place: in the same document it settles which of several equal rows is meant.
    same_row = sought.row == place.row and words == 1
    return _Pair(round(score, 4), words, same_row, sought, number) if score >= _LIKE else None


def alike(one: str, other: str) -> float:
    """How alike two quotes are, 0 to 1: 1 the same words, from 0.9 the same words with other borders, below only alike."""
    mine, theirs = comparable_words(one)[:_LONGEST], comparable_words(other)[:_LONGEST]
    if mine == theirs:
        return 1.0
    shorter, longer = sorted((mine, theirs), key=len)
    if len(shorter) >= _RUN_WORDS and len(shorter) >= _SHORTEST * len(longer):
        share = longest_run(shorter, longer) / len(shorter)
        if share >= _RUN:
            return round(_SURE_WORDS + 0.09 * share * len(shorter) / len(longer), 4)
    return min(likeness(one, other), _SURE_WORDS - 0.01)
