"""The clauses of a sentence with what the parser missed: verbs of the lexicon by their form, and subjects by word order."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from referat.extract.clause_tree import Clause, Part, Tense, Voice
from referat.extract.task_verbs import infinitive, of_participle, verb_class

_WORD = re.compile(r"[\w'’-]+")
_MODALS = {
    "skal": "skulle",
    "vil": "ville",
    "kan": "kunne",
    "må": "måtte",
    "bør": "burde",
    "skulle": "skulle",
    "ville": "ville",
    "kunne": "kunne",
}
_MODAL = re.compile(r"\b(?P<m>skal|vil|kan|må|bør|skulle|ville|kunne)\b", re.I)
_DONE = re.compile(r"\bskal\s+(?:[\w]+\s+){0,3}?(?P<b>være|have)\s+(?:\w+\s+)?$", re.I)
_FINITE = re.compile(r"\b(?:er|har|blev|bliver|var|havde|skal|vil|kan|må|bør|[a-zæøå]{3,}(?:ede|tte|gte|dte|rte|kte))\b")
_NOUN_BEFORE = re.compile(
    r"\b(?:en|et|den|det|de|disse|flere|nye|alle|mange|to|tre|fire|fem|på|af|for|med|fra|i|ved|nogle|vores|deres|sine|egne|samt|til|om|andre|øvrige|enkelte|kommunale|"
    r"lokale|faste|\d+)\s+$",
    re.I,
)
_BOUNDARY = re.compile(
    r"(?:,\s*(?:og|men|samt|så|at|mens)\s+|,\s+|\s+og\s+|\s+men\s+|\s+samt\s+|;\s*|:\s*|\s[–-]\s|\bat\s+|\bhvorefter\s+|\bog\s+at\s+|\)\s*)"
)
_LEAD = re.compile(r"(?:(?:og|men|samt|så|at|derefter|herefter|desuden|endvidere|derfor|samtidig|endelig|hvorefter|mens)\s+)*", re.I)
_SUBORDINATE = re.compile(
    r"\b(?:at|hvis|når|om|som|der|fordi|da|idet|mens|selvom|hvad|hvem|hvor|hvordan|hvorledes|hvornår|hvorfor|hvilke[nt]?|inden|før|såfremt|(?<!,\s)så|indtil|efter\s+at|end|hvortil|hvori)\s+"
    r"(?:ikke\s+|også\s+|så\s+)?$",
    re.I,
)
_PRONOUN_AFTER = re.compile(r"\s+(?P<p>der|det|vi|man|han|hun|de|den|denne|jeg|dette|disse)\b", re.I)
_NO_SUBJECT_END = re.compile(r"(?:^|\s)(?:som|der|at|ikke|hvis|når|om)$", re.I)
_FROM_START = re.compile(r"(?:[^:,.;]{1,60}:\s*)?(?:\([^)]*\)\s*)?")  # nothing, or a label, before the subject of a main clause
_COORDINATED = re.compile(r"\b(?:og|samt)\s+(?:derefter\s+|herefter\s+|også\s+|så\s+)?$")
_OPENS = re.compile(
    r"(?:om|hvis|når|fordi|da|idet|mens|såfremt|selvom|hvorvidt|hvor|hvordan|hvornår|hvorfor)\s+", re.I
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
Actors = Callable[[str], Sequence[object]]


def completed(text: str, parsed: Sequence[Clause], actors: Actors) -> list[Clause]:
    """The clauses in the order of their verbs: the parser's, mended by the form of the verb, and those of verbs that it missed."""
    clauses = {clause.place.start: _mended(text, clause) for clause in parsed}
    for match in _WORD.finditer(text):
        if match.start() not in clauses and (match[0].islower() or match.start() == 0):
            missed = _missed(text, match)
            if missed:
                clauses[match.start()] = missed
    ordered = [clauses[place] for place in sorted(clauses)]
    done: list[Clause] = []
    for clause in ordered:
        done.append(_with_subject(text, clause, [*done, clause], actors))
    return done


def _mended(text: str, clause: Clause) -> Clause:
    """Tense, voice and modal as the form of the verb and the words before it have them."""
    word = clause.place.text.lower()
    modal = _modal_before(text, clause.place.start)
    if modal and (clause.modal is None or modal == "kunne") and not _is_present(word):
        clause = replace(clause, modal=modal, tense=_tense_of_modal(text, clause.place.start))
    done = _DONE.search(text[: clause.place.start])
    if done and word.endswith("t"):
        voice = Voice.PASSIVE if done["b"] == "være" else Voice.ACTIVE
        return replace(clause, modal="skulle", tense=Tense.PRESENT, voice=voice, dependent=clause.dependent and clause.place.start > 40)
    if clause.modal is None and _is_present(word):
        return replace(clause, tense=Tense.PRESENT, voice=Voice.ACTIVE) if clause.tense is not Tense.PRESENT else clause
    if _is_passive(word) and clause.modal is None and not re.search(r"\bat\s+$", text[: clause.place.start]):
        return replace(clause, tense=Tense.PRESENT, voice=Voice.PASSIVE)
    return clause


