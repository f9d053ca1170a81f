"""Rows in reading order become one text in which every word knows its place."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from statistics import median

from referat.extract.pages.furniture import without_furniture
from referat.extract.pages.layout import PageLayout, Placed
from referat.extract.pages.page import Glyphs, PdfPage
from referat.extract.pages.rows import Row, chunks
from referat.extract.pages.sheets import single_pages
from referat.models.place import Box, Span
from referat.models.text import Cell, Furniture, Line, Link, Page, SourceText, Table, Words

# What begins a paragraph of its own wherever it stands at the start of a line.
MARKER = re.compile(
    r"(?:[•▪●○◦■□·*➢➤✓✔→]|[-–—](?=\s)|o(?=\s)|\(?\d{1,3}[.)](?:\d{1,2}\.?)*(?=\s)|\(?[a-zæøå][.)](?=\s)|[ivx]{1,4}[.)](?=\s)|§\s*\d+|"
    r"(?:Ad|Pkt\.?|Punkt|Sag(?:en)?|Dagsordenspunkt)\s*(?:nr\.?\s*)?\d+)",
    re.I,
)
_MONTH_AFTER_NUMBER = re.compile(
    r"\d{1,2}\.\s*(?:jan|feb|mar|apr|maj|jun|jul|aug|sep|okt|nov|dec|kvartal|klasse|etage|sal|behandling|halvår|division)", re.I
)
_BULLETS = "•▪●○◦■□·➢➤✓✔→"


def read(pages: Sequence[PdfPage]) -> SourceText:
    """The body text of some pages, in reading order, with lines, words, tables and what was set apart."""
    clean, furniture = without_furniture(single_pages(pages))
    placed: list[Placed] = []
    flow = table = 0
    for part in clean:
        layout = PageLayout(part, first_flow=flow, first_table=table)
        placed += layout.placed
        flow, table = layout.next_flow, table + len(layout.grids)
    links = tuple(Link(url, Box(page.number, *(round(side, 1) for side in box))) for page in pages for url, box in page.links)
    sheets = tuple(Page(page.number, round(page.width, 1), round(page.height, 1), page.ocr) for page in pages)
    return _Writer(placed, furniture, sheets, links).source()


def read_plain(text: str) -> SourceText:
    """A text without pages, one line of it a line: no boxes, no words; blank lines are white space above the next line."""
    lines: list[Line] = []
    pieces: list[str] = []
    at = blank = 0
    for raw in unicodedata.normalize("NFC", text).splitlines():
        line = " ".join(raw.split())
        if not line:
            blank += 1
            continue
        at += 1 if pieces else 0
        box = Box(0, 0.0, 0.0, 0.0, 0.0)
        span = Span(at, at + len(line))
        lines.append(Line(span, box, 10.0, bold=False, indent=_LETTER * _leading(raw), gap=12.0 * blank, starts=True, segments=(span,)))
        pieces.append(line)
        at, blank = at + len(line), 0
    return SourceText("\n".join(pieces), tuple(lines))


_LETTER = 5.0  # points that a letter of a text without pages counts for


def _leading(line: str) -> int:
    """How many letters wide the white space before a line is."""
    line = line.expandtabs(8)
    return len(line) - len(line.lstrip())


@dataclass(slots=True)
class _Writer:
    placed: list[Placed]
    furniture: list[Furniture]
    pages: tuple[Page, ...]
    links: tuple[Link, ...]
    pieces: list[str] = field(default_factory=list)
    at: int = 0
    words: Words = field(default_factory=Words)
    lines: list[Line] = field(default_factory=list)
    spans_of_cells: dict[tuple[int, int, int], list[Line]] = field(default_factory=dict)

    def source(self) -> SourceText:
        vocabulary = self._vocabulary()
        held: list[Placed] = []  # margin notes wait for the end of the paragraph beside them
        before: Placed | None = None
        lefts = self._margins()
        for here in self.placed:
            if here.margin:
                held.append(here)
                continue
            starts = before is None or _starts(before, here)
            if starts and held:
                self._notes(held, vocabulary)
                held, before_line = [], None
            else:
                before_line = before
            self._line(here, before_line, starts=starts, left=lefts.get(here.flow, here.left), vocabulary=vocabulary)
            before = here
        self._notes(held, vocabulary)
        return SourceText(
            "".join(self.pieces), tuple(self.lines), self.words, self._tables(), tuple(self.furniture), self.pages, self.links
        )

    def _notes(self, held: list[Placed], vocabulary: set[str]) -> None:
        """The notes beside a paragraph, column by column, as the cells of a table are read."""
        for note in sorted(held, key=lambda note: note.left):
            self._line(note, None, starts=True, left=note.row.x0, vocabulary=vocabulary)

    def _vocabulary(self) -> set[str]:
        """The document's own words: they decide whether a hyphen at a line end belongs to the word."""
        return {
            glyph.text.strip(".,;:()\"”’'").casefold() for here in self.placed for glyph in here.row.glyphs if not glyph.text.endswith("-")
        }

    def _margins(self) -> dict[int, float]:
        """The left margin of the body for flows of whole pages: what most pages share, so that indents compare across pages."""
        body = [here for here in self.placed if here.cell is None and not here.margin]
        if not body:
            return {}
        firsts: dict[int, float] = {}
        for here in body:
            firsts[here.flow] = min(firsts.get(here.flow, 1e9), here.row.x0)
        usual = median(firsts.values())
        return {flow: usual if abs(left - usual) < 25 else left for flow, left in firsts.items()}

    def _line(self, here: Placed, before: Placed | None, *, starts: bool, left: float, vocabulary: set[str]) -> None:
        row = here.row
        if self.pieces:
            self._separate(here, before, starts=starts, vocabulary=vocabulary)
        start = self.at
        segments: list[Span] = []
        for part in chunks(row):
            first = self.at + (1 if segments else 0)
            for glyph in part:
                if self.at > start:
                    self.pieces.append(" ")
                    self.at += 1
                self._word(glyph, here.page)
            segments.append(Span(first, self.at))
        gap = self._gap(before if not starts else self._last, here)
        line = Line(
            Span(start, self.at),
            _box(here),
            round(row.size, 1),
            row.bold,
            round(row.x0 - left, 1),
            gap,
            starts,
            tuple(segments),
            here.cell is not None,
            here.margin,
            row.italic,
        )
        self.lines.append(line)
        if here.cell is not None:
            self.spans_of_cells.setdefault(here.cell, []).append(line)
        self._last = here

    _last: Placed | None = None

    def _separate(self, here: Placed, before: Placed | None, *, starts: bool, vocabulary: set[str]) -> None:
        """Writes what stands between the line before and this one: a newline, a space, or nothing within a word."""
        if starts:
            self._write("\n")
            return
        last = before.row.glyphs[-1] if before is not None else None
        hyphen = last is not None and last.text.endswith("-") and len(last.text) > 1
        if last is None or not hyphen or not self._after_hyphen(last, here.row.glyphs[0], vocabulary):
            self._write(" ")

    def _gap(self, before: Placed | None, here: Placed) -> float:
        row = here.row
        if before is None or before.sheet != here.sheet or before.row.base >= row.base:
            return round(row.size, 1)
        return round(row.base - before.row.base - row.size, 1)

    def _write(self, text: str) -> None:
        self.pieces.append(text)
        self.at += len(text)

    def _word(self, glyph: Glyphs, page: int) -> None:
        text = glyph.text if glyph.text.isascii() else unicodedata.normalize("NFC", glyph.text)
        start, self.at = self.at, self.at + len(text)
        box = glyph.x0, glyph.top, glyph.x1, glyph.bottom
        self.words.add(start, self.at, page, box, glyph.size, bold=glyph.bold, confidence=glyph.confidence)
        self.pieces.append(text)

    def _after_hyphen(self, last: Glyphs, first: Glyphs, vocabulary: set[str]) -> bool:
        """Decide about the hyphen that ended the line before; whether the next word follows without a space."""
        head, tail = last.text[:-1], first.text
        bare, rest = head.strip("(\"”’'").casefold(), tail.strip(".,;:()\"”’'").casefold()
        if not tail[:1].isalpha() or rest in ("og", "eller", "samt", "til"):
            return tail[:1].isdigit()
        keep = not tail[0].islower() or head[-1:].isupper() or head[-1:].isdigit() or not head[-1:].isalpha()
        if not keep and f"{bare}-{rest}" in vocabulary and bare + rest not in vocabulary:
            keep = True
        if not keep:
            self._drop_hyphen()
        return True

    def _drop_hyphen(self) -> None:
        """Take the hyphen off the last word written: that word is whole with what follows."""
        self.pieces[-1] = self.pieces[-1][:-1]
        self.at -= 1
        self.words.shorten_last()
        last = self.lines[-1]
        segment = last.segments[-1]
        segments = (*last.segments[:-1], Span(segment.start, segment.end - 1))
        self.lines[-1] = Line(
            Span(last.span.start, last.span.end - 1),
            last.box,
            last.size,
            last.bold,
            last.indent,
            last.gap,
            last.starts,
            segments,
            last.in_table,
            last.margin,
            last.italic,
        )

    def _tables(self) -> tuple[Table, ...]:
        grids: dict[int, list[Cell]] = {}
        for (table, row, column), lines in self.spans_of_cells.items():
            box = Box(
                lines[0].box.page,
                min(x.box.x0 for x in lines),
                min(x.box.top for x in lines),
                max(x.box.x1 for x in lines),
                max(x.box.bottom for x in lines),
            )
            spans = Span(lines[0].span.start, max(lines[0].span.start, *(line.span.end for line in lines)))
            grids.setdefault(table, []).append(Cell(row, column, spans, box))
        tables = []
        for cells in grids.values():
            if len({cell.column for cell in cells}) > 1:
                around = Box(
                    cells[0].box.page,
                    min(c.box.x0 for c in cells),
                    min(c.box.top for c in cells),
                    max(c.box.x1 for c in cells),
                    max(c.box.bottom for c in cells),
                )
                tables.append(Table(Span(min(c.span.start for c in cells), max(c.span.end for c in cells)), around, tuple(cells)))
        return tuple(sorted(tables, key=lambda table: table.span))


