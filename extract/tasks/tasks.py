"""Tasks: who was to do what by when, from the meeting's own account; the order of steps."""

from __future__ import annotations

import datetime as dt
import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import replace

from referat.extract.language.clauses import clauses
from referat.extract.people.cast import Cast
from referat.extract.tasks.actions import plain_action
from referat.extract.tasks.beside import with_beside
from referat.extract.tasks.labels import names_in
from referat.extract.tasks.margin import rows_in_margin
from referat.extract.tasks.merge import one_each
from referat.extract.tasks.reading import Reader, is_settled, tasks_of
from referat.extract.tasks.sentences import account_sentences, can_commit, is_vetoed, listed_sentences
from referat.extract.tasks.tables import ActionRow, action_rows, inside, rows_beside
from referat.extract.tasks.times import known_meetings, meetings_of_items, next_of_own
from referat.extract.tasks.units import Placed, Unit, units_of
from referat.models.fact import Fact
from referat.models.kinds import DocumentKind, Strength
from referat.models.minutes import Attendee, Item, Meeting, Task
from referat.models.place import Span
from referat.models.text import SourceText

# In a report that is read to the meeting, what nobody in particular is to do by no time was decided or done by others before.
_REPORT = re.compile(r"beretning", re.I)
_TOLD = frozenset({"tasks.is-done", "tasks.will-be-done", "tasks.must-be-done", "tasks.decided"})
Tasks = tuple[Task, ...]


def with_tasks(
    source: SourceText,
    items: Sequence[Item],
    kind: DocumentKind,
    *,
    meeting: Meeting,
    attendance: Sequence[Attendee],
    head: Span,
    tail: Span | None,
) -> tuple[tuple[Item, ...], Tasks]:
    """The items with their tasks, and the tasks before the first item; an agenda has none."""
    if kind is DocumentKind.DAGSORDEN:
        return tuple(items), ()
    date, following = meeting.date, meeting.next.date if meeting.next else None
    found, loose = read_tasks(
        source,
        items,
        date=date.value if date else None,
        next_meeting=following.value if following else None,
        attendance=attendance,
        head=head,
        tail=tail,
        chair=meeting.chair.value if meeting.chair else None,
    )
    return tuple(replace(item, tasks=tasks) for item, tasks in zip(items, found, strict=True)), loose


def read_tasks(
    source: SourceText,
    items: Sequence[Item],
    *,
    date: dt.date | None,
    next_meeting: dt.date | None,
    attendance: Sequence[Attendee],
    head: Span,
    tail: Span | None = None,
    chair: str | None = None,
) -> tuple[list[Tasks], Tasks]:
    """The tasks of each item, in order, and those that stand before the first one.

    date, next_meeting: of the meeting, where known; without the first no deadline is read. attendance: for full names. tail: what stands
    after the last item; a list of tasks there belongs to that item.
    """
    known = meetings_of_items(source.text, items, date) | known_meetings(source.text, date) if date else {}
    reader = Reader(source, Cast(source.text, attendance, chair=chair), date, next_meeting or next_of_own(source.text, known), known)
    rows = action_rows(source)
    sentences = [*account_sentences(source, items), *(listed_sentences(source, tail, len(items) - 1) if tail and items else ())]
    units = units_of(source, [sentence for sentence in sentences if not inside(sentence.span, rows)], reader.cast)
    units = [unit for unit in units if unit.rule or (can_commit(text := source.of(unit.span)) and not is_vetoed(text))]
    found: list[list[Task]] = [[] for _ in range(len(items) + 1)]
    for unit, tasks in zip(units, _of_units(reader, units), strict=True):
        found[unit.sentence.item + 1] += tasks
    found = with_beside(reader, found, [*rows_beside(source), *rows_in_margin(source, reader.cast)], sentences)
    starts = [item.span.start for item in items]
    for row in rows:
        found[bisect_right(starts, row.what.start)] += _task_of_row(reader, row)
    for index, item in enumerate(items):
        if item.title and _REPORT.search(item.title.value):
            found[index + 1] = [task for task in found[index + 1] if task.owners or task.deadline or task.quote.rule not in _TOLD]
    kept = _across(source, found)
    return [tuple(tasks) for tasks in kept[1:]], tuple(kept[0])


def _of_units(reader: Reader, units: Sequence[Unit]) -> list[list[Task]]:
    """The tasks of each unit. Only sentences that the form of their words does not settle are parsed, all at once:
    parsing takes most of the time.
    """
    found = [tasks_of(reader, unit, ()) for unit in units]
    unsure = [index for index, unit in enumerate(units) if not is_settled(reader, unit, found[index])]
    for index, parsed in zip(unsure, clauses([reader.source.of(units[index].span) for index in unsure]), strict=True):
        found[index] = tasks_of(reader, units[index], parsed)
    return found


def _task_of_row(reader: Reader, row: ActionRow) -> list[Task]:
    rule = "tasks.row"
    actors = names_in(reader.source.of(row.who), reader.cast) if row.who else []
    start = row.who.start if row.who else 0
    owners = tuple(reader.owner(Placed(actor, Span(start + actor.start, start + actor.end)), rule) for actor in actors)
    text = reader.source.of(row.what)
    deadline = reader.deadline_in(row.when, rule) if row.when else None
    return [Task(Fact(text, (row.what,), rule), plain_action(text), Strength.BINDING, owners, deadline)]


def _across(source: SourceText, found: Sequence[Sequence[Task]]) -> list[list[Task]]:
    """One task for each commitment of the document, in the item where it stands first."""
    place = {id(task): index for index, tasks in enumerate(found) for task in tasks}
    kept = one_each(source, [task for tasks in found for task in tasks])
    first = {task.quote.spans[0].start: place[id(task)] for tasks in found for task in tasks}
    result: list[list[Task]] = [[] for _ in found]
    for task in kept:
        result[first[task.quote.spans[0].start]].append(task)
    return result
