"""Words of a document on a terminal and in a spreadsheet are words."""

from __future__ import annotations

import pytest

from referat.db.search.snippets import Piece
from referat.show import clean, marked, to_csv


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("\x1b[2Jhej", "[2Jhej"),
        ("a\u202eb", "ab"),
        ("\x9b31mrød", "31mrød"),
        ("[bold]x[/bold]", "[bold]x[/bold]"),
        (None, ""),
        (7, "7"),
        ("a\nb", "a\nb"),
    ],
)
def test_nothing_acts_on_the_terminal(text: object, expected: str) -> None:
    assert clean(text).plain == expected


def test_marks_are_bold() -> None:
    text = marked([Piece("om ", False), Piece("APU", True)])
    assert text.plain == "om APU"
    assert [(span.start, span.end) for span in text.spans] == [(3, 6)]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("=1+1", "'=1+1"),
        ("+45", "'+45"),
        ("-", "'-"),
        ("@x", "'@x"),
        ("a;b", "a;b"),
        ('"', '""""'),
        ("a\nb", "a b"),
        (None, ""),
    ],
)
def test_no_cell_is_a_formula(value: object, expected: str) -> None:
    assert to_csv([{"a": value, "b": 1}], ("a", "b"), delimiter=",") == f"a,b\n{expected},1\n"
