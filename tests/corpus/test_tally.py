"""Counting right, missed and false."""

from __future__ import annotations

from collections import Counter

from referat.corpus.tally import Tally, pair


def test_a_wrong_value_is_both_missed_and_false() -> None:
    tally = Tally()
    tally.value("2024-05-14", "2024-05-15", where="date")
    assert (tally.hit, tally.miss, tally.false) == (0, 1, 1)
    assert tally.errors == ["date: gold '2024-05-14', found '2024-05-15'"]


def test_a_value_on_one_side_is_missed_or_false_and_on_none_is_nothing() -> None:
    tally = Tally()
    tally.value(None, "x")
    tally.value("x", None)
    tally.value(None, "")
    assert (tally.hit, tally.miss, tally.false, tally.f1) == (0, 1, 1, 0)
    assert Tally().f1 is None


def test_f1_lies_between_precision_and_recall() -> None:
    tally = Tally()
    tally.bags(Counter("aabc"), Counter("abx"))
    assert (tally.hit, tally.miss, tally.false) == (2, 2, 1)
    assert (tally.precision, tally.recall) == (2 / 3, 2 / 4)
    assert tally.f1 == 4 / 7


def test_pairs_are_made_from_the_most_alike_on() -> None:
    pairs = pair([1.0, 2.0, 9.0], [2.2, 1.9], lambda one, other: 1 - abs(one - other), 0.5)
    assert pairs == [(2.0, 1.9), (1.0, None), (9.0, None), (None, 2.2)]


def test_equally_alike_things_are_paired_in_order() -> None:
    assert pair(["a", "a"], ["a", "a", "a"], lambda one, other: float(one == other), 1) == [("a", "a"), ("a", "a"), (None, "a")]
