"""Options and parts of help texts that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

DATABASE = click.option(
    "--db", "database", type=click.Path(path_type=Path), default=Path("referat.db"), show_default=True, help="Databasen."
)
OCR = click.option(
    "--ocr",
    type=click.Choice(["auto", "always", "never"]),
    default="auto",
    show_default=True,
    help="Hvornår sider læses som billeder: dem uden brugbar tekst, alle, eller ingen.",
)


def examples(*lines: str) -> str:
    """A closing part of a help text that click does not rewrap."""
    return "\n".join(("\b", "Eksempler:" if len(lines) > 1 else "Eksempel:", *(f"  {line}" for line in lines)))
