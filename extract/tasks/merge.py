"""One commitment, one task: rows of closing lists that repeat the text, and sentences that only say who does what was just decided."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from referat.models.fact import Fact
from referat.models.minutes import Task
from referat.models.text import SourceText

BY_PLACE = frozenset({"tasks.row", "tasks.list", "tasks.label", "tasks.named-first", "tasks.named-behind", "tasks.beside"})
_STEM = 5
_WORD = re.compile(r"[^\W\d_]{4,}")
# Stems that say nothing about what a task is about.
_COMMON = re.compile(
    r"skal|vedr|angå|forb|dette|denne|disse|sende|sender|udarb|lave|laver|under|konta|følge|efter|inden|senes|senest|møde|punkt|samt"
)
_TAKES_OVER = re.compile(r"\b(?:det|dette|opgaven|arbejdet|heraf|herfor|hermed|\w{6,}(?:opgaven|arbejdet))\b", re.I)
_BEFORE = 120  # characters before a task in running text that may say what it is about
_SHORT = 25  # words of a task without an owner that a row can repeat
_LIST = 5  # lines that make a list
_ONLY_MARKS = re.compile(r"[\s•▪·●○◦*.;\ue000-\uf8ff–-]*(?:\w{1,2}[.)]\s*)?")
_GAP = 4  # characters between two neighbouring sentences


def one_each(source: SourceText, tasks: Sequence[Task]) -> list[Task]:
    """The tasks without those that repeat another one, which gets the owner and deadline that it lacks."""
    kept: list[Task] = []
    closing = _closing_list(source, tasks)
    for task in tasks:
        listed = task.quote.spans[0].start in closing
        place = next(
            (index for index, other in enumerate(kept) if _repeats(source, task, other, listed=listed and other not in closing.values())),
            None,
        )
        if place is not None:
            row = kept[place].quote.rule in BY_PLACE
            kept[place] = _filled(task, kept[place]) if row and task.quote.rule not in BY_PLACE else _filled(kept[place], task)
        elif kept and _goes_on(kept[-1], task):
            kept[-1] = _with_next(kept[-1], task)
        else:
            kept.append(task)
    return kept


def _closing_list(source: SourceText, tasks: Sequence[Task]) -> dict[int, Task]:
    """The tasks of a list of sentences, one to a line and nothing else between them, by the start of their quotes."""
    runs: list[list[Task]] = [[]]
    for task in tasks:
        line = source.text.rfind("\n", 0, task.quote.spans[0].start) + 1
        if not _ONLY_MARKS.fullmatch(source.text, line, task.quote.spans[0].start):
            runs.append([])
            continue
        last = runs[-1][-1] if runs[-1] else None
        between = source.text[last.quote.spans[-1].end : task.quote.spans[0].start] if last else ""
        if last and not ("\n" in between and _ONLY_MARKS.fullmatch(between)):
            runs.append([])
        runs[-1].append(task)
    return {task.quote.spans[0].start: task for run in runs if len(run) >= _LIST for task in run}


def _repeats(source: SourceText, task: Task, other: Task, *, listed: bool) -> bool:
    """Whether one of two is a line of a list and says of the same owner what the other says in its sentence or the one before."""
    if task.quote.rule not in BY_PLACE and other.quote.rule not in BY_PLACE and not listed:
        return False
    names = [{owner.name.value for owner in side.owners} for side in (task, other)]
    if names[0] and names[1] and not names[0] & names[1]:
        return False
    if not names[0] or not names[1]:
        nobodys = task if not names[0] else other
        if len(nobodys.quote.value.split()) > _SHORT:
            return False
    words = [_stems(_in_context(source, side)) for side in (task, other)]
    fewer = min(len(words[0]), len(words[1]))
    shared = len(words[0] & words[1])
    same = bool(names[0] & names[1])
    return fewer > 0 and shared >= (1 if same and fewer <= 2 else 2) and shared / fewer >= (0.3 if same else 0.5)


def _in_context(source: SourceText, task: Task) -> str:
    """The words of a task; of one in running text with some before it, which say what 'det' is."""
    start = task.quote.spans[0].start
    if task.quote.rule in BY_PLACE:
        return task.quote.value
    return source.text[max(0, start - _BEFORE) : start].rpartition("\n")[2] + task.quote.value


def _stems(text: str) -> set[str]:
    return {stem for word in _WORD.findall(text.casefold()) if (stem := word[:_STEM]) and not _COMMON.fullmatch(stem)}


def _filled(task: Task, other: Task) -> Task:
    return replace(task, owners=task.owners or other.owners, deadline=task.deadline or other.deadline)


def _goes_on(task: Task, following: Task) -> bool:
    """'Der indhentes tilbud. Eva sørger for det.': nobody is named in the first, and the second takes over what it says."""
    near = 0 <= following.quote.spans[0].start - task.quote.spans[-1].end <= _GAP
    if not near or task.owners or len(task.quote.spans) > 1:
        return False
    shared = _stems(task.quote.value) & _stems(following.quote.value)
    if (
        following.owners
        and task.quote.rule in ("tasks.decided", "tasks.must-be-done")
        and task.action.split()[:1] == following.action.split()[:1]
    ):
        return True
    if following.owners:
        fewer = min(len(_stems(task.quote.value)), len(_stems(following.quote.value)))
        return bool(_TAKES_OVER.search(following.quote.value) and len(following.quote.value.split()) <= 12) or (
            len(shared) >= 2 and 2 * len(shared) >= fewer
        )
    return bool(re.match(r"(?:arbejdet|opgaven)\b", following.quote.value, re.I)) and task.deadline is None


def _with_next(task: Task, following: Task) -> Task:
    quote = Fact(f"{task.quote.value} {following.quote.value}", (*task.quote.spans, *following.quote.spans), task.quote.rule)
    return replace(task, quote=quote, owners=following.owners or task.owners, deadline=task.deadline or following.deadline)
