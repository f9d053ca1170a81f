"""What PDFium sees on a page: words with their places, weights and sizes, lines, links, and what is wrong with a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from referat.extract.pages.limits import Limits
from referat.extract.pages.page import Glyphs, PdfPage
from referat.extract.pages.pdf import open_pdf, read_pages, render
from referat.models.errors import UnreadableDocumentError
from referat.models.kinds import ProblemCode
from tests.hostile.make import Objects, document, pdf, stream

BOLD = b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica-Bold/Encoding/WinAnsiEncoding>>"
FONTS = b"/Font<</F1 5 0 R/F2 6 0 R>>"


def shown(text: str, x: float = 60, y: float = 700, *, font: str = "F1", size: float = 11) -> bytes:
    """The operators that print a text at a place, from the page's lower left corner."""
    escaped = text.replace("\\", r"\\").replace("(", r"\(").replace(")", r"\)")
    return f"BT /{font} {size} Tf {x} {y} Td ({escaped}) Tj ET\n".encode("cp1252")


def objects(*content: bytes, font: bytes | None = None, page: bytes = b"") -> Objects:
    made = document(stream(b"".join(content)), page=page)
    made[3] = made[3].replace(b"/Font<</F1 5 0 R>>", FONTS)
    made[6] = BOLD
    if font is not None:
        made[5] = font
    return made


def first_page(folder: Path, made: Objects) -> PdfPage:
    path = folder / "side.pdf"
    path.write_bytes(pdf(made))
    with open_pdf(path) as opened:
        return next(read_pages(opened))


def glyphs(folder: Path, *content: bytes, font: bytes | None = None) -> list[Glyphs]:
    return first_page(folder, objects(*content, font=font)).glyphs


def texts(folder: Path, *content: bytes, font: bytes | None = None) -> list[str]:
    return [glyph.text for glyph in glyphs(folder, *content, font=font)]


def drawn_as(*names: str) -> bytes:
    """A font whose letters from 'a' on are these glyphs."""
    listed = "/".join(names)
    return f"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding<</Differences[97/{listed}]>>>>".encode()


WRITTEN = [
    ("Referat af mødet på Ærø", ["Referat", "af", "mødet", "på", "Ærø"], None, "words"),
    ("aa bb", ["fifi", "flfl"], drawn_as("fi", "fl"), "ligatures are letters"),
    ("–5 “citat”", ["–5", "“citat”"], None, "dashes and quotation marks"),
    ("• Alma", ["•", "Alma"], None, "a bullet"),
    ("100\xa0kr.", ["100", "kr."], None, "a fixed space"),
    ("m\u02c6de", ["mˆde"], None, "an accent that belongs to no letter stays"),
]


@pytest.mark.parametrize(("text", "expected", "font", "reason"), WRITTEN)
def test_words(tmp_path: Path, text: str, expected: list[str], font: bytes | None, reason: str) -> None:
    assert texts(tmp_path, shown(text), font=font) == expected, reason


TEX = drawn_as("ring", "dieresis", *"abcdefghijklmnopqrstuvwx")


def test_accents_printed_before_their_letter_join_it(tmp_path: Path) -> None:
    """TeX's old fonts have the ring and the dots as signs of their own."""
    assert texts(tmp_path, shown("acgp bqo"), font=TEX) == ["åen", "öm"]


CODES = [("0007", "a control character"), ("0083", "a control character of the upper half"), ("f0b7", "a sign of Wingdings")]


