"""Addresses and keys."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.db import keys
from referat.db.days import day
from referat.models.place import Box, Span
from referat.models.text import SourceText, Word, Words


@pytest.mark.parametrize(
    ("parts", "expected", "reason"),
    [
        (("Åse Lund-Sørensen",), "aase-lund-soerensen", "Danish letters have two-letter forms"),
        (("Børn & Unge", "Strandlund"), "boern-unge-strandlund", "several parts"),
        (("Børn & Unge", None), "boern-unge", "a part that is not stated"),
        (("A\u030ase",), "aase", "decomposed letters"),
        (("José Müller",), "jose-muller", "other letters lose their accents"),
    ],
)
def test_readable_ids(parts: tuple[str | None, ...], expected: str, reason: str) -> None:
    assert keys.slug(*parts) == expected, reason


@given(st.text(min_size=1))
def test_an_id_is_short_and_safe_in_an_address(text: str) -> None:
    slug = keys.slug(text)
    assert slug.replace("-", "").isalnum() or not text.strip()
    assert len(slug) <= 60


def test_long_names_that_begin_alike_are_apart() -> None:
    assert keys.slug("udvalg " * 20 + "a") != keys.slug("udvalg " * 20 + "b")


def test_an_item_is_named_by_the_place_of_its_heading() -> None:
    words = Words()
    words.append(Word(Span(0, 5), Box(7, 60, 312.4, 90, 320), 11, False, 1))
    source = SourceText("Punkt", (), words)
    assert keys.item_id("0123456789ab", source, Span(0, 5)) == "0123456789ab-s7y312"
    assert keys.item_id("0123456789ab", SourceText("Punkt", ()), Span(0, 5)) == "0123456789ab-t0"


def test_keys_are_in_order_of_time() -> None:
    old, new = keys.search_key("2021-12-31", "b-1"), keys.search_key("2022-01-01", "a-1")
    undated = keys.search_key(None, "a-1")
    assert undated < old < new < 1 << 62
    assert old <= keys.item_key(old, 0) < keys.item_key(old, 2) < keys.item_key(old, 1) == keys.last_key(old) < new
    low, high = keys.key_range("2021-12-31", "2021-12-31")
    assert low <= old <= keys.last_key(old) <= high < new
    with pytest.raises(ValueError, match="no room"):
        keys.item_key(old, 4096)


def test_a_taken_id_gets_a_counter() -> None:
    taken: set[str] = set()
    assert [keys.unique("a", taken) for _ in range(3)] == ["a", "a.2", "a.3"]


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2022", "2022-01-01", "2022-12-31"),
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2022-06-29", "2022-06-29", "2022-06-29"),
        ("2022-13", None, None),
        ("29/6", None, None),
        ("0000", None, None),
    ],
)
def test_days_of_a_filter(text: str, first: str | None, last: str | None) -> None:
    assert (day(text, last=False), day(text, last=True)) == (first, last)
