"""Who came, as (name, status, role, organisation), from every form of list that minutes use."""

from __future__ import annotations

import pytest

from referat.extract.attendance.attendance import read_attendance
from referat.extract.pages.reading import read_plain
from referat.models.minutes import Attendee
from referat.models.place import Box, Span
from referat.models.text import Cell, Line, SourceText, Table

Row = tuple[str, str, str | None, str | None]


def rows(attendance: tuple[Attendee, ...]) -> list[Row]:
    return [
        (one.name.value, one.status.value.value, one.role.value if one.role else None, one.organisation.value if one.organisation else None)
        for one in attendance
    ]


def read(head: str, items: str = "") -> list[Row]:
    source = read_plain(f"{head}\n{items}")
    end = len(read_plain(head).text)
    return rows(read_attendance(source, Span(0, end), items=(Span(end + 1, len(source.text)),) if items else ()))


HEADS = [
    (
        "a numbered label over lettered lines",
        "§ 1 Til stede:\n(a) Alma Brink;\n(b) Bo Lund; og\n(c) Ida von Elm.",
        [(name, "present", None, None) for name in ("Alma Brink", "Bo Lund", "Ida von Elm")],
    ),
    ("numbered lines", "1. Til stede:\n1) Alma Brink\n2) Bo Lund", [(name, "present", None, None) for name in ("Alma Brink", "Bo Lund")]),
    (
        "run with 'og'",
        "Til stede: Jens Krogh, Else Bang og Bo Lind",
        [("Jens Krogh", "present", None, None), ("Else Bang", "present", None, None), ("Bo Lind", "present", None, None)],
    ),
    (
        "first names only",
        "Til stede: Karla, Erik, Jens.\nAfbud: Ingen.",
        [("Karla", "present", None, None), ("Erik", "present", None, None), ("Jens", "present", None, None)],
    ),
    ("label without a colon", "Afbud fra Else Bang", [("Else Bang", "absent", None, None)]),
    (
        "label alone above one name a line",
        "Afbud:\nElse Bang\nBo Lind",
        [("Else Bang", "absent", None, None), ("Bo Lind", "absent", None, None)],
    ),
    (
        "two labels on one line",
        "Til stede: Karla og Erik. Afbud fra Jens.",
        [("Karla", "present", None, None), ("Erik", "present", None, None), ("Jens", "absent", None, None)],
    ),
    (
        "a label within a run",
        "Til stede: Karla, Erik. På besøg: Jens.",
        [("Karla", "present", None, None), ("Erik", "present", None, None), ("Jens", "guest", None, None)],
    ),
    (
        "party letters, formand behind a dash",
        "Medlemmer: Villy Rask (V) - Formand\nAnne Skibby (A)",
        [("Villy Rask", "present", "Formand", "V"), ("Anne Skibby", "present", None, "A")],
    ),
    (
        "party after a comma, absent in brackets",
        "Mødedeltagere: Bo Lind, V, Ida Friis, A, Mads Toft, PLO (Fravær)",
        [("Bo Lind", "present", None, "V"), ("Ida Friis", "present", None, "A"), ("Mads Toft", "absent", None, "PLO")],
    ),
    (
        "initials in brackets are no organisation",
        "Mødedeltagere: Vagn Egekær (VE), formand; Nina Hald (NH), referent",
        [("Vagn Egekær", "present", "formand", None), ("Nina Hald", "present", "referent", None)],
    ),
    ("initials and a role in one bracket", "Deltagere: Klaus Rye (KR, referent)", [("Klaus Rye", "present", "referent", None)]),
    (
        "title before the name, employer behind",
        "Deltagere:\nDirektør Søren Aabo, Sølund Kommune\nLeder af Info Vest Lise Holm, Regional sekretær",
        [
            ("Søren Aabo", "present", "Direktør", "Sølund Kommune"),
            ("Lise Holm", "present", "Leder af Info Vest, Regional sekretær", None),
        ],
    ),
    (
        "title behind the name keeps its commas",
        "Deltagere:\nKaj I. Mønsted, direktør for Vand, Vej og Anlæg,\nKim Fog, Fagchef Skov, Natur og strand",
        [
            ("Kaj I. Mønsted", "present", "direktør for Vand, Vej og Anlæg", None),
            ("Kim Fog", "present", "Fagchef Skov, Natur og strand", None),
        ],
    ),
    (
        "absent with somebody in her place",
        "Deltagere:\nDirektør Lotte Vad, Rebæk Kommune – afbud i stedet deltager Ida Worm\nAnne Bøgh, PLO",
        [
            ("Lotte Vad", "absent", "Direktør", "Rebæk Kommune"),
            ("Ida Worm", "present", None, "Rebæk Kommune"),
            ("Anne Bøgh", "present", None, "PLO"),
        ],
    ),
    (
        "in place of the absent",
        "Afbud fra: Karen Vestgård. I stedet mødte Poul Engager.",
        [("Karen Vestgård", "absent", None, None), ("Poul Engager", "present", None, None)],
    ),
    (
        "substitute for a named member",
        "Deltagere: Bo Friis (A), stedfortræder for Anna Holm (A), Carl Lund (V)",
        [("Bo Friis", "present", "stedfortræder", "A"), ("Carl Lund", "present", None, "V"), ("Anna Holm", "absent", None, "A")],
    ),
    (
        "listed as member and as absent",
        "Medlemmer: Anna Holm (A)\nCarl Lund (V)\nFraværende: Anna Holm (A)",
        [("Anna Holm", "absent", None, "A"), ("Carl Lund", "present", None, "V")],
    ),
    ("a label for substitutes gives the role", "Stedfortræder: Unni Mortensen (O)", [("Unni Mortensen", "present", "stedfortræder", "O")]),
    (
        "guest for an item",
        "Gæst til punkt 3: konsulent Bente Krogh, der giver oplægget om noget",
        [("Bente Krogh", "guest", "konsulent", None)],
    ),
    ("observers", "Observatør:\nKonsulent Ida Friis, PLO", [("Ida Friis", "observer", "Konsulent", "PLO")]),
    (
        "from the administration, with items",
        "Fra forvaltningen: Centerchef Lotte Brink, Sundhed og Omsorg (pkt. 2), og trafikplanlægger Jes Holm, Teknik og Miljø (pkt. 5)",
        [("Lotte Brink", "guest", "Centerchef", "Sundhed og Omsorg"), ("Jes Holm", "guest", "trafikplanlægger", "Teknik og Miljø")],
    ),
    (
        "headings inside a list",
        "Tilstedeværende\nKomplet bestyrelse:\n• Lise Lund, formand\n• Mia Støt\nRepræsentant for 2E:\n• Frede Schür.",
        [("Lise Lund", "present", "formand", None), ("Mia Støt", "present", None, None), ("Frede Schür", "present", "Repræsentant", "2E")],
    ),
    (
        "a group before the colon of each line",
        "Til stede:\nRoning: Karla, Erik.\nSejlads: Jens.",
        [("Karla", "present", None, "Roning"), ("Erik", "present", None, "Roning"), ("Jens", "present", None, "Sejlads")],
    ),
    (
        "a comma forgotten between two names",
        "Til stede: Jens Krogh, Erik Holm Susanne Lund",
        [("Jens Krogh", "present", None, None), ("Erik Holm", "present", None, None), ("Susanne Lund", "present", None, None)],
    ),
    (
        "brackets with titles and a place of work",
        "Mødedeltagere: Helle Ravn (formand, sygehusdirektør, Vestby Sygehus), Torben\nKvist (direktør for Kultur og Fritid, Ravnby Kommune), Ida Lund (læge, PLO)",
        [
            ("Helle Ravn", "present", "formand, sygehusdirektør", "Vestby Sygehus"),
            ("Torben Kvist", "present", "direktør for Kultur og Fritid", "Ravnby Kommune"),
            ("Ida Lund", "present", "læge", "PLO"),
        ],
    ),
    (
        "headings of groups without a label above them",
        "Forældrevalgte:\nRune Okkel, formand\nSusan Vest\nLedelsen:\nJytte Brandt, skoleleder\nAfbud:\nSusan Vest",
        [
            ("Rune Okkel", "present", "formand", "Forældrevalgte"),
            ("Susan Vest", "absent", None, "Forældrevalgte"),
            ("Jytte Brandt", "present", "skoleleder", "Ledelsen"),
        ],
    ),
    (
        "a sentence about a guest",
        "Torsdag den 3. maj 2018 afholdtes årsmøde i klubhuset. Desuden deltog administrator Jens Lauge fra Lauge Administration.",
        [("Jens Lauge", "present", "administrator", "Lauge Administration")],
    ),
    (
        "a sentence about those from elsewhere",
        "Årsmøde den 3. maj 2018\nFra administrationen deltog driftschef Anne Sten og konsulent Jens Borg",
        [("Anne Sten", "guest", "driftschef", "administrationen"), ("Jens Borg", "guest", "konsulent", "administrationen")],
    ),
    (
        "came for one item",
        "Til stede: Anna Holm\nDesuden deltog HR-konsulent Nanna Hede under pkt. 3. Referent: Ulla Brix.",
        [("Anna Holm", "present", None, None), ("Nanna Hede", "guest", "HR-konsulent", None), ("Ulla Brix", "present", "referent", None)],
    ),
    (
        "parties by their names",
        "Mødedeltagere: Bo Lind, Venstre, Ida Friis, Liberal Alliance, Mads Toft, Radikale Venstre",
        [
            ("Bo Lind", "present", None, "Venstre"),
            ("Ida Friis", "present", None, "Liberal Alliance"),
            ("Mads Toft", "present", None, "Radikale Venstre"),
        ],
    ),
    (
        "a last name of one letter",
        "Tilstede: Lise K, Bo D, Jon\nEj tilstede: Mona",
        [
            ("Lise K", "present", None, None),
            ("Bo D", "present", None, None),
            ("Jon", "present", None, None),
            ("Mona", "absent", None, None),
        ],
    ),
    (
        "unnamed people are left out",
        "Deltagere:\nAnna Holm, chef\nFire kommunale sekretærer og to regionale sekretærer",
        [("Anna Holm", "present", "chef", None)],
    ),
    (
        "prose below the list is no list",
        "Til stede:\nAnna Holm, Bo Friis\nVi gennemgik kontrakterne for at se, om Ida Lund havde skrevet under. Det havde hun ikke.",
        [("Anna Holm", "present", None, None), ("Bo Friis", "present", None, None)],
    ),
]


