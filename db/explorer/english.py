"""Our own templates in English: they are written in Danish, and each piece of text is put into both languages as a template is loaded.

The English stands in phrases.toml under the Danish words; what stands between two tags or pieces of template code is one piece.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from referat.db.explorer.language import phrases

# The class of a page is no text, and commands are the same in all languages.
_CODE = re.compile(r"<(code|pre)\b.*?</\1>|\{% block page_class %\}.*?\{% endblock %\}|\{%.*?%\}|\{\{.*?\}\}|\{#.*?#\}", re.S)
# Code is masked by one sign for each of its signs, so that a tag is found whole whatever code it holds.
_MASK = "\ue000"
_TAG = re.compile(r"<[^>]*>")
_SHOWN = re.compile(r'(?<=\s)(?:aria-label|placeholder|title)="([^"]*)"')
_WORDS = re.compile(r"[^\W\d_][^\ue000]*[^\W_]|[^\W\d_]")


def translated(source: str) -> str:
    """A template that says in English what it says in Danish where the language is English."""
    english = phrases()["english"]

    def both(words: str) -> str:
        return f"{{% if in_danish() %}}{words}{{% else %}}{english[words]}{{% endif %}}" if words in english else words

    return _each(source, both)


def pieces(source: str) -> list[str]:
    """The pieces of text of a template, in order."""
    found: list[str] = []
    _each(source, lambda words: found.append(words) or words)  # type: ignore[func-returns-value]
    return found


def _each(source: str, change: Callable[[str], str]) -> str:
    """The template with each piece of its text changed."""
    masked = _CODE.sub(lambda match: _MASK * len(match[0]), source)
    spans: list[tuple[int, int]] = []
    at = 0
    for tag in _TAG.finditer(masked):
        spans.append((at, tag.start()))
        spans += [attribute.span(1) for attribute in _SHOWN.finditer(masked, tag.start(), tag.end())]
        at = tag.end()
    spans.append((at, len(masked)))
    out, done = [], 0
    for start, end in spans:
        for piece in _WORDS.finditer(masked, start, end):
            out += [source[done : piece.start()], change(source[piece.start() : piece.end()])]
            done = piece.end()
    return "".join([*out, source[done:]])
