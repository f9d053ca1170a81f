"""The language of an answer: Danish, or English by `?sprog=en` or by the setting `language` of the plugin. Links keep what was asked for.

The language of the request at hand is a context variable, so that every label, date and number finds it; `answering.ask` takes it
along into Datasette's threads.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from functools import cache
from importlib.resources import files
from typing import Any
from urllib.parse import parse_qsl, quote_from_bytes, urlencode

PARAMETER = "sprog"
LANGUAGES = {"da": "Dansk", "en": "English"}
_current: ContextVar[str] = ContextVar("language", default="da")
_asked: ContextVar[str | None] = ContextVar("asked_language", default=None)
_LINK = re.compile(r'(<a\b[^>]*?\bhref=")(/[^"#]*)(#[^"]*)?(")')
_FORM = re.compile(r"(<form\b[^>]*>)")


@cache
def phrases() -> dict[str, dict[str, str]]:
    """The wording by where it stands: Datasette's `templates`, `words` and `script` in Danish, and ours in `english`."""
    found: dict[str, dict[str, str]] = tomllib.loads((files("referat.db.explorer") / "phrases.toml").read_text(encoding="utf-8"))
    return found


def current() -> str:
    """The language of the answer that is being made."""
    return _current.get()


def say(text: str, /, **values: Any) -> str:
    """A Danish wording in the language of the answer, with values in its {places}; a wording without a translation stays Danish."""
    wording = phrases()["english"].get(text, text) if current() == "en" else text
    return wording.format(**values) if values else wording


def read(query: bytes, configured: str) -> tuple[str, str | None, bytes]:
    """The language of a request, the language that its address asks for, and the rest of the query, which Datasette may read."""
    pairs = query.split(b"&")
    rest = [pair for pair in pairs if not pair.startswith(PARAMETER.encode() + b"=")]
    asked = dict(parse_qsl(query.decode("latin-1"))).get(PARAMETER)
    asked = asked if asked in LANGUAGES else None
    return asked or configured, asked, b"&".join(rest) if len(rest) < len(pairs) else query


@contextmanager
def speaking(language: str, asked: str | None = None) -> Iterator[None]:
    """Answers in a language for a while. asked: the language that the address names, which links are to keep."""
    tokens = _current.set(language), _asked.set(asked)
    try:
        yield
    finally:
        _current.reset(tokens[0])
        _asked.reset(tokens[1])


def keep(address: str) -> str:
    """An address that leads on in the language that was asked for."""
    asked = _asked.get()
    if asked is None or f"{PARAMETER}=" in address:
        return address
    return f"{address}{'&' if '?' in address else '?'}{PARAMETER}={asked}"


def keep_in_page(html: str) -> str:
    """A page whose links and forms lead on in the language that was asked for; files of the site itself are the same in all."""
    asked = _asked.get()
    if asked is None:
        return html

    def link(match: re.Match[str]) -> str:
        begin, address, place, end = match.groups()
        kept = (
            address
            if address.startswith("//") or PARAMETER + "=" in address
            else keep(address).replace(f"&{PARAMETER}", f"&amp;{PARAMETER}")
        )
        return f"{begin}{kept}{place or ''}{end}"

    return _FORM.sub(rf'\1<input type="hidden" name="{PARAMETER}" value="{asked}">', _LINK.sub(link, html))


def switch(path: str, query: str) -> tuple[str, str, str]:
    """Address, code and name of the same page in the other language."""
    other = "da" if current() == "en" else "en"
    pairs = [pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] != PARAMETER]
    here = quote_from_bytes(path.encode(), safe="/@")
    return f"{here}?{urlencode([*pairs, (PARAMETER, other)])}", other, LANGUAGES[other]
