"""PDF pages as PDFium sees them: words with fonts and boxes, rulings, links, share of images. The one module that knows PDFium."""

from __future__ import annotations

import ctypes
import math
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pypdfium2 as pdfium
import pypdfium2.raw as raw

from referat.extract.pages.file_head import check_head, only_a_form, unreadable
from referat.extract.pages.limits import DEFAULT, Limits, too_big
from referat.extract.pages.limits import number as count
from referat.extract.pages.page import Glyphs, PdfPage, Ruling
from referat.extract.pages.preflight import check_size
from referat.extract.pages.rulings import edges_of, underlined
from referat.models.errors import UnreadableDocumentError
from referat.models.kinds import ProblemCode

MAX_FORM_DEPTH = 4


@contextmanager
def open_pdf(path: Path, *, limits: Limits = DEFAULT) -> Iterator[pdfium.PdfDocument]:
    """The opened document; an empty password is tried.

    Raises UnreadableDocumentError with the kind of trouble and what to do about it.
    """
    check_head(path)
    check_size(path, limits)
    try:
        document = pdfium.PdfDocument(path, password="")
    except pdfium.PdfiumError as error:
        raise unreadable(path, error) from error
    try:
        if len(document) == 0:
            raise UnreadableDocumentError(ProblemCode.NO_PAGES, f"{path.name} har ingen sider. Hent filen igen fra afsenderen.")
        if len(document) > limits.pages:
            raise too_big(path.name, f"har {count(len(document))} sider")
        if document.get_formtype() == raw.FORMTYPE_XFA_FULL:
            raise only_a_form(path)
        yield document
    finally:
        document.close()


def read_pages(document: pdfium.PdfDocument, *, name: str = "Filen", limits: Limits = DEFAULT) -> Iterator[PdfPage]:
    """Every page in order; each is closed before the next is opened.

    Raises UnreadableDocumentError (too-big) where a page or all of them together are beyond the limits; `name` is the file's.
    """
    fonts: dict[int, tuple[bool, bool]] = {}
    characters = 0
    for index in range(len(document)):
        try:
            page = document[index]
        except pdfium.PdfiumError:
            yield PdfPage(index + 1, 0.0, 0.0, [])
            continue
        try:
            read = _read_page(document, page, index + 1, fonts, name, limits)
        finally:
            page.close()
        characters += sum(len(glyph.text) for glyph in read.glyphs)
        if characters > limits.characters:
            raise too_big(name, f"har over {count(limits.characters)} tegn")
        yield read


def render(document: pdfium.PdfDocument, number: int, *, dpi: float, grey: bool = True) -> Any:
    """Page `number` (from 1) as a PIL image, in grey or in its colours."""
    page = document[number - 1]
    try:
        return page.render(scale=dpi / 72, grayscale=grey).to_pil()
    finally:
        page.close()


def _read_page(
    document: pdfium.PdfDocument, page: pdfium.PdfPage, number: int, fonts: dict[int, tuple[bool, bool]], name: str, limits: Limits
) -> PdfPage:
    to_screen = _Screen(page)
    width, height = to_screen.width, to_screen.height
    if max(width, height) > limits.page_side:
        raise too_big(name, f"har en side på {count(max(width, height) / 72 * 2.54)} cm (side {number})")
    textpage = page.get_textpage()
    try:
        characters = raw.FPDFText_CountChars(textpage.raw)
        if characters > limits.page_characters:
            raise too_big(name, f"har {count(characters)} tegn på side {number}")
        glyphs = _glyphs(textpage, characters, to_screen, fonts)
    finally:
        textpage.close()
    drawn = _drawings(page, to_screen, limits.page_objects)
    return PdfPage(
        number,
        width,
        height,
        underlined(glyphs, drawn.rulings),
        drawn.rulings,
        _links(document, page, to_screen),
        min(1.0, drawn.image_area / max(1.0, width * height)),
        heavy=drawn.objects > limits.page_objects or drawn.pixels > limits.page_pixels,
    )