@pytest.mark.parametrize(("head", "expected"), [row[1:] for row in HEADS], ids=[row[0] for row in HEADS])
def test_lists_of_the_head(head: str, expected: list[Row]) -> None:
    assert read(head) == expected


ITEMS = [
    (
        "a section of absence",
        "Fravær\nLone Møller (V). Henrik Stag (V) deltog som stedfortræder.",
        [("Lone Møller", "absent", None, "V"), ("Henrik Stag", "present", None, "V")],
    ),
    (
        "absent for some items only",
        "Fravær\nIngen.\nIbrahim Holm (Ø) deltog ikke i behandlingen af punkterne 3-5.",
        [("Ibrahim Holm", "present", None, "Ø")],
    ),
    ("not taking part elsewhere is about the item", "Else Vind deltog ikke i sagens behandling på grund af inhabilitet.", []),
    ("a guest under an item", "Centerchef Gitte Brun deltog under punktet.", [("Gitte Brun", "guest", "Centerchef", None)]),
    (
        "a guest whom the case names",
        "Udvalget får en gennemgang ved praksiskonsulent Maj Elling, som deltager under punktet.",
        [("Maj Elling", "guest", "praksiskonsulent", None)],
    ),
    ("who only speaks is not listed", "Else Vind orienterede om budgettet.", []),
    (
        "dirigent and teller",
        "1. Valg\nSom dirigent blev valgt Mia Hvas. Til stemmetællere valgtes Anna Birk og Tom Lund.",
        [
            ("Mia Hvas", "present", "dirigent", None),
            ("Anna Birk", "present", "stemmetæller", None),
            ("Tom Lund", "present", "stemmetæller", None),
        ],
    ),
]


