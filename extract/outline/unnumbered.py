"""Lines without a number that may be headings of agenda items."""

from __future__ import annotations

import re

from referat.extract.dates.dates import find_dates
from referat.extract.outline.headings import Candidate, Looks, word_weight
from referat.models.likeness import likeness
from referat.models.place import Span
from referat.models.text import Line
from referat.models.wording import plain, wording

_LABEL = re.compile(
    r"(?:dato|tid|tidspunkt|sted|mødested|mødedato|mødetid|til\s*stede|tilstede|tilstedeværende|deltagere|medlemmer|mødedeltagere|afbud|fraværende|referent|mødeleder|dirigent"
    r"|formand|ordstyrer|starttidspunkt|sluttidspunkt|udvalg|forum|møde|næste\s+møde|fremmødte|gæster|observatør|sekretær|indkaldt|indbudte|underskrift\w*|bemærk|husk|nb)\b",
    re.I,
)


def unnumbered(looks: Looks, *, skip: set[int], agenda: list[str]) -> list[Candidate]:
    """Short lines without a number that stand out by bold type, size, capitals or a closing colon, weighed.

    agenda: titles of an agenda list.
    """
    found = []
    over_lists = []
    first = _after_roll(looks)
    for index, line in enumerate(looks.lines):
        if index >= first and index not in skip and line.starts and _may_head(looks, index, line):
            candidate = _unnumbered(looks, index, line, agenda)
            if candidate is not None:
                found.append(candidate)
            elif _stands_over_list(looks, index, line):
                over_lists.append(_candidate(looks, index, line, line.span.start, 0.3, bold=False))
    # Where topics end with a colon above their points, so does one that lacks it.
    usual = sum(looks.texts[one.line].endswith(":") and _stands_over_list(looks, one.line, looks.lines[one.line]) for one in found)
    return sorted([*found, *over_lists], key=lambda one: one.line) if usual >= _USUAL else found


_USUAL = 4  # topics with a colon and points below


def _stands_over_list(looks: Looks, index: int, line: Line) -> bool:
    """Whether white space stands above a line, and right below it a point of a list."""
    if index + 1 >= len(looks.lines) or line.gap <= 0.8 * line.size or line.in_table or _SAYS.search(looks.texts[index]):
        return False
    return _BULLET.match(looks.texts[index + 1]) is not None and looks.lines[index + 1].gap < 0.5 * line.size


_SAYS = re.compile(
    r"\b(?:at|er|var|har|blev|bliver|skal|vil|kan|vi|der|beslut\w+|fordeles|følgende|foreslår|ønsker)\b", re.I
)  # a sentence, no title
_ROLL = re.compile(r"(?:til\s?stede|tilstedeværende|fremmødte?|(?:møde)?deltagere|afbud)\b[^.]{0,25}:", re.I)
_OPENING = 30  # lines in which the roll is looked for


def _after_roll(looks: Looks) -> int:
    """The line after the last label of the list of those present: what stands out before it belongs to the head."""
    return 1 + max(
        (index for index, text in enumerate(looks.texts[:_OPENING]) if looks.lines[index].starts and _ROLL.match(text)), default=-1
    )


def _may_head(looks: Looks, index: int, line: Line) -> bool:
    text = looks.texts[index]
    if not 2 < len(text) <= 140 or not any(character.isalpha() for character in text) or "@" in text or "www." in text or "http" in text:
        return False
    if looks.is_agenda(index) or _is_label(line, text) or (looks.sections[index] and plain(text) not in _ALSO_ITEMS):
        return False
    bullet = _BULLET.match(text)
    if bullet and not looks.starts_bold(line.span.start + bullet.end()):
        return False
    if text.rstrip().endswith((".", ",", ";")) and not _AND_SO_ON.search(text) and not (looks.starts_bold(line.span.start) or line.italic):
        return False
    return (
        not _is_long_paragraph(looks, index)
        and not _goes_on_in_text(looks, index)
        and not _is_date(text)
        and not (index < _TITLES and _names_paper(text))
    )


