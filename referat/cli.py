"""The command line: `referat parse`, `import`, `search`, `serve`."""

from __future__ import annotations

import json
import sqlite3
import sys
from pathlib import Path
from typing import Any

import click
from rich.console import Console

from referat import __version__, show
from referat.correction_commands import corrections
from referat.day_option import Day
from referat.db.search.indexing import KINDS
from referat.export_commands import export
from referat.followup_commands import followups
from referat.import_command import import_
from referat.merge_command import merge, read
from referat.models.errors import ReferatError, UnreadableDocumentError
from referat.options import DATABASE, OCR, examples
from referat.people_commands import people
from referat.privacy_commands import privacy
from referat.publish_command import publish
from referat.task_commands import tasks
from referat.upkeep_commands import check, reread, status


class _Group(click.Group):
    """Turns our errors into a message and an exit code, in this one place."""

    def invoke(self, ctx: click.Context) -> Any:
        """Runs the command that was asked for."""
        try:
            return super().invoke(ctx)
        except ReferatError as error:
            click.echo(f"Fejl: {error}", err=True)
            ctx.exit(error.exit_code)
        except sqlite3.Error as error:
            from referat.db.schema import trouble

            told = trouble(None, error)
            click.echo(f"Fejl: {told}", err=True)
            ctx.exit(told.exit_code)
        except BrokenPipeError:
            # The reader (such as `head`) has seen enough.
            sys.stderr.close()
            ctx.exit(0)


@click.group(
    cls=_Group,
    epilog=examples(
        "referat parse referat.pdf                    vis, hvad der står i et referat",
        "referat import mappe/ --db referat.db        læs alle PDF-filer i en mappe",
        "referat search alle beslutninger om APU      spørg",
        "referat serve --db referat.db                se det hele i en browser",
    ),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, "-V", "--version", message="referat %(version)s")
def main() -> None:
    """Læser danske referater (PDF) og finder møder, punkter, beslutninger og opgaver.

    Afslutningskoder: 0 alt gik godt · 2 forkert brug · 3 en fil kunne ikke læses · 4 databasen
    """


@main.command(epilog=examples("referat parse referat.pdf", "referat parse --json referat.pdf > referat.json"))
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path), metavar="FIL…")
@click.option("--json", "as_json", is_flag=True, help="JSON, et objekt for hvert møde, et pr. linje (se docs/contract.md).")
@click.option("--full", is_flag=True, help="JSON med hele teksten og hver oplysnings plads, så den kan læses ind igen.")
@OCR
def parse(files: tuple[Path, ...], as_json: bool, full: bool, ocr: str) -> None:
    """Læs referater og vis, hvad der står i dem."""
    from referat.extract.minutes import read_document
    from referat.models import codec
    from referat.models.kinds import OcrMode

    failure = 0
    for path in files:
        try:
            document = read_document(path, ocr=OcrMode(ocr))
        except UnreadableDocumentError as error:
            click.echo(f"Fejl: {error}", err=True)
            failure = failure or error.exit_code
            continue
        if as_json or full:
            for form in codec.full(document) if full else codec.public(document):
                click.echo(json.dumps(form, ensure_ascii=False))
        else:
            show.print_document(Console(), document)
    if failure:
        raise click.exceptions.Exit(failure)


main.add_command(import_)
main.add_command(export)
main.add_command(publish)
main.add_command(read)
main.add_command(merge)
main.add_command(status)
main.add_command(reread)
main.add_command(check)
main.add_command(people)
main.add_command(tasks)
main.add_command(followups)
main.add_command(privacy)
main.add_command(corrections)


