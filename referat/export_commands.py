"""`referat export`: tasks for the tools that people already use, and the whole database for other programs."""

from __future__ import annotations

import datetime as dt
import sys
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from referat.models.errors import ReferatError
from referat.options import DATABASE, examples
from referat.task_options import task_options

if TYPE_CHECKING:
    from referat.db.export.task_formats import TaskFormat

# What `--format` is called, by the ending of the file.
_FORMATS = {
    "xlsx": "xlsx",
    "csv": "csv",
    "tsv": "tsv",
    "html": "html",
    "ics": "ics",
    "todoist": "todoist.csv",
    "planner": "planner.xlsx",
    "jira": "jira.csv",
    "md": "md",
    "json": "json",
}
_TASKS = """Skriv opgaver til Excel, kalender, Todoist, Planner, Jira, print og e-mail.

\b
xlsx     Excel med filtre og henvisninger      todoist  Todoist: importér som projekt (CSV)
csv tsv  med BOM, så Excel kender æøå          planner  Microsoft Planners kolonner (Excel)
html     til print og e-mail                   jira     Jiras CSV-import
ics      kalender: opgaver og frister          md json  tekst, programmer
"""
_HERE = "http://127.0.0.1:8001"  # where `referat serve` answers
_SITE = click.option(
    "--site",
    default=_HERE,
    show_default=True,
    metavar="ADRESSE",
    help="Hvor referaterne vises; står foran hver henvisning til ordene på siden.",
)
_OUT = click.option(
    "-o", "--out", type=click.Path(path_type=Path), metavar="FIL", help="Filen der skrives; uden den skrives på standard output."
)


class ExportError(ReferatError):
    """An export that cannot be made as it was asked for."""

    exit_code = 2


@click.group(
    epilog=examples(
        "referat export tasks --format xlsx -o opgaver.xlsx        regneark med filtre",
        "referat export tasks --format ics -o opgaver.ics          kalender; en ny eksport opdaterer den gamle",
        "referat export tasks --format html --split -o breve/      et brev til hver ansvarlig",
        "referat export popolo -o popolo.json                      personer, fora, medlemskaber, møder",
        "referat export oparl -o oparl.json                        møder, punkter, afstemninger, opgaver",
        "referat export parquet -o parquet/                        alle tabeller til analyse",
    )
)
def export() -> None:
    """Skriv opgaver eller hele databasen til andre programmer."""


@export.command(
    help=_TASKS,
    epilog=examples(
        "referat export tasks --format xlsx --per-owner -o opgaver.xlsx   et ark til hver",
        "referat export tasks --format csv --semicolon > opgaver.csv      som dansk Excel åbner den",
        "referat export tasks --format html --owner 'Eva Nørlund' -o eva.html",
        "referat export tasks --format todoist --split -o todoist/        en fil til hver",
        "referat export tasks --format ics --forum klynge --since 2023 -o klynge.ics",
    ),
)
@DATABASE
@click.option("--format", "wanted", type=click.Choice(list(_FORMATS)), required=True, help="Formatet.")
@_OUT
@task_options
@click.option("--per-owner", is_flag=True, help="Excel: foruden alle opgaver et ark til hver ansvarlig.")
@click.option("--semicolon", is_flag=True, help="CSV: semikolon mellem felterne.")
@click.option("--split", is_flag=True, help="En fil til hver ansvarlig; --out er da en mappe.")
@_SITE
def tasks(
    database: Path, wanted: str, out: Path | None, is_open: bool, per_owner: bool, semicolon: bool, split: bool, site: str, **asked: Any
) -> None:
    """Skriver opgaver i et format."""
    from referat.db.export.task_formats import TaskList
    from referat.db.export.tasks import named, rows
    from referat.db.people.access import register_of
    from referat.db.people.register import find
    from referat.db.task_list import Asked
    from referat.db.task_list import tasks as asked_for
    from referat.extract.privacy.cpr import find_cpr

    name = _ending(wanted, per_owner=per_owner, semicolon=semicolon)
    today = dt.datetime.now().astimezone().date()
    with register_of(database) as db:
        listed = asked_for(db.conn, Asked(open_on=today if is_open else None, **asked), today=today)
        found = rows(db.conn, [str(row["task"]) for row in listed])
        owners = [person.name for person in find(db.conn, asked["owner"])] if asked["owner"] else []
    if not found:
        click.echo("Ingen opgaver fundet; listen er tom. Prøv færre betingelser, eller en del af navnet.", err=True)
    wanted_owners = [*owners, *(named(found, asked["owner"]) or ())] if asked["owner"] else None
    made = TaskList("Opgaver", found, site.rstrip("/"), today.isoformat(), wanted_owners)
    _write_tasks(name, made, out, split=split)
    if numbers := sum(next(find_cpr(f"{task.quote} {task.note or ''}"), None) is not None for task in found):
        click.echo(f"Bemærk: {numbers} {'opgave' if numbers == 1 else 'opgaver'} rummer CPR-numre. Se dem med: referat privacy", err=True)
    if site == _HERE:
        click.echo(
            "Henvisningerne fører til denne maskine. Skal listen til andre, så angiv med --site, hvor de kan se referaterne.", err=True
        )


