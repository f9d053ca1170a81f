"""Tasks as the Excel sheet that Microsoft Planner exports ("Export plan to Excel"): its column names, in its order.

Planner itself reads no such file; the tools that fill a plan from a sheet (Power Automate and others) know the columns by these names.
"""

from __future__ import annotations

from collections.abc import Iterable

from referat.db.export.table import Column, Kind, Table
from referat.db.export.tasks import NOBODY, TaskRow, headline, summary
from referat.db.export.workbook import workbook

COLUMNS = (
    Column("id", "Task ID"),
    Column("name", "Task Name", Kind.LONG),
    Column("bucket", "Bucket Name"),
    Column("progress", "Progress"),
    Column("priority", "Priority"),
    Column("assigned", "Assigned To"),
    Column("created_by", "Created By"),
    Column("created", "Created Date", Kind.DAY),
    Column("start", "Start Date", Kind.DAY),
    Column("due", "Due Date", Kind.DAY),
    Column("late", "Late"),
    Column("completed", "Completed Date", Kind.DAY),
    Column("completed_by", "Completed By"),
    Column("checked", "Completed Checklist Items"),
    Column("checklist", "Checklist Items"),
    Column("labels", "Labels"),
    Column("description", "Description", Kind.LONG),
)
_LABELS = {"dropped": "Bortfaldet"}  # Planner knows no other end than done
_LONGEST_NAME = 255


def planner(tasks: Iterable[TaskRow], *, site: str, today: str) -> bytes:
    """The sheet `Tasks`; a bucket for each forum, owners with a semicolon between them as in Planner's own file."""
    return workbook([Table("Tasks", COLUMNS, tuple(_row(task, site, today) for task in tasks))])


def _row(task: TaskRow, site: str, today: str) -> dict[str, object]:
    return {
        "id": task.uid,
        "name": headline(task)[:_LONGEST_NAME],
        "bucket": task.forum or "Referater",
        "progress": "Completed" if task.is_settled else "Not started",
        "priority": "Medium",
        "assigned": ";".join(task.owners),
        "created": task.date,
        "due": task.deadline,
        "late": "true" if task.deadline and task.deadline < today and not task.is_settled else "false",
        "completed": task.state_date,
        "labels": ";".join(label for label in (_LABELS.get(task.state), None if task.owners else NOBODY) if label),
        "description": f"{summary(task)}\n{site}{task.path}",
    }
