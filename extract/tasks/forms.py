"""Clauses by the form of their verbs: what the parser gets wrong about tense, voice and modals, and the verbs that it misses."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import lru_cache

from referat.extract.language.tree import Clause, Part, Tense, Voice
from referat.extract.tasks.verbs import infinitive, of_participle, phrase_class, verb_class

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
MODAL = re.compile(r"\b(?P<m>skal|vil|kan|må|bør|skulle|ville|kunne)\b", re.I)
_LIGHT = frozenset({"være", "have", "få", "blive"})
_REST = 90  # characters behind a verb that may hold its noun
_DONE = re.compile(r"\bskal\s+(?:[\w]+\s+){0,3}?(?P<b>være|have)\s+(?:\w+\s+)?$", re.I)
_WILL_BE = re.compile(r"\bvil\s+(?:[\w]+\s+){0,4}?blive\s+(?:\w+\s+)?$", re.I)
# Words that show a finite verb: auxiliaries and most past tenses.
FINITE = re.compile(r"\b(?:er|har|blev|bliver|var|havde|skal|vil|kan|må|bør|[a-zæøå]{3,}(?:ede|tte|gte|dte|rte|kte))\b")
_NOUN_BEFORE = re.compile(
    r"(?<![\w-])(?:en|et|den|det|de|disse|flere|nye|alle|mange|to|tre|fire|fem|på|af|for|med|fra|i|ved|nogle|vores|deres|sine|egne|samt|til|om|andre|øvrige|"
    r"enkelte|kommunale|lokale|faste|(?<!uge )(?<!kl\. )(?<!kl )(?<!nr\. )\b(?!(?:19|20)\d\d\b)\d+)\s+$",
)
_SUBORDINATE = re.compile(
    r"\b(?:at|hvis|når|om|som|der|fordi|da|idet|mens|selvom|hvad|hvem|hvor|hvordan|hvorledes|hvornår|hvorfor|hvilke[nt]?|"
    r"inden|før|såfremt|(?<!,\s)så|indtil|efter\s+at|end|hvortil|hvori)\s+"
    r"(?:ikke\s+|også\s+|så\s+)?$",
    re.I,
)
_NO_PASSIVE = frozenset(
    {"fælles", "deres", "vores", "således", "ligeledes", "anderledes", "særdeles", "aldeles", "indes", "alles", "begges"}
)
_INSIDE = re.compile(r"\b(?:at|hvis|når|fordi|da|hvad|hvordan|hvor|hvorvidt|som|idet|mens|såfremt)\s+(?!er\b|har\b)[^,;]*$", re.I)
_NEGATED = re.compile(r"\b(?:ikke|aldrig)\s+(?:\w+\s+)?$")


def mended(text: str, clause: Clause) -> Clause:
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


def missed(text: str, match: re.Match[str]) -> Clause | None:
    """A clause of a verb that the parser took for something else; None for a word that is no verb of the lexicon."""
    word = match[0].lower()
    if not _may_be_verb(word):
        return None
    place, before = Part(match.start(), match.end(), word), text[: match.start()]
    return _of_participle(word, place, before) or _of_infinitive(text, match, place) or _of_finite(text, match, place)


@lru_cache(maxsize=20_000)
def _may_be_verb(word: str) -> bool:
    """Whether the word by itself can be a participle, an infinitive, a present or a passive of the lexicon."""
    verb = infinitive(word)
    if verb == word:
        return verb_class(verb) is not None or verb in _LIGHT or (word.endswith("t") and of_participle(word) != "")
    return True


def _of_participle(word: str, place: Part, before: str) -> Clause | None:
    """'skal være udbedret', 'skal have fundet', 'vil blive sendt'."""
    if not word.endswith("t") or (verb := of_participle(word)) == "":
        return None
    done = _DONE.search(before)
    if done:
        voice = Voice.PASSIVE if done["b"] == "være" else Voice.ACTIVE
        return Clause(verb, place, voice=voice, modal="skulle", tense=Tense.PRESENT)
    if _WILL_BE.search(before):
        return Clause(verb, place, voice=Voice.PASSIVE, modal="ville", tense=Tense.PRESENT, dependent=_inside_clause(before))
    return None


def _of_infinitive(text: str, match: re.Match[str], place: Part) -> Clause | None:
    """'at sende', 'skal sende'."""
    verb = match[0].lower()
    if infinitive(verb) != verb or not (verb_class(verb) or _makes_phrase(text, verb, match.end())):
        return None
    modal = None if re.search(r"\b(?:en|et)\s+(?:\w+\s+)?$", text[: match.start()]) else _modal_before(text, match.start())
    if modal is None:
        at = re.search(r"\bat\s+$", text[: match.start()])
        return Clause(verb, place, tense=Tense.NONE, dependent=True) if at else None
    tense, dependent = _tense_of_modal(text, match.start()), is_subordinate(text[: match.start()])
    return Clause(verb, place, modal=modal, tense=tense, dependent=dependent, negated=_is_negated(text, match))


def _of_finite(text: str, match: re.Match[str], place: Part) -> Clause | None:
    """'sender', 'sendes', 'skal sendes'; 'er tovholder', which only the words behind it make a charge."""
    word, before = match[0].lower(), text[: match.start()]
    verb, passive = infinitive(word), _is_passive(word)
    modal = _modal_before(text, match.start()) if passive else None
    known = verb_class(verb) is not None or (modal == "skulle" and passive)
    if word in ("er", "får", "bliver"):
        known = _makes_phrase(text, verb, match.end())
    if not known or verb == word or (not passive and (not _is_present(word) or _NOUN_BEFORE.search(before))):
        return None
    return Clause(
        verb,
        place,
        voice=Voice.PASSIVE if passive else Voice.ACTIVE,
        tense=_tense_of_modal(text, match.start()) if modal else Tense.PRESENT,
        modal=modal,
        dependent=passive and _inside_clause(before) and not text.startswith(" der ", match.end()),
        negated=_is_negated(text, match),
    )


def _makes_phrase(text: str, verb: str, end: int) -> bool:
    """Whether a verb that says little makes a commitment with what stands behind it ('være tovholder', 'få taget tætnet')."""
    participle = re.match(r"\s*[a-zæøå]+t\s", text[end:])  # 'have fundet': the participle is the verb
    return verb in _LIGHT and not (verb == "have" and participle) and phrase_class(verb, " ".join(text[end : end + _REST].split())) == "do"


def _modal_before(text: str, place: int) -> str | None:
    """The modal that governs an infinitive: the last one before it, with no other finite verb and no new clause between."""
    every = list(MODAL.finditer(text, 0, place))
    if not every:
        return None
    found = every[-1]
    between = text[found.end() : place]
    if len(between) > 120 or FINITE.search(between) or re.search(r"\bat\s*$|[,;]\s*(?:at|som|der|og)\b|\bfor\s+at\b|\bog\s*$", between):
        return None
    if found["m"] in ("skulle", "kunne") and re.search(r"\b(?:vil|ville|kan|må|bør)\b[^.;]{0,40}$", text[: found.start()]):
        return "kunne"  # 'vil skulle', 'vil kunne': what may be, not what somebody does
    return _MODALS[found["m"].lower()]


def _tense_of_modal(text: str, place: int) -> Tense:
    """Past for 'skulle', 'ville', 'kunne' as the last modal before a place."""
    found = [match["m"].lower() for match in MODAL.finditer(text, 0, place)]
    return Tense.PAST if found and found[-1] in ("skulle", "ville", "kunne") else Tense.PRESENT


def _is_present(word: str) -> bool:
    return word.endswith("r") and word not in ("eller", "efter", "under", "over", "her", "der") and infinitive(word) != word


def _is_passive(word: str) -> bool:
    return word.endswith(("es", "ås")) and len(word) > 4 and word not in _NO_PASSIVE


def is_subordinate(before: str) -> bool:
    """Whether the words end with one that begins a subordinate clause."""
    return bool(_SUBORDINATE.search(before))


def _is_negated(text: str, verb: re.Match[str]) -> bool:
    """'ikke' right before the verb, or right behind it in the present."""
    behind = re.match(r"\s+(?:\w+\s+)?(?:ikke|aldrig)\b(?!-)", text[verb.end() : verb.end() + 30])
    return bool(behind or _NEGATED.search(text, 0, verb.start()))


def _inside_clause(before: str) -> bool:
    """Whether a subordinate clause began since the last comma and goes on up to the verb."""
    return bool(_INSIDE.search(before)) and not re.search(r"\bhvor(?:efter|på|for)\b[^,;]*$", before)
