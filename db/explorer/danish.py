"""Datasette's own pages in Danish: its templates are translated as they are loaded, so that none of them is copied.

In English a page is as Datasette made it, and so it is on a server that holds no database of ours. Our own templates are translated
the other way (`referat.db.explorer.english`).
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path

from jinja2 import Environment
from jinja2.ext import Extension

from referat.db.explorer import english, language
from referat.db.explorer.language import phrases

_DATASETTE = Path(str(files("datasette")))
_TEMPLATES = _DATASETTE / "templates"
_OURS = Path(str(files("referat.db.explorer"))) / "templates"
_SCRIPT = _DATASETTE / "static" / "table.js"
_QUOTED = re.compile(r'("[^"]*")')


@cache
def _either(part: str, *, whole_words: bool = False) -> re.Pattern[str]:
    longest_first = sorted(phrases()[part], key=len, reverse=True)
    joined = "|".join(re.escape(phrase) for phrase in longest_first)
    return re.compile(rf"(?<!\w)(?:{joined})(?!\w)" if whole_words else joined)


class BothLanguages(Extension):
    """Puts both languages into each template of Datasette's and ours, to be chosen between when a page is made."""

    def preprocess(self, source: str, name: str | None, filename: str | None = None) -> str:  # noqa: ARG002
        """The source of a template in two languages; a template of somebody else as it is."""
        if filename is None or Path(filename).parent not in (_TEMPLATES, _OURS):
            return source
        if Path(filename).parent == _OURS:
            return english.translated(source)
        danish = phrases()["templates"]
        source = _either("repairs").sub(lambda match: phrases()["repairs"][match[0]], source)
        return _either("templates").sub(
            lambda match: f"{{% if in_danish() %}}{danish[match[0]]}{{% else %}}{match[0]}{{% endif %}}", source
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
    env.add_extension(BothLanguages)
    env.globals["in_danish"] = lambda: is_ours() and language.current() == "da"
    env.globals["_"] = language.say
    env.filters["danish_description"] = description


def original_script() -> str:
    """Datasette's script for tables."""
    return _SCRIPT.read_text(encoding="utf-8")


def script() -> str:
    """The same with its menu in Danish."""
    danish = phrases()["script"]
    return _either("script").sub(lambda match: danish[match[0]], original_script())
