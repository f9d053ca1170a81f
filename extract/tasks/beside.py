"""Columns 'Ansvarlig' and 'Frist' beside the text of items: whose tasks they name, and which of several."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from referat.extract.tasks.actions import plain_action
from referat.extract.tasks.labels import names_in
from referat.extract.tasks.reading import Reader
from referat.extract.tasks.sentences import Sentence
from referat.extract.tasks.tables import BesideRow
from referat.extract.tasks.units import Placed
from referat.models.fact import Fact
from referat.models.kinds import Strength
from referat.models.minutes import Deadline, Owner, Task
from referat.models.place import Span

_RULE = "tasks.beside"


def with_beside(
    reader: Reader, found: Sequence[Sequence[Task]], rows: Sequence[BesideRow], sentences: Sequence[Sentence]
) -> list[list[Task]]:
    """The tasks of each item with the owners and deadlines that stand beside them.

    A row that names both and has no task gets its last sentence.
    """
    result = [list(tasks) for tasks in found]
    for row in rows:
        owners, deadlines = _owners(reader, row), _deadlines(reader, row)
        places = [
            (item, index) for item, tasks in enumerate(result) for index, task in enumerate(tasks) if row.text.overlaps(task.quote.spans[0])
        ]
        if not places:
            last = [sentence for sentence in sentences if row.text.overlaps(sentence.span)]
            if owners and last and (deadlines or row.marks):
                result[last[-1].item + 1].append(_new(reader, last[-1].span, owners, deadlines[0] if deadlines else None))
            continue
        matched = _matched([result[item][index] for item, index in places], owners, deadlines)
        for (item, index), task in zip(places, matched, strict=True):
            result[item][index] = task
    return result


def _owners(reader: Reader, row: BesideRow) -> list[Owner]:
    if row.who is None:
        return []
    actors = names_in(reader.source.of(row.who), reader.cast)
    return [reader.owner(Placed(actor, Span(row.who.start + actor.start, row.who.start + actor.end)), _RULE) for actor in actors]


def _deadlines(reader: Reader, row: BesideRow) -> list[Deadline]:
    if row.when is None:
        return []
    found = []
    for match in re.finditer(r"[^\n]+", reader.source.of(row.when)):
        deadline = reader.deadline_in(Span(row.when.start + match.start(), row.when.start + match.end()), _RULE)
        if deadline:
            found.append(deadline)
    return found


def _new(reader: Reader, span: Span, owners: Sequence[Owner], deadline: Deadline | None) -> Task:
    text = reader.source.of(span)
    return Task(Fact(text, (span,), _RULE), plain_action(text), Strength.BINDING, tuple(owners), deadline)


def _matched(tasks: Sequence[Task], owners: Sequence[Owner], deadlines: Sequence[Deadline]) -> list[Task]:
    """Each task with its owner and deadline: all owners for the only task, else one each in order."""
    if len(tasks) == 1:
        return [replace(tasks[0], owners=tuple(owners) or tasks[0].owners, deadline=deadlines[0] if deadlines else tasks[0].deadline)]
    if len(owners) == 1:
        return [_dated(task, owners[0], deadlines[0] if len(deadlines) == 1 else None) for task in tasks]
    chosen = list(_chosen(tasks, owners))
    return [
        replace(
            task,
            owners=(owners[index],) if index is not None else task.owners,
            deadline=deadlines[index] if index is not None and index < len(deadlines) else task.deadline,
        )
        for task, index in zip(tasks, chosen, strict=True)
    ]


def _dated(task: Task, owner: Owner, deadline: Deadline | None) -> Task:
    same = [other.name.value for other in task.owners] == [owner.name.value]
    if task.owners and not same:
        return task
    return replace(task, owners=(owner,), deadline=task.deadline or deadline)


def _chosen(tasks: Sequence[Task], owners: Sequence[Owner]) -> list[int | None]:
    """For each task the index of its owner in the column: by name, else by order among those that are left."""
    names = [owner.name.value for owner in owners]
    chosen: list[int | None] = [
        next((names.index(own.name.value) for own in task.owners if own.name.value in names), None) for task in tasks
    ]
    left = [index for index in range(len(owners)) if index not in chosen]
    for place, _ in enumerate(tasks):
        if chosen[place] is None and left and not (tasks[place].owners and len(left) < len([one for one in chosen if one is None])):
            chosen[place] = left.pop(0)
    return chosen
