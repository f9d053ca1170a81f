"""Pages that are cut off: words of a born-digital page run over its edge, so that the lines are not whole."""

from __future__ import annotations

from collections.abc import Sequence

from referat.extract.pages.page import Glyphs, PdfPage
from referat.models.kinds import ProblemCode
from referat.models.minutes import Problem

_OVER = 3.0  # points
_WORDS = 3  # one word over the edge is a slip of a line, several are a page that was cut


def clipped(pages: Sequence[PdfPage]) -> list[Problem]:
    """What to tell about pages whose words run over the edge; nothing where none do."""
    numbers = [page.number for page in pages if not page.ocr and sum(_is_over(glyph, page) for glyph in page.glyphs) >= _WORDS]
    if not numbers:
        return []
    which = f"Side {numbers[0]} er beskåret" if len(numbers) == 1 else f"{len(numbers)} sider (fra side {numbers[0]}) er beskåret"
    return [
        Problem(
            ProblemCode.CLIPPED, f"{which}: ord løber ud over kanten, så linjerne er ikke hele. Hent en udgave med hele siden.", numbers[0]
        )
    ]


def _is_over(glyph: Glyphs, page: PdfPage) -> bool:
    return glyph.x1 > page.width + _OVER or glyph.x0 < -_OVER or glyph.bottom > page.height + _OVER or glyph.top < -_OVER
