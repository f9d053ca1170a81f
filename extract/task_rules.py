"""Which clauses of a sentence commit somebody to something, by which rule, and who it is; pure functions on one parsed sentence."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile

from referat.extract.clause_tree import Clause, Tense, Voice
from referat.extract.task_clauses import completed, finite_place
from referat.extract.task_owners import Actor, is_nobody, is_pronoun
from referat.extract.task_verbs import infinitive, phrase_class, verb_class
from referat.models.kinds import Strength
from referat.models.wording import wording

# 'Det skal nævnes, at …', 'Reglerne skal overholdes': said, or a rule for everybody.
_SAID = frozenset({"nævne", "bemærke", "understrege", "sige", "forstå", "huske", "finde", "bruge", "anvende", "overholde", "respektere", "ses", "se", "betragte", "kunne",
                   "have", "opfylde", "tillægge", "påpege", "kalde", "opfatte", "dække", "afholde", "holde", "lukke", "medbringe"})
_SOON = re.compile(r"hvorefter|derefter|hvorpå")
_RELATIVE = re.compile(r"(?:som|der)\s*$")
_BE_DONE = re.compile(r"(?:es|ås)$")
_HAS_FINITE = re.compile(r"\b(?:er|har|blev|bliver|var|havde|skal|vil|kan|må|bør)\b")
_REST = 90


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may know: the sentence, whether it is in a list of actions, where times after the meeting stand, how to read actors, and the owners
    that a list or a label gives."""

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


def commitments(clauses: Sequence[Clause], context: Context) -> list[Commitment]:
    """The commitments of a sentence in the order of their verbs."""
    clauses = completed(context.text, clauses, context.actors)
    frame, framed = _framed(clauses, context)
    found = {framed.verb: framed} if framed else {}
    for clause in clauses:
        place = (clause.place.start, clause.place.end)
        if place not in found and not (frame and _inside_frame(clause, frame, context)):
            commitment = _plain(clause, context)
            if commitment:
                found[place] = replace(commitment, finite=finite_place(context.text, clause))
    if frame:  # 'Vi ser på det og bliver enige om, at …' tells how it was decided
        found = {place: one for place, one in found.items() if one.rule != "tasks.we-do" or place[0] > frame[0]}
    return [found[place] for place in sorted(found)]


def _inside_frame(clause: Clause, frame: tuple[int, int], context: Context) -> bool:
    """Whether the clause is the verb of the frame or stands behind it, with no ', og' that begins a main clause between."""
    if clause.place.start < frame[0]:
        return False
    between = context.text[frame[1]:clause.place.start]
    again = re.search(r"(?:,\s+(?:og|men|hvorefter)|;)\s+(?!at\b|som\b|der\b)", between)
    return again is None


# Frames: 'besluttede at …', 'har lovet at …', 'anmodes om at …'


_HOLDS = frozenset({"decision", "agreement", "promise", "asked", "wishes"})  # what stands behind these commits nobody by itself


def _framed(clauses: Sequence[Clause], context: Context) -> tuple[tuple[int, int] | None, Commitment | None]:
    """The place of the first frame in the sentence (the one that commits, where one does), and its commitment."""
    first = None
    for entry in wording("task_frames").entries:
        match = entry.pattern.search(context.text) if entry.pattern else None
        if match:
            found = _FRAMES[entry.kind](match, clauses, context)
            if found:
                return match.span(), found
            first = first or (match.span() if entry.kind in _HOLDS else None)
    return first, None


def _decision(match: re.Match[str], clauses: Sequence[Clause], context: Context) -> Commitment | None:
    """'X besluttede at gøre' is X's task; 'det blev besluttet, at Y gør' is Y's; passives have no owner."""
    if re.match(r"\s*ikke\b", context.text[match.end():]):
        return None
    behind = takewhile(lambda clause: clause.modal != "kunne", (clause for clause in clauses if clause.place.start >= match.end()))
    inner = next((clause for clause in behind if _is_to_be_done(clause, match, context)), None)
    if inner is None:
        return None
    owners = _decider(match, clauses, context) if inner.tense is Tense.NONE and inner.modal is None else _own(inner, context)
    return Commitment((inner.place.start, inner.place.end), "tasks.decided", Strength.BINDING, tuple(owners), subject=_place(inner), action=match.end(),
                      passive=inner.voice is Voice.PASSIVE)


