"""When two wordings are the same thing: texts, titles, names. Likeness of strings is rapidfuzz's, known here alone."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from difflib import SequenceMatcher

from rapidfuzz import fuzz

_INNER_HYPHEN = re.compile(r"(?<=\w)[-\u2010-\u2015](?=\w)")


def comparable_words(text: str | None) -> list[str]:
    """The words of a text in lower case; bullets, punctuation and hyphens (soft or hard) do not count."""
    plain = unicodedata.normalize("NFC", text or "").lower().replace("\u00ad", "")
    return re.findall(r"\w+", _INNER_HYPHEN.sub("", plain))


def likeness(one: str | None, other: str | None, *, any_order: bool = False) -> float:
    """How alike two texts are as words in order, 0 to 1; with `any_order`, after sorting the words."""
    ratio = fuzz.token_sort_ratio if any_order else fuzz.ratio
    return ratio(" ".join(comparable_words(one)), " ".join(comparable_words(other))) / 100


def overlap(one: str | None, other: str | None) -> float:
    """F1 of two texts as bags of words; two empty texts are the same."""
    mine, theirs = Counter(comparable_words(one)), Counter(comparable_words(other))
    size = mine.total() + theirs.total()
    return 2 * (mine & theirs).total() / size if size else 1.0


def longest_run(one: Sequence[str], other: Sequence[str]) -> int:
    """How many words stand together, one after the other, in both."""
    return SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size


def same_name(one: str | None, other: str | None) -> bool:
    """Whether two names are the same but for a slip of spelling: the same initials, the same numbers, nearly the same letters."""
    mine, theirs = comparable_words(one), comparable_words(other)
    if not mine or not theirs or [word for word in mine if word.isdigit()] != [word for word in theirs if word.isdigit()]:
        return False
    initials = [word[0] for word in mine] == [word[0] for word in theirs]
    return mine == theirs or (len(mine) > 1 and initials and likeness(one, other) >= 0.9)