def _box(here: Placed) -> Box:
    row = here.row
    return Box(here.page, round(row.x0, 1), round(row.top, 1), round(row.x1, 1), round(row.bottom, 1))


def _starts(before: Placed, here: Placed) -> bool:
    """Whether a line begins a paragraph, by what stands above it."""
    if before.flow != here.flow and (before.sheet == here.sheet or before.cell != here.cell or before.cell is not None):
        return True
    above, row = before.row, here.row
    if abs(above.size - row.size) > 0.08 * max(above.size, row.size) or _all_bold(above) != _all_bold(row):
        return True
    if _bold_label(above, row):
        return True
    if before.sheet == here.sheet and row.base - above.base - row.size > 0.75 * row.size:
        return True
    text = row.text
    wraps = _would_not_fit(before, here)
    if text[0] in _BULLETS or (
        MARKER.match(text) and not (wraps and _MONTH_AFTER_NUMBER.match(text)) and not (wraps and _is_number_in_prose(above, text))
    ):
        return True
    if not wraps and not above.glyphs[-1].broken:
        return True
    return _new_indent(before, here) or _same_columns(above, row)


def _is_number_in_prose(above: Row, text: str) -> bool:
    """'… punkt' / '2. Der …' over a line end: the line before ends with a word that asks for a number."""
    return text[0].isdigit() and above.text.split()[-1].casefold() in (
        "den", "d.", "pkt.", "punkt", "nr.", "kl.", "til", "og", "§", "pr.", "ca.", "side", "fra",
    )  # fmt: skip