@main.command(
    epilog=examples(
        "referat search alle beslutninger om APU",
        "referat search klynge --kind beslutning --from 2022 --csv",
        "referat search '\"psykiatrisk udrykningstjeneste\" OR APU' --forum SOF",
    )
)
@click.argument("words", nargs=-1, required=True, metavar="ORD…")
@DATABASE
@click.option("--kind", type=click.Choice(list(KINDS)), help="Kun punkter med denne slags tekst.")
@click.option("--forum", help="Kun fora med dette i navnet.")
@click.option("--from", "since", type=Day(last=False), help="Tidligst denne dag (2022-06-29, 2022-06 eller 2022).")
@click.option("--to", "until", type=Day(last=True), help="Senest denne dag.")
@click.option("--limit", type=click.IntRange(1, 10_000), default=20, show_default=True, help="Højst så mange svar.")
@click.option("--json", "form", flag_value="json", help="Svar som JSON.")
@click.option("--csv", "form", flag_value="csv", help="Svar som CSV.")
@click.option("--tsv", "form", flag_value="tsv", help="Svar som TSV.")
def search(words: tuple[str, ...], database: Path, form: str | None, **filters: Any) -> None:
    """Søg i referaterne, eller spørg.

    Bøjninger og sammensætninger findes af sig selv, og en forkortelse finder sin lange form. "…" er en vending, ORD* begyndelsen af et ord,
    OR betyder eller, og -ORD udelukker (skriv -- foran, når søgningen begynder med en bindestreg).
    """
    from referat.db import schema
    from referat.db.search.hits import hits, near_hits
    from referat.db.search.search import Request
    from referat.db.search.search import search as answer_to

    conn = schema.open_for_reading(database)
    forums = _forums(conn, filters.pop("forum"))
    answer = answer_to(conn, Request(_text(words), forums=forums, **filters))
    found, near = hits(conn, answer), near_hits(conn, answer)
    conn.close()
    if form:
        click.echo(_formatted(form, [show.hit_row(hit) for hit in found]), nl=form == "json")
    elif found:
        console = Console()
        console.print(show.hits_table(found))
        console.print(f"{len(found)} af {'over ' if answer.capped else ''}{answer.total} svar.")
    else:
        click.echo("Intet fundet. Prøv færre eller andre ord, eller begyndelsen af et ord med * efter.", err=True)
    if near and not form:
        Console().print("Med nogle af ordene:", show.hits_table(near))


def _text(words: tuple[str, ...]) -> str:
    """The query as one text; of several arguments, one with spaces is a phrase that the shell took the quotes of."""
    if len(words) == 1:
        return words[0]
    return " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)


def _forums(conn: Any, name: str | None) -> tuple[str, ...]:
    if not name:
        return ()
    from referat.db.search.search import forums_named

    found = forums_named(conn, name)
    if not found:
        raise click.UsageError(f"Intet forum har '{name}' i navnet.")
    return found


def _formatted(form: str, rows: list[dict[str, Any]]) -> str:
    return show.to_json(rows) if form == "json" else show.to_csv(rows, show.HIT_FIELDS, delimiter="\t" if form == "tsv" else ",")


@main.command(epilog=examples("referat serve --db referat.db --port 8080", "referat serve --metadata indstillinger.yaml"))
@DATABASE
@click.option("--host", default="127.0.0.1", show_default=True, help="Adressen der lyttes på.")
@click.option("--port", type=click.IntRange(1, 65535), default=8001, show_default=True, help="Porten der lyttes på.")
@click.option("--metadata", type=click.Path(path_type=Path), help="Datasettes indstillinger (JSON eller YAML), fx hvem der kan logge ind.")
def serve(database: Path, host: str, port: int, metadata: Path | None) -> None:
    """Vis databasen i en browser. Stop med Ctrl+C.

    Alle, der kan åbne siden, kan læse. Med linket, der skrives, logger du ind og kan skrive, hvad der blev af opgaverne.
    """
    from referat.db.explorer.server import login_link, make, run
    from referat.db.people.access import register_of

    with register_of(database):
        pass  # a database of an older version is brought up to date
    datasette = make(database, metadata=metadata)
    address = f"http://{host}:{port}/"
    click.echo(f"Åbn {address} i en browser. Stop med Ctrl+C.")
    click.echo(f"Log ind for at skrive: {login_link(datasette, address)}")
    run(datasette, host=host, port=port)
