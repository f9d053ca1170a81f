"""Names and municipalities."""

from __future__ import annotations

from importlib.resources import files

import pytest

from referat.models.names import is_first_name, is_surname, municipalities


@pytest.mark.parametrize("name", ["Karen", "Joan", "Rolf", "Mette", "Anne-Mette", "Hans-Jørgen", "Mohammad", "Jan", "Bo", "Åse"])
def test_first_names_that_may_stand_alone(name: str) -> None:
    assert is_first_name(name, alone=True)
    assert is_first_name(name)


@pytest.mark.parametrize("name", ["Hans", "Maj", "Mark", "Per", "Rose", "August", "Lykke", "Van"])
def test_first_names_that_are_also_words_count_only_before_a_surname(name: str) -> None:
    assert is_first_name(name)
    assert not is_first_name(name, alone=True)


@pytest.mark.parametrize(
    "word", ["Der", "To", "Skat", "Udvalget", "Sagen", "Kommune", "Mandag", "Beslutning", "", "karen", "A", "Anne-Kommune", "Bestyrelsen"]
)
def test_words_are_no_first_names(word: str) -> None:
    assert not is_first_name(word)


@pytest.mark.parametrize("name", ["Jensen", "Nielsen", "Holm", "Torkildsen", "Ottesen", "Vestergaard", "Clausen"])
def test_surnames(name: str) -> None:
    assert is_surname(name)


@pytest.mark.parametrize(
    "word",
    [
        "Ledelsen",
        "Bestyrelsen",
        "Klassen",
        "Processen",
        "Analysen",
        "Grænsen",
        "Krisen",
        "Prisen",
        "Rejsen",
        "Pausen",
        "Kredsen",
        "Kommunen",
        "Fasen",
        "jensen",
        "Sen",
        "",
    ],
)
def test_words_are_no_surnames(word: str) -> None:
    assert not is_surname(word)


def test_municipalities() -> None:
    assert len(municipalities()) == 98
    assert municipalities()["Læsø"] == "Nordjylland"


@pytest.mark.parametrize("name", ["first_alone.txt", "first_before_surname.txt", "surnames.txt", "common_words.txt", "seldom_words.txt"])
def test_lists_are_in_order_without_doubles(name: str) -> None:
    lines = files("referat.models.names").joinpath(name).read_text(encoding="utf-8").splitlines()
    assert lines == sorted(set(lines))
    assert all(lines)


def test_a_name_is_in_one_list_of_first_names() -> None:
    alone, before = (
        set(files("referat.models.names").joinpath(name).read_text(encoding="utf-8").split())
        for name in ("first_alone.txt", "first_before_surname.txt")
    )
    assert not alone & before
