"""The labels of a head: what stands before a colon, in the left column, or on a line of its own above the value."""

from __future__ import annotations

import re

from referat.extract.people.name_shape import is_full_name, title_then_full_name
from referat.models.names import is_first_name
from referat.models.wording import Entry, wording

PEOPLE = frozenset({"present", "called", "absent", "guest", "observer", "substitute", "staff"})
MAX_LABEL = 48
_WORD = re.compile(r"\S+")
# Labels that need no colon before their value; behind one for a chair or a secretary nothing but a name may stand.
_NAMING = frozenset({"chair", "secretary", "chair_and_secretary"})
_LOOSE = frozenset({"when", "start", "end", "place", "when_and_where", "absent", "present"})


def label_of(text: str) -> Entry | None:
    """The label that is the whole text; None where it is none."""
    if len(text) > MAX_LABEL:
        return None
    return wording("attendance").find(text) or wording("head").find(text)


def leading_label(text: str) -> tuple[Entry, int] | None:
    """The label at the start of the text and where its value begins: before a colon, or a known label before a capital or digit."""
    colon = text.find(":", 0, MAX_LABEL + 2)
    if colon > 0:
        entry = label_of(text[:colon])
        if entry:
            return entry, colon + 1
    whole = label_of(text)
    if whole:
        return whole, len(text)
    ends = [match.end() for match in _WORD.finditer(text[:MAX_LABEL])][:4]
    for end in reversed(ends):
        rest = text[end:].lstrip()
        entry = label_of(text[:end]) if rest and text[end] == " " else None
        if entry is None or not _begins_a_value(rest):
            continue
        if entry.kind in _NAMING and is_name(rest.rstrip(" .")):
            return entry, end
        if entry.kind in _LOOSE and not (entry.kind in PEOPLE and len(text[:end]) < 5):
            return entry, end
    return None


def _begins_a_value(rest: str) -> bool:
    return rest[0].isupper() or rest[0].isdigit() or title_then_full_name(re.split(r"[,(]|\sunder\s|\.\s", rest)[0].rstrip(" ."))


def is_name(text: str) -> bool:
    """Whether the text is a name, with or without a title, and nothing else; a first name alone must be a known one."""
    return is_full_name(text) or title_then_full_name(text) or is_first_name(text, alone=True)
