"""The order in which a page is read: columns, boxes beside the text, notes in the margin, tables in tables."""

from __future__ import annotations

from referat.extract.pages.page import Glyphs
from referat.extract.pages.reading import read
from referat.models.text import SourceText
from tests.extract.printed import box, page, ruled, typed, words

LEFT_COLUMN = [
    "Formanden bød velkommen til",
    "det første møde i det nye år",
    "og fortalte om planen for en",
    "sti fra havnen og op til den",
    "gamle skole ved kirken, som",
    "kommunen vil anlægge i maj.",
]
RIGHT_COLUMN = [
    "Kassereren gennemgik derpå de",
    "tal, som revisoren har set på,",
    "og foreslog at kontingentet er",
    "det samme som sidste år, hvis",
    "ikke udgifterne til vedligehold",
    "stiger mere end ventet i 2021.",
]


def beside(left: list[str], right: list[str], *, x: float = 215, y: float = 200, size: float = 10) -> list[Glyphs]:
    found: list[Glyphs] = []
    for place, line in enumerate(left):
        found += words(line, 60, y + 14 * place)
    for place, line in enumerate(right):
        found += words(line, x, y + 14 * place, size=size)
    return found


def paragraphs(source: SourceText) -> list[str]:
    return source.text.split("\n")


def test_two_columns_are_read_one_after_the_other() -> None:
    source = read([page(beside(LEFT_COLUMN, RIGHT_COLUMN))])
    assert paragraphs(source) == [" ".join(LEFT_COLUMN), " ".join(RIGHT_COLUMN)]


def test_a_title_over_both_columns_comes_first_and_a_line_below_last() -> None:
    title = words("Referat af mødet i Fjordby Bylaug tirsdag den 5. januar 2021 i forsamlingshuset ved havnen", 60, 160, size=11)
    below = words("Mødet sluttede klokken ni, og alle drak en kop kaffe sammen, før de gik hjem ad den gamle vej", 60, 320)
    text = paragraphs(read([page(beside(LEFT_COLUMN, RIGHT_COLUMN), title, below)]))
    assert (text[0][:7], text[-1][:6]) == ("Referat", "Mødet ")
    assert text[1:3] == [" ".join(LEFT_COLUMN), " ".join(RIGHT_COLUMN)]


def test_labels_and_values_are_no_columns() -> None:
    """Values are short: they belong to the label on their own line."""
    labels = ["Dato", "Sted", "Mødeleder", "Referent", "Afbud", "Næste møde"]
    values = ["4. maj 2021", "Rådhuset", "Alma Brink", "Viggo Lund", "Ingen", "1. juni"]
    source = read([page(beside(labels, values, x=180), words(NOTED[0] + ", " + NOTED[1], 60, 300))])
    assert paragraphs(source)[:-1] == [f"{label} {value}" for label, value in zip(labels, values, strict=True)]
    assert [source.of(segment) for segment in source.lines[3].segments] == ["Referent", "Viggo Lund"]


SHORT = ["Mødedato: 4. maj 2021", "Mødested: Rådhuset, lokale 3", "Referent: Viggo Lund", "Afbud: Ingen"]


def test_on_a_page_of_short_lines_none_is_wrapped() -> None:
    """The longest line of a cover is not full."""
    source = read([page(beside(SHORT, []))])
    assert paragraphs(source) == SHORT


def test_labels_and_values_in_columns_are_not_wrapped() -> None:
    """Each line stands for itself, also where a value reaches the edge of the text."""
    labels, values = ["Sted", "Punkt", "Afbud"], ["Festsalen på Elleholm Skole, bygning C, indgang fra den store gård", "Valg", "Ingen"]
    assert paragraphs(read([page(beside(labels, values))])) == [f"{label} {value}" for label, value in zip(labels, values, strict=True)]


NOTED = [
    "Udvalget gennemgik tilbuddene på legepladsen ved skolen og",
    "valgte det billigste, da det også er det, som børnene helst vil",
    "have, og som kan sættes op inden sommeren uden at lukke vejen",
    "for biler i mere end en enkelt dag, hvis vejret er til det i maj",
    "og naboerne ikke har noget imod den larm, som det vil medføre",
    "i de timer, hvor der skal graves ud til fundamentet ved hegnet",
]


