"""Where the agenda items of a document begin and end: by numbers, looks, words and the agenda list together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from referat.extract.outline.cases import is_particulars
from referat.extract.outline.closing import closes
from referat.extract.outline.contents import Contents, find_contents
from referat.extract.outline.headings import Candidate, Looks
from referat.extract.outline.numbered import numbered
from referat.extract.outline.single import account_of
from referat.extract.outline.titles import Title, read_title
from referat.extract.outline.unnumbered import unnumbered
from referat.extract.sections.marks import CORE
from referat.models.place import Span
from referat.models.text import SourceText
from referat.models.wording import wording

_REACH = 250  # how far back a heading looks for the one before it


@dataclass(frozen=True, slots=True)
class Entry:
    """An agenda item: from its heading to the next one. `body` is what stands after the title, `lead` the particulars above the heading."""

    span: Span
    title: Title
    body: Span
    lead: Span | None = None


@dataclass(frozen=True, slots=True)
class Outline:
    """A document's parts: what stands before the first item, its agenda list, the items, what stands after the last."""

    head: Span
    contents: Contents
    items: tuple[Entry, ...]
    tail: Span | None


def read_outline(looks: Looks) -> Outline:
    """The items of a document. Where it has no headings, there are no items and the head is the whole text."""
    contents = find_contents(looks)
    skip = set(contents.lines)
    chain, _ = _best(looks, contents, skip)
    if not chain and contents.lines:  # an agenda without minutes: its list is the items
        chain, _ = _best(looks, Contents(frozenset(), ()), set())
    return _cut(looks, contents, chain)


def _best(looks: Looks, contents: Contents, skip: set[int]) -> tuple[list[Candidate], float]:
    titles = contents.titles()
    families: dict[str, list[Candidate]] = {}
    for candidate in numbered(looks, skip=skip, agenda=titles):
        assert candidate.numbering is not None
        families.setdefault(candidate.numbering.family, []).append(candidate)
    length = max(1, looks.lines[-1].span.end - looks.lines[0].span.start)
    chains = [_spread(_chain(candidates), length) for candidates in families.values()]
    by_number = max(chains, key=lambda pair: pair[1], default=([], 0.0))
    by_style = _styled(
        looks, unnumbered(looks, skip=skip, agenda=[entry.title for entry in contents.entries if len(entry.title) > 3]), length
    )
    if _lists_sentences(looks, by_number[0]):
        by_number = [], 0.0
    if len(by_number[0]) >= 2 and by_number[1] >= 0.5 * by_style[1]:
        return by_number
    if len(by_style[0]) >= 2 and by_style[1] > 1.0 and _begins_early(looks, by_style[0][0], length):
        return by_style
    return by_number if by_number[1] > 1.2 else ([], 0.0)


_TOLD = re.compile(r"\b(?:er|har|skal|vil|blev|sender|undersøger|kontakter|taler|ringer|aftaler|rykker|laver|[a-zæøå]{3,}er)\b")


def _lists_sentences(looks: Looks, chain: Sequence[Candidate]) -> bool:
    """Whether a series of plain numbers is a list of points in a run of text: announced by a colon, most of its points whole sentences."""
    if (
        not chain
        or chain[0].line == 0
        or any(one.bold or one.size >= 1.08 * looks.body or (one.numbering and one.numbering.family) for one in chain)
    ):
        return False
    announced = looks.texts[chain[0].line - 1]
    if not announced.rstrip().endswith(":") or looks.is_agenda(chain[0].line - 1) or len(announced) < 12:
        return False
    account = account_of(looks)
    if account is None or chain[0].start - account.start < 200:
        return False
    sentences = sum(
        looks.source.text[one.title_start : looks.lines[one.line].span.end].count(":") == 0 and bool(_TOLD.search(looks.texts[one.line]))
        for one in chain
    )
    return sentences >= 0.6 * len(chain)


