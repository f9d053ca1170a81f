"""Which items a document of a kind gives: an attachment those cases that it holds whole, other documents none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from referat.models.kinds import DocumentKind, SectionKind
from referat.models.minutes import Item

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


def _is_decided_case(item: Item) -> bool:
    headed = {section.kind for section in item.sections if section.heading is not None}
    return SectionKind.BESLUTNING in headed and bool(headed & _CASE)
