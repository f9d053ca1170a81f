"""Every text in a database, whatever tables there are; so that nothing is forgotten when a table is added."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass

from referat.db.privacy.within import texts

# Of the search index only the tables with plain rows: `search_text` keeps stems and is made again, shadow tables belong to it.
_TABLES = "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%' ORDER BY name"
_COLUMNS = "SELECT name, pk FROM pragma_table_info(?) ORDER BY cid"


@dataclass(frozen=True, slots=True)
class Table:
    """A table of plain rows: its columns, and those that name a row."""

    name: str
    columns: tuple[str, ...]
    key: tuple[str, ...]


def tables(conn: sqlite3.Connection) -> list[Table]:
    """The plain tables of a database by name; views, search indices and what belongs to them are left out."""
    found = []
    for (name,) in conn.execute(_TABLES).fetchall():
        columns = [(row[0], row[1]) for row in conn.execute(_COLUMNS, (name,))]
        key = tuple(column for column, place in sorted(columns, key=lambda pair: pair[1]) if place)
        found.append(Table(name, tuple(column for column, _ in columns), key or ("rowid",)))
    return found


def cells(conn: sqlite3.Connection) -> Iterator[tuple[str, str, str]]:
    """Table, column and text of every value that is text, and of every text within a value that is JSON."""
    for table in tables(conn):
        for row in conn.execute(f"SELECT {_listed(table.columns)} FROM {quoted(table.name)}"):  # noqa: S608
            for column, value in zip(table.columns, row, strict=True):
                if isinstance(value, str):
                    for text in texts(value):
                        yield table.name, column, text


def quoted(name: str) -> str:
    """A name for SQL."""
    return '"' + name.replace('"', '""') + '"'


def _listed(columns: tuple[str, ...]) -> str:
    return ", ".join(map(quoted, columns))
