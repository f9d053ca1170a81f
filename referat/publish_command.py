"""`referat publish`: a folder that can be put on a server."""

from __future__ import annotations

import datetime as dt
from pathlib import Path
from typing import TYPE_CHECKING

import click

from referat.options import DATABASE, examples

if TYPE_CHECKING:
    from referat.db.export.page_files import Drawn


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
@click.option("--with-pages", is_flag=True, help="Tag billeder af siderne med; det, der sløres, er sværtet på dem.")
@click.option(
    "--redact",
    "redacts",
    is_flag=True,
    help="Slør CPR-numre i tekst, oplysninger, søgeindeks og billeder i det udgivne; jeres egen database røres ikke.",
)
@click.option(
    "--settings",
    type=click.Path(path_type=Path),
    metavar="FIL",
    help="Hvem der udelades, og hvornår navne slettes; ellers referat-privacy.toml ved siden af databasen.",
)
def publish(folder: Path, database: Path, title: str, settings: Path | None, **chosen: bool) -> None:
    """Lav en mappe, der kan lægges på en server: databasen skrivebeskyttet, og hvad Datasette skal bruge.

    Hvad brugere har indtastet, er ikke med; det, de har rettet, står rettet. Rummer databasen CPR-numre, skrives ingen mappe, med mindre de
    sløres med --redact. Hvad I selv skal sørge for, står i mappens README.md.
    """
    from referat.db.export.publish import Asked
    from referat.db.export.publish import publish as write
    from referat.db.privacy.settings import settings_for

    today = dt.datetime.now().astimezone().date()
    asked = Asked(title, settings_for(database, settings), today, **chosen)
    done = write(database, folder, asked)
    left_out = f" Uden tabellerne {', '.join(done.emptied)}." if done.emptied else ""
    click.echo(f"{folder}: {done.meetings} {'møde' if done.meetings == 1 else 'møder'}, {done.size / 1e6:.1f} MB.{left_out}")
    if done.drawn:
        click.echo(_told(done.drawn))
    click.echo(f"Start med: {folder / 'start'}")


def _told(drawn: Drawn) -> str:
    """How many pages are shown, and why others are not."""
    told = f"{drawn.pages} {'billede' if drawn.pages == 1 else 'billeder'} af sider i mappen sider."
    if drawn.missing:
        told += f" {drawn.missing} sider er ikke med, for deres fil er væk eller ændret."
    if drawn.hidden:
        told += f" {drawn.hidden} sider er ikke med, for det vides ikke, hvor på dem det fjernede står."
    return told
