"""Case numbers and the lines of particulars."""

from __future__ import annotations

import pytest

from referat.extract.outline.cases import is_particulars, read_case_number
from referat.extract.outline.headings import Looks
from referat.extract.pages.reading import read_plain
from referat.models.place import Span

NUMBERS = [
    ("Sagsnr. 21/004711", "21/004711", "a number of the year"),
    ("Sagsnr.: 00.01.00-P35-3-21", "00.01.00-P35-3-21", "a number with its subject"),
    ("Sags nr. 2021-123456", "2021-123456", "in two words"),
    ("Sagsnummer: A12-3", "A12-3", "letters in front"),
    ("SAGSID: 21/55 – Åben sag", "21/55", "capitals, more on the line"),
    ("EMN-2021-00417", "EMN-2021-00417", "a number that says what it is"),
    ("J.nr. 02.34.02-A00-1-21", "02.34.02-A00-1-21", "the old word"),
    ("Journalnr.: 1-23-4-56-21", "1-23-4-56-21", "a region's"),
    ("(1-00-22-4-21)", "1-00-22-4-21", "no word, in brackets"),
    ("21/12345", "21/12345", "no word"),
    ("Dok.nr. 12345-21", None, "a document is no case"),
    ("Formanden orienterede om sagen.", None, "no number"),
    ("Der er 21/12345 grunde til det.", None, "a number in a sentence"),
]


@pytest.mark.parametrize(("line", "value", "reason"), NUMBERS)
def test_case_number_under_the_heading(line: str, value: str | None, reason: str) -> None:
    text = f"1. Sti langs åen\n{line}\nUdvalget var enigt."
    looks = Looks(read_plain(text))
    heading, body = Span(0, 16), Span(17, len(text))
    fact, end = read_case_number(looks, None, heading, body)
    assert (fact.value if fact else None) == value, reason
    if fact:
        assert looks.source.of(fact.spans[0]) == value
        assert end == 17 + len(line)


def test_the_first_kind_of_number_counts() -> None:
    """'Sagsnr.' comes before 'J.nr.', wherever they stand."""
    text = "1. Sti\nJ.nr. 02.34\nSagsnr. 21/47\nUdvalget var enigt."
    fact, end = read_case_number(Looks(read_plain(text)), None, Span(0, 6), Span(7, len(text)))
    assert fact is not None
    assert (fact.value, text[end:].strip()) == ("21/47", "Udvalget var enigt.")


def test_the_number_in_the_heading_and_above_it() -> None:
    text = "Sagsnr. 21/47\n1. Sti\nUdvalget var enigt."
    looks = Looks(read_plain(text))
    above, _ = read_case_number(looks, Span(0, 13), Span(14, 20), Span(21, len(text)))
    none, end = read_case_number(looks, None, Span(14, 20), Span(21, len(text)))
    assert above is not None
    assert (above.value, none, end) == ("21/47", None, 21)


def test_a_case_that_the_text_mentions_is_not_the_items_own() -> None:
    text = "1. Sti\nUdvalget så på sagsnr. 21/47 igen."
    assert read_case_number(Looks(read_plain(text)), None, Span(0, 6), Span(7, len(text))) == (None, 7)


PARTICULARS = [
    ("Sagsbehandler: Alma Brink", True),
    ("Åben sag", True),
    ("Lukket punkt", True),
    ("Kompetence: Byrådet", True),
    ("Dokumentnr. 123", True),
    ("Åbent hus på skolen", False),
    ("Beslutning", False),
    ("", False),
]


@pytest.mark.parametrize(("line", "expected"), PARTICULARS)
def test_particulars(line: str, expected: bool) -> None:
    assert is_particulars(line) is expected
