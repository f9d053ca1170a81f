"""Which tasks are meant: the options that every command over tasks takes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import click

from referat.day_option import Day

F = TypeVar("F", bound=Callable[..., Any])
_OPTIONS = (
    click.option("--owner", metavar="NAVN", help="Kun opgaver for denne person (under alle hendes navne), gruppe eller organisation."),
    click.option("--forum", help="Kun fora med dette i navnet eller i organisationens navn."),
    click.option("--due-before", type=Day(last=False), help="Kun opgaver med frist før denne dag (2022-06-29, 2022-06 eller 2022)."),
    click.option("--since", type=Day(last=False), help="Kun fra møder denne dag eller senere."),
    click.option("--open", "is_open", is_flag=True, help="Kun opgaver, der ikke er afsluttet, og hvis frist ikke er overskredet."),
    click.option(
        "--state",
        type=click.Choice(["open", "done", "dropped", "unknown"]),
        help="Kun opgaver, som I har sagt dette om (åben: intet sagt).",
    ),
)


def task_options(command: F) -> F:
    """Gives a command --owner, --forum, --due-before, --since, --open and --state."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command
