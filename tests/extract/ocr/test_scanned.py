"""Scans, mixed documents and broken fonts, read by the tesseract that is installed."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pypdfium2
import pypdfium2.raw as raw
import pytest
from PIL import Image

from referat.extract.minutes import read_document
from referat.extract.ocr import ocr
from referat.extract.ocr.scanned import with_ocr
from referat.extract.pages.limits import DEFAULT
from referat.extract.pages.pdf import open_pdf, read_pages, render
from referat.models.codec import public
from referat.models.errors import UnreadableDocumentError
from referat.models.kinds import OcrMode, ProblemCode
from referat.models.minutes import Document

ROOT = Path(__file__).resolve().parents[3]
SCAN = ROOT / "corpus" / "sample" / "14-kulturudvalg-elmsted-1994-scan.pdf"
TYPED = ROOT / "corpus" / "sample" / "09-kulturudvalg-elmsted-1994-02-16.pdf"  # the same minutes with text


def maker() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hostile_make", ROOT / "tests" / "hostile" / "make.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules.setdefault(spec.name, importlib.util.module_from_spec(spec))
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="module")
def scan(danish_ocr: str) -> Document:
    return read_document(SCAN)


@pytest.fixture
def no_tesseract(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    monkeypatch.setattr("referat.extract.ocr.scanned.available", ocr.available.__wrapped__)  # asked again, not remembered


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """The first page with text, the second as a scan."""
    path = tmp_path / "blandet.pdf"
    out = pypdfium2.PdfDocument.new()
    out.import_pages(pypdfium2.PdfDocument(TYPED), [0])
    out.import_pages(pypdfium2.PdfDocument(SCAN), [1])
    out.save(path)
    return path


@pytest.fixture
def pictured(tmp_path: Path) -> Path:
    """A page whose words below the head are small pictures, as services for signing make them."""
    path = tmp_path / "billeder.pdf"
    pdf = pypdfium2.PdfDocument(TYPED)
    page, scale = pdf[0], 200 / 72
    high = page.get_height()
    shown = page.render(scale=scale, grayscale=True).to_pil()
    for thing in list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])):
        left, low, right, top = thing.get_bounds()
        if top > high - 190 or right <= left:
            continue
        part = shown.crop((int(left * scale), int((high - top - 2) * scale), int(right * scale), int((high - low + 2) * scale)))
        picture = pypdfium2.PdfImage.new(pdf)
        picture.set_bitmap(pypdfium2.PdfBitmap.from_pil(part))
        picture.set_matrix(pypdfium2.PdfMatrix().scale(right - left, top - low + 4).translate(left, low - 2))
        page.remove_obj(thing)
        page.insert_obj(picture)
    page.gen_content()
    pdf.save(path)
    return path


def turned(path: Path, degrees: int) -> Path:
    """The second page of the scan as if it had been laid on the glass sideways or upside down."""
    pypdfium2.PdfDocument(SCAN)[1].render(scale=200 / 72, grayscale=True).to_pil().rotate(degrees, expand=True).save(path, resolution=200)
    return path


def words(document: Document) -> list[str]:
    return document.source.text.split()


def test_a_scan_reads_like_the_typed_minutes_it_was_made_from(scan: Document) -> None:
    typed, seen = words(read_document(TYPED)), words(scan)
    assert len(set(typed) & set(seen)) / len(set(typed)) >= 0.95
    assert [page.ocr for page in scan.source.pages] == [True, True]


def test_items_of_a_scan_are_those_of_the_typed_minutes(scan: Document) -> None:
    titles = [[(item.number and item.number.value, item.title and item.title.value) for item in document.meetings[0].items]
              for document in (read_document(TYPED), scan)]  # fmt: skip
    assert titles[0] == titles[1]


def test_words_of_a_scan_stand_where_there_is_ink(scan: Document) -> None:
    """On the page as it is shown, though it was turned to be read."""
    assert_on_ink(scan, SCAN)


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_that_lies_sideways_or_upside_down_is_read(degrees: int, scan: Document, tmp_path: Path) -> None:
    path = turned(tmp_path / "drejet.pdf", degrees)
    document = read_document(path)
    upright = {scan.source.of(word.span) for word in scan.source.words if word.box.page == 2}
    assert len(set(words(document)) & upright) / len(upright) >= 0.9
    sides = [(round(page.width), round(page.height)) for page in document.source.pages]
    assert sides == [(842, 595) if degrees != 180 else (595, 842)]
    assert_on_ink(document, path)


def test_words_in_pictures_are_read_beside_the_words_of_the_page(pictured: Path, danish_ocr: str) -> None:
    document, typed = read_document(pictured), read_document(TYPED)
    assert [page.ocr for page in document.source.pages] == [True, False]
    own, seen = set(words(typed)), set(words(document))
    assert len(own & seen) / len(own) >= 0.95
    assert {word.confidence < 1 for word in document.source.words if word.box.page == 1} == {True, False}
    assert len(document.meetings[0].items) == len(typed.meetings[0].items)
    assert_on_ink(document, pictured)


@pytest.mark.usefixtures("no_tesseract")
def test_words_in_pictures_that_cannot_be_read_are_told(pictured: Path) -> None:
    (problem,) = read_document(pictured).meetings[0].problems
    assert (problem.code, problem.page, "tekst i billeder" in problem.message) == (ProblemCode.PAGES_WITHOUT_TEXT, 1, True)


@pytest.mark.parametrize("make", [Image.effect_noise, lambda size, _: Image.linear_gradient("L").resize(size)], ids=["noise", "a gradient"])
def test_a_photograph_beside_a_few_words_is_no_text(
    make: Callable[[tuple[int, int], float], Image.Image], pictured: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A page with a head and a picture that covers a third of it; tesseract is not even asked."""
    pdf = pypdfium2.PdfDocument(pictured)
    page = pdf[0]
    for thing in list(page.get_objects(filter=[raw.FPDF_PAGEOBJ_IMAGE])):
        page.remove_obj(thing)
    photo = pypdfium2.PdfImage.new(pdf)
    photo.set_bitmap(pypdfium2.PdfBitmap.from_pil(make((400, 300), 120.0)))
    photo.set_matrix(pypdfium2.PdfMatrix().scale(450, 350).translate(70, 200))
    page.insert_obj(photo)
    page.gen_content()
    path = tmp_path / "foto.pdf"
    pdf.save(path)
    monkeypatch.setattr("referat.extract.ocr.sheet.seen_lines", None)
    assert not any(page.ocr for page in read_document(path).source.pages)


