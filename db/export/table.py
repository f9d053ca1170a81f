"""Rows with typed columns: what CSV, spreadsheets, Markdown and JSON are made from."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

# Characters that neither XML nor a terminal nor a spreadsheet can hold.
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class Kind(StrEnum):
    """What a column holds: words, many words, a day as ISO text, a whole number, a web address."""

    TEXT = "text"
    LONG = "long"
    DAY = "day"
    NUMBER = "number"
    LINK = "link"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its key in the rows and in JSON, what people call it, and what it holds."""

    key: str
    label: str
    kind: Kind = Kind.TEXT


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a title; a row has a value for the key of each column, and may hold more."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[Mapping[str, Any], ...]


def text(value: Any) -> str:
    """A value in words: nothing is empty, several are joined by commas, and what cannot be printed is left out."""
    if value is None:
        return ""
    if isinstance(value, tuple | list):
        value = ", ".join(map(str, value))
    return _UNPRINTABLE.sub("", str(value))


def line(value: Any) -> str:
    """A value as one line."""
    return " ".join(text(value).split())
