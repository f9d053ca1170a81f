"""`referat publish`: a folder that can be put on a server."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import click

from referat.options import DATABASE, examples


@click.command(
    epilog=examples(
        "referat publish udgivet/                                 en mappe; start den med udgivet/start",
        "referat publish udgivet/ --title 'Referater fra Sølund'  titlen, som læserne ser",
        "referat publish udgivet/ --redact                        slør CPR-numre i det udgivne",
    )
)
@click.argument("folder", type=click.Path(path_type=Path), metavar="MAPPE")
@DATABASE
@click.option("--title", default="Referater", show_default=True, help="Titlen, som læserne ser.")
@click.option("--with-entries", is_flag=True, help="Tag også det med, brugere har indtastet, og hvem der skrev det.")
@click.option(
    "--redact",
    "redacts",
    is_flag=True,
    help="Slør CPR-numre i tekst, oplysninger og søgeindeks i det udgivne; jeres egen database røres ikke.",
)
@click.option(
    "--settings",
    type=click.Path(path_type=Path),
    metavar="FIL",
    help="Hvem der udelades, og hvornår navne slettes; ellers referat-privacy.toml ved siden af databasen.",
)
def publish(folder: Path, database: Path, title: str, with_entries: bool, redacts: bool, settings: Path | None) -> None:
    """Lav en mappe, der kan lægges på en server: databasen skrivebeskyttet, og hvad Datasette skal bruge.

    Hvad brugere har indtastet, er ikke med; det, de har rettet, står rettet. Rummer databasen CPR-numre, skrives ingen mappe, med mindre de
    sløres med --redact. Hvad I selv skal sørge for, står i mappens README.md.
    """
    from referat.db.export.publish import Asked
    from referat.db.export.publish import publish as write
    from referat.db.privacy.settings import settings_for

    today = dt.datetime.now().astimezone().date()
    asked = Asked(title, settings_for(database, settings), today, with_entries=with_entries, redacts=redacts)
    done = write(database, folder, asked)
    left_out = f" Uden tabellerne {', '.join(done.emptied)}." if done.emptied else ""
    click.echo(f"{folder}: {done.meetings} {'møde' if done.meetings == 1 else 'møder'}, {done.size / 1e6:.1f} MB.{left_out}")
    click.echo(f"Start med: {folder / 'start'}")