@pytest.mark.parametrize(("code", "reason"), CODES)
def test_what_no_letter_stands_for_is_a_bullet(tmp_path: Path, code: str, reason: str) -> None:
    made = objects(shown("a", 60), shown("blm", 80), font=b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/ToUnicode 7 0 R>>")
    made[7] = stream(
        b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange 1 beginbfchar <61> <%s> endbfchar "
        b"1 beginbfrange <62> <7a> <0062> endbfrange endcmap" % code.encode()
    )
    assert [glyph.text for glyph in first_page(tmp_path, made).glyphs] == ["•", "blm"], reason


def test_a_word_broken_at_the_end_of_its_line_is_marked(tmp_path: Path) -> None:
    found = glyphs(tmp_path, shown("Den nye kommunal-"), shown("bestyrelse mødtes", y=686))
    assert [(glyph.text, glyph.broken) for glyph in found][2:4] == [("kommunal-", True), ("bestyrelse", False)]


def test_a_soft_hyphen_at_the_end_of_a_line_is_one(tmp_path: Path) -> None:
    found = glyphs(tmp_path, shown("kommunal\xad"), shown("bestyrelse", y=686))
    assert [(glyph.text, glyph.broken) for glyph in found] == [("kommunal-", True), ("bestyrelse", False)]


def test_a_hyphen_inside_a_line_is_not_marked(tmp_path: Path) -> None:
    found = glyphs(tmp_path, shown("social- og e-mail området"))
    assert [(glyph.text, glyph.broken) for glyph in found] == [("social-", False), ("og", False), ("e-mail", False), ("området", False)]


def test_places_are_counted_from_the_top_left_corner(tmp_path: Path) -> None:
    (glyph,) = glyphs(tmp_path, shown("Referat", 60, 700, size=20))
    assert glyph.base == pytest.approx(842 - 700)
    assert glyph.x0 == pytest.approx(60, abs=2)
    assert glyph.x1 == pytest.approx(60 + 20 * 3.335, abs=3)  # the widths of Helvetica
    assert glyph.top < glyph.base < glyph.bottom
    assert (glyph.size, glyph.bold, glyph.upright) == (20, False, True)


def test_bold_is_read_from_the_name_of_the_font(tmp_path: Path) -> None:
    found = glyphs(tmp_path, shown("Beslutning", font="F2"), shown("Godkendt", y=680))
    assert [glyph.bold for glyph in found] == [True, False]


def test_text_that_is_drawn_with_an_outline_is_bold(tmp_path: Path) -> None:
    assert [glyph.bold for glyph in glyphs(tmp_path, b"2 Tr ", shown("Beslutning"), b"0 Tr ")] == [True]


def test_an_underlined_heading_is_bold(tmp_path: Path) -> None:
    found = glyphs(tmp_path, shown("Ad 1"), b"60 698 m 90 698 l S\n", shown("Formanden", y=650))
    assert [(glyph.text, glyph.bold) for glyph in found] == [("Ad", True), ("1", True), ("Formanden", False)]


def test_the_size_is_the_one_printed(tmp_path: Path) -> None:
    """A text of one point that a matrix makes ten times as large."""
    (glyph,) = glyphs(tmp_path, b"q 10 0 0 10 60 700 cm BT /F1 1.2 Tf 0 0 Td (Referat) Tj ET Q")
    assert glyph.size == pytest.approx(12)


def test_text_that_runs_upwards_is_not_upright(tmp_path: Path) -> None:
    (glyph,) = glyphs(tmp_path, b"BT /F1 11 Tf 0 1 -1 0 60 400 Tm (Kopi) Tj ET")
    assert not glyph.upright


@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_on_a_turned_page_places_are_those_seen(tmp_path: Path, turn: int) -> None:
    """The matrix turns the text against the page, so that it is seen level."""
    matrix = {0: "1 0 0 1 60 742", 90: "0 1 -1 0 100 60", 180: "-1 0 0 -1 535 100", 270: "0 -1 1 0 495 782"}[turn]
    page = first_page(tmp_path, objects(f"BT /F1 11 Tf {matrix} Tm (Referat) Tj ET".encode(), page=f"/Rotate {turn}".encode()))
    (glyph,) = page.glyphs
    assert (page.width, page.height) == ((595, 842) if turn in (0, 180) else (842, 595))
    assert glyph.upright
    assert [glyph.x0, glyph.base] == pytest.approx([60, 100], abs=2)


def test_a_page_is_what_its_crop_box_shows(tmp_path: Path) -> None:
    page = first_page(tmp_path, objects(shown("Referat", 160, 642), shown("udenfor", 160, 50), page=b"/CropBox[100 100 500 742]"))
    assert (page.width, page.height) == (400, 642)
    assert [(glyph.text, round(glyph.base)) for glyph in page.glyphs] == [("Referat", 100)]
    assert page.glyphs[0].x0 == pytest.approx(60, abs=2)


def test_lines_and_rectangles_are_rulings(tmp_path: Path) -> None:
    page = first_page(tmp_path, objects(b"60 742 m 300 742 l S 60 600 200 100 re S 10 10 m 90 90 l S"))
    assert tuple(round(side) for side in page.rulings[0]) == (60, 100, 300, 100)
    assert len(page.rulings) == 5


def test_a_line_moved_by_a_matrix_lies_where_it_is_seen(tmp_path: Path) -> None:
    page = first_page(tmp_path, objects(b"q 2 0 0 2 10 20 cm 0 0 m 100 0 l S Q"))
    assert [tuple(round(side) for side in ruling) for ruling in page.rulings] == [(10, 822, 210, 822)]


def test_an_address_in_the_text_is_a_link_where_it_is_marked(tmp_path: Path) -> None:
    link = b"/Annots[<</Type/Annot/Subtype/Link/Rect[60 690 160 712]/A<</S/URI/URI(https://fjordby.example/bilag)>>>>]"
    page = first_page(tmp_path, objects(shown("Bilag"), page=link))
    ((url, box),) = page.links
    assert url == "https://fjordby.example/bilag"
    assert box == (60, 130, 160, 152)


def test_every_page_is_read_in_order(samples: list[Path]) -> None:
    with open_pdf(samples[0]) as opened:
        assert [page.number for page in read_pages(opened)] == list(range(1, len(opened) + 1))


def test_a_page_as_an_image(tmp_path: Path) -> None:
    path = tmp_path / "side.pdf"
    path.write_bytes(pdf(objects(shown("Referat", size=40))))
    with open_pdf(path) as opened:
        image = render(opened, 1, dpi=72)
    assert image.size == (595, 842)
    assert min(image.crop((60, 100, 200, 150)).tobytes()) < 50 < min(image.crop((60, 300, 200, 350)).tobytes())


WRONG = [
    (b"", ProblemCode.EMPTY, "nothing in it"),
    (b"Referat af m\xf8det", ProblemCode.NOT_A_PDF, "a text file"),
    (b"%PDF-1.7\n%%EOF\n", ProblemCode.DAMAGED, "a head and nothing else"),
]


@pytest.mark.parametrize(("data", "code", "reason"), WRONG)
def test_what_is_wrong_with_a_file(tmp_path: Path, data: bytes, code: ProblemCode, reason: str) -> None:
    path = tmp_path / "referat.pdf"
    path.write_bytes(data)
    with pytest.raises(UnreadableDocumentError) as raised, open_pdf(path):
        pass
    assert raised.value.code == code, reason
    assert "referat.pdf" in str(raised.value)


def test_a_page_with_too_many_characters_is_too_big(tmp_path: Path) -> None:
    path = tmp_path / "stor.pdf"
    path.write_bytes(pdf(objects(shown("Referat af mødet"))))
    limits = Limits(page_characters=5)
    with open_pdf(path, limits=limits) as opened, pytest.raises(UnreadableDocumentError) as raised:
        list(read_pages(opened, name="stor.pdf", limits=limits))
    assert raised.value.code == ProblemCode.TOO_BIG
