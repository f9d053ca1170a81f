"""Whether the text of a page can be read: there may be none, a broken font's codes, or a scanner's guess at it.

The measure is the share of the most frequent Danish words: two words in five of running Danish are among them, whatever it is about,
and hardly one of a text whose letters are wrong.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from dataclasses import dataclass
from enum import Enum

_FREQUENT = frozenset(
    {
        "i", "og", "at", "er", "til", "for", "på", "af", "en", "der", "det", "den", "de", "med", "om", "som", "har", "et", "blev",
        "ikke", "kan", "vil", "skal", "var", "fra", "ved", "men", "eller", "så", "være", "efter", "samt", "også", "sig", "dette",
        "denne", "disse", "hvor", "når", "under", "mellem", "over", "hos", "ud", "op", "ind", "ned", "vi", "jeg", "han", "hun", "man",
        "alle", "andre", "flere", "mere", "meget", "nu", "da", "hvis", "blive", "bliver", "havde", "kunne", "skulle", "ville", "må",
        "får", "fik", "sin", "sit", "sine", "deres", "vores", "dag", "år", "mødet", "møde", "punkt", "referat", "dagsorden",
        "bestyrelsen", "formand", "godkendt", "indstilles", "beslutning", "side", "kl", "nr", "dato",
    }
)  # fmt: skip
# How often each letter stands in Danish, in per mille; letters that are missing hardly occur.
_LETTERS = {
    "e": 155, "r": 88, "n": 77, "t": 71, "d": 61, "i": 60, "a": 59, "s": 58, "l": 51, "o": 49, "g": 43, "f": 34, "m": 33, "k": 31, "v": 24,
    "b": 22, "u": 19, "å": 14, "h": 17, "p": 17, "ø": 9, "æ": 9, "y": 8, "j": 6, "c": 5,
}  # fmt: skip
_WORD = re.compile(r"[^\W\d_]+")
_CODES = re.compile(r"\(cid:\d+\)|[\x00-\x08\x0e-\x1f\x7f-\x9f\ufffd\ue000-\uf8ff]|•{2,}|(?:• ?){4,}")


# Signing services draw the words of a page as pictures, and print their own words beside them: from 16 % of a page that says this much.
_PICTURES, _LITTLE = 0.1, 800


class Verdict(Enum):
    """What a text layer is worth. PARTLY: good as far as it goes, but the pictures beside it may hold words too."""

    NONE = "none"
    BROKEN = "broken"
    DOUBTFUL = "doubtful"
    PARTLY = "partly"
    GOOD = "good"


@dataclass(frozen=True, slots=True)
class Legibility:
    """Counts of a text: printed characters, letters, words, the frequent ones of them, codes that stand for nothing, æ, ø and å.

    likeness: how near its letters come to the frequencies of Danish, from 0 to 1.
    """

    characters: int
    letters: int
    words: int
    frequent: int
    codes: int
    danish_letters: int
    likeness: float

    @property
    def share(self) -> float:
        """The share of frequent words."""
        return self.frequent / self.words if self.words else 0.0


def legibility(text: str) -> Legibility:
    """What a text counts."""
    words = _WORD.findall(text.casefold())
    letters = Counter(letter for word in words for letter in word)
    return Legibility(
        characters=sum(not char.isspace() for char in text),
        letters=sum(letters.values()),
        words=len(words),
        frequent=sum(word in _FREQUENT for word in words),
        codes=sum(len(found.group().replace(" ", "")) for found in _CODES.finditer(text)),
        danish_letters=letters["æ"] + letters["ø"] + letters["å"],
        likeness=_likeness(letters),
    )


def _likeness(letters: Counter[str]) -> float:
    """Cosine of the letters' frequencies and those of Danish: near 1 for Danish, above 0.9 for its neighbours, low for shifted codes."""
    length = math.sqrt(sum(count * count for count in letters.values())) * math.sqrt(sum(count * count for count in _LETTERS.values()))
    return sum(count * _LETTERS.get(letter, 0) for letter, count in letters.items()) / length if length else 0.0


def judged(text: str, *, image_share: float) -> Verdict:
    """What the text layer of a page is worth; `image_share` is how much of the page images cover."""
    found = legibility(text)
    if found.characters < 8 or (image_share > 0.6 and found.characters < 150):  # a stamp on a scan
        return Verdict.NONE
    if found.codes > 0.15 * found.characters:
        return Verdict.BROKEN
    if found.characters > 100 and _is_nonsense(found):
        return Verdict.BROKEN
    if image_share > 0.6 and (found.share < 0.3 or (found.letters > 500 and found.danish_letters < 0.004 * found.letters)):
        return Verdict.DOUBTFUL
    return Verdict.PARTLY if image_share > _PICTURES and found.characters < _LITTLE else Verdict.GOOD


def _is_nonsense(found: Legibility) -> bool:
    """Letters in the frequencies of no language near Danish. Lists of names have few frequent words, but letters like any text."""
    if found.share < 0.04:
        return found.letters < 0.25 * found.characters or (found.letters > 60 and found.likeness < 0.75)
    return found.letters > 300 and found.share < 0.15 and found.likeness < 0.82
