"""What was entered, and what the evidence says, as groups."""

from __future__ import annotations

import pytest

from referat.db.people.clusters import Decision, clusters, what_was_said


def decision(number: int, kind: str, one: str, other: str) -> Decision:
    return Decision(number, kind, (tuple(one), tuple(other)))


@pytest.mark.parametrize(
    ("decisions", "certain", "apart", "expected"),
    [
        ([], ["ab", "bc"], [], ["abc", "d"]),
        ([], ["ab", "bc"], ["ac"], ["ab", "c", "d"]),  # the chain ends where two are known to be two
        ([("merge", "a", "d")], ["ab"], [], ["abd", "c"]),
        ([("merge", "a", "c")], [], ["ac"], ["ac", "b", "d"]),  # what was entered overrides the evidence
        ([("split", "ab", "c")], ["ab", "bc", "ac"], [], ["ab", "c", "d"]),
        ([("split", "a", "bc")], ["bd", "ad"], [], ["ad", "bc"]),  # what was taken out is joined by people alone
        ([("merge", "a", "b"), ("split", "a", "b")], ["ab"], [], ["a", "b", "c", "d"]),  # the later counts
        ([("split", "a", "b"), ("merge", "a", "b")], [], [], ["ab", "c", "d"]),
        ([("merge", "a", "x")], [], [], ["a", "b", "c", "d"]),  # x is not read now
    ],
)
def test_groups(decisions: list[tuple[str, str, str]], certain: list[str], apart: list[str], expected: list[str]) -> None:
    said = what_was_said(decision(number, *row) for number, row in enumerate(decisions, start=1))
    pairs = [(pair[0], pair[1]) for pair in certain]
    found = clusters("abcd", said, pairs, lambda one, other: "".join(sorted(one + other)) in apart)
    assert ["".join(group) for group in found] == expected
