"""Serves a database with the explorer from this process."""

from __future__ import annotations

import os
import socket
from pathlib import Path
from typing import Any

import uvicorn
from datasette.app import Datasette
from datasette.utils import BadMetadataError, parse_metadata

from referat.models.errors import ReferatError

# What a case officer's question may take, and how many rows a table shows.
SETTINGS = {
    "sql_time_limit_ms": 5000,
    "facet_time_limit_ms": 1000,
    "suggest_facets": False,
    "default_page_size": 50,
    "max_returned_rows": 1000,
}


class AddressError(ReferatError):
    """Nobody can listen on an address."""


class SettingsError(ReferatError):
    """A file of settings cannot be read."""


def make(database: Path, *, metadata: Path | None = None) -> Datasette:
    """A Datasette for one database. metadata: a file of settings as Datasette has them, such as who may log in and who may write.

    Logins and tokens hold over a new start where DATASETTE_SECRET is set. Raises SettingsError where the file cannot be read.
    """
    return Datasette(
        [str(database)],
        settings=SETTINGS,
        metadata=_read(metadata) if metadata else None,
        secret=os.environ.get("DATASETTE_SECRET") or None,
    )


def _read(path: Path) -> dict[str, Any]:
    try:
        return dict(parse_metadata(path.read_text(encoding="utf-8")))
    except (OSError, UnicodeError, BadMetadataError) as error:
        raise SettingsError(f"Indstillingerne i {path} kan ikke læses: {error}. Skriv dem som JSON eller YAML.") from error


def login_link(datasette: Datasette, address: str) -> str:
    """The link with which whoever started the server logs in, once; `address` is where it is served."""
    return f"{address}-/auth-token?token={datasette._root_token}"


def run(datasette: Datasette, *, host: str, port: int) -> None:
    """Serves until it is stopped with Ctrl+C. Raises AddressError where the address is taken or not one of this machine."""
    try:
        socket.create_server((host, port)).close()
    except OSError as error:
        message = f"Der kan ikke lyttes på {host}:{port}: {error.strerror or error}. Er porten optaget, så vælg en anden med --port."
        raise AddressError(message) from error
    uvicorn.run(datasette.app(), host=host, port=port, log_level="warning", access_log=False)
