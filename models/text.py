"""The body text of a document in reading order, and the place on the page of every word of it."""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from referat.models.place import Box, Span, union_by_page


class Word(NamedTuple):
    """A printed piece of a word; a word that a line break split has two pieces."""

    span: Span
    box: Box
    size: float
    bold: bool
    confidence: float


class Words:
    """Every printed piece of a word in text order, kept as columns: a 500-page file has a quarter of a million."""

    __slots__ = ("_bold", "_bottom", "_confidence", "_end", "_page", "_size", "_start", "_top", "_x0", "_x1")

    def __init__(self) -> None:
        self._start, self._end, self._page = array("l"), array("l"), array("l")
        # Places and sizes in hundredths of a point, confidence in thousandths: whole numbers read back without loss.
        self._x0, self._top, self._x1, self._bottom = array("l"), array("l"), array("l"), array("l")
        self._size, self._bold, self._confidence = array("l"), array("b"), array("h")

    def append(self, word: Word) -> None:
        """Add a word that starts no earlier than the last one. Places and sizes are kept to a hundredth of a point."""
        span, box, size, bold, confidence = word
        self.add(span.start, span.end, box.page, (box.x0, box.top, box.x1, box.bottom), size, bold=bold, confidence=confidence)

    def add(
        self, start: int, end: int, page: int, box: tuple[float, float, float, float], size: float, *, bold: bool, confidence: float
    ) -> None:
        """Add a word by its parts: offsets, page, (x0, top, x1, bottom) in points, font size."""
        self._start.append(start)
        self._end.append(end)
        self._page.append(page)
        x0, top, x1, bottom = box
        self._x0.append(int(x0 * 100 + 0.5))
        self._top.append(int(top * 100 + 0.5))
        self._x1.append(int(x1 * 100 + 0.5))
        self._bottom.append(int(bottom * 100 + 0.5))
        self._size.append(int(size * 100 + 0.5))
        self._bold.append(bold)
        self._confidence.append(int(confidence * 1000 + 0.5))

    def shorten_last(self) -> None:
        """Take the last character off the last word (a hyphen that only a line end had put there)."""
        self._end[-1] -= 1

    def __len__(self) -> int:
        return len(self._start)

    def __getitem__(self, index: int) -> Word:
        box = Box(self._page[index], self._x0[index] / 100, self._top[index] / 100, self._x1[index] / 100, self._bottom[index] / 100)
        span = Span(self._start[index], self._end[index])
        return Word(span, box, self._size[index] / 100, bool(self._bold[index]), self._confidence[index] / 1000)

    def __iter__(self) -> Iterator[Word]:
        return (self[index] for index in range(len(self)))

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Words) and all(getattr(self, name) == getattr(other, name) for name in self.__slots__)

    __hash__ = None  # type: ignore[assignment]

    def indices(self, span: Span) -> range:
        """The indices of the words that share a character with the span."""
        return range(bisect_right(self._end, span.start), bisect_left(self._start, span.end))

    def line_boxes(self, indices: Iterable[int]) -> list[Box]:
        """One box for each printed line that the words of these indices stand on, in their order."""
        lines: list[tuple[int, int, int, int, int]] = []
        page = x0 = top = x1 = bottom = 0
        for index in indices:
            left, high, low = self._x0[index], self._top[index], self._bottom[index]
            if lines and page == self._page[index] and top <= (high + low) / 2 <= bottom and left >= x0:
                top, x1, bottom = min(top, high), max(x1, self._x1[index]), max(bottom, low)
                lines[-1] = (lines[-1][0], x0, top, x1, bottom)
            else:
                page, x0, top, x1, bottom = self._page[index], left, high, self._x1[index], low
                lines.append((self._page[index], x0, top, x1, bottom))
        return [Box(number, a / 100, b / 100, c / 100, d / 100) for number, a, b, c, d in lines]

    def is_bold(self, index: int) -> bool:
        """Whether a word is bold."""
        return bool(self._bold[index])

    def all_bold(self, span: Span) -> bool:
        """Whether there is a word in the span and every one is bold."""
        found = self.indices(span)
        return bool(found) and all(self._bold[index] for index in found)


