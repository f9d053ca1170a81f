"""What is to be done as a short infinitive, in the sentence's own words: without the owner, the deadline and what only joins sentences."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from referat.extract.tasks.context import AGENT, Commitment
from referat.extract.tasks.verbs import infinitive, of_participle, verb_class
from referat.models.names import is_first_name

Cut = tuple[int, int]

_LONGEST = 160
_JOINING = re.compile(
    r"^(?:(?:derfor|dog|også|ligeledes|herefter|derefter|nu|venligst|endvidere|desuden|så|samtidig|igen|ikke\s+desto\s+mindre|i\s+den\s+forbindelse|på\s+den\s+baggrund|"
    r"efterfølgende|fremover|således|snarest\s+muligt)\s+)+",
    re.I,
)
_SIDE = re.compile(r"\s*(?:,\s*(?:så|da|fordi|idet|hvilket|hvorfor|hvorefter|jf\.?|selvom)\b.*|\([^()]*\)\s*$)", re.S)
_NEXT_VERB = re.compile(r"(?P<j>\b(?:og|samt)\s+|,\s+(?=[a-zæøå]+er\b))(?P<v>[a-zæøå]{2,}er|går|står|får|gør)\b")
_TO_DO = re.compile(r"\s*(?:,\s*)?(?:om|til)?\s*,?\s*at\s+(?=[a-zæøå])")
_FINITE = re.compile(
    r"\b(?:er|har|blev|bliver|var|havde|skal|vil|kan|må|bør|[a-zæøå]{3,}erer|besluttes|[a-zæøå]{4,}er\s+(?:at|om|en|et|den|det))\b"
)
_NEXT_PASSIVE = re.compile(r"(?P<j>\b(?:og|samt)\s+)(?P<v>[a-zæøå]{3,}es)\b")


def action_of(text: str, part: Cut, commitment: Commitment, times: Sequence[Cut]) -> str:
    """The action of a commitment of the sentence. part: its part of the sentence. times: the places of deadlines, which are left out."""
    write = _WRITERS.get(commitment.rule, _clause)
    return _tidy(write(text, part, commitment, times)) or plain_action(text[part[0] : part[1]])


def plain_action(text: str) -> str:
    """The words of a row or a line of a list as an action."""
    return " ".join(text.split()).rstrip(" .:;")


def _clause(text: str, part: Cut, commitment: Commitment, times: Sequence[Cut]) -> str:
    """From the verb of the clause: 'Eva sender …' to 'sende …', 'Punktet genoptages' to 'genoptage punktet'."""
    start, end = commitment.verb
    printed = text[start:end]
    verb = of_participle(printed) if printed.endswith("t") and commitment.finite is not None else infinitive(printed)
    rest = _without(text, (end, part[1]), [*times, *_subject_behind(commitment, end), *_agent(text, commitment, end)])
    if commitment.passive:
        subject = _passive_subject(text, part, commitment, times)
        goes_on = _NEXT_PASSIVE.sub(
            lambda found: found["j"] + infinitive(found["v"]) if verb_class(infinitive(found["v"])) else found[0], rest
        )
        return f"{verb} {subject} {_JOINING.sub('', goes_on.strip())}"
    return f"{verb} {_fronted(text, part, commitment)}{_infinitives(_JOINING.sub('', rest.strip()))}"


def _subject_behind(commitment: Commitment, end: int) -> list[Cut]:
    return [commitment.subject] if commitment.subject and commitment.subject[0] >= end and not commitment.passive else []


def _agent(text: str, commitment: Commitment, end: int) -> list[Cut]:
    """'af revisor' behind a passive whose owner it is."""
    match = AGENT.match(text, end) if commitment.passive and commitment.owners else None
    if match is None:
        return []
    if re.search(r"\bbest(?:ående|år)\s+af\s+$", text[end : match.start("who")]):  # its members
        return []
    who, first = match["who"], match["who"].split()[0].casefold()
    own = any(owner.sort == "role" or owner.name in who or first in owner.name.casefold() for owner in commitment.owners)
    return [(text.rindex("af", end, match.start("who")), match.end("who"))] if own else []


def _passive_subject(text: str, part: Cut, commitment: Commitment, times: Sequence[Cut]) -> str:
    """What it is done to: the subject as printed, or what stands before the verb where the parser found none."""
    place = commitment.verb[0] if commitment.finite is None else min(commitment.finite, commitment.verb[0])
    before = text[part[0] : place]
    start = part[0]
    if commitment.subject and part[0] <= commitment.subject[0]:
        start = commitment.subject[0]
        before = text[start : min(commitment.subject[1], place)] if start < place else ""
    if _FINITE.search(before):  # what was said before it in the same sentence
        start, before = start + (cut := before.rfind(" og ") + 4 if " og " in before else before.rfind(", ") + 2), before[cut:]
        if _FINITE.search(before):
            before = ""
    words = _without(text, (start, start + len(before)), times) if before else ""
    words = re.sub(r"^(?:og|men|samt|så|at|der|det|hvorefter|derefter|herefter|,)\b\s*", "", words.strip(" ,"), flags=re.I)
    return (
        ""
        if words.lower() in ("der", "det", "")
        or re.match(r"(?:i|på|til|fra|med|efter|ved|for|inden|hvis|når|da|såfremt|dog|desuden|derfor)\b", words, re.I)
        else _lowered(words)
    )


def _fronted(text: str, part: Cut, commitment: Commitment) -> str:
    """'Det vil Eva undersøge': the object stands first."""
    first = re.match(r"(?:og\s+)?(?P<o>det|dette)\s+(?!er\b|bliver\b)(?:vil|skal|[a-zæøå]+er)\b", text[part[0] : part[1]], re.I)
    behind = commitment.subject is not None and commitment.subject[0] > part[0] + 3
    return f"{first['o'].lower()} " if first and behind else ""


def _asked(text: str, part: Cut, commitment: Commitment, times: Sequence[Cut]) -> str:
    """Behind 'anmodes om at', 'bedes': an infinitive, a participle or a thing."""
    start = commitment.verb[1] if commitment.action is None else commitment.action
    rest = _without(text, (start, part[1]), times)
    found = re.match(r"(?P<skip>[^.;]{0,80}?\b)at\s+(?P<rest>[a-zæøå].*)", rest, re.S)
    if found and not re.match(r"\s*[a-zæøå]{3,}t\b", rest):
        return _infinitives(found["rest"])
    done = re.match(r"\s*(?P<p>[a-zæøå]{3,}t)\b(?P<rest>.*)", rest, re.S)
    if done and of_participle(done["p"]):
        subject = text[commitment.subject[0] : commitment.subject[1]] if commitment.subject else ""
        return f"{of_participle(done['p'])} {_lowered(subject)} {done['rest'].strip()}"
    return _infinitives(re.sub(r"^\s*(?:venligst\s+)?(?:om|til)?\s*", "", rest))


def _behind_frame(text: str, part: Cut, commitment: Commitment, times: Sequence[Cut]) -> str:
    """Behind 'har lovet at', 'bad X om at': the words as they stand, unless a clause with a subject of its own follows."""
    start = commitment.action if commitment.action is not None else commitment.verb[0]
    return _infinitives(_without(text, (start, part[1]), times))


def _decided(text: str, part: Cut, commitment: Commitment, times: Sequence[Cut]) -> str:
    inside = (max(part[0], commitment.action or 0), part[1])
    return _clause(text, inside, commitment, times)


def _expected(text: str, part: Cut, commitment: Commitment, times: Sequence[Cut]) -> str:
    """'Tallene forventes fremlagt' to 'fremlægge tallene'."""
    verb = of_participle(text[commitment.verb[0] : commitment.verb[1]].rsplit(maxsplit=1)[-1])
    before = _lowered(_without(text, (part[0], commitment.verb[0]), times).strip())
    return f"{verb} {before} {_without(text, (commitment.verb[1], part[1]), times)}" if verb else ""


def _gets(text: str, part: Cut, commitment: Commitment, times: Sequence[Cut]) -> str:
    """'Ansøgeren får et svar fra formanden' to 'give ansøgeren et svar'."""
    receiver = _lowered(text[part[0] : commitment.verb[0]].strip())
    thing = re.sub(r"^\w+\s+|\s+fra$", "", text[commitment.verb[0] : commitment.verb[1]])
    return f"give {receiver} {thing}" if receiver and receiver.lower() not in ("vi", "der") else f"give {thing}"


def _agenda(text: str, part: Cut, commitment: Commitment, times: Sequence[Cut]) -> str:
    """'Punktet kommer på dagsordenen til mødet' to 'sætte punktet på dagsordenen til mødet'."""
    found = re.search(r"(?P<s>\w+)\s+(?:kommer|skal)\b(?:\s+(?:også|derfor|med|op))*(?P<r>\s+på\s+.*)", text[part[0] : part[1]], re.S)
    if found:
        return f"sætte {_lowered(found['s'])} {_without(found['r'], (0, len(found['r'])), [])}"
    where = re.search(r"\b(?:til|på)\s+\w*møde.*", text[part[0] : part[1]], re.S)
    return f"tage punktet op {re.sub(r'^til', 'på', where[0])}" if where else ""


_WRITERS: dict[str, Callable[[str, Cut, Commitment, Sequence[Cut]], str]] = {
    "tasks.requested": _asked,
    "tasks.asks": _behind_frame,
    "tasks.promised": _behind_frame,
    "tasks.decided": _decided,
    "tasks.wished": _decided,
    "tasks.expected": _expected,
    "tasks.gets": _gets,
    "tasks.agenda": _agenda,
}


def _without(text: str, part: Cut, gone: Sequence[Cut]) -> str:
    """A part of the text less some places in it."""
    kept, start = [], part[0]
    for cut in sorted(gone):
        if cut[0] < part[1] and cut[1] > start:
            kept.append(text[start : max(start, cut[0])])
            start = max(start, min(cut[1], part[1]))
    return " ".join([*kept, text[start : part[1]]])


def _infinitives(words: str) -> str:
    """'… og aftaler en dato' to '… og aftale en dato': verbs that go on from the first; not behind a clause with a subject of its own."""

    def changed(match: re.Match[str]) -> str:
        verb = infinitive(match["v"])
        clause = re.search(
            r"\b(?:som|der|hvem|hvad|hvilke[nt]?)\s+\S*$|,\s+(?:om|at|hvis|når|hvor\w*|hvad|hvem)\b[^,]*$", words[: match.start()]
        )
        return f"{match['j']}{verb}" if verb_class(verb) and not clause else match[0]

    return _NEXT_VERB.sub(changed, words)


def _lowered(words: str) -> str:
    """The words as they stand inside a sentence: the first letter small, unless it begins a name or an acronym."""
    first = words.split(maxsplit=1)[0] if words.split() else ""
    return words if not first or not first[1:].islower() or is_first_name(first) else words[0].lower() + words[1:]


def _tidy(words: str) -> str:
    plain = " ".join(_SIDE.sub("", " ".join(words.split())).split())
    plain = re.sub(r"\s+(?=[,.;:])", "", plain)
    plain = re.sub(r",\s*(?=,)|\(\s*\)", "", plain).strip(" .,;:–-")
    if len(plain) > _LONGEST:
        plain = plain[:_LONGEST].rsplit(" ", 1)[0].rstrip(" ,;") + " …"
    return plain
