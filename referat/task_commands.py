"""`referat tasks`: who was to do what by when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from referat.form_option import form_options, print_rows
from referat.options import DATABASE, examples
from referat.show import clean
from referat.task_options import task_options


@click.command(
    epilog=examples(
        "referat tasks --owner 'Eva Nørlund' --open",
        "referat tasks --forum klynge --due-before 2023-01-01",
        "referat tasks --since 2022 --csv > opgaver.csv",
    )
)
@DATABASE
@task_options
@form_options
def tasks(database: Path, form: str | None, is_open: bool, **asked: Any) -> None:
    """Vis opgaver: hvem skulle gøre hvad hvornår, med ordene i referatet og siden.

    De tidligste frister står først, opgaver uden frist sidst.
    """
    from referat.db.people.access import register_of
    from referat.db.task_list import FIELDS, Asked
    from referat.db.task_list import tasks as asked_for

    today = dt.datetime.now().astimezone().date()
    with register_of(database) as db:
        found = asked_for(db.conn, Asked(open_on=today if is_open else None, **asked), today=today)
    if form:
        print_rows(form, found, FIELDS)
    elif found:
        console = Console()
        console.print(_table(found))
        console.print(f"{len(found)} opgaver." if len(found) != 1 else "1 opgave.")
    else:
        click.echo("Ingen opgaver fundet. Prøv færre betingelser, eller en del af navnet.", err=True)


def _table(rows: Iterable[dict[str, Any]]) -> Table:
    table = Table(show_lines=True, expand=True)
    for name, ratio in (("Frist", None), ("Ansvarlig", 2), ("Opgave", 4), ("Forum", 2), ("Ordene i referatet", 5)):
        table.add_column(name, ratio=ratio, no_wrap=ratio is None)
    for row in rows:
        due = Text.assemble(clean(row["deadline"] or ("" if not row["deadline_text"] else "uden dato")))
        if row["state"] == "overskredet":
            due.append("\noverskredet", style="red")
        place = ", ".join(str(part) for part in (row["file"], f"side {row['page']}" if row["page"] else None) if part)
        forum = Text.assemble(clean(row["forum"]), "\n", clean(row["date"]))
        table.add_row(
            due, clean(row["owner"]), clean(row["action"]), forum, Text.assemble(clean(row["quote"]), ("\n" + clean(place).plain, "dim"))
        )
    return table
