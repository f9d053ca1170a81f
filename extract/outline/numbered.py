"""Numbered lines that may be headings of agenda items."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from referat.extract.outline.headings import Candidate, Looks, look_weight, word_weight
from referat.extract.outline.numbering import Numbering, numbering
from referat.models.likeness import likeness
from referat.models.text import Line

_SHORT = 70  # characters: a title without a mark after its number is no longer


def numbered(looks: Looks, *, skip: set[int], agenda: dict[str, str]) -> list[Candidate]:
    """Every line that begins with a number, weighed. agenda: the titles of an agenda list by number."""
    found: list[Candidate] = []
    for index, line in enumerate(looks.lines):
        if not line.starts or index in skip or (not looks.texts[index][0].isalnum() and looks.texts[index][0] not in "§("):
            continue
        number = numbering(looks.texts[index])
        if number is not None:
            candidate = _numbered(looks, index, line, number, agenda)
            if candidate is not None:
                found.append(candidate)
    return _counted_on([_nested(candidate, found) for candidate in found])


def _nested(candidate: Candidate, found: list[Candidate]) -> Candidate:
    """A plain number further in than others of its family weighs less: it counts points inside an item."""
    family = candidate.numbering.family if candidate.numbering else ""
    outer = min(other.indent for other in found if other.numbering and other.numbering.family == family)
    return replace(candidate, weight=candidate.weight - 0.4) if candidate.indent > outer + 12 and not candidate.bold else candidate


def _counted_on(found: list[Candidate]) -> list[Candidate]:
    """A number printed three times or more in a row ('1.' before every item, a list whose counter was lost) counts on."""
    looks: dict[tuple[bool, int], list[Candidate]] = {}
    for candidate in found:
        looks.setdefault((candidate.bold, round(candidate.size)), []).append(candidate)
    counted: list[Candidate] = []
    for alike in looks.values():
        runs = [list(group) for _, group in groupby(alike, key=_printed)]
        repeated = [run for run in runs if len(run) >= 3]
        if sum(map(len, repeated)) >= 0.6 * len(alike):  # hardly a number counts: their order does
            first = alike[0].value
            counted += [replace(candidate, value=first + step) for step, candidate in enumerate(alike)]
        else:
            counted += [
                replace(candidate, value=candidate.value + step) if len(run) >= 3 else candidate
                for run in runs
                for step, candidate in enumerate(run)
            ]
    return sorted(counted, key=lambda candidate: candidate.line)


def _printed(candidate: Candidate) -> tuple[str, str]:
    return (candidate.numbering.family, candidate.numbering.printed) if candidate.numbering else ("", "")


def _numbered(looks: Looks, index: int, line: Line, number: Numbering, agenda: dict[str, str]) -> Candidate | None:
    title_line, title_start = index, line.span.start + number.rest
    if number.rest >= len(looks.texts[index]):  # the number alone: the title is the next line
        if index + 1 >= len(looks.lines) or numbering(looks.texts[index + 1]) or looks.sections[index + 1]:
            title_start = line.span.end
        else:
            title_line = index + 1
            title_start = looks.lines[title_line].span.start
    title = looks.source.text[title_start : looks.lines[title_line].span.end]
    bold = looks.starts_bold(title_start if title else line.span.start) or (line.bold and title_line == index and not looks.mostly_bold)
    weight = 0.6 + look_weight(looks, line, bold) + word_weight(title)
    weight += {"punkt": 0.6, "ad": 0.6, "sag": 0.4, "§": -0.5, "nr": -0.5, "post": -0.5}.get(number.family, 0.0)
    if not number.family and not number.marked and not bold and len(line.segments) == 1:
        weight -= 0.8 if len(title) > _SHORT or title.rstrip().endswith(".") else 0.3
    printed = agenda.get(number.printed.casefold())
    if printed is not None and title:
        weight += 1.5 if likeness(title[: len(printed) + 5], printed) >= 0.8 else 0.0
    if looks.followed_by_section(title_line):
        weight += 0.8
    if index and looks.texts[index - 1].rstrip().endswith((":", " at", ",")) and not bold and not looks.is_agenda(index - 1):
        weight -= 0.8
    return Candidate(index, line.span.start, title_start, weight, line.size, bold, line.indent, number, number.value)
