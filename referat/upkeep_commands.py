"""The commands that keep a database up to date: `referat status`, `reread`, `check`."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from referat import show
from referat.form_option import form_options, print_rows
from referat.options import DATABASE, examples
from referat.reading_options import engine, reading_options

_STATES = {"read": "læst", "failed": "kunne ikke læses", "earlier": "tidligere udgaver", "missing": "forsvundet"}
_LINKS = {
    "earlier-version": "tidligere udgaver",
    "draft": "udkast",
    "scan": "scanninger",
    "copy": "kopier",
    "agenda": "dagsordener",
    "supplement": "tillægsdagsordener",
}
_GAPS = {"page": "side uden forklaring", "contents": "i indholdsfortegnelsen", "number": "nummer mangler", "meeting": "møde mangler"}
_THINGS = {
    "items": "punkter",
    "sections": "afsnit",
    "decisions": "beslutninger",
    "outcomes": "udfald",
    "tasks": "opgaver",
    "owners": "ansvarlige",
    "deadlines": "frister",
    "attendance": "fremmøde",
    "problems": "bemærkninger",
}
CHECK_FIELDS = ("forum", "date", "path", "kind", "page", "text")


@click.command(epilog=examples("referat status --db udvalg.db", "referat status --json"))
@DATABASE
@click.option("--json", "as_json", is_flag=True, help="Svar som JSON, med hver fil, der ikke kunne læses.")
def status(database: Path, as_json: bool) -> None:
    """Vis, hvad der er i databasen, hvad der er forældet, og hvad der ikke kunne læses."""
    from referat.db import overview, schema
    from referat.extract.minutes import READER_VERSION

    conn = schema.open_for_reading(database)
    told, failed = overview.status(conn, reader_version=READER_VERSION), overview.failures(conn)
    conn.close()
    if as_json:
        click.echo(json.dumps({**told, "failed_files": failed}, ensure_ascii=False, indent=2))
        return
    console = Console()
    console.print(_status_table(told))
    if failed:
        table = Table(title="Kunne ikke læses", title_justify="left", expand=True)
        for name in ("Art", "Fil", "Besked"):
            table.add_column(name, overflow="fold")
        for row in failed:
            table.add_row(show.clean(row["code"]), show.clean(row["path"]), show.clean(row["message"]))
        console.print(table)


def _status_table(told: Mapping[str, Any]) -> Table:
    table = Table(show_header=False)
    last = told["last_import"]
    rows = [
        ("Dokumenter", f"{told['documents']} med {told['pages']} sider"),
        ("Indhold", f"{told['meetings']} møder, {told['items']} punkter, {told['tasks']} opgaver, {told['people']} personer"),
        ("Filer", _listed(told["files"], _STATES)),
        ("Forældede", f"{told['outdated']} er læst af en anden udgave: referat reread" if told["outdated"] else "ingen"),
        ("Fejl", _listed(told["failures"], {})),
        ("At se på", _listed(told["findings"], {})),
        ("Usikker læsning", f"{told['unsure']} oplysninger på scannede sider" if told["unsure"] else "ingen"),
        ("Huller", _listed(told["gaps"], _GAPS) + (": referat check" if told["gaps"] else "")),
        ("Hører sammen", _listed(told["links"], _LINKS)),
        ("Sidste import", f"{last['started']}" + ("" if last["finished"] else " (afbrudt)") if last else "aldrig"),
    ]
    for label, value in rows:
        table.add_row(label, show.clean(value))
    return table


def _listed(counts: Mapping[str, int], names: Mapping[str, str]) -> str:
    return ", ".join(f"{count} {names.get(name, name)}" for name, count in counts.items()) or "ingen"


@click.command(epilog=examples("referat reread --db udvalg.db"))
@DATABASE
@reading_options
@click.option("--json", "as_json", is_flag=True, help="Resultatet som JSON.")
def reread(database: Path, as_json: bool, **chosen: Any) -> None:
    """Læs det igen, som en ældre udgave har læst, og vis, hvad det gav og kostede."""
    from referat.corpus.reread import reread as read_again
    from referat.corpus.session import session
    from referat.db import schema

    schema.open_for_reading(database).close()
    with engine(chosen) as readers, session(database, readers, waits=lambda: click.echo("Venter på en anden import …", err=True)) as opened:
        number = opened.begin()
        done = list(read_again(opened))
        failed = [row for row in done if row.error is not None]
        opened.end(number, {"replaced": len(done) - len(failed), "failed": len(failed)})
    if as_json:
        rows = [{"path": str(row.path), "changes": dict(row.changes), "error": row.error and row.error.message} for row in done]
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    else:
        click.echo(f"{len(done) - len(failed)} dokumenter er læst igen, {len(failed)} kunne ikke læses.")
        _print_changes([row.changes for row in done])
    for row in failed:
        click.echo(f"  {row.error}", err=True)
    if failed:
        raise click.exceptions.Exit(3)


def _print_changes(changes: Sequence[Mapping[str, int]]) -> None:
    more: Counter[str] = Counter()
    fewer: Counter[str] = Counter()
    for document in changes:
        for name, change in document.items():
            (more if change > 0 else fewer)[name] += abs(change)
    if not more and not fewer:
        click.echo("Det gav det samme som før.")
        return
    table = Table()
    for name in ("Hvad", "Flere", "Færre"):
        table.add_column(name)
    for name, label in _THINGS.items():
        if more[name] or fewer[name]:
            table.add_row(label, str(more[name]), str(fewer[name]))
    Console().print(table)


@click.command(epilog=examples("referat check --db udvalg.db", "referat check --csv > huller.csv"))
@DATABASE
@form_options
def check(database: Path, form: str | None) -> None:
    """Vis, hvad der mangler: sider uden forklaring, punkter fra indholdsfortegnelsen, numre i rækken og møder i et forums række."""
    from referat.db import overview, schema
    from referat.db.series import missing_meetings

    conn = schema.open_for_reading(database)
    meetings = [
        {"forum": row.forum, "date": row.date, "path": None, "kind": "meeting", "page": None, "text": row.reason}
        for row in missing_meetings(conn)
    ]
    rows = [*overview.gaps(conn), *meetings]
    conn.close()
    if form:
        print_rows(form, rows, CHECK_FIELDS)
    elif not rows:
        click.echo("Der mangler ikke noget.")
    else:
        table = Table(expand=True)
        for name, ratio in (("Forum", 2), ("Dato", None), ("Fil", 2), ("Hvad", 2), ("Side", None), ("Tekst", 4)):
            table.add_column(name, ratio=ratio, overflow="fold")
        for row in rows:
            file = Path(row["path"]).name if row["path"] else ""
            values = (row["forum"], row["date"], file, _GAPS[row["kind"]], row["page"], row["text"])
            table.add_row(*(show.clean(value) for value in values))
        Console().print(table)
        click.echo(f"{len(rows)} huller.")
