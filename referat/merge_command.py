"""The commands `referat read` and `referat merge`: reading on one machine, and writing what was read on another."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click

from referat.import_command import WAITS, progress
from referat.import_report import Report
from referat.options import DATABASE, examples
from referat.reading_options import engine, reading_options


class _Share(click.ParamType[tuple[int, int]]):
    """One machine of several, as `2/8`."""

    name = "K/N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[int, int]:
        """The machine's number from 1, and how many there are."""
        first, _, last = str(value).partition("/")
        if not (first.isdecimal() and last.isdecimal() and 1 <= int(first) <= int(last)):
            self.fail("skriv den som 2/8: den anden af otte maskiner", param, ctx)
        return int(first), int(last)


@click.command(epilog=examples("referat read referater/ --out udtræk/", "referat read /arkiv --part 2/8 --out /arkiv-udtræk/2/"))
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True), metavar="STI…")
@click.option("--out", "folder", required=True, type=click.Path(path_type=Path, file_okay=False), metavar="MAPPE",
              help="Her skrives udtrækkene. En afbrudt læsning går videre, hvor den slap.")  # fmt: skip
@click.option("--part", type=_Share(), default="1/1", help="Læs kun denne maskines del af filerne, fx 2/8.")
@reading_options
@click.option("--json", "as_json", is_flag=True, help="Resultatet som JSON.")
def read(paths: tuple[Path, ...], folder: Path, part: tuple[int, int], as_json: bool, **chosen: Any) -> None:
    """Læs filer uden database: hvad de gav, skrives i udtræk, som flettes ind på en anden maskine med referat merge."""
    from referat.corpus.apart import read_into, share
    from referat.corpus.find import find_files

    found = share(find_files(paths), *part)
    folder.mkdir(parents=True, exist_ok=True)
    report = Report()
    with engine(chosen) as readers:
        for outcome in progress(read_into(folder, found, readers, waits=lambda: click.echo(WAITS, err=True)), len(found), report):
            report.add(outcome)
    if as_json:
        click.echo(json.dumps(report.form(shards=folder), ensure_ascii=False))
    else:
        counts = report.counts
        told = f"{counts['added']} læst, {counts['unchanged']} var læst i forvejen, {counts['failed']} kunne ikke læses"
        click.echo(f"{report.files} filer: {told}. Flet dem ind i en database: referat merge {folder} --db referat.db")
    report.finish()


@click.command(epilog=examples("referat merge udtræk/ --db referat.db", "referat merge maskine-1/ maskine-2/ --db referat.db"))
@click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path, exists=True), metavar="UDTRÆK…")
@DATABASE
@click.option("--json", "as_json", is_flag=True, help="Resultatet som JSON.")
def merge(paths: tuple[Path, ...], database: Path, as_json: bool) -> None:
    """Flet det, som andre maskiner har læst (referat read), ind i databasen, som om filerne var læst her.

    Et udtræk, der allerede er flettet, ændrer intet, og en afbrudt fletning går videre, hvor den slap. Er et udtræk ikke helt, flettes
    ingen: rækkefølgen er den samme som i en import, så databasen bliver den samme.
    """
    from referat.corpus.apart import ShardReaders
    from referat.corpus.bulk import Options
    from referat.corpus.session import session
    from referat.corpus.shards import checked, find_shards

    shards = [checked(path) for path in find_shards(paths)]
    report, readers = Report(), ShardReaders(shards)
    with session(database, readers, options=Options(moves=False), waits=lambda: click.echo(WAITS, err=True)) as opened:
        number = opened.begin()
        for outcome in progress(opened.take(readers.files()), sum(shard.files for shard in shards), report):
            report.add(outcome)
        opened.end(number, report.counts)
    click.echo(json.dumps(report.form(database=database), ensure_ascii=False) if as_json else report.summary(database))
    report.finish()
