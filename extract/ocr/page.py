"""From what is seen on the image of a page to printed words with sizes and bold, as a page with text has them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from statistics import median

from referat.extract.ocr.ocr import SeenLine, SeenWord
from referat.extract.ocr.scan import Bar
from referat.extract.pages.page import Glyphs, PdfPage, Ruling
from referat.extract.pages.rulings import underlined

DPI = 300
_POINT = 72 / DPI  # points in a pixel
_BOLD = 1.2  # strokes this much thicker for their letters' height than the usual ones are bold
_BOLD_LARGE = 1.08  # in larger print, whose strokes a scan thickens less
_LARGE = 1.2
_ONE_SIZE = 0.09  # letters whose height differs less are of one size
_EM = 1.05  # font size to the height of letters with their ends
_BELOW = frozenset("gjpqyQ,;()[]{}|/_&§")  # what reaches below the baseline


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page read as an image: its lines, the thickness of each word's strokes, its straight lines; how it was held to be read.

    turn: by quarters, as a page that was scanned sideways (degrees, counter-clockwise); angle: after that, to make its lines level.
    beside: it holds what pictures say beside the page's own words, which stay.
    """

    lines: list[SeenLine]
    strokes: list[list[float]]
    bars: list[Bar]
    angle: float
    turn: int = 0
    beside: bool = False

    @property
    def text(self) -> str:
        """The lines as they are seen."""
        return "\n".join(" ".join(word.text for word in line.words) for line in self.lines)


def with_sheets(pages: Sequence[PdfPage], sheets: dict[int, Sheet]) -> list[PdfPage]:
    """The pages, those with a sheet by page number as it reads. Sizes and bold are judged over the whole document."""
    if not sheets:
        return list(pages)
    sheets = _settled(sheets)
    usual = _usual(sheets.values())
    normal = {number: _normal(sheet, usual) for number, sheet in sheets.items()}
    body = _body([line for sheet in sheets.values() for line in sheet.lines])
    bold = {
        number: [_bold(line, strokes, normal[number], body) for line, strokes in zip(sheet.lines, sheet.strokes, strict=True)]
        for number, sheet in sheets.items()
    }
    sizes = {
        kind: _sizes(
            [line for number, sheet in sheets.items() for line, words in zip(sheet.lines, bold[number], strict=True) if all(words) is kind]
        )
        for kind in (False, True)
    }
    _agree(sizes)
    return [_page(page, sheets[page.number], bold[page.number], sizes) if page.number in sheets else page for page in pages]


def _page(page: PdfPage, sheet: Sheet, bold: list[list[bool]], sizes: dict[bool, dict[float, float]]) -> PdfPage:
    rulings = [_ruling(bar) for bar in sheet.bars]
    lines = zip(sheet.lines, bold, strict=True)
    glyphs = [glyph for line, words in lines for glyph in _glyphs(line, words, sizes[all(words)][line.height])]
    width, height = (page.height, page.width) if sheet.turn in (90, 270) else (page.width, page.height)
    glyphs = underlined(glyphs, rulings)
    if sheet.beside:
        return replace(page, glyphs=[*page.glyphs, *glyphs], ocr=True)
    return replace(page, width=width, height=height, glyphs=glyphs, rulings=rulings, ocr=True, skew=sheet.angle, turn=sheet.turn)


def _ruling(bar: Bar) -> Ruling:
    if bar.x1 - bar.x0 > bar.bottom - bar.top:
        middle = (bar.top + bar.bottom) / 2 * _POINT
        return Ruling(bar.x0 * _POINT, middle, bar.x1 * _POINT, middle)
    middle = (bar.x0 + bar.x1) / 2 * _POINT
    return Ruling(middle, bar.top * _POINT, middle, bar.bottom * _POINT)


def _glyphs(line: SeenLine, bold: list[bool], size: float) -> list[Glyphs]:
    found = []
    for word, heavy in zip(line.words, bold, strict=True):
        base = _base(line, word) * _POINT
        top, bottom = min(word.top * _POINT, base - 0.72 * size), max(word.bottom * _POINT, base + 0.2 * size)
        broken = word is line.words[-1] and len(word.text) > 2 and word.text.endswith("-") and word.text[-2].isalpha()
        place = (word.x0 * _POINT, top, word.x1 * _POINT, bottom)
        found.append(Glyphs(word.text, *place, base, size, heavy, broken, _is_upright(word), word.confidence))
    return found


def _is_upright(word: SeenWord) -> bool:
    """A word of some letters that is far higher than wide is printed along the page's side."""
    return len(word.text) < 4 or word.bottom - word.top < 1.5 * (word.x1 - word.x0)


def _base(line: SeenLine, word: SeenWord) -> float:
    """The baseline in pixels: tesseract's, unless the line's own words stand clearly off it."""
    given = line.slope * word.x0 + line.base
    standing = [other.bottom for other in line.words if len(other.text) > 1 and not _BELOW & set(other.text) and other.text.isalnum()]
    if standing and abs(median(standing) - given) > 0.15 * line.height:
        return float(median(standing))
    return given


