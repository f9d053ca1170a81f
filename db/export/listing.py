"""A list of things that happened, in the one form that every file format and feed is made from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from referat.db.export.table import Column, Kind, Table

_LONG = {"title", "action", "quote", "decision", "recommendation", "item_title"}
_KINDS = {"url": Kind.LINK, "page": Kind.NUMBER, "items": Kind.NUMBER, "decisions": Kind.NUMBER, "tasks": Kind.NUMBER}
_DAYS = {"date", "deadline"}


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of a list: its values by column, and how a feed tells it. `path` is its page, `day` when it happened.

    A task has `is_task`; a meeting stands in the calendar on its `day` where it has `is_meeting`.
    """

    id: str
    path: str
    title: str
    summary: str
    day: str | None
    values: Mapping[str, Any]
    is_task: bool = False
    is_meeting: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: the name of its files, its title, its page, what its columns are called in Danish, and its entries."""

    name: str
    title: str
    path: str
    columns: Mapping[str, str]
    entries: tuple[Entry, ...]


def table(listing: Listing, *, site: str) -> Table:
    """The list as a table; `site` stands before the addresses in it."""
    columns = tuple(Column(key, label, _kind(key)) for key, label in listing.columns.items())
    rows = tuple({**entry.values, "id": entry.id, "url": f"{site}{entry.path}"} for entry in listing.entries)
    return Table(listing.title, columns, rows)


def _kind(key: str) -> Kind:
    if key in _LONG:
        return Kind.LONG
    return Kind.DAY if key in _DAYS else _KINDS.get(key, Kind.TEXT)
