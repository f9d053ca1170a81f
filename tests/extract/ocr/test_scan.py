"""What is measured on the image of a page, on images drawn for it."""

from __future__ import annotations

import pytest
from PIL import Image, ImageDraw

from referat.extract.ocr.scan import bars, cleaned, has_ink, straightened, thickness, without_grids

WIDTH, HEIGHT, DPI = 1240, 1754, 150


def page() -> Image.Image:
    """A page with lines of strokes like letters, 4 pixels thick."""
    image = Image.new("L", (WIDTH, HEIGHT), 245)
    draw = ImageDraw.Draw(image)
    for top in range(200, 1500, 40):
        for x in range(150, 1050, 14):
            draw.rectangle((x, top, x + 3, top + 18), fill=20)
    return image


def table(grey: int) -> Image.Image:
    """A table of two rows and two columns, and a line by itself under a word."""
    image = Image.new("L", (WIDTH, HEIGHT), 245)
    draw = ImageDraw.Draw(image)
    for y in (300, 400, 500):
        draw.rectangle((200, y, 1000, y + 2), fill=grey)
    for x in (200, 600, 1000):
        draw.rectangle((x, 300, x + 2, 500), fill=grey)
    draw.rectangle((200, 700, 400, 702), fill=grey)
    return image


@pytest.mark.parametrize("askew", [-2.0, -0.7, 0.5, 1.5])
def test_a_page_is_turned_level(askew: float) -> None:
    turned = page().rotate(askew, resample=Image.Resampling.BICUBIC, fillcolor=245)
    _, angle = straightened(turned)
    assert angle == pytest.approx(-askew, abs=0.11)


def test_a_level_page_stays_as_it_is() -> None:
    image = page()
    level, angle = straightened(image)
    assert angle == 0.0
    assert level is image


@pytest.mark.parametrize("grey", [20, 190], ids=["black", "hairline"])
def test_lines_are_found_where_they_are(grey: int) -> None:
    found = bars(table(grey), dpi=DPI)
    across = sorted((bar.top, bar.x0, bar.x1) for bar in found if bar.x1 - bar.x0 > bar.bottom - bar.top)
    down = sorted((bar.x0, bar.top, bar.bottom) for bar in found if bar.x1 - bar.x0 <= bar.bottom - bar.top)
    for (top, x0, x1), (wanted, start, end) in zip(
        across, [(300, 200, 1002), (400, 200, 1002), (500, 200, 1002), (700, 200, 400)], strict=True
    ):
        assert [top, x0, x1] == pytest.approx([wanted, start, end], abs=3)
    assert [x for x, _, _ in down] == pytest.approx([200, 600, 1000], abs=3)


def test_rows_of_letters_are_no_lines() -> None:
    assert bars(page(), dpi=DPI) == []


def test_only_the_lines_of_tables_are_painted_over() -> None:
    image = table(20)
    clean = without_grids(image, bars(image, dpi=DPI))
    assert min(clean.crop((190, 290, 1010, 510)).tobytes()) > 200
    assert clean.getpixel((300, 701)) == 20


def test_thick_strokes_measure_more_than_thin_ones() -> None:
    image = Image.new("L", (WIDTH, HEIGHT), 245)
    draw = ImageDraw.Draw(image)
    for x in range(100, 400, 30):
        draw.rectangle((x, 100, x + 3, 130), fill=20)
        draw.rectangle((x, 200, x + 7, 230), fill=20)
    measured = thickness(image)
    thin, thick = measured.stroke(90, 90, 420, 140), measured.stroke(90, 190, 420, 240)
    assert 1.3 * thin < thick < 3 * thin
    assert measured.stroke(500, 500, 600, 600) == 0.0


def test_specks_are_cleaned_away_and_strokes_stay() -> None:
    image = page()
    image.putpixel((60, 60), 0)
    image.putpixel((1200, 1600), 0)
    clean = cleaned(image)
    assert {clean.getpixel((60, 60)), clean.getpixel((1200, 1600))} == {255}
    assert clean.getpixel((152, 210)) == 0


def test_a_blank_page_has_no_ink() -> None:
    assert not has_ink(Image.new("L", (413, 585), 250))
    assert has_ink(page().resize((413, 585)))


def test_a_shadow_is_no_line() -> None:
    image = Image.new("L", (WIDTH, HEIGHT), 245)
    ImageDraw.Draw(image).rectangle((0, 0, 40, HEIGHT), fill=90)
    assert bars(image, dpi=DPI) == []
