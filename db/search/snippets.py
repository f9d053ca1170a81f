"""Marks what was found in a text and cuts the piece around it; the words stay data, so that a page can escape them."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import NamedTuple

from referat.db.search.expand import Expression
from referat.db.search.stems import Token, fold, stem, tokens

_LENGTH = 260
_BEFORE = 60
# A word that stands everywhere needs no search for its best place.
_MOST_PLACES = 200
_SPACE = re.compile(r"\s+")


class Piece(NamedTuple):
    """A piece of a text, and whether it is what was asked for."""

    text: str
    marked: bool


def mark(text: str, expression: Expression) -> list[Piece]:
    """The whole text in pieces."""
    return _pieces(text, found(text, expression), 0, len(text))


def snippet(text: str, expression: Expression, *, length: int = _LENGTH) -> list[Piece]:
    """About `length` characters of a text where most of the query stands, or its beginning; white space is evened out."""
    text = _SPACE.sub(" ", text).strip()
    places = found(text, expression)
    start = _start(text, places, length)
    end = len(text) if len(text) - start <= length + 20 else _word_edge(text, start + length)
    pieces = _pieces(text, places, start, end)
    if start:
        pieces.insert(0, Piece("… ", False))
    if end < len(text):
        pieces.append(Piece(" …", False))
    return pieces


def plain(pieces: list[Piece], *, before: str = "", after: str = "") -> str:
    """Pieces as text, with `before` and `after` around what is marked."""
    return "".join(f"{before}{piece.text}{after}" if piece.marked else piece.text for piece in pieces)


def found(text: str, expression: Expression) -> list[tuple[int, int]]:
    """Where the words and phrases of a query stand in a text, in order and without overlap."""
    read = list(tokens(text))
    places = [(token.start, token.end) for token in read if _fits(text, token, expression)]
    places += [(one.start, two.end) for one, two in pairwise(read) if _hyphened(text, one, two) in expression.stems]
    for phrase in expression.phrases:
        size = len(phrase)
        places += [(read[at].start, read[at + size - 1].end) for at in range(len(read) - size + 1) if _same(read, at, phrase)]
    return _merged(sorted(places))


def _fits(text: str, token: Token, expression: Expression) -> bool:
    if token.stem in expression.stems:
        return True
    return bool(expression.prefixes) and fold(text[token.start : token.end]).startswith(expression.prefixes)


def _hyphened(text: str, one: Token, two: Token) -> str | None:
    """The stem of two words that a hyphen joins, written as one; None for others."""
    return stem(text[one.start : one.end] + text[two.start : two.end]) if text[one.end : two.start] == "-" else None


def _same(read: list[Token], at: int, phrase: tuple[str, ...]) -> bool:
    return all(read[at + offset].stem == stem for offset, stem in enumerate(phrase))


def _merged(places: list[tuple[int, int]]) -> list[tuple[int, int]]:
    merged: list[tuple[int, int]] = []
    for start, end in places:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged


def _start(text: str, places: list[tuple[int, int]], length: int) -> int:
    """Where to begin so that most different words that were found, and then most places, are in sight; the earliest of the best."""
    best, start = (0, 0), 0
    for place, _ in places[:_MOST_PLACES]:
        begin = max(0, place - _BEFORE) if place >= _BEFORE else 0
        inside = [text[first:last].lower() for first, last in places if begin <= first and last <= begin + length]
        if (rank := (len(set(inside)), len(inside))) > best:
            best, start = rank, begin
    return text.rfind(" ", 0, start) + 1 if start else 0


def _word_edge(text: str, wanted: int) -> int:
    edge = text.rfind(" ", 0, wanted)
    return edge if edge > wanted - 40 else wanted


def _pieces(text: str, places: list[tuple[int, int]], start: int, end: int) -> list[Piece]:
    pieces, at = [], start
    for first, last in places:
        if first < start or last > end:
            continue
        if first > at:
            pieces.append(Piece(text[at:first], False))
        pieces.append(Piece(text[first:last], True))
        at = last
    if at < end:
        pieces.append(Piece(text[at:end], False))
    return pieces
