"""Words as the search index knows them: the same code stems what is stored and what is asked. The one module that knows the stemmer."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

import snowballstemmer

# Raise it when the code below gives other stems: indices made before are then made again.
VERSION = 4

_WORD = re.compile(r"[^\W_]+")
# Accents that Danish uses at will (`idé`, `én`) and letters of the neighbours; å, æ and ø stay letters of their own.
_FOLD = str.maketrans("éèêëáàâíìîïóòôúùûüýöäçñ", "eeeeaaaiiiiooouuuuyøæcn")
_COMPOUND_HEAD = 3
# Snowball keeps `flytning` from `flytte` and `renovering` from `renovere`. What is left must be long enough: `ordning` is not about `ord`,
# nor `parkering` about `park`.
_VOWELS = "aeiouyæøå"
_NING = re.compile(rf"(\w{{5,}}?)ering|(\w{{4,}}?)(?:(?<=[^{_VOWELS}])ning|(?<!n)ing|(?<=[{_VOWELS}]n)ing)")
# Snowball takes `-hed` off and makes `sundhed` the same as the `sund` of Øresund.
_HED = re.compile(r"(\w{3,}hed)(?:s|en|ens|er|ers|erne|ernes)?")


class Token(NamedTuple):
    """A word of a text: where it stands and its stem."""

    start: int
    end: int
    stem: str


def fold(word: str) -> str:
    """A word in lower case, without accents, with `aa` as `å` (Aabenraa = Åbenrå)."""
    return unicodedata.normalize("NFC", word).lower().translate(_FOLD).replace("aa", "å")


def words(text: str) -> list[str]:
    """The words of a text, folded but not stemmed."""
    return [fold(word) for word in _WORD.findall(unicodedata.normalize("NFC", text))]


@lru_cache(maxsize=200_000)
def stem(word: str) -> str:
    """The stem of a word; irregular ones come from `models/lexicon/stems.toml`, the rest from Snowball's Danish stemmer."""
    folded = fold(word)
    exact, suffixes = _exceptions()
    if folded in exact:
        return exact[folded]
    for form, target in suffixes:
        if folded.endswith(form) and len(folded) - len(form) >= _COMPOUND_HEAD:
            return folded[: -len(form)] + target
    if noun := _HED.fullmatch(folded):
        return noun[1]
    return _without_ning(str(_snowball().stemWord(folded))) if folded.isalpha() else folded


def _without_ning(stemmed: str) -> str:
    noun = _NING.fullmatch(stemmed)
    return (noun[1] or noun[2]) if noun else stemmed


def irregular() -> Mapping[str, str]:
    """The forms that the table of exceptions names, each with its stem."""
    return _exceptions()[0]


def stems(text: str) -> list[str]:
    """The stems of a text's words in order."""
    return [stem(word) for word in _WORD.findall(unicodedata.normalize("NFC", text))]


def tokens(text: str) -> Iterator[Token]:
    """The words of a text with their place in it."""
    for match in _WORD.finditer(text):
        yield Token(match.start(), match.end(), stem(match.group()))


@cache
def _snowball() -> Any:
    return snowballstemmer.stemmer("danish")


@cache
def _exceptions() -> tuple[dict[str, str], list[tuple[str, str]]]:
    """Irregular forms with their stem; and those that count at the end of a compound, the longest first."""
    entries = tomllib.loads((files("referat.models.lexicon") / "stems.toml").read_text(encoding="utf-8"))["entry"]
    exact = {fold(form): entry["id"] for entry in entries for form in entry["forms"]}
    suffixes = {fold(form): entry["id"] for entry in entries if entry.get("compound") for form in entry["forms"]}
    return exact, sorted(suffixes.items(), key=lambda pair: (-len(pair[0]), pair[0]))


@cache
def version() -> str:
    """Names the stemming: it changes with the code and with the table of exceptions."""
    exact, suffixes = _exceptions()
    import hashlib

    return f"{VERSION}-{hashlib.sha256(repr((sorted(exact.items()), suffixes)).encode()).hexdigest()[:8]}"
