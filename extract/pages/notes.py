"""Notes in columns at the right of the text ('Ansvarlig', 'Deadline'): which row of the text each stands beside."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from referat.extract.pages.page import Glyphs
from referat.extract.pages.rows import Row

SHORT = 4  # words of a line of a note, on average, at most
_COLUMN = 25.0  # points between the left edges of notes in one column, at most
_LEVEL = 1.5  # points between the baselines of a note and of the row that it is level with
_LEADING = 1.5  # font sizes from line to line of one note, at most
_APART = 2.2  # font sizes between the baselines of notes that stand apart, at least
_OPEN_ENDS = (",", "/", "&", "-", "–", " og", " samt")  # of a line that the next one goes on


class Note(NamedTuple):
    """A printed line of a note, and the left edge of its column."""

    row: Row
    column: float


class Noted(NamedTuple):
    """Rows of a text, the notes beside each by the row's id, and those above the first row (headings of the columns)."""

    rows: list[Row]
    beside: dict[int, list[Note]]
    above: list[Note]


@dataclass(slots=True)
class _Last:
    """The last line of a column: its baseline, its words, the row its note began beside, whether it began level with it."""

    base: float
    text: str
    home: int
    level: bool


def with_notes(split: Sequence[list[list[Glyphs]]], edge: float) -> Noted:
    """The parts of printed lines at the left of `edge` as text, those at its right as notes beside it."""
    rows: list[Row] = []
    lines: list[tuple[Row, int]] = []
    for parts in split:
        main = [glyph for part in parts if part[0].x0 < edge - 3 for glyph in part]
        if main:
            rows.append(Row(main))
        lines += [(Row(part), len(rows) - 1) for part in parts if part[0].x0 >= edge - 3]
    found = Noted(rows, {}, [])
    columns: dict[float, _Last] = {}
    for note, index in lines:
        column = next((left for left in columns if abs(left - note.x0) <= _COLUMN), note.x0)
        last = columns.get(column)
        level = index >= 0 and abs(rows[index].base - note.base) <= _LEVEL
        goes_on = last is not None and _goes_on(last, note, level=level)
        home = last.home if last and goes_on else _nearest(rows, index, note.base)
        columns[column] = _Last(note.base, note.text, home, last.level if last and goes_on else level)
        (found.above if home < 0 else found.beside.setdefault(id(rows[home]), [])).append(Note(note, column))
    return found


def _goes_on(last: _Last, note: Row, *, level: bool) -> bool:
    """Whether a line belongs to the note above it, though it may stand beside the next paragraph: a note can be taller than its own."""
    if not 0 < note.base - last.base <= _LEADING * note.size:
        return False
    return note.text[0].islower() or last.text.endswith(_OPEN_ENDS) or (last.level and not level)


def _nearest(rows: Sequence[Row], index: int, base: float) -> int:
    """The row that a note with this baseline stands beside: that at or above it, or the next; -1 above the first row."""
    after = rows[index + 1].base - base if index + 1 < len(rows) else None
    if index < 0:
        return 0 if after is not None and after <= rows[0].size else -1
    return index + 1 if after is not None and after < base - rows[index].base else index


def are_scattered(lines: Sequence[Sequence[Glyphs]]) -> bool:
    """Whether lines of a column stand apart, each beside something else, rather than one below the other."""
    return blocks([line[0] for line in lines]) >= max(2, len(lines) / 3)


def blocks(glyphs: Sequence[Glyphs]) -> int:
    """How many blocks with white between them a column has, counted from runs of its characters in order from the top."""
    return bool(glyphs) + sum(after.base - before.base > _APART * before.size for before, after in pairwise(glyphs))


def are_notes(glyphs: Sequence[Glyphs], *, columns: int = 1) -> bool:
    """Whether a box with these runs of characters, in so many columns, holds short notes with white between them."""
    ordered = sorted(glyphs, key=lambda glyph: glyph.base)
    lines = bool(glyphs) + sum(after.base - before.base > _LEVEL for before, after in pairwise(ordered))
    return blocks(ordered) > 1 and len(glyphs) <= SHORT * columns * lines


def are_columns(starts: Sequence[float]) -> bool:
    """Whether notes that begin at these places stand in one column or in two; words of a justified line begin anywhere."""
    first = min(starts)
    second = [x for x in starts if x - first > _COLUMN]
    return not second or (len(second) > 1 and max(second) - min(second) <= _COLUMN and len(starts) - len(second) > 1)
