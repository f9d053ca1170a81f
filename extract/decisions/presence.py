"""Who did not take part in all of an item: inhabil, deltog ikke, ankom, forlod."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from referat.extract.decisions.named import is_someone, names_before, names_of
from referat.extract.sections.statements import sections_of, sentences
from referat.models.caseless import Caseless
from referat.models.fact import Fact
from referat.models.kinds import PresenceKind, SectionKind
from referat.models.minutes import Presence, Section
from referat.models.text import SourceText
from referat.models.wording import Entry, wording

_WHERE = (SectionKind.BESLUTNING, SectionKind.REFERAT, SectionKind.ANDET)


def read_presence(source: SourceText, sections: Sequence[Section]) -> tuple[Presence, ...]:
    """Everybody who did not take part in all of an item, with the sentence that says so; names of an absence section as well."""
    found = [presence for section in sections_of(sections, _WHERE) for presence in _in_section(source, section)]
    found += [presence for section in sections_of(sections, (SectionKind.FRAVAER,)) for presence in _absent(source, section)]
    return tuple(sorted(found, key=lambda presence: presence.name.spans))


def _in_section(source: SourceText, section: Section) -> Iterator[Presence]:
    if not any(_quick().search(source.text, span.start, span.end) for span in section.text.spans):
        return
    for sentence in sentences(source, section.text.spans):
        text = source.of(sentence)
        match = next(((entry, found) for entry, pattern in _entries() if (found := pattern.search(text))), None)
        if match is None:
            continue
        entry, place = match
        for name in names_before(text, place.start(), sentence.start, rule=f"name-{entry.id}"):
            if is_someone(name.value):
                yield Presence(PresenceKind(entry.kind), name, Fact(text, (sentence,), entry.id))


def _absent(source: SourceText, section: Section) -> Iterator[Presence]:
    """'Fraværende: Alma Brink (V), Bo Lund'; in whole sentences the verb decides."""
    told = list(_in_section(source, section))
    if told:
        yield from told
        return
    for sentence in sentences(source, section.text.spans):
        text = source.of(sentence)
        for name in names_of(text, sentence.start, rule="name-absent"):
            if is_someone(name.value):
                yield Presence(PresenceKind.DELTOG_IKKE, name, Fact(text, (sentence,), "absence-section"))


@cache
def _entries() -> tuple[tuple[Entry, Caseless], ...]:
    return tuple((entry, entry.pattern) for entry in wording("presence").entries if entry.pattern is not None)


@cache
def _quick() -> Caseless:
    """All wordings in one, for the whole section at once."""
    return Caseless("|".join(f"(?:{pattern.pattern})" for _, pattern in _entries()))