def _begins_early(looks: Looks, first: Candidate, length: int) -> bool:
    """Whether the first heading stands where the account begins; headings further on are parts of one run of text."""
    if first.headed:  # a case with parts of its own, as a bundle of attachments holds them
        return True
    account = account_of(looks)
    return account is None or first.start - account.start < 0.25 * length


def _spread(chain: tuple[list[Candidate], float], length: int) -> tuple[list[Candidate], float]:
    """Items run through the document; a list inside one of them does not."""
    found, score = chain
    if not found:
        return chain
    extent = (found[-1].start - found[0].start) / length
    return found, score * (0.35 + 0.65 * min(1.0, extent / 0.5))


def _chain(candidates: Sequence[Candidate]) -> tuple[list[Candidate], float]:
    """The series of headings with the greatest sum of weights less what its steps cost."""
    scores: list[float] = []
    before: list[int | None] = []
    levels = all(candidate.numbering is not None and candidate.numbering.suffix.startswith(".") for candidate in candidates)
    for index, candidate in enumerate(candidates):
        assert candidate.numbering is not None
        best, link = (0.0 if candidate.value == 1 else -0.3) - (1.5 if candidate.numbering.suffix and not levels else 0.0), None
        for other in range(max(0, index - _REACH), index):
            value = scores[other] - _step_cost(candidates[other], candidate, levels=levels)
            if value > best:
                best, link = value, other
        scores.append(best + candidate.weight)
        before.append(link)
    if not scores:
        return [], 0.0
    end = max(range(len(scores)), key=lambda index: scores[index])
    chain = []
    last: int | None = end
    while last is not None:
        chain.append(candidates[last])
        last = before[last]
    return chain[::-1], scores[end]


def _step_cost(one: Candidate, two: Candidate, *, levels: bool) -> float:
    """What it costs to go from one heading to the next: numbers that skip or repeat, looks that change.

    levels: every number has a second level (4.1, 4.2, 5.1), so that it is no part of another item.
    """
    assert one.numbering is not None
    assert two.numbering is not None
    a, b = one.numbering, two.numbering
    step = two.value - one.value
    looks = (
        (1.0 if abs(one.size - two.size) > 0.7 else 0.0)
        + (0.7 if one.bold != two.bold else 0.0)
        + (
            (0.1 if one.bold and two.bold else 0.5) if abs(one.indent - two.indent) > 10 else 0.0
        )  # bold, it heads an item wherever it begins
    )
    if step < 0:
        return 1000.0
    if step == 0:
        if b.suffix and _order(b.suffix) > _order(a.suffix):
            return looks if levels else 0.3 + 2 * looks + (0.9 if b.suffix.startswith(".") else 0.0)
        return 0.6 + 3 * looks if b.printed == a.printed else 1000.0
    if b.suffix and b.suffix not in (".1", "a", ".a"):
        looks += 1.0
    return looks + min(1.0, 0.35 * (step - 1)) * (1 + 2 * looks)


def _order(suffix: str) -> tuple[tuple[int, str], ...]:
    """'.9' before '.10', 'a' before 'b'."""
    return tuple((int(part), "") if part.isdigit() else (0, part) for part in suffix.strip(".").split(".") if part)


def _styled(looks: Looks, candidates: Sequence[Candidate], length: int) -> tuple[list[Candidate], float]:
    """The unnumbered headings of the style that speaks for itself most; the larger of two that do."""
    styles: dict[tuple[float, bool], list[Candidate]] = {}
    for candidate in candidates:
        styles.setdefault((round(looks.print_size(candidate.line) * 2) / 2, candidate.bold), []).append(candidate)
    scored = []
    for style, found in styles.items():
        kept = [
            candidate for candidate in found if candidate.weight > 0 and (not candidate.section or not _heads_sections(looks, candidate))
        ]
        if len(kept) >= 2:
            chain, score = _spread((kept, sum(candidate.weight for candidate in kept)), length)
            score *= 1 + 2 * (sum(candidate.headed for candidate in kept) >= 0.6 * len(kept))
            scored.append((style, chain, score))
    if not scored:
        return [], 0.0
    best = max(score for _, _, score in scored)
    _, chain, score = max(
        (row for row in scored if row[2] >= 0.4 * best and (len(row[1]) >= 3 or row[2] == best)), key=lambda row: (*row[0], row[2])
    )
    return chain, score


