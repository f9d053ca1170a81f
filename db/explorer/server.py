"""Serves a database with the explorer from this process."""

from __future__ import annotations

import socket
from pathlib import Path

import uvicorn
from datasette.app import Datasette

from referat.models.errors import ReferatError

# What a case officer's question may take, and how many rows a table shows.
_SETTINGS = {
    "sql_time_limit_ms": 5000,
    "facet_time_limit_ms": 1000,
    "suggest_facets": False,
    "default_page_size": 50,
    "max_returned_rows": 1000,
}


class AddressError(ReferatError):
    """Nobody can listen on an address."""


def make(database: Path) -> Datasette:
    """A Datasette for one database."""
    return Datasette([str(database)], settings=_SETTINGS)


def run(database: Path, *, host: str, port: int) -> None:
    """Serves until it is stopped with Ctrl+C. Raises AddressError where the address is taken or not one of this machine."""
    try:
        socket.create_server((host, port)).close()
    except OSError as error:
        message = f"Der kan ikke lyttes på {host}:{port}: {error.strerror or error}. Er porten optaget, så vælg en anden med --port."
        raise AddressError(message) from error
    uvicorn.run(make(database).app(), host=host, port=port, log_level="warning", access_log=False)
