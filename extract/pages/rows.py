"""Printed lines of a page: glyph runs on the same baseline, from left to right."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

from referat.extract.pages.page import Glyphs


@dataclass
class Row:
    """Glyph runs that stand on one baseline, from left to right."""

    glyphs: list[Glyphs]

    @cached_property
    def text(self) -> str:
        """The runs with a space between."""
        return " ".join(glyph.text for glyph in self.glyphs)

    @cached_property
    def x0(self) -> float:
        """Left edge in points."""
        return self.glyphs[0].x0

    @cached_property
    def x1(self) -> float:
        """Right edge in points."""
        return max(glyph.x1 for glyph in self.glyphs)

    @cached_property
    def top(self) -> float:
        """Upper edge in points from the top of the page."""
        return min(glyph.top for glyph in self.glyphs)

    @cached_property
    def bottom(self) -> float:
        """Lower edge in points from the top of the page."""
        return max(glyph.bottom for glyph in self.glyphs)

    @cached_property
    def base(self) -> float:
        """Baseline of its longest run."""
        return max(self.glyphs, key=lambda glyph: len(glyph.text)).base

    @cached_property
    def size(self) -> float:
        """Font size of most of its characters."""
        return _weighted(self.glyphs)

    @cached_property
    def bold(self) -> bool:
        """Whether most of its characters are bold."""
        letters = sum(len(glyph.text) for glyph in self.glyphs)
        return 2 * sum(len(glyph.text) for glyph in self.glyphs if glyph.bold) > letters

    @cached_property
    def italic(self) -> bool:
        """Whether every run of it is italic."""
        return all(glyph.italic for glyph in self.glyphs)


def _weighted(glyphs: Sequence[Glyphs]) -> float:
    weights: dict[float, int] = {}
    for glyph in glyphs:
        weights[glyph.size] = weights.get(glyph.size, 0) + len(glyph.text)
    return max(weights, key=lambda size: (weights[size], size))


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


def _once(glyphs: list[Glyphs]) -> list[Glyphs]:
    kept: list[Glyphs] = []
    for glyph in glyphs:
        twin = next((k for k in kept[-4:] if k.text == glyph.text and abs(k.x0 - glyph.x0) < 1.2 and abs(k.base - glyph.base) < 1.2), None)
        if twin is not None:
            kept[kept.index(twin)] = twin._replace(bold=True)
        else:
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