def _heads_sections(looks: Looks, candidate: Candidate) -> bool:
    """Whether the look of a line is that of the document's section headings."""
    alike = 0
    for line, entry in zip(looks.lines, looks.sections, strict=True):
        if entry is not None and entry.kind in CORE and abs(line.size - candidate.size) < 0.3 and line.bold == candidate.bold:
            alike += line.span.start != candidate.start
    return alike >= 2


def _cut(looks: Looks, contents: Contents, chain: list[Candidate]) -> Outline:
    source, text_start, text_end = looks.source, looks.lines[0].span.start, looks.lines[-1].span.end
    if not chain:
        return Outline(Span(text_start, text_end), contents, (), None)
    starts = {candidate.line for candidate in chain}
    if len(chain) > 1 and _is_roll(looks, chain[0]):
        chain = chain[1:]
    titles = [read_title(looks, candidate, starts=starts, agenda=contents.titles()) for candidate in chain]
    end = _closing(looks, titles[-1])
    items = []
    for place, (candidate, title) in enumerate(zip(chain, titles, strict=True)):
        stop = _before_group_heading(looks, title.end, chain[place + 1].line) if place + 1 < len(chain) else end
        first = _lead(looks, candidate.line)
        lead = _trim(source, looks.lines[first].span.start, candidate.start) if first < candidate.line else None
        items.append(Entry(_trim(source, candidate.start, stop), title, _trim(source, min(title.end, stop), stop), lead))
    return Outline(
        _trim(source, text_start, chain[0].start), contents, tuple(items), _trim(source, end, text_end) if end < text_end else None
    )


_ROLL = re.compile(r"(?:til\s?stede|tilstedeværende|fremmødte?|(?:møde)?deltagere|afbud|fraværende)\s*:?", re.I)


def _is_roll(looks: Looks, candidate: Candidate) -> bool:
    """Whether a numbered line heads the list of those present: that is no item."""
    return _ROLL.fullmatch(looks.source.text[candidate.title_start : looks.lines[candidate.line].span.end].strip()) is not None


def _before_group_heading(looks: Looks, start: int, heading: int) -> int:
    """Where an item ends before the next heading: a line that heads a group of items ('Lukkede punkter') belongs to none."""
    index = _lead(looks, heading)
    while index - 1 >= 0 and looks.lines[index - 1].span.start >= start and _heads_group(looks, index - 1):
        index -= 1
    return looks.lines[index].span.start


def _lead(looks: Looks, heading: int) -> int:
    """The first of the lines right above a heading that hold its case's particulars; the heading where there are none."""
    index = heading
    while (
        index > 0
        and looks.lines[index - 1].starts
        and looks.lines[index].gap < looks.lines[index - 1].gap
        and is_particulars(looks.texts[index - 1])
    ):
        index -= 1
    return index


def _heads_group(looks: Looks, index: int) -> bool:
    text = looks.texts[index]
    found = wording("headings").find(text) if len(text) < 90 else None
    return found is not None and found.kind in ("group", "agenda") and looks.lines[index].starts


def _trim(source: SourceText, start: int, stop: int) -> Span:
    while start < stop and source.text[start].isspace():
        start += 1
    while stop > start and source.text[stop - 1].isspace():
        stop -= 1
    return Span(start, max(start, stop))


def _closing(looks: Looks, title: Title) -> int:
    """Where the last item ends: at the first line after its title that closes the meeting, or at the end.

    'Næste møde: …' closes it too, where it is not what the item is about.
    """
    about = title.title.value.casefold() if title.title else ""
    for index, (line, text) in enumerate(zip(looks.lines, looks.texts, strict=True)):
        if line.span.start >= title.end and line.starts and text.casefold() != about and closes(looks, index, about):
            return line.span.start
    return looks.lines[-1].span.end
