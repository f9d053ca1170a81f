"""Places on a scan that was turned to make its lines level, put back where they are on the page as it is shown."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from referat.extract.pages.page import PdfPage
from referat.models.place import Box
from referat.models.text import SourceText, Words


@dataclass(frozen=True, slots=True)
class _Turn:
    cosine: float
    sine: float
    x: float
    y: float

    def back(self, box: Box) -> Box:
        """The upright box around a box that is turned back with its page."""
        corners = [self._point(x, y) for x in (box.x0, box.x1) for y in (box.top, box.bottom)]
        xs, ys = [x for x, _ in corners], [y for _, y in corners]
        return Box(box.page, *(round(side, 2) for side in (min(xs), min(ys), max(xs), max(ys))))

    def _point(self, x: float, y: float) -> tuple[float, float]:
        x, y = x - self.x, y - self.y
        return self.x + self.cosine * x - self.sine * y, self.y + self.sine * x + self.cosine * y


def laid_back(source: SourceText, pages: Sequence[PdfPage]) -> SourceText:
    """The text with every place on a turned page where it is on that page as it is shown; the same text where no page was turned."""
    turns = {
        page.number: _Turn(math.cos(math.radians(page.skew)), math.sin(math.radians(page.skew)), page.width / 2, page.height / 2)
        for page in pages
        if page.skew
    }
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
        furniture=tuple(replace(piece, box=back(piece.box)) for piece in source.furniture),
    )
