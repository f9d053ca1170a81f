"""An agenda item's parts: those with a heading, and those that the minutes leave without one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from referat.extract.outline.headings import Looks
from referat.extract.sections.marks import CORE, Mark
from referat.models.fact import Fact
from referat.models.kinds import SectionKind
from referat.models.minutes import Section
from referat.models.place import Span
from referat.models.text import Line

_RECOMMENDS = re.compile(
    r"(?:Det\s+(?:indstilles|foreslås)|(?:[A-ZÆØÅ][\w’'-]*(?:\s+[\w’'-]+){0,5}\s+)indstiller)\s*(?:,?\s+at\b|:|til\b)", re.I
)
_DECIDED = re.compile(
    r"(?:(?:enstemmigt|énstemmigt)\s+)?(?:vedtaget|besluttet|godkendt|forkastet|tiltrådt|bevilget|bifaldet)\b|(?:indstillingen|forslaget|forslagene)\s+(?:blev|er)\s+(?:\w+\s+)?(?:godkendt|vedtaget|tiltrådt|forkastet|afvist)"
    r"|taget\s+til\s+(?:efterretning|orientering)|beslutning(?:en)?\s*:",
    re.I,
)
_OUTCOME = re.compile(
    r"\b(?:godkend|vedtag|tiltråd|efterretning|til orientering|forkast|afvis|udsat|udsætt|enighed|beslutte|bevilg|anbefal|velkom)", re.I
)
_ITEM_OF_LIST = re.compile(r"\s*(?:at\b|[•▪●○◦■–-]|\(?\d{1,2}[.)]|[a-zæøå][.)]|[ivx]{1,4}[.)])", re.I)


@dataclass(frozen=True, slots=True)
class Piece:
    """A part before it becomes a Section: its spans in order."""

    kind: SectionKind
    heading: Span | None
    spans: tuple[Span, ...]
    rule: str


def read_sections(looks: Looks, body: Span, marks: Sequence[Mark], *, aside: Sequence[Span], minuted: bool) -> tuple[Section, ...]:
    """The sections of an item. marks: its headings. aside: spans that are not part of its text (margin notes).

    minuted: the document tells what the meeting said and decided (it is no mere agenda).
    """
    pieces = _unlabelled_start(looks, Span(body.start, marks[0].heading.start if marks else body.end), marks, minuted=minuted)
    for index, mark in enumerate(marks):
        stop = marks[index + 1].heading.start if index + 1 < len(marks) else body.end
        pieces += _labelled(
            looks, mark, Span(mark.text_start, max(mark.text_start, stop)), pieces, later=marks[index + 1 :], minuted=minuted
        )
    sections = [_section(looks, piece, aside) for piece in pieces]
    return tuple(section for section in sections if section is not None)


def _section(looks: Looks, piece: Piece, aside: Sequence[Span]) -> Section | None:
    spans = tuple(part for span in piece.spans for part in _without(looks, span, aside))
    heading = None
    if piece.heading is not None:
        heading = Fact(looks.source.of(piece.heading).strip(), (piece.heading,), piece.rule)
        spans = spans or (Span(piece.heading.end, piece.heading.end),)
    if not spans:
        return None
    return Section(piece.kind, heading, Fact("\n".join(looks.source.of(span) for span in spans), spans, piece.rule))


def _without(looks: Looks, span: Span, aside: Sequence[Span]) -> list[Span]:
    """The span less the spans set aside, without white space at the ends; empty parts are left out."""
    parts, start = [], span.start
    for gone in aside:
        if gone.overlaps(span):
            parts.append(Span(start, max(start, gone.start)))
            start = max(start, min(gone.end, span.end))
    parts.append(Span(start, max(start, span.end)))
    return [kept for part in parts if (kept := _bare(looks.source.text, part)).end > kept.start and _says_something(looks.source.of(kept))]


def _says_something(text: str) -> bool:
    return any(character.isalnum() for character in _ONLY_MARKER.sub("", text))


_ONLY_MARKER = re.compile(r"^\s*(?:\(?\w{1,2}[.)]\s*)+$")


def _bare(text: str, span: Span) -> Span:
    start, end = span.start, span.end
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return Span(start, end)


def _unlabelled_start(looks: Looks, span: Span, marks: Sequence[Mark], *, minuted: bool) -> list[Piece]:
    """What stands before the first heading of an item, or all of an item without headings."""
    span = _bare(looks.source.text, span)
    if span.start == span.end:
        return []
    told_later = any(mark.kind in CORE and not _is_action(looks, mark) for mark in marks)
    if not minuted:
        return [Piece(SectionKind.SAGSFREMSTILLING, None, (span,), "sections.agenda-text")]
    recommends = _recommendation(looks, span)
    if told_later:
        if recommends is None:
            return [Piece(SectionKind.SAGSFREMSTILLING, None, (span,), "sections.before-heading")]
        return _present(
            looks, span.start, recommends, [Piece(SectionKind.INDSTILLING, None, (Span(recommends, span.end),), "sections.recommends")]
        )
    if recommends is not None:
        end = _end_of_list(looks, recommends, span.end)
        if end < span.end and _bare(looks.source.text, Span(end, span.end)).start < span.end:
            after = _told(looks, Span(end, span.end))
            return _present(
                looks,
                span.start,
                recommends,
                [Piece(SectionKind.INDSTILLING, None, (Span(recommends, end),), "sections.recommends"), *after],
            )
    return _split_decision(looks, span)


def _present(looks: Looks, start: int, stop: int, rest: list[Piece]) -> list[Piece]:
    case = _bare(looks.source.text, Span(start, stop))
    return [Piece(SectionKind.SAGSFREMSTILLING, None, (case,), "sections.before-recommendation"), *rest] if case.end > case.start else rest


def _is_action(looks: Looks, mark: Mark) -> bool:
    """A list of actions or tasks: it follows the account of the meeting and does not replace it."""
    return looks.source.of(mark.heading).casefold().startswith(("aktion", "opgave", "opfølgning"))


def _recommendation(looks: Looks, span: Span) -> int | None:
    """Where a sentence begins that recommends; None where none does."""
    if "ndstil" not in looks.source.of(span) and "oreslå" not in looks.source.of(span):  # most texts: the expression is slow
        return None
    for match in _RECOMMENDS.finditer(looks.source.text, span.start, span.end):
        before = looks.source.text[max(span.start, match.start() - 2) : match.start()]
        if match.start() == span.start or "\n" in before or before.rstrip().endswith((".", ":", "?")):
            return match.start()
    return None


def _end_of_list(looks: Looks, start: int, stop: int) -> int:
    """Where a recommendation ends: before the first paragraph that is neither a clause with 'at' nor a point of its list."""
    lines = [line for line in looks.source.lines_of(Span(start, stop)) if line.span.start > start]
    seen_clause = bool(re.search(r"\bat\b\s+\w+", looks.source.text[start : lines[0].span.start if lines else stop]))
    for line in lines:
        text = looks.source.of(line.span)
        if not line.starts:
            continue
        if _ITEM_OF_LIST.match(text):
            seen_clause = True
        elif seen_clause and text[:1].isupper():
            return line.span.start
    return stop


def _told(looks: Looks, span: Span) -> list[Piece]:
    """Text after a recommendation: a decision where every sentence tells the outcome, else an account."""
    span = _bare(looks.source.text, span)
    text = looks.source.of(span)
    sentences = [part for part in re.split(r"(?<=[.!?])\s+|\n", text) if part.strip()]
    decision = 0 < len(sentences) <= 3 and all(_OUTCOME.search(sentence) for sentence in sentences)
    return [Piece(SectionKind.BESLUTNING if decision else SectionKind.REFERAT, None, (span,), "sections.after-recommendation")]


def _split_decision(looks: Looks, span: Span) -> list[Piece]:
    """An account whose last paragraphs, from one that begins with the decision ('Vedtaget.', 'Enstemmigt godkendt'), are the decision."""
    for line in looks.source.lines_of(span):
        start = max(span.start, line.span.start)
        text = looks.source.text[start : line.span.end]
        if (line.starts or start > line.span.start) and _DECIDED.match(text) and _few_lines_left(looks, line, span):
            before = _bare(looks.source.text, Span(span.start, start))
            account = [Piece(SectionKind.REFERAT, None, (before,), "sections.account")] if before.end > before.start else []
            if account or re.match(r"forkastet|(?:\w+\s+)?vedtaget", text, re.I):
                return [*account, Piece(SectionKind.BESLUTNING, None, (Span(start, span.end),), "sections.decision-paragraph")]
    return [Piece(SectionKind.REFERAT, None, (span,), "sections.account")]


def _few_lines_left(looks: Looks, line: Line, span: Span) -> bool:
    return sum(1 for later in looks.source.lines_of(Span(line.span.start, span.end)) if later.starts) <= 2


def _labelled(looks: Looks, mark: Mark, span: Span, before: list[Piece], *, later: Sequence[Mark], minuted: bool) -> list[Piece]:
    """The part under a heading, and what follows it without one of its own."""
    piece = Piece(mark.kind, mark.heading, (span,), mark.rule)
    if mark.kind == SectionKind.FRAVAER and mark.run_in:
        return _absent(looks, piece, span, before)
    told_later = any(other.kind in (SectionKind.REFERAT, SectionKind.BESLUTNING) for other in later)
    told_before = any(other.kind in (SectionKind.REFERAT, SectionKind.BESLUTNING) for other in before)
    if mark.kind == SectionKind.INDSTILLING and minuted and not told_later and not told_before:
        end = _end_of_list(looks, span.start, span.end)
        if _bare(looks.source.text, Span(end, span.end)).start < span.end:
            return [Piece(mark.kind, mark.heading, (Span(span.start, end),), mark.rule), *_told(looks, Span(end, span.end))]
    if _is_action(looks, mark) or (mark.kind == SectionKind.BILAG and mark.run_in):
        end = _next_subheading(looks, span) if _is_action(looks, mark) else _end_of_attachments(looks, span)
        if end < span.end:
            kind = SectionKind.REFERAT if _is_action(looks, mark) else SectionKind.SAGSFREMSTILLING if told_later else SectionKind.REFERAT
            return [
                Piece(mark.kind, mark.heading, (Span(span.start, end),), mark.rule),
                Piece(kind, None, (Span(end, span.end),), "sections.after-action"),
            ]
    return [piece]


def _end_of_attachments(looks: Looks, span: Span) -> int:
    """Where the account goes on after 'Bilag: …' and further names of attachments: at the first paragraph that is a sentence."""
    lines = [line for line in looks.source.lines_of(span) if line.starts and line.span.start > span.start]
    for index, line in enumerate(lines):
        stop = lines[index + 1].span.start if index + 1 < len(lines) else span.end
        paragraph = looks.source.text[line.span.start : stop].strip()
        if len(paragraph) > 110 or (paragraph.endswith(".") and len(paragraph.split()) > 4):
            return line.span.start
    return span.end


def _absent(looks: Looks, piece: Piece, span: Span, before: list[Piece]) -> list[Piece]:
    """'Fraværende: N.N.' is a paragraph; what follows it belongs to the part that it interrupts."""
    end = next((line.span.start for line in looks.source.lines_of(span) if line.starts and line.span.start > span.start), span.end)
    rest = _bare(looks.source.text, Span(end, span.end))
    interrupted = before[-1] if before and before[-1].kind in CORE else None
    if interrupted is None or rest.start == rest.end:
        return [piece]
    before[-1] = Piece(interrupted.kind, interrupted.heading, (*interrupted.spans, rest), interrupted.rule)
    return [Piece(piece.kind, piece.heading, (Span(span.start, end),), piece.rule)]


def _next_subheading(looks: Looks, span: Span) -> int:
    """Where the next line stands that looks like a heading of its own."""
    for line in looks.source.lines_of(span):
        if (
            line.span.start > span.start
            and line.starts
            and (looks.source.words.all_bold(line.span) or line.size >= 1.08 * looks.body)
            and not looks.mostly_bold
        ):
            return line.span.start
    return span.end
