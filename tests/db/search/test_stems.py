"""Which words are the same to the search."""

from __future__ import annotations

import itertools
import tomllib
from importlib.resources import files

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.db.search.stems import fold, stem, stems, tokens

ENTRIES = tomllib.loads((files("referat.models.lexicon") / "stems.toml").read_text(encoding="utf-8"))["entry"]


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("beslutning", "beslutninger", "number"),
        ("beslutning", "besluttede", "verb and noun, which Snowball keeps apart"),
        ("formand", "formændenes", "change of vowel"),
        ("næstformand", "næstformænd", "change of vowel in a compound"),
        ("Aabenraa", "Åbenrå", "aa is å"),
        ("idé", "ide", "an accent that may be left out"),
        ("KLYNGERNE", "klynge", "upper case"),
        ("sundhedens", "sundhed", "nouns in -hed"),
        ("flytning", "flytter", "nouns in -ning"),
        ("renoveringen", "renovere", "and in -ering"),
        ("nedlagt", "nedlæggelse", "an irregular verb in a compound"),
        ("legeplads", "legepladsen", "an s that is no ending"),
        ("indsats", "indsatser", "and here"),
        ("ordensregel", "ordensregler", "an e that goes"),
        ("cykelsti", "cykelstier", "a word that ends in a vowel"),
        ("a\u030arsmøde", "årsmøde", "decomposed letters"),
    ],
)
def test_these_are_the_same(one: str, other: str, reason: str) -> None:
    assert stems(one) == stems(other), reason


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("å", "a", "letters of their own"),
        ("bør", "bor", "ø is no o"),
        ("udvalg", "valg", "a compound is another word"),
        ("sundhed", "sund", "else sundhed would be found in Øresund"),
        ("2021", "2022", "numbers"),
        ("ordning", "ord", "too short to be the verb of a noun in -ning"),
        ("parkering", "park", "and so is this"),
        ("formidler", "midler", "a verb that ends like a noun"),
        ("forbruger", "uge", "and so does this"),
        ("bjørn", "børn", "an irregular form as a part of another word"),
    ],
)
def test_these_are_not(one: str, other: str, reason: str) -> None:
    assert stems(one) != stems(other), reason


@pytest.mark.parametrize("entry", ENTRIES, ids=lambda entry: entry["id"])
def test_irregular_words(entry: dict[str, object]) -> None:
    identity, forms, examples, counterexamples = (entry[name] for name in ("id", "forms", "examples", "counterexamples"))
    assert isinstance(forms, list)
    assert isinstance(examples, list)
    assert isinstance(counterexamples, list)
    assert {stem(form) for form in forms} == {identity}
    shown = {stem(example) for example in examples}
    assert shown
    assert all(found == identity or (entry.get("compound") and found.endswith(str(identity))) for found in shown)
    assert {stem(word) for word in counterexamples}.isdisjoint({identity, *shown})


def test_an_irregular_form_belongs_to_one_word() -> None:
    forms = [fold(form) for entry in ENTRIES for form in entry["forms"]]
    assert sorted(forms) == sorted(set(forms))


@given(st.text())
def test_tokens_lie_in_the_text_in_order(text: str) -> None:
    found = list(tokens(text))
    assert all(0 <= token.start < token.end <= len(text) and token.stem for token in found)
    assert all(before.end <= after.start for before, after in itertools.pairwise(found))
