"""Headings inside an agenda item: where a part of it begins, and what kind of part it is."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from referat.extract.dates.dates import find_dates
from referat.extract.outline.headings import Looks
from referat.models.kinds import SectionKind
from referat.models.place import Span
from referat.models.text import Line
from referat.models.wording import Entry, wording

CORE = (SectionKind.INDSTILLING, SectionKind.REFERAT, SectionKind.BESLUTNING)
# Common words that head a part only where the document uses them so in several items.
_WEAK = {
    "drøftelse", "drøftelser", "drøftelsen", "debat", "behandling", "opfølgning", "bemærkninger", "status", "sag", "sagen", "emne",
    "forslag", "indhold", "fakta", "mål", "formål", "historik", "indledning", "beskrivelse", "løsning", "økonomi", "personale",
    "kommunikation", "klima", "proces", "tidsplan", "evaluering", "materiale", "dokumenter", "links", "link", "vedtaget", "besluttet",
    "udtalelse", "redegørelse", "vurdering", "begrundelse", "kompetence", "finansiering", "konsekvenser", "høring", "opgaver",
    "anbefaling", "næste skridt", "referat af drøftelsen", "fremstilling",
}  # fmt: skip
_SUB = {"baggrund"}  # also stands inside other parts, in the type of the text
_ACTIONS = {"aktion", "aktioner", "opgave", "opgaver"}


@dataclass(frozen=True, slots=True)
class Mark:
    """A heading inside an item. heading: as printed. text_start: where its text begins. run_in: the text stands on its line."""

    kind: SectionKind
    heading: Span
    text_start: int
    run_in: bool
    rule: str


def find_marks(looks: Looks, bodies: Iterable[Span], *, date: dt.date | None) -> list[list[Mark]]:
    """The headings inside each of some items, in order. date: the meeting's, which tells its decision from those of other meetings."""
    found = [_candidates(looks, body, date) for body in bodies]
    used = Counter(form for marks in found for form in {_form(looks, mark) for mark, _ in marks})
    style = _style([line for marks in found for mark, line in marks if not mark.run_in])
    return [_kept(looks, marks, used, style) for marks in found]


def _form(looks: Looks, mark: Mark) -> str:
    return looks.source.of(mark.heading).casefold().strip(" :.,")


def _candidates(looks: Looks, body: Span, date: dt.date | None) -> list[tuple[Mark, Line]]:
    marks = []
    for line in looks.source.lines_of(body):
        if not line.starts or line.margin or line.span.start < body.start:
            continue
        text = looks.source.of(Span(line.span.start, min(line.span.end, body.end)))
        mark = _whole_line(line, text) or _before_colon(line, text) or _in_a_column(looks, line, text)
        if mark is not None:
            marks.append((_of_this_meeting(looks, mark, date), line))
    return marks


def _whole_line(line: Line, text: str) -> Mark | None:
    entry = wording("sections").find(text) if len(text) < 160 else None
    if entry is None:
        return None
    return Mark(SectionKind(entry.kind), line.span, line.span.end, run_in=False, rule=f"sections.{entry.id}")


_RUN_IN = re.compile(r"\s*([^:\n]{3,90}?)\s*(:)(?=\s|$)\s*")


def _before_colon(line: Line, text: str) -> Mark | None:
    match = _RUN_IN.match(text)
    entry = wording("sections").find(match[1]) if match else None
    if (
        match is None
        or entry is None
        or entry.id in ("andet-moede", "nogen-indstiller", "betydning-for", "beslutningsforslag-fra")
        or match.end() >= len(text)
    ):
        return None
    return Mark(
        SectionKind(entry.kind),
        Span(line.span.start, line.span.start + match.end(2)),
        line.span.start + match.end(),
        run_in=True,
        rule=f"sections.{entry.id}",
    )


def _in_a_column(looks: Looks, line: Line, text: str) -> Mark | None:
    """'Fraværende   Michael …': the heading stands apart by white space, or in bold before plain text."""
    first = line.segments[0]
    entry: Entry | None = None
    if len(line.segments) > 1 and first.end < line.span.end:
        entry = wording("sections").find(looks.source.of(first))
    if entry is None:
        word = re.match(r"[A-ZÆØÅ][a-zæøåé]+\b", text)
        if word is None:
            return None
        first = Span(line.span.start, line.span.start + word.end())
        entry = wording("sections").find(word[0])
        absent = entry is not None and entry.kind == SectionKind.FRAVAER and len(text) < 200
        bold = looks.starts_bold(first.start) and not looks.starts_bold(min(first.end + 1, line.span.end - 1))
        if entry is None or not (
            (absent and (bold or line.gap > 0.4 * line.size) and re.match(r"\s+[A-ZÆØÅ]", text[word.end() :])) or bold
        ):
            return None
    return Mark(SectionKind(entry.kind), first, _next_word(looks, first.end), run_in=True, rule=f"sections.{entry.id}")


def _next_word(looks: Looks, offset: int) -> int:
    while offset < len(looks.source.text) and looks.source.text[offset].isspace():
        offset += 1
    return offset


def _of_this_meeting(looks: Looks, mark: Mark, date: dt.date | None) -> Mark:
    """A decision with another date than the meeting's is another meeting's; another body's line with this date is a decision."""
    if mark.kind not in (SectionKind.BESLUTNING, SectionKind.TIDLIGERE) or date is None:
        return mark
    printed = [found.date for found in find_dates(looks.source.of(mark.heading), anchor=date)]
    if mark.kind == SectionKind.BESLUTNING and printed and date not in printed:
        return Mark(SectionKind.TIDLIGERE, mark.heading, mark.text_start, mark.run_in, mark.rule + ".other-date")
    if mark.rule == "sections.andet-moede" and date in printed:
        return Mark(SectionKind.BESLUTNING, mark.heading, mark.text_start, mark.run_in, mark.rule + ".this-date")
    return mark


def _style(lines: list[Line]) -> tuple[bool, float] | None:
    """The look that most headings share; None where they share none."""
    looks = Counter((line.bold, round(line.size)) for line in lines)
    if sum(looks.values()) < 6:
        return None
    style, count = looks.most_common(1)[0]
    return style if count >= 0.6 * sum(looks.values()) and style[0] else None


def _kept(looks: Looks, marks: list[tuple[Mark, Line]], used: Counter[str], style: tuple[bool, float] | None) -> list[Mark]:
    kept: list[Mark] = []
    for mark, line in marks:
        form = _form(looks, mark)
        stands_out = line.bold or line.size >= 1.08 * looks.body or looks.starts_bold(line.span.start)
        styled = style is not None and (line.bold, round(line.size)) == style
        shown = styled or (stands_out and looks.source.of(mark.heading).endswith(":"))
        if form in _WEAK and used[form] < 2 and (mark.kind in CORE or not shown):
            continue
        if (
            style is not None
            and not mark.run_in
            and not styled
            and (form in _SUB or (not stands_out and (form in _WEAK or (kept and kept[-1].kind == SectionKind.BILAG))))
        ):
            continue
        if mark.run_in and (form in _WEAK or form in _SUB or form in _ACTIONS) and not stands_out:
            continue
        if (
            kept
            and mark.kind == SectionKind.INDSTILLING
            and kept[-1].kind == SectionKind.INDSTILLING
            and _nothing_between(looks, kept[-1], mark)
        ):
            continue
        kept.append(mark)
    return kept


def _nothing_between(looks: Looks, before: Mark, mark: Mark) -> bool:
    return not looks.source.text[before.text_start : mark.heading.start].strip()
