"""The title of an agenda item: where it ends, and what else stands in it (time, presenter, closed)."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass

from referat.extract.dates.times import find_times
from referat.extract.outline.headings import Candidate, Looks
from referat.extract.outline.numbering import numbering
from referat.extract.people.name_shape import is_title
from referat.models.fact import Fact
from referat.models.names import is_first_name
from referat.models.place import Span
from referat.models.text import Line
from referat.models.wording import wording

_ABBREVIATION = re.compile(
    r"\b(?:iflg|vedr|evt|jf|bl\.a|f\.eks|ang|inkl|mv|m\.v|m\.m|ca|nr|pkt|stk|kl|d|pr|hhv|mht|ift|ifm|ifbm|osv|etc|lign|dr|skt|sct|kap|kv|aug|sept|okt|nov|dec|jan|feb|alm|adm|v|max|min|tlf|\d)$",
    re.I,
)
_SENTENCE_END = re.compile(r"[.!?](?=\s+[A-ZÆØÅ\d”\"“])")
_VERB = re.compile(
    r"\b(?:har|er|var|blev|bliver|skal|vil|kan|havde|kom|får|fik|vi|jeg|der|orienterede|fortalte|oplyste|gennemgik|bød)\b", re.I
)
_TAIL_TIME = re.compile(
    r"[\s,(–-]+(?:kl\.?\s*)?\(?(?:ca\.?\s*)?\d{1,2}[.:]\d{2}(?:\s*[-–]\s*\d{1,2}[.:]\d{2})?\)?\s*$|\s*\(\s*\d{1,3}\s*min(?:\.|utter)?\s*\)\s*$|\s+\d{1,3}\s*min\.?\s*$"
    r"|\s+kl\.?\s*\d{1,2}(?:[.:]\d{2})?(?:\s*[-–]\s*\d{1,2}(?:[.:]\d{2})?)?\s*$"
)
_PRESENTER = re.compile(
    r"[\s,(–-]+(?P<by>v\s?[/.]|v(?=\s)|ved)\s*(?P<role>[a-zæøå]{4,25}\s+)?(?P<name>[A-ZÆØÅ][\wÆØÅæøåé.-]*(?:\s+(?:og\s+)?[A-ZÆØÅ][\wæøåé.-]*|\s+og\s+[A-ZÆØÅ][\w.-]+)*)\)?\s*$"
)
_COLON = re.compile(r"[:;](?!\d)")
_CLOSED = re.compile(r"\b(?:LUKKET|Lukket)(?:\s+(?:punkt|sag|møde))?\b")


@dataclass(frozen=True, slots=True)
class Title:
    """What the heading of an item says; `end` is where it ends in the text."""

    heading: Span
    number: Fact[str] | None
    title: Fact[str] | None
    start: Fact[dt.time] | None
    finish: Fact[dt.time] | None
    presenter: Fact[str] | None
    closed: Fact[bool] | None
    end: int


def read_title(looks: Looks, candidate: Candidate, *, starts: set[int], agenda: dict[str, str]) -> Title:
    """The parts of a heading. starts: the lines in which items begin. agenda: titles of the agenda list, by number."""
    source = looks.source
    number = None
    if candidate.numbering is not None:
        span = Span(
            candidate.start + candidate.numbering.number_start,
            candidate.start + candidate.numbering.number_start + len(candidate.numbering.printed),
        )
        number = Fact(candidate.numbering.printed, (span,), "outline.number")
    end = _title_end(looks, candidate, starts, agenda)
    text = source.text[candidate.title_start : end]
    kept, start, finish, presenter = _strip(text, candidate.title_start)
    after = _time_below(looks, end) if start is None else None
    if after is not None:
        start, finish, end = after
    title = _fact(kept, candidate.title_start, "outline.title")
    end = _past_repetition(looks, end, title)
    closed_at = _CLOSED.search(kept)
    closed = (
        Fact(True, (Span(candidate.title_start + closed_at.start(), candidate.title_start + closed_at.end()),), "outline.closed")
        if closed_at
        else None
    )
    return Title(Span(candidate.start, max(candidate.start, end)), number, title, start, finish, presenter, closed, end)


def _past_repetition(looks: Looks, end: int, title: Fact[str] | None) -> int:
    """Past a next line that says the title once more (some systems print it as heading and as the case's own title)."""
    line = next((line for line in looks.lines if line.span.start >= end), None)
    if title is None or line is None or looks.source.of(line.span).casefold().strip(" .:") != title.value.casefold():
        return end
    return line.span.end


def _fact(text: str, offset: int, rule: str) -> Fact[str] | None:
    bare = text.strip(" \t\n–-:.,;")
    if text.rstrip().endswith("..") or not bare:
        bare = bare or ""
    if not any(character.isalnum() for character in bare):
        return None
    start = offset + text.index(bare)
    return Fact(" ".join(bare.split()), (Span(start, start + len(bare)),), rule)


def _title_end(looks: Looks, candidate: Candidate, starts: set[int], agenda: dict[str, str]) -> int:
    index = _line_at(looks, candidate.line, candidate.title_start)
    if index is None:
        return candidate.title_start
    if looks.starts_bold(candidate.title_start) or (looks.lines[index].size >= 1.08 * looks.body):
        return _styled_end(looks, candidate, index, starts)
    return _plain_end(looks, candidate, index, starts, agenda)


def _line_at(looks: Looks, first: int, offset: int) -> int | None:
    for index in range(first, min(first + 2, len(looks.lines))):
        if looks.lines[index].span.start <= offset < looks.lines[index].span.end:
            return index
    return None


def _styled_end(looks: Looks, candidate: Candidate, index: int, starts: set[int]) -> int:
    """The end of the bold or larger words, over the line's end where the next line goes on in the same look."""
    words = looks.source.words
    bold = looks.starts_bold(candidate.title_start)
    end = candidate.title_start
    first = looks.lines[index]
    while True:
        line = looks.lines[index]
        for place in words.indices(Span(max(candidate.title_start, line.span.start), line.span.end)):
            word = words[place]
            if (bold and not word.bold and any(c.isalnum() for c in looks.source.of(word.span))) or word.size < 0.9 * first.size:
                return end
            if end > candidate.title_start and _next_column(looks, line, word.span.start):
                return end
            end = word.span.end
        index += 1
        if index >= len(looks.lines) or not _goes_on(looks, first, line, index, starts):
            return end


def _next_column(looks: Looks, line: Line, offset: int) -> bool:
    """Whether the word at an offset stands beyond a wide white space that is not the one after the number."""
    later = [segment.start for segment in line.segments[1:]]
    if offset not in later:
        return False
    first = looks.source.of(line.segments[0])
    return not (later.index(offset) == 0 and numbering(first + " X") is not None and len(first) < 14)


def _goes_on(looks: Looks, first: Line, before: Line, index: int, starts: set[int]) -> bool:
    line = looks.lines[index]
    if index in starts or looks.sections[index] is not None or line.in_table != first.in_table:
        return False
    if abs(line.size - first.size) > 0.5 or line.page != first.page or wording("headings").find(looks.texts[index]) is not None:
        return False
    return not line.starts or (
        before.box.x1 > (0.7 if line.size >= 1.08 * looks.body else 0.85) * looks.reach
        and line.gap < 0.5 * line.size
        and numbering(looks.texts[index]) is None
        and looks.source.words.all_bold(line.span) == looks.starts_bold(first.segments[-1].start)
    )


def _plain_end(looks: Looks, candidate: Candidate, index: int, starts: set[int], agenda: dict[str, str]) -> int:
    """The end of a title in the type of the text: at a colon, at the end of its first sentence, or with its paragraph."""
    last = index
    while last + 1 < len(looks.lines) and not looks.lines[last + 1].starts and last + 1 not in starts:
        last += 1
    start = candidate.title_start
    paragraph = looks.source.text[start : looks.lines[last].span.end]
    number = candidate.numbering.printed.casefold() if candidate.numbering else ""
    listed = agenda.get(number, "")
    if listed and paragraph.casefold().startswith(listed.casefold()[:60]):
        return start + min(len(paragraph), len(listed))
    segments = looks.lines[index].segments
    wide = next(
        (segment.start for segment in segments if segment.start > start and _next_column(looks, looks.lines[index], segment.start)), None
    )
    if wide is not None:
        paragraph = looks.source.text[start:wide]
    colon = _colon(paragraph)
    sentence = _first_sentence(paragraph)
    if 0 < colon <= 110 and (sentence is None or colon < sentence):
        return start + colon + 1
    if sentence is not None:
        return start + sentence if sentence <= 150 and (paragraph[sentence - 1] == "?" or not _VERB.search(paragraph[:sentence])) else start
    if len(paragraph) > 160 or (_VERB.search(paragraph) and paragraph.rstrip().endswith(".")):
        return start
    return start + len(paragraph.rstrip())


def _colon(text: str) -> int:
    """Where the first colon or semicolon stands that is no part of a clock time and not the one of 'Lukket: …'; -1 for none."""
    found = (match.start() for match in _COLON.finditer(text))
    return next((place for place in found if not _CLOSED.fullmatch(text[:place].strip())), -1)


def _first_sentence(text: str) -> int | None:
    """Where the first of several sentences ends; None where there is one only."""
    for match in _SENTENCE_END.finditer(text):
        if not _ABBREVIATION.search(text[: match.start()]):
            return match.end()
    return None


def _strip(text: str, offset: int) -> tuple[str, Fact[dt.time] | None, Fact[dt.time] | None, Fact[str] | None]:
    """The title without a time, a duration and 'ved N.N.' at its end, and these."""
    start = finish = presenter = None
    for _ in range(3):
        clock = _TAIL_TIME.search(text)
        if clock and clock.start() > 0:
            found = find_times(text[clock.start() :]) or find_times("kl. " + text[clock.start() :].strip(" ,()–-"))
            if found and start is None and "min" not in clock[0]:  # no duration
                span = Span(offset + clock.start(), offset + clock.end())
                start = Fact(found[0].time, (span,), "outline.time")
                finish = Fact(found[0].to, (span,), "outline.time") if found[0].to else None
            text = text[: clock.start()]
            continue
        by = _PRESENTER.search(text)
        if by and presenter is None and by.start() > 2 and _names_somebody(by):
            presenter = Fact(" ".join(by["name"].split()), (Span(offset + by.start("name"), offset + by.end("name")),), "outline.presenter")
            text = text[: by.start()]
            continue
        break
    return text, start, finish, presenter


def _names_somebody(by: re.Match[str]) -> bool:
    """Whether a person follows: 'v/' and a name; 'ved', 'v.' or 'v' and a first name or a title and a name (else it is a place)."""
    if by["by"].endswith("/"):
        return by["role"] is None
    return is_first_name(by["name"].split(maxsplit=1)[0]) or (by["role"] is not None and is_title(by["role"].strip()))


_ONLY_TIME = re.compile(r"\(?(?:kl\.?\s*)?\d{1,2}[.:]\d{2}(?:\s*[-–]\s*\d{1,2}[.:]\d{2})?\)?")


def _time_below(looks: Looks, end: int) -> tuple[Fact[dt.time], Fact[dt.time] | None, int] | None:
    """A line below the title that holds a clock time and nothing else."""
    line = next((line for line in looks.lines if line.span.start >= end), None)
    if line is None or not _ONLY_TIME.fullmatch(looks.source.of(line.span).strip()):
        return None
    found = find_times(looks.source.of(line.span)) or find_times("kl. " + looks.source.of(line.span))
    if not found:
        return None
    finish = Fact(found[0].to, (line.span,), "outline.time") if found[0].to else None
    return Fact(found[0].time, (line.span,), "outline.time"), finish, line.span.end
