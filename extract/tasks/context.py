"""What a rule for tasks may know of a sentence, and what it says of a clause."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from referat.extract.language.tree import Clause, Voice
from referat.extract.tasks.owners import Actor, is_nobody, is_pronoun
from referat.extract.tasks.verbs import infinitive, phrase_class, verb_class
from referat.models.kinds import Strength

_REST = 90  # characters behind a verb that may hold its particle or noun
_NEAR = 160  # characters from a verb to a time that is its own
_BEHIND_DOER = r"(?:til|som|der|med|på|i|inden|senest|når|ved|for|over|herefter|hurtigst|snarest|(?:og|samt)\s+[a-zæøå]+es)"
AGENT = re.compile(rf"[^,.;]{{0,40}}?\baf\s+(?P<who>[^,.;]+?)(?=\s+{_BEHIND_DOER}\b|[,.;]|$)")


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may know: the sentence, whether it is in a list of actions, where times after the meeting stand, how to read actors,
    and the owners that a list or a label gives.
    """

    text: str
    listed: bool
    decided: bool
    times: Sequence[tuple[int, int]]
    actors: Callable[[str], list[Actor]]
    given: tuple[Actor, ...] = ()

    def who(self, text: str | None) -> list[Actor]:
        """The actors that a subject names; an empty list for nobody."""
        return self.actors(text) if text else []


@dataclass(frozen=True, slots=True)
class Commitment:
    """A clause that commits: the place of its verb, its owners (empty: nobody is named), and the rule.

    subject: the place of the subject as printed, or None. pronoun: 'he' or 'they' where the subject stands for somebody named before.
    finite: where the finite verb begins, where that is not the verb ('skal' of 'skal sendes').
    action: where the words begin that say what is to be done, where that is not the verb ('om' in 'anmodes om').
    """

    verb: tuple[int, int]
    rule: str
    strength: Strength
    owners: tuple[Actor, ...] = ()
    pronoun: str | None = None
    subject: tuple[int, int] | None = None
    action: int | None = None
    passive: bool = False
    finite: int | None = None


def own_actors(clause: Clause, context: Context) -> list[Actor]:
    """Who does it: the subject of an active clause, the doer of a passive one."""
    if clause.voice is Voice.PASSIVE:
        named = AGENT.match(context.text, clause.place.end)
        return (context.who(named["who"]) if named else []) or (context.who(clause.agent.text) if clause.agent else [])
    return context.who(clause.subject.text) if clause.subject and not is_nobody(clause.subject.text) else []


def is_we(clause: Clause) -> bool:
    """Whether the subject is 'vi'."""
    return clause.subject is not None and clause.subject.text.lower() == "vi"


def pronoun_of(clause: Clause) -> str | None:
    """He or they where the subject stands for somebody named before."""
    return is_pronoun(clause.subject.text) if clause.subject else None


def subject_place(clause: Clause) -> tuple[int, int] | None:
    """Where the subject stands, or None."""
    return (clause.subject.start, clause.subject.end) if clause.subject else None


def verb_kind(clause: Clause, context: Context) -> str | None:
    """do, weak, tell or veto: by the verb with what follows it, else by the verb alone; None for a verb that the lexicon does not know."""
    rest = " ".join(context.text[clause.place.end : clause.place.end + _REST].split())
    verbs = dict.fromkeys((clause.verb, infinitive(clause.place.text, clause.verb)))
    for verb in verbs:
        phrase = phrase_class(verb, rest)
        if phrase:
            return phrase
    return next((kind for verb in verbs if (kind := verb_class(verb))), None)


def is_timed(clause: Clause, context: Context) -> bool:
    """Whether a time after the meeting stands in the sentence (near enough to the verb to be its own)."""
    return any(abs(start - clause.place.start) < _NEAR for start, _ in context.times)
