"""Tasks as Markdown (CommonMark): a heading for each owner, a box to tick for each task."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from referat.db.export.table import line
from referat.db.export.tasks import STATES, TaskRow, by_deadline, by_owner, due, headline, place

_MARKUP = re.compile(r"([\\`*_{}\[\]<>&|~$#])")
# What would begin a list, a heading, a rule or a table where a text begins a line.
_BEGINNING = re.compile(r"^(\s*)([-+=:]|\d+(?=[.)]))")


def markdown(title: str, tasks: Iterable[TaskRow], *, site: str, among: Collection[str] | None = None) -> bytes:
    """The list; no word of it is markup."""
    parts = [f"# {plain(title)}\n"]
    for owner, owned in by_owner(tasks, among=among).items():
        parts.append(f"## {plain(owner)}\n")
        parts += [_task(task, site) for task in by_deadline(owned)]
    return "\n".join(parts).encode("utf-8", "replace")


def _task(task: TaskRow, site: str) -> str:
    link = f"[se i dokumentet](<{site}{task.path}>)"
    box = "x" if task.is_settled else " "
    return f"- [{box}] {plain(headline(task))}  \n  **{plain(_when(task))}** · {plain(place(task))} · {link}\n\n  > {plain(task.quote)}\n"


def _when(task: TaskRow) -> str:
    return f"{STATES[task.state].capitalize()} {task.state_date or ''}".strip() if task.is_settled else due(task)


def plain(text: str) -> str:
    """A text as one line in which nothing is markup."""
    escaped = _MARKUP.sub(r"\\\1", line(text))
    begun = _BEGINNING.match(escaped)
    if begun is None:
        return escaped
    sign = begun[2]
    rest = escaped[begun.end() :]
    return f"{sign}\\{rest}" if sign.isdigit() else f"\\{sign}{rest}"
