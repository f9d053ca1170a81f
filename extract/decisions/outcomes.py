"""What became of an agenda item: the sentence of its minutes that answers the recommendation."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache

from referat.extract.sections.statements import DECISIONS, after_label, sections_of, sentences
from referat.models.caseless import Caseless
from referat.models.fact import Fact
from referat.models.kinds import Outcome, SectionKind
from referat.models.minutes import Section
from referat.models.place import Span
from referat.models.text import SourceText
from referat.models.wording import wording

# What can stand in a sentence that decides something: most sentences do not, and are looked at no closer.
_STEMS = Caseless(
    r"godkend|tiltr|vedt[ao]g|bevilg|bifald|følge|indstill|anbefal|overs|fremsend|videresend|henvis|overg[åi]|uds|udg|udt|bort|tr[aæu]k|dagsorden|"
    r"forkast|afvi|nedstem|stemt ned|afsl|fald|imødek|flertal|valg|vælg|udpeg|konstituer|opbakning|tilslut|mandat|bemyndig|enig|enes|"
    r"ened|efterretning|orienter|underretning|notam|noter|drøft|disku|debat|beslut|aftal|støtte|påtag|afg[ai]v|neds[æa]t|fastsa|fastsæt|"
    r"uændret|fasthold|ingen|uden|\bok\b|o\.k|okay|underskrev|i orden|konstater|ønsker|efterspørger|vil gerne|vente|accept|charge|gennemgå|"
    r"genbehand|hjemvis|forelægges|fuldmagt|stemning"
)
_ANSWERS = frozenset(Outcome) - {Outcome.EFTERRETNING, Outcome.DROEFTET, Outcome.ANDET, Outcome.INGEN}
_OURSELVES = re.compile(r"\b(?:bestyrelsen|vi|udvalget|rådet|beretningen|orienteringen)\b", re.I)
_TITLES = {"titel": "godkendelsestitel", "forslag": "forslagstitel"}  # what the title must be for a wording to count
_BARE = 30  # characters of a sentence that is nothing but the outcome: 'Drøftet.', 'Punktet blev drøftet.'


@dataclass(frozen=True, slots=True)
class Rule:
    """A wording of an outcome, and where it counts."""

    id: str
    outcome: Outcome
    where: str
    pattern: Caseless


@dataclass(frozen=True, slots=True)
class Saying:
    """A sentence that says an outcome."""

    rule: Rule
    span: Span
    decision: bool

    @property
    def outcome(self) -> Outcome:
        """The outcome it says."""
        return self.rule.outcome

    @property
    def bare(self) -> bool:
        """Whether it says nothing else."""
        return self.span.end - self.span.start <= _BARE


@dataclass(frozen=True, slots=True)
class Title:
    """What the title of an item says about the outcome to expect."""

    text: str
    kinds: frozenset[str]


def read_outcome(
    source: SourceText, sections: Sequence[Section], title: str | None = None, *, heading: Span | None = None
) -> Fact[Outcome] | None:
    """The outcome of an item from its sections, with the sentence that says it.

    `heading` is where the item's heading stands: an item without any minutes rests on it (outcome `ingen`); without it that is None.
    Decisions of other meetings (kind `tidligere`) are never looked at.
    """
    known = _title(title or "", asked=bool(sections_of(sections, (SectionKind.INDSTILLING,))))
    decisions = sections_of(sections, DECISIONS)
    talks = sections_of(sections, (SectionKind.REFERAT,))
    if not decisions and not talks:
        return Fact(Outcome.INGEN, (heading,), "nothing-minuted") if heading else None
    if "mødetitel" in known.kinds:
        return _fact(Outcome.INGEN, decisions + talks, "date-of-next-meeting")
    said = _sayings(source, decisions, known, decision=True)
    if not any(saying.outcome in _ANSWERS or saying.outcome is Outcome.EFTERRETNING for saying in said):
        said += _sayings(source, talks, known, decision=False)
    wanted = _recommended(source, sections, known)
    election = _election(source, decisions + talks, said, known)
    if election is not None:
        return election
    best = _answer(said) or _noted(said, wanted) or _weakly(source, decisions + talks, known)
    if best is not None:
        return Fact(best.outcome, (best.span,), best.rule.id)
    return _without_words(source, decisions, talks, known)


def _answer(said: Sequence[Saying]) -> Saying | None:
    """The first sentence that settles the item; an approval beats what was voted down, put off or taken off beside it."""
    strong = [saying for saying in said if saying.outcome in _ANSWERS]
    if not strong:
        return None
    first = strong[0]
    approved = next((saying for saying in strong if saying.outcome is Outcome.GODKENDT), None)
    if approved is not None and (first.outcome in (Outcome.AFVIST, Outcome.VALGT) or not first.decision):
        return approved
    return first


def _noted(said: Sequence[Saying], wanted: Sequence[Outcome]) -> Saying | None:
    """Noted, discussed or decided otherwise: the verb of the recommendation chooses between the first two."""
    first = {
        outcome: next((saying for saying in said if saying.outcome is outcome), None)
        for outcome in (Outcome.EFTERRETNING, Outcome.DROEFTET, Outcome.ANDET)
    }
    noted, discussed, other = first.values()
    if noted and discussed:
        return discussed if wanted and wanted[0] is Outcome.DROEFTET else noted
    if noted:
        return noted
    if discussed and (other is None or (discussed.bare and discussed.decision and Outcome.DROEFTET in wanted)):
        return discussed
    return other or discussed


def _weakly(source: SourceText, sections: Sequence[Section], known: Title) -> Saying | None:
    """Where nothing is decided in so many words: taken up again, or somebody is to do something (loose talk binds nobody)."""
    weak = _sayings(source, sections, known, decision=False, weak=True)
    other = next((saying for saying in weak if saying.outcome is not Outcome.ANDET), None)
    if other is not None or {"løst", "af-andre"} & known.kinds:
        return other
    return weak[0] if weak else None


def _without_words(source: SourceText, decisions: Sequence[Section], talks: Sequence[Section], known: Title) -> Fact[Outcome]:
    """What minutes without any wording of an outcome come to."""
    sections = [*decisions, *talks]
    silent = all(_is_silent(source.of(span)) for section in sections for span in section.text.spans)
    if not silent and "drøftelsestitel" in known.kinds:
        return _fact(Outcome.DROEFTET, sections, "discussion-by-title")
    if not silent and decisions and not {"løst", "af-andre"} & known.kinds:
        return _fact(Outcome.ANDET, decisions, "decided-otherwise")
    return _fact(Outcome.INGEN, sections, "nothing-decided")


def _election(source: SourceText, sections: Sequence[Section], said: Sequence[Saying], known: Title) -> Fact[Outcome] | None:
    """Items whose title is an election have elected somebody, unless they were put off or say nothing."""
    if not {"valgtitel", "udpegning"} & known.kinds:
        return None
    if any(saying.outcome in (Outcome.UDSAT, Outcome.UDGAAET) for saying in said):
        return None
    elected = next((saying for saying in said if saying.outcome is Outcome.VALGT), None)
    if elected is not None:
        return Fact(Outcome.VALGT, (elected.span,), elected.rule.id)
    if "valgtitel" in known.kinds and not all(_is_silent(source.of(span)) for section in sections for span in section.text.spans):
        return _fact(Outcome.VALGT, sections, "election-by-title")
    return None


_SILENT = 120  # characters: a longer text says something


def _is_silent(text: str) -> bool:
    entry = None if len(text) > _SILENT else wording("outcomes").find(text)
    return entry is not None and entry.kind == "intet"


def _fact(outcome: Outcome, sections: Sequence[Section], rule: str) -> Fact[Outcome]:
    """The outcome, resting on the first text of the sections; where there is none, on the first heading with nothing below it."""
    texts = [section.text.spans for section in sections if section.text.value]
    headings = [section.heading.spans for section in sections if section.heading]
    return Fact(outcome, (texts or headings)[0], rule)


def _recommended(source: SourceText, sections: Sequence[Section], known: Title) -> list[Outcome]:
    """The verbs of the recommendation (else of the title) that a discussion or a notice would answer, in order."""
    texts = [source.of(span) for section in sections_of(sections, (SectionKind.INDSTILLING,)) for span in section.text.spans]
    return [
        Outcome.DROEFTET if match[0].casefold().startswith("dr") else Outcome.EFTERRETNING
        for text in texts or [known.text]
        for match in re.finditer(r"drøft|efterretning|orientering", text, re.I)
    ]


def may_decide(sentence: str) -> bool:
    """A quick look whether a sentence can say an outcome at all."""
    return _STEMS.search(sentence) is not None


def _sayings(source: SourceText, sections: Sequence[Section], known: Title, *, decision: bool, weak: bool = False) -> list[Saying]:
    said = []
    for section in sections:
        for span in sentences(source, section.text.spans):
            text = source.of(span)
            if weak or may_decide(text):
                said += [Saying(rule, span, decision) for rule in _rules_in(text[after_label(text) :], known, decision=decision, weak=weak)]
    return said


def _rules_in(sentence: str, known: Title, *, decision: bool, weak: bool) -> list[Rule]:
    """The rules a sentence meets: one that answers a recommendation, and one each for noted, discussed, decided otherwise."""
    found: dict[Outcome | None, Rule] = {}
    for rule in _rules(weak=weak):
        key = None if rule.outcome in _ANSWERS and not weak else rule.outcome
        if key in found or not _counts_here(rule, known, decision=decision):
            continue
        match = rule.pattern.search(sentence)
        if match is None:
            continue
        if weak or not (_unreal(sentence[: match.start()], rule) or (not decision and _of_others(sentence, match, rule, known))):
            found[key] = rule
    return list(found.values())


def _counts_here(rule: Rule, known: Title, *, decision: bool) -> bool:
    if rule.where == "beslutning":
        return decision
    return rule.where not in _TITLES or _TITLES[rule.where] in known.kinds


def _of_others(sentence: str, match: re.Match[str], rule: Rule, known: Title) -> bool:
    """Whether running text reports what somebody else decided: 'godkendt af kommunen', 'De har afvist', or news from another body."""
    if _pattern("andres").fullmatch(sentence):
        return True
    if rule.outcome in (Outcome.GODKENDT, Outcome.VALGT) and _pattern("en-andens").match(sentence[match.end() :].lstrip()):
        return True
    if "af-andre" not in known.kinds or rule.outcome not in _ANSWERS:
        return False
    return len(sentence[: match.end()].split()) > 2 and not _OURSELVES.search(sentence, 0, match.end())


def _unreal(before: str, rule: Rule) -> bool:
    """Whether the words before a wording make it a wish, a condition, a denial or a plan."""
    if rule.outcome is Outcome.AFVIST:
        return False
    clause = before[-60:].rsplit(". ", 1)[-1]
    return _pattern("ikke").fullmatch(clause) is not None


@cache
def _pattern(kind: str) -> Caseless:
    pattern = next(entry.pattern for entry in wording("outcome_limits").entries if entry.kind == kind)
    assert pattern is not None
    return pattern


@cache
def _rules(*, weak: bool) -> tuple[Rule, ...]:
    outcomes = {outcome.value: outcome for outcome in Outcome}
    rules = []
    for entry in wording("outcomes").entries:
        name, _, where = entry.kind.partition("/")
        if name in outcomes and entry.pattern is not None and (where == "svag") == weak:
            rules.append(Rule(entry.id, outcomes[name], where, entry.pattern))
    return tuple(rules)


@cache
def _title_entries() -> tuple[tuple[str, Caseless], ...]:
    return tuple((entry.kind, entry.pattern) for entry in wording("outcome_titles").entries if entry.pattern is not None)


def _title(text: str, *, asked: bool) -> Title:
    """What a title says; where a recommendation asks for a decision, the title does not make it news from others."""
    bare = text.strip().rstrip(" .:")
    kinds = {kind for kind, pattern in _title_entries() if pattern.fullmatch(bare)}
    return Title(bare, frozenset(kinds - {"af-andre"} if asked else kinds))
