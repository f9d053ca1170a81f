"""`referat tasks`: who was to do what by when, and what became of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from referat.by_option import BY
from referat.form_option import form_options, print_rows
from referat.list_group import ListGroup
from referat.options import DATABASE, examples
from referat.show import clean
from referat.task_options import task_options

if TYPE_CHECKING:
    from referat.db.entries.entries import Entry

F = TypeVar("F", bound=Callable[..., Any])
STATES = {"open": "åben", "done": "udført", "dropped": "bortfaldet", "unknown": "uvis"}
_TASK = click.argument("task", metavar="ID")
_NOTE = click.option("--note", metavar="TEKST", help="En bemærkning; en tom fjerner den, der er.")
_DATE = click.option("--date", metavar="DATO", help="Dagen, som 2024-05-31; ellers i dag.")


@click.group(
    cls=ListGroup,
    epilog=examples(
        "referat tasks --owner 'Eva Nørlund' --open        hvad hun mangler",
        "referat tasks --forum klynge --due-before 2023-01-01",
        "referat tasks --since 2022 --csv > opgaver.csv",
        "referat tasks done 1bc3c9 --note 'Sendt til alle' opgaven er udført (id'et står i listen)",
        "referat tasks show 1bc3c9                         hvad der er sagt om den, og af hvem",
        "referat tasks adrift                              det, I har sagt om opgaver, hvis ord er borte",
    ),
)
def tasks() -> None:
    """Opgaver: hvem skulle gøre hvad hvornår, og hvad blev der af det.

    Det, I siger om en opgave, gemmes for sig med sin historie og gælder også, når referaterne læses igen.
    """


@tasks.command(name="list", epilog=examples("referat tasks list --state done"))
@DATABASE
@task_options
@form_options
def list_(database: Path, form: str | None, is_open: bool, **asked: Any) -> None:
    """Vis opgaver, med ordene i referatet og siden (det samme som referat tasks).

    De tidligste frister står først, opgaver uden frist sidst.
    """
    from referat.db.people.access import register_of
    from referat.db.task_list import FIELDS, Asked
    from referat.db.task_list import tasks as asked_for

    today = dt.datetime.now().astimezone().date()
    with register_of(database) as db:
        found = asked_for(db.conn, Asked(open_on=today if is_open else None, **asked), today=today)
    if form:
        print_rows(form, found, FIELDS)
    elif found:
        console = Console()
        console.print(_table(found))
        console.print(f"{len(found)} opgaver." if len(found) != 1 else "1 opgave.")
    else:
        click.echo("Ingen opgaver fundet. Prøv færre betingelser, eller en del af navnet.", err=True)


@tasks.command(epilog=examples("referat tasks done 1bc3c9 --date 2024-05-31 --note 'Sendt til alle'"))
@_TASK
@DATABASE
@_DATE
@_NOTE
@BY
def done(task: str, database: Path, actor: str, **said: str | None) -> None:
    """Opgaven er udført."""
    _say(database, task, "done", actor=actor, **said)


@tasks.command(epilog=examples("referat tasks drop 1bc3c9 --note 'Afløst af den nye plan'"))
@_TASK
@DATABASE
@_DATE
@_NOTE
@BY
def drop(task: str, database: Path, actor: str, **said: str | None) -> None:
    """Opgaven er bortfaldet."""
    _say(database, task, "dropped", actor=actor, **said)


@tasks.command(epilog=examples("referat tasks reopen 1bc3c9"))
@_TASK
@DATABASE
@_NOTE
@BY
def reopen(task: str, database: Path, actor: str, **said: str | None) -> None:
    """Opgaven er åben (igen)."""
    _say(database, task, "open", actor=actor, **said)


@tasks.command(epilog=examples("referat tasks unknown 1bc3c9"))
@_TASK
@DATABASE
@_NOTE
@BY
def unknown(task: str, database: Path, actor: str, **said: str | None) -> None:
    """Det er uvist, hvad der blev af opgaven."""
    _say(database, task, "unknown", actor=actor, **said)


@tasks.command(epilog=examples("referat tasks note 1bc3c9 'Rykket den 3. maj'"))
@_TASK
@click.argument("note", metavar="TEKST")
@DATABASE
@BY
def note(task: str, note: str, database: Path, actor: str) -> None:
    """Skriv en bemærkning til opgaven; en tom fjerner den, der er."""
    _say(database, task, None, note=note, actor=actor)


@tasks.command(epilog=examples("referat tasks confirm 1bc3c9", "referat tasks confirm 1bc3c9 --move 77ab02"))
@_TASK
@DATABASE
@click.option("--move", "target", metavar="ID", help="Det, der er sagt, hører til denne opgave i stedet.")
@BY
def confirm(task: str, database: Path, target: str | None, actor: str) -> None:
    """Det, der er sagt, gælder denne opgave, selv om ordene er blevet andre (eller en anden, med --move)."""
    from referat.db.entries import entries, states

    with _found(database, task) as (db, identity):
        entry = entries.find(db.conn, states.subject(identity))
        if entry is None:
            raise states.StateError("Der er ikke sagt noget om opgaven.")
        row = states.task_named(db.conn, target) if target else None
        _print(entries.confirm(db, entry.id, actor=actor, expected=entry.version, row=row))


@tasks.command(epilog=examples("referat tasks refuse 1bc3c9"))
@_TASK
@DATABASE
@BY
def refuse(task: str, database: Path, actor: str) -> None:
    """Det, der er sagt, gælder ikke den opgave, som det måske hører til; det står så blandt dem uden plads."""
    from referat.db.entries import entries, states

    with _found(database, task) as (db, identity):
        entry = entries.find(db.conn, states.subject(identity))
        if entry is None:
            raise states.StateError("Der er ikke sagt noget om opgaven.")
        _print(entries.refuse(db, entry.id, actor=actor, expected=entry.version))


@tasks.command(epilog=examples("referat tasks show 1bc3c9"))
@_TASK
@DATABASE
def show(task: str, database: Path) -> None:
    """Vis alt, hvad der er sagt om en opgave, det nyeste først."""
    from referat.db.entries import states

    with _found(database, task) as (db, identity):
        words = db.conn.execute("SELECT quote FROM tasks WHERE id = ?", (identity,)).fetchone()
        click.echo(f"{identity}\n{clean(words[0] if words else 'Ordene står ikke længere i dokumentet.').plain}")
        for step in reversed(states.steps(db.conn, identity)):
            click.echo(f"{step.at[:16].replace('T', ' ')}  {clean(step.actor).plain}: {_told(step.after or {})}")


@tasks.command(epilog=examples("referat tasks adrift"))
@DATABASE
@form_options
def adrift(database: Path, form: str | None) -> None:
    """Vis, hvad I har sagt om opgaver, hvis ord ikke længere står i dokumentet, eller som måske er andre."""
    from referat.db.entries import states
    from referat.db.people.access import register_of

    with register_of(database) as db:
        found = [_adrift(entry) for entry in states.adrift(db.conn)]
    if form:
        print_rows(form, found, ("task", "standing", "state", "date", "note", "said_by", "words", "path"))
    for row in found if not form else ():
        what = "Borte" if row["standing"] == "gone" else "Måske en anden"
        click.echo(f"{what}: {row['task']}  {_told(row)}\n  {clean(row['words']).plain}\n  {clean(row['path']).plain}")
    if not found and not form:
        click.echo("Alt, hvad I har sagt, hører til en opgave.")


def _adrift(entry: Entry) -> dict[str, Any]:
    value = entry.value or {}
    return {
        "task": entry.subject.row,
        "standing": entry.standing.value,
        **value,
        "said_by": entry.actor,
        "words": entry.words,
        "path": entry.path,
    }


@contextmanager
def _found(database: Path, task: str) -> Iterator[tuple[Any, str]]:
    """The database and the id of the task that was named."""
    from referat.db.entries.states import task_named
    from referat.db.people.access import register_of

    with register_of(database) as db:
        yield db, task_named(db.conn, task)


def _say(database: Path, task: str, state: str | None, *, actor: str, date: str | None = None, note: str | None = None) -> None:
    from referat.db.entries.states import Said, TaskState, say

    with _found(database, task) as (db, identity):
        said = Said(TaskState(state) if state else None, date, note)
        _print(say(db, identity, said, actor=actor))


def _print(entry: Entry) -> None:
    click.echo(f"{entry.subject.row}: {_told(entry.value or {})}\n{clean(entry.words).plain}")


def _told(value: dict[str, Any]) -> str:
    date = f" {value['date']}" if value.get("date") else ""
    return f"{STATES[value['state']]}{date}" + (f" – {clean(value['note']).plain}" if value.get("note") else "")


def _table(rows: Iterable[dict[str, Any]]) -> Table:
    table = Table(show_lines=True, expand=True)
    for name, ratio in (("Frist", None), ("Ansvarlig", 2), ("Opgave", 4), ("Forum", 2), ("Ordene i referatet", 5)):
        table.add_column(name, ratio=ratio, no_wrap=ratio is None)
    for row in rows:
        due = Text.assemble(clean(row["deadline"] or ("" if not row["deadline_text"] else "uden dato")))
        if row["due"] == "overskredet":
            due.append("\noverskredet", style="red")
        place = ", ".join(str(part) for part in (row["file"], f"side {row['page']}" if row["page"] else None) if part)
        forum = Text.assemble(clean(row["forum"]), "\n", clean(row["date"]))
        what = Text.assemble(clean(row["action"]), ("\n" + row["task"][13:], "dim"))
        if row["said_by"]:
            what.append(f"\n{_told({'state': row['state'], 'date': row['state_date'], 'note': row['note']})}", style="green")
        table.add_row(due, clean(row["owner"]), what, forum, Text.assemble(clean(row["quote"]), ("\n" + clean(place).plain, "dim")))
    return table
