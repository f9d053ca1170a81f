"""Pages that are cut off are recognised and said."""

from __future__ import annotations

import pytest

from referat.extract.pages.clipped import clipped
from referat.extract.pages.page import Glyphs, PdfPage
from referat.models.kinds import ProblemCode


def word(x0: float, x1: float, base: float = 100.0) -> Glyphs:
    return Glyphs("ord", x0, base - 8, x1, base + 2, base, 10.0, False, False, True)


@pytest.mark.parametrize(
    ("words", "ocr", "told", "why"),
    [
        ([word(40, 90), word(580, 640), word(590, 630), word(585, 620)], False, [1], "three words run over the right edge"),
        ([word(-20, 30), word(-10, 30), word(-9, 30)], False, [1], "over the left edge"),
        ([word(40, 90, 845), word(40, 90, 846), word(40, 90, 847)], False, [1], "over the lower edge"),
        ([word(40, 90), word(580, 640)], False, [], "one word is a slip"),
        ([word(40, 597), word(40, 597), word(40, 597)], False, [], "up to the edge is inside"),
        ([word(580, 640), word(590, 630), word(585, 620)], True, [], "a scan has no words beyond its edge but guessed ones"),
    ],
)
def test_clipped_pages_are_told(words: list[Glyphs], ocr: bool, told: list[int], why: str) -> None:
    found = clipped([PdfPage(1, 595.0, 842.0, words, ocr=ocr)])
    assert [problem.page for problem in found] == told, why
    assert all(problem.code is ProblemCode.CLIPPED for problem in found)
