"""What OCR takes for something else, put right where the place in the line says what it must be: numbers, bullets, dashes, specks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from referat.extract.ocr.ocr import SeenLine, SeenWord

_SAME = str.maketrans(
    {
        "ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "‘": "’", "`": "’", "´": "’", "“": "”", "„": "”", "«": "»", "‐": "-",
        "‑": "-",
    }
)  # fmt: skip
# What a bullet at the start of a line is read for. None of them is a word of its own there ('o' is kept: it is a bullet too).
_BULLET = re.compile(r"[e*°¢»·•●■◦©®¤+>@=~][+.,·•]?")
_DASH = re.compile(r"[—–_]+|-[.,]")
_DIGITS = str.maketrans("lI|i!Oo", "1111100")
_ITEM_NUMBER = re.compile(r"\(?[\dlI|!]{1,3}[.):]")
_SECTION = re.compile(r"[S$§]{1,3}|5[S$§]|[S$§]5|&")  # read for a section sign before its number
_AFTER_SECTION = re.compile(r"\d{1,3}[.:)]?")
_ROMAN = re.compile(r"\(?I+[.):]")
_NUMBER = re.compile(r"[\dlIO|]+(?:[.,:/-][\dlIO|]+)*[.,:;)]?")
_SIGNS = re.compile(r"[\W_]+")
_EDGE = re.compile(r"[|\[\]¦_]+")
_LEADER = re.compile(r"[.…·]{3,}|…")
_LINE_END = re.compile(r"(?<=[a-zæøå])(?:[-—–~]{2,}|—)$")  # a hyphen at a line end
_PAGE = re.compile(r"\d{1,4}")


def mended(lines: Sequence[SeenLine]) -> list[SeenLine]:
    """The lines with slips put right; a line of specks alone is gone."""
    found = []
    for line in lines:
        words = _mended_words(_without_leader(_without_specks(line)))
        if words:
            found.append(replace(line, words=tuple(words)))
    return found


def _without_specks(line: SeenLine) -> list[SeenWord]:
    """The words of a line without what tesseract itself doubts and that is no word, and without pieces of lines at its ends."""
    words = [word for word in line.words if _SECTION.fullmatch(word.text) or not _is_speck(word, line.height)]
    while len(words) > 1 and _EDGE.fullmatch(words[0].text):
        words.pop(0)
    while words and _EDGE.fullmatch(words[-1].text):
        words.pop()
    return words


def _is_speck(word: SeenWord, height: float) -> bool:
    if word.confidence < 0.5 and _SIGNS.fullmatch(word.text) and word.text not in ("-", "–", "—", "•"):
        return True
    return word.confidence < 0.6 and word.bottom - word.top < 0.25 * height and word.x1 - word.x0 < 0.5 * height


def _without_leader(words: list[SeenWord]) -> list[SeenWord]:
    """A line of a table of contents without the dots that lead to its page, which are read as all sorts of letters."""
    page = words[-1:] if words and _PAGE.fullmatch(words[-1].text) else []
    body = words[: len(words) - len(page)]
    for index, word in enumerate(body):
        dots, rest = _LEADER.search(word.text), body[index + 1 :]
        if dots and (page or rest) and all(other.confidence < 0.6 or _LEADER.search(other.text) for other in rest):
            head = [replace(word, text=word.text[: dots.start()])] if dots.start() else []
            return [*body[:index], *head, *page]
    sure = len(body)
    while sure and body[sure - 1].confidence < 0.6:
        sure -= 1
    doubtful = body[sure:]
    if page and sure and (len(doubtful) >= 3 or (doubtful and all(word.confidence < 0.1 for word in doubtful))):
        return [*body[:sure], *page]
    return words


def _mended_words(words: list[SeenWord]) -> list[SeenWord]:
    words = [replace(word, text=_number(word.text.translate(_SAME))) for word in words]
    words[-1:] = [replace(word, text=_LINE_END.sub("-", word.text)) for word in words[-1:]]
    if len(words) > 1:
        words[0] = replace(words[0], text=_marker(words[0].text, words[1].text))
    return words


def _marker(first: str, second: str) -> str:
    """The first word of a line as section sign, bullet, dash or item number where it can be nothing else."""
    if _SECTION.fullmatch(first) and _AFTER_SECTION.fullmatch(second):
        return "§"
    if _BULLET.fullmatch(first):
        return "•"
    if _DASH.fullmatch(first):
        return "-"
    if _ITEM_NUMBER.fullmatch(first) and not _ROMAN.fullmatch(first):
        return first.translate(_DIGITS)
    return first


def _number(text: str) -> str:
    """'l2.1O.2011' as digits: letters like digits between digits."""
    digits = sum(char.isdigit() for char in text)
    if digits and digits * 2 >= sum(char.isalnum() for char in text) and _NUMBER.fullmatch(text):
        return text.translate(_DIGITS)
    return text
