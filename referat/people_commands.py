"""`referat people`: the register of people over all documents, and what people enter about who is who."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
from rich.console import Console
from rich.table import Table

from referat.by_option import BY
from referat.form_option import form_options, print_rows
from referat.list_group import ListGroup
from referat.options import DATABASE, examples
from referat.show import clean

if TYPE_CHECKING:
    from referat.db.people.register import Person

FIELDS = ("id", "name", "names", "forums", "organisations", "roles", "meetings", "tasks", "first", "last")
PROPOSAL_FIELDS = ("score", "name", "other_name", "reason", "id", "other_id")
_KINDS = {"merge": "samlet", "split": "delt"}


@click.group(
    cls=ListGroup,
    epilog=examples(
        "referat people                                    alle personer",
        "referat people Eva                                dem, der hedder Eva",
        "referat people proposals                          navne, der måske er samme person",
        "referat people merge 'Eva Nørlund' 'Eva Nørlun'   de to er én",
        "referat people split 'Lars Holm' --forum Byrådet  den i Byrådet er en anden",
        "referat people undo                               fortryd den seneste afgørelse",
    ),
)
def people() -> None:
    """Personer på tværs af alle referater: hvem er den samme, og hvem er to.

    Skriv et navn for at se personen. Det, I afgør her, gemmes for sig og gælder også, når referaterne læses igen.
    """


@people.command(name="list", epilog=examples("referat people list Eva --json"))
@click.argument("name", nargs=-1, metavar="[NAVN]")
@DATABASE
@form_options
def list_(name: tuple[str, ...], database: Path, form: str | None) -> None:
    """Vis alle personer, eller dem med et navn."""
    from referat.db.people import register as people_register
    from referat.db.people.access import register_of

    with register_of(database) as db:
        found = people_register.find(db.conn, " ".join(name)) if name else people_register.persons(db.conn)
    if form:
        rows = [{field: getattr(person, field) for field in FIELDS} for person in found]
        flat = [{key: "; ".join(value) if isinstance(value, tuple) else value for key, value in row.items()} for row in rows]
        print_rows(form, rows if form == "json" else flat, FIELDS)
    elif found:
        Console().print(_table(found))
    else:
        click.echo("Ingen fundet. Prøv en del af navnet.", err=True)


@people.command(epilog=examples("referat people proposals", "referat people proposals --csv > forslag.csv"))
@DATABASE
@form_options
def proposals(database: Path, form: str | None) -> None:
    """Vis navne, der måske er samme person, med hvor sikkert det er, og hvorfor.

    Intet samles, før I siger det: referat people merge ID ID.
    """
    from referat.db.people import register as people_register
    from referat.db.people.access import register_of

    with register_of(database) as db:
        found = people_register.proposals(db.conn)
    rows: list[dict[str, Any]] = [
        dict(zip(PROPOSAL_FIELDS, (score, one.name, other.name, reason, one.id, other.id), strict=True))
        for one, other, score, reason in found
    ]
    if form:
        print_rows(form, rows, PROPOSAL_FIELDS)
    elif rows:
        table = Table("Score", "Navn", "Navn", "Grund", "Id", expand=True)
        for row in rows:
            ids = clean(f"{row['id']}\n{row['other_id']}")
            table.add_row(f"{row['score']:.2f}", clean(row["name"]), clean(row["other_name"]), clean(row["reason"]), ids)
        Console().print(table)
    else:
        click.echo("Ingen forslag: ingen navne ligner hinanden nok.")


@people.command(epilog=examples("referat people merge 'Eva Nørlund' 'Eva Nørlun'"))
@click.argument("one", metavar="PERSON")
@click.argument("other", metavar="PERSON")
@DATABASE
@BY
def merge(one: str, other: str, database: Path, actor: str) -> None:
    """Sig, at to er én person. PERSON er et navn eller et id."""
    from referat.db.people import register as people_register
    from referat.db.people.access import register_of

    with register_of(database) as db:
        first, second = _one(db.conn, one), _one(db.conn, other)
        number = people_register.merge(db, first.id, second.id, actor=actor)
    click.echo(f"Afgørelse {number}: {first.name} og {second.name} er én person. Fortryd med: referat people undo {number}")


@people.command(
    epilog=examples(
        "referat people split 'Lars Holm' --forum Byrådet",
        "referat people split 'Eva Nørlund' --name 'Eva Nørlun'",
        "referat people split 'Lars Holm' --meeting 0a1b2c3d4e5f-1",
    )
)
@click.argument("person", metavar="PERSON")
@click.option("--name", "names", multiple=True, help="Denne skrivemåde er en anden person. Kan gives flere gange.")
@click.option(
    "--forum", "forums", multiple=True, help="Den i dette forum (en del af navnet eller dets id) er en anden person. Kan gives flere gange."
)
@click.option("--meeting", "meetings", multiple=True, metavar="ID", help="Den i dette møde er en anden person. Kan gives flere gange.")
@DATABASE
@BY
def split(person: str, names: tuple[str, ...], forums: tuple[str, ...], meetings: tuple[str, ...], database: Path, actor: str) -> None:
    """Sig, at én er to personer: det, der vælges, bliver en person for sig."""
    from referat.db.keys import slug
    from referat.db.people import register as people_register
    from referat.db.people.access import register_of

    if not (names or forums or meetings):
        raise click.UsageError("Sig, hvad der er en anden person: --name, --forum eller --meeting.")
    with register_of(database) as db:
        whole = _one(db.conn, person)
        out = [
            figure.id
            for figure in people_register.one_side(db.conn, whole.id)
            if (names or forums)
            and (not names or slug(figure.name) in {slug(name) for name in names})
            and (not forums or any(_in_forum(figure.forum, figure.forum_id, forum) for forum in forums))
        ]
        number = people_register.split(db, whole.id, out, actor=actor, meetings=meetings)
    click.echo(f"Afgørelse {number}: {whole.name} er to personer. Fortryd med: referat people undo {number}")


@people.command(epilog=examples("referat people undo", "referat people undo 3"))
@click.argument("number", type=int, required=False, metavar="[NUMMER]")
@DATABASE
@BY
def undo(number: int | None, database: Path, actor: str) -> None:
    """Fortryd en afgørelse, den seneste hvis intet nummer gives."""
    from referat.db.people import register as people_register
    from referat.db.people.access import register_of

    with register_of(database) as db:
        done = people_register.undo(db, number, actor=actor)
    click.echo(f"Afgørelse {done} er fortrudt.")


@people.command(epilog=examples("referat people decisions"))
@DATABASE
def decisions(database: Path) -> None:
    """Vis, hvad der er afgjort om, hvem der er hvem, også det fortrudte."""
    from referat.db.people.access import register_of
    from referat.db.people.decisions import entries

    with register_of(database) as db:
        found = entries(db.conn)
    table = Table("Nr.", "Hvornår", "Hvem", "Hvad", "Den ene side", "Den anden side", "Bemærkning", expand=True)
    for entry in found:
        undone = f"fortrudt {entry.undone[:10]} {entry.undone_by or ''}".strip() if entry.undone else ""
        note = undone or (f"{entry.lost} findes ikke i det, der er læst nu" if entry.lost else "")
        sides = [clean("\n".join(side)) for side in entry.sides]
        table.add_row(str(entry.id), entry.made[:10], entry.made_by or "", _KINDS[entry.kind], *sides, note)
    if found:
        Console().print(table)
    else:
        click.echo("Intet er afgjort.")


def _in_forum(name: str | None, identity: str | None, wanted: str) -> bool:
    return wanted == identity or wanted.casefold() in (name or "").casefold()


def _one(conn: sqlite3.Connection, name: str) -> Person:
    """The one person of that name or id."""
    from referat.db.people.register import find

    found = find(conn, name, whole=True)
    if len(found) == 1:
        return found[0]
    if not found:
        raise click.UsageError(f"Ingen hedder '{name}'. Se alle med: referat people")
    ids = "\n".join(f"  {person.id}  ({'; '.join(person.forums)})" for person in found[:10])
    raise click.UsageError(f"Flere kan hedde '{name}'. Brug et id:\n{ids}")


def _table(found: Sequence[Person]) -> Table:
    table = Table(show_lines=len(found) < 20, expand=True)
    for name, ratio in (("Navn", 3), ("Også skrevet", 3), ("Fora", 4), ("Rolle", 3), ("Møder", None), ("Opgaver", None), ("Id", 4)):
        table.add_column(name, ratio=ratio, no_wrap=ratio is None)
    for person in found:
        others = [name for name in person.names if name != person.name]
        row: list[Any] = [person.name, "; ".join(others), "; ".join(person.forums), "; ".join(person.roles), person.meetings, person.tasks]
        table.add_row(*(clean(value) for value in row), clean(person.id))
    return table
