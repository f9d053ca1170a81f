"""Lines that may be headings of agenda items, each with a weight from its looks, its words and what stands around it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from referat.extract.outline.numbering import Numbering
from referat.models.place import Span
from referat.models.text import Line, SourceText
from referat.models.wording import Entry, wording


@dataclass(frozen=True, slots=True)
class Candidate:
    """A line that may be a heading. title_start: offset of the title in the text. weight: how much speaks for it.
    value: its place in the series that its number counts. headed: a section heading stands right below it.
    section: its words could also head a section ('Økonomi').
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
    section: bool = False


_GUESSED = 0.25  # the part of a size by which the guess of a scan may be off: a heading with Ø or g measures taller


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
    def mostly_italic(self) -> bool:
        """Whether italic says nothing, since many lines are."""
        return sum(line.italic for line in self.lines) > 0.3 * len(self.lines)

    @cached_property
    def _scanned(self) -> frozenset[int]:
        return frozenset(page.number for page in self.source.pages if page.ocr)

    def print_size(self, index: int) -> float:
        """The font size of a line. On a scan it is guessed from the heights of letters: what is near that of the body is the body's."""
        line = self.lines[index]
        near = abs(line.size / self.body - 1) < _GUESSED if line.page in self._scanned else False
        return self.body if near else line.size

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
        return bool(found) and self.source.words.is_bold(found[0]) and not self.mostly_bold

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


def look_weight(looks: Looks, line: Line, bold: bool) -> float:
    """What the size, weight and spacing of a line say for a heading."""
    weight = 1.0 if bold else 0.0
    if line.size >= 1.08 * looks.body:
        weight += 0.8
    elif line.size < 0.92 * looks.body:
        weight -= 0.5
    if line.gap > 0.8 * line.size:
        weight += 0.4
    return weight - (0.3 if line.in_table else 0.0)


def word_weight(title: str) -> float:
    """What the words of a title say for a heading."""
    if not title:
        return -0.3
    weight = 0.2 if title[0].isupper() or title[0] in "\"”“'" else -0.7
    if title.startswith(("at ", "At ")):
        weight -= 1.5
    if title.rstrip().endswith((";", ",")):
        weight -= 0.6
    return weight
