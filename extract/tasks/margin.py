"""Names in the margin beside paragraphs: a column 'Ansvarlig' without rules."""

from __future__ import annotations

from collections.abc import Iterator

from referat.extract.people.cast import Cast
from referat.extract.tasks.labels import names_in
from referat.extract.tasks.tables import BesideRow
from referat.models.place import Span
from referat.models.text import SourceText
from referat.models.wording import wording

_ENOUGH = 3  # notes that name somebody before a margin without a heading is taken for a column of owners
_SHARE = 0.6  # of all notes


def rows_in_margin(source: SourceText, cast: Cast) -> list[BesideRow]:
    """The paragraphs with names beside them, where the margin is a column of owners: it says so, or it names people in most notes."""
    notes = list(_notes(source))
    headed = any(_is_heading(source.of(note)) for _, note in notes)
    named = [(text, note) for text, note in notes if _names(source.of(note), cast)]
    if not headed and (len(named) < _ENOUGH or len(named) < _SHARE * len(notes)):
        return []
    return [BesideRow(text, note, None, marks=headed) for text, note in named]


def _names(text: str, cast: Cast) -> bool:
    """Whether all that a note says is who."""
    actors = names_in(text, cast)
    return bool(actors) and all(actor.sort in ("person", "role", "body") for actor in actors) and not _is_heading(text)


def _is_heading(text: str) -> bool:
    entry = wording("task_labels").find(text)
    return entry is not None and entry.kind == "who"


def _notes(source: SourceText) -> Iterator[tuple[Span, Span]]:
    """Each paragraph with the note that stands behind it in the text, as a margin is read."""
    paragraph: Span | None = None
    note: Span | None = None
    for line in source.lines:
        if line.margin:
            note = line.span if note is None else Span(note.start, line.span.end)
            continue
        if paragraph and note:
            yield paragraph, note
        paragraph = line.span if paragraph is None or note or line.starts else Span(paragraph.start, line.span.end)
        note = None
    if paragraph and note:
        yield paragraph, note
