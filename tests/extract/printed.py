"""Pages made by hand: words with a place, a size and a weight, as a PDF gives them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from referat.extract.pages.page import Glyphs, PdfPage, Ruling

WIDTH, HEIGHT = 595.0, 842.0
LEFT, TOP, LEADING = 60.0, 100.0, 14.0
LETTER, SPACE = 0.5, 0.28  # of the font size


def words(text: str, x: float, y: float, *, size: float = 10.0, bold: bool = False) -> list[Glyphs]:
    """The words of a line from `x` on the baseline `y`. '**' turns bold on and off; a tab leaves a wide space; a last '-' breaks a word."""
    found: list[Glyphs] = []
    broken = text.endswith("-")
    for piece in re.findall(r"\*\*|\t|[^\s*]+|\*|\s+", text):
        if piece == "**":
            bold = not bold
        elif piece == "\t":
            x += 4 * size
        elif piece.isspace():
            x += len(piece) * SPACE * size
        else:
            width = len(piece) * LETTER * size
            found.append(Glyphs(piece, x, y - 0.72 * size, x + width, y + 0.2 * size, y, size, bold, False, True))
            x += width
    if broken:
        found[-1] = found[-1]._replace(broken=True)
    return found


def page(*lines: Iterable[Glyphs], number: int = 1, rulings: Sequence[Ruling] = (), width: float = WIDTH) -> PdfPage:
    """A page with these words on it."""
    return PdfPage(number, width, HEIGHT, [glyph for line in lines for glyph in line], list(rulings))


def typed(text: str, *, number: int = 1, x: float = LEFT, y: float = TOP, size: float = 10.0, leading: float = LEADING) -> list[Glyphs]:
    """The lines of a text one below the other. A blank line leaves white space, '# ' makes a line larger, spaces in front indent it."""
    found: list[Glyphs] = []
    for line in text.strip("\n").split("\n"):
        bare = line.lstrip(" ")
        indent = (len(line) - len(bare)) * SPACE * size * 2
        if bare.startswith("# "):
            found += words(bare[2:], x, y, size=1.4 * size)
        elif bare:
            found += words(bare, x + indent, y, size=size)
        y += leading if bare else 0.8 * leading
    return found


def pages(*texts: str) -> list[PdfPage]:
    """One page for each text."""
    return [page(typed(text), number=number) for number, text in enumerate(texts, start=1)]


def box(x0: float, top: float, x1: float, bottom: float) -> list[Ruling]:
    """The four sides of a rectangle."""
    return [Ruling(x0, top, x1, top), Ruling(x0, bottom, x1, bottom), Ruling(x0, top, x0, bottom), Ruling(x1, top, x1, bottom)]


def ruled(columns: Sequence[float], rows: Sequence[float]) -> list[Ruling]:
    """The lines of a table with these edges."""
    across = [Ruling(columns[0], y, columns[-1], y) for y in rows]
    return across + [Ruling(x, rows[0], x, rows[-1]) for x in columns]
