"""`referat corrections`: what people corrected in what was read; handed on as files, taken back, and made test examples."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from referat.by_option import BY
from referat.options import DATABASE, examples
from referat.show import clean

STATES = {
    "holds": "gælder",
    "agrees": "læses nu sådan",
    "changed": "ordene er ændret",
    "unsure": "måske et andet sted",
    "lost": "ordene er væk",
    "refused": "kan ikke gøres",
}


@click.group(
    invoke_without_command=True,
    epilog=examples(
        "referat corrections                               alle rettelser",
        "referat corrections export > rettelser.yaml       som fil",
        "referat corrections import rettelser.yaml         ret, som filen siger",
        "referat corrections undo 12                       det læste gælder igen",
        "referat corrections as-examples                   som prøver for reglerne",
    ),
)
@DATABASE
@click.option("--json", "as_json", is_flag=True, help="Svar som JSON.")
@click.pass_context
def corrections(context: click.Context, database: Path, as_json: bool) -> None:
    """Rettelser af det, der er læst: navne, roller, udfald, ansvarlige, frister, titler, afsnit og opgaver.

    En rettelse gælder alle steder og bliver stående, når referaterne læses igen. Det læste bevares ved siden af.
    """
    if context.invoked_subcommand is not None:
        return
    from referat.db.corrections.listing import listed

    with _opened(database) as db:
        found = listed(db.conn)
    if as_json:
        click.echo(json.dumps(found, ensure_ascii=False, indent=2))
    elif found:
        console = Console()
        console.print(_table(found))
        console.print(f"{len(found)} rettelser." if len(found) != 1 else "1 rettelse.")
    else:
        click.echo("Intet er rettet.")


@corrections.command(epilog=examples("referat corrections export > rettelser.yaml", "referat corrections export --csv > rettelser.csv"))
@DATABASE
@click.option("--csv", "as_csv", is_flag=True, help="CSV med semikolon i stedet for YAML.")
def export(database: Path, as_csv: bool) -> None:
    """Skriv rettelserne som en fil, der kan læses ind igen, også i en anden database."""
    from referat.db.corrections import files

    with _opened(database) as db:
        rows = files.rows(db.conn)
    click.echo(files.to_csv(rows) if as_csv else files.to_yaml(rows), nl=False)


@corrections.command(name="import", epilog=examples("referat corrections import rettelser.yaml --by 'Eva Nørlund'"))
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False), metavar="FIL")
@DATABASE
@BY
def import_(file: Path, database: Path, actor: str) -> None:
    """Ret, som en fil siger (YAML, eller CSV når navnet ender på .csv).

    Hver rettelse nævner dokumentet (document eller file), hvad den handler om (kind og words) og feltet med den rigtige værdi (field og
    value). En tom value siger, at det ikke står i referatet. Se formen med export.
    """
    from referat.db.corrections import files

    try:
        text = file.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        raise click.UsageError(f"{file} er ikke skrevet i UTF-8. Gem den som UTF-8, og prøv igen.") from error
    rows = files.read(text, name=file.name)
    with _opened(database) as db:
        done = files.take(db, rows, actor=actor)
    entered, failed = sum(row.entered for row in done), [row for row in done if row.error]
    click.echo(f"{entered} rettet, {len(done) - entered - len(failed)} gjaldt i forvejen, {len(failed)} kunne ikke rettes.")
    for row in failed:
        click.echo(f"  nr. {row.number}: {row.error}", err=True)
    if failed:
        raise click.exceptions.Exit(1)


@corrections.command(epilog=examples("referat corrections undo 12"))
@click.argument("number", type=int, metavar="NUMMER")
@DATABASE
@BY
def undo(number: int, database: Path, actor: str) -> None:
    """Tag en rettelse tilbage, så det læste gælder igen."""
    from referat.db.corrections.entering import take_back

    with _opened(database) as db:
        take_back(db, number, actor=actor)
    click.echo(f"Rettelse {number} er taget tilbage. Det læste gælder igen.")


@corrections.command(epilog=examples("referat corrections confirm 12"))
@click.argument("number", type=int, metavar="NUMMER")
@DATABASE
@BY
def confirm(number: int, database: Path, actor: str) -> None:
    """Sig, at en rettelse gælder, selv om ordene under den er ændret."""
    from referat.db.corrections.entering import confirm as say_so

    with _opened(database) as db:
        say_so(db, number, actor=actor)
    click.echo(f"Rettelse {number} gælder.")


@corrections.command(name="as-examples", epilog=examples("referat corrections as-examples > eksempler.toml"))
@DATABASE
def as_examples(database: Path) -> None:
    """Skriv rettelserne som eksempler (TOML) til prøverne af reglerne og ordlisterne.

    Hvert eksempel har sætningen, hvad der blev læst, hvad der er rigtigt, og hvilken fil i models/lexicon/ det handler om.
    De hører til i tests/extract/corrected.toml, som tests/extract/test_corrected.py prøver.
    """
    from referat.db.corrections import examples as made
    from referat.db.corrections.listing import listed

    with _opened(database) as db:
        found, every = made.examples(db.conn), len(listed(db.conn))
    click.echo(made.to_toml(found), nl=False)
    click.echo(f"{len(found)} eksempler af {every} rettelser; de andre læses ikke af én sætning. Tilføj dem til {made.FILE}.", err=True)


@contextmanager
def _opened(path: Path) -> Iterator[Any]:
    from referat.db import schema

    schema.open_for_reading(path).close()
    db = schema.open_for_writing(path)
    try:
        yield db
    finally:
        db.close()


def _table(rows: Sequence[dict[str, Any]]) -> Table:
    table = Table(show_lines=True, expand=True)
    for name, ratio in (("Nr.", None), ("Hvor", 3), ("Hvad", 3), ("Læst", 3), ("Rettet til", 3), ("Af", 2), ("Stand", 2)):
        table.add_column(name, ratio=ratio, no_wrap=ratio is None, overflow="fold")
    for row in rows:
        value = row["value"]["quote"] if isinstance(row["value"], dict) else row["value"]
        where = " ".join(filter(None, (row["forum"] or row["file"], row["date"])))
        what = f"{row['label']}: {' '.join(row['words'].split())[:80]}"
        by = f"{row['actor']} {row['changed'][:10]}"
        cells = (row["id"], where, what, row["read_then"], value or "(står der ikke)", by, row["told"] or STATES[row["state"]])
        table.add_row(*(clean(cell) for cell in cells))
    return table