def _is_to_be_done(inner: Clause, match: re.Match[str], context: Context) -> bool:
    """Whether a clause behind 'besluttede at' is what is to be done, and no state, view or past."""
    if inner.negated or inner.modal in ("kunne", "burde", "måtte") or inner.tense not in (Tense.PRESENT, Tense.NONE):
        return False
    kind = _class(inner, context)
    if inner.tense is Tense.NONE and inner.modal is None:
        return kind in ("do", "tell") and not _HAS_FINITE.search(context.text[match.end():inner.place.start])
    if kind == "do" or (inner.modal == "skulle" and inner.voice is Voice.PASSIVE):
        return True
    if inner.voice is Voice.PASSIVE or match[0].lower().startswith(("enig", "godkend", "tiltr")):
        return kind is not None and (inner.voice is Voice.PASSIVE or inner.modal == "skulle")
    return inner.verb not in _STATES and bool(_own(inner, context))


def _decider(match: re.Match[str], clauses: Sequence[Clause], context: Context) -> list[Actor]:
    decided = next((clause for clause in clauses if match.start() <= clause.place.start < match.end()), None)
    if decided is None or decided.voice is Voice.PASSIVE or decided.subject is None:
        return []
    return context.who(decided.subject.text)


def _promise(match: re.Match[str], clauses: Sequence[Clause], context: Context) -> Commitment | None:
    promising = [clause for clause in clauses if match.start() <= clause.place.start < match.end()]
    inner = _first_after(clauses, match.end())
    if inner is None or not promising:
        return None
    subject = promising[-1].subject or promising[0].subject
    owners = context.who(subject.text) if subject else []
    pronoun = is_pronoun(subject.text) if subject else None
    if not owners and pronoun is None:
        return None
    return Commitment((inner.place.start, inner.place.end), "tasks.promised", Strength.BINDING, tuple(owners), pronoun,
                      (subject.start, subject.end) if subject else None, action=match.end())


def _asked(match: re.Match[str], clauses: Sequence[Clause], context: Context) -> Commitment | None:
    """'X anmodes om at …': a request to X; 'Ønsker bedes sendt …': to nobody."""
    asked = next((clause for clause in clauses if match.start() <= clause.place.start < match.end()), None)
    if match[0].lower().startswith("henstil"):
        return _appealed(match, context)
    subject = asked.subject.text if asked and asked.subject else context.text[:match.start()]
    start = asked.subject.start if asked and asked.subject else 0
    owners = context.who(subject)
    thing = re.match(r"\s+(?:\w+\s+)?[a-zæøå]{3,}t\b", context.text[match.end():]) is not None
    if not owners and not thing:
        return None
    return Commitment(match.span(), "tasks.requested", Strength.REQUEST, tuple(owners), subject=(start, start + len(subject)),
                      action=match.end(), passive=not owners)


_STATES = frozenset({"være", "have", "kunne", "blive", "få", "mene", "synes", "ønske", "bestå", "ligge", "skulle", "ville", "gælde", "koste", "udgøre", "lukke"})
def _appealed(match: re.Match[str], context: Context) -> Commitment | None:
    """'Det henstilles til naboerne, at …': a request where it names them."""
    whom = re.compile(r"[^.;]{0,40}?\btil\s+(?P<who>[^,.;]{2,60}?)\s*,?\s+(?:om\s+)?at\b").match(context.text, match.end())
    owners = context.who(whom["who"]) if whom else []
    return Commitment(match.span(), "tasks.requested", Strength.REQUEST, tuple(owners), subject=whom.span("who"), action=whom.end()) if whom and owners else None


