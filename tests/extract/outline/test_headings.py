"""What lines look like, and which may head an item."""

from __future__ import annotations

from dataclasses import replace

import pytest

from referat.extract.outline.headings import Looks
from referat.extract.outline.numbered import numbered
from referat.extract.outline.unnumbered import unnumbered
from referat.extract.pages.reading import read, read_plain
from referat.models.text import Page
from tests.extract.printed import pages

TALK = "Formanden gennemgik sagen, og der var en god snak om, hvordan den kan løses til glæde for alle."


def drawn(text: str) -> Looks:
    return Looks(read(pages(text.replace("T.", TALK))))


def weights(text: str) -> list[float]:
    """How much speaks for each numbered line of a page."""
    return [round(candidate.weight, 1) for candidate in numbered(drawn(text), skip=set(), agenda={})]


LIGHTER = [
    ("1. Budget\nT.", "1. at der er et budget\nT.", "a clause with 'at'"),
    ("1. Budget\nT.", "1. budget og regnskab\nT.", "a small letter"),
    ("1. Budget\nT.", "1. Budget,\nT.", "a comma at the end"),
    ("**1. Budget**\nT.", "1. Budget\nT.", "not bold"),
    ("T.\nT.\n# 1. Budget\nT.", "T.\nT.\n1. Budget\nT.", "not larger"),
    ("T.\n\n\n1. Budget\nT.", "T.\n1. Budget\nT.", "no white space above"),
    ("T.\nPunkt 1 Budget\nT.", "T.\n1. Budget\nT.", "no word before the number"),
    (
        "T.\n\n1. Budget\nT.",
        "T.\n\n1 Budget og regnskab for det nye år i hele foreningen og alle dens huse og haver\nT.",
        "no mark, and long",
    ),
    ("T.\n1. Budget\nBeslutning\nT.", "T.\n1. Budget\nT.\nT.\nT.\nT.", "no part of an item below"),
    ("T.\n1. Budget\nT.", "T. Vi valgte:\n1. Budget\nT.", "under a colon"),
    ("T.\n1. Budget\nT.", "T.\n§ 1. Budget\nT.", "a paragraph of statutes"),
]


@pytest.mark.parametrize(("heavy", "light", "reason"), LIGHTER)
def test_what_speaks_for_a_number(heavy: str, light: str, reason: str) -> None:
    assert weights(heavy)[0] > weights(light)[0], reason


def test_a_number_further_in_weighs_less_than_those_of_its_family() -> None:
    level, inner = (weights(f"T.\n1. Budget\nT.\n{indent}2. Tag\nT.") for indent in ("", "    "))
    assert (level[0], round(level[1] - inner[1], 1)) == (inner[0], 0.4)


def test_the_title_of_the_agenda_speaks_for_a_number() -> None:
    looks = drawn("T.\n1. Budget\nT.\n2. Tag\nT.")
    plain, listed = (numbered(looks, skip=set(), agenda=agenda) for agenda in ({}, {"1": "Budget"}))
    assert [round(two.weight - one.weight, 1) for one, two in zip(plain, listed, strict=True)] == [1.5, 0.0]


def test_a_number_alone_has_its_title_on_the_next_line() -> None:
    looks = Looks(read_plain(f"1.\nBudget\n{TALK}\n2.\nBeslutning\nGodkendt."))
    first, second = numbered(looks, skip=set(), agenda={})
    assert looks.source.text[first.title_start :].startswith("Budget")
    assert looks.source.text[: second.title_start].endswith("2.")


def test_lines_that_are_skipped_are_no_candidates() -> None:
    looks = Looks(read_plain(f"1. Budget\n1. Budget\n{TALK}"))
    assert [candidate.line for candidate in numbered(looks, skip={0}, agenda={})] == [1]


def test_a_number_printed_again_and_again_counts_on() -> None:
    looks = Looks(read_plain("\n".join(f"1. {title}\n{TALK}" for title in ("Budget", "Tag", "Sti"))))
    assert [candidate.value for candidate in numbered(looks, skip=set(), agenda={})] == [1, 2, 3]


STANDS_OUT = [
    ("T.\n\n**Budget**\nT.", True, "bold"),
    ("T.\nT.\n\n# Budget\nT.", True, "larger"),
    ("T.\n\nBUDGET\nT.", True, "capitals"),
    ("T.\n\nBudget:\nT.", True, "a colon with white space above"),
    ("T.\nBudget:\nT.", False, "a colon inside the text"),
    ("T.\n\nBudget\nT.", False, "plain"),
    ("T.\n\n**Beslutning**\nT.", False, "a part of an item"),
    ("T.\n\n**Dagsorden**\nT.", False, "the heading of the agenda"),
    ("T.\n\n**Referent:** Viggo Lund\nT.", False, "a label of the meeting"),
    ("T.\n\n**Afbud:**\nT.", False, "a label without a value"),
    ("T.\n\n**4. maj 2021**\nT.", False, "a day"),
    ("T.\n\n**alma@fjordby.example**\nT.", False, "an address"),
    ("T.\n\n**12 - 14**\nT.", False, "no letters"),
    ("# Referat af bestyrelsesmøde\nT.\nT.", False, "the title of the document"),
]


@pytest.mark.parametrize(("text", "expected", "reason"), STANDS_OUT)
def test_unnumbered_lines(text: str, expected: bool, reason: str) -> None:
    looks = drawn(text)
    found = [looks.texts[candidate.line].strip(":").casefold() for candidate in unnumbered(looks, skip=set(), agenda=[])]
    assert found == (["budget"] if expected else []), reason


def test_the_title_of_the_agenda_speaks_for_a_plain_line() -> None:
    looks = drawn("T.\n\nBudget for 2021\nT.")
    assert [candidate.line for candidate in unnumbered(looks, skip=set(), agenda=["Budget for 2021"])] == [1]


def test_the_body_has_the_size_of_most_letters() -> None:
    assert drawn("# Stor overskrift\n# En til\n# Og en til\nT.\nT.").body == 10.0


MOSTLY = [("**Alt er fed.**\n**Også dette.**\n**Og dette.**", True, False), ("**Fed.**\nT.\nT.", False, True)]


@pytest.mark.parametrize(("text", "mostly", "stands_out"), MOSTLY)
def test_bold_says_nothing_where_most_lines_are(text: str, mostly: bool, stands_out: bool) -> None:
    looks = drawn(text)
    assert (looks.mostly_bold, looks.starts_bold(0)) == (mostly, stands_out)


def test_an_empty_text_has_looks() -> None:
    looks = Looks(read_plain(""))
    assert (looks.body, looks.mostly_bold, looks.reach, looks.sections) == (10.0, False, 0.0, [])


@pytest.mark.parametrize(
    ("ocr", "size", "expected", "reason"),
    [
        (True, 11.0, 10.0, "on a scan a line with tall letters measures larger"),
        (True, 14.0, 14.0, "clearly larger print is larger on a scan too"),
        (False, 11.0, 11.0, "the size of printed text is known"),
    ],
)
def test_the_size_of_a_line_on_a_scan_is_a_guess(ocr: bool, size: float, expected: float, reason: str) -> None:
    source = read_plain("Her er teksten.\nOg mere af den.\nSlut på teksten.\nØkonomi")
    lines = tuple(
        replace(line, box=replace(line.box, page=1), size=size if index == 3 else 10.0) for index, line in enumerate(source.lines)
    )
    looks = Looks(replace(source, lines=lines, pages=(Page(1, 595.0, 842.0, ocr),)))
    assert looks.print_size(3) == expected, reason
