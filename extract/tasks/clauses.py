"""The clauses of a sentence with what the parser missed: verbs of the lexicon by their form, and subjects by word order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from referat.extract.language.tree import Clause, Part, Voice
from referat.extract.tasks.forms import FINITE, is_subordinate, mended, missed
from referat.extract.tasks.owners import Actor

_WORD = re.compile(r"[\w'’-]+")
_BOUNDARY = re.compile(
    r"(?:,\s*(?:og|men|samt|så|at|mens)\s+|,\s+|\s+og\s+|\s+men\s+|\s+samt\s+|;\s*|:\s*|\s[–-]\s|\bat\s+|\bhvorefter\s+|\bog\s+at\s+|\)\s*)"
)
_LEAD = re.compile(r"(?:(?:og|men|samt|så|at|derefter|herefter|desuden|endvidere|derfor|samtidig|endelig|hvorefter|mens)\s+)*", re.I)
_PRONOUN_AFTER = re.compile(r"\s+(?P<p>der|det|vi|man|han|hun|de|den|denne|jeg|dette|disse)\b", re.I)
_NO_SUBJECT_END = re.compile(r"(?:^|\s)(?:som|der|at|ikke|hvis|når|om)$", re.I)
_FROM_START = re.compile(r"(?:[^:,.;]{1,60}:\s*)?(?:\([^)]*\)\s*)?")  # nothing, or a label, before the subject of a main clause
_COORDINATED = re.compile(r"\b(?:og|samt|men)\s+(?:derefter\s+|herefter\s+|også\s+|så\s+)?$")
# 'Det bliver Eva, der skriver': who does it stands before 'der'.
_CLEFT = re.compile(r"(?:^|[,;:.]\s+|\b(?:og|at)\s+)(?:det|her)\s+(?P<is>er|bliver)\s+(?P<who>[^,;:.]{2,60}?),?\s+(?:der|som)\s+$", re.I)
# What may stand between the subject of a clause behind 'at' or 'idet' and its verb.
_BETWEEN = frozenset(
    {
        "også", "ligeledes", "endvidere", "desuden", "samtidig", "herefter", "derefter", "efterfølgende", "fortsat", "fremover", "straks",
        "nu", "selv", "igen", "løbende", "årligt", "halvårligt", "månedligt", "ugentligt", "kvartalsvist", "kvartalsvis",
    }
)  # fmt: skip
_OPENS = re.compile(
    r"(?:som|om|hvis|når|fordi|da|idet|mens|såfremt|selvom|hvorvidt|hvor|hvordan|hvornår|hvorfor)\s+", re.I
)  # a subordinate clause
_INDIRECT = re.compile(
    r"\b(?:hvordan|hvorledes|hvad|hvilke[nt]?|hvem|hvornår|hvorvidt|hvor|før|inden|om\s+(?:der|det|den|de|disse|dette|vi|man))\s+(?:[^\s,.;:]+\s+){0,8}$",
    re.I,
)
_EVERY = frozenset({"alle", "hver", "begge"})  # behind a verb they mostly belong to its object
_WEAK_SUBJECTS = frozenset({"vi", "man", "jeg", "han", "hun", "de"})
_PREPOSITIONS = frozenset(
    {"af", "på", "i", "til", "om", "for", "med", "fra", "ved", "hos", "under", "over", "efter", "inden", "mellem", "senest", "at"}
)
_GOES_ON = ("og", "for", "i", "/", "samt")  # words inside the name of a body or between two names
_LONGEST = 14
Actors = Callable[[str], Sequence[Actor]]


def verbs_of(text: str, parsed: Sequence[Clause]) -> list[Clause]:
    """The clauses in the order of their verbs: the parser's, mended by the form of the verb, and those of verbs that it missed."""
    clauses = {clause.place.start: mended(text, clause) for clause in parsed}
    for match in _WORD.finditer(text):
        if match.start() not in clauses and (match[0].islower() or match.start() == 0):
            found = missed(text, match)
            if found:
                clauses[match.start()] = found
    return [clauses[place] for place in sorted(clauses)]


def with_subjects(text: str, clauses: Sequence[Clause], actors: Actors) -> list[Clause]:
    """The clauses, in the order of their verbs, with the subjects that the parser missed."""
    done: list[Clause] = []
    for clause in clauses:
        done.append(_with_subject(text, clause, [*done, clause], actors))
    return done


def _with_subject(text: str, clause: Clause, clauses: Sequence[Clause], actors: Actors) -> Clause:
    """The clause with the subject that word order gives it, where the parser's names nobody who can act."""
    finite = finite_place(text, clause)
    if clause.voice is Voice.ACTIVE and re.search(
        r",\s*(?:og|samt)\s+$", text[:finite]
    ):  # behind a clause in between: the first one's subject
        main = next((other for other in clauses if other.subject and not other.dependent and other.place.start < finite), None)
        if main is not None:
            return replace(clause, subject=main.subject, dependent=False)
    may_be = clause.voice is Voice.ACTIVE and text[:finite].endswith((" der ", " som "))
    cleft = _CLEFT.search(text, 0, finite) if may_be else None
    if cleft and (cleft["is"].lower() == "bliver" or any(actor.sort == "person" for actor in actors(cleft["who"]))):
        return replace(clause, subject=Part(*cleft.span("who"), cleft["who"]), dependent=False)
    clause = _placed_by_words(text, clause, finite)
    if clause.subject and (actors(clause.subject.text) or _PRONOUN_AFTER.fullmatch(" " + clause.subject.text)):
        return clause
    if _COORDINATED.search(text, 0, finite):
        earlier = [other for other in clauses if other.place.start < finite and other.subject and (not other.dependent or clause.dependent)]
        first = earlier[-1].subject if earlier else _first_subject(text, finite, actors)
        return replace(clause, subject=first) if first and clause.voice is Voice.ACTIVE else clause
    return _by_word_order(text, clause, clauses, finite, actors)