def _bold_label(above: Row, row: Row) -> bool:
    """Whether a line begins with bold words after a plain sentence: a label before its text ('**Beslutning** Godkendt')."""
    first, last = row.glyphs[0], above.glyphs[-1]
    return (
        first.bold and first.text[:1].isupper() and not last.bold and not row.glyphs[-1].bold and last.text.endswith((".", ":", "?", "!"))
    )


def _same_columns(above: Row, row: Row) -> bool:
    """Whether both lines are a label and a value below the same ones, set in columns by white space."""
    one, two = chunks(above), chunks(row)
    return len(one) == len(two) == 2 and abs(one[0][0].x0 - two[0][0].x0) < 3 and abs(one[1][0].x0 - two[1][0].x0) < 3


def _all_bold(row: Row) -> bool:
    return all(glyph.bold for glyph in row.glyphs if len(glyph.text) > 1) and row.bold


def _would_not_fit(before: Placed, here: Placed) -> bool:
    """Whether the first word of the line would not have fitted on the line before: then the line is wrapped."""
    first = here.row.glyphs[0]
    right = max(before.right, before.row.x1) if before.sheet == here.sheet else before.right
    return before.row.x1 + 0.25 * first.size + (first.x1 - first.x0) > right - 0.3 * first.size


def _new_indent(before: Placed, here: Placed) -> bool:
    """Whether the line's left edge fits neither the line before nor the text after that line's bullet or number."""
    above, row = before.row, here.row
    if before.sheet != here.sheet:
        return False
    step = row.x0 - above.x0
    if abs(step) < 4:
        return False
    marker = MARKER.match(above.text) or above.text[0] in _BULLETS
    if marker and step > 0:
        return False
    return step > 3 * row.size or (step > 4 and not marker)
