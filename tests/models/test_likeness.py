"""When two wordings count as the same."""

from __future__ import annotations

import pytest

from referat.models.likeness import comparable_words, likeness, overlap, same_name

NAMES = [
    # one, other, same, why
    ("Keld I. Holm", "Keld I Holm", True, "punctuation does not count"),
    ("Anne-Grethe Husmand", "Anne Grethe Husmand", False, "a hyphen joins what it stands between"),
    ("Jesper Reinholt", "Jesper Reinholdt", True, "a slip of spelling"),
    ("Lene Holm", "Lena Holm", False, "another name: too short for a slip"),
    ("Pia Sandvad", "Ida Sandvad", False, "other initials"),
    ("Lene", "Lena", False, "a single name must be the same"),
    ("Klinik 1 Nord", "Klinik 2 Nord", False, "other numbers"),
    (None, "Lene", False, "nothing is nobody"),
    ("", "", False, "nothing is nobody"),
]


@pytest.mark.parametrize(("one", "other", "same", "why"), NAMES)
def test_names(one: str | None, other: str | None, same: bool, why: str) -> None:
    assert same_name(one, other) is same, why
    assert same_name(other, one) is same, why


def test_words_are_compared_without_case_hyphens_and_composition() -> None:
    assert comparable_words("• Social- og IPG-medformand, A\u030abenra\u0301") == ["social", "og", "ipgmedformand", "åbenrá"]
    assert comparable_words("sundheds\u00adklynge") == ["sundhedsklynge"]


def test_likeness_and_overlap_run_from_nothing_to_one() -> None:
    assert likeness("Teknisk Udvalg", "teknisk udvalg.") == 1
    assert likeness("Udvalg, teknisk", "Teknisk udvalg") < likeness("Udvalg, teknisk", "Teknisk udvalg", any_order=True) == 1
    assert overlap("", None) == 1
    assert overlap("a b c d", "d c") == pytest.approx(2 * 2 / 6)
    assert overlap("a", "b") == 0
