"""Words on an image of a page, read by tesseract. The one module that knows it."""

from __future__ import annotations

import os
import re
import shutil
import xml.etree.ElementTree as ET
from dataclasses import dataclass
from functools import cache
from statistics import median
from typing import TYPE_CHECKING

import pytesseract

if TYPE_CHECKING:
    from PIL import Image

LANGUAGE = "dan"
PACKAGES = "tesseract-ocr og tesseract-ocr-dan"
_BOX = re.compile(r"bbox (-?\d+) (-?\d+) (-?\d+) (-?\d+)")
_BASELINE = re.compile(r"baseline (-?[\d.]+) (-?[\d.]+)")
_SIZE = re.compile(r"x_size (-?[\d.]+)")
_SURE = re.compile(r"x_wconf (\d+)")
_TALL = re.compile(r"[A-ZÆØbdfhkl0-9]")
_PLAIN = re.compile(r"[A-Za-zÆØæøå0-9.,:;/-]+")  # without what reaches higher
_ENDS = 1.3  # height from the lower ends to the tall letters' top, to that of the tall letters
_LINES = {"ocr_line", "ocr_header", "ocr_caption", "ocr_textfloat", "ocr_footer"}


@dataclass(frozen=True, slots=True)
class SeenWord:
    """A word on an image: its box in pixels and how sure tesseract is of it (0 to 1)."""

    text: str
    x0: int
    top: int
    x1: int
    bottom: int
    confidence: float


@dataclass(frozen=True, slots=True)
class SeenLine:
    """A line on an image: its words, the height of its letters with their ends in pixels, and its baseline as y = slope * x + base."""

    words: tuple[SeenWord, ...]
    height: float
    slope: float
    base: float


@cache
def available() -> bool:
    """Whether tesseract and its Danish model are installed."""
    if shutil.which(pytesseract.pytesseract.tesseract_cmd) is None:
        return False
    try:
        return LANGUAGE in pytesseract.get_languages()
    except (pytesseract.TesseractError, OSError):
        return False


def seen_lines(image: Image.Image, *, dpi: int, seconds: float) -> list[SeenLine]:
    """The lines that tesseract finds on an image, in its order; none where it gives up.

    It is held to one thread: several of them only get in each other's way.
    """
    os.environ.setdefault("OMP_THREAD_LIMIT", "1")
    try:
        form = pytesseract.image_to_pdf_or_hocr(image, lang=LANGUAGE, config=f"--psm 3 --dpi {dpi}", extension="hocr", timeout=seconds)
    except (pytesseract.TesseractError, RuntimeError):
        return []
    return [line for part in ET.fromstring(form).iter() if part.get("class") in _LINES and (line := _line(part))]


def _line(part: ET.Element) -> SeenLine | None:
    title = part.get("title", "")
    box, baseline, size = _BOX.search(title), _BASELINE.search(title), _SIZE.search(title)
    words = tuple(word for child in part.iter() if child.get("class") == "ocrx_word" and (word := _word(child)))
    if not (box and words):
        return None
    left, _, _, bottom = (int(side) for side in box.groups())
    slope, offset = (float(baseline[1]), float(baseline[2])) if baseline else (0.0, 0.0)
    base = bottom + offset - slope * left
    rough = float(size[1]) if size else float(max(word.bottom - word.top for word in words))
    return SeenLine(words, _height(words, slope, base) or rough, slope, base)


def _height(words: tuple[SeenWord, ...], slope: float, base: float) -> float:
    """The letters' height with their ends, from those that reach the top; tesseract's own is off where a line has few of them. 0: none."""
    tops = [slope * word.x0 + base - word.top for word in words if _PLAIN.fullmatch(word.text) and _TALL.search(word.text)]
    return round(_ENDS * median(tops), 1) if tops and median(tops) > 0 else 0.0


def _word(part: ET.Element) -> SeenWord | None:
    title = part.get("title", "")
    box, sure = _BOX.search(title), _SURE.search(title)
    text = "".join(part.itertext()).strip()
    if not (box and text):
        return None
    x0, top, x1, bottom = (int(side) for side in box.groups())
    return SeenWord(text, x0, top, x1, bottom, int(sure[1]) / 100 if sure else 0.0)
