"""The formats that a list of tasks is written in, by the ending of the file."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from referat.db.export import formats
from referat.db.export.calendar import calendar
from referat.db.export.delimited import delimited
from referat.db.export.jira import jira
from referat.db.export.letter import letters
from referat.db.export.markdown import markdown
from referat.db.export.planner import planner
from referat.db.export.tasks import TaskRow, by_owner, table
from referat.db.export.todoist import MOST, todoist
from referat.db.export.workbook import workbook


@dataclass(frozen=True, slots=True)
class TaskList:
    """What is written: a title, the tasks, what stands before addresses, and the day on which it is asked (ISO).

    owners: whose tasks they are, where they were asked for; lists by owner are made for these alone. path: the page of the list.
    """

    title: str
    tasks: Sequence[TaskRow]
    site: str
    today: str
    owners: Collection[str] | None = None
    path: str = "/opgaver"


@dataclass(frozen=True, slots=True)
class TaskFormat:
    """A format: what people call it, what it is for, what writes it, and how many tasks it takes at most."""

    label: str
    help: str
    write: Callable[[TaskList], bytes]
    most: int = 1_000_000


def _json(asked: TaskList) -> bytes:
    return formats.as_json(table(asked.title, asked.tasks, site=asked.site), url=f"{asked.site}{asked.path}").encode()


def _sheets(asked: TaskList) -> bytes:
    """All tasks in a sheet, and a sheet for each owner."""
    whole = table("Alle opgaver", asked.tasks, site=asked.site)
    return workbook([whole, *(table(owner, owned, site=asked.site) for owner, owned in by_owner(asked.tasks, among=asked.owners).items())])


TASK_FORMATS = {
    "xlsx": TaskFormat("Excel", "et ark med filtre", lambda asked: workbook([table("Opgaver", asked.tasks, site=asked.site)])),
    "ansvarlige.xlsx": TaskFormat("Excel, et ark pr. ansvarlig", "alle opgaver, og et ark til hver", _sheets),
    "csv": TaskFormat("CSV", "komma, til programmer og Excel", lambda asked: delimited(table(asked.title, asked.tasks, site=asked.site))),
    "semikolon.csv": TaskFormat(
        "CSV med semikolon",
        "som dansk Excel åbner den",
        lambda asked: delimited(table(asked.title, asked.tasks, site=asked.site), delimiter=";"),
    ),
    "tsv": TaskFormat("TSV", "tabulator", lambda asked: delimited(table(asked.title, asked.tasks, site=asked.site), delimiter="\t")),
    "html": TaskFormat(
        "Til print og e-mail",
        "et brev til hver ansvarlig",
        lambda asked: letters(asked.title, asked.tasks, site=asked.site, today=asked.today, among=asked.owners),
    ),
    "ics": TaskFormat("Kalender", "opgaver og frister", lambda asked: calendar(asked.title, asked.tasks, site=asked.site)),
    "todoist.csv": TaskFormat("Todoist", "importér som projekt", lambda asked: todoist(asked.tasks, site=asked.site), MOST),
    "planner.xlsx": TaskFormat(
        "Microsoft Planner", "Planners kolonner", lambda asked: planner(asked.tasks, site=asked.site, today=asked.today)
    ),
    "jira.csv": TaskFormat("Jira", "til Jiras CSV-import", lambda asked: jira(asked.tasks, site=asked.site)),
    "md": TaskFormat(
        "Markdown", "liste til afkrydsning", lambda asked: markdown(asked.title, asked.tasks, site=asked.site, among=asked.owners)
    ),
    "json": TaskFormat("JSON", "til programmer", _json),
}


def content_type(name: str) -> str:
    """The media type of a format."""
    return formats.TYPES[name.rpartition(".")[2]]
