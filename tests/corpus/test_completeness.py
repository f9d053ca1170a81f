"""What of a document nothing explains."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from referat.corpus.completeness import GapKind, gap_rows
from referat.extract.minutes import read_document, read_text
from referat.models.minutes import Document

MINUTES = """Referat af møde i Kulturudvalget den 3. maj 2022
Til stede: Eva Holm, Bo Vig
1. Godkendelse af dagsorden
Beslutning: Godkendt.
2. Budget for biblioteket
Beslutning: Udsat.
3. Eventuelt
Beslutning: Intet.
"""


def kinds(document: Document) -> list[tuple[str, str]]:
    return [(row["kind"], row["text"]) for row in gap_rows(document, "d")]


@pytest.mark.parametrize(
    ("number", "missing"),
    [("3", []), ("4", ["3"]), ("6", ["3", "4", "5"]), ("40", [])],  # the last begins another series
)
def test_numbers_that_a_series_leaves_out(number: str, missing: list[str]) -> None:
    document = read_text(MINUTES)
    minutes = document.meetings[0]
    *items, last = minutes.items
    assert len(items) == 2
    assert last.number is not None
    last = dataclasses.replace(last, number=dataclasses.replace(last.number, value=number))
    printed = dataclasses.replace(document, meetings=(dataclasses.replace(minutes, items=(*items, last)),))
    assert kinds(printed) == [("number", name) for name in missing]


def test_samples_are_complete(samples: list[Path]) -> None:
    for path in samples[:8]:
        assert kinds(read_document(path)) == [], path.name


def test_a_page_that_nothing_was_read_from_and_an_entry_of_the_contents_without_an_item(samples: list[Path]) -> None:
    document = read_document(samples[6])
    minutes = document.meetings[0]
    assert minutes.items
    assert len(document.source.pages) >= 3
    blind = dataclasses.replace(
        document,
        meetings=(
            dataclasses.replace(minutes, items=minutes.items[:1], tasks=(), attendance=minutes.attendance[:1], people=(), acronyms=()),
        ),
    )
    rows = gap_rows(blind, "d")
    assert {row["kind"] for row in rows} >= {GapKind.PAGE.value}
    assert all(row["page"] and row["text"] for row in rows if row["kind"] == "page")
