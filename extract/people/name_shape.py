"""What a person's name looks like on the page, and where one stands beside a title; no list of names is needed."""

from __future__ import annotations

import re
from functools import lru_cache

from referat.models.calendar import calendar_words
from referat.models.names import is_first_name
from referat.models.wording import wording

_WORD = re.compile(r"[^\s]+")
_CAPITAL = re.compile(r"[A-ZÆØÅÀ-ÖØ-ÞČĆŠŽĐŞĞİŁ][^\W\d_]+(?:['’][^\W\d_]+|[.-]{1,2}[A-ZÆØÅÀ-ÖØ-Þ][^\W\d_]*)*\.?|[A-ZÆØÅ][’'][A-Z][a-zæøå]+")
_INITIAL = re.compile(r"[A-ZÆØÅ](?:[a-zæøå]{1,2})?\.(?:-?[A-ZÆØÅ]\.)*|[A-ZÆØÅ]")
_BEFORE_INITIAL = re.compile(r"\s+[A-ZÆØÅ]\.")
_PARTICLES = frozenset({"von", "van", "de", "der", "den", "la", "le", "bin", "el", "al", "af", "du", "da", "dos", "zu", "ten"})
_NO_NAME = frozenset(wording("not_names").forms())
_MONTH_NAMES = frozenset({"maj", "april", "august", "juni", "juli"})  # also names of people
_BEFORE_UNIT = frozenset({"af", "for", "i", "på", "ved", "og", "til", "under", "det", "den", "de"})
_MAX_WORDS = 6
_REMEMBERED = 1 << 14  # words: the steps ask again and again for those of one document


@lru_cache(_REMEMBERED)
def role_kind(word: str) -> str | None:
    """What a single word is (title, plain, leader, officer, employer, organisation, field); None for another word."""
    bare = word.strip(" .,:;()–-")
    entry = wording("roles").find(bare) if bare else None
    return entry.kind if entry else None


@lru_cache(_REMEMBERED)
def is_title(word: str) -> bool:
    """Whether a word says what somebody is: 'centerchef', 'AC-fuldmægtig', 'formand'."""
    kinds = {role_kind(part) for part in (word, *re.split(r"[-/]", word)) if part}
    return bool(kinds & {"title", "plain", "leader", "officer"}) or ("surname" in kinds and word[:1].islower())


def is_place_of_work(word: str) -> bool:
    """Whether a word names an organisation or a part of one."""
    return role_kind(word) in ("employer", "organisation")


def _is_unit(word: str) -> bool:
    return role_kind(word) in ("employer", "organisation", "field")


@lru_cache(_REMEMBERED)
def _is_calendar(word: str) -> bool:
    words = calendar_words()
    return (word in words.weekdays and word not in words.short_weekdays) or (
        len(word) > 4 and word in words.months and word not in _MONTH_NAMES
    )


@lru_cache(_REMEMBERED)
def is_name_word(word: str) -> bool:
    """A capitalised word or an initial that may be part of a name."""
    if word.rstrip(".").isupper() and len(word.rstrip(".")) > 1:
        return False
    bare = word.rstrip(".").lower()
    if _INITIAL.fullmatch(word) and len(bare) == 1:
        return True
    if bare in _NO_NAME or _is_calendar(bare):
        return False
    return bool(_CAPITAL.fullmatch(word) or _INITIAL.fullmatch(word)) and not is_title(word) and not _is_unit(word)


def is_full_name(text: str) -> bool:
    """Two to six words that may all be parts of a name, at least two of them more than an initial (or one beside an initial)."""
    words = text.split()
    if not 2 <= len(words) <= _MAX_WORDS or not is_name_word(words[0]) or not is_name_word(words[-1]):
        return False
    if not all(is_name_word(word) or word in _PARTICLES for word in words):
        return False
    whole = sum(bool(_CAPITAL.fullmatch(word)) and len(word.rstrip(".")) > 1 for word in words)
    return whole >= 2 or bool(_INITIAL.fullmatch(words[0])) or len(words[-1]) > 2 or is_first_name(words[0])


def is_single_name(text: str) -> bool:
    """One capitalised word with small letters in it that may be a first name."""
    return " " not in text and len(text) > 1 and bool(_CAPITAL.fullmatch(text)) and is_name_word(text) and not is_place_of_work(text)


def name_length(text: str) -> int:
    """How many characters at the start of the text are a full name; 0 where none begins there."""
    best = 0
    for count, match in enumerate(_WORD.finditer(text), start=1):
        word = match[0].rstrip(",;:)")
        if count > _MAX_WORDS or not (is_name_word(word) or (count > 1 and word in _PARTICLES)):
            break
        if count > 1 and is_full_name(text[: match.start() + len(word)]):
            best = match.start() + len(word)
        if word != match[0] or (word.endswith(".") and not _INITIAL.fullmatch(word) and not _BEFORE_INITIAL.match(text, match.end())):
            break
    return best


def title_then_name(text: str) -> tuple[int, int, int] | None:
    """'Centerchef Lotte Holm' as (end of title, start of name, end of name); None where no title stands before a name.

    After a preposition in the title ('Leder af Sund Info Lise Holm') the name is the last two words.
    """
    words = list(_WORD.finditer(text))
    if len(words) < 2:
        return None
    last = len(words)
    first = last
    while first > 0 and (is_name_word(words[first - 1][0]) or (first < last and _is_particle(words, first - 1))):
        first -= 1
    while first < last and words[first][0] in _PARTICLES:
        first += 1
    if first == 0 or first >= last:
        return None
    titled = any(is_title(word[0].lstrip("-–")) for word in words[:first])
    if not titled:
        return None
    if words[first - 1][0].lower() in _BEFORE_UNIT:
        if last - first == 2:
            return None
        first = max(first, last - 2)
    return words[first - 1].end(), words[first].start(), words[-1].end()


def title_then_full_name(text: str) -> bool:
    """Whether the text is a title and a full name behind it."""
    found = title_then_name(text)
    return found is not None and is_full_name(text[found[1] : found[2]])


def _is_particle(words: list[re.Match[str]], index: int) -> bool:
    """Whether a word is a particle of a name, not the preposition of a title ('leder af Sund Info')."""
    return words[index][0] in _PARTICLES and not (index > 0 and is_title(words[index - 1][0]))
