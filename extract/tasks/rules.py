"""Which clauses of a sentence commit somebody to something, by which rule, and who it is; pure functions on one parsed sentence."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from referat.extract.language.tree import Clause, Tense, Voice
from referat.extract.tasks.clauses import finite_place, verbs_of, with_subjects
from referat.extract.tasks.context import Commitment, Context, is_timed, is_we, own_actors, pronoun_of, subject_place, verb_kind
from referat.extract.tasks.frames import framed, frames_in
from referat.extract.tasks.owners import Actor
from referat.extract.tasks.verbs import is_said, only_tells_how_it_is
from referat.models.kinds import Strength

# 'Godkendt, idet administrationen forelægger …', '… med den tilføjelse, at …': what is added to a decision is decided.
_DECIDED_AS = re.compile(
    r"(?:enstemmigt\s+)?(?:godkendt|tiltrådt|vedtaget|besluttet|udsat|indstillingen|drøftet|taget\s+til)\b|"
    r"[^.;:]{2,80}?\s(?:godkendte|tiltrådte|vedtog|bevilgede|tog|godkendes|tiltrædes|vedtages|udsættes|tages|"
    r"(?:er|blev|bliver)\s+(?:\w+\s+)?(?:godkendt|tiltrådt|vedtaget|udsat|taget))\b",
    re.I,
)
_ADDED = re.compile(
    r"(?:,\s*idet|\bmed\s+(?:(?:den|de|det|en)\s+)?(?:\w+\s+)?(?:bemærkning|tilføjelse|ændring|præcisering|tilkendegivelse|anmodning|krav|vilkår)"
    r"(?:er)?(?:\s+om)?,?\s+at|,?\s*(?:dog\s+)?således,?\s+at)\s+(?:der\s+)?$",
    re.I,
)
_ADDS = ("idet ", "at ", "der ")  # a quick look before _ADDED
_TOLD = re.compile(
    r"(?P<who>[A-ZÆØÅ][^,.;:]{1,60}?)\s+(?:oplyste|oplyser|meddelte|meddeler|fortalte|fortæller|sagde|svarede|tilkendegav|bekræftede|nævnte)"
    r"(?:\s+\w+)?,?\s+at\s+(?:han|hun)\s+(?:\w+\s+)?$"
)
_BE_DONE = re.compile(r"(?:es|ås)$")
_MEMBERS = re.compile(r"\b(?:med|bestående\s+af|består\s+af|mellem)\s+(?P<who>[^.;]+)")
_CLAUSE = re.compile(r",?\s+(?:som|der|til|ift|vedr|i\s+forhold)\b")


def commitments(clauses: Sequence[Clause], context: Context) -> list[Commitment]:
    """The commitments of a sentence in the order of their verbs."""
    clauses = verbs_of(context.text, clauses)
    frames = frames_in(context.text)
    if not frames and not any(_can_commit(clause, context) for clause in clauses):
        return []  # most sentences: who the subject is need not be found out
    clauses = with_subjects(context.text, clauses, context.actors)
    frame, framed_ones = framed(frames, clauses, context)
    found = {commitment.verb: commitment for commitment in framed_ones}
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
    between = context.text[frame[1] : clause.place.start]
    again = re.search(r"(?:,\s+(?:og|men|hvorefter)|;)\s+(?!at\b|som\b|der\b)", between)
    return again is None


def _can_commit(clause: Clause, context: Context) -> bool:
    """Whether tense, modal and verb allow a commitment, whoever the subject is."""
    if clause.negated or clause.tense not in (Tense.PRESENT, Tense.NONE) or (clause.tense is Tense.NONE and clause.modal is None):
        return False
    return clause.modal not in ("kunne", "burde", "måtte") and _kind(clause, context) not in (None, "veto")


def _kind(clause: Clause, context: Context) -> str | None:
    kind = verb_kind(clause, context)
    must = kind is None and clause.modal == "skulle" and clause.voice is Voice.PASSIVE
    return "weak" if must and not is_said(clause.verb) and clause.place.text.endswith("es") else kind


def _plain(clause: Clause, context: Context) -> Commitment | None:
    if not _can_commit(clause, context):
        return None
    if context.text[: clause.place.start].count("(") > context.text[: clause.place.start].count(")"):
        return None
    kind = _kind(clause, context) or ""
    if clause.dependent and not _stands_alone(clause, context):
        return _told_of_oneself(clause, kind, context)
    for rule in (_will, _must, _is_done, _does_it):
        found = rule(clause, kind, context)
        if found:
            return found
    return None


def _told_of_oneself(clause: Clause, kind: str, context: Context) -> Commitment | None:
    """'Eva oplyste, at hun kontakter skolen': what somebody tells the meeting that she will do herself."""
    may_be = kind == "do" and clause.voice is Voice.ACTIVE and " at h" in context.text
    told = _TOLD.match(context.text, 0, finite_place(context.text, clause)) if may_be else None
    owners = context.who(told["who"]) if told and clause.modal in (None, "ville") else []
    if told is None or not owners or owners[0].sort not in ("person", "role"):
        return None
    return replace(_made(clause, "tasks.will", owners), subject=told.span("who"), pronoun=None)


def _will(clause: Clause, kind: str, context: Context) -> Commitment | None:
    if clause.modal != "ville":
        return None
    if clause.voice is Voice.PASSIVE:
        return _made(clause, "tasks.will-be-done", (), passive=True) if kind == "do" or is_timed(clause, context) else None
    owners = own_actors(clause, context)
    if owners or pronoun_of(clause):
        return _made(clause, "tasks.will", owners)
    return _made(clause, "tasks.we-will", ()) if is_we(clause) and kind == "do" else None


def _must(clause: Clause, kind: str, context: Context) -> Commitment | None:
    if clause.modal != "skulle":
        return None
    owners = own_actors(clause, context)
    if clause.voice is Voice.PASSIVE:
        return _made(clause, "tasks.must-be-done", owners, passive=True)
    if owners and not _anybody(owners, clause, context):
        return _made(clause, "tasks.must", owners)
    return _made(clause, "tasks.we-must", ()) if is_we(clause) and kind == "do" else None


def _is_done(clause: Clause, kind: str, context: Context) -> Commitment | None:
    if clause.voice is not Voice.PASSIVE or clause.modal or not _BE_DONE.search(context.text[: clause.place.end]):
        return None
    if only_tells_how_it_is(clause.verb):
        return None
    named = _named_with(clause, context)
    if kind == "do" or (kind in ("weak", "tell") and is_timed(clause, context)):
        return _made(clause, "tasks.is-done", named or own_actors(clause, context), passive=True)
    return None


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
    if kind == "weak" and is_said(clause.verb):
        return None
    owners, pronoun = own_actors(clause, context), pronoun_of(clause)
    if kind == "do" or context.listed or is_timed(clause, context):
        if owners:
            return _made(clause, f"tasks.{'person' if owners[0].sort == 'person' else 'body'}-does", owners)
        if pronoun:
            return _made(clause, "tasks.pronoun-does", ())
        if context.given and clause.subject is None:
            return _made(clause, "tasks.named-first", context.given)
    if kind == "do" and is_we(clause):
        return _made(clause, "tasks.we-do", ())
    return None


def _made(clause: Clause, rule: str, owners: Sequence[Actor], *, passive: bool = False) -> Commitment:
    return Commitment(
        (clause.place.start, clause.place.end),
        rule,
        Strength.BINDING,
        tuple(owners),
        None if passive else pronoun_of(clause),
        subject_place(clause),
        passive=passive,
    )


def _anybody(owners: Sequence[Actor], clause: Clause, context: Context) -> bool:
    """'Beboere skal …', without an article and without a time, is a rule for everybody and no task of theirs."""
    return owners[0].sort == "group" and not owners[0].name.split()[0].endswith("ne") and not is_timed(clause, context)


def _stands_alone(clause: Clause, context: Context) -> bool:
    """'…, hvorefter sagen genoptages' is part of another clause in form only; 'et notat, som X forelægger i maj' has all of its own."""
    before = context.text[: clause.subject.start if clause.subject else clause.place.start]
    if re.search(r"\b(?:hvorefter|hvorpå)\b[^,;]{0,80}$", context.text[: clause.place.start]) or _inverted(clause, context):
        return True
    if re.search(r",\s*(?:så|hvorfor)\s+$", before) and clause.subject is not None:
        return True
    if before.endswith(_ADDS) and _ADDED.search(before) and _DECIDED_AS.match(context.text):
        return True
    later = any(start > clause.place.start for start, _ in context.times)
    if later and clause.voice is Voice.PASSIVE and re.search(r"\bsom\s+$", context.text[: clause.place.start]):
        return True
    return bool(re.search(r"\bsom\s+$", before)) and later and bool(own_actors(clause, context))


def _inverted(clause: Clause, context: Context) -> bool:
    """The subject right behind the finite verb: a main clause, whatever the parser says ('Hvis det er dyrt, spørger Eva en anden')."""
    finite = finite_place(context.text, clause)
    verb = re.match(r"\w+\s+", context.text[finite:])
    if verb is None or not context.text[:finite].strip():
        return False
    behind = finite + verb.end()
    return (clause.subject is not None and clause.subject.start == behind) or context.text[behind:].startswith(("der ", "vi "))
