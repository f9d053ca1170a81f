"""Where the account of a meeting ends: how it closed, the next meeting, signatures."""

from __future__ import annotations

import re

from referat.extract.outline.headings import Looks
from referat.extract.people.name_shape import is_full_name
from referat.models.wording import wording

_SIGNER = re.compile(r"(?:som\s+)?(?:referent|dirigent|formand|mødeleder|sekretær)(?:er)?\s*(?P<colon>:)?", re.I)
_SIGNATURES = 60  # characters: the lines of a block of signatures are no longer


def closes(looks: Looks, index: int, about: str) -> bool:
    """Whether a line ends the last item: signatures, where nobody is being elected, how the meeting closed, or the next one.

    about: the title of the item in folded case.
    """
    if _signer(looks.texts[index]):
        return "valg" not in about and is_signed(looks, index)
    found = wording("headings").find(looks.texts[index])
    return found is not None and (found.kind == "closing" or (found.kind == "next-meeting" and "møde" not in about))


def is_signed(looks: Looks, index: int) -> bool:
    """Whether a line begins the signatures: an office with a name behind a colon or on the next line, and only such lines after it."""
    signer = _signer(looks.texts[index])
    if signer is None:
        return False
    named = bool(signer["colon"]) or (index + 1 < len(looks.texts) and is_full_name(looks.texts[index + 1]))
    return named and all(len(later) <= _SIGNATURES for later in looks.texts[index + 1 :])


def _signer(text: str) -> re.Match[str] | None:
    match = _SIGNER.match(text)
    return match if match and (match["colon"] or match.end() == len(text)) else None
