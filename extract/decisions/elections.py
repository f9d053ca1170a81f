"""Who was elected to what: 'Alma Brink blev valgt til dirigent', 'Kasserer: Bo Lund (genvalg)', a name alone under 'Valg af referent'."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from referat.extract.decisions.named import RUN, is_someone, names_of
from referat.extract.people.name_shape import is_full_name, is_single_name
from referat.extract.sections.statements import MINUTED, after_label, sections_of, sentences
from referat.models.fact import Fact
from referat.models.minutes import Elected, Section, Text
from referat.models.place import Span
from referat.models.text import SourceText
from referat.models.wording import wording

# Those who stay in office, or the whole board as it is now, are not elected here.
_OTHERS = re.compile(r"\A(?:ikke|ej)\s+på\s+valg|\b(?:herefter|sammensat|består|sammensætning)\b.*:?\Z", re.I)
_LONGEST = 700  # characters of a sentence that may tell of an election
_NOT_ELECTED = re.compile(r"\bikke\s+(?:\w+\s+)?(?:valgt|udpeget|genvalgt|genvalg)|\bpå\s+valg\b(?!.*(?:blev|valgt))", re.I)
_PREFILTER = re.compile(r"valg|udpeg|vælges|konstitu|foreslog|:", re.I)
_STREET = r"[A-ZÆØÅ][\w.]*(?:\s[A-ZÆØÅ][\w.]*)?\s\d+\w?"
_ADDRESS = rf"(?:\s*\([^()]{{1,40}}\)|,?\s+(?:nr\.\s*\d+|\d+\.?,?|st\.|th\.|tv\.|mf\.|sal|ejer\s+af|{_STREET})){{0,5}},?"
_ADVERBS = r"(?:\s+(?!ikke\b|der\b|som\b|hvor\b|at\b|af\b|til\b)[a-zæøå]+){0,4}?"


def read_elected(source: SourceText, sections: Sequence[Section], title: Text | None = None) -> tuple[Elected, ...]:
    """Everybody who was elected under an item, each once, in order.

    Lists and names alone count only where the title of the item is an election; elsewhere a sentence must say that somebody was elected.
    The title of an election to one post is the post of those who stand there without one.
    """
    subject = _subject(source, title)
    found: dict[str, Elected] = {}
    for section in sections_of(sections, MINUTED):
        if subject is None and not any(_PREFILTER.search(source.text, span.start, span.end) for span in section.text.spans):
            continue
        for elected in _in_section(source, section, subject):
            before = found.get(elected.name.value)
            if before is None or (before.post is None and elected.post is not None):
                found[elected.name.value] = elected
    ordered = sorted(found.values(), key=lambda elected: elected.name.spans)
    single = subject if subject is not None and not re.search(r"\b(?:og|samt)\b|/|,|&", subject.value) else None
    return tuple(elected if elected.post or single is None else replace(elected, post=single) for elected in ordered)


def _in_section(source: SourceText, section: Section, subject: Text | None) -> Iterator[Elected]:
    others = False  # a list of those who stay in office stands here
    for sentence in sentences(source, section.text.spans):
        text = source.of(sentence)
        if len(text) > _LONGEST:
            continue
        if _OTHERS.search(text):
            others = True
            continue
        told = [] if _NOT_ELECTED.search(text) else list(_told(text, sentence, election=subject is not None))
        others = others and not told and not re.search(r"\b(?:blev|valgt\w*|genvalg|nyvalg)\b", text, re.I)
        if told:
            yield from told
        elif subject is not None and not others:
            yield from _listed(text, sentence)


def _told(text: str, sentence: Span, *, election: bool) -> Iterator[Elected]:
    if not _PREFILTER.search(text):
        return
    for pattern in _sayings():
        for match in pattern.finditer(text):
            names = _persons(match, sentence, rule="elected", election=election)
            post, term = _post(match, sentence), _term(text, sentence)
            yield from (Elected(name, post, term) for name in names)


def _persons(match: re.Match[str], sentence: Span, *, rule: str, election: bool) -> list[Text]:
    """The persons of a run of names; a street before its number and a post are none."""
    persons = []
    for name in names_of(match["who"], sentence.start + match.start("who"), rule=rule):
        behind = match.string[name.spans[0].end - sentence.start :]
        known = is_someone(name.value)
        shaped = is_full_name(re.sub(r"\s*\(.*", "", name.value)) or (election and is_single_name(name.value))
        if known or (shaped and not re.match(r"\s+\d", behind) and not _pattern("post").fullmatch(name.value)):
            persons.append(name)
    return persons


def _listed(text: str, sentence: Span) -> Iterator[Elected]:
    """'Kasserer: Bo Lund (genvalg)' or 'Bo Lund' on a line of an election."""
    start = after_label(text)
    match = _list_line().match(text, start)
    if match is None:
        return
    post, term = _post(match, sentence), _term(text, sentence)
    yield from (Elected(name, post, term) for name in _persons(match, sentence, rule="election-list", election=True))


def _post(match: re.Match[str], sentence: Span) -> Text | None:
    words = (match.groupdict().get("post") or "").strip(" .,:;")
    if not words:
        return None
    start = sentence.start + match.start("post") + match["post"].index(words)
    return Fact(words, (Span(start, start + len(words)),), "elected-post")


def _term(text: str, sentence: Span) -> Text | None:
    match = _pattern("periode").search(text)
    return Fact(match[0], (Span(sentence.start + match.start(), sentence.start + match.end()),), "elected-term") if match else None


def _subject(source: SourceText, title: Text | None) -> Text | None:
    """What an election title elects to; None where the title is no election."""
    for span in title.spans if title is not None else ():
        match = _pattern("titel").search(source.of(span))
        if match and match["post"].strip(" .:"):
            words = match["post"].strip(" .:")
            start = span.start + match.start("post") + match["post"].index(words)
            return Fact(words, (Span(start, start + len(words)),), "election-title")
    return None


@cache
def _pattern(kind: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{_regex(kind)})", re.I)


@cache
def _regex(kind: str) -> str:
    return next(entry.pattern.pattern for entry in wording("elections").entries if entry.kind == kind and entry.pattern is not None)


@cache
def _sayings() -> tuple[re.Pattern[str], ...]:
    chosen, chose, again, post = (rf"(?i:{_regex(kind)})" for kind in ("valgt", "udpegede", "genvalg", "post"))
    end = r"\s+(?:for\s+(?:en|et|den|\d)|i\s+perioden|og)\s"
    to = rf"(?:\s+(?:til|som)\s+(?:nye?\s+)?(?P<post>(?!at\b)(?:(?!{end})[^.,;:\n(]){{3,60}}))?"
    return (
        re.compile(rf"(?P<who>{RUN}){_ADDRESS}{_ADVERBS}(?:\s+(?:blev|er|bliver|er\s+blevet))?{_ADVERBS}\s+{chosen}{to}"),
        re.compile(
            rf"\b(?:[Tt]il|[Ss]om|og)\s+(?P<post>(?:(?!\sog\s)[^.;:\n]){{3,60}}?)\s+(?:blev|er|vælges|valgtes|udpeges)(?:\s+{chosen})?\s*:?\s+(?P<who>{RUN})(?:\s+{chosen})?"
        ),
        re.compile(rf"\b{chose}\s+(?:enstemmigt\s+)?(?P<who>{RUN}){to}"),
        re.compile(rf"\b{again}\s+(?:til|af|:)\s*:?\s*(?P<who>{RUN}){to}"),
        re.compile(rf"\b{chosen}(?:\s+blev)?\s*:?\s+(?P<who>{RUN}){to}"),
        re.compile(rf"(?:\bforeslog|,?\s+og)\s+(?P<who>{RUN})(?:\s+fra\s+[^,.]{{2,40}}?)?\s+(?:som|til)\s+(?P<post>{post})\b"),
    )


@cache
def _list_line() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?P<post>(?i:{_regex('post')})(?:\s+[a-zæøå ]{{2,40}})?)\s*[:–-]?\s+)?(?P<who>{RUN})"
        r"(?=\s*(?:\Z|[.,;()–-]|nr\b|ejer\b|fra\b))"
    )
