"""Places on a scan that was turned to make its lines level, put back where they are on the page as it is shown."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from referat.extract.pages.page import PdfPage
from referat.models.place import Box
from referat.models.text import Page, SourceText, Words


@dataclass(frozen=True, slots=True)
class _Turn:
    """How a page was held: its size as it was read, and what leads back from there."""

    width: float
    height: float
    skew: float
    quarters: int

    def back(self, box: Box) -> Box:
        """The upright box around a box that is turned back with its page."""
        corners = [self._point(x, y) for x in (box.x0, box.x1) for y in (box.top, box.bottom)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return Box(box.page, *(round(side, 2) for side in (min(xs), min(ys), max(xs), max(ys))))

    def page(self, page: Page) -> Page:
        """The page with its size as it is shown."""
        return replace(page, width=page.height, height=page.width) if self.quarters in (90, 270) else page

    def _point(self, x: float, y: float) -> tuple[float, float]:
        cosine, sine = math.cos(math.radians(self.skew)), math.sin(math.radians(self.skew))
        across, down = x - self.width / 2, y - self.height / 2
        x, y = self.width / 2 + cosine * across - sine * down, self.height / 2 + sine * across + cosine * down
        if self.quarters == 90:
            return self.height - y, x
        if self.quarters == 180:
            return self.width - x, self.height - y
        return (y, self.width - x) if self.quarters == 270 else (x, y)


def laid_back(source: SourceText, pages: Sequence[PdfPage]) -> SourceText:
    """The text with every place on a turned page where it is on that page as it is shown; the same text where no page was turned."""
    turns = {page.number: _Turn(page.width, page.height, page.skew, page.turn) for page in pages if page.skew or page.turn}
    if not turns:
        return source

    def back(box: Box) -> Box:
        turn = turns.get(box.page)
        return turn.back(box) if turn else box

    words = Words()
    for word in source.words:
        words.append(word._replace(box=back(word.box)))
    return replace(
        source,
        words=words,
        lines=tuple(replace(line, box=back(line.box)) for line in source.lines),
        tables=tuple(
            replace(table, box=back(table.box), cells=tuple(replace(cell, box=back(cell.box)) for cell in table.cells))
            for table in source.tables
        ),
        pages=tuple(turns[page.number].page(page) if page.number in turns else page for page in source.pages),
        furniture=tuple(replace(piece, box=back(piece.box)) for piece in source.furniture),
    )
