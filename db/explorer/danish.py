"""Datasette's own pages in Danish: its templates are translated as they are loaded, so that none of them is copied.

`?sprog=en` gives a page as Datasette made it, and so does a server that holds no database of ours.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path

from datasette.utils.asgi import Request
from jinja2 import Environment
from jinja2.ext import Extension

_DATASETTE = Path(str(files("datasette")))
_TEMPLATES = _DATASETTE / "templates"
_SCRIPT = _DATASETTE / "static" / "table.js"
_QUOTED = re.compile(r'("[^"]*")')


@cache
def phrases() -> dict[str, dict[str, str]]:
    """The wording by where it stands: `templates`, `words`, `script`."""
    found: dict[str, dict[str, str]] = tomllib.loads((files("referat.db.explorer") / "phrases.toml").read_text(encoding="utf-8"))
    return found


@cache
def _either(part: str, *, whole_words: bool = False) -> re.Pattern[str]:
    longest_first = sorted(phrases()[part], key=len, reverse=True)
    joined = "|".join(re.escape(phrase) for phrase in longest_first)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)" if whole_words else joined)


class DanishTemplates(Extension):
    """Puts both languages into each of Datasette's templates, to be chosen between when a page is made."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        """The source of a template in two languages; a template that is not Datasette's as it is."""
        if filename is None or Path(filename).parent != _TEMPLATES:
            return source
        danish = phrases()["templates"]
        return _either("templates").sub(
            lambda match: f"{{% if in_danish(request|default(none)) %}}{danish[match[0]]}{{% else %}}{match[0]}{{% endif %}}", source
        )


def description(text: object) -> str:
    """What Datasette says about a filter or a page, in Danish; what stands in quotes is somebody's value and stays."""
    words = phrases()["words"]
    parts = _QUOTED.split(str(text))
    spoken = [
        part if index % 2 else _either("words", whole_words=True).sub(lambda match: words[match[0]], part)
        for index, part in enumerate(parts)
    ]
    return "".join(spoken)


def install(env: Environment, is_ours: Callable[[], bool]) -> None:
    """Teaches an environment of templates Danish; `is_ours` tells whether the server holds a database of ours."""

    def in_danish(request: Request | None) -> bool:
        return is_ours() and (request is None or request.args.get("sprog") != "en")

    env.add_extension(DanishTemplates)
    env.globals["in_danish"] = in_danish
    env.filters["danish_description"] = description


def original_script() -> str:
    """Datasette's script for tables."""
    return _SCRIPT.read_text(encoding="utf-8")


def script() -> str:
    """The same with its menu in Danish."""
    danish = phrases()["script"]
    return _either("script").sub(lambda match: danish[match[0]], original_script())
