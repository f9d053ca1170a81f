"""A day given on the command line."""

from __future__ import annotations

import click


class Day(click.ParamType[str]):
    """A day as 2022-06-29, or the first or last day of 2022-06 or 2022."""

    name = "dato"

    def __init__(self, *, last: bool) -> None:
        self.last = last

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """The ISO day."""
        from referat.db.days import day

        found = day(value, last=self.last)
        if found is None:
            self.fail(f"'{value}' er ikke en dato. Skriv fx 2022-06-29, 2022-06 eller 2022.", param, ctx)
        return found