_ASKS = re.compile(r"\s+(?P<who>[^,.;]{2,80}?)\s+(?:om|til)\s*,?\s+(?:at|en|et|evt\.?|(?:[^.,;]{1,60}?\s)at)\b")


_ASKS_BARE = re.compile(r"\s+(?P<who>[a-zæøå]+(?:ne|en|et)|[A-ZÆØÅ][\w -]{2,40}?)\s+(?:\w+\s+)?(?=(?!alle\b)[a-zæøå]{2,}e\b)")


def _asks(match: re.Match[str], clauses: Sequence[Clause], context: Context) -> Commitment | None:
    """'Udvalget anmoder X om at …' is a request to X; 'Eva beder X om at …' is Eva's own task."""
    asking = next((clause for clause in clauses if clause.place.start == match.start()), None)
    subjects = context.who(asking.subject.text) if asking and asking.subject else []
    present = match[0].lower().endswith("er")
    if subjects and present and all(actor.sort in ("person", "role") for actor in subjects):
        return None
    whom = _ASKS.match(context.text, match.end())
    if whom and asking and asking.subject and asking.subject.start == whom.start("who"):
        return None
    if not whom and subjects:
        whom = _ASKS_BARE.match(context.text, match.end())
    if not whom:
        about = re.match(r"\s+om,?\s+at\b", context.text[match.end():])
        if about and subjects and present:
            return Commitment(match.span(), "tasks.asks", Strength.REQUEST, (), action=match.end() + about.end())
        return None
    owners = context.who(whom["who"])
    if not owners:
        return None
    return Commitment(match.span(), "tasks.asks", Strength.REQUEST, tuple(owners), subject=whom.span("who"), action=whom.end())


def _wishes(match: re.Match[str], clauses: Sequence[Clause], context: Context) -> Commitment | None:
    """'Bestyrelsen ønsker, at X gør': a request to X, where X is somebody."""
    inner = _first_after(clauses, match.end())
    if inner is None or inner.subject is None:
        return None
    owners = context.who(inner.subject.text)
    if not owners or _class(inner, context) is None:
        return None
    return Commitment((inner.place.start, inner.place.end), "tasks.wished", Strength.REQUEST, tuple(owners), subject=_place(inner), action=match.end())


def _orders(match: re.Match[str], clauses: Sequence[Clause], context: Context) -> Commitment | None:
    """'Bestyrelsen efterspørger et oplæg fra X'."""
    owners = context.who(re.split(r"[,.;]|\s+om\s+", context.text[match.end():])[0])
    return Commitment(match.span(), "tasks.ordered", Strength.REQUEST, tuple(owners), action=match.start()) if owners else None


def _expected(match: re.Match[str], clauses: Sequence[Clause], context: Context) -> Commitment | None:
    """'Tallene forventes fremlagt næste gang': by nobody in particular, but with a time."""
    return Commitment(match.span(), "tasks.expected", Strength.BINDING, passive=True) if context.times else None


def _gets(match: re.Match[str], clauses: Sequence[Clause], context: Context) -> Commitment | None:
    """'Ansøgeren får et svar fra formanden' is the chairman's task."""
    owners = context.who(re.split(r"[,.;]|\s+om\s+", context.text[match.end():])[0])
    return Commitment(match.span(), "tasks.gets", Strength.BINDING, tuple(owners)) if owners else None


def _agenda(match: re.Match[str], clauses: Sequence[Clause], context: Context) -> Commitment | None:
    """'Punktet kommer på dagsordenen': somebody is to put it there."""
    return Commitment(match.span(), "tasks.agenda", Strength.BINDING, passive=True)


def _vowed(match: re.Match[str], clauses: Sequence[Clause], context: Context) -> Commitment | None:
    """'Det lovede Eva.'"""
    rest = re.match(r"[^,.;]+", context.text[match.end():])
    owners = context.who(rest[0]) if rest else []
    return Commitment(match.span(), "tasks.promised", Strength.BINDING, tuple(owners)) if owners else None