def _missed(text: str, match: re.Match[str]) -> Clause | None:
    """A clause of a verb of the lexicon that the parser took for something else."""
    word, before = match[0].lower(), text[: match.start()]
    verb = infinitive(word)
    done = _DONE.search(before)
    if done and verb_class(participle := of_participle(word)) is not None:
        voice = Voice.PASSIVE if done["b"] == "være" else Voice.ACTIVE
        return Clause(participle, Part(match.start(), match.end(), word), voice=voice, modal="skulle", tense=Tense.PRESENT)
    if verb_class(verb) is None or (word == verb and verb_class(word) is None):
        return None
    place = Part(match.start(), match.end(), word)
    modal = _modal_before(text, match.start())
    if word == verb:
        if modal:
            return Clause(
                verb,
                place,
                modal=modal,
                tense=_tense_of_modal(text, match.start()),
                dependent=_is_subordinate(text, before),
                negated=_is_negated(text, match),
            )
        return Clause(verb, place, tense=Tense.NONE, dependent=True) if re.search(r"\bat\s+$", before) else None
    passive = _is_passive(word)
    if not passive and (not _is_present(word) or _NOUN_BEFORE.search(before)):
        return None
    tense = _tense_of_modal(text, match.start()) if passive and modal else Tense.PRESENT
    return Clause(
        verb,
        place,
        voice=Voice.PASSIVE if passive else Voice.ACTIVE,
        tense=tense,
        modal=modal if passive else None,
        dependent=passive and _inside_clause(before) and not text.startswith(" der ", match.end()),
        negated=_is_negated(text, match),
    )


def _modal_before(text: str, place: int) -> str | None:
    """The modal that governs an infinitive: the last one before it, with no other finite verb and no new clause between."""
    every = list(_MODAL.finditer(text, 0, place))
    if not every:
        return None
    found = every[-1]
    between = text[found.end() : place]
    if len(between) > 120 or _FINITE.search(between) or re.search(r"\bat\s*$|[,;]\s*(?:at|som|der|og)\b|\bfor\s+at\b|\bog\s*$", between):
        return None
    if found["m"] in ("skulle", "kunne") and re.search(r"\b(?:vil|ville|kan|må|bør)\b[^.;]{0,40}$", text[: found.start()]):
        return "kunne"  # 'vil skulle', 'vil kunne': what may be, not what somebody does
    return _MODALS[found["m"].lower()]


def _tense_of_modal(text: str, place: int) -> Tense:
    """Past for 'skulle', 'ville', 'kunne' as the last modal before a place."""
    found = [match["m"].lower() for match in _MODAL.finditer(text, 0, place)]
    return Tense.PAST if found and found[-1] in ("skulle", "ville", "kunne") else Tense.PRESENT


def _is_present(word: str) -> bool:
    return word.endswith("r") and word not in ("eller", "efter", "under", "over", "her", "der") and infinitive(word) != word


def _is_passive(word: str) -> bool:
    return word.endswith(("es", "ås")) and len(word) > 4


def _is_subordinate(text: str, before: str) -> bool:
    return bool(_SUBORDINATE.search(before))


_INSIDE = re.compile(r"\b(?:at|hvis|når|fordi|da|hvad|hvordan|hvor|hvorvidt|som|idet|mens|såfremt)\s+(?!er\b|har\b)[^,;]*$", re.I)
_NEGATED = re.compile(r"\b(?:ikke|aldrig)\s+(?:\w+\s+)?$")


def _is_negated(text: str, verb: re.Match[str]) -> bool:
    """'ikke' right before the verb, or right behind it in the present."""
    return bool(_NEGATED.search(text, 0, verb.start()) or re.match(r"\s+(?:\w+\s+)?(?:ikke|aldrig)\b", text[verb.end() : verb.end() + 30]))


def _inside_clause(before: str) -> bool:
    """Whether a subordinate clause began since the last comma and goes on up to the verb."""
    return bool(_INSIDE.search(before)) and not re.search(r"\bhvor(?:efter|på|for)\b[^,;]*$", before)


def _with_subject(text: str, clause: Clause, clauses: Sequence[Clause], actors: Actors) -> Clause:
    """The clause with the subject that word order gives it, where the parser's names nobody who can act."""
    finite = finite_place(text, clause)
    if clause.voice is Voice.ACTIVE and re.search(
        r",\s*(?:og|samt)\s+$", text[:finite]
    ):  # behind a clause in between: the first one's subject
        main = next((other for other in clauses if other.subject and not other.dependent and other.place.start < finite), None)
        if main is not None:
            return replace(clause, subject=main.subject, dependent=False)
    clause = _placed_by_words(text, clause, finite)
    if clause.subject and (actors(clause.subject.text) or _PRONOUN_AFTER.fullmatch(" " + clause.subject.text)):
        return clause
    if _COORDINATED.search(text, 0, finite):
        earlier = [other for other in clauses if other.place.start < finite and other.subject and (not other.dependent or clause.dependent)]
        return replace(clause, subject=earlier[-1].subject) if earlier and clause.voice is Voice.ACTIVE else clause
    return _by_word_order(text, clause, clauses, finite, actors)


def _is_indirect(text: str, finite: int) -> bool:
    """Whether an indirect question or a clause of time runs up to the verb: 'hvordan stien skal anlægges', 'før vandet sendes ud'."""
    return _INDIRECT.search(text, max(0, finite - 120), finite) is not None


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
        subordinate = _is_subordinate(text, text[: before[0]])
        dependent = subordinate if clause.subject is None or not clause.dependent else clause.dependent
        return replace(clause, subject=Part(*before, text[before[0] : before[1]]), dependent=dependent, expletive=False)
    after = _after(text, finite, actors)
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
        subject = text[start:finite].strip()
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
            and not _FINITE.search(subject)
            and actors(subject)
        ):
            return start, start + len(subject)
    return None


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
