"""Tasks as work items for Jira's CSV importer (support.atlassian.com, "Prepare and structure your CSV file").

Commas, a heading with `Summary`, a column of its own for each further label. Dates are yyyy-MM-dd, which the importer asks for once; it
also asks which user a name stands for.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from referat.db.entries.states import TaskState
from referat.db.export.delimited import lines
from referat.db.export.table import line
from referat.db.export.tasks import TaskRow, headline, summary

COLUMNS = ("Summary", "Issue Type", "Status", "Resolution", "Description", "Assignee", "Due date", "Labels", "Labels")
_STATUS = {TaskState.DONE: ("Done", "Done"), TaskState.DROPPED: ("Done", "Won't Do")}
_LONGEST_SUMMARY = 250  # Jira takes 255
# Signs that begin a macro, a link or an image in Jira's own markup.
_MARKUP = re.compile(r"([\\{\[]|!(?=\S))")
_NOT_IN_LABELS = re.compile(r"[^\w-]+")


def jira(tasks: Iterable[TaskRow], *, site: str) -> bytes:
    """The work items; all owners are named in the description, the first one is the assignee."""
    return lines(COLUMNS, [_row(task, site) for task in tasks]).encode("utf-8", "replace")


def _row(task: TaskRow, site: str) -> tuple[object, ...]:
    owners = f"Ansvarlig: {', '.join(task.owners)}\n" if task.owners else ""
    told = _MARKUP.sub(r"\\\1", f"{owners}{summary(task)}")
    status, resolution = _STATUS.get(TaskState(task.state), ("To Do", ""))
    first = task.owners[0] if task.owners else ""
    summed = headline(task)[:_LONGEST_SUMMARY]
    return (summed, "Task", status, resolution, f"{told}\n{site}{task.path}", first, task.deadline, "referat", _label(task.forum))


def _label(name: str | None) -> str:
    """A label is one word."""
    return _NOT_IN_LABELS.sub("-", line(name)).strip("-")[:100]