_FRAMES: dict[str, Callable[[re.Match[str], Sequence[Clause], Context], Commitment | None]] = {
    "decision": _decision, "agreement": _decision, "promise": _promise, "asked": _asked, "asks": _asks, "wishes": _wishes, "orders": _orders,
    "expected": _expected, "gets": _gets, "agenda": _agenda, "vowed": _vowed}


def _first_after(clauses: Sequence[Clause], place: int) -> Clause | None:
    return next((clause for clause in clauses if clause.place.start >= place), None)


# Clauses that commit by themselves


def _plain(clause: Clause, context: Context) -> Commitment | None:
    if clause.negated or clause.tense not in (Tense.PRESENT, Tense.NONE) or (clause.tense is Tense.NONE and clause.modal is None):
        return None
    if context.text[:clause.place.start].count("(") > context.text[:clause.place.start].count(")"):
        return None
    if clause.dependent and not _stands_alone(clause, context):
        return None
    kind = _class(clause, context)
    if kind is None and clause.modal == "skulle" and clause.voice is Voice.PASSIVE and _timed(clause, context):
        kind = "weak"
    if kind is None or clause.modal in ("kunne", "burde", "måtte"):
        return None
    for rule in (_will, _must, _is_done, _does_it):
        found = rule(clause, kind, context)
        if found:
            return found
    return None


def _will(clause: Clause, kind: str, context: Context) -> Commitment | None:
    if clause.modal != "ville":
        return None
    if clause.voice is Voice.PASSIVE:
        return _made(clause, "tasks.will-be-done", (), passive=True) if kind == "do" or _timed(clause, context) else None
    owners = _own(clause, context)
    if owners or _pronoun(clause):
        return _made(clause, "tasks.will", owners)
    return _made(clause, "tasks.we-will", ()) if _is_we(clause) and kind == "do" else None


def _must(clause: Clause, kind: str, context: Context) -> Commitment | None:
    if clause.modal != "skulle":
        return None
    owners = _own(clause, context)
    if clause.voice is Voice.PASSIVE:
        return _made(clause, "tasks.must-be-done", owners, passive=True)
    if owners and not _anybody(owners, clause, context):
        return _made(clause, "tasks.must", owners)
    return _made(clause, "tasks.we-must", ()) if _is_we(clause) and kind == "do" else None


def _is_done(clause: Clause, kind: str, context: Context) -> Commitment | None:
    if clause.voice is not Voice.PASSIVE or clause.modal or not _BE_DONE.search(context.text[:clause.place.end]):
        return None
    if clause.verb in _UNDONE:
        return None
    named = _named_with(clause, context)
    if kind == "do" or (kind in ("weak", "tell") and _timed(clause, context)):
        return _made(clause, "tasks.is-done", named or _own(clause, context), passive=True)
    return None


_AGENT = re.compile(r"[^,.;]{0,40}?\baf\s+(?P<who>[^,.;]+?)(?=\s+(?:til|som|der|med|på|i|inden|senest|når|ved|for|over|herefter|hurtigst|snarest)\b|[,.;]|$)")
_UNDONE = frozenset({"finde", "sikre", "høre", "beslutte", "opfatte", "betragte"})  # 'findes', 'sikres': how things are
_MEMBERS = re.compile(r"\b(?:med|bestående\s+af|består\s+af|mellem)\s+(?P<who>[^.;]+)")
_CLAUSE = re.compile(r",?\s+(?:som|der|til|ift|vedr|i\s+forhold)\b")


def _named_with(clause: Clause, context: Context) -> list[Actor]:
    """'Der nedsættes en arbejdsgruppe med Eva, Ole og Ida', 'Tiden aftales mellem Eva og skolen': who is to do it stands behind."""
    if not clause.verb.startswith(("nedsæt", "aftal")):
        return []
    members = _MEMBERS.search(context.text, clause.place.end)
    found = context.who(re.sub(r"\s*\([^)]*\)", lambda gone: " " * len(gone[0]), _CLAUSE.split(members["who"])[0])) if members else []
    return found if len(found) > 1 else []


