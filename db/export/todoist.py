"""Tasks as a project for Todoist: the columns of its CSV template (todoist.com/help, "Import or export a project as a CSV file").

An owner is a section, since `RESPONSIBLE` wants the numbers of Todoist's own users. Todoist keeps no more than 300 tasks in a project.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from referat.db.export.delimited import lines
from referat.db.export.table import line
from referat.db.export.tasks import TaskRow, by_deadline, by_owner, headline, summary

COLUMNS = ("TYPE", "CONTENT", "DESCRIPTION", "PRIORITY", "INDENT", "AUTHOR", "RESPONSIBLE", "DATE", "DATE_LANG", "TIMEZONE")
MOST = 300
_LOWEST = 4  # an empty priority would be the highest
# A word behind @ would become a label, and markup what it says.
_LABEL = re.compile(r"(?<!\S)@(?=\S)")
_MARKUP = re.compile(r"([\\`*_\[\]!<>])")


def todoist(tasks: Iterable[TaskRow], *, site: str) -> bytes:
    """The project; a task of two owners stands in a section of both. What is done is left out: the template has no place for it."""
    rows: list[tuple[object, ...]] = []
    for owner, owned in by_owner((task for task in tasks if not task.is_settled), shared=", ").items():
        rows.append(("section", _plain(line(owner)), *[""] * (len(COLUMNS) - 2)))
        rows += [_task(task, site) for task in by_deadline(owned)]
    return lines(COLUMNS, rows).encode("utf-8", "replace")


def _task(task: TaskRow, site: str) -> tuple[object, ...]:
    told = f"{_plain(summary(task))}\n{site}{task.path}"
    language, zone = ("da", "Europe/Copenhagen") if task.deadline else ("", "")
    return ("task", _plain(headline(task)), told, _LOWEST, 1, "", "", task.deadline, language, zone)


def _plain(text: str) -> str:
    return _MARKUP.sub(r"\\\1", _LABEL.sub("@ ", text))
