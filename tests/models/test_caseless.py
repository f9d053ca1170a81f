"""Expressions without regard to case find what `re` finds; their needles only say sooner that there is nothing."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.models.caseless import Caseless, needles
from tests.models.test_lexicon import ENTRIES

ROWS = [
    (r"godkend|tiltr|vedt[ao]g", ("godkend", "tiltr", "vedtag", "vedtog"), "one for each alternative, spelled out"),
    (r"\b(?:trak|trækker)\s+x", ("trak", "trækker"), "a group of whole words"),
    (r"dagsorden(?:en)?", ("dagsorden",), "what may be missing is not asked for"),
    (r"(?:abc)?x", ("x",), "nor a part that may be missing"),
    (r"godkendt|godkend", ("godkend",), "the shorter of two holds the longer"),
    (r"UDSAT", ("udsat",), "in folded case"),
    (r"\d+|ord", (), "one alternative without letters: nothing is of use"),
    (r"(?!ord)x?", (), "what must not follow is not asked for"),
    (r"[^ab]c", ("c",), "a class of what is not there has no spelling"),
]


@pytest.mark.parametrize(("pattern", "expected", "reason"), ROWS)
def test_needles(pattern: str, expected: tuple[str, ...], reason: str) -> None:
    assert needles(pattern) == expected, reason


PATTERNS = [entry.pattern for _, entry in ENTRIES if entry.pattern is not None]
LINES = [line for _, entry in ENTRIES for line in (*entry.examples, *entry.counterexamples)]


@given(st.sampled_from(PATTERNS), st.lists(st.sampled_from(LINES), min_size=1, max_size=3), st.sampled_from([str, str.upper, str.lower]))
def test_nothing_is_missed(pattern: Caseless, lines: list[str], cased: Callable[[str], str]) -> None:
    text = cased(". ".join(lines))
    plain = re.compile(pattern.pattern, re.I)
    assert (_span(pattern.search(text)), _span(pattern.match(text)), _span(pattern.fullmatch(text))) == (
        _span(plain.search(text)), _span(plain.match(text)), _span(plain.fullmatch(text)),
    )  # fmt: skip
    assert [match.span() for match in pattern.finditer(text)] == [match.span() for match in plain.finditer(text)]
    half = len(text) // 2
    assert _span(pattern.search(text, half)) == _span(plain.search(text, half))
    assert _span(pattern.search(text, 0, half)) == _span(plain.search(text, 0, half))


def _span(match: re.Match[str] | None) -> tuple[int, int] | None:
    return match.span() if match else None
