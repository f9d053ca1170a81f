"""`referat followups`: tasks that later minutes take up again, and postponed items that never came back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from referat.form_option import form_options, print_rows
from referat.options import DATABASE, examples
from referat.show import clean

FIELDS = (
    "action",
    "owners",
    "deadline",
    "task_quote",
    "task_date",
    "forum",
    "organisation",
    "date",
    "number",
    "title",
    "quote",
    "page",
    "score",
    "reason",
    "proposal",
    "proposal_words",
    "task_id",
    "item_id",
)
POSTPONED_FIELDS = ("date", "forum", "organisation", "number", "title", "case_number", "quote", "later_meetings", "page", "file", "item_id")
_ALL = 1_000_000


@click.command(
    epilog=examples(
        "referat followups --forum skolebestyrelsen",
        "referat followups --proposal udført --csv > maaske-udfoert.csv",
        "referat followups --postponed                udsat og aldrig taget op igen",
    )
)
@DATABASE
@click.option("--forum", help="Kun fora med dette i navnet eller i organisationens navn.")
@click.option(
    "--proposal",
    type=click.Choice(["udført", "i gang", "udsat", "genoptaget", "bortfaldet"]),
    help="Kun opgaver, som de senere ord tyder på er i denne tilstand.",
)
@click.option("--postponed", is_flag=True, help="I stedet udsatte punkter, som intet senere møde har taget op igen.")
@form_options
def followups(database: Path, form: str | None, forum: str | None, proposal: str | None, postponed: bool) -> None:
    """Vis opgaver, som senere referater vender tilbage til, med begge steders ord, lighed og grund.

    Hvad ordene tyder på, er et forslag: intet sættes af sig selv (se: referat tasks done).
    """
    from referat.db.followups import asking
    from referat.db.people.access import register_of
    from referat.db.search.search import forums_named

    with register_of(database) as db:
        forums = None if forum is None else forums_named(db.conn, forum)
        wanted = asking.Wanted(forums, proposal)
        ask = asking.never_came_back if postponed else asking.newest
        found = ask(db.conn, wanted, limit=_ALL)
    if form:
        rows = [{name: row[name] for name in (POSTPONED_FIELDS if postponed else FIELDS)} for row in found]
        print_rows(form, rows, POSTPONED_FIELDS if postponed else FIELDS)
    elif found:
        Console().print(_postponed(found) if postponed else _table(found))
        click.echo(f"{len(found)} steder." if len(found) != 1 else "1 sted.")
    else:
        click.echo("Intet fundet.", err=True)


def _table(rows: Iterable[Mapping[str, Any]]) -> Table:
    table = Table(show_lines=True, expand=True)
    for name, ratio in (("Opgaven", 4), ("Taget op igen", 5), ("Grund", 3), ("Tyder på", 1)):
        table.add_column(name, ratio=ratio)
    for row in rows:
        given = ", ".join(str(part) for part in (row["forum"], row["task_date"], row["owners"]) if part)
        later = ", ".join(str(part) for part in (row["date"], row["title"]) if part)
        suggests = Text.assemble(clean(row["proposal"]), (f"\n„{clean(row['proposal_words']).plain}“" if row["proposal"] else "", "dim"))
        table.add_row(
            Text.assemble(clean(row["task_quote"]), ("\n" + clean(given).plain, "dim")),
            Text.assemble(clean(row["quote"]), ("\n" + clean(later).plain, "dim")),
            clean(f"{row['score']:.2f}: {row['reason']}".replace(".", ",", 1)),
            suggests,
        )
    return table


def _postponed(rows: Iterable[Mapping[str, Any]]) -> Table:
    table = Table(expand=True)
    for name, ratio in (("Dato", None), ("Forum", 2), ("Punkt", 4), ("Møder siden", 1)):
        table.add_column(name, ratio=ratio, no_wrap=ratio is None)
    for row in rows:
        title = f"{row['number']}. {row['title'] or ''}" if row["number"] else row["title"]
        table.add_row(clean(row["date"]), clean(row["forum"]), clean(title), clean(row["later_meetings"]))
    return table
