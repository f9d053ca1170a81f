"""Several pages on one sheet."""

from __future__ import annotations

from pathlib import Path

import pypdfium2 as pdfium
import pypdfium2.raw as raw
import pytest

from referat.extract.minutes import read_document
from referat.extract.pages.page import Glyphs, PdfPage
from referat.extract.pages.sheets import single_pages

SAMPLES = Path(__file__).resolve().parents[3] / "corpus" / "sample"


def imposed(name: str, folder: Path, columns: int, rows: int, size: tuple[float, float]) -> Path:
    """The sample with several of its pages on each sheet."""
    with pdfium.PdfDocument(next(SAMPLES.glob(f"{name}*.pdf"))) as document:
        sheets = pdfium.PdfDocument(raw.FPDF_ImportNPagesToOne(document.raw, *size, columns, rows))
        path = folder / f"{name}-{columns}-{rows}.pdf"
        sheets.save(path)
        sheets.close()
    return path


@pytest.mark.parametrize(
    ("name", "columns", "rows", "size"),
    [
        ("01", 2, 1, (842.0, 595.0)),
        ("07", 2, 1, (842.0, 595.0)),
        ("07", 2, 2, (595.0, 842.0)),
        ("12", 2, 1, (842.0, 595.0)),
    ],
)
def test_a_sheet_reads_as_its_pages(name: str, columns: int, rows: int, size: tuple[float, float], tmp_path: Path) -> None:
    once = read_document(next(SAMPLES.glob(f"{name}*.pdf"))).meetings[0]
    sheet = read_document(imposed(name, tmp_path, columns, rows, size))
    again = sheet.meetings[0]
    assert [item.title and item.title.value for item in again.items] == [item.title and item.title.value for item in once.items]
    assert [row.name.value for row in again.attendance] == [row.name.value for row in once.attendance]
    boxes = [box for item in again.items if item.title for box in sheet.source.boxes(item.title.spans)]
    assert {box.x0 > size[0] / 2 for box in boxes} == {True, False}, "titles keep their place on the sheet"


def words(lines: list[tuple[float, str]], *, left: float, size: float = 9.0) -> list[Glyphs]:
    """Words of lines (baseline, text) that begin at a left edge."""
    found = []
    for base, text in lines:
        x = left
        for word in text.split():
            width = 0.5 * size * len(word)
            found.append(Glyphs(word, x, base - 7, x + width, base + 2, base, size, False, False, True))
            x += width + 3
    return found


LINES = [(60.0 + 12 * index, "Udvalget drøftede planen for den nye sti") for index in range(9)]


@pytest.mark.parametrize(
    ("glyphs", "parts", "why"),
    [
        (words(LINES, left=40) + words(LINES, left=461), 2, "both halves begin alike"),
        (words(LINES, left=40) + words(LINES, left=520), 1, "a column that begins elsewhere is a column of a table"),
        (words([(base, text * 3) for base, text in LINES], left=40), 1, "lines run across the middle"),
        (words(LINES, left=40), 1, "one half is empty, and no other sheet shows two pages"),
        (words(LINES, left=40) + words([(60, "Bilag 1")], left=461), 1, "one line does not make a page"),
    ],
)
def test_which_sheets_hold_two_pages(glyphs: list[Glyphs], parts: int, why: str) -> None:
    assert len(single_pages([PdfPage(1, 842.0, 595.0, glyphs)])) == parts, why
