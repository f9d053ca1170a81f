"""Which items a document of a kind gives: an attachment those cases that it holds whole, other documents none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from referat.extract.outline.headings import Looks
from referat.extract.sections.marks import Mark
from referat.models.kinds import DocumentKind, SectionKind
from referat.models.minutes import Item
from referat.models.place import Span

_CASE = {SectionKind.RESUME, SectionKind.BAGGRUND, SectionKind.SAGSFREMSTILLING, SectionKind.INDSTILLING}


def kept_items(items: Sequence[Item], kind: DocumentKind) -> tuple[Item, ...]:
    """The items that count: all of minutes and agendas, the decided cases of a bundle of attachments, none of anything else."""
    if kind == DocumentKind.ANDET:
        return ()
    if kind == DocumentKind.BILAG:
        return tuple(item for item in items if _is_decided_case(item))
    if kind == DocumentKind.DAGSORDEN:
        return tuple(replace(item, outcome=None) for item in items)
    return tuple(items)


def case_body(looks: Looks, body: Span, marks: Sequence[Mark]) -> Span:
    """A case in a bundle of attachments without the attachment that follows it.

    That begins on a new page after the decision, in another type.
    """
    decision = next((mark for mark in marks if mark.kind == SectionKind.BESLUTNING), None)
    lines = list(looks.source.lines_of(Span(decision.text_start, body.end))) if decision else []
    for line in lines:
        if line.page != lines[0].page and line.starts and (line.in_table or abs(line.size - lines[0].size) > 0.1 * lines[0].size):
            return Span(body.start, line.span.start)
    return body


def _is_decided_case(item: Item) -> bool:
    headed = {section.kind for section in item.sections if section.heading is not None}
    return SectionKind.BESLUTNING in headed and bool(headed & _CASE)
