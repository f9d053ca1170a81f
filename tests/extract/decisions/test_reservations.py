"""Reservations: rows of a sentence, its kind and who made it."""

from __future__ import annotations

import pytest

from referat.extract.decisions.reservations import read_reservations
from referat.extract.pages.reading import read_plain
from referat.models.fact import Fact
from referat.models.kinds import SectionKind
from referat.models.minutes import Reservation, Section
from referat.models.place import Span


def reservations(text: str, kind: SectionKind = SectionKind.BESLUTNING) -> tuple[Reservation, ...]:
    source = read_plain(text)
    span = Span(0, len(source.text))
    return read_reservations(source, [Section(kind, None, Fact(source.text, (span,), "test"))])


@pytest.mark.parametrize(
    ("text", "kind", "who"),
    [
        ("Anbefales. Ø tog forbehold.", "forbehold", ["Ø"]),
        ("Venstre og Dansk Folkeparti tog fortsat forbehold for punkt 2.", "forbehold", ["Venstre", "Dansk Folkeparti"]),
        ("Godkendt med forbehold fra SF.", "forbehold", ["SF"]),
        ("Alma Brink (V) forbeholdt sig sin stilling.", "forbehold", ["Alma Brink (V)"]),
        ("Venstres byrådsgruppe kunne ikke tiltræde indstillingen.", "kan ikke tiltræde", ["Venstres byrådsgruppe"]),
        ("Bo Lund (O) stemte imod at 2.", "kan ikke tiltræde", ["Bo Lund (O)"]),
        ('Eva Holm (Ø) afgav følgende mindretalsudtalelse: "Der mangler boliger."', "mindretalsudtalelse", ["Eva Holm (Ø)"]),
        ("Et mindretal (A og F) ønsker model b.", "mindretalsudtalelse", ["A", "F"]),
        ("Alma Brink ønskede følgende ført til protokol: Tallene mangler.", "særstandpunkt", ["Alma Brink"]),
        ("Bo Lund begærede sagen indbragt for byrådet.", "standsning", ["Bo Lund"]),
    ],
)
def test_made(text: str, kind: str, who: list[str]) -> None:
    [found] = reservations(text)
    assert found.kind.value == kind
    assert [name.value for name in found.who] == who


@pytest.mark.parametrize(
    "text",
    [
        "Eva Holm blev valgt, dog med forbehold for, at hun flytter.",  # a condition
        "Et flertal (A og F) kunne tiltræde indstillingen.",
        "4 stemte for og 3 stemte imod.",  # a count, no statement
        "Forslaget kan ikke godkendes.",
    ],
)
def test_not_made(text: str) -> None:
    assert reservations(text) == ()


def test_a_quoted_statement_belongs_to_it() -> None:
    [found] = reservations('Eva Holm (Ø) afgav følgende mindretalsudtalelse: "Der mangler boliger. Og veje." Godkendt.')
    assert found.text.value == 'Eva Holm (Ø) afgav følgende mindretalsudtalelse: "Der mangler boliger. Og veje."'


def test_other_meetings_do_not_count() -> None:
    assert reservations("Ø tog forbehold.", SectionKind.TIDLIGERE) == ()