class _Screen:
    """Turns PDF user space into points from the top left corner of the page as shown (crop box, rotation)."""

    __slots__ = ("height", "left", "low", "rotation", "width")

    def __init__(self, page: pdfium.PdfPage) -> None:
        left, low, right, high = page.get_bbox()
        self.left, self.low = left, low
        self.rotation = page.get_rotation() % 360
        self.width, self.height = (right - left, high - low) if self.rotation in (0, 180) else (high - low, right - left)

    def point(self, x: float, y: float) -> tuple[float, float]:
        x, y = x - self.left, y - self.low
        if self.rotation == 0:
            return x, self.height - y
        if self.rotation == 90:
            return y, x
        if self.rotation == 180:
            return self.width - x, y
        return self.width - y, self.height - x

    def box(self, x0: float, y0: float, x1: float, y1: float) -> tuple[float, float, float, float]:
        if self.rotation == 0 and x0 <= x1 and y0 <= y1:  # nearly always
            return x0 - self.left, self.height - (y1 - self.low), x1 - self.left, self.height - (y0 - self.low)
        (a, b), (c, d) = self.point(x0, y0), self.point(x1, y1)
        return min(a, c), min(b, d), max(a, c), max(b, d)


# A run of characters without white space, perhaps with PDFium's mark of a hyphen at the line's end (U+0002, in older builds U+FFFE),
# or a control character: an unmapped bullet.
_CONTROL = r"\x01\x03-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f"
_PIECE = re.compile(rf"[{_CONTROL}]?([^\x00-\x20\x7f-\xa0\u2000-\u200b\u2028\u2029\u3000\ufffe]+)([\x02\ufffe])?|[{_CONTROL}]")


def _glyphs(textpage: pdfium.PdfTextPage, characters: int, screen: _Screen, fonts: dict[int, tuple[bool, bool]]) -> list[Glyphs]:
    runs = _Runs(textpage.raw, screen, fonts)
    found: list[Glyphs] = []
    for match in _PIECE.finditer(_characters(textpage.raw, characters)):
        word, hyphen = match.groups()
        first, stop = match.span()
        text = _readable(word or "")
        if word is None or match.start(1) > first:
            text = "•" + text
        glyphs = runs.run(first, stop - 1, text if hyphen is None else text + "-", broken=hyphen is not None)
        if glyphs is not None:
            found.append(glyphs)
    return found


def _characters(handle: Any, count: int) -> str:
    """The page's characters, one for each of PDFium's indices; characters outside the basic plane are two halves."""
    buffer = (ctypes.c_ushort * (count + 1))()
    if raw.FPDFText_GetText(handle, 0, count, buffer) == count + 1:
        text = bytes(buffer)[: 2 * count].decode("utf-16-le", "surrogatepass")
        return text if len(text) == count else "".join(map(chr, buffer[:count]))
    # PDFium leaves out characters that it cannot map: ask for each.
    return "".join(chr(code) if code < 0x10000 else "\ufffd" for code in (raw.FPDFText_GetUnicode(handle, index) for index in range(count)))


_LIGATURES = str.maketrans(
    {"\ufb00": "ff", "\ufb01": "fi", "\ufb02": "fl", "\ufb03": "ffi", "\ufb04": "ffl", "\xad": "-", "\u2010": "-", "\u2011": "-"}
)
_PRIVATE = re.compile("[\ue000-\uf8ff]")  # private use: the bullets of symbol fonts
# TeX's old fonts print the ring and the dots in front of their letter.
_ACCENTS = {"˚a": "å", "˚A": "Å", "¨o": "ö", "¨a": "ä", "¨u": "ü", "´e": "é"}


def _readable(text: str) -> str:
    if text.isascii():
        return text
    text = _PRIVATE.sub("•", text.translate(_LIGATURES)).encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if "˚" in text or "¨" in text or "´" in text:
        for apart, letter in _ACCENTS.items():
            text = text.replace(apart, letter)
    return text


# PDFium's functions without the declared types of their arguments: ctypes checks those at every call, which takes
# three times as long as the call itself. Handles go in as addresses, results through the arrays below.
def _bare(function: Any, result: Any = ctypes.c_int) -> Any:
    return ctypes.CFUNCTYPE(result)(ctypes.cast(function, ctypes.c_void_p).value or 0)


_char_box, _char_origin, _char_matrix = _bare(raw.FPDFText_GetCharBox), _bare(raw.FPDFText_GetCharOrigin), _bare(raw.FPDFText_GetMatrix)
_font_size, _render_mode = _bare(raw.FPDFText_GetFontSize, ctypes.c_double), _bare(raw.FPDFTextObj_GetTextRenderMode)
_text_object, _font_of = _bare(raw.FPDFText_GetTextObject, ctypes.c_void_p), _bare(raw.FPDFTextObj_GetFont, ctypes.c_void_p)
_object_of_page, _object_of_form = _bare(raw.FPDFPage_GetObject, ctypes.c_void_p), _bare(raw.FPDFFormObj_GetObject, ctypes.c_void_p)
_type_of = _bare(raw.FPDFPageObj_GetType)
_values = (ctypes.c_double * 4)()  # left, right, low, high
_refs = tuple(ctypes.byref(_values, 8 * index) for index in range(4))
_Style = tuple[float, bool, bool, bool]  # size as printed, bold, upright, italic


