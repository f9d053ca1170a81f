"""What became of each point of a recommendation, where the decision answers them one by one: '1. at godkendt', 'Ad 2: Udsat'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from referat.extract.decisions.outcomes import read_outcome
from referat.extract.sections.statements import DECISIONS, LABEL, sections_of, sentences
from referat.models.fact import Fact
from referat.models.kinds import Outcome, SectionKind
from referat.models.minutes import Point, Section
from referat.models.place import Span
from referat.models.text import SourceText

# 'Forvaltningens 1. at godkendt', 'Indstillingens punkt 1 og 2 blev vedtaget', 'Beslutningspunkt 3 udsættes'.
_INSIDE = re.compile(
    r"(?:\b(?P<before>\d{1,2}(?:\s*(?:,|og|-|–)\s*\d{1,2})*)\s*\.\s*at\b"
    r"|\b(?:indstillings?|beslutnings)?(?:punkt(?:erne)?|pkt\.?|at)\s+(?P<after>\d{1,2}(?:\s*(?:,|og|-|–)\s*\d{1,2})*)\b)",
    re.I,
)
_NUMBER = re.compile(r"\d{1,2}|(?<![a-zæøå])[a-zæøå](?=\s*[).])", re.I)
_OPEN = (Outcome.INGEN, Outcome.ANDET)  # says nothing of the point itself


def read_points(source: SourceText, sections: Sequence[Section]) -> tuple[Point, ...]:
    """The points of the recommendation that the decision names, in order, each with its outcome and the sentence that says it.

    A sentence that names several points ('punkt 1 og 2') gives one for each; a sentence without an outcome gives none.
    """
    if not sections_of(sections, (SectionKind.INDSTILLING,)):
        return ()
    found: list[Point] = []
    for section in sections_of(sections, DECISIONS):
        for sentence in sentences(source, section.text.spans):
            found += _points(source, section, sentence)
    return tuple(found)


def _points(source: SourceText, section: Section, sentence: Span) -> Iterator[Point]:
    numbers = list(_numbers(source, sentence))
    if not numbers:
        return
    said = Section(section.kind, section.heading, Fact(source.of(sentence), (sentence,), section.text.rule))
    outcome = read_outcome(source, (said,))
    if outcome is None or outcome.value in _OPEN:
        return
    text = Fact(source.of(sentence), (sentence,), "points.sentence")
    for number in numbers:
        yield Point(Fact(source.of(number), (number,), "points.number"), outcome, text)


def _numbers(source: SourceText, sentence: Span) -> Iterator[Span]:
    """Where the sentence numbers the points that it is about: in front of it, else inside it."""
    label = LABEL.match(source.text, sentence.start, sentence.end)
    if label is not None:
        places = [label.span()]
    else:
        places = [
            match.span("before" if match["before"] else "after") for match in _INSIDE.finditer(source.text, sentence.start, sentence.end)
        ]
    for start, end in places:
        for number in _NUMBER.finditer(source.text, start, end):
            yield Span(*number.span())