@pytest.mark.parametrize(("items", "expected"), [row[1:] for row in ITEMS], ids=[row[0] for row in ITEMS])
def test_people_of_the_items(items: str, expected: list[Row]) -> None:
    assert read("Udvalget den 5. maj 2020", items) == expected


def test_an_item_does_not_rename_somebody_of_the_list() -> None:
    assert read("Til stede: Mia Hvas, formand", "Mia valgtes til referent.") == [("Mia Hvas", "present", "formand", None)]


def table(*grid: tuple[str, ...]) -> SourceText:
    """A document that is one ruled table."""
    text, lines, cells = "", [], []
    for row, texts in enumerate(grid):
        for column, printed in enumerate(texts):
            if not printed:
                continue
            text += "\n" if text else ""
            span = Span(len(text), len(text) + len(printed))
            text += printed
            box = Box(1, 50.0 + 120 * column, 20.0 * row, 150.0 + 120 * column, 20.0 * row + 10)
            lines.append(Line(span, box, 10.0, bold=False, indent=0.0, gap=4.0, starts=True, segments=(span,), in_table=True))
            cells.append(Cell(row, column, span, box))
    whole = Span(0, len(text))
    return SourceText(text, tuple(lines), tables=(Table(whole, Box(1, 50, 0, 550, 20.0 * len(grid)), tuple(cells)),))


def test_ticks_in_columns_give_the_status() -> None:
    source = table(
        ("Deltagere", "Funktion", "Til stede", "Afbud"),
        ("Ledelsen:", "", "", ""),
        ("Tove Vad (TV)", "formand", "x", ""),
        ("Kim Sand (KS)", "direktør", "", "x"),
        ("Jes Holm", "konsulent (pkt. 3)", "x", ""),
    )
    assert rows(read_attendance(source, Span(0, len(source.text)))) == [
        ("Tove Vad", "present", "formand", "Ledelsen"),
        ("Kim Sand", "absent", "direktør", "Ledelsen"),
        ("Jes Holm", "guest", "konsulent", "Ledelsen"),
    ]


def test_the_left_column_is_the_organisation_or_a_label() -> None:
    source = table(
        ("Deltagere", "Medlemmer"),
        ("Tønby", "Keld Holm, direktør for Sundhed"),
        ("Sygehus Vest", "Joan Gran, Oversygeplejerske"),
        ("Afbud", "Eva Lind, chef"),
    )
    assert rows(read_attendance(source, Span(0, len(source.text)))) == [
        ("Keld Holm", "present", "direktør for Sundhed", "Tønby"),
        ("Joan Gran", "present", "Oversygeplejerske", "Sygehus Vest"),
        ("Eva Lind", "absent", "chef", None),
    ]


def test_every_value_stands_at_its_place() -> None:
    source = read_plain("Deltagere:\nDirektør Lotte Vad, Rebæk Kommune – afbud i stedet deltager Ida Worm")
    for person in read_attendance(source, Span(0, len(source.text))):
        for fact in (person.name, person.role, person.organisation):
            assert fact is None or " ".join(source.of(span) for span in fact.spans) == fact.value