def test_a_note_in_the_margin_follows_the_paragraph_it_stands_beside() -> None:
    found = [glyph for place, line in enumerate(NOTED) for glyph in words(line, 60, 200 + 14 * place)]
    note = words("Alma Brink", 400, 214)
    source = read([page(found, note)])
    assert paragraphs(source) == [" ".join(NOTED), "Alma Brink"]
    assert [source.of(line.span) for line in source.lines if line.margin] == ["Alma Brink"]


def test_a_paragraph_with_a_note_is_not_broken_by_it() -> None:
    """The words around the note stay one sentence, and the note comes before the next paragraph."""
    found = [glyph for place, line in enumerate(NOTED) for glyph in words(line, 60, 200 + 14 * place)]
    after = words("Sagen genoptages.", 60, 310)
    source = read([page(found, words("Viggo", 400, 228), after)])
    assert paragraphs(source) == [" ".join(NOTED), "Viggo", "Sagen genoptages."]


def test_a_box_beside_the_text_of_the_first_page_comes_before_it() -> None:
    """A box with the particulars of the meeting, as letter heads have it."""
    body = [f"Linje {name} af brevet til alle ejere i foreningen her" for name in "abcdef"]
    inside = ["Dato: 4. maj 2021", "Sted: Festsalen", "Journal 12"]
    found = beside(body, [], y=200) + [glyph for place, line in enumerate(inside) for glyph in words(line, 420, 210 + 14 * place)]
    sheet = page(found, rulings=box(410, 190, 550, 290))
    assert paragraphs(read([sheet]))[:3] == inside
    later = [page(words("Forside med titel", 60, 200)), page(found, number=2, rulings=box(410, 190, 550, 290))]
    assert paragraphs(read(later))[-3:] == inside


def test_a_table_is_read_row_by_row_and_cell_by_cell() -> None:
    rulings = ruled([60, 200, 400], [190, 230, 260])
    inside = words("Hvad der skal gøres af os", 64, 204) + words("inden næste møde", 64, 218) + words("Ansvarlig", 210, 204)
    inside += words("Hent tilbud", 64, 250) + words("Alma Brink", 210, 250)
    source = read([page(words("Før tabellen", 60, 150), inside, words("Efter tabellen", 60, 300), rulings=rulings)])
    assert paragraphs(source) == [
        "Før tabellen", "Hvad der skal gøres af os inden næste møde", "Ansvarlig", "Hent tilbud", "Alma Brink", "Efter tabellen",
    ]  # fmt: skip
    (table,) = source.tables
    cells = {(cell.row, cell.column): source.of(cell.span) for cell in table.cells}
    assert cells == {
        (0, 0): "Hvad der skal gøres af os inden næste møde",
        (0, 1): "Ansvarlig",
        (1, 0): "Hent tilbud",
        (1, 1): "Alma Brink",
    }
    assert [source.of(line.span) for line in source.lines if not line.in_table] == ["Før tabellen", "Efter tabellen"]


def test_a_table_in_a_cell_is_read_where_it_stands() -> None:
    outer = ruled([60, 150, 500], [190, 330, 370])
    inner = ruled([170, 300, 480], [230, 260, 290])
    inside = words("Punkt 1", 64, 206) + words("Før den indre", 170, 206) + words("Efter den indre", 170, 320)
    inside += words("Navn", 174, 250) + words("Frist", 304, 250) + words("Viggo", 174, 280) + words("Maj", 304, 280)
    inside += words("Punkt 2", 64, 350) + words("Godkendt", 170, 350)
    source = read([page(inside, rulings=outer + inner)])
    assert paragraphs(source) == ["Punkt 1", "Før den indre", "Navn", "Frist", "Viggo", "Maj", "Efter den indre", "Punkt 2", "Godkendt"]
    assert len(source.tables) == 2


def test_a_frame_around_text_is_no_table() -> None:
    body = typed("Beslutning\nIndstillingen blev godkendt.", x=70, y=210)
    source = read([page(body, rulings=box(60, 190, 500, 250))])
    assert source.tables == ()
    assert paragraphs(source) == ["Beslutning", "Indstillingen blev godkendt."]


def test_a_line_in_a_cell_is_wrapped_at_the_edge_of_the_cell() -> None:
    rulings = ruled([60, 160, 400], [190, 250])
    inside = words("Der hentes et nyt", 64, 204) + words("tilbud på hegnet", 64, 218) + words("Alma", 170, 204) + words("Viggo", 170, 218)
    assert paragraphs(read([page(inside, rulings=rulings)])) == ["Der hentes et nyt tilbud på hegnet", "Alma", "Viggo"]
