"""Who changes something: an option of every command that writes what people say."""

from __future__ import annotations

import getpass

import click


def user() -> str:
    """The name of whoever gives the command."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # nobody is logged in, as in some containers
        return "kommandolinjen"


BY = click.option("--by", "actor", envvar="REFERAT_ACTOR", default=user, metavar="NAVN", help="Hvem der siger det; ellers dit brugernavn.")
