"""Frames that commit to what stands behind them: 'besluttede at …', 'har lovet at …', 'anmodes om at …'."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from itertools import takewhile

from referat.extract.language.tree import Clause, Tense, Voice
from referat.extract.tasks.context import Commitment, Context, own_actors, subject_place, verb_kind
from referat.extract.tasks.owners import Actor, is_pronoun
from referat.extract.tasks.verbs import is_state
from referat.models.kinds import Strength
from referat.models.wording import wording

_DECIDES = re.compile(r"(?:besluttede|beslutter|vedtog|vedtager|aftalte|aftaler|enedes|godkendte|tiltrådte)\b", re.I)
_HOLDS = frozenset({"decision", "agreement", "promise", "asked", "wishes"})  # what stands behind these commits nobody by itself
_IT = re.compile(r"\s*det\s+", re.I)
_DECIDED_TO_ASK = re.compile(r"\s*(?P<v>bede|anmode|opfordre|pålægge|lade)\b", re.I)
_HAS_FINITE = re.compile(r"\b(?:er|har|blev|bliver|var|havde|skal|vil|kan|må|bør)\b")
_ASKS = re.compile(r"\s+(?P<who>[^,.;]{2,80}?)\s+(?:om|til)\s*,?\s+(?:at|en|et|evt\.?|(?:[^.,;]{1,60}?\s)at)\b")
_ASKS_BARE = re.compile(r"\s+(?P<who>[a-zæøå]+(?:ne|en|et)|[A-ZÆØÅ][\w -]{2,40}?)\s+(?:\w+\s+)??(?:at\s+|(?=(?!alle\b)[a-zæøå]{2,}e\b))")


Frames = list[tuple[str, list[re.Match[str]]]]


def frames_in(text: str) -> Frames:
    """The frames that stand in a sentence: kind and places, in the order of the lexicon."""
    found = ((entry.kind, list(entry.pattern.finditer(text))) for entry in wording("task_frames").entries if entry.pattern)
    return [(kind, matches) for kind, matches in found if matches]


def framed(frames: Frames, clauses: Sequence[Clause], context: Context) -> tuple[tuple[int, int] | None, list[Commitment]]:
    """The place of the first frame in the sentence (the one that commits, where one does), and what it and others like it commit to:
    'Eva fik til opgave at … – og Bo fik til opgave at …'.
    """
    first = None
    for kind, matches in frames:
        found = [made for match in matches if (made := _FRAMES[kind](match, clauses, context))]
        if found:
            return matches[0].span(), found
        first = first or (matches[0].span() if kind in _HOLDS else None)
    return first, []


def _decision(match: re.Match[str], clauses: Sequence[Clause], context: Context) -> Commitment | None:
    """'X besluttede at gøre' is X's task; 'det blev besluttet, at Y gør' is Y's; passives have no owner."""
    if re.match(r"\s*ikke\b", context.text[match.end() :]):
        return None
    asked = _DECIDED_TO_ASK.match(context.text, match.end())
    if asked:
        return _asked_by_decision(asked, context)
    behind = takewhile(lambda clause: clause.modal != "kunne", (clause for clause in clauses if clause.place.start >= match.end()))
    inner = next((clause for clause in behind if _is_to_be_done(clause, match, context)), None)
    if inner is None:
        return None
    owners = _decider(match, clauses, context) if inner.tense is Tense.NONE and inner.modal is None else own_actors(inner, context)
    return Commitment(
        (inner.place.start, inner.place.end),
        "tasks.decided",
        Strength.BINDING,
        tuple(owners),
        subject=subject_place(inner),
        action=match.end(),
        passive=inner.voice is Voice.PASSIVE,
    )


def _asked_by_decision(asked: re.Match[str], context: Context) -> Commitment | None:
    """'… besluttede at bede X om at gøre' is a request to X, whoever decided it."""
    matches = (pattern.match(context.text, asked.end()) for pattern in (_ASKS, _ASKS_BARE))
    whom, owners = next(((one, actors) for one in matches if one and (actors := context.who(one["who"]))), (None, []))
    if whom is None:
        return (
            None
            if asked["v"] in ("lade", "opfordre")
            else Commitment(asked.span("v"), "tasks.decided", Strength.BINDING, action=asked.start("v"))
        )
    return Commitment(asked.span("v"), "tasks.asks", Strength.REQUEST, tuple(owners), subject=whom.span("who"), action=whom.end())


def _is_to_be_done(inner: Clause, match: re.Match[str], context: Context) -> bool:
    """Whether a clause behind 'besluttede at' is what is to be done, and no state, view or past."""
    if inner.negated or inner.modal in ("kunne", "burde", "måtte") or inner.tense not in (Tense.PRESENT, Tense.NONE):
        return False
    kind = verb_kind(inner, context)
    if kind == "veto":
        return False
    if inner.tense is Tense.NONE and inner.modal is None:
        return kind in ("do", "tell") and not _HAS_FINITE.search(context.text[match.end() : inner.place.start])
    if kind == "do" or (inner.modal == "skulle" and inner.voice is Voice.PASSIVE):
        return True
    if inner.voice is Voice.PASSIVE or match[0].lower().startswith(("enig", "godkend", "tiltr")):
        return kind is not None and (inner.voice is Voice.PASSIVE or inner.modal == "skulle")
    own = inner.subject is not None and inner.subject.start >= match.end()
    return own and not is_state(inner.verb) and bool(own_actors(inner, context))


def _decider(match: re.Match[str], clauses: Sequence[Clause], context: Context) -> list[Actor]:
    decided = next((clause for clause in clauses if match.start() <= clause.place.start < match.end()), None)
    if decided is None and _DECIDES.match(match[0]):
        return context.who(re.split(r"[.,;:]\s+", context.text[: match.start()])[-1])
    if decided is None or decided.voice is Voice.PASSIVE or decided.subject is None:
        return []
    return context.who(decided.subject.text)


def _promise(match: re.Match[str], clauses: Sequence[Clause], context: Context) -> Commitment | None:
    """'X har lovet at gøre', 'Dette har X lovet at gøre'."""
    promising = [clause for clause in clauses if match.start() <= clause.place.start < match.end()]
    inner = _first_after(clauses, match.end())
    verb = (inner.place.start, inner.place.end) if inner else _word_at(context.text, match.end())
    subject = promising[-1].subject or promising[0].subject if promising else None
    place = (subject.start, subject.end) if subject else _promiser(match, context)
    if place is None or verb is None:
        return None
    words = context.text[place[0] : place[1]]
    owners, pronoun = context.who(words), is_pronoun(words)
    if not owners and pronoun is None:
        return None
    return Commitment(verb, "tasks.promised", Strength.BINDING, tuple(owners), pronoun, place, action=match.end())


def _promiser(match: re.Match[str], context: Context) -> tuple[int, int] | None:
    """Who promises, by the words: what stands between 'har' and 'lovet', else what stands before since the last comma."""
    inside = re.match(r"har\s+(?P<who>(?!også|samtidig|derfor|desuden)[^,]+?)\s+(?:lovet|påtaget|tilbudt|givet)\b", match[0], re.I)
    if inside and context.who(inside["who"]):
        return match.start() + inside.start("who"), match.start() + inside.end("who")
    before = context.text[: match.start()]
    starts = [0, *(cut.end() for cut in re.finditer(r"[,;:]\s+|\b(?:og|men|idet|hvorpå|da)\s+", before))]
    starts = [start for start in starts if not re.match(r"(?:idet|hvorpå|da|så|mens|og|men)\b", before[start:])]
    found = next((start for start in starts if context.who(before[start:]) or is_pronoun(before[start:])), None)
    return (found, len(before.rstrip())) if found is not None else None


def _word_at(text: str, place: int) -> tuple[int, int] | None:
    word = re.compile(r"\s*(?P<w>[a-zæøå]+)").match(text, place)
    return word.span("w") if word else None


def _asked(match: re.Match[str], clauses: Sequence[Clause], context: Context) -> Commitment | None:
    """'X anmodes om at …': a request to X; 'Ønsker bedes sendt …': to nobody."""
    asked = next((clause for clause in clauses if match.start() <= clause.place.start < match.end()), None)
    if match[0].lower().startswith("henstil"):
        return _appealed(match, context)
    subject = asked.subject.text if asked and asked.subject else context.text[: match.start()]
    start = asked.subject.start if asked and asked.subject else 0
    owners = context.who(subject)
    if start > match.start():  # 'Sagen bedes sendt byrådet': who stands behind it is not asked
        subject, start, owners = context.text[: match.start()], 0, context.who(context.text[: match.start()])
    behind = _ASKS_BARE.match(context.text, match.end()) if not owners and _IT.fullmatch(context.text[: match.start()]) else None
    if behind and (asked_ones := context.who(behind["who"])):  # 'Det blev pålagt X at gøre'
        return Commitment(
            match.span(), "tasks.requested", Strength.REQUEST, tuple(asked_ones), subject=behind.span("who"), action=behind.end()
        )
    thing = re.match(r"\s+(?:\w+\s+)?[a-zæøå]{3,}t\b", context.text[match.end() :]) is not None
    if not owners and not thing:
        return None
    return Commitment(
        match.span(),
        "tasks.requested",
        Strength.REQUEST,
        tuple(owners),
        subject=(start, start + len(subject)),
        action=match.end(),
        passive=not owners,
    )


def _appealed(match: re.Match[str], context: Context) -> Commitment | None:
    """'Det henstilles til naboerne, at …': a request where it names them."""
    whom = re.compile(r"[^.;]{0,40}?\btil\s+(?P<who>[^,.;]{2,60}?)\s*,?\s+(?:om\s+)?at\b").match(context.text, match.end())
    owners = context.who(whom["who"]) if whom else []
    return (
        Commitment(match.span(), "tasks.requested", Strength.REQUEST, tuple(owners), subject=whom.span("who"), action=whom.end())
        if whom and owners
        else None
    )


def _asks(match: re.Match[str], clauses: Sequence[Clause], context: Context) -> Commitment | None:
    """'Udvalget anmoder X om at …' is a request to X; 'Eva beder X om at …' is Eva's own task."""
    asking = next((clause for clause in clauses if clause.place.start == match.start()), None)
    words = asking.subject.text if asking and asking.subject else re.split(r"[,;:]\s+", context.text[: match.start()])[-1]
    subjects = context.who(words) or _first_of(match, context)
    present = match[0].lower().endswith("er")
    if subjects and present and all(actor.sort in ("person", "role") for actor in subjects):
        return None
    whom = _ASKS.match(context.text, match.end())
    if whom and asking and asking.subject and asking.subject.start == whom.start("who"):
        return None
    if not whom and subjects:
        whom = _ASKS_BARE.match(context.text, match.end())
    if not whom:
        about = re.match(r"\s+om,?\s+at\b", context.text[match.end() :])
        body = bool(subjects) and subjects[0].sort in ("body", "name")
        if about and subjects and (present or body):
            inner = _first_after(clauses, match.end() + about.end())  # '… beder om, at X gør'
            doers = own_actors(inner, context) if inner and inner.tense is Tense.PRESENT else []
            place = subject_place(inner) if inner and doers else None
            return Commitment(match.span(), "tasks.asks", Strength.REQUEST, tuple(doers), subject=place, action=match.end() + about.end())
        return None
    owners = context.who(whom["who"])
    if not owners:
        return None
    return Commitment(match.span(), "tasks.asks", Strength.REQUEST, tuple(owners), subject=whom.span("who"), action=whom.end())


