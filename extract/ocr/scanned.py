"""Pages whose text cannot be used are read as images, so that everything after sees the words of a scan like any others."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from referat.extract.ocr.legible import Verdict, judged, legibility
from referat.extract.ocr.ocr import PACKAGES, available
from referat.extract.ocr.page import DPI, Sheet, with_sheets
from referat.extract.ocr.scan import has_ink, painted_over, printed_lines
from referat.extract.ocr.sheet import POOR, sheet_beside, sheet_of, sureness
from referat.extract.pages.limits import Limits, too_big
from referat.extract.pages.page import PdfPage
from referat.extract.pages.pdf import render
from referat.models.errors import UnreadableDocumentError
from referat.models.kinds import OcrMode, ProblemCode
from referat.models.minutes import Problem

_READABLE = (Verdict.GOOD, Verdict.PARTLY, Verdict.DOUBTFUL)
_LOOK = 100  # dots an inch of a look whether there are words in pictures
_LINES = 4  # so many lines are text, fewer a caption or a logo


def with_ocr(document: Any, pages: Sequence[PdfPage], *, name: str, mode: OcrMode, limits: Limits) -> tuple[list[PdfPage], list[Problem]]:
    """The pages, those that need it read as images; and what could not be read.

    Raises UnreadableDocumentError (no-text) where no page has usable text and none could be read as an image.
    """
    worth = _worth_of(pages, mode)
    images = [page for page in pages if worth[page.number] is not Verdict.GOOD and _is_printed(document, page, worth[page.number])]
    ready = mode is not OcrMode.NEVER and bool(images) and available()
    sheets: dict[int, Sheet] = {}
    for page in images[: limits.ocr_pages] if ready else []:
        sheet = _sheet(document, page, worth[page.number], limits)
        if mode is OcrMode.ALWAYS or _is_better(sheet, page, worth[page.number]):
            sheets[page.number] = sheet
    read = with_sheets(pages, sheets)
    if not any(page.ocr or worth[page.number] in _READABLE for page in read):
        if any(page.heavy for page in pages):
            raise too_big(name, "har sider uden tekst med tegninger eller billeder, der er for store til at blive læst")
        raise UnreadableDocumentError(ProblemCode.NO_TEXT, _no_text(name, mode, ready=ready, images=bool(images)))
    left = [page.number for page in images if page.number not in sheets and worth[page.number] not in _READABLE]
    beside = [] if ready else [page.number for page in images if worth[page.number] is Verdict.PARTLY]
    return read, [*([_left(left, mode, ready=ready)] if left else []), *([_beside(beside, mode)] if beside else [])]


def _is_printed(document: Any, page: PdfPage, verdict: Verdict) -> bool:
    """Whether there is anything on the page that can be rendered (beside its own words: lines of print); others are not worth a reading."""
    if page.width <= 0 or page.heavy:
        return False
    if verdict is Verdict.PARTLY:
        image = painted_over(render(document, page.number, dpi=_LOOK), _boxes(page), dpi=_LOOK)
        return printed_lines(image, dpi=_LOOK) >= _LINES
    return has_ink(render(document, page.number, dpi=50))


def _sheet(document: Any, page: PdfPage, verdict: Verdict, limits: Limits) -> Sheet:
    image = render(document, page.number, dpi=DPI)
    if verdict is Verdict.PARTLY:
        return sheet_beside(painted_over(image, _boxes(page), dpi=DPI), limits)
    return sheet_of(image, limits)


def _boxes(page: PdfPage) -> list[tuple[float, float, float, float]]:
    return [(glyph.x0, glyph.top, glyph.x1, glyph.bottom) for glyph in page.glyphs]


def _worth_of(pages: Sequence[PdfPage], mode: OcrMode) -> dict[int, Verdict]:
    """What each page's own text is worth. Where most of a document is broken, so are its short pages."""
    if mode is OcrMode.ALWAYS:
        return {page.number: Verdict.NONE for page in pages}
    texts = {page.number: _text(page) for page in pages}
    verdicts = {page.number: judged(texts[page.number], image_share=page.image_share) for page in pages}
    broken = sum(len(texts[number]) for number, verdict in verdicts.items() if verdict is Verdict.BROKEN)
    if broken > 0.7 * sum(map(len, texts.values())):
        return {number: Verdict.NONE if verdict is Verdict.NONE else Verdict.BROKEN for number, verdict in verdicts.items()}
    return verdicts


def _text(page: PdfPage) -> str:
    return " ".join(glyph.text for glyph in page.glyphs)


def _is_better(sheet: Sheet, page: PdfPage, verdict: Verdict) -> bool:
    """Whether the words read from the image say more than the text layer."""
    seen, own = legibility(sheet.text), legibility(_text(page))
    if verdict is Verdict.NONE:
        return seen.words > own.words
    if verdict is Verdict.PARTLY:  # a photograph or a drawing gives a few doubtful words
        return seen.words >= 10 and seen.share >= 0.1 and sureness(sheet.lines) >= POOR
    return seen.frequent > 1.05 * own.frequent or (verdict is Verdict.BROKEN and seen.words > 0 and seen.likeness > own.likeness)


def _no_text(name: str, mode: OcrMode, *, ready: bool, images: bool) -> str:
    if not images:
        return f"{name} har ingen ord: siderne er tomme. Hent en udgave med tekst."
    if mode is OcrMode.NEVER:
        return f"{name} har intet brugbart tekstlag (den er nok skannet). Læs den med --ocr auto."
    if not ready:
        return (
            f"{name} har intet brugbart tekstlag (den er nok skannet), og tesseract mangler. "
            f"Installér pakkerne {PACKAGES}, eller hent en udgave med tekst."
        )
    return f"{name} har intet brugbart tekstlag, og der kunne ikke læses ord på billederne af siderne. Hent en tydeligere udgave."


def _beside(numbers: list[int], mode: OcrMode) -> Problem:
    what = f"Side {_listed(numbers)} har" if len(numbers) == 1 else f"{len(numbers)} sider ({_listed(numbers)}) har"
    return Problem(ProblemCode.PAGES_WITHOUT_TEXT, f"{what} tekst i billeder, som ikke er læst. {_advice(mode, ready=False)}", numbers[0])


def _left(numbers: list[int], mode: OcrMode, *, ready: bool) -> Problem:
    what = f"Side {_listed(numbers)} har" if len(numbers) == 1 else f"{len(numbers)} sider ({_listed(numbers)}) har"
    return Problem(ProblemCode.PAGES_WITHOUT_TEXT, f"{what} ingen tekst, der kan bruges. {_advice(mode, ready=ready)}", numbers[0])


def _listed(numbers: list[int]) -> str:
    return ", ".join(map(str, numbers[:12])) + (" …" if len(numbers) > 12 else "")


def _advice(mode: OcrMode, *, ready: bool) -> str:
    if mode is OcrMode.NEVER:
        return "Læs filen med --ocr auto."
    if not ready:
        return f"Installér pakkerne {PACKAGES}, hvis det er skannede sider, og læs filen igen."
    return "Der kunne heller ikke læses ord på billederne af dem."
