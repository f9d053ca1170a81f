"""Minutes written as one run of text: where the account begins after the particulars of the meeting."""

from __future__ import annotations

import re

from referat.extract.outline.closing import is_signed
from referat.extract.outline.headings import Looks
from referat.extract.people.name_shape import name_length
from referat.models.place import Span

_PARTICULARS = re.compile(
    r"(?:dato|tid|tidspunkt|sted|mødested|mødedato|til\s?stede|tilstedeværende|deltagere|medlemmer|mødedeltagere|afbud|fraværende|ikke\s+til\s?stede|referent|mødeleder|dirigent|formand|ordstyrer"
    r"|fremmødte|gæster|observatør(?:er)?|sekretær|dagsorden|emne|vedr(?:ørende)?|næste\s+møde|mødet\s+(?:blev\s+holdt|fandt\s+sted|afholdtes))\b[^.\n]{0,40}(?::|\bden\b|\bpå\b|$)",
    re.I,
)
_REACH = 30  # lines in which the particulars stand
_PROSE = 60  # characters: a longer line that is no particular begins the account


def account_of(looks: Looks) -> Span | None:
    """The text after the title and the particulars; None where nothing is left."""
    last = -1
    for index, line in enumerate(looks.lines[:_REACH]):
        text = looks.texts[index]
        stands_out = (line.bold and not looks.mostly_bold) or line.size >= 1.08 * looks.body
        if (
            stands_out
            or _PARTICULARS.match(text)
            or (not line.starts and last == index - 1)
            or (len(text) < 40 and not text.endswith(".") and last == index - 1)
            or (last == index - 1 and looks.texts[last].endswith(":") and name_length(text) > 0)
        ):
            last = index
        elif len(text) > _PROSE:
            break
    if last + 1 >= len(looks.lines):
        return None
    start = looks.lines[last + 1].span.start
    signed = (index for index in range(last + 2, len(looks.lines)) if looks.lines[index].starts and is_signed(looks, index))
    end = next(signed, len(looks.lines)) - 1
    return Span(start, looks.lines[end].span.end)
