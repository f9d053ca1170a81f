"""Short forms that the document explains: the long form stands beside them.

'Akut Psykiatrisk Udrykningstjeneste (APU)', 'APU (Akut Psykiatrisk Udrykningstjeneste)', 'Fagligt Strategisk Niveau, FSN'. The long form is
as long as the letters of the short one ask for: every word that carries meaning begins with a letter of it, in order, and the other letters
stand inside the words (`grundejerforening`, GF). A person's initials, a party's letter or a case number are no short form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from referat.models.fact import Fact
from referat.models.minutes import Acronym
from referat.models.names import is_first_name, is_surname
from referat.models.place import Span
from referat.models.text import SourceText

_SHORT = r"[A-ZÆØÅ](?:[\w&/-]{0,8}[A-ZÆØÅ])"
_CALLED = r"(?:(?:herefter|i\s+det\s+følgende|også|forkortet|kaldet|benævnt)\s+){0,2}[\"”“»]?"
_ANY = re.compile(
    rf"\((?:{_CALLED})(?P<after>{_SHORT})(?:['’]?[a-zæøå]{{1,5}})?[\"”“«]?(?=\)|\s*[,;/])"
    rf"|\b(?P<before>{_SHORT})(?:['’]?[a-zæøå]{{1,4}})?\s\((?P<inside>[^()\n]{{4,100}})\)"
    rf"|,\s(?P<comma>{_SHORT})(?=[\s,.;:)]|\Z)"
)
_WORD = re.compile(r"[^\s,;:.?!()/\"”“«»–]+")
_STOP_WORDS = frozenset(("og", "i", "af", "for", "til", "på", "med", "den", "det", "de", "om", "ved", "under", "the", "of", "and"))
_MOST_WORDS = 12


def read_acronyms(source: SourceText) -> tuple[Acronym, ...]:
    """Every short form with the long form beside it, in order; each short form once, as it is first explained."""
    found: dict[str, Acronym] = {}
    for short, long in _pairs(source.text):
        key = source.of(short).casefold()
        if key not in found:
            found[key] = Acronym(Fact(source.of(short), (short,), "short-form"), Fact(source.of(long), (long,), "long-form"))
    return tuple(sorted(found.values(), key=lambda acronym: acronym.short.spans))


def _pairs(text: str) -> Iterator[tuple[Span, Span]]:
    for match in _ANY.finditer(text):
        group = match.lastgroup or ""
        name = "before" if group == "inside" else group
        short = Span(*match.span(name))
        letters = re.sub(r"[^\w]|\d", "", match[name]).casefold()
        if sum(character.isupper() for character in match[name]) < 2 or any(character.isdigit() for character in match[name]):
            continue
        if name == "before":
            long = _long_inside(text, Span(*match.span("inside")), letters)
        else:
            long = _long_before(text, match.start(), letters, strict=name == "comma")
        if long is not None and not _is_person(text[long.start : long.end]):
            yield short, long


def _long_before(text: str, end: int, letters: str, *, strict: bool) -> Span | None:
    """The long form that ends here or, where a postmodifier follows it ('… team på skoler (LKT)'), before the preposition."""
    start = max(end - 200, 0)
    words = [Span(*match.span()) for match in _WORD.finditer(text, start, end)][-_MOST_WORDS:]
    texts = [text[word.start : word.end] for word in words]
    ends = [] if strict else [index for index in range(len(words) - 1, 1, -1) if texts[index] in ("på", "om", "for")]
    for last in [len(words), *ends[:1]]:
        for first in range(last - 1, -1, -1):
            if _crosses(text, words[first].end, words[min(first + 1, last - 1)].start):
                break
            if _aligned(texts[first:last], letters, strict=strict):
                return Span(words[_with_shared_ending(texts, first, last, letters)].start, words[last - 1].end)
    return None


def _with_shared_ending(texts: list[str], first: int, last: int, letters: str) -> int:
    """Where the long form begins: 'lærings- og ledelseshold' is one even where its last word alone has all the letters."""
    shared = first >= 2 and texts[first - 1] in ("og", "eller") and texts[first - 2].endswith("-")
    return first - 2 if shared and _aligned(texts[first - 2 : last], letters, strict=False) else first


def _crosses(text: str, end: int, start: int) -> bool:
    """Whether a sentence ends between two words."""
    return re.search(r"[.;:()]", text[end:start]) is not None


def _long_inside(text: str, inside: Span, letters: str) -> Span | None:
    words = [Span(*match.span()) for match in _WORD.finditer(text, inside.start, inside.end)]
    for last in range(len(words), 0, -1):
        if _aligned([text[word.start : word.end] for word in words[:last]], letters, strict=False):
            return Span(words[0].start, words[last - 1].end)
    return None


def _aligned(words: list[str], letters: str, *, strict: bool) -> bool:
    """Whether every word of meaning begins with the next letter, and the letters between stand inside the words.

    strict: there are no letters but the initials, and at least three of them.
    """
    parts = [part.casefold() for word in words for part in word.split("-") if part]
    meant = [part for index, part in enumerate(parts) if part not in _STOP_WORDS or (index == 0 and part[0] == letters[:1])]
    if not meant or words[0].casefold() in _STOP_WORDS or not len(meant) <= len(letters) < min(10, sum(map(len, meant))):
        return False
    if strict:
        return len(letters) >= 3 and "".join(part[0] for part in meant) == letters
    return _fits(meant, letters)


def _fits(parts: list[str], letters: str) -> bool:
    """Give each part its initial and some of the next letters, in order, until parts and letters are used up."""
    if not parts:
        return not letters
    head, rest = parts[0], parts[1:]
    if not letters or head[0] != letters[0]:
        return False
    taken = 1
    at = 1
    while True:
        if _fits(rest, letters[taken:]):
            return True
        if taken == len(letters):
            return False
        at = head.find(letters[taken], at) + 1
        if at == 0:
            return False
        taken += 1


def _is_person(long: str) -> bool:
    """'Alma Brink (AB)': a name beside its initials."""
    words = long.split()
    if not all(word[0].isupper() for word in words):
        return False
    return is_first_name(words[0], alone=len(words) == 1) or (len(words) > 1 and is_surname(words[-1]))
