"""Notes that stand beside an item's text and are not part of it."""

from __future__ import annotations

from referat.extract.minutes import read_meetings
from referat.extract.outline.headings import Looks
from referat.extract.outline.outline import read_outline
from referat.extract.pages.page import PdfPage
from referat.extract.pages.reading import read
from referat.extract.sections.asides import find_asides
from referat.models.text import SourceText
from tests.extract.printed import page, ruled, words

TITLES = ("Beretning", "Regnskab", "Eventuelt")
TEXT = [
    "Formanden gennemgik tilbuddene på legepladsen ved skolen og",
    "valgte det billigste, da det også er det, som børnene helst vil",
    "have, og som kan sættes op inden sommeren uden at lukke vejen",
]


def sheet(beside: tuple[str, ...], *, x: float = 400, table: bool = False) -> PdfPage:
    """Three items one below the other, each with words beside its text; in a table each is a row."""
    found = words("Referat af bestyrelsesmøde den 4. maj 2021", 60, 100) + words("Til stede: Alma Brink og Viggo Lund", 60, 120)
    edges = [150.0]
    for place, title in enumerate(TITLES):
        y = 170.0 + 80 * place
        found += words(f"**{place + 1}. {title}**", 64, y)
        for row, line in enumerate(TEXT):
            found += words(line, 64, y + 14 * (row + 1))
        found += words(beside[place], x, y + 14) if beside[place] else []
        edges.append(y + 60)
    return page(found, rulings=ruled([60, 380, 540], edges) if table else ())


def asides(source: SourceText) -> list[str]:
    return [source.of(span) for span in find_asides(source, read_outline(Looks(source)).items)]


def test_notes_in_the_margin() -> None:
    assert asides(read([sheet(("Alma", "Viggo", "Begge to"))])) == ["Alma", "Viggo", "Begge to"]


def test_short_cells_beside_items_in_a_table() -> None:
    source = read([sheet(("Alma", "1. juni", ""), table=True)])
    assert source.tables
    assert asides(source) == ["Alma", "1. juni"]


def test_long_cells_beside_items_are_their_text() -> None:
    account = "Regnskabet viser, at der er 100.000 kr. tilbage, som skal bruges på vejen."
    found = words(account[:26], 390, 264) + words(account[26:52], 390, 278) + words(account[53:], 390, 292)
    made = sheet(("", "", ""), table=True)
    made.glyphs += found
    assert asides(read([made])) == []


def test_a_table_inside_an_item_has_no_asides() -> None:
    """A table of who does what is part of the item that it stands under."""
    made = sheet(("", "", ""))
    made.glyphs += words("Hent tilbud", 64, 430) + words("Alma", 390, 430) + words("Send det rundt", 64, 450) + words("Viggo", 390, 450)
    made.rulings += ruled([60, 380, 540], [415, 437, 457])
    source = read([made])
    assert source.tables
    assert asides(source) == []


def test_an_aside_is_no_part_of_the_text_of_an_item() -> None:
    (minutes,) = read_meetings(read([sheet(("Alma", "Viggo", "Begge to"))]))
    told = [section.text.value for item in minutes.items for section in item.sections]
    assert [text.split("\n")[0][:9] for text in told] == ["Formanden"] * 3
    assert not any(name in text for text in told for name in ("Alma", "Viggo", "Begge"))
