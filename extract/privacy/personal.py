"""The personal data of a text, without overlap."""

from __future__ import annotations

import re
from bisect import bisect

from referat.extract.privacy.contacts import find_contacts
from referat.extract.privacy.cpr import find_cpr
from referat.models.personal import Personal, PersonalKind

_ORDER = list(PersonalKind)
# Without any of these there is nothing to find.
_SIGN = re.compile(r"[\d@]")


def find_personal(text: str) -> list[Personal]:
    """The personal data of a text in order; of two that overlap the one of the first kind stays, and of one kind the longer."""
    if _SIGN.search(text) is None:
        return []
    numbers = [Personal(PersonalKind.CPR, found.span, ground=found.ground) for found in find_cpr(text)]
    kept: list[Personal] = []  # by place
    ranked = sorted([*numbers, *find_contacts(text)], key=lambda one: (_ORDER.index(one.kind), one.span.start - one.span.end, one.span))
    for one in ranked:
        at = bisect(kept, one.span, key=lambda other: other.span)
        if not any(one.span.overlaps(other.span) for other in kept[max(0, at - 1) : at + 1]):
            kept.insert(at, one)
    return kept