def assert_on_ink(document: Document, path: Path) -> None:
    with open_pdf(path) as pdf:
        images = {page.number: render(pdf, page.number, dpi=144) for page in document.source.pages}
    with_ink = 0
    for word in document.source.words:
        box = word.box
        part = images[box.page].crop((round(2 * box.x0), round(2 * box.top), round(2 * box.x1) + 1, round(2 * box.bottom) + 1))
        dark = sum(part.histogram()[:128]) / (part.width * part.height)
        with_ink += dark > 0.02
    assert with_ink >= 0.98 * len(document.source.words)


def test_confidence_is_kept_on_the_words_and_shown_with_the_places(scan: Document) -> None:
    found = [word.confidence for word in scan.source.words]
    assert all(0 <= value <= 1 for value in found)
    assert 0.85 < sum(found) / len(found) < 1
    form = public(scan)[0]
    assert form["source"]["ocr_pages"] == [1, 2]
    assert all(0 <= place["confidence"] <= 1 for item in form["items"] for place in item["span"])
    assert all("confidence" not in place for item in public(read_document(TYPED))[0]["items"] for place in item["span"])


def test_the_same_scan_gives_the_same_words(scan: Document) -> None:
    assert read_document(SCAN) == scan


def test_one_scanned_page_among_others_is_read(mixed: Path, danish_ocr: str) -> None:
    document = read_document(mixed)
    assert [page.ocr for page in document.source.pages] == [False, True]
    assert "Budgetforslag 1995" in document.source.text
    assert document.meetings[0].items[-1].title is not None
    assert document.meetings[0].items[-1].title.value == "Eventuelt"


