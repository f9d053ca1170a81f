"""What a document says of its own standing: a draft, or an agenda that adds to another."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from referat.models.text import SourceText
from referat.models.wording import wording

DRAFT, SUPPLEMENT = "udkast", "tillægsdagsorden"
_LINES = 12  # of the head, in which a title stands
_LONG = 120  # characters: a longer line is no title


def standing(source: SourceText, *, file_name: str = "") -> str | None:
    """`udkast` or `tillægsdagsorden` where the title, a running header or the file's name says so; None where nothing does."""
    places = [*_titles(source), " ".join(re.split(r"[\W_]+", file_name.rpartition(".")[0]))]
    for kind in (SUPPLEMENT, DRAFT):
        if any(_says(kind).search(place) for place in places):
            return kind
    return None


def _titles(source: SourceText) -> Iterator[str]:
    """The first lines and the running headers, but for items of an agenda, which are about other documents."""
    lines = [source.line_text(line) for line in source.lines[:_LINES]]
    for text in (*lines, *{piece.text for piece in source.furniture}):
        if len(text) <= _LONG and not re.match(r"\s*(?:punkt\s*)?\d+\s*[.):]", text, re.I):
            yield text


@cache
def _says(kind: str) -> re.Pattern[str]:
    """The wording at the beginning or the end of a title, or in brackets; in a sentence it is about something else."""
    forms = wording("standing").alternatives(kind)
    date = r"(?:[\d\W_]|\b(?:den|d|rev|version|ver|v)\b)*"
    follows = "af|fra|for|referat|møde|den" + ("|til" if kind == SUPPLEMENT else "")  # a draft 'til' something else is about that
    first = rf"^{date}(?:{forms})(?:\W*$|\W+(?:{follows}|\d)|\W*[-–(/:])"
    return re.compile(rf"{first}|(?:^|[\W_])(?:{forms})\W*$", re.I)