@dataclass(frozen=True, slots=True)
class Line:
    """A printed line: its text, its place, and what its looks say.

    size: font size in points of most of its characters. bold: most of them are bold. indent: points from the left margin
    of the page's body (a column's own margin where there are columns). gap: points of white space above it, from the bottom of
    the line before in the same column; the first line of a page has the page's typical paragraph gap.
    starts: it begins a paragraph or a bullet (in `SourceText.text` a newline stands before it, else a space or nothing).
    segments: its parts where wide white space stands between them (label and value, cells of a table without rulings).
    in_table: it was read from a cell of a table. margin: a note beside the text ('Ansvarlig' in a margin column).
    italic: all of it is italic.
    """

    span: Span
    box: Box
    size: float
    bold: bool
    indent: float
    gap: float
    starts: bool
    segments: tuple[Span, ...]
    in_table: bool = False
    margin: bool = False
    italic: bool = False

    @property
    def page(self) -> int:
        """The page it stands on, from 1."""
        return self.box.page


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell of a table: its place in the grid (from 0) and its text."""

    row: int
    column: int
    span: Span
    box: Box


@dataclass(frozen=True, slots=True)
class Table:
    """A table with at least two columns; its cells stand in the text row by row."""

    span: Span
    box: Box
    cells: tuple[Cell, ...]

    def rows(self) -> list[dict[int, Cell]]:
        """The rows from the top, each with its filled cells by column."""
        rows: dict[int, dict[int, Cell]] = {}
        for cell in self.cells:
            rows.setdefault(cell.row, {})[cell.column] = cell
        return [rows[row] for row in sorted(rows)]


@dataclass(frozen=True, slots=True)
class Furniture:
    """Running header, footer, page number or line number: printed on the page, not part of the body text."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Link:
    """A link on a page."""

    url: str
    box: Box


@dataclass(frozen=True, slots=True)
class Page:
    """A page's size in points, and whether its words come from OCR."""

    number: int
    width: float
    height: float
    ocr: bool = False


@dataclass(frozen=True, slots=True)
class SourceText:
    """The body of a document. `text` is one string in reading order: paragraphs and bullets are separated by a newline,
    wrapped lines by a space, and a word that a line break split is whole.

    Text-only input has lines without boxes on a page (page 0) and no words.
    """

    text: str
    lines: tuple[Line, ...]
    words: Words = field(default_factory=Words)
    tables: tuple[Table, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    pages: tuple[Page, ...] = ()
    links: tuple[Link, ...] = ()

    def of(self, span: Span) -> str:
        """The text of a span."""
        return self.text[span.start : span.end]

    def line_text(self, line: Line) -> str:
        """The text of a line; where its last word is split, that word is whole."""
        return self.text[line.span.start : line.span.end]

    def lines_of(self, span: Span) -> Iterator[Line]:
        """The lines that share a character with the span, in order."""
        index = bisect_right(self.lines, span.start, key=lambda line: line.span.end)
        while index < len(self.lines) and self.lines[index].span.start < span.end:
            yield self.lines[index]
            index += 1

    def boxes(self, spans: Iterable[Span]) -> list[Box]:
        """One box for each printed line that the spans touch, in text order; each box holds only their own words."""
        return self.words.line_boxes(index for span in spans for index in self.words.indices(span))

    def page_boxes(self, spans: Iterable[Span]) -> list[Box]:
        """One box for each page that the spans touch."""
        return union_by_page(self.boxes(spans))

    def confidence(self, spans: Iterable[Span], *, page: int | None = None) -> float:
        """How sure the words of the spans are, from 0 to 1: the mean over their characters (on one page, if named); 1 without words.

        Only words from OCR are less than sure.
        """
        weighed = letters = 0.0
        for span in spans:
            for index in self.words.indices(span):
                word = self.words[index]
                if page is None or word.box.page == page:
                    weighed += word.confidence * (word.span.end - word.span.start)
                    letters += word.span.end - word.span.start
        return round(weighed / letters, 3) if letters else 1.0

    def page_of(self, span: Span) -> int | None:
        """The page on which the span begins; None for text without pages."""
        found = self.words.indices(span)
        return self.words[found[0]].box.page if found else None
