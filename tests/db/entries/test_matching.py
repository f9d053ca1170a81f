"""Which row of a new reading an entry was about: rows of quotes, and how sure that is."""

from __future__ import annotations

import pytest

from referat.db.entries.matching import Sought, Standing, alike, assign
from referat.db.entries.places import Place

QUOTE = "Forvaltningen sender planen i høring senest den 1. juni."


def sought(words: str, *, entry: int = 1, row: str = "d-1", context: str = "3. Plan", page: int | None = 1, at: float = 0.5) -> Sought:
    return Sought(entry, row, "d", words, words, context, page, at)


def there(words: str, *, row: str = "d-9", document: str = "d", context: str = "3. Plan", page: int | None = 1, at: float = 0.5) -> Place:
    return Place("tasks", row, document, "a.pdf", words, context, page, at)


@pytest.mark.parametrize(
    ("other", "expected"),
    [
        (QUOTE, Standing.SAME),
        ("forvaltningen sender  planen i høring senest den 1 juni", Standing.SAME),  # spaces and full stops are no words
        (f"{QUOTE} Udvalget orienteres.", Standing.CHANGED),  # the border moved
        ("sender planen i høring senest den 1. juni.", Standing.CHANGED),
        (f"Det blev aftalt, at {QUOTE}", Standing.CHANGED),
        ("Forvaltningen sender budgettet i høring senest den 1. juni.", Standing.UNSURE),  # something else, but alike
        ("Forvaltningen sender planen til udvalget i august.", Standing.UNSURE),
        ("Formanden indkalder til et nyt møde.", Standing.GONE),
        ("Planen.", Standing.GONE),
        ("", Standing.GONE),
    ],
)
def test_what_became_of_a_quote(other: str, expected: Standing) -> None:
    assert assign([sought(QUOTE)], [there(other)])[0].standing is expected


def test_nothing_is_there() -> None:
    assert assign([sought(QUOTE)], [])[0].place is None
    assert assign([], [there(QUOTE)]) == []


def test_equal_words_are_told_apart_by_the_item() -> None:
    places = [there("Formanden følger op.", row="d-1", context="1. Budget"), there("Formanden følger op.", row="d-2", context="7. Skoler")]
    found = assign([sought("Formanden følger op.", row="d-8", context="7. Skoler")], places)
    assert found[0].place == places[1]
    assert found[0].standing is Standing.SAME


def test_equal_words_in_one_item_are_told_apart_by_the_id_alone() -> None:
    """In the same document; in another version it is a guess, and said to be one."""
    twice = [there("Formanden følger op.", row="d-1", at=0.4), there("Formanden følger op.", row="d-2", at=0.5)]
    assert assign([sought("Formanden følger op.", row="d-2", at=0.5)], twice)[0].place == twice[1]
    other = [there("Formanden følger op.", row="e-1", document="e", at=0.4), there("Formanden følger op.", row="e-2", document="e", at=0.5)]
    assert assign([sought("Formanden følger op.", row="d-2", at=0.5)], other)[0].standing is Standing.UNSURE


def test_one_place_for_one_entry() -> None:
    wanted = [sought(f"{QUOTE} Det haster.", entry=1), sought(QUOTE, entry=2)]
    found = assign(wanted, [there(QUOTE)])
    assert [one.standing for one in found] == [Standing.GONE, Standing.SAME]  # the better fit has it, whoever came first


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        ("Eva Holm", "Eva Holm", 1, 1),
        ("Eva Holm", "Eva Holm Jensen", 0.5, 0.89),  # too short to be sure of
        ("Godkendt.", "Godkendt med bemærkninger om skolerne.", 0, 0.6),
        ("a b c d e f g h i j", "x y c d e f g h i j k l", 0.9, 0.99),
    ],
)
def test_how_alike_words_are(one: str, other: str, low: float, high: float) -> None:
    assert low <= alike(one, other) <= high
    assert alike(one, other) == alike(other, one)
