"""Text with separators (CSV, TSV). What a spreadsheet would run as a formula has an apostrophe before it."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

from referat.db.export.table import Table, text

# OWASP's list for CSV injection (= + - @ tab CR), also in wide letters and behind white space.
_FORMULA = re.compile(r"\s*[=+\-@\uff1d\uff0b\uff0d\uff20]|[\t\r]")


def cell(value: Any) -> str:
    """A value as text that a spreadsheet takes for nothing but text."""
    said = text(value)
    return f"'{said}" if _FORMULA.match(said) else said


def lines(header: Sequence[str], rows: Iterable[Sequence[Any]], *, delimiter: str = ",", end: str = "\r\n") -> str:
    """A heading and rows; RFC 4180 wants CRLF as `end`, pipes on a command line a bare newline."""
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator=end)
    writer.writerow(header)
    writer.writerows([cell(value) for value in row] for row in rows)
    return out.getvalue()


def delimited(table: Table, *, delimiter: str = ",") -> bytes:
    """A table in UTF-8 with the byte order mark by which Excel knows it. Danish Excel opens semicolons without being asked."""
    rows = ([row.get(column.key) for column in table.columns] for row in table.rows)
    return lines([column.label for column in table.columns], rows, delimiter=delimiter).encode("utf-8-sig", "replace")
