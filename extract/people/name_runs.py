"""Runs of words that look like a person's name in running text, before anybody decides whose it is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from referat.extract.people.name_shape import is_name_word, is_title
from referat.models.names import is_first_name, is_surname, municipalities
from referat.models.wording import wording


@dataclass(frozen=True, slots=True)
class Token:
    """A capitalised word or an initial at text[start:end]; a genitive 's' stands outside it.

    glue: what joins it to the one before in its run.
    """

    start: int
    end: int
    text: str
    glue: str
    genitive: bool = False

    @property
    def alone(self) -> bool:
        """Whether no name-like word stands right before it."""
        return not self.glue


_TOKEN = re.compile(
    r"(?<![\w@.])(?:[A-ZÆØÅÉÖÄÜ][a-zæøåéèëöäüáó]+(?:['’][a-zæøåéö]{2,})?(?:-[A-ZÆØÅ][a-zæøåéèöäü]+)*|[A-ZÆØÅ]\.?(?:-?[A-ZÆØÅ]\.)*(?=\s[A-ZÆØÅ])"
    r"|(?:Chr|Th|Aa|Fr|Joh|Kr|Sv|Nic|Vald)\.(?=\s[A-ZÆØÅ]))(?![\w@])"
)
_PARTICLE = re.compile(r"\s(?:von|van|de|der|la|le|el|al|bin|af|du|da)\s")
_GLUE = re.compile(r"\s|\s(?:von|van|de|der|la|le|el|al|bin|af|du|da)\s")
_AFTER = re.compile(r"s?['’]?(?:\s|-)(\S+)")
_BEFORE_MONTH = re.compile(r"(?:\d\.?|\b(?:i|til|medio|primo|ultimo|inden|af|og))\s$")
_ASSOCIATION = re.compile(r"(?:forening(?:en)?|\b[EGA]/[FB])\s\Z", re.IGNORECASE)
_LAST_WORD = re.compile(r"[\w.-]+\Z")
_SAINT = re.compile(r"(?:\b(?:Sankt|Skt|Sct|St|Dronning|Kong|Kronprins|Prinsesse)\.?|\w*firmaet|hotel|restaurant)\s$", re.IGNORECASE)


def runs(text: str) -> Iterator[list[Token]]:
    """The longest runs of name-like words that follow each other with a space, a line break or a particle ('de', 'von')."""
    run: list[Token] = []
    end = -1
    for match in _TOKEN.finditer(text):
        behind_slash = text[match.start() - 1 : match.start()] == "/"
        if behind_slash and end != match.start() - 1:  # part of an address; 'Bodil/Rune' are two people
            continue
        token = _token(match)
        if token is None:
            continue
        end = match.end()
        glue = text[run[-1].end : token.start] if run else ""
        if run and _GLUE.fullmatch(glue) and (not run[-1].genitive or _thing(token.text)):
            run.append(Token(token.start, token.end, token.text, glue, token.genitive))
            continue
        yield from _people_of(run)
        run = [token]
    yield from _people_of(run)


def _people_of(run: list[Token]) -> Iterator[list[Token]]:
    """The run without what is named after somebody: 'Karen Blixens | Vej' and all before it is no person."""
    for index in range(len(run) - 1, 0, -1):
        word, before = run[index].text, run[index - 1]
        genitive = before.genitive or (before.text.endswith("s") and not is_first_name(before.text))
        kind = _thing(word)
        if kind and (genitive or (kind != "weak" and not is_surname(word))):
            run = run[index + 1 :]
            break
    if run:
        yield run


def _token(match: re.Match[str]) -> Token | None:
    word = match[0]
    if not _may_be_name(word):
        return None
    bare = _without_genitive(word)
    return Token(match.start(), match.start() + len(bare), bare, "", bare != word)


_may_be_name = cache(is_name_word)


@cache
def _without_genitive(word: str) -> str:
    """'Evas' → 'Eva', 'Lindeborgs' → 'Lindeborg'; 'Lars', 'Nis', 'Jonas' and 'Bæks' as they are unless the shorter form is a name."""
    if len(word) < 4 or not word.endswith("s") or is_first_name(word) or is_surname(word):
        return word
    shorter = word[:-1].rstrip("'’")
    return shorter if is_first_name(shorter) or is_surname(shorter) else word


@cache
def _thing(word: str) -> str | None:
    """What a capital word behind a name makes of it (street, institution, company, weak); None for another word."""
    entry = wording("named_after").find(word) if word[:1].isupper() or "/" in word else None
    return entry.kind if entry else None


def named_after(text: str, end: int) -> bool:
    """Whether the words behind a name make it a street, a school, a fund or a firm."""
    match = _AFTER.match(text, end)
    word = match[1].rstrip(".,;:)") if match else ""
    return word == "&" or (_thing(word) not in (None, "weak"))


def owns_place(text: str, token: Token) -> bool:
    """Whether a first name in the genitive is that of an estate: 'Kristians Have', 'ejerforeningen Kristians have'."""
    match = _AFTER.match(text, token.end)
    if not (token.genitive and match):
        return False
    word = match[1].rstrip(".,;:)")
    return _thing(word) is not None or (
        _thing(word.capitalize()) is not None and bool(_ASSOCIATION.search(text[max(0, token.start - 14) : token.start]))
    )


def is_dedicated(text: str, start: int) -> bool:
    """Whether the words before a name make it that of a church, a house or a firm ('Skt. Hans', 'firmaet Holm')."""
    return bool(_SAINT.search(text, max(0, start - 14), start))


def name_in(run: list[Token], *, titled: bool, words: frozenset[str]) -> tuple[int, int] | None:
    """The first full name in a run as (first token, token after the last); None where there is none.

    It begins with a first name of the list (with any capital word behind a title) and goes on over initials and capitalised words; over a
    line break, or after a first name that is also a word, only with a surname of the list. A word that the text also has in lower case is
    no part of a name unless it is one of the list. words: the text's words in lower case.
    """
    for first, token in enumerate(run[:-1]):
        initial = _is_initial(token.text) and not is_first_name(run[first + 1].text)
        if initial or is_first_name(token.text) or (titled and first == 0):
            last = _end_of_name(run, first, words)
            if last > first + 1 and (not _is_initial(token.text) or is_surname(run[last - 1].text)):
                return first, last
    last = len(run)
    foreign = last > 1 and is_surname(run[-1].text) and not any("\n" in token.glue for token in run[1:])
    return (0, last) if foreign and not any(token.text.lower() in words or is_surname(token.text) for token in run[:-1]) else None


def _end_of_name(run: list[Token], first: int, words: frozenset[str]) -> int:
    certain = is_first_name(run[first].text, alone=True) or first == 0
    end = first + 1
    for index in range(first + 1, min(len(run), first + 5)):
        word = run[index].text
        known = is_surname(word) or is_first_name(word) or _is_initial(word)
        if not known and (not certain or word.lower() in words or word in municipalities()):
            break
        if "\n" in run[index].glue and not is_surname(word):
            break
        end = index + 1
    while end > first + 1 and _is_initial(run[end - 1].text):
        end -= 1
    return end


def _is_initial(word: str) -> bool:
    return len(word.rstrip(".")) == 1 or (word.endswith(".") and len(word) <= 5)


def is_month(text: str, start: int) -> bool:
    """Whether a name that is also a month is one here: after a number or a preposition ('3. Maj', 'i August')."""
    return bool(_BEFORE_MONTH.search(text, max(0, start - 10), start))


def stands_after_title(text: str, start: int) -> bool:
    """Whether the word before is a title ('direktør', 'formand') on the same line."""
    if text[start - 1 : start] != " ":
        return False
    word = _LAST_WORD.search(text[max(0, start - 40) : start - 1])
    return bool(word and is_title(word[0]))