def _does_it(clause: Clause, kind: str, context: Context) -> Commitment | None:
    if clause.voice is Voice.PASSIVE or clause.modal or not clause.place.text.endswith("r"):
        return None
    owners, pronoun = _own(clause, context), _pronoun(clause)
    if kind == "do" or context.listed or _timed(clause, context):
        if owners:
            return _made(clause, f"tasks.{'person' if owners[0].sort == 'person' else 'body'}-does", owners)
        if pronoun:
            return _made(clause, "tasks.pronoun-does", ())
        if context.given and clause.subject is None:
            return _made(clause, "tasks.named-first", context.given)
    if kind == "do" and _is_we(clause):
        return _made(clause, "tasks.we-do", ())
    return None


def _made(clause: Clause, rule: str, owners: Sequence[Actor], *, passive: bool = False) -> Commitment:
    return Commitment((clause.place.start, clause.place.end), rule, Strength.BINDING, tuple(owners), None if passive else _pronoun(clause), _place(clause),
                      passive=passive)


def _own(clause: Clause, context: Context) -> list[Actor]:
    if clause.voice is Voice.PASSIVE:
        named = _AGENT.match(context.text, clause.place.end)
        return (context.who(named["who"]) if named else []) or (context.who(clause.agent.text) if clause.agent else [])
    return context.who(clause.subject.text) if clause.subject and not is_nobody(clause.subject.text) else []


def _is_we(clause: Clause) -> bool:
    return clause.subject is not None and clause.subject.text.lower() == "vi"


def _pronoun(clause: Clause) -> str | None:
    return is_pronoun(clause.subject.text) if clause.subject else None


def _place(clause: Clause) -> tuple[int, int] | None:
    return (clause.subject.start, clause.subject.end) if clause.subject else None


def _anybody(owners: Sequence[Actor], clause: Clause, context: Context) -> bool:
    """'Beboere skal …', without an article and without a time, is a rule for everybody and no task of theirs."""
    return owners[0].sort == "group" and not owners[0].name.split()[0].endswith("ne") and not _timed(clause, context)


def _stands_alone(clause: Clause, context: Context) -> bool:
    """'…, hvorefter sagen genoptages': part of another clause in form only; 'et notat, som X forelægger i maj': has an owner and a time of its own."""
    before = context.text[:clause.subject.start if clause.subject else clause.place.start]
    if re.search(r"\b(?:hvorefter|hvorpå)\b[^,;]{0,80}$", context.text[:clause.place.start]) or _inverted(clause, context):
        return True
    if re.search(r",\s*(?:så|hvorfor)\s+$", before) and clause.subject is not None:
        return True
    later = any(start > clause.place.start for start, _ in context.times)
    return bool(re.search(r"\bsom\s+$", before)) and later and bool(_own(clause, context))


def _inverted(clause: Clause, context: Context) -> bool:
    """The subject right behind the finite verb: a main clause, whatever the parser says ('Hvis det er for dyrt, spørger bestyrelsen en anden')."""
    finite = finite_place(context.text, clause)
    verb = re.match(r"\w+\s+", context.text[finite:])
    if verb is None or not context.text[:finite].strip():
        return False
    behind = finite + verb.end()
    return (clause.subject is not None and clause.subject.start == behind) or context.text[behind:].startswith(("der ", "vi "))


def _class(clause: Clause, context: Context) -> str | None:
    """do, weak or tell: by the verb with what follows it, else by the verb alone; None where it commits nobody."""
    rest = " ".join(context.text[clause.place.end:clause.place.end + _REST].split())
    verbs = dict.fromkeys((clause.verb, infinitive(clause.place.text, clause.verb)))
    for verb in verbs:
        phrase = phrase_class(verb, rest)
        if phrase:
            return None if phrase == "veto" else phrase
    return next((kind for verb in verbs if (kind := verb_class(verb))), None)


def _timed(clause: Clause, context: Context) -> bool:
    """Whether a time after the meeting stands in the sentence (near enough to the verb to be its own)."""
    return any(abs(start - clause.place.start) < 160 for start, _ in context.times)
