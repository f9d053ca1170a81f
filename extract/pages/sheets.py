"""Several pages printed on one sheet, two side by side or four in a square: each is read as a page, at its place on the sheet."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from statistics import median

from referat.extract.pages.page import Glyphs, PdfPage, Ruling

_GUTTER = 1.0  # points on each side of a sheet's middle that are white between two pages
_LINES = 6  # printed lines of a half that show that it is a page
_SMALL = 6.5  # points: four pages of ordinary print on a sheet of A4 are set smaller than this
_CROSSING = 0.005  # the part of all words that may run over the middle, out of their page's margin
_SOME = 3  # lines of the other half that begin where most lines of this one do
_TOPS = 24.0  # points: the first lines of two pages are as far from their upper edges


def single_pages(pages: Sequence[PdfPage]) -> list[PdfPage]:
    """The pages in reading order, sheets with several of them taken apart; coordinates stay those of the sheet.

    Sheets of one size are taken apart where text begins at the same place in both halves of one of them and crosses the middle of none.
    """
    shared = {size: _is_shared([page for page in pages if _size(page) == size]) for size in {_size(page) for page in pages}}
    found: list[PdfPage] = []
    for page in pages:
        down, across = shared[_size(page)]
        rows = _halves(page, 1, page.height / 2) if down else [page]
        parts = [half for row in rows for half in _halves(row, 0, page.width / 2)] if across else rows
        found += [replace(part, part=index) for index, part in enumerate(parts)]
    return found


def _size(page: PdfPage) -> tuple[int, int]:
    return round(page.width), round(page.height)


def _is_shared(sheets: Sequence[PdfPage]) -> tuple[bool, bool]:
    """Whether sheets hold pages one above the other, and side by side."""
    across = _is_white(sheets, 0, sheets[0].width) and any(_begin_alike(sheet) for sheet in sheets)
    small = median([glyph.size for sheet in sheets for glyph in sheet.glyphs] or [10.0]) <= _SMALL
    down = across and small and _is_white(sheets, 1, sheets[0].height) and any(_has_two_rows(sheet) for sheet in sheets)
    return down, across and (down or sheets[0].width > sheets[0].height)


def _is_white(sheets: Sequence[PdfPage], axis: int, length: float) -> bool:
    low, high = length / 2 - _GUTTER, length / 2 + _GUTTER
    crossing = sum(_extent(glyph, axis)[1] > high and _extent(glyph, axis)[0] < low for sheet in sheets for glyph in sheet.glyphs)
    return crossing <= _CROSSING * sum(len(sheet.glyphs) for sheet in sheets)


def _extent(thing: Glyphs | Ruling, axis: int) -> tuple[float, float]:
    return (thing.top, thing.bottom) if axis else (thing.x0, thing.x1)


def _begin_alike(sheet: PdfPage) -> bool:
    """Whether lines begin as far from the left edge of both halves: most of those of one, and some of the other."""
    left, right = (_edges(half, half.edges[0]) for half in _halves(sheet, 0, sheet.width / 2))
    if max(left.total(), right.total()) < _LINES:
        return False
    for one, other in ((left, right), (right, left)):
        usual = next((edge for edge, count in one.most_common(1) if 3 * count >= one.total()), None)
        if usual is not None and one[usual] >= _SOME and sum(other[usual + step] for step in (-1, 0, 1)) >= _SOME:
            return True
    return False


def _edges(half: PdfPage, edge: float) -> Counter[int]:
    """How many lines begin at each distance (in steps of two points) from an edge."""
    lefts: dict[int, float] = {}
    for glyph in half.glyphs:
        line = round(glyph.base / 3)
        lefts[line] = min(lefts.get(line, glyph.x0), glyph.x0)
    return Counter(round((left - edge) / 2) for left in lefts.values())


def _has_two_rows(sheet: PdfPage) -> bool:
    upper, lower = _halves(sheet, 1, sheet.height / 2)
    if min(len({round(glyph.base / 3) for glyph in half.glyphs}) for half in (upper, lower)) < _LINES:
        return False
    first, second = (min(glyph.top for glyph in half.glyphs) for half in (upper, lower))
    return _begin_alike(upper) and _begin_alike(lower) and abs(second - sheet.height / 2 - first) < _TOPS


def _halves(page: PdfPage, axis: int, middle: float) -> list[PdfPage]:
    low = [glyph for glyph in page.glyphs if sum(_extent(glyph, axis)) < 2 * middle]
    high = [glyph for glyph in page.glyphs if sum(_extent(glyph, axis)) >= 2 * middle]
    before = [ruling for ruling in page.rulings if _extent(ruling, axis)[1] <= middle]
    after = [ruling for ruling in page.rulings if _extent(ruling, axis)[0] >= middle]
    left, top, right, bottom = page.edges
    first, second = (
        ((left, top, right, middle), (left, middle, right, bottom)) if axis else ((left, top, middle, bottom), (middle, top, right, bottom))
    )
    return [replace(page, glyphs=low, rulings=before, frame=first), replace(page, glyphs=high, rulings=after, frame=second)]
