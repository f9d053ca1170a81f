"""The municipality or region that a council or committee belongs to, where only the text or the page head names it."""

from __future__ import annotations

import re
from collections import Counter

from referat.models.fact import Fact
from referat.models.minutes import Text
from referat.models.place import Span
from referat.models.text import SourceText

_OWNER = re.compile(r"(?P<n>[A-ZÆØÅ][\wæøåÆØÅ-]+(?:\s+[A-ZÆØÅ][\wæøåÆØÅ-]+)?\s+[Kk]ommune|Region\s+[A-ZÆØÅ]\w+(?:\s+[A-ZÆØÅ]\w+)?)\b")
_LOUD = re.compile(r"(?P<n>[A-ZÆØÅ-]{3,}(?:-[A-ZÆØÅ]+)?\s+KOMMUNE|REGION\s+[A-ZÆØÅ]{3,})")


def find_owner(source: SourceText, forum: Text | None) -> Text | None:
    """The owner whose name begins as the forum's ('Fjordby Byråd', 'Fjordby Kommune') or that running headers name.

    Its place is the first one in the text; an owner that only a running header names is none.
    """
    places: dict[str, Span] = {}
    for match in _OWNER.finditer(source.text):
        places.setdefault(" ".join(match["n"].split()).casefold(), Span(match.start("n"), match.end("n")))
    headers = [match["n"] for line in source.furniture for pattern in (_OWNER, _LOUD) for match in pattern.finditer(line.text)]
    named = Counter(" ".join(name.split()).casefold() for name in headers)
    if forum is not None:
        owned = re.search(rf"{re.escape(forum.value)}\s+i\s+{_OWNER.pattern}", source.text)
        if owned:
            return Fact(" ".join(owned["n"].split()), (Span(owned.start("n"), owned.end("n")),), "meeting.owner")
        first = forum.value.split()[0].casefold()
        for key in places:
            if key.split()[0] == first and len(first) > 3:
                named[key] += 100
    for key, _ in named.most_common():
        if key in places:
            return Fact(" ".join(source.of(places[key]).split()), (places[key],), "meeting.owner")
    return None
