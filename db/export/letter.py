"""A list for each owner as a page to print or to paste into an e-mail: styles stand at each element, nothing is loaded, no script.

Only this module outside the explorer knows Jinja.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from functools import cache
from importlib.resources import files

from jinja2 import Environment, StrictUndefined, Template

from referat.db.explorer import labels
from referat.db.export.table import line
from referat.db.export.tasks import NOBODY, TaskRow, by_deadline, by_owner, due, headline, place


def letters(title: str, tasks: Iterable[TaskRow], *, site: str, today: str, among: Collection[str] | None = None) -> bytes:
    """A page with a letter for each owner, each on a new sheet of paper; what is done or dropped is left out."""
    owned = [
        (line(owner), [_told(task, owner, site, today) for task in by_deadline(given)])
        for owner, given in by_owner((task for task in tasks if not task.is_settled), among=among).items()
    ]
    told = _template().render(title=line(title), letters=owned, nobody=NOBODY, today=labels.date(today))
    return told.encode("utf-8", "replace")


@cache
def _template() -> Template:
    text = (files("referat.db.export") / "letter.html").read_text(encoding="utf-8")
    return Environment(autoescape=True, undefined=StrictUndefined).from_string(text)


def _told(task: TaskRow, owner: str, site: str, today: str) -> dict[str, object]:
    return {
        "action": headline(task),
        "due": line(due(task)),
        "late": task.deadline is not None and task.deadline < today,
        "others": line([name for name in task.owners if name.casefold() != owner.casefold()]),
        "quote": line(task.quote),
        "note": line(task.note),
        "place": line(place(task)),
        "case_number": line(task.case_number),
        "page": task.page,
        "url": f"{site}{task.path}",
    }
