"""Pages whose text cannot be used are read as images, so that everything after sees the words of a scan like any others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from statistics import median
from typing import Any

from referat.extract.legible import Verdict, judged, legibility
from referat.extract.limits import Limits
from referat.extract.ocr import PACKAGES, SeenLine, SeenWord, available, seen_lines
from referat.extract.ocr_slips import mended
from referat.extract.page import Glyphs, PdfPage, Ruling
from referat.extract.pdf import render, underlined
from referat.extract.scan import Bar, Thickness, bars, cleaned, has_ink, straightened, thickness, without_grids
from referat.models.errors import UnreadableDocumentError
from referat.models.kinds import OcrMode, ProblemCode
from referat.models.minutes import Problem

DPI = 300
_POOR = 0.6  # mean confidence below which a page is tried again after cleaning
_BOLD = 1.2  # strokes this much thicker than the page's usual ones are bold
_ONE_SIZE = 0.13  # letters whose height differs less are of one size
_EM = 1.05  # font size to the height of letters with their ends


@dataclass(frozen=True, slots=True)
class _Sheet:
    """A page read as an image: its lines with the thickness of each word's strokes by height, its straight lines, its turn."""

    lines: list[SeenLine]
    strokes: list[list[float]]
    bars: list[Bar]
    angle: float

    @property
    def text(self) -> str:
        return "\n".join(" ".join(word.text for word in line.words) for line in self.lines)


def with_ocr(document: Any, pages: Sequence[PdfPage], *, name: str, mode: OcrMode, limits: Limits) -> tuple[list[PdfPage], list[Problem]]:
    """The pages, those that need it read as images; and what could not be read.

    Raises UnreadableDocumentError (no-text) where no page has usable text and none could be read as an image.
    """
    wanted = _wanted(pages, mode)
    images = [page for page in pages if wanted[page.number] is not Verdict.GOOD and page.width and has_ink(render(document, page.number, dpi=50))]
    ready = mode is not OcrMode.NEVER and bool(images) and available()
    sheets: dict[int, _Sheet] = {}
    if ready:
        for page in images[:limits.ocr_pages]:
            sheet = _sheet(render(document, page.number, dpi=DPI), limits)
            if mode is OcrMode.ALWAYS or _is_better(sheet, page, wanted[page.number]):
                sheets[page.number] = sheet
    read = _with_sheets(pages, sheets)
    left = [page.number for page in images if page.number not in sheets and wanted[page.number] in (Verdict.NONE, Verdict.BROKEN)]
    if not any(wanted[page.number] is Verdict.GOOD or (page.glyphs and wanted[page.number] is Verdict.DOUBTFUL) or page.ocr for page in read):
        raise UnreadableDocumentError(ProblemCode.NO_TEXT, _no_text(name, mode, ready=ready, images=bool(images)))
    return read, [_left(left, mode, ready=ready)] if left else []


def _wanted(pages: Sequence[PdfPage], mode: OcrMode) -> dict[int, Verdict]:
    """What each page's own text is worth; a broken font is judged over the whole document too, where pages are short."""
    if mode is OcrMode.ALWAYS:
        return {page.number: Verdict.NONE for page in pages}
    texts = {page.number: " ".join(glyph.text for glyph in page.glyphs) for page in pages}
    verdicts = {page.number: judged(texts[page.number], image_share=page.image_share) for page in pages}
    broken = sum(len(texts[number]) for number, verdict in verdicts.items() if verdict is Verdict.BROKEN)
    if broken > 0.7 * sum(map(len, texts.values())):
        return {number: Verdict.BROKEN if verdict is not Verdict.NONE else verdict for number, verdict in verdicts.items()}
    return verdicts


def _is_better(sheet: _Sheet, page: PdfPage, verdict: Verdict) -> bool:
    """Whether the words read from the image say more than the text layer."""
    seen = legibility(sheet.text)
    own = legibility(" ".join(glyph.text for glyph in page.glyphs))
    if verdict is Verdict.NONE:
        return seen.words > own.words
    return seen.frequent > 1.05 * own.frequent or (verdict is Verdict.BROKEN and seen.words > 0 and seen.likeness > own.likeness)


