"""What is read as one: a sentence with the owner and the time that stand beside it in a list, behind a label or in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from referat.extract.people.cast import Cast
from referat.extract.tasks.labels import Labelled, labelled_parts, name_first, name_line, named_behind, names_in
from referat.extract.tasks.owners import Actor
from referat.extract.tasks.sentences import Sentence
from referat.models.place import Span
from referat.models.text import SourceText

_LONGEST_COLUMN = 40  # characters of what stands in a column of owners
_LETTERS = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Placed:
    """An actor with its place in the document."""

    actor: Actor
    span: Span


@dataclass(frozen=True, slots=True)
class Unit:
    """A sentence to be read.

    span: the words that say what is to be done. owners, when: given beside them.
    rule: the rule that makes it a task whatever its words are, or None where they decide.
    """

    sentence: Sentence
    span: Span
    owners: tuple[Placed, ...] = ()
    when: Span | None = None
    rule: str | None = None


def units_of(source: SourceText, sentences: Iterable[Sentence], cast: Cast) -> list[Unit]:
    """The units of the sentences, in order."""
    units: list[Unit] = []
    heading: tuple[Sentence, list[Placed]] | None = None  # the names above a list
    listing = list(sentences)
    for index, sentence in enumerate(listing):
        if heading and not _same_section(heading[0], sentence):
            heading = None
        text = source.of(sentence.span)
        named = name_line(text, cast) if sentence.listed else None
        if named is not None:
            owners = [_placed(actor, sentence.span.start) for actor in named]
            if not _names_the_last(units, owners, listing, index):
                heading = (sentence, owners)
            continue
        _add(units, source, sentence, cast, heading[1] if heading else None)
    return units


def _add(units: list[Unit], source: SourceText, sentence: Sentence, cast: Cast, heading: Sequence[Placed] | None) -> None:
    """Adds a sentence as a unit; a label alone goes to the one before, and below a heading that names nobody nothing is a task."""
    text = source.of(sentence.span)
    unit = _unit(text, sentence, cast)
    if unit is None:
        _label_alone(units, text, sentence, cast)
    elif heading is None:
        units.append(_with_column(source, unit, cast))
    elif heading:
        units.append(replace(unit, owners=unit.owners or tuple(heading), rule="tasks.list"))


def _names_the_last(units: list[Unit], owners: Sequence[Placed], listing: Sequence[Sentence], index: int) -> bool:
    """'Aktion: Eva' with nothing else behind it gives the sentence before it its owner."""
    before = units[-1].sentence if units else None
    if not owners or before is None or before.item != listing[index].item or not _stands_alone(listing, index):
        return False
    units[-1] = replace(units[-1], owners=tuple(owners), rule="tasks.label")
    return True


def _stands_alone(listing: Sequence[Sentence], index: int) -> bool:
    """Whether a name is all that stands behind 'Aktion:': there is no list below it."""
    sentence = listing[index]
    neighbours = [*listing[max(0, index - 1) : index], *listing[index + 1 : index + 2]]
    return sentence.labelled or not any(_same_section(sentence, other) for other in neighbours)


def _with_column(source: SourceText, unit: Unit, cast: Cast) -> Unit:
    """The unit with the people who stand at the right of its lines, behind wide white space."""
    if unit.owners:
        return unit
    for line in source.lines_of(unit.span):
        last = line.segments[-1] if len(line.segments) > 1 and not line.in_table else None
        if last and unit.span.start < last.start and last.end - last.start <= _LONGEST_COLUMN:
            actors = names_in(source.of(last), cast, strict=True)
            if actors:
                return replace(unit, owners=tuple(_placed(actor, last.start) for actor in actors))
    return unit


def _same_section(one: Sentence, other: Sentence) -> bool:
    return (one.item, one.section) == (other.item, other.section)


def _unit(text: str, sentence: Sentence, cast: Cast) -> Unit | None:
    """None where a label and what it names are all of the sentence."""
    base = sentence.span.start
    parts = labelled_parts(text)
    if parts:
        what = text[: parts[0].label].rstrip(" (–-,;")
        if not _LETTERS.search(what):
            return None
        return _with_parts(Unit(sentence, Span(base, base + len(what))), text, parts, cast, base)
    first = name_first(text, cast)
    if first:
        rule = "tasks.named-first" if sentence.listed else None
        return Unit(sentence, Span(base + first[0], sentence.span.end), tuple(_placed(actor, base) for actor in first[1]), rule=rule)
    behind = named_behind(text, cast)
    if behind and _LETTERS.search(text[: behind[0]]):
        rule = "tasks.named-behind" if sentence.listed else None
        return Unit(sentence, Span(base, base + behind[0]), tuple(_placed(actor, base) for actor in behind[1]), rule=rule)
    return Unit(sentence, sentence.span)


def _with_parts(unit: Unit, text: str, parts: Sequence[Labelled], cast: Cast, base: int) -> Unit:
    owners, when = list(unit.owners), unit.when
    for part in parts:
        if part.kind == "who":
            owners += [_placed(actor, base + part.start) for actor in names_in(text[part.start : part.end], cast)]
        elif text[part.start : part.end].strip(" ."):
            when = Span(base + part.start, base + part.end)
    return replace(unit, owners=tuple(owners), when=when, rule="tasks.label" if owners else unit.rule)


def _label_alone(units: list[Unit], text: str, sentence: Sentence, cast: Cast) -> None:
    """'Ansvarlig: Eva' as a line of its own belongs to the sentence before it in the same section."""
    if units and _same_section(units[-1].sentence, sentence):
        units[-1] = _with_parts(units[-1], text, labelled_parts(text), cast, sentence.span.start)


def _placed(actor: Actor, base: int) -> Placed:
    return Placed(actor, Span(base + actor.start, base + actor.end))