def _is_indirect(text: str, finite: int) -> bool:
    """Whether an indirect question or a clause of time runs up to the verb: 'hvordan stien skal anlægges', 'før vandet sendes ud'."""
    return _INDIRECT.search(text, max(0, finite - 120), finite) is not None


def _first_subject(text: str, stop: int, actors: Actors) -> Part | None:
    """Who stands before the first finite verb of a sentence: 'Ida har en kontakt og indhenter tilbud'."""
    first = FINITE.search(text, 0, stop)
    place = _before(text, first.start(), (), actors) if first else None
    return Part(*place, text[place[0] : place[1]]) if place else None


def _placed_by_words(text: str, clause: Clause, finite: int) -> Clause:
    """Main or subordinate by the words: the subject begins the sentence, or 'som' stands before the verb."""
    if clause.dependent and clause.subject and _FROM_START.fullmatch(text[: clause.subject.start]):
        return replace(clause, dependent=False)
    relative = not clause.dependent and (re.search(r"\bsom\s+$", text[:finite]) or _is_indirect(text, finite))
    return replace(clause, dependent=True) if relative else clause


def _by_word_order(text: str, clause: Clause, clauses: Sequence[Clause], finite: int, actors: Actors) -> Clause:
    verbs = [other.place.start for other in clauses if other.place.start < finite]
    before = _before(text, finite, verbs, actors)
    if before:
        subordinate = is_subordinate(text[: before[0]])
        dependent = subordinate if clause.subject is None or not clause.dependent else clause.dependent
        return replace(clause, subject=Part(*before, text[before[0] : before[1]]), dependent=dependent, expletive=False)
    relative = clause.voice is Voice.ACTIVE and text[:finite].endswith((", der ", ", som "))
    after = None if relative else _after(text, finite, actors)
    if after and clause.place.start >= after[0] - 40 and not (clause.subject and clause.voice is Voice.PASSIVE):
        subject = text[after[0] : after[1]]
        dummy = subject.lower() in ("der", "det") and clause.voice is Voice.PASSIVE
        return replace(clause, subject=None if dummy else Part(*after, subject), expletive=subject.lower() == "der")
    return clause


def finite_place(text: str, clause: Clause) -> int:
    """Where the finite verb of the clause stands: its modal, or itself."""
    if clause.modal is None:
        return clause.place.start
    found = [match.start() for match in re.finditer(r"\b(?:skal|vil|kan|må|bør|skulle|ville|kunne)\b", text[: clause.place.start])]
    return found[-1] if found else clause.place.start


def _before(text: str, finite: int, verbs: Sequence[int], actors: Actors) -> tuple[int, int] | None:
    """The subject before the finite verb: the longest stretch from a boundary to it that names somebody, with no verb inside."""
    floor = max(verbs, default=-1)
    starts = sorted({0, *(match.end() for match in _BOUNDARY.finditer(text, 0, finite))})
    for start in starts:
        start = _LEAD.match(text, start).end()  # type: ignore[union-attr]
        opened = _OPENS.match(text, start, finite)
        start = opened.end() if opened else start
        subject = _without_adverb(text[start:finite].strip())
        first = subject.split(maxsplit=1)[0].lower() if subject else ""
        if start > floor and first == subject.lower() and first in _WEAK_SUBJECTS:
            return start, start + len(subject)
        if (
            start > floor
            and first not in _PREPOSITIONS
            and subject
            and len(subject.split()) <= _LONGEST
            and ":" not in subject
            and not _NO_SUBJECT_END.search(subject)
            and not FINITE.search(subject)
            and actors(subject)
        ):
            return start, start + len(subject)
    return None


def _without_adverb(subject: str) -> str:
    words = subject.rpartition(" ")
    return words[0] if words[2] in _BETWEEN else subject


def _after(text: str, finite: int, actors: Actors) -> tuple[int, int] | None:
    """The subject behind the finite verb of a main clause that something else begins."""
    verb = _WORD.match(text, finite)
    if verb is None or not text[:finite].strip():
        return None
    pronoun = _PRONOUN_AFTER.match(text, verb.end())
    if pronoun:
        return pronoun.span("p")
    words = list(_WORD.finditer(text, verb.end(), min(len(text), verb.end() + 120)))[:6]
    found: tuple[int, int] | None = None
    for count, word in enumerate(words):
        if re.search(r"[.,;:]", text[verb.end() : word.start()]) or (count == 0 and word[0] in _PREPOSITIONS):
            break
        if found and not word[0][:1].isupper() and word[0] not in _GOES_ON:
            break
        place = words[0].start(), word.end()
        if word[0].lower() not in _EVERY and actors(text[place[0] : place[1]]):
            found = place
        elif found is None and count >= 3:
            break
    return found
