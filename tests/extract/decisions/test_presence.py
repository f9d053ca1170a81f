"""Presence in an item: rows of a sentence, and who was inhabil, absent, late or gone."""

from __future__ import annotations

import pytest

from referat.extract.decisions.presence import read_presence
from referat.extract.pages.reading import read_plain
from referat.models.fact import Fact
from referat.models.kinds import SectionKind
from referat.models.minutes import Section
from referat.models.place import Span


def presence(text: str, kind: SectionKind = SectionKind.BESLUTNING) -> list[tuple[str, str]]:
    source = read_plain(text)
    span = Span(0, len(source.text))
    return [
        (found.kind.value, found.name.value) for found in read_presence(source, [Section(kind, None, Fact(source.text, (span,), "test"))])
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Peter Brink (V) erklærede sig inhabil og forlod salen.", [("inhabil", "Peter Brink (V)")]),
        ("Eva Holm og Bo Lund deltog ikke i sagens behandling på grund af inhabilitet.", [("inhabil", "Eva Holm"), ("inhabil", "Bo Lund")]),
        ("Søren deltog ikke i punktet pga. inhabilitet!", [("inhabil", "Søren")]),  # the full stop of an abbreviation
        ("Godkendt. Eva Holm (Ø) deltog ikke i behandlingen af punktet.", [("deltog ikke", "Eva Holm (Ø)")]),
        ("Byrådsmedlem Eva Holm mødte kl. 18.50 under dette punkt.", [("ankom", "Eva Holm")]),
        ("KB forlod mødet kl. 20.", [("forlod", "KB")]),
        ("Peter Lund kom kl. 10.20.", [("ankom", "Peter Lund")]),
    ],
)
def test_found(text: str, expected: list[tuple[str, str]]) -> None:
    assert presence(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Centerchef Eva Holm deltog under punktet.",
        "Der var spørgsmål om inhabilitet.",
        "Kommunen deltog ikke i puljen.",
        "Peter Lund kom med et forslag.",
        "Det gik godt.",
    ],
)
def test_not_found(text: str) -> None:
    assert presence(text) == []


def test_an_absence_section_names_the_absent() -> None:
    assert presence("Eva Holm (V), Peter Lund", SectionKind.FRAVAER) == [("deltog ikke", "Eva Holm (V)"), ("deltog ikke", "Peter Lund")]
    assert presence("Ingen", SectionKind.FRAVAER) == []