def _first_of(match: re.Match[str], context: Context) -> list[Actor]:
    """'Udvalget drøftede sagen og bad X …': who stands first in the sentence."""
    if not re.search(r"\bog\s+$", context.text[: match.start()]):
        return []
    words = list(re.finditer(r"\S+", context.text[: match.start()]))[:5]
    named = ((context.who(context.text[: word.end()]), context.text[word.end() + 1 : word.end() + 2]) for word in words)
    return next((actors for actors, behind in named if actors and behind.islower()), [])


def _wishes(match: re.Match[str], clauses: Sequence[Clause], context: Context) -> Commitment | None:
    """'Bestyrelsen ønsker, at X gør': a request to X, where X is somebody."""
    inner = _first_after(clauses, match.end())
    if inner is None or verb_kind(inner, context) in (None, "veto"):
        return None
    own = inner.subject if inner.subject and inner.subject.start >= match.end() else None
    place = (own.start, own.end) if own else (match.end(), inner.place.start)
    owners = context.who(context.text[place[0] : place[1]])
    if not owners:
        return None
    verb = (inner.place.start, inner.place.end)
    return Commitment(verb, "tasks.wished", Strength.REQUEST, tuple(owners), subject=place, action=match.end())


def _orders(match: re.Match[str], clauses: Sequence[Clause], context: Context) -> Commitment | None:
    """'Bestyrelsen efterspørger et oplæg fra X'."""
    owners = context.who(re.split(r"[,.;]|\s+om\s+", context.text[match.end() :])[0])
    return Commitment(match.span(), "tasks.ordered", Strength.REQUEST, tuple(owners), action=match.start()) if owners else None