@export.command(epilog=examples("referat export popolo -o popolo.json"))
@DATABASE
@_OUT
@_SITE
def popolo(database: Path, out: Path | None, site: str) -> None:
    """Personer, fora, medlemskaber og møder som JSON efter Popolo (popoloproject.com)."""
    from referat.db.export.popolo import popolo as lists

    _write_lists(database, out, lambda conn: lists(conn, site=site.rstrip("/")))


@export.command(epilog=examples("referat export oparl --site https://referater.example.dk -o oparl.json"))
@DATABASE
@_OUT
@_SITE
def oparl(database: Path, out: Path | None, site: str) -> None:
    """Fora, møder og punkter med afstemninger og opgaver som JSON med OParl 1.1's felter; egne felter begynder med referat:."""
    from referat.db.export.oparl import oparl as lists

    _write_lists(database, out, lambda conn: lists(conn, site=site.rstrip("/")))


@export.command(
    epilog=examples("referat export parquet -o parquet/", "duckdb -c \"SELECT outcome, count(*) FROM 'parquet/items.parquet' GROUP BY 1\"")
)
@DATABASE
@click.option("-o", "--out", type=click.Path(path_type=Path), required=True, metavar="MAPPE", help="Mappen der skrives i.")
@click.option("--with-entries", is_flag=True, help="Også hvad brugere har indtastet, og hvem der skrev det.")
def parquet(database: Path, out: Path, with_entries: bool) -> None:
    """Hver tabel som en Parquet-fil til analyse (kræver: pip install 'referat[parquet]')."""
    from referat.db.export.parquet import parquet as tables
    from referat.db.people.access import register_of

    _prepared(out)
    with register_of(database) as db:
        counts = tables(db.conn, out, with_entries=with_entries)
    click.echo(f"{len(counts)} tabeller med {sum(counts.values())} rækker i {out}")


def _write_lists(database: Path, out: Path | None, lists: Callable[[Any], Any]) -> None:
    from referat.db.export.json_stream import write
    from referat.db.people.access import register_of

    with register_of(database) as db:
        if out is None:
            write(lists(db.conn), sys.stdout.buffer)
            return
        try:
            with out.open("wb") as file:
                counts = write(lists(db.conn), file)
        except OSError as error:
            raise ExportError(f"{out} kan ikke skrives: {error.strerror or error}") from error
    click.echo(f"{', '.join(f'{count} {name}' for name, count in counts.items())} i {out}")


def _ending(wanted: str, *, per_owner: bool, semicolon: bool) -> str:
    if per_owner and wanted != "xlsx":
        raise click.UsageError("--per-owner hører til --format xlsx. Brug --split for en fil til hver.")
    if semicolon and wanted != "csv":
        raise click.UsageError("--semicolon hører til --format csv.")
    if per_owner:
        return "ansvarlige.xlsx"
    return "semikolon.csv" if semicolon else _FORMATS[wanted]


def _write_tasks(name: str, made: Any, out: Path | None, *, split: bool) -> None:
    from referat.db.export.task_formats import TASK_FORMATS

    form = TASK_FORMATS[name]
    if split:
        _split(form, name, made, out)
        return
    if len(made.tasks) > form.most:
        click.echo(
            f"Bemærk: {form.label} tager højst {form.most} opgaver ad gangen, og her er {len(made.tasks)}. Del dem med --split.", err=True
        )
    _write(form.write(made), out, f"opgaver.{name}")
    if out is not None:
        click.echo(f"{len(made.tasks)} {'opgave' if len(made.tasks) == 1 else 'opgaver'} i {out}")


def _split(form: TaskFormat, name: str, made: Any, out: Path | None) -> None:
    """A file for each owner in a folder, named after her."""
    from dataclasses import replace

    from referat.db.export.tasks import by_owner, only_for
    from referat.db.keys import slug, unique

    if out is None:
        raise click.UsageError("--split skriver en fil til hver: angiv en mappe med --out.")
    _prepared(out)
    taken: set[str] = set()
    for owner, owned in by_owner(made.tasks, among=made.owners).items():
        path = out / f"{unique(slug(owner) or 'ansvarlig', taken)}.{name}"
        _save(path, form.write(replace(made, title=f"Opgaver: {owner}", tasks=only_for(owner, owned), owners=[owner])))
    click.echo(f"{len(taken)} {'fil' if len(taken) == 1 else 'filer'} i {out}")


def _prepared(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise ExportError(f"Mappen {folder} kan ikke laves: {error.strerror or error}") from error


def _write(body: bytes, out: Path | None, example: str) -> None:
    """Writes to a file, or to a pipe; a terminal gets no binary files."""
    if out is not None:
        _save(out, body)
        return
    if sys.stdout.isatty() and b"\0" in body:
        raise click.UsageError(f"Formatet er ikke tekst: angiv en fil, fx --out {example}")
    sys.stdout.buffer.write(body)


def _save(path: Path, body: bytes) -> None:
    try:
        path.write_bytes(body)
    except OSError as error:
        raise ExportError(f"{path} kan ikke skrives: {error.strerror or error}") from error
