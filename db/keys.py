"""Addresses: ids made from what a thing is and where it stands, so that they are the same in every database and can be cited."""

from __future__ import annotations

import datetime as dt
import hashlib
import re
import unicodedata

from referat.models.place import Span
from referat.models.text import SourceText

_DOCUMENT_DIGITS = 12
_SLUG_LENGTH = 60
_DANISH = str.maketrans({"æ": "ae", "ø": "oe", "å": "aa", "ß": "ss"})
# The parts of a search key, from the right: item within a meeting, meeting within a day, day.
ITEM_BITS, _MEETING_BITS = 12, 28
DAY_SHIFT = ITEM_BITS + _MEETING_BITS


def digest(text: str, digits: int) -> str:
    """The first hex digits of a text's SHA-256."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:digits]


def document_id(sha256: str) -> str:
    """The id of a file's content."""
    return sha256[:_DOCUMENT_DIGITS]


def meeting_id(document: str, part: int) -> str:
    """The id of the meeting that is the document's `part`-th (from 1)."""
    return f"{document}-{part}"


def item_id(document: str, source: SourceText, span: Span) -> str:
    """The id of an item: the page and height on which its heading is printed, which a better reader does not move.

    Text without pages gives the place in the text.
    """
    found = source.words.indices(span)
    if not found:
        return f"{document}-t{span.start}"
    box = source.words[found[0]].box
    return f"{document}-s{box.page}y{round(box.top)}"


def task_id(document: str, quote: str) -> str:
    """The id of a task: the words it was read from."""
    return f"{document}-{digest(' '.join(quote.split()), 10)}"


def unique(wanted: str, taken: set[str]) -> str:
    """The id, with a counter where it is taken; the result is taken from now on."""
    name, counter = wanted, 1
    while name in taken:
        counter += 1
        name = f"{wanted}.{counter}"
    taken.add(name)
    return name


def slug(*parts: str | None) -> str:
    """A readable id of a name: `slug("Åse Lund")` is `aase-lund`."""
    text = " ".join(part for part in parts if part)
    plain = unicodedata.normalize("NFKD", unicodedata.normalize("NFC", text).lower().translate(_DANISH))
    name = re.sub(r"[^a-z0-9]+", "-", plain.encode("ascii", "ignore").decode()).strip("-")
    if name and len(name) <= _SLUG_LENGTH:
        return name
    return f"{name[: _SLUG_LENGTH - 9].strip('-')}-{digest(text, 8)}".strip("-")


def search_key(date: dt.date | str | None, meeting: str, *, shift: int = 0) -> int:
    """The key of a meeting in the search index; newer meetings have higher keys, so that the index itself is in order of time.

    `shift` moves on to the next key where another meeting of that day has the first.
    """
    day = dt.date.fromisoformat(date) if isinstance(date, str) else date
    number = (int(digest(meeting, 7), 16) + shift) % (1 << _MEETING_BITS)
    return ((day.toordinal() if day else 0) << _MEETING_BITS | number) << ITEM_BITS


def item_key(meeting_key: int, ordinal: int) -> int:
    """The key of an item (from 1), earlier items higher; 0 gives the lowest, the meeting's head. Raises ValueError beyond 4095 items."""
    if not 0 <= ordinal < 1 << ITEM_BITS:
        raise ValueError(f"no room for item {ordinal}")
    return meeting_key + ((1 << ITEM_BITS) - ordinal if ordinal else 0)


def meeting_key(item: int) -> int:
    """The key of the meeting that an item's key belongs to; a meeting's own key gives itself."""
    return item >> ITEM_BITS << ITEM_BITS


def last_key(meeting_key: int) -> int:
    """The highest key of a meeting."""
    return item_key(meeting_key, 1)


def key_range(since: str | None, until: str | None) -> tuple[int, int]:
    """The lowest and highest search key of the days from `since` to `until`, both included."""
    low = dt.date.fromisoformat(since).toordinal() << DAY_SHIFT if since else 0
    high = ((dt.date.fromisoformat(until).toordinal() + 1) << DAY_SHIFT) - 1 if until else (1 << 62)
    return low, high
