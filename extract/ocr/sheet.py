"""What is read on the image of a page: which way up it is, the better of several readings, and what on it is no text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from referat.extract.ocr.ocr import SeenLine, seen_lines
from referat.extract.ocr.page import DPI, Sheet
from referat.extract.ocr.scan import Bar, bars, cleaned, despeckled, straightened, thickness, turned, without_grids
from referat.extract.ocr.slips import mended
from referat.extract.pages.limits import Limits

POOR = 0.6  # mean confidence below which a page is tried again
_FEW = 3  # lines of a page on which there is little to read whichever way it is held


@dataclass(frozen=True, slots=True)
class _Reading:
    """The page as it was held: turned by quarters (degrees), made level, without its grids; its straight lines, and what was read."""

    turn: int
    angle: float
    image: Any
    bars: list[Bar]
    lines: list[SeenLine]

    @property
    def lies(self) -> bool:
        """Whether most of its words run up or down: tesseract reads some of these too, but not as lines of a page."""
        words = [word for line in self.lines for word in line.words if len(word.text) > 3]
        return 2 * sum(word.bottom - word.top > word.x1 - word.x0 for word in words) > len(words)


def sheet_of(image: Any, limits: Limits) -> Sheet:
    """A page that may have been scanned poorly, sideways or upside down."""
    clean = despeckled(image)
    best = _reading(clean, 0, limits)
    for turn in _other_ways(best):
        other = _reading(clean, turn, limits)
        best = max(best, other, key=lambda reading: (not reading.lies, _worth(reading.lines)))
        if not best.lies and sureness(best.lines) >= POOR:
            break
    return _sheet(best, limits)


def sheet_beside(image: Any, limits: Limits) -> Sheet:
    """What stands in the pictures on a page beside its own words, which are painted over: the page is held as it is."""
    found = bars(image, dpi=DPI)
    bare = without_grids(image, found)
    reading = _Reading(0, 0.0, bare, found, mended(seen_lines(bare, dpi=DPI, seconds=limits.ocr_seconds)))
    return replace(_sheet(reading, limits), beside=True)


def _sheet(best: _Reading, limits: Limits) -> Sheet:
    lines = best.lines
    if sureness(lines) < POOR:
        lines = max(lines, mended(seen_lines(cleaned(best.image), dpi=DPI, seconds=limits.ocr_seconds)), key=_worth)
    if sureness(lines) >= 0.7:
        lines = _without_scribbles(lines)
    measured = thickness(best.image)
    strokes = [[measured.stroke(word.x0, word.top, word.x1, word.bottom) for word in line.words] for line in lines]
    return Sheet(lines, strokes, best.bars, best.angle, best.turn)


def _reading(image: Any, turn: int, limits: Limits) -> _Reading:
    level, angle = straightened(turned(image, turn))
    found = bars(level, dpi=DPI)
    bare = without_grids(level, found)
    return _Reading(turn, angle, bare, found, mended(seen_lines(bare, dpi=DPI, seconds=limits.ocr_seconds)))


def _other_ways(first: _Reading) -> Iterator[int]:
    """How else to hold a page, by how the first reading went."""
    if len(first.lines) < _FEW:
        return
    if first.lies:
        yield from (90, 270)
    elif sureness(first.lines) < POOR:
        yield 180


def sureness(lines: Sequence[SeenLine]) -> float:
    """The mean confidence over the characters."""
    weights = [(word.confidence, len(word.text)) for line in lines for word in line.words]
    return sum(sure * count for sure, count in weights) / max(1, sum(count for _, count in weights))


def _without_scribbles(lines: Sequence[SeenLine]) -> list[SeenLine]:
    """Lines among sure ones that are read with great doubt are signatures, pictures and dots: only their sure words are kept."""
    kept = []
    for line in lines:
        words = line.words
        if sureness([line]) < 0.35:
            words = tuple(word for word in words if word.confidence >= 0.7 and len(word.text) > 1)
        if words:
            kept.append(replace(line, words=words))
    return kept


def _worth(lines: Sequence[SeenLine]) -> float:
    return sum((word.confidence - 0.3) * len(word.text) for line in lines for word in line.words)
