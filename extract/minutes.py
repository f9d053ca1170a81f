"""From a PDF to its minutes: the order of steps, and nothing else."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from referat.extract.attendance.attendance import read_attendance
from referat.extract.attendance.meeting_officers import find_officers
from referat.extract.decisions.acronyms import read_acronyms
from referat.extract.decisions.decisions import with_decisions
from referat.extract.head.head import read_head
from referat.extract.head.identify import identify
from referat.extract.ocr.scanned import with_ocr
from referat.extract.ocr.skew import laid_back
from referat.extract.outline.cases import read_case_number
from referat.extract.outline.headings import Looks
from referat.extract.outline.kept_items import case_body, kept_items
from referat.extract.outline.meetings import split_meetings
from referat.extract.outline.outline import Entry, Outline, read_outline
from referat.extract.outline.single import account_of
from referat.extract.pages.clipped import clipped
from referat.extract.pages.limits import DEFAULT, Limits
from referat.extract.pages.pdf import open_pdf, read_pages
from referat.extract.pages.reading import read, read_plain
from referat.extract.people.people import find_people
from referat.extract.sections.asides import find_asides
from referat.extract.sections.marks import find_marks
from referat.extract.sections.sections import read_sections
from referat.extract.tasks.tasks import with_tasks
from referat.models.errors import UnreadableDocumentError
from referat.models.fact import Fact
from referat.models.kinds import DocumentKind, OcrMode, ProblemCode, SectionKind
from referat.models.minutes import Document, Item, Minutes, Problem, Section
from referat.models.place import Span
from referat.models.text import SourceText

_MEETINGS = (DocumentKind.REFERAT, DocumentKind.DAGSORDEN)
READER_VERSION = "2"  # counts up with every change that can change what is read


def read_document(path: Path, *, ocr: OcrMode = OcrMode.AUTO, limits: Limits = DEFAULT) -> Document:
    """The minutes in a PDF file; `ocr` says when pages are read as images, `limits` what is too big.

    Raises UnreadableDocumentError, with its kind and what to do, where the file cannot be read.
    """
    with open_pdf(path, limits=limits) as pdf:
        pages, problems = with_ocr(pdf, list(read_pages(pdf, name=path.name, limits=limits)), name=path.name, mode=ocr, limits=limits)
    problems += clipped(pages)
    bare = [replace(page, glyphs=[], rulings=[]) for page in pages]
    source = read(pages)
    del pages  # the glyphs of a long file take as much room as everything that is made of them
    if not source.text.strip():
        raise UnreadableDocumentError(ProblemCode.NO_TEXT, f"{path.name} har kun sidehoveder og sidefødder. Hent en udgave med tekst.")
    meetings = read_meetings(source)
    meetings = (replace(meetings[0], problems=(*meetings[0].problems, *problems)), *meetings[1:])
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return Document(str(path), digest, laid_back(source, bare), meetings)


def read_text(text: str, *, name: str = "") -> Document:
    """The minutes in a text without pages. Raises UnreadableDocumentError where there are no words."""
    source = read_plain(text)
    if not source.text.strip():
        raise UnreadableDocumentError(ProblemCode.EMPTY, "Teksten er tom.")
    return Document(name, hashlib.sha256(text.encode()).hexdigest(), source, read_meetings(source))


def read_meetings(source: SourceText) -> tuple[Minutes, ...]:
    """The minutes of every meeting that a text holds; nearly always of one."""
    return tuple(read_minutes(part) for part in split_meetings(source))


def read_minutes(source: SourceText) -> Minutes:
    """The minutes of the one meeting that a text holds."""
    looks = Looks(source)
    outline = read_outline(looks)
    spans = [entry.span for entry in outline.items]
    kind = identify(source, title_area=outline.head, item_count=len(spans))
    head, tail = outline.head, outline.tail
    officers = find_officers(source, head=head, tail=tail, items=spans) if kind.value in _MEETINGS else []
    attendance = read_attendance(source, head, tail=tail, items=spans, officers=officers) if kind.value in _MEETINGS else ()
    meeting = read_head(source, head, tail=tail, items=spans, attendance=attendance, officers=officers, kind=kind.value)
    items = _items(looks, outline, kind.value, date=meeting.date.value if meeting.date else None)
    items, tasks = with_tasks(source, items, kind.value, meeting=meeting, attendance=attendance, head=head, tail=tail)
    return Minutes(
        kind,
        meeting,
        attendance=attendance,
        items=items,
        tasks=tasks,
        people=find_people(_own_text(source), [row.name.value for row in attendance]) if kind.value in _MEETINGS else (),
        acronyms=read_acronyms(source),
        problems=_problems(kind.value, items),
    )


def _own_text(source: SourceText) -> str:
    """The text of this meeting with its offsets; what a file holds of other meetings before it is blank."""
    start, end = source.lines[0].span.start, source.lines[-1].span.end
    return " " * start + source.text[start:end]


def _items(looks: Looks, outline: Outline, kind: DocumentKind, *, date: dt.date | None) -> tuple[Item, ...]:
    minuted = kind == DocumentKind.REFERAT
    if not outline.items:
        account = account_of(looks) if minuted else None
        return (_one_run(looks, account, date=date),) if account else ()
    cases = [read_case_number(looks, entry.lead, entry.title.heading, entry.body) for entry in outline.items]
    bodies = [Span(min(start, entry.body.end), entry.body.end) for entry, (_, start) in zip(outline.items, cases, strict=True)]
    asides = find_asides(looks.source, outline.items)
    marks = find_marks(looks, bodies, date=date)
    if kind == DocumentKind.BILAG:
        bodies = [case_body(looks, body, found) for body, found in zip(bodies, marks, strict=True)]
    items = [
        with_decisions(
            looks.source,
            _item(entry, case, read_sections(looks, body, found, aside=asides, minuted=minuted or kind == DocumentKind.BILAG)),
            minuted=kind != DocumentKind.DAGSORDEN,
        )
        for entry, (case, _), body, found in zip(outline.items, cases, bodies, marks, strict=True)
    ]
    return kept_items(items, kind)


def _one_run(looks: Looks, account: Span, *, date: dt.date | None) -> Item:
    marks = find_marks(looks, [account], date=date)[0]
    return with_decisions(looks.source, Item(account, sections=read_sections(looks, account, marks, aside=(), minuted=True)), minuted=True)


def _item(entry: Entry, case: Fact[str] | None, sections: Sequence[Section]) -> Item:
    title = entry.title
    return Item(
        entry.span,
        number=title.number,
        title=title.title,
        start=title.start,
        end=title.finish,
        case_number=case,
        presenter=title.presenter,
        closed=title.closed,
        sections=tuple(sections),
    )


def _problems(kind: DocumentKind, items: Sequence[Item]) -> tuple[Problem, ...]:
    if kind == DocumentKind.ANDET:
        return (Problem(ProblemCode.NOT_MINUTES, "Dokumentet ligner ikke et referat eller en dagsorden. Er det den rigtige fil?"),)
    told = any(section.kind in (SectionKind.REFERAT, SectionKind.BESLUTNING) for item in items for section in item.sections)
    if kind == DocumentKind.REFERAT and not told:
        return (Problem(ProblemCode.NO_ITEMS, "Der blev ikke fundet dagsordenspunkter med referat eller beslutning."),)
    return ()
