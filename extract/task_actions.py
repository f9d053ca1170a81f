"""What is to be done as a short infinitive, in the sentence's own words."""

from __future__ import annotations

from collections.abc import Sequence

from referat.extract.task_rules import Commitment
from referat.extract.task_verbs import infinitive


def action_of(text: str, part: tuple[int, int], commitment: Commitment, times: Sequence[tuple[int, int]]) -> str:
    """The action of a commitment of the sentence, without its owner and its deadline."""
    verb = infinitive(text[commitment.verb[0] : commitment.verb[1]])
    return f"{verb} {text[commitment.verb[1] : part[1]]}".strip(" .")


def plain_action(text: str) -> str:
    """The words of a row or a line of a list as an action."""
    return " ".join(text.split()).rstrip(" .:;")
