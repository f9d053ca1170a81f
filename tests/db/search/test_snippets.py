"""What is marked, and which piece is shown."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.db.search.expand import Expression
from referat.db.search.snippets import mark, plain, snippet
from referat.db.search.stems import stem


def asked(*words: str, phrases: tuple[tuple[str, ...], ...] = (), prefixes: tuple[str, ...] = ()) -> Expression:
    return Expression((), "", frozenset(map(stem, words)), phrases, prefixes)


@pytest.mark.parametrize(
    ("text", "expression", "expected"),
    [
        ("Klyngerne mødes i klyngen.", asked("klynge"), "[Klyngerne] mødes i [klyngen]."),
        ("Børns vilkår", asked("barn"), "[Børns] vilkår"),
        (
            "akut psykiatrisk hjælp, psykiatrisk akut",
            asked(phrases=(("akut", "psykiatrisk"),)),
            "[akut psykiatrisk] hjælp, psykiatrisk akut",
        ),
        ("APUens ap", asked(prefixes=("apu",)), "[APUens] ap"),
        ("El-biler, el og biler", asked("elbil"), "[El-biler], el og biler"),
        ("<b>APU</b>", asked("apu"), "<b>[APU]</b>"),
        ("", asked("apu"), ""),
    ],
)
def test_marks(text: str, expression: Expression, expected: str) -> None:
    assert plain(mark(text, expression), before="[", after="]") == expected


def test_the_piece_with_most_of_the_words_is_shown() -> None:
    text = "apu " + "lorem ipsum " * 60 + "her står apu og budget og apu " + "dolor sit " * 60
    shown = plain(snippet(text, asked("apu", "budget"), length=120), before="[", after="]")
    assert "[apu] og [budget] og [apu]" in shown
    assert shown.startswith("… ")
    assert shown.endswith(" …")
    assert len(shown) < 150


@given(st.text(max_size=400), st.lists(st.text(min_size=1, max_size=5), max_size=3))
def test_marking_keeps_every_character(text: str, words: list[str]) -> None:
    assert plain(mark(text, asked(*words))) == text
