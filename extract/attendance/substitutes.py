"""Who came in somebody's place: 'stedfortræder for N.N.', 'i stedet for N.N.', 'Som stedfortræder for N.N. deltog M.M.'."""

from __future__ import annotations

import re
from dataclasses import replace

from referat.extract.attendance.person_details import Listed
from referat.extract.attendance.stitched import Stitched
from referat.extract.people.name_shape import name_length
from referat.models.kinds import Status

_RULE = "attendance.substitute"
_PERSON = r"(?P<n>[A-ZÆØÅ][\w.'’-]*(?:\s+[A-ZÆØÅ][\w.'’-]*){0,4})(?:\s*\((?P<o>[A-ZÆØÅ]{1,2})\))?"
_STANDS_IN = re.compile(rf"\b(?P<w>(?i:stedfortræder|suppleant|afløser))\s+for\s+{_PERSON}(?P<d>\s+(?:deltog|deltager|mødte|møder)\s+)?")
_FOR = re.compile(rf"\b(?P<w>For)\s+{_PERSON}(?P<d>\s+(?:deltog|deltager|mødte|møder)\s+)")
_IN_PLACE = re.compile(rf"\b(?P<w>i\s+stedet\s+for)\s+{_PERSON}(?P<d>\s+(?:deltog|deltager|mødte|møder)\s+)?")


def take_out_replaced(entry: Stitched) -> tuple[Stitched, list[Listed]]:
    """The entry without the people who were replaced, and these as absent; a substitute has the party of the one replaced.

    'Bo Friis (A), stedfortræder for Anna Holm (A)' leaves 'Bo Friis (A), stedfortræder'.
    """
    text, found = entry.text, []
    for pattern in (_STANDS_IN, _IN_PLACE, _FOR):
        for match in pattern.finditer(entry.text):
            replaced = _listed(entry, match.start("n"), match["n"], Status.ABSENT, match)
            if replaced is None:
                continue
            found.append(replaced)
            start, end = match.end("w") if pattern is _STANDS_IN else match.start(), match.end()
            if match["d"]:
                came = _listed(entry, match.end(), entry.text[match.end() :], Status.PRESENT, match)
                found += [came] if came else []
                before = re.search(r"\b[Ss]om\s+$", text[: match.start()])
                start = before.start() if before else match.start()
                end += len(came.name.value) if came else 0
            text = text[:start] + "," + " " * (end - start - 1) + text[end:]
    return replace(entry, text=text), found


def _listed(entry: Stitched, at: int, text: str, status: Status, match: re.Match[str]) -> Listed | None:
    """The person at the start of the text, whose status the words of the match give."""
    length = name_length(text)
    name = entry.fact(at, at + length, _RULE) if length else None
    if name is None:
        return None
    party = entry.fact(match.start("o"), match.end("o"), _RULE) if match["o"] else None
    return Listed(name, organisation=party, status=status, mark=entry.spans(match.start("w"), match.end("w")))