def _expected(match: re.Match[str], clauses: Sequence[Clause], context: Context) -> Commitment | None:
    """'Tallene forventes fremlagt næste gang': by nobody in particular, but with a time."""
    return Commitment(match.span(), "tasks.expected", Strength.BINDING, passive=True) if context.times else None


def _gets(match: re.Match[str], clauses: Sequence[Clause], context: Context) -> Commitment | None:
    """'Ansøgeren får et svar fra formanden' is the chairman's task."""
    owners = context.who(re.split(r"[,.;]|\s+om\s+", context.text[match.end() :])[0])
    return Commitment(match.span(), "tasks.gets", Strength.BINDING, tuple(owners)) if owners else None


def _agenda(match: re.Match[str], clauses: Sequence[Clause], context: Context) -> Commitment | None:
    """'Punktet kommer på dagsordenen': somebody is to put it there."""
    return Commitment(match.span(), "tasks.agenda", Strength.BINDING, passive=True)


def _vowed(match: re.Match[str], clauses: Sequence[Clause], context: Context) -> Commitment | None:
    """'Det lovede Eva': what was said before it."""
    rest = re.match(r"([^,.;]+?)(?:\s+(?:for|på|af|sig|det|op))*\s*(?:[,.;]|$)", context.text[match.end() :])
    owners = context.who(rest[1]) if rest else []
    return Commitment(match.span(), "tasks.promised", Strength.BINDING, tuple(owners)) if owners else None


