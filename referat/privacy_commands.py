"""`referat privacy`: personal data that was found, a copy without it, and the deletion of old names."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

import click
from rich.console import Console
from rich.table import Table

from referat.form_option import form_options, print_rows
from referat.list_group import ListGroup
from referat.models.personal import PersonalKind
from referat.options import DATABASE, examples
from referat.show import clean

if TYPE_CHECKING:
    from referat.db.privacy.findings import Finding
    from referat.db.privacy.redact import Redacted

_KIND = click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice([kind.value for kind in PersonalKind]),
    help="Kun denne slags; kan gives flere gange.",
)
_OFFICES = click.option("--offices", is_flag=True, help="Også kontorers adresser og numre, ikke kun private personers.")
_SETTINGS = click.option(
    "--settings",
    type=click.Path(path_type=Path),
    metavar="FIL",
    help="Hvem der udelades, og hvornår navne slettes; ellers referat-privacy.toml ved siden af databasen.",
)
FIELDS = ("kind", "masked", "holder", "ground", "place", "page", "item", "file", "path", "document_id", "meeting_id")
_PLACES = {"text": "", "furniture": "sidehoved eller -fod", "file": "filens navn"}
_GROUNDS = {"modulus-11": "kontrolcifret passer", "betegnelse": "kaldes CPR", "form": "dato og form"}


@click.group(
    cls=ListGroup,
    epilog=examples(
        "referat privacy                              hvad der er fundet, maskeret",
        "referat privacy --kind cpr --json",
        "referat privacy redact --out offentlig.db    en kopi uden CPR-numre",
        "referat privacy expire --older-than 10y      slet navne i referater, der er ældre end ti år",
    ),
)
def privacy() -> None:
    """Personoplysninger: CPR-numre, telefonnumre, e-mail og adresser i referaterne, og hvad der skal fjernes."""


@privacy.command(name="list", epilog=examples("referat privacy list --kind cpr --kind telefon"))
@DATABASE
@_KIND
@_OFFICES
@form_options
def list_(database: Path, form: str | None, kinds: tuple[str, ...], offices: bool) -> None:
    """Vis, hvad der er fundet i referaterne, med dokument og side (det samme som referat privacy).

    Numre og adresser vises maskeret; ordene selv står på siden i dokumentet.
    """
    from referat.db import schema
    from referat.db.privacy.findings import findings, remaining

    conn = schema.open_for_reading(database)
    found = findings(conn, [PersonalKind(kind) for kind in kinds] or None, offices=offices)
    left = sum(row.rows for row in remaining(conn)) if not form else 0
    conn.close()
    if form:
        print_rows(form, [{name: asdict(row)[name] for name in FIELDS} for row in found], FIELDS)
        return
    if found:
        console = Console()
        console.print(_table(found))
        counts = Counter(row.kind for row in found)
        console.print(", ".join(f"{count} {kind}" for kind, count in sorted(counts.items())) + ".")
    else:
        click.echo("Intet fundet i de læste dokumenter.")
    if left:
        click.echo(f"CPR-numre står {left} steder i tabellerne. Lav en kopi uden dem med: referat privacy redact --out offentlig.db")


@privacy.command(
    epilog=examples("referat privacy redact --out offentlig.db", "referat privacy redact --out kopi.db --kind cpr --kind telefon")
)
@DATABASE
@click.option("-o", "--out", required=True, type=click.Path(path_type=Path), metavar="FIL", help="Kopien; den må ikke findes i forvejen.")
@_KIND
@_OFFICES
@_SETTINGS
def redact(database: Path, out: Path, kinds: tuple[str, ...], offices: bool, settings: Path | None) -> None:
    """Lav en kopi af databasen uden CPR-numre (eller det, --kind siger), uden navne, der udelades, og uden navne, hvis tid er gået.

    De fjernes i tekster, oplysninger, søgning og det, I selv har skrevet, og sværtes på billederne af siderne. Databasen selv ændres ikke.
    """
    from referat.db.privacy.copying import copy
    from referat.db.privacy.redact import redact as take_out
    from referat.db.privacy.settings import settings_for

    wanted = settings_for(database, settings)
    copy(database, out)
    try:
        done = take_out(
            out,
            kinds=[PersonalKind(kind) for kind in kinds] or wanted.redact,
            offices=offices,
            leave_out=wanted.leave_out,
            expire_before=wanted.expire_before(_today()),
        )
    except BaseException:
        out.unlink(missing_ok=True)  # a copy with something left in it is no copy to have
        raise
    click.echo(f"{out}: {_told(done)}")


@privacy.command(epilog=examples("referat privacy expire --older-than 10y", "referat privacy expire --older-than 10y --yes"))
@DATABASE
@click.option("--older-than", metavar="FRIST", help="År (10y) eller måneder (18m); ellers fristen i referat-privacy.toml.")
@click.option("--yes", is_flag=True, help="Spørg ikke.")
@_SETTINGS
def expire(database: Path, older_than: str | None, yes: bool, settings: Path | None) -> None:
    """Slet navne på personer i referater fra møder, der er ældre end fristen; der står [navn slettet] i stedet.

    Det sker i databasen selv og kan ikke fortrydes. PDF-filerne røres ikke, og læses de igen, er navnene der igen.
    """
    from referat.db import schema
    from referat.db.privacy.names import expired
    from referat.db.privacy.redact import redact as take_out
    from referat.db.privacy.settings import before, settings_for

    term = older_than or settings_for(database, settings).older_than
    if term is None:
        raise click.UsageError("Angiv en frist med --older-than 10y, eller skriv older_than i referat-privacy.toml.")
    day = before(term, _today())
    conn = schema.open_for_reading(database)
    old = [names for names in expired(conn, day).values() if names.names]
    conn.close()
    if not old:
        click.echo(f"Ingen referater fra før {day} har navne at slette.")
        return
    if not yes:
        click.confirm(f"Slet alle personers navne i {_documents(len(old))} fra før {day}? Det kan ikke fortrydes.", abort=True)
    click.echo(f"{database}: {_told(take_out(database, kinds=(), expire_before=day))}")


def _told(done: Redacted) -> str:
    """What was done, in a line."""
    told = f"{done.values} steder er ændret, i {_documents(len(done.documents))}."
    hidden = len(done.hidden)
    return told + (f" Siderne i {hidden} af dem vises ikke mere, for det vides ikke, hvor på dem ordene står." if hidden else "")


def _documents(count: int) -> str:
    return "1 dokument" if count == 1 else f"{count} dokumenter"


def _table(found: Sequence[Finding]) -> Table:
    table = Table(expand=True)
    for name, ratio in (("Slags", None), ("Maskeret", 3), ("Fil", 4), ("Side", None), ("Punkt", None), ("Hvor, hvorfor", 3)):
        table.add_column(name, ratio=ratio, no_wrap=ratio is None, overflow="fold")
    for row in found:
        whose = "kontor" if row.holder == "kontor" else ""
        where = "; ".join(filter(None, (_PLACES[row.place], _GROUNDS.get(row.ground or "", ""), whose)))
        table.add_row(*(clean(value) for value in (row.kind, row.masked, row.file, row.page, row.item, where)))
    return table


def _today() -> dt.date:
    return dt.datetime.now().astimezone().date()
