"""Printed lines of a page: glyph runs on the same baseline, from left to right."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import pairwise
from statistics import median

from referat.extract.pages.page import Glyphs


class Row:
    """Glyph runs that stand on one baseline, from left to right.

    text: the runs with a space between. x0, x1, top, bottom: its edges in points from the page's top left corner. base: the baseline of
    its longest run. size: the font size of most of its characters. bold: most of them are bold. italic: every run is.
    """

    __slots__ = ("base", "bold", "bottom", "glyphs", "italic", "size", "text", "top", "x0", "x1")

    def __init__(self, glyphs: list[Glyphs]) -> None:
        self.glyphs = glyphs
        self.text = " ".join([glyph.text for glyph in glyphs])
        first = glyphs[0]
        self.x0, self.x1, self.top, self.bottom, self.base = first.x0, first.x1, first.top, first.bottom, first.base
        weights: dict[float, int] = {}
        letters = heavy = longest = 0
        self.italic = True
        for text, _, top, x1, bottom, base, size, bold, _, _, _, italic in glyphs:
            length = len(text)
            letters += length
            weights[size] = weights.get(size, 0) + length
            if x1 > self.x1:
                self.x1 = x1
            if top < self.top:
                self.top = top
            if bottom > self.bottom:
                self.bottom = bottom
            if length > longest:
                longest, self.base = length, base
            if bold:
                heavy += length
            if not italic:
                self.italic = False
        self.bold = 2 * heavy > letters
        self.size = first.size if len(weights) == 1 else max(weights, key=lambda size: (weights[size], size))


def rows_of(glyphs: Iterable[Glyphs]) -> list[Row]:
    """The rows of some glyph runs from the top; runs printed twice (a way of faking bold) count once, as bold."""
    rows: list[list[Glyphs]] = []
    for glyph in sorted(glyphs, key=lambda g: (g.base, g.x0)):
        tolerance = 0.4 * glyph.size
        for row in reversed(rows[-3:]):
            if abs(row[0].base - glyph.base) <= max(2.0, min(tolerance, 0.4 * row[0].size)):
                row.append(glyph)
                break
        else:
            rows.append([glyph])
    return [Row(_spaced_out(_once(sorted(row, key=lambda g: g.x0)))) for row in _levelled(rows)]


def _levelled(rows: list[list[Glyphs]]) -> list[list[Glyphs]]:
    """Rows that are parts of one printed line merged: a raised number can lift the rest of its line."""
    merged: list[list[Glyphs]] = []
    for row in rows:
        above = merged[-1] if merged else None
        if above and row[0].base - above[0].base < 0.6 * min(row[0].size, above[0].size) and not _collide(above, row):
            above += row
        else:
            merged.append(row)
    return merged


def _collide(above: list[Glyphs], below: list[Glyphs]) -> bool:
    return any(a.x0 < b.x1 - 1 and b.x0 < a.x1 - 1 for a in above for b in below)


_TWIN = 1.2  # points between a word and its second print


def _once(glyphs: list[Glyphs]) -> list[Glyphs]:
    kept: list[Glyphs] = []
    for glyph in glyphs:
        if kept and glyph.x0 - kept[-1].x0 < _TWIN:  # from left to right: the others are further away
            twin = next(
                (k for k in kept[-4:] if k.text == glyph.text and glyph.x0 - k.x0 < _TWIN and abs(k.base - glyph.base) < _TWIN), None
            )
            if twin is not None:
                kept[kept.index(twin)] = twin._replace(bold=True)
                continue
        kept.append(glyph)
    return kept


def _spaced_out(glyphs: list[Glyphs]) -> list[Glyphs]:
    """Letter-spaced words (R E F E R A T) joined to whole ones."""
    if sum(len(glyph.text) == 1 for glyph in glyphs) < 4:
        return glyphs
    joined: list[Glyphs] = []
    index = 0
    while index < len(glyphs):
        end = index
        while end < len(glyphs) and len(glyphs[end].text) == 1 and glyphs[end].text.isalpha():
            end += 1
        if end - index >= 4:
            joined += _words_of_letters(glyphs[index:end])
            index = end
        else:
            joined.append(glyphs[index])
            index += 1
    return joined


def _words_of_letters(letters: list[Glyphs]) -> list[Glyphs]:
    gaps = [after.x0 - before.x1 for before, after in pairwise(letters)]
    usual = median(gaps)
    words, current = [], [letters[0]]
    for gap, letter in zip(gaps, letters[1:], strict=True):
        if gap > 1.8 * usual + 1:
            words.append(current)
            current = []
        current.append(letter)
    words.append(current)
    return [
        word[0]._replace(
            text="".join(g.text for g in word), x1=word[-1].x1, top=min(g.top for g in word), bottom=max(g.bottom for g in word)
        )
        for word in words
    ]


_LEAST_GAP = 7.0  # points; white space that is never wider than between words


def chunks(row: Row, *, gap: float = 1.5) -> list[list[Glyphs]]:
    """A row's runs, split where white space wider than `gap` font sizes stands between them."""
    before = row.glyphs[0]
    part = [before]
    parts = [part]
    for after in row.glyphs[1:]:
        white = after.x0 - before.x1
        if white > _LEAST_GAP and white > gap * min(max(after.size, before.size), 16.0):
            part = []
            parts.append(part)
        part.append(after)
        before = after
    return parts
