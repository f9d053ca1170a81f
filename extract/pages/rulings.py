"""Straight lines on a page: edges of what is drawn, and what they say of the words above them."""

from __future__ import annotations

from itertools import pairwise

from referat.extract.pages.page import Glyphs, Ruling


def underlined(glyphs: list[Glyphs], rulings: list[Ruling]) -> list[Glyphs]:
    """Underlined runs count as bold: typewritten and older minutes set headings that way."""
    lines = [r for r in rulings if r.bottom - r.top < 1 and r.x1 - r.x0 < 400]
    if not lines or len(lines) > 400:
        return glyphs
    levels: dict[int, list[Ruling]] = {}
    for line in lines:
        for level in (round(line.top), round(line.top) - 1, round(line.top) - 2, round(line.top) - 3):
            levels.setdefault(level, []).append(line)
    return [
        glyph._replace(bold=True)
        if not glyph.bold
        and any(r.x0 - 2 <= glyph.x0 and glyph.x1 <= r.x1 + 2 and r.x1 - r.x0 < 40 * glyph.size for r in levels.get(round(glyph.base), ()))
        else glyph
        for glyph in glyphs
    ]


def edges_of(points: list[tuple[float, float, bool]]) -> list[Ruling]:
    """The level and upright edges of a drawn path of (x, y, whether the pen was lifted before); a thin rectangle is a line."""
    xs, ys = [x for x, _, _ in points], [y for _, y, _ in points]
    x0, x1, top, bottom = min(xs), max(xs), min(ys), max(ys)
    if x1 - x0 < 3 or bottom - top < 3:  # a thin rectangle is a line
        if x1 - x0 >= bottom - top:
            middle = (top + bottom) / 2
            return [Ruling(x0, middle, x1, middle)] if x1 - x0 > 3 else []
        middle = (x0 + x1) / 2
        return [Ruling(middle, top, middle, bottom)]
    edges = []
    first = points[0]
    for before, after in pairwise(points):
        if after[2]:
            edges.append((before, first))
            first = after
        else:
            edges.append((before, after))
    edges.append((points[-1], first))
    found = []
    for (ax, ay, _), (bx, by, _) in edges:
        if abs(ay - by) < 1 and abs(ax - bx) > 3:
            found.append(Ruling(min(ax, bx), (ay + by) / 2, max(ax, bx), (ay + by) / 2))
        elif abs(ax - bx) < 1 and abs(ay - by) > 3:
            found.append(Ruling((ax + bx) / 2, min(ay, by), (ax + bx) / 2, max(ay, by)))
    return found