class _Runs:
    """Where the words of one page stand and how they look."""

    def __init__(self, handle: Any, screen: _Screen, fonts: dict[int, tuple[bool, bool]]) -> None:
        self._handle, self._screen, self._fonts = handle, screen, fonts
        self._address = ctypes.c_void_p(ctypes.addressof(handle.contents))
        self._styles: dict[int | None, _Style] = {}

    def run(self, first: int, last: int, text: str, *, broken: bool) -> Glyphs | None:
        """The characters first..last as one piece; None where they have no place."""
        address, screen = self._address, self._screen
        thing = _text_object(address, first)
        size, bold, upright, italic = self._styles.get(thing) or self._style(thing, first)
        if not _char_box(address, first, *_refs):
            return None
        left, right, low, high = _values
        if last != first and _char_box(address, last, *_refs):
            other_left, other_right, other_low, other_high = _values
            left, right = min(left, other_left), max(right, other_right)
            low, high = min(low, other_low), max(high, other_high)
        _char_origin(address, first, _refs[0], _refs[1])
        x0, top, x1, bottom = screen.box(left, low, right, high)
        bx, base = screen.point(_values[0], _values[1])
        if upright:
            x0 = min(x0, bx) if x0 - bx < size else x0  # the pen's place lines up where glyphs' own edges don't
            top, bottom = min(top, base - 0.72 * size), max(bottom, base + 0.2 * size)
            if base - top > 1.6 * size or bottom - base > size:  # a broken glyph box
                top, bottom = base - 0.8 * size, base + 0.25 * size
        if x1 < -2 or bottom < -2 or x0 > screen.width + 2 or top > screen.height + 2:
            return None
        return Glyphs(text, x0, top, x1, bottom, base, size, bold, broken, upright, italic=italic)

    def _style(self, thing: int | None, index: int) -> _Style:
        """Looked up once for each text object; `thing` is its address."""
        matrix = raw.FS_MATRIX()
        _char_matrix(self._address, index, ctypes.byref(matrix))
        # The text matrix scales the nominal size; a matrix of zeros means PDFium could not tell.
        scale = math.hypot(matrix.c, matrix.d) or 1.0
        size = _font_size(self._address, index) * scale
        angle = math.degrees(math.atan2(matrix.b, matrix.a)) if matrix.a or matrix.b else 0.0
        upright = abs((angle - self._screen.rotation + 180) % 360 - 180) < 10
        address = ctypes.c_void_p(thing)
        font = _font_of(address) if thing else None
        heavy, italic = _font_style(font, self._fonts) if font else (False, False)
        bold = heavy or (bool(font) and _render_mode(address) == raw.FPDF_TEXTRENDERMODE_FILL_STROKE)
        style = self._styles[thing] = (size if 1 < size < 200 else 10.0, bold, upright, italic)
        return style


_BOLD_NAMES = ("bold", "black", "heavy", "demi", "-bd", ",bd")


def _font_style(font: int, fonts: dict[int, tuple[bool, bool]]) -> tuple[bool, bool]:
    """Whether the font's name says bold, and italic. PDFium's weight comes from the width of stems and is wrong for many subset fonts."""
    if font not in fonts:
        buffer = ctypes.create_string_buffer(256)
        raw.FPDFFont_GetBaseFontName(ctypes.cast(font, raw.FPDF_FONT), buffer, 256)
        name = buffer.value.decode("latin-1").lower()
        fonts[font] = any(part in name for part in _BOLD_NAMES), "italic" in name or "oblique" in name
    return fonts[font]


@dataclass(slots=True)
class _Drawn:
    """Straight lines and edges of rectangles, the area and the pixels of images, and how many objects a page has (those looked at)."""

    rulings: list[Ruling] = field(default_factory=list)
    image_area: float = 0.0
    pixels: int = 0
    objects: int = 0