def _usual(sheets: Iterable[Sheet]) -> float:
    """The usual thickness of strokes, by the height of the letters."""
    values = [
        stroke
        for sheet in sheets
        for line, strokes in zip(sheet.lines, sheet.strokes, strict=True)
        for word, stroke in zip(line.words, strokes, strict=True)
        if stroke and len(word.text) > 2
        for _ in word.text
    ]
    return median(values) if values else 0.0


def _normal(sheet: Sheet, usual: float) -> float:
    """The usual thickness on one page: its own where it has text enough (it may be scanned darker), else the document's."""
    own = _usual([sheet])
    return own if sum(len(line.words) for line in sheet.lines) > 60 and 0.8 * usual < own < 1.2 * usual else usual


def _body(lines: list[SeenLine]) -> float:
    """The height of most of the text."""
    heights = [line.height for line in lines for word in line.words for _ in word.text]
    return median(heights) if heights else 0.0


def _settled(sheets: dict[int, Sheet]) -> dict[int, Sheet]:
    """The sheets, with strokes by the letters' height, and with the body's height for lines whose letters are as wide as the body's.

    Dust and underlines make lines seem higher than they are.
    """
    lines = [line for sheet in sheets.values() for line in sheet.lines]
    body = _body(lines)
    widths = [width for line in lines if abs(line.height - body) <= 0.05 * body for width in [_width(line)] if width for _ in line.words]
    usual = median(widths) if widths else 0.0

    def settled(line: SeenLine) -> SeenLine:
        off, width = abs(line.height - body), _width(line)
        return replace(line, height=body) if 0.08 * body < off and width and abs(width - usual) <= 0.08 * usual else line

    found = {}
    for number, sheet in sheets.items():
        level = [settled(line) for line in sheet.lines]
        by_height = [[stroke / line.height for stroke in strokes] for line, strokes in zip(level, sheet.strokes, strict=True)]
        found[number] = replace(sheet, lines=level, strokes=by_height)
    return found


def _width(line: SeenLine) -> float:
    """The mean width of a letter in pixels; 0 for a line too short to tell."""
    letters = sum(len(word.text) for word in line.words)
    return sum(word.x1 - word.x0 for word in line.words) / letters if letters >= 20 else 0.0


def _bold(line: SeenLine, strokes: list[float], normal: float, body: float) -> list[bool]:
    """Which words of a line are bold. One or two letters go with their neighbours; a large line goes as a whole."""
    letters = any(char.isalpha() for word in line.words for char in word.text)
    tells = [
        stroke if stroke and len(word.text) > 2 and (not letters or any(char.isalpha() for char in word.text)) else None
        for word, stroke in zip(line.words, strokes, strict=True)
    ]
    known = [stroke for stroke in tells if stroke is not None]
    if known and line.height > _LARGE * body:
        return [median(known) > _BOLD_LARGE * normal] * len(line.words)
    sure = [None if stroke is None else stroke > _BOLD * normal for stroke in tells]
    found = [_like_neighbours(sure, index) if value is None else value for index, value in enumerate(sure)]
    # A thin word among bold ones is a slip of the measure: nobody prints so.
    return [value or (0 < index < len(found) - 1 and found[index - 1] and found[index + 1]) for index, value in enumerate(found)]


def _like_neighbours(sure: list[bool | None], index: int) -> bool:
    before = next((other for other in reversed(sure[:index]) if other is not None), None)
    after = next((other for other in sure[index + 1 :] if other is not None), None)
    return bool(after) if before is None else before and after is not False


def _sizes(lines: list[SeenLine]) -> dict[float, float]:
    """Font sizes in points by measured height: heights near one another are one size, the most frequent ones first."""
    counts: dict[float, int] = {}
    for line in lines:
        counts[line.height] = counts.get(line.height, 0) + len(line.words)
    sizes: dict[float, float] = {}
    while left := {height: count for height, count in counts.items() if height not in sizes}:
        middle = max(left, key=lambda height: (_around(height, left), -height))
        size = round(_EM * middle * _POINT * 2) / 2
        sizes.update({height: size for height in left if abs(height - middle) <= _ONE_SIZE * middle})
    return sizes


def _around(height: float, counts: dict[float, int]) -> int:
    return sum(count for other, count in counts.items() if abs(other - height) <= 0.05 * height)


def _agree(sizes: dict[bool, dict[float, float]]) -> None:
    """Bold lines whose size is nearly one of the ordinary ones have that size."""
    plain = set(sizes[False].values())
    for height, size in sizes[True].items():
        near = min(plain, key=lambda other: abs(other - size), default=size)
        if abs(near - size) <= 0.06 * size:
            sizes[True][height] = near
