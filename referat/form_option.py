"""Rows for people or for programs: the options --json, --csv and --tsv, and printing."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from referat import show

F = TypeVar("F", bound=Callable[..., Any])


def form_options(command: F) -> F:
    """Gives a command --json, --csv and --tsv; its parameter `form` is None where people read."""
    for name in ("tsv", "csv", "json"):
        command = click.option(f"--{name}", "form", flag_value=name, help=f"Svar som {name.upper()}.")(command)
    return command


def print_rows(form: str, rows: Sequence[dict[str, Any]], fields: Sequence[str]) -> None:
    """Prints rows in a form for programs."""
    if form == "json":
        click.echo(show.to_json(rows))
    else:
        click.echo(show.to_csv(rows, fields, delimiter="\t" if form == "tsv" else ","), nl=False)
