"""Every word of the text stands on the page where it says, by the word of another reader (pdfplumber)."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pdfplumber
import pytest

from referat.corpus.score_command import golds
from referat.extract.pages.pdf import open_pdf, read_pages
from referat.extract.pages.reading import read
from referat.models.place import Box, Span
from referat.models.text import SourceText

SAMPLE = Path(__file__).resolve().parents[2] / "corpus" / "sample"
SAMPLES = sorted({SAMPLE / row["file"] for _, row in golds(SAMPLE / "gold")})  # those with a text layer


def letters(text: str) -> str:
    """Letters and digits alone, ligatures resolved: readers differ in the rest."""
    return "".join(sign for sign in unicodedata.normalize("NFKC", text) if sign.isalnum())


class Printed:
    """The characters of a file by page, as pdfplumber finds them."""

    def __init__(self, path: Path) -> None:
        self.pages: dict[int, list[tuple[float, float, str]]] = {}
        with pdfplumber.open(path) as pdf:
            for page in pdf.pages:
                chars = page.dedupe_chars().chars
                found = [((char["x0"] + char["x1"]) / 2, (char["top"] + char["bottom"]) / 2, str(char["text"])) for char in chars]
                self.pages[page.page_number] = sorted(found)
                page.close()

    def inside(self, box: Box) -> str:
        """The letters whose middle lies in the box, from the left."""
        left, top, right, bottom = box.x0 - 0.5, box.top - 0.5, box.x1 + 0.5, box.bottom + 0.5
        return letters("".join(text for x, y, text in self.pages[box.page] if left <= x <= right and top <= y <= bottom))


def source_of(path: Path) -> SourceText:
    with open_pdf(path) as document:
        return read(list(read_pages(document)))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_words_stand_where_they_say(path: Path) -> None:
    source, printed = source_of(path), Printed(path)
    assert len(source.words) > 100
    sizes = {page.number: (page.width, page.height) for page in source.pages}
    wrong = []
    for word in source.words:
        width, height = sizes[word.box.page]
        assert 0 <= word.box.x0 < word.box.x1 <= width
        assert 0 <= word.box.top < word.box.bottom <= height
        if letters(source.of(word.span)) != printed.inside(word.box):
            wrong.append((source.of(word.span), printed.inside(word.box), word.box))
    assert wrong == []


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_text_is_words_and_white_space_and_nothing_else(path: Path) -> None:
    """No letter of the text is without a place, and no two words claim the same letter."""
    source = source_of(path)
    at = 0
    for word in source.words:
        assert letters(source.of(Span(at, max(at, word.span.start)))) == ""
        assert word.span.start >= at
        at = word.span.end
    assert letters(source.text[at:]) == ""


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_nothing_printed_is_lost(path: Path) -> None:
    """What is on the pages is in the text or among the furniture, each letter once."""
    source, printed = source_of(path), Printed(path)
    for number, chars in printed.pages.items():
        kept = [source.of(word.span) for word in source.words if word.box.page == number]
        kept += [row.text for row in source.furniture if row.box.page == number]
        assert sorted(letters("".join(kept))) == sorted(letters("".join(text for _, _, text in chars)))
