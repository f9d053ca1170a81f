"""Tables as Parquet files for analysis, one for each. Only this module knows pyarrow, which `pip install referat[parquet]` brings."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from referat.db.export.kept import tables
from referat.models.errors import ReferatError

_BATCH = 20_000
_KINDS = {"TEXT": "string", "INTEGER": "int64", "REAL": "float64", "BLOB": "binary"}


class ParquetError(ReferatError):
    """The library for Parquet is not installed."""

    exit_code = 2


def parquet(conn: sqlite3.Connection, folder: Path, *, with_entries: bool = False) -> dict[str, int]:
    """Writes `table.parquet` into an existing folder for each table that is kept when a database is published; gives their rows.

    Columns have the types of the database; dates stay ISO text, as not every date is a whole one. Raises ParquetError without pyarrow.
    """
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise ParquetError("Parquet kræver pyarrow. Installer det med: pip install 'referat[parquet]'") from error
    counts = {}
    for table in tables(conn, with_entries=with_entries):
        columns = conn.execute("SELECT name, type FROM pragma_table_info(?) ORDER BY cid", (table,)).fetchall()
        schema = pa.schema([(name, pa.type_for_alias(_KINDS[kind])) for name, kind in map(tuple, columns)])
        counts[table] = 0
        with pq.ParquetWriter(folder / f"{table}.parquet", schema, compression="zstd") as writer:
            for rows in _batches(conn, table):
                arrays = [pa.array(values, type=field.type) for values, field in zip(zip(*rows, strict=True), schema, strict=True)]
                writer.write_batch(pa.record_batch(arrays, schema=schema))
                counts[table] += len(rows)
    return counts


def _batches(conn: sqlite3.Connection, table: str) -> Iterator[Sequence[tuple[Any, ...]]]:
    cursor = conn.execute(f'SELECT * FROM "{table}"')  # noqa: S608
    while rows := cursor.fetchmany(_BATCH):
        yield [tuple(row) for row in rows]
