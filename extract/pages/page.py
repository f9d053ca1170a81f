"""A page before it is text: runs of characters, rulings, links, with their places."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class Glyphs(NamedTuple):
    """A run of characters without white space, as printed; coordinates in points from the page's top left corner.

    `size` is the font size in points as printed, `base` the y of the baseline, `broken` that it ends in a line-end hyphen.
    """

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    base: float
    size: float
    bold: bool
    broken: bool
    upright: bool
    confidence: float = 1.0
    italic: bool = False


class Ruling(NamedTuple):
    """A horizontal or vertical line, or an edge of a rectangle; one of its extents is zero."""

    x0: float
    top: float
    x1: float
    bottom: float


@dataclass(slots=True)
class PdfPage:
    """What is printed on a page.

    turn: the quarters (degrees, counter-clockwise) by which a page scanned sideways was turned; width and height are those after that.
    skew: the degrees by which a scan was then turned, counter-clockwise about its middle, to make its lines level.
    part: which of the pages on a sheet it is, from 0. frame: its part of the sheet (left, top, right, bottom), where that is not all.
    heavy: it has more drawings or pixels than can be rendered in reasonable time.
    """

    number: int
    width: float
    height: float
    glyphs: list[Glyphs]
    rulings: list[Ruling] = field(default_factory=list)
    links: list[tuple[str, tuple[float, float, float, float]]] = field(default_factory=list)
    image_share: float = 0.0
    ocr: bool = False
    skew: float = 0.0
    turn: int = 0
    heavy: bool = False
    part: int = 0
    frame: tuple[float, float, float, float] | None = None

    @property
    def edges(self) -> tuple[float, float, float, float]:
        """Left, top, right and bottom of the page on its sheet."""
        return self.frame or (0.0, 0.0, self.width, self.height)