def _drawings(page: pdfium.PdfPage, screen: _Screen, most: int) -> _Drawn:
    drawn = _Drawn()
    stack: list[tuple[Any, int, tuple[float, ...]]] = [(page.raw, 0, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0))]
    while stack:
        holder, depth, outer = stack.pop()
        total, get = (raw.FPDFPage_CountObjects, _object_of_page) if depth == 0 else (raw.FPDFFormObj_CountObjects, _object_of_form)
        address = ctypes.c_void_p(ctypes.addressof(holder.contents))
        for index in range(total(holder)):
            drawn.objects += 1
            if drawn.objects > most:
                return drawn
            place = get(address, index)
            kind = _type_of(ctypes.c_void_p(place)) if place else raw.FPDF_PAGEOBJ_UNKNOWN
            if kind in (raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_UNKNOWN):  # nearly all
                continue
            thing = ctypes.cast(place, raw.FPDF_PAGEOBJECT)
            if kind == raw.FPDF_PAGEOBJ_PATH:
                drawn.rulings += _path(thing, outer, screen)
            elif kind == raw.FPDF_PAGEOBJ_IMAGE:
                drawn.image_area += _area(thing)
                drawn.pixels += _pixels(thing)
            elif kind == raw.FPDF_PAGEOBJ_FORM and depth < MAX_FORM_DEPTH:
                stack.append((thing, depth + 1, _times(_matrix(thing), outer)))
    return drawn


def _pixels(thing: Any) -> int:
    """An image's pixels, from its dictionary: nothing is unpacked."""
    width, height = ctypes.c_uint(), ctypes.c_uint()
    return width.value * height.value if raw.FPDFImageObj_GetImagePixelSize(thing, width, height) else 0


def _matrix(thing: Any) -> tuple[float, ...]:
    matrix = raw.FS_MATRIX()
    if not raw.FPDFPageObj_GetMatrix(thing, ctypes.byref(matrix)):
        return (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(a: tuple[float, ...], b: tuple[float, ...]) -> tuple[float, ...]:
    """First a, then b."""
    return (
        a[0] * b[0] + a[1] * b[2],
        a[0] * b[1] + a[1] * b[3],
        a[2] * b[0] + a[3] * b[2],
        a[2] * b[1] + a[3] * b[3],
        a[4] * b[0] + a[5] * b[2] + b[4],
        a[4] * b[1] + a[5] * b[3] + b[5],
    )


def _area(thing: Any) -> float:
    left, low, right, high = (ctypes.c_float() for _ in range(4))
    if not raw.FPDFPageObj_GetBounds(thing, left, low, right, high):
        return 0.0
    return abs((right.value - left.value) * (high.value - low.value))


def _path(thing: Any, outer: tuple[float, ...], screen: _Screen) -> list[Ruling]:
    segments = raw.FPDFPath_CountSegments(thing)
    if not 2 <= segments <= 400:
        return []
    matrix = _times(_matrix(thing), outer)
    points: list[tuple[float, float, bool]] = []
    x, y = ctypes.c_float(), ctypes.c_float()
    for index in range(segments):
        segment = raw.FPDFPath_GetPathSegment(thing, index)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_BEZIERTO:
            return []
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        px, py = x.value * matrix[0] + y.value * matrix[2] + matrix[4], x.value * matrix[1] + y.value * matrix[3] + matrix[5]
        points.append((*screen.point(px, py), kind == raw.FPDF_SEGMENT_MOVETO))
    return edges_of(points)


def _links(document: pdfium.PdfDocument, page: pdfium.PdfPage, screen: _Screen) -> list[tuple[str, tuple[float, float, float, float]]]:
    found: list[tuple[str, tuple[float, float, float, float]]] = []
    position, link = ctypes.c_int(0), raw.FPDF_LINK()
    while len(found) < 1000 and raw.FPDFLink_Enumerate(page.raw, ctypes.byref(position), ctypes.byref(link)):
        action = raw.FPDFLink_GetAction(link)
        if not action or raw.FPDFAction_GetType(action) != raw.PDFACTION_URI:
            continue
        size = raw.FPDFAction_GetURIPath(document.raw, action, None, 0)
        buffer = ctypes.create_string_buffer(size)
        raw.FPDFAction_GetURIPath(document.raw, action, buffer, size)
        area = raw.FS_RECTF()
        if raw.FPDFLink_GetAnnotRect(link, ctypes.byref(area)):
            found.append((buffer.value.decode("utf-8", "replace"), screen.box(area.left, area.bottom, area.right, area.top)))
    return found
