"""Lines that may be headings of agenda items, each with a weight from its looks, its words and what stands around it."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cached_property

from referat.extract.numbering import Numbering, numbering
from referat.models.likeness import likeness
from referat.models.place import Span
from referat.models.text import Line, SourceText
from referat.models.wording import Entry, wording

_LABEL = re.compile(
    r"(?:dato|tid|tidspunkt|sted|mødested|mødedato|mødetid|til\s*stede|tilstede|tilstedeværende|deltagere|medlemmer|mødedeltagere|afbud|fraværende|referent|mødeleder|dirigent"
    r"|formand|ordstyrer|starttidspunkt|sluttidspunkt|udvalg|forum|møde|næste\s+møde|fremmødte|gæster|observatør|sekretær|indkaldt|indbudte|underskrift\w*|bemærk|husk|nb)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be a heading. title_start: offset of the title in the text. weight: how much speaks for it.
    value: its place in the series that its number counts. headed: a section heading stands right below it.
    """

    line: int
    start: int
    title_start: int
    weight: float
    size: float
    bold: bool
    indent: float
    numbering: Numbering | None = None
    value: int = 0
    headed: bool = False


class Looks:
    """What the lines of a document look like on the whole, and what each says on its own."""

    def __init__(self, source: SourceText) -> None:
        self.source = source
        self.lines = source.lines
        self.texts = [source.of(line.span) for line in source.lines]

    @cached_property
    def body(self) -> float:
        """The font size of most of the text."""
        sizes: Counter[float] = Counter()
        for line in self.lines:
            sizes[line.size] += line.span.end - line.span.start
        return max(sizes, key=lambda size: (sizes[size], size)) if sizes else 10.0

    @cached_property
    def mostly_bold(self) -> bool:
        """Whether bold says nothing, since most lines are."""
        return sum(line.bold for line in self.lines) > 0.6 * len(self.lines)

    @cached_property
    def reach(self) -> float:
        """How far to the right the text goes, in points."""
        rights = sorted(line.box.x1 for line in self.lines)
        return rights[-1 - len(rights) // 20] if rights else 0.0

    @cached_property
    def sections(self) -> list[Entry | None]:
        """For each line, the section heading that it is."""
        words = wording("sections")
        return [words.find(text) if len(text) < 160 and line.starts else None for text, line in zip(self.texts, self.lines, strict=True)]

    def starts_bold(self, offset: int) -> bool:
        """Whether the word at an offset is bold; in text without pages none is."""
        found = self.source.words.indices(Span(offset, offset + 1))
        return bool(found) and self.source.words[found[0]].bold and not self.mostly_bold

    def headed(self, index: int) -> bool:
        """Whether a section heading is the next paragraph."""
        later = next((place for place in range(index + 1, min(index + 4, len(self.lines))) if self.lines[place].starts), None)
        return later is not None and self.sections[later] is not None

    def is_agenda(self, index: int) -> bool:
        """Whether a line is the heading of an agenda list."""
        found = wording("headings").find(self.texts[index]) if len(self.texts[index]) < 120 else None
        return found is not None and found.kind == "agenda"

    def followed_by_section(self, index: int) -> bool:
        """Whether a section heading stands within the next four lines."""
        return any(entry is not None for entry in self.sections[index + 1 : index + 5])


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
    counted: list[Candidate] = []
    run: list[Candidate] = []
    for candidate in [*found, None]:
        if run and (candidate is None or _printed(candidate) != _printed(run[0])):
            counted += [replace(c, value=c.value + step) for step, c in enumerate(run)] if len(run) >= 3 else run
            run = []
        if candidate is not None:
            run.append(candidate)
    return counted


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
    bold = looks.starts_bold(title_start if title else line.span.start)
    weight = 0.6 + _look_weight(looks, line, bold) + _word_weight(title)
    weight += {"punkt": 0.6, "ad": 0.6, "sag": 0.4, "§": -0.5, "nr": -0.5, "post": -0.5}.get(number.family, 0.0)
    if not number.family and not number.marked and not bold and len(line.segments) == 1:
        weight -= 0.8
    printed = agenda.get(number.printed.casefold())
    if printed is not None and title:
        weight += 1.5 if likeness(title[: len(printed) + 5], printed) >= 0.8 else 0.0
    if looks.followed_by_section(title_line):
        weight += 0.8
    if index and looks.texts[index - 1].rstrip().endswith((":", " at", ",")) and not bold and not looks.is_agenda(index - 1):
        weight -= 0.8
    return Candidate(index, line.span.start, title_start, weight, line.size, bold, line.indent, number, number.value)


def _look_weight(looks: Looks, line: Line, bold: bool) -> float:
    weight = 1.0 if bold else 0.0
    if line.size >= 1.08 * looks.body:
        weight += 0.8
    elif line.size < 0.92 * looks.body:
        weight -= 0.5
    if line.gap > 0.8 * line.size:
        weight += 0.4
    return weight - (0.3 if line.in_table else 0.0)


def _word_weight(title: str) -> float:
    if not title:
        return -0.3
    weight = 0.2 if title[0].isupper() or title[0] in "\"”“'" else -0.7
    if title.startswith(("at ", "At ")):
        weight -= 1.5
    if title.rstrip().endswith((";", ",")):
        weight -= 0.6
    return weight


def unnumbered(looks: Looks, *, skip: set[int], agenda: list[str]) -> list[Candidate]:
    """Short lines without a number that stand out by bold type, size, capitals or a closing colon, weighed.

    agenda: titles of an agenda list.
    """
    found = []
    for index, line in enumerate(looks.lines):
        text = looks.texts[index]
        if (
            index in skip
            or not line.starts
            or not 2 < len(text) <= 140
            or looks.sections[index]
            or looks.is_agenda(index)
            or _is_label(line, text)
        ):
            continue
        bullet = _BULLET.match(text)
        offset = bullet.end() if bullet else 0
        if (bullet and not looks.starts_bold(line.span.start + offset)) or not any(c.isalpha() for c in text):
            continue
        if text.rstrip().endswith((".", ",", ";")) and not looks.starts_bold(line.span.start):
            continue
        candidate = _unnumbered(looks, index, line, offset, agenda)
        if candidate is not None:
            found.append(candidate)
    return found


_BULLET = re.compile(r"[•▪●○◦■–·*-]\s*")


def _is_label(line: Line, text: str) -> bool:
    return _LABEL.match(text) is not None and (":" in text or len(line.segments) > 1 or _LABEL.fullmatch(text.strip(" :")) is not None)


def _unnumbered(looks: Looks, index: int, line: Line, offset: int, agenda: list[str]) -> Candidate | None:
    start, text = line.span.start + offset, looks.texts[index][offset:]
    bold = looks.source.words.all_bold(Span(start, line.span.end)) and not looks.mostly_bold
    capitals = text.isupper() and len(text) > 4
    larger = line.size >= 1.08 * looks.body
    listed = any(likeness(text[: len(title) + 5], title) >= 0.85 for title in agenda)
    colon = text.rstrip().endswith(":") and len(text) < 80 and line.gap > 0.8 * line.size and not line.in_table
    if not (bold or capitals or larger or listed or colon):
        return None
    weight = -0.5 + (1.0 if bold else 0.0) + (min(1.0, (line.size / looks.body - 1) * 4) if larger else 0.0) + (0.8 if capitals else 0.0)
    weight += (
        (0.4 if line.gap > 0.8 * line.size else 0.0) + (1.5 if listed else 0.0) + (0.2 if len(text) < 60 else 0.0) + (0.4 if colon else 0.0)
    )
    weight += (0.8 if looks.followed_by_section(index) else 0.0) + _word_weight(text) - (0.5 if line.in_table else 0.0)
    return Candidate(index, line.span.start, start, weight, line.size, bold, line.indent, headed=looks.headed(index))
