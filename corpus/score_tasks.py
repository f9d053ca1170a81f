"""How well tasks were found: the quote, who is to do it, by when. A task marked optional in gold counts neither as missed nor as false."""

from __future__ import annotations

from collections import Counter
from typing import Any

from referat.corpus.tally import Tally, pair
from referat.models.likeness import comparable_words, overlap, same_name

Row = dict[str, Any]


def score_tasks(score: dict[str, Tally], gold: list[Row], found: list[Row]) -> None:
    """Counts tasks into the fields `tasks: …`.

    Every row has its `item`, a number that is the same for an item of gold and the item found for it.
    """
    for mine, theirs in paired_tasks(gold, found):
        if mine and mine.get("optional"):
            continue
        if mine and theirs:
            score["tasks: found"].hit += 1
            _score_found(score, mine, theirs)
        else:
            _score_alone(score, mine, theirs)


def paired_tasks(gold: list[Row], found: list[Row]) -> list[tuple[Row | None, Row | None]]:
    """Tasks of gold with the tasks found for them; None where one has no other."""
    return pair(gold, found, _similarity, 0.55)


def _score_alone(score: dict[str, Tally], gold: Row | None, found: Row | None) -> None:
    for name in ("tasks: found", "tasks: whole"):
        score[name].miss += gold is not None
        score[name].false += found is not None
    score["tasks: found"].errors.append(f"task missed: {gold['quote']!r}" if gold else f"no task: {(found or {}).get('quote')!r}")


def _score_found(score: dict[str, Tally], gold: Row, found: Row) -> None:
    quote = gold["quote"][:80]
    score["tasks: strength"].value(gold.get("strength"), found.get("strength"), where=quote)
    names = pair(gold.get("assignees") or [], _owners(found), lambda one, other: float(same_name(one, other)), 1.0)
    for mine, theirs in names:
        score["tasks: assignee"].value(mine, theirs, same=same_name, where=quote)
    days = str(gold.get("deadline") or "")[:10], str((found.get("deadline") or {}).get("date") or "")[:10]
    score["tasks: deadline"].value(*days, where=quote)
    whole = days[0] == days[1] and all(mine and theirs for mine, theirs in names)
    score["tasks: whole"].hit += whole
    score["tasks: whole"].miss += not whole
    score["tasks: whole"].false += not whole


def _owners(task: Row) -> list[str]:
    return [owner["name"] for owner in task.get("assignees") or []]


def _near(one: str, other: str) -> float:
    """Likeness of two quotes; one may be the sentence alone and the other the sentence with its neighbour."""
    short, long = sorted((comparable_words(one), comparable_words(other)), key=len)
    inside = 0.0
    if len(short) >= 3 and len(short) >= len(long) / 3:
        inside = 0.9 * (Counter(short) & Counter(long)).total() / len(short)
    return max(overlap(one, other), inside)


def _similarity(gold: Row, found: Row) -> float:
    value = max(_near(quote, found.get("quote") or "") for quote in [gold["quote"], *(gold.get("also") or [])])
    if value < 0.6:
        return 0.0
    if gold.get("item") != found.get("item"):
        value -= 0.25  # under another item than the one it stands in
    names = [{" ".join(comparable_words(name)) for name in side} for side in (gold.get("assignees") or [], _owners(found))]
    return value + (0.1 if names[0] & names[1] else 0.0) - (0.05 if gold.get("optional") else 0.0)