def _sheet(image: Any, limits: Limits) -> _Sheet:
    """What is read on the image of a page; where that is poor, the better one of two readings."""
    level, angle = straightened(image)
    found = bars(level, dpi=DPI)
    bare = without_grids(level, found)
    lines = mended(seen_lines(bare, dpi=DPI, seconds=limits.ocr_seconds))
    if _sureness(lines) < _POOR:
        again = mended(seen_lines(cleaned(bare), dpi=DPI, seconds=limits.ocr_seconds))
        lines = max(lines, again, key=_worth)
    if _sureness(lines) >= 0.7:
        lines = [line for line in lines if _sureness([line]) >= 0.35]  # scribbles and pictures among sure words
    strokes = _strokes(lines, thickness(bare))
    return _Sheet(lines, strokes, found, angle)


def _sureness(lines: Sequence[SeenLine]) -> float:
    """The mean confidence over the characters."""
    weights = [(word.confidence, len(word.text)) for line in lines for word in line.words]
    return sum(sure * count for sure, count in weights) / max(1, sum(count for _, count in weights))


def _worth(lines: Sequence[SeenLine]) -> float:
    return sum((word.confidence - 0.3) * len(word.text) for line in lines for word in line.words)


def _strokes(lines: Sequence[SeenLine], measured: Thickness) -> list[list[float]]:
    return [[measured.stroke(word.x0, word.top, word.x1, word.bottom) / max(1.0, line.height) for word in line.words] for line in lines]


def _with_sheets(pages: Sequence[PdfPage], sheets: dict[int, _Sheet]) -> list[PdfPage]:
    sizes = _sizes([line.height for sheet in sheets.values() for line in sheet.lines], [len(line.words) for sheet in sheets.values() for line in sheet.lines])
    usual = _usual([(line, strokes) for sheet in sheets.values() for line, strokes in zip(sheet.lines, sheet.strokes, strict=True)])
    return [_page(page, sheets[page.number], sizes, usual) if page.number in sheets else page for page in pages]


def _sizes(heights: list[float], weights: list[int]) -> dict[float, float]:
    """Font sizes in points by the measured height: heights near one another are one size, the most frequent ones first."""
    counts: dict[float, int] = {}
    for height, weight in zip(heights, weights, strict=True):
        counts[height] = counts.get(height, 0) + weight
    sizes: dict[float, float] = {}
    while left := {height: count for height, count in counts.items() if height not in sizes}:
        middle = max(left, key=lambda height: (sum(count for other, count in left.items() if abs(other - height) <= 0.05 * height), -height))
        size = round(_EM * middle * 72 / DPI * 2) / 2
        sizes.update({height: size for height in left if abs(height - middle) <= _ONE_SIZE * middle})
    return sizes


def _usual(lines: list[tuple[SeenLine, list[float]]]) -> float:
    """The usual thickness of strokes of a document, by the height of its letters."""
    values = [stroke for line, strokes in lines for word, stroke in zip(line.words, strokes, strict=True) for _ in range(len(word.text)) if stroke and len(word.text) > 2]
    return median(values) if values else 0.0


