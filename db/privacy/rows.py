"""The personal data of a document as rows; the wording itself is masked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from referat.db import keys
from referat.db.search import marking
from referat.extract.privacy.personal import find_personal
from referat.models.minutes import Document
from referat.models.personal import Personal, PersonalKind
from referat.models.place import Box, Span

Row = dict[str, Any]
_DOT = "•"


def finding_rows(document: Document, identity: str, *, file_name: str) -> list[Row]:
    """What points at private persons: in the text, then in running headers and footers, then in the name of the file."""
    rows = [*_in_text(document, identity), *_in_furniture(document), *_in_name(file_name)]
    return [{"document_id": identity, "ordinal": ordinal, **row} for ordinal, row in enumerate(rows, start=1)]


def _in_text(document: Document, identity: str) -> Iterator[Row]:
    source = document.source
    items = [
        (item.span, keys.meeting_id(identity, part), index)
        for part, minutes in enumerate(document.meetings, start=1)
        for index, item in enumerate(minutes.items, start=1)
    ]
    for found in find_personal(source.text):
        meeting, item = next(((meeting, index) for span, meeting, index in items if span.overlaps(found.span)), (None, None))
        boxes = source.boxes([found.span])
        yield _row(found, source.of(found.span), "text", boxes=boxes, page=source.page_of(found.span), meeting=meeting, item=item)


def _in_furniture(document: Document) -> Iterator[Row]:
    for line in document.source.furniture:
        for found in find_personal(line.text):
            yield _row(found, _of(line.text, found.span), "furniture", boxes=[line.box], page=line.box.page)


def _in_name(name: str) -> Iterator[Row]:
    for found in find_personal(name.replace("_", " ")):
        if found.kind is PersonalKind.CPR:
            yield _row(found, _of(name, found.span), "file")


def _of(text: str, span: Span) -> str:
    return text[span.start : span.end]


def _row(
    found: Personal,
    words: str,
    place: str,
    *,
    boxes: list[Box] | None = None,
    page: int | None = None,
    meeting: str | None = None,
    item: int | None = None,
) -> Row:
    return {
        "kind": found.kind.value,
        "holder": found.holder.value,
        "ground": found.ground and found.ground.value,
        "place": place,
        "page": page,
        "meeting_id": meeting,
        "item": item,
        "masked": masked(found.kind, words),
        "boxes": marking.to_json(boxes or []),
    }


def masked(kind: PersonalKind, words: str) -> str:
    """A wording that can be recognised beside the page, and not be used without it: of a personal number the day of birth stays, of an
    e-mail address its first letter and the domain, of a telephone number the last two digits, of an address the name of the street.
    """
    words = " ".join(words.split())
    if kind is PersonalKind.CPR:
        return f"{words[:2]}{_DOT * 4}-{_DOT * 4}"
    if kind is PersonalKind.EMAIL:
        local, _, domain = words.partition("@")
        return f"{local[:1]}{_DOT * 3}@{domain}"
    if kind is PersonalKind.PHONE:
        return f"{_DOT * 6}{words[-2:]}"
    street = next((at for at, sign in enumerate(words) if sign.isdigit()), len(words))
    return f"{words[:street].strip()} {_DOT * 2}"
