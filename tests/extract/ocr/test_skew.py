"""Places on a turned page are put back."""

from __future__ import annotations

import math
from dataclasses import replace

import pytest

from referat.extract.ocr.skew import laid_back
from referat.extract.pages.page import PdfPage
from referat.models.place import Box, Span
from referat.models.text import Furniture, Line, Page, SourceText, Word, Words


def source(box: Box) -> SourceText:
    words = Words()
    words.append(Word(Span(0, 4), box, 11, bold=False, confidence=0.9))
    line = Line(Span(0, 4), box, 11, False, 0, 0, True, (Span(0, 4),))
    return SourceText("text", (line,), words, furniture=(Furniture("1", box),))


def test_a_level_page_stays_as_it_is() -> None:
    level = source(Box(1, 10, 10, 40, 20))
    assert laid_back(level, [PdfPage(1, 600, 800, [])]) is level


def test_a_page_turned_by_a_right_angle_shows_which_way_it_goes() -> None:
    """Turned counter-clockwise, what stood at the right edge lies at the top: it goes back to the right edge."""
    back = laid_back(source(Box(1, 290, 10, 310, 20)), [PdfPage(1, 600, 600, [], skew=90)])
    assert back.words[0].box == back.lines[0].box == back.furniture[0].box == Box(1, 580, 290, 590, 310)


@pytest.mark.parametrize(
    ("quarters", "size", "expected"),
    [(90, (600, 800), (700, 20, 780, 120)), (180, (600, 800), (480, 700, 580, 780)), (270, (600, 800), (20, 480, 100, 580))],
)
def test_a_page_read_sideways_is_laid_back(quarters: int, size: tuple[int, int], expected: tuple[float, ...]) -> None:
    """A box near the top left corner of the page as it was read, and where the corner is on the page as it lies."""
    read = replace(source(Box(1, 20, 20, 120, 100)), pages=(Page(1, *size, ocr=True),))
    back = laid_back(read, [PdfPage(1, *size, [], turn=quarters)])
    assert back.words[0].box == Box(1, *expected)
    assert (back.pages[0].width, back.pages[0].height) == (size if quarters == 180 else size[::-1])


@pytest.mark.parametrize("angle", [-2.0, 0.7])
def test_the_middle_of_a_box_is_turned_about_the_middle_of_the_page(angle: float) -> None:
    back = laid_back(source(Box(1, 500, 395, 520, 405)), [PdfPage(1, 600, 800, [], skew=angle)]).words[0].box
    assert (back.x0 + back.x1) / 2 == pytest.approx(300 + 210 * math.cos(math.radians(angle)), abs=0.02)
    assert (back.top + back.bottom) / 2 == pytest.approx(400 + 210 * math.sin(math.radians(angle)), abs=0.02)


def test_other_pages_stay_as_they_are() -> None:
    box = Box(2, 10, 10, 40, 20)
    back = laid_back(source(box), [PdfPage(1, 600, 800, [], skew=1.0), PdfPage(2, 600, 800, [])])
    assert back.words[0].box == box
