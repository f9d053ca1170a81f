"""From a PDF to its minutes: the order of steps, and nothing else."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from pathlib import Path

from referat.extract.asides import find_asides
from referat.extract.cases import read_case_number
from referat.extract.headings import Looks
from referat.extract.outline import Entry, Outline, read_outline
from referat.extract.pdf import open_pdf, read_pages
from referat.extract.reading import read, read_plain
from referat.extract.section_marks import find_marks
from referat.extract.sections import read_sections
from referat.models.errors import UnreadableDocumentError
from referat.models.fact import Fact
from referat.models.kinds import DocumentKind, ProblemCode
from referat.models.minutes import Document, Item, Meeting, Minutes
from referat.models.place import Span
from referat.models.text import SourceText

READER_VERSION = "1"  # counts up with every change that can change what is read


def read_document(path: Path) -> Document:
    """The minutes in a PDF file.

    Raises UnreadableDocumentError, with its kind and what to do, where the file cannot be read.
    """
    with open_pdf(path) as pdf:
        source = read(list(read_pages(pdf)))
    if not source.text.strip():
        raise UnreadableDocumentError(
            ProblemCode.NO_TEXT, f"{path.name} har intet tekstlag (den er skannet). Installér tesseract-ocr og tesseract-ocr-dan, eller hent en udgave med tekst."
        )
    return Document(str(path), hashlib.sha256(path.read_bytes()).hexdigest(), source, (read_minutes(source),))


def read_text(text: str, *, name: str = "") -> Document:
    """The minutes in a text without pages. Raises UnreadableDocumentError where there are no words."""
    source = read_plain(text)
    if not source.text.strip():
        raise UnreadableDocumentError(ProblemCode.EMPTY, "Teksten er tom.")
    return Document(name, hashlib.sha256(text.encode()).hexdigest(), source, (read_minutes(source),))


def read_minutes(source: SourceText) -> Minutes:
    """The minutes that a text holds."""
    looks = Looks(source)
    outline = read_outline(looks)
    meeting = Meeting()
    items = _items(looks, outline, date=meeting.date.value if meeting.date else None)
    return Minutes(Fact(DocumentKind.REFERAT, (Span(0, min(1, len(source.text))),), "identify"), meeting, items=items)


def _items(looks: Looks, outline: Outline, *, date: dt.date | None) -> tuple[Item, ...]:
    if not outline.items:
        return ()
    cases = [read_case_number(looks, entry.title.heading, entry.body) for entry in outline.items]
    bodies = [Span(min(start, entry.body.end), entry.body.end) for entry, (_, start) in zip(outline.items, cases, strict=True)]
    asides = find_asides(looks.source, outline.items)
    marks = find_marks(looks, bodies, date=date)
    return tuple(
        _item(entry, case, read_sections(looks, body, found, aside=asides, minuted=True))
        for entry, (case, _), body, found in zip(outline.items, cases, bodies, marks, strict=True)
    )


def _item(entry: Entry, case: Fact[str] | None, sections: Sequence[object]) -> Item:
    title = entry.title
    return Item(entry.span, number=title.number, title=title.title, start=title.start, end=title.finish, case_number=case,
                presenter=title.presenter, closed=title.closed, sections=tuple(sections))
