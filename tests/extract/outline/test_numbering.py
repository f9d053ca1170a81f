"""Numbers in front of headings, and what only looks like one."""

from __future__ import annotations

import pytest

from referat.extract.outline.numbering import numbering

ROWS = [
    ("1. Godkendelse af dagsorden", ("", 1, "", "Godkendelse af dagsorden"), "the usual one"),
    ("1)Cykler: vi køber tre", ("", 1, "", "Cykler: vi køber tre"), "no space after the bracket"),
    ("12 Godkendelse af referat", ("", 12, "", "Godkendelse af referat"), "no mark, a capital follows"),
    ("Punkt 7: Økonomi", ("punkt", 7, "", "Økonomi"), "word and colon"),
    ("Punkt 7 – Økonomi", ("punkt", 7, "", "Økonomi"), "word and dash"),
    ("Pkt. 3 Valg", ("punkt", 3, "", "Valg"), "abbreviation"),
    ("Ad 8 Som suppleant blev valgt", ("ad", 8, "", "Som suppleant blev valgt"), "Ad"),
    ("Ad. pkt. 8 Valg", ("ad", 8, "", "Valg"), "Ad. pkt."),
    ("§ 2. Formål", ("§", 2, "", "Formål"), "paragraph"),
    ("12.a Ny sag", ("", 12, ".a", "Ny sag"), "letter after a full stop"),
    ("5a. Ny sag", ("", 5, "a", "Ny sag"), "letter"),
    ("4 A. Ny sag", ("", 4, "a", "Ny sag"), "letter after a space"),
    ("4.1. Forslag", ("", 4, ".1", "Forslag"), "two levels"),
    ("111.    Til efterretning", ("", 111, "", "Til efterretning"), "a series through the year"),
    ("Sag nr. 5: Plan", ("sag", 5, "", "Plan"), "sag nr."),
    ("3.", ("", 3, "", ""), "the title stands elsewhere"),
]
NOT_NUMBERS = [
    ("4. maj 2021 blev sagen rejst", "a date"),
    ("1. kvartal 2026 viser", "a quarter"),
    ("19.00-21.00", "a clock time"),
    ("19.30 spisning", "a clock time"),
    ("3.11.2005", "a date in figures"),
    ("1.500 kr. blev bevilget", "a sum"),
    ("16 personer deltog", "a count"),
    ("2024 blev et godt år", "a year"),
    ("2. suppleant blev valgt", "an ordinal"),
    ("Mødet blev holdt", "no number"),
]


@pytest.mark.parametrize(("line", "expected", "reason"), ROWS)
def test_number(line: str, expected: tuple[str, int, str, str], reason: str) -> None:
    found = numbering(line)
    assert found is not None, reason
    assert (found.family, found.value, found.suffix, line[found.rest :]) == expected, reason


@pytest.mark.parametrize(("line", "reason"), NOT_NUMBERS)
def test_no_number(line: str, reason: str) -> None:
    assert numbering(line) is None, reason
