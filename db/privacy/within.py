"""The texts within a value: itself, or where it is JSON every text in that."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

_JSON = ("{", "[")
Change = Callable[[str], str]


def texts(value: str) -> Iterator[str]:
    """Every text of a value."""
    if not value.startswith(_JSON):
        return iter((value,))
    found: list[str] = []

    def note(text: str) -> str:
        found.append(text)
        return text

    changed(value, note)
    return iter(found)


def changed(value: str, change: Change) -> str:
    """The value with every text of it changed; JSON in which nothing changes stays as it was written."""
    data = _json(value)
    if data is None:
        return change(value)
    new = _changed(data, change)
    return value if new == data else json.dumps(new, ensure_ascii=False)


def _json(value: str) -> Any:
    """What a value says as JSON; None where it is plain text."""
    if not value.startswith(_JSON):
        return None
    try:
        return json.loads(value)
    except ValueError:
        return None


def _changed(data: Any, change: Change) -> Any:
    if isinstance(data, str):
        return change(data)
    if isinstance(data, list):
        return [_changed(part, change) for part in data]
    if isinstance(data, dict):
        return {change(name): _changed(part, change) for name, part in data.items()}
    return data
