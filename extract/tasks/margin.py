"""Columns in the margin beside paragraphs, 'Ansvarlig' and 'Deadline': who is to do what stands there, and by when."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from referat.extract.people.cast import Cast
from referat.extract.tasks.labels import names_in
from referat.extract.tasks.tables import BesideRow
from referat.models.place import Span
from referat.models.text import Line, SourceText
from referat.models.wording import wording

_ENOUGH = 3  # notes that name somebody before a margin without a heading is taken for a column of owners
_SHARE = 0.6  # of all notes


def rows_in_margin(source: SourceText, cast: Cast) -> list[BesideRow]:
    """The paragraphs with names or deadlines beside them, where the margin is a column of these.

    It is one where a heading says so, in the margin or in a table above it, or where it names people in most notes.
    """
    noted = list(_noted(source))
    if not noted:
        return []
    margin = _Margin(source, cast, [line for _, notes in noted for line in notes])
    rows = [BesideRow(text, margin.first("who", notes), margin.first("when", notes), marks="who" in margin.kinds) for text, notes in noted]
    named = sum(row.who is not None for row in rows)
    if not margin.kinds and (named < _ENOUGH or named < _SHARE * len(rows)):
        return []
    return [row for row in rows if row.who or row.when]


class _Margin:
    """What the columns of a margin are for. kinds: those ('who', 'when') that a heading names."""

    def __init__(self, source: SourceText, cast: Cast, notes: Sequence[Line]) -> None:
        self.source, self.cast = source, cast
        headings = [(line, kind) for line in source.lines if (line.margin or line.in_table) and (kind := _heading(source.of(line.span)))]
        self.headings = [(line, kind) for line, kind in headings if line.margin or any(_above(line, note) for note in notes)]
        self.kinds = {kind for _, kind in self.headings}

    def first(self, kind: str, notes: Sequence[Line]) -> Span | None:
        """Where the first lines of a kind stand among the notes beside a paragraph; None where there are none."""
        for found, lines in groupby(notes, key=self._kind):
            if found == kind:
                run = list(lines)
                return Span(run[0].span.start, run[-1].span.end)
        return None

    def _kind(self, note: Line) -> str | None:
        text = self.source.of(note.span)
        if _heading(text):
            return None
        actors = names_in(text, self.cast)
        if actors and all(actor.sort in ("person", "role", "body") for actor in actors):
            return "who"
        over = [kind for line, kind in self.headings if _above(line, note)]
        if over:
            return over[-1] if over[-1] == "when" or actors else None
        return "when" if any(letter.isdigit() for letter in text) else None


def _above(heading: Line, note: Line) -> bool:
    """Whether a line stands over a note, on its page or one before."""
    higher = heading.box.page < note.box.page or (heading.box.page == note.box.page and heading.box.bottom <= note.box.top + 1)
    return higher and heading.box.x0 < note.box.x1 and note.box.x0 < heading.box.x1


def _heading(text: str) -> str | None:
    """'who' or 'when', where a text is the heading of such a column."""
    entry = wording("task_labels").find(text)
    return entry.kind if entry is not None and entry.kind in ("who", "when") else None


def _noted(source: SourceText) -> Iterator[tuple[Span, list[Line]]]:
    """Each paragraph with the lines of the notes that stand behind it in the text, as a margin is read; a heading may stand before all."""
    paragraph: Span | None = None
    notes: list[Line] = []
    for line in source.lines:
        if line.margin:
            notes.append(line)
            continue
        if paragraph and notes:
            yield paragraph, notes
        paragraph = line.span if paragraph is None or notes or line.starts else Span(paragraph.start, line.span.end)
        notes = []
    if paragraph and notes:
        yield paragraph, notes
