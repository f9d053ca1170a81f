"""A group of commands that lists where no command is named: `referat people Eva` is `referat people list Eva`."""

from __future__ import annotations

import click


class ListGroup(click.Group):
    """Puts `list` before arguments that begin with no command of the group."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """The arguments with a command before them."""
        if not args or (args[0] not in self.commands and args[0] not in ctx.help_option_names):
            args = ["list", *args]
        return super().parse_args(ctx, args)