_AND_SO_ON = re.compile(r"\b(?:m\.?\s?m|m\.?\s?v|etc|o\.?\s?l|osv)\.\s*$", re.I)  # the full stop of an abbreviation ends no sentence
_TITLES = 3  # lines in which a document's own title stands


def _names_paper(text: str) -> bool:
    """'Referat af bestyrelsesmøde', 'Dagsorden til …': the title of the document, printed like a heading."""
    found = wording("kinds_of_document").find(text.split(maxsplit=1)[0])
    return found is not None and found.kind in ("referat", "dagsorden")


def _is_long_paragraph(looks: Looks, index: int) -> bool:
    """Whether the line is the first of a paragraph too long for a heading (a sentence printed bold)."""
    last = index
    while last + 1 < len(looks.lines) and not looks.lines[last + 1].starts and last - index < 4:
        last += 1
    return last > index and (looks.lines[last].span.end - looks.lines[index].span.start > 160 or looks.texts[last].rstrip().endswith("."))


def _goes_on_in_text(looks: Looks, index: int) -> bool:
    """Whether the line is part of a sentence: it ends without a mark and the next line goes on in lower case."""
    following = looks.texts[index + 1] if index + 1 < len(looks.texts) and looks.lines[index + 1].starts else ""
    return len(looks.texts[index]) > 40 and looks.texts[index][-1:].isalpha() and following[:1].islower()


_WEEKDAY = re.compile(r"(?:man|tirs|ons|tors|fre|lør|søn)dag\b.{0,30}\d", re.I)


def _is_date(text: str) -> bool:
    if _WEEKDAY.match(text):
        return True
    found = find_dates(text)
    return bool(found) and sum(match.end - match.start for match in found) > 0.5 * len(text)


# Section words that also name items of boards and associations.
_ALSO_ITEMS = {
    "økonomi",
    "status",
    "personale",
    "kommunikation",
    "opfølgning",
    "evaluering",
    "bemærkninger",
    "klima",
    "proces",
    "materiale",
    "næste skridt",
    "finansiering",
    "udvalg",
    "opgaver",
    "links",
}
_BULLET = re.compile(r"[•▪●○◦■–·*-]\s*")


def _is_label(line: Line, text: str) -> bool:
    return _LABEL.match(text) is not None and (":" in text or len(line.segments) > 1 or _LABEL.fullmatch(text.strip(" :")) is not None)


def _unnumbered(looks: Looks, index: int, line: Line, agenda: list[str]) -> Candidate | None:
    bullet = _BULLET.match(looks.texts[index])
    offset = bullet.end() if bullet else 0
    start, text = line.span.start + offset, looks.texts[index][offset:]
    bold = looks.source.words.all_bold(Span(start, line.span.end)) and not looks.mostly_bold
    capitals = text.isupper() and len(text) > 4
    larger = line.size >= 1.08 * looks.body
    listed = any(likeness(text[: len(title) + 5], title) >= 0.85 for title in agenda)
    colon = text.rstrip().endswith(":") and len(text) < 80 and line.gap > 0.8 * line.size and not line.in_table and not _SAYS.search(text)
    italic = line.italic and not bold and not looks.mostly_italic and len(text) < 120 and line.gap > 0.4 * line.size
    if not (bold or capitals or larger or listed or colon or italic):
        return None
    weight = (
        -0.5
        + (1.0 if bold else 0.7 if italic else 0.0)
        + (min(1.0, (line.size / looks.body - 1) * 4) if larger else 0.0)
        + (0.8 if capitals else 0.0)
    )
    weight += (
        (0.4 if line.gap > 0.8 * line.size else 0.0) + (1.5 if listed else 0.0) + (0.2 if len(text) < 60 else 0.0) + (0.4 if colon else 0.0)
    )
    weight += (0.8 if looks.followed_by_section(index) else 0.0) + word_weight(text) - (0.5 if line.in_table else 0.0)
    return _candidate(looks, index, line, start, weight, bold=bold)


def _candidate(looks: Looks, index: int, line: Line, start: int, weight: float, *, bold: bool) -> Candidate:
    return Candidate(
        index,
        line.span.start,
        start,
        weight,
        line.size,
        bold,
        line.indent,
        headed=looks.headed(index),
        section=looks.sections[index] is not None,
    )
