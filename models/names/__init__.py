"""Danish first names, surnames and municipalities; the lists are made by `make.py`, whose sources and licences stand in `README.md`.

A name list alone finds too much: 'Rose', 'Mark' and 'Maj' are words too. First names are therefore of two kinds: those that may stand
alone, and those that count only before a surname.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files


def is_first_name(word: str, *, alone: bool = False) -> bool:
    """Whether the word, with its capital, is a first name ('Anne-Mette' if both parts are); `alone`: also without a surname after it."""
    if word in _lines("first_alone.txt") or (not alone and word in _lines("first_before_surname.txt")):
        return True
    return "-" in word and all(is_first_name(part, alone=alone) for part in word.split("-"))


def is_surname(word: str) -> bool:
    """Whether the word, with its capital, is a surname of the list or is made as most are ('-sen' that no definite noun ends in)."""
    return word in _lines("surnames.txt") or bool(_PATRONYMIC.fullmatch(word))


def municipalities() -> Mapping[str, str]:
    """The municipalities of Denmark with their region."""
    return _municipalities()


# 'Torkildsen', 'Ottesen' but not 'Ledelsen', 'Klassen', 'Processen', 'Analysen', 'Grænsen', 'Krisen'.
_PATRONYMIC = re.compile(
    r"[A-ZÆØÅ][a-zæøå]{2,}(?<!el)(?<!s)(?<!y)(?<!lan)(?<!Kri)(?<!Pri)(?<!æn)(?<!Rej)(?<!Fa)(?<!Ba)(?<!Pau)(?<!red)(?<!al)sen"
)


@cache
def _lines(name: str) -> frozenset[str]:
    text = files("referat.models.names").joinpath(name).read_text(encoding="utf-8")
    return frozenset(line for line in text.splitlines() if line)


@cache
def _municipalities() -> dict[str, str]:
    text = files("referat.models.names").joinpath("municipalities.tsv").read_text(encoding="utf-8")
    return dict(line.split("\t") for line in text.splitlines()[1:])
