"""How decisions stand to recommendations, as rows."""

from __future__ import annotations

import pytest

from referat.db.relation import Kind, relation

PLAN = "Forvaltningen indstiller, at planen godkendes."
ROWS = [
    (PLAN, "Godkendt.", "godkendt", Kind.FOLLOWED, []),
    (PLAN, "Udvalget fulgte indstillingen.", "godkendt", Kind.FOLLOWED, []),
    (PLAN, "Planen blev godkendt.", "godkendt", Kind.FOLLOWED, []),
    (PLAN, "Indstillingen blev godkendt. Bo Vig deltog ikke i behandlingen.", "godkendt", Kind.FOLLOWED, []),
    (PLAN, "Planen blev godkendt med den ændring, at stien flyttes.", "godkendt", Kind.CHANGED, [" med den ændring, at stien flyttes."]),
    (PLAN, "Godkendt, idet prisen undersøges.", "godkendt", Kind.CHANGED, [", idet prisen undersøges."]),
    (PLAN, "Indstillingen blev tiltrådt. Sagen evalueres om et år.", "godkendt", Kind.CHANGED, ["Sagen evalueres om et år."]),
    (PLAN, "Et ændringsforslag faldt. Herefter blev indstillingen vedtaget.", "godkendt", Kind.FOLLOWED, []),
    (PLAN, "Indstillingen blev ikke fulgt.", None, Kind.NOT_FOLLOWED, []),
    (PLAN, "Forslaget blev forkastet.", "afvist", Kind.NOT_FOLLOWED, []),
    (PLAN, "Sagen sendes tilbage.", "udsat", Kind.POSTPONED, []),
    (PLAN, None, "udsat", Kind.POSTPONED, []),
]


@pytest.mark.parametrize(("recommendation", "decision", "outcome", "kind", "added"), ROWS)
def test_the_words_tell(recommendation: str, decision: str | None, outcome: str | None, kind: Kind, added: list[str]) -> None:
    found = relation(recommendation, decision, outcome)
    assert found is not None
    assert found.kind is kind
    assert [piece.text for piece in found.pieces if piece.marked] == added
    if found.pieces:
        assert "".join(piece.text for piece in found.pieces) == decision


@pytest.mark.parametrize(
    ("recommendation", "decision", "outcome", "reason"),
    [
        (None, "Godkendt.", "godkendt", "nothing was recommended"),
        (PLAN, None, "godkendt", "nothing was decided"),
        (PLAN, "Udvalget bad om et notat om vejene.", "andet", "another matter"),
        ("Det indstilles, at der gives afslag.", "Ansøgningen blev afvist.", "afvist", "a refusal was recommended"),
        (PLAN, "x" * 5000, "godkendt", "too long to judge"),
    ],
)
def test_nothing_is_guessed(recommendation: str | None, decision: str | None, outcome: str | None, reason: str) -> None:
    assert relation(recommendation, decision, outcome) is None