def test_text_of_a_broken_font_is_replaced(tmp_path: Path, danish_ocr: str) -> None:
    """What is printed is right, what the font's table says the codes mean is not."""
    make = maker()
    path = tmp_path / "font.pdf"
    table = b"begincmap 1 begincodespacerange <00> <FF> endcodespacerange 1 beginbfrange <20> <FF> <0003> endbfrange endcmap"
    font = make.FONT[:-2] + b"/ToUnicode 10 0 R>>"
    path.write_bytes(make.pdf(make.document(font=font, more={10: make.packed(table)})))
    document = read_document(path)
    assert document.source.pages[0].ocr
    assert "Alma Brink og Viggo Lund" in document.source.text
    with pytest.raises(UnreadableDocumentError) as failed:
        read_document(path, ocr=OcrMode.NEVER)
    assert failed.value.code is ProblemCode.NO_TEXT


def test_a_page_with_text_is_read_as_an_image_only_when_asked(danish_ocr: str) -> None:
    with open_pdf(TYPED) as pdf:
        pages = list(read_pages(pdf))[:1]
        auto, _ = with_ocr(pdf, pages, name="a.pdf", mode=OcrMode.AUTO, limits=DEFAULT)
        always, _ = with_ocr(pdf, pages, name="a.pdf", mode=OcrMode.ALWAYS, limits=DEFAULT)
    assert auto == pages
    assert [page.ocr for page in always] == [True]


def test_headings_of_a_scan_are_bold_or_underlined(scan: Document) -> None:
    bold = {scan.source.of(line.span) for line in scan.source.lines if line.bold}
    assert {"§ 1. Meddelelser", "§ 3. Åbningstider på biblioteket", "§ 5. Budgetforslag 1995-98"} <= bold
    assert len({line.size for line in scan.source.lines}) <= 3


@pytest.mark.usefixtures("no_tesseract")
def test_without_tesseract_a_scan_is_named_with_the_packages_that_read_it() -> None:
    with pytest.raises(UnreadableDocumentError, match=r"tesseract-ocr og tesseract-ocr-dan") as failed:
        read_document(SCAN)
    assert failed.value.code is ProblemCode.NO_TEXT


@pytest.mark.usefixtures("no_tesseract")
def test_without_tesseract_the_rest_of_a_mixed_document_is_read(mixed: Path) -> None:
    problems = read_document(mixed).meetings[0].problems
    assert [(problem.code, problem.page) for problem in problems if problem.code is ProblemCode.PAGES_WITHOUT_TEXT] == [
        (ProblemCode.PAGES_WITHOUT_TEXT, 2)
    ]


def test_never_means_never(mixed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise AssertionError("tesseract was called")

    monkeypatch.setattr("referat.extract.ocr.sheet.seen_lines", fail)
    assert read_document(mixed, ocr=OcrMode.NEVER).meetings[0].problems[-1].code is ProblemCode.PAGES_WITHOUT_TEXT


@pytest.mark.parametrize("mode", list(OcrMode))
def test_an_empty_document_is_told_apart_from_a_scan(mode: OcrMode, tmp_path: Path, need_tool: Callable[[str], str]) -> None:
    path = tmp_path / "tom.pdf"
    out = pypdfium2.PdfDocument.new()
    out.new_page(595, 842)
    out.save(path)
    with pytest.raises(UnreadableDocumentError, match="siderne er tomme"):
        read_document(path, ocr=mode)
