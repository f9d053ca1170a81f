"""Where something stands: in the text (Span) and on the page (Box)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open character offsets into the body text of a document: `text[start:end]`."""

    start: int
    end: int

    def __post_init__(self) -> None:
        if not 0 <= self.start <= self.end:
            raise ValueError(f"not a span: {self.start}..{self.end}")

    def __contains__(self, other: Span) -> bool:
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share at least one character."""
        return self.start < other.end and other.start < self.end


@dataclass(frozen=True, slots=True, order=True)
class Box:
    """A rectangle on a page, in PDF points from the page's top left corner; pages count from 1."""

    page: int
    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def height(self) -> float:
        """Height in points."""
        return self.bottom - self.top

    @property
    def width(self) -> float:
        """Width in points."""
        return self.x1 - self.x0


def union_by_page(boxes: Iterable[Box]) -> list[Box]:
    """The smallest box around all given boxes of each page, in page order."""
    pages: dict[int, Box] = {}
    for box in boxes:
        seen = pages.get(box.page)
        pages[box.page] = (
            box
            if seen is None
            else Box(box.page, min(seen.x0, box.x0), min(seen.top, box.top), max(seen.x1, box.x1), max(seen.bottom, box.bottom))
        )
    return [pages[page] for page in sorted(pages)]