def _first_after(clauses: Sequence[Clause], place: int) -> Clause | None:
    return next((clause for clause in clauses if clause.place.start >= place), None)


def _left(match: re.Match[str], clauses: Sequence[Clause], context: Context) -> Commitment | None:
    """'Det overlades til formanden at svare' is his task."""
    whom = re.compile(r"\s+(?P<who>[^,.;]{2,60}?)\s+at\b").match(context.text, match.end())
    owners = context.who(whom["who"]) if whom else []
    if whom is None or not owners:
        return None
    return Commitment(match.span(), "tasks.promised", Strength.BINDING, tuple(owners), subject=whom.span("who"), action=whom.end())


def _set_up(match: re.Match[str], clauses: Sequence[Clause], context: Context) -> Commitment | None:
    """'Der blev nedsat et udvalg bestående af Eva og Ole, som skal …' is the task of its members, where they are named."""
    members = re.search(r"\b(?:med|bestående\s+af|består\s+af)\s+(?P<who>.+?),?\s*(?:som|der)\s+skal$", match[0])
    owners = context.who(members["who"]) if members else []
    if members is None or not owners:
        return None
    place = match.start() + members.start("who"), match.start() + members.end("who")
    return Commitment(match.span(), "tasks.promised", Strength.BINDING, tuple(owners), subject=place, action=match.end())


_FRAMES: dict[str, Callable[[re.Match[str], Sequence[Clause], Context], Commitment | None]] = {
    "decision": _decision,
    "agreement": _decision,
    "promise": _promise,
    "asked": _asked,
    "asks": _asks,
    "wishes": _wishes,
    "orders": _orders,
    "expected": _expected,
    "gets": _gets,
    "agenda": _agenda,
    "vowed": _vowed,
    "left": _left,
    "set-up": _set_up,
}
