"""What is printed on a page without belonging to the text: running headers and footers, page numbers, line numbers."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise

from referat.extract.pages.page import PdfPage
from referat.extract.pages.rows import Row, rows_of
from referat.models.place import Box
from referat.models.text import Furniture
from referat.models.wording import wording

_EDGE = 0.13  # the part of a page's height, above and below, in which running lines stand
_PAGE_NUMBER = re.compile(
    r"(?:(?:side|s\.|page|-|–)?\s*(?:\d{1,4}|[ivxl]{1,6})\s*(?:(?:af|of|/|ud af)\s*\d{1,4}|\(\d{1,4}\)|[-–.])?"
    r"|(?:side|page)(?:nr\.?)?:?\s*\d{1,4}.{0,12})",
    re.I,
)
_PAGE_OF_PAGES = re.compile(r"(?:side|page)\s+\d{1,4}\s+(?:af|of|ud af)\s+\d{1,4}", re.I)
# The part of a running line that changes from page to page.
_COUNTER = re.compile(r"(?<=side )\d+|(?<=side )[ivxl]+\b|\d+(?= ?(?:/|af|\() ?\d+)|(?<=\s)\d+$|^\d+(?=\s)|^\d+$|(?<=[-–] )\d+", re.I)


@dataclass(slots=True)
class CleanPage:
    """A page without its furniture, as rows from the top."""

    page: PdfPage
    rows: list[Row]


def without_furniture(pages: list[PdfPage]) -> tuple[list[CleanPage], list[Furniture]]:
    """The pages' rows without running lines, page and line numbers, and what was taken away."""
    furniture: list[Furniture] = []
    clean: list[CleanPage] = []
    for page in pages:
        sideways = (glyph for glyph in page.glyphs if not glyph.upright)
        furniture += [Furniture(glyph.text, Box(page.number, glyph.x0, glyph.top, glyph.x1, glyph.bottom)) for glyph in sideways]
        rows = rows_of(glyph for glyph in page.glyphs if glyph.upright)
        rows, numbers = _without_line_numbers(rows)
        furniture += [_piece(page, row) for row in numbers]
        clean.append(CleanPage(page, rows))
    running = _running(clean)
    headings = wording("sections")
    for part in clean:
        kept = []
        for place, row in _edges(part):
            if _PAGE_OF_PAGES.fullmatch(row.text) or (
                place is not None and headings.find(row.text) is None and (_key(row, place) in running or _is_page_number(row, part, place))
            ):
                furniture.append(_piece(part.page, row))
            else:
                kept.append(row)
        part.rows = kept
    furniture.sort(key=lambda piece: (piece.box.page, piece.box.top, piece.box.x0))
    return clean, furniture


def _piece(page: PdfPage, row: Row) -> Furniture:
    return Furniture(row.text, Box(page.number, round(row.x0, 1), round(row.top, 1), round(row.x1, 1), round(row.bottom, 1)))


def _edges(part: CleanPage) -> list[tuple[str | None, Row]]:
    """Each row with 'head' or 'foot' where it stands among the first or last rows at the page's edge."""
    _, top, _, bottom = part.page.edges
    height = bottom - top
    places: list[tuple[str | None, Row]] = []
    for index, row in enumerate(part.rows):
        if row.bottom - top < _EDGE * height and index < 6:
            places.append(("head", row))
        elif row.top - top > (1 - _EDGE) * height and index >= len(part.rows) - 6:
            places.append(("foot", row))
        else:
            places.append((None, row))
    return places


def _key(row: Row, place: str) -> tuple[str, str, int]:
    return place, _COUNTER.sub("#", row.text.casefold()), round(row.base / 8)


def _running(pages: list[CleanPage]) -> set[tuple[str, str, int]]:
    """The keys of lines that stand at the same height with the same words (numbers apart) on enough pages."""
    counts: Counter[tuple[str, str, int]] = Counter()
    for part in pages:
        for place, row in _edges(part):
            if place is not None:
                counts.update({_key(row, place)})
    least = max(2, round(0.25 * len(pages)))
    found: set[tuple[str, str, int]] = set()
    for place, text, height in counts:
        near = sum(counts[(place, text, height + step)] for step in (-1, 0, 1))
        if near >= least:
            found.add((place, text, height))
    return found


def _is_page_number(row: Row, part: CleanPage, place: str) -> bool:
    """A page number on its own, the first or last line of its page."""
    text = row.text.strip()
    if not _PAGE_NUMBER.fullmatch(text):
        return False
    outer = row is part.rows[-1] if place == "foot" else row is part.rows[0]
    bare = text.strip("-–. ").isdigit()
    return (
        outer
        and (not bare or int(text.strip("-–. ")) <= part.page.number + 400)
        and (not bare or place == "foot" or row.x0 - part.page.edges[0] > 0.3 * (part.page.edges[2] - part.page.edges[0]))
    )


def _without_line_numbers(rows: list[Row]) -> tuple[list[Row], list[Row]]:
    """Rows without a margin of line numbers (every line, every fifth), and the numbers; all rows where there is no such margin."""
    numbered = [
        row
        for row in rows
        if row.glyphs[0].text.isdigit()
        and len(row.glyphs[0].text) <= 4
        and (len(row.glyphs) == 1 or row.glyphs[1].x0 - row.glyphs[0].x1 > 5)
    ]
    if len(numbered) < 3 or not _counts_lines([int(row.glyphs[0].text) for row in numbered]):
        return rows, []
    edge = max(row.glyphs[0].x1 for row in numbered) + 2
    body = [row.x0 for row in rows if not (row.glyphs[0].text.isdigit() and row.glyphs[0].x1 <= edge)]
    body += [row.glyphs[1].x0 for row in numbered if len(row.glyphs) > 1]
    if (
        not body
        or sorted(body)[len(body) // 20] < edge
        or max(row.glyphs[0].x1 for row in numbered) - min(row.glyphs[0].x1 for row in numbered) > 12
    ):
        return rows, []
    kept, numbers = [], []
    for row in rows:
        first = row.glyphs[0]
        if first.text.isdigit() and first.x1 <= edge:
            numbers.append(Row([first]))
            if len(row.glyphs) > 1:
                kept.append(Row(row.glyphs[1:]))
        else:
            kept.append(row)
    return kept, numbers


def _counts_lines(values: list[int]) -> bool:
    """Whether the numbers count lines: by one on most lines of a page, or by five or ten."""
    steps = [after - before for before, after in pairwise(values)]
    by_one = sum(step == 1 for step in steps)
    by_five = sum(step in (5, 10) for step in steps)
    return (len(values) >= 8 and by_one >= 0.8 * len(steps)) or (by_five == len(steps) and all(value % 5 == 0 for value in values))
