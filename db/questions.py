"""Questions that people ask most, as SQL in `queries/`; the first lines of each file say what it answers."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

_HEAD = re.compile(r"^-- (title|description): (.+)$", re.M)


@cache
def questions() -> dict[str, dict[str, str]]:
    """The questions by name, each with `title`, `description` and `sql`, in order of their names."""
    folder = files("referat.db") / "queries"
    found = {}
    for path in sorted(folder.iterdir(), key=lambda path: path.name):
        if path.name.endswith(".sql"):
            text = path.read_text(encoding="utf-8")
            found[path.name.removesuffix(".sql")] = {
                **{name: value.strip() for name, value in _HEAD.findall(text)},
                "sql": _HEAD.sub("", text).strip(),
            }
    return found