def _page(page: PdfPage, sheet: _Sheet, sizes: dict[float, float], usual: float) -> PdfPage:
    own = _usual(list(zip(sheet.lines, sheet.strokes, strict=True)))
    words = sum(len(line.words) for line in sheet.lines)
    # A page of headings alone has no usual strokes of its own; a page that was scanned darker has.
    normal = own if words > 60 and 0.8 * usual < own < 1.2 * usual else usual
    scale = 72 / DPI
    rulings = [Ruling(bar.x0 * scale, (bar.top + bar.bottom) / 2 * scale, bar.x1 * scale, (bar.top + bar.bottom) / 2 * scale) if bar.x1 - bar.x0 > bar.bottom - bar.top
               else Ruling((bar.x0 + bar.x1) / 2 * scale, bar.top * scale, (bar.x0 + bar.x1) / 2 * scale, bar.bottom * scale) for bar in sheet.bars]
    glyphs = [glyph for line, strokes in zip(sheet.lines, sheet.strokes, strict=True) for glyph in _glyphs(line, strokes, sizes[line.height], normal)]
    return replace(page, glyphs=underlined(glyphs, rulings), rulings=rulings, ocr=True, skew=sheet.angle)


def _glyphs(line: SeenLine, strokes: list[float], size: float, normal: float) -> list[Glyphs]:
    scale = 72 / DPI
    bold = _bold(line.words, strokes, normal)
    found = []
    for word, heavy in zip(line.words, bold, strict=True):
        base = _base(line, word) * scale
        broken = word is line.words[-1] and len(word.text) > 2 and word.text.endswith("-") and word.text[-2].isalpha()
        found.append(Glyphs(word.text, word.x0 * scale, min(word.top * scale, base - 0.72 * size), word.x1 * scale, max(word.bottom * scale, base + 0.2 * size),
                            base, size, heavy, broken, True, word.confidence))
    return found


_BELOW = frozenset("gjpqyQ,;()[]{}|/_&§")


def _base(line: SeenLine, word: SeenWord) -> float:
    """The baseline in pixels: tesseract's, unless the line's own words stand clearly off it."""
    given = line.slope * word.x0 + line.base
    standing = [other.bottom for other in line.words if len(other.text) > 1 and not _BELOW & set(other.text) and any(char.isalnum() for char in other.text)]
    if standing and abs(median(standing) - given) > 0.15 * line.height:
        return float(median(standing))
    return given


def _bold(words: Sequence[SeenWord], strokes: list[float], normal: float) -> list[bool]:
    """Which words are bold; one or two letters are too few to tell and go with their neighbours."""
    sure = [stroke > _BOLD * normal if len(word.text) > 2 and any(char.isalpha() for char in word.text) and stroke else None
            for word, stroke in zip(words, strokes, strict=True)]
    found = []
    for index, value in enumerate(sure):
        if value is None:
            before = next((other for other in reversed(sure[:index]) if other is not None), None)
            after = next((other for other in sure[index + 1:] if other is not None), None)
            value = bool(after) if before is None else bool(before) and after is not False
        found.append(value)
    return found


def _no_text(name: str, mode: OcrMode, *, ready: bool, images: bool) -> str:
    if not images:
        return f"{name} har ingen ord: siderne er tomme. Hent en udgave med tekst."
    if mode is OcrMode.NEVER:
        return f"{name} har intet brugbart tekstlag (den er nok skannet). Læs den med --ocr auto."
    if not ready:
        return f"{name} har intet brugbart tekstlag (den er nok skannet), og tesseract mangler. Installér pakkerne {PACKAGES}, eller hent en udgave med tekst."
    return f"{name} har intet brugbart tekstlag, og der kunne ikke læses ord på billederne af siderne. Hent en tydeligere udgave."


def _left(numbers: list[int], mode: OcrMode, *, ready: bool) -> Problem:
    shown = ", ".join(map(str, numbers[:12])) + (" …" if len(numbers) > 12 else "")
    what = f"Side {shown} har ingen tekst, der kan bruges" if len(numbers) == 1 else f"{len(numbers)} sider har ingen tekst, der kan bruges ({shown})"
    if mode is OcrMode.NEVER:
        advice = "Læs filen med --ocr auto."
    elif not ready:
        advice = f"De er nok skannet: installér pakkerne {PACKAGES}, og læs filen igen."
    else:
        advice = "Heller ikke billederne af dem kunne læses."
    return Problem(ProblemCode.PAGES_WITHOUT_TEXT, f"{what}. {advice}", numbers[0])
