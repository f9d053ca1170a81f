"""The sentences that can hold a task: those of the meeting's own account, and of them the ones with a word of commitment."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from referat.extract.sections.statements import sentences
from referat.extract.tasks.verbs import acts_as, infinitive, phrase_class
from referat.models.caseless import Caseless
from referat.models.kinds import SectionKind
from referat.models.minutes import Item, Section
from referat.models.place import Span
from referat.models.text import SourceText
from referat.models.wording import wording

ACCOUNT = (SectionKind.REFERAT, SectionKind.BESLUTNING)
_MARKER = re.compile(
    r"(?:[\s•▪·●○◦*\ue000-\uf8ff–-]+|o\s+(?=[A-ZÆØÅ])|\(?[a-zA-Z0-9]{1,2}[.)]\s+|(?:ad|pkt\.?|punkt)\s*\d+[.:)]?\s+|(?:ad|at)\s+\d+\s*[:.)]\s*|[Aa]ktion(?:er)?(?:\s*:\s*|\s+(?=[A-ZÆØÅ]))|[Bb]eslutning(?:er)?\s*:\s*|"
    r"(?:[Rr]eferat|[Oo]pgaver?|[Oo]pfølgning|TODO|[Tt]o\s?do)\s*:\s*)*"
)
_ACTION_HEADING = re.compile(r"(?:aktion|handling|opgave|opfølgning|to\s?do|hvem\s+gør\s+hvad|action|aftaler\b|ansvarlig)", re.I)
_ACTION_LABEL = re.compile(r"(?:aktion(?:er)?|opgaver?|opfølgning|to\s?do|action)\s*:", re.I)
_CUES = Caseless(
    r"\b(?:skal\b|vil\b|anmod|opfordr|bed(?:e[srt]?|t)\b|bad\b|pål[aæ]g|lov(?:ede|et|er)\b|påt[oa]g|tilb[øy]|besl[ou]t|vedt[oa]g|aftal|enig|ene[sd]|ansvarlig|tovholder|"
    r"(?:får|modtager)\s.{0,60}\sfra\b|efterspør|overla|overlod|(?:valgt|udpeget)\s+til\s+at|nedsat|på\s+sig|(?:opgave|besked\s+på|ansvaret?\s+for)\s+at\b|ønsk|mandat|bemyndig|på\s+(?:sagen|opgaven)\b|får\s+(?:sat|lavet|ordnet|\w+e[dr]?t)\b|punkt\s+(?:til|på)\b|henstil|forventes|udsat)"
)
_TIMED = Caseless(
    r"\d|møde|\buge|måned|\b(?:senest|inden|før|snarest|hurtigst|næste|efterår|forår|sommer|vinter|generalforsamling|kvartal|halvår|primo|medio|ultimo|jul|"
    r"(?:jan|febr|sept|okt|nov|dec)\w*|marts|april|maj|juni|juli|august)\b"
)
_WORD = re.compile(r"[\wæøåÆØÅ]+")


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of the minutes' own account.

    span: its place without bullets and labels before it. item: the index of its item.
    listed: it stands in a list of actions or behind 'Aktion:' (labelled). before: where its section begins. section: its index in the item.
    """

    span: Span
    item: int
    listed: bool
    decided: bool
    before: int
    section: int
    labelled: bool = False


def account_sentences(source: SourceText, items: Sequence[Item]) -> list[Sentence]:
    """Every sentence of the sections that tell what the meeting said and decided, in order."""
    return [
        sentence
        for index, item in enumerate(items)
        for place, section in enumerate(item.sections)
        if section.kind in ACCOUNT
        for sentence in _of_section(source, section, index, place)
    ]


def _of_section(source: SourceText, section: Section, item: int, place: int) -> Iterator[Sentence]:
    listed = section.heading is not None and bool(_ACTION_HEADING.match(section.heading.value))
    decided = section.kind is SectionKind.BESLUTNING
    for span in _at_numbers(source, _whole(source, sentences(source, section.text.spans))):
        text = source.of(span)
        marker = _MARKER.match(text)
        start = marker.end() if marker else 0
        if start < len(text):
            labelled = bool(_ACTION_LABEL.search(text[:start]))
            yield Sentence(
                Span(span.start + start, span.end), item, listed or labelled, decided, section.text.spans[0].start, place, labelled
            )


def listed_sentences(source: SourceText, tail: Span, item: int) -> list[Sentence]:
    """The sentences of a list of tasks that stands behind the last item, below its heading ('Opgaveliste')."""
    lines = list(sentences(source, (tail,)))
    start = next((index for index, span in enumerate(lines) if _ACTION_HEADING.match(source.of(span)) and len(source.of(span)) <= 40), None)
    return [] if start is None else [Sentence(span, item, True, False, lines[start].start, -1) for span in lines[start + 1 :]]


def _whole(source: SourceText, spans: Iterator[Span]) -> Iterator[Span]:
    """The sentences, joined where one goes on in lower case on the next line."""
    last: Span | None = None
    for span in spans:
        if last and span.start - last.end == 1 and source.text[span.start].islower() and source.text[last.end - 1] not in ".:;!?":
            last = Span(last.start, span.end)
            continue
        if last:
            yield last
        last = span
    if last:
        yield last


_NEXT_BEGINS = r"(?=\s+[A-ZÆØÅ][a-zæøå]+\s+[a-zæøå])"
_NUMBER_ENDS = re.compile(
    r"(?:(?<=[a-zæøå]\s)|(?<=kl\.\s)|(?<=nr\.\s))(?<!\bd\s)(?<!den\s)(?<!\baf\s)(?<!punkt\s)(?<!pkt\s)"
    rf"\d{{1,4}}\.{_NEXT_BEGINS}|\bkr\.{_NEXT_BEGINS}|[.,;]?(?=\s[b-h]\)\s+[A-ZÆØÅa-zæøå])"
)


def _at_numbers(source: SourceText, spans: Iterator[Span]) -> Iterator[Span]:
    """The sentences, cut also where a number ends one ('… i sal 2. Eva kontakter …')."""
    for span in spans:
        start = span.start
        for match in _NUMBER_ENDS.finditer(source.text, span.start, span.end):
            if match.end() <= start:
                continue
            yield Span(start, match.end())
            start = match.end() + 1
        yield Span(start, span.end)


def can_commit(text: str) -> bool:
    """Whether the sentence can hold a commitment at all; a cheap test before it is parsed.

    It has a word of a frame or a modal, or a verb of the lexicon in the present; a weak one only with what makes a phrase of it, or a time.
    """
    if _CUES.search(text):
        return True
    for match in _WORD.finditer(text):
        kind = acts_as(match[0])
        if kind == "do" or (kind is not None and (_TIMED.search(text) or _is_phrase(text, match))):
            return True
    return False


def _is_phrase(text: str, match: re.Match[str]) -> bool:
    return phrase_class(infinitive(match[0]), " ".join(text[match.end() : match.end() + 90].split())) == "do"


def is_vetoed(text: str) -> bool:
    """Whether the lexicon says that the whole sentence commits nobody (a question, a standing rule, what has been)."""
    return any(entry.pattern and entry.pattern.search(text) for entry in wording("task_vetoes").entries)
