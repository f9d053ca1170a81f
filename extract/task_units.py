"""What is read as one: a sentence with the owner and the time that stand beside it in a list, behind a label or in brackets."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from referat.extract.cast import Cast
from referat.extract.task_labels import Labelled, labelled_parts, name_first, name_line, named_behind, names_in
from referat.extract.task_owners import Actor
from referat.extract.task_sentences import Sentence
from referat.models.place import Span
from referat.models.text import SourceText

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
    for sentence in sentences:
        text = source.of(sentence.span)
        if heading and not _same_section(heading[0], sentence):
            heading = None
        if sentence.listed:
            named = name_line(text, cast)
            if named is not None:
                heading = (sentence, [_placed(actor, sentence.span.start) for actor in named])
                continue
        unit = _unit(text, sentence, cast)
        if unit is None:
            _label_alone(units, text, sentence, cast)
        elif heading:
            if heading[1]:
                units.append(replace(unit, owners=unit.owners or tuple(heading[1]), rule="tasks.list"))
        else:
            units.append(unit)
    return units


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
