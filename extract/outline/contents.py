"""Lists of the agenda in front of the minutes (table of contents, 'Dagsorden'), told apart from the items themselves."""

from __future__ import annotations

import re
from dataclasses import dataclass

from referat.extract.outline.headings import Looks
from referat.extract.outline.numbering import Numbering, numbering
from referat.models.likeness import likeness

_LEADER = re.compile(r"(?:\.\s?){4,}\s*[\divxl]*\s*$|…{2,}\s*[\divxl]*\s*$", re.I)
_PAGE = re.compile(r"\s+\d{1,3}$")


@dataclass(frozen=True, slots=True)
class Listed:
    """An entry of an agenda list: its lines, its number as printed ('' for none) and its title."""

    first: int
    last: int
    number: str
    family: str
    title: str


@dataclass(frozen=True, slots=True)
class Contents:
    """The lines of all agenda lists, and their entries in order."""

    lines: frozenset[int]
    entries: tuple[Listed, ...]

    def titles(self) -> dict[str, str]:
        """Titles by number."""
        return {entry.number.casefold(): entry.title for entry in self.entries if entry.number}


def find_contents(looks: Looks) -> Contents:
    """The agenda lists of a document: entries with leaders and page numbers, or lists whose numbers and titles come again."""
    numbers = [numbering(text) if line.starts else None for text, line in zip(looks.texts, looks.lines, strict=True)]
    entries = _with_leaders(looks, numbers)
    taken = {index for entry in entries for index in range(entry.first, entry.last + 1)}
    for run in _runs(looks, numbers, taken):
        if _comes_again(looks, numbers, run):
            entries += run
    entries += _unnumbered_list(looks, numbers, taken | {index for entry in entries for index in range(entry.first, entry.last + 1)})
    lines = {index for entry in entries for index in range(entry.first, entry.last + 1)}
    lines |= {min(e.first for e in entries) - 1} if entries and looks.is_agenda(max(0, min(e.first for e in entries) - 1)) else set()
    return Contents(frozenset(lines), tuple(entries))


def _entry(looks: Looks, first: int, last: int, number: Numbering | None) -> Listed:
    text = " ".join(looks.texts[first : last + 1])
    title = _LEADER.sub("", text[number.rest if number else 0 :])
    return Listed(first, last, number.printed if number else "", number.family if number else "", _PAGE.sub("", title).strip(" .:"))


def _with_leaders(looks: Looks, numbers: list[Numbering | None]) -> list[Listed]:
    entries: list[Listed] = []
    for index, text in enumerate(looks.texts):
        if not _LEADER.search(text):
            continue
        first = index
        previous = entries[-1].last if entries else -1
        while (
            first - 1 > previous
            and index - first < 3
            and numbers[first] is None
            and (not looks.lines[first].starts or numbers[first - 1] is not None)
        ):
            first -= 1
        entries.append(_entry(looks, first, index, numbers[first]))
    return entries if len(entries) >= 2 else []


def _runs(looks: Looks, numbers: list[Numbering | None], taken: set[int]) -> list[list[Listed]]:
    """Lists of at least three entries with rising numbers, each of at most three lines and without a section heading."""
    runs: list[list[Listed]] = []
    run: list[int] = []
    for index, number in enumerate([*numbers, None]):
        end = index == len(numbers)
        if not end and (number is None or index in taken):
            if run and (index - run[-1] > 3 or looks.sections[index] is not None or index in taken):
                runs.append(_close(looks, numbers, run))
                run = []
            continue
        if run and (end or not _follows(numbers[run[-1]], number)):
            runs.append(_close(looks, numbers, run))
            run = []
        if not end:
            run.append(index)
    return [
        run_
        for run_ in runs
        if len(run_) >= 3 or (len(run_) == 2 and any(looks.is_agenda(index) for index in range(max(0, run_[0].first - 2), run_[0].first)))
    ]


def _follows(before: Numbering | None, after: Numbering | None) -> bool:
    if before is None or after is None or before.family != after.family:
        return False
    step = after.value - before.value
    return step == 1 or (step == 0 and (bool(after.suffix) or before.printed == after.printed)) or (step == 2)


def _close(looks: Looks, numbers: list[Numbering | None], run: list[int]) -> list[Listed]:
    entries = []
    for place, first in enumerate(run):
        last = run[place + 1] - 1 if place + 1 < len(run) else first
        while place + 1 == len(run) and last + 1 < len(looks.lines) and not looks.lines[last + 1].starts:
            last += 1
        entries.append(_entry(looks, first, last, numbers[first]))
    return entries


def _comes_again(looks: Looks, numbers: list[Numbering | None], run: list[Listed]) -> bool:
    """Whether the numbers of the list come again after it, in headings of another family or with much the same titles."""
    after = run[-1].last + 1
    later: dict[str, list[tuple[str, str]]] = {}
    for index in range(after, len(numbers)):
        number = numbers[index]
        if number is not None:
            text = looks.texts[index][number.rest :] or (looks.texts[index + 1] if index + 1 < len(looks.texts) else "")
            later.setdefault(number.printed.casefold(), []).append((number.family, text))
    again = [later.get(entry.number.casefold(), []) for entry in run]
    same_title = sum(any(_alike(entry.title, text) for _, text in found) for entry, found in zip(run, again, strict=True))
    other_family = sum(any(family and family != entry.family for family, _ in found) for entry, found in zip(run, again, strict=True))
    under_agenda = any(looks.is_agenda(index) for index in range(max(0, run[0].first - 3), run[0].first))
    if same_title >= 0.5 * len(run) or (other_family >= 0.6 * len(run) and same_title >= 0.3 * len(run)):
        return True
    if under_agenda and sum(bool(found) for found in again) >= 0.7 * len(run) and same_title >= 0.3 * len(run):
        return True
    return _titles_come_again(looks, run, after) >= 0.6 * len(run)


def _alike(title: str, text: str) -> bool:
    return likeness(text[: len(title) + 8], title) >= 0.75 or (len(title) > 8 and text.casefold().startswith(title.casefold()[:20]))


def _titles_come_again(looks: Looks, run: list[Listed], after: int) -> int:
    texts = {text.casefold().strip(" .:") for text in looks.texts[after:]}
    return sum(entry.title.casefold().strip(" .:") in texts for entry in run)


def _unnumbered_list(looks: Looks, numbers: list[Numbering | None], taken: set[int]) -> list[Listed]:
    """Lines under 'Dagsorden' of which most come again as lines of their own."""
    found: list[Listed] = []
    for index in range(len(looks.lines) - 3):
        if not looks.is_agenda(index) or index + 1 in taken:
            continue
        block = [i for i in range(index + 1, min(index + 40, len(looks.lines))) if looks.lines[i].starts]
        texts = [looks.texts[i].strip("•-–* \t.:").casefold() for i in block]
        rest = [text.strip("•-–* \t.:").casefold() for text in looks.texts]
        kept = 0
        for place, text in enumerate(texts):
            if text in texts[:place]:  # an entry comes again: the list is over
                break
            if len(text) > 3 and any(other == text for other in rest[block[place] + 1 :]):
                kept = place + 1
            elif place - kept >= 2:
                break
        hits = sum(len(text) > 3 and text in rest[block[place] + 1 :] for place, text in enumerate(texts[:kept]))
        if hits >= 3 and hits >= 0.6 * kept:
            found += [_entry(looks, i, i, numbers[i]) for i in block[:kept]]
    return found
