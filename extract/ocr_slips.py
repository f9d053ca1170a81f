"""What OCR takes for something else, put right where the place in the line says what it must be: numbers, bullets, dashes, ligatures, specks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from referat.extract.ocr import SeenLine, SeenWord

_SAME = str.maketrans({
    "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "‘": "’", "`": "’", "´": "’", "“": "”", "„": "”", "«": "»", "‐": "-", "‑": "-",
})
# Read for a bullet at the start of a line. None of them is a word of its own there ('o' is kept: it is a bullet too).
_BULLETS = frozenset("e*°¢»«·•●■◦©®¤+>&@=~")
_DIGITS = str.maketrans({"l": "1", "I": "1", "|": "1", "i": "1", "!": "1", "O": "0", "o": "0", "S": "5", "B": "8"})
_ITEM_NUMBER = re.compile(r"[(]?[\dlI|!]{1,3}[.):]")
_NUMBER = re.compile(r"[\dlIO|]+(?:[.,:/-][\dlIO|]+)*[.,:;)]?")
_NOTHING = re.compile(r"[\W_]+")
_RULES = re.compile(r"[|_¦—–=~-]{1,}|[|\[\]¦]+")


def mended(lines: Sequence[SeenLine]) -> list[SeenLine]:
    """The lines with slips put right; a line of specks alone is gone."""
    found = []
    for line in lines:
        words = _mended_words(_without_specks(line))
        if words:
            found.append(replace(line, words=tuple(words)))
    return found


def _without_specks(line: SeenLine) -> list[SeenWord]:
    """The words of a line without signs of no meaning that tesseract itself is not sure of, and without pieces of lines at its ends."""
    words = [word for word in line.words if not (_NOTHING.fullmatch(word.text) and word.confidence < 0.5 and word.text not in ("-", "–", "—", "•"))]
    while words and len(line.words) > 1 and re.fullmatch(r"[|\[\]¦_]+", words[0].text):
        words.pop(0)
    while words and re.fullmatch(r"[|\[\]¦_]+", words[-1].text):
        words.pop()
    # Specks are far smaller than letters; stops and dashes stand on words, so they are not seen alone.
    return [word for word in words if not (word.confidence < 0.6 and word.bottom - word.top < 0.25 * line.height and word.x1 - word.x0 < 0.5 * line.height)]


def _mended_words(words: list[SeenWord]) -> list[SeenWord]:
    mended_ = [replace(word, text=_number(word.text.translate(_SAME))) for word in words]
    if len(mended_) > 1:
        mended_[0] = replace(mended_[0], text=_marker(mended_[0].text, mended_[1].text))
    return mended_


def _marker(first: str, second: str) -> str:
    """The first word of a line as bullet, dash or item number where it can be nothing else."""
    if first in _BULLETS or first in ("»", "e."):
        return "•"
    if first in ("—", "–", "=", "~", "-.", "_"):
        return "-"
    if _ITEM_NUMBER.fullmatch(first) and not (first[0] == "I" and first.strip("I") in (".", ")")):
        return first.translate(_DIGITS)
    return first


def _number(text: str) -> str:
    """'l2.1O.2011' as digits: letters like digits between digits."""
    digits = sum(char.isdigit() for char in text)
    if digits and digits * 2 >= sum(char.isalnum() for char in text) and not text.isdigit() and _NUMBER.fullmatch(text):
        return text.translate(str.maketrans("lI|O", "1110"))
    return text
