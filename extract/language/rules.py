"""Clauses by rules alone, for a machine without any parser: the first finite verb of a sentence and the words before it."""

from __future__ import annotations

import re

from referat.extract.language.tree import PARTICLES, Clause, Part, Tense, Voice

_MODALS = {"skal": "skulle", "vil": "ville", "kan": "kunne", "må": "måtte", "bør": "burde", "skulle": "skulle", "ville": "ville"}
_WORD = re.compile(r"[\w'’-]+")
_MODAL = re.compile(
    rf"\b(?P<modal>{'|'.join(_MODALS)})\b(?:\s+(?:der|ikke|også|derfor|gerne|så))*\s+"
    rf"(?P<between>(?:[\wæøå'’.-]+\s+){{0,6}}?)(?P<verb>[a-zæøå]{{2,}}es?)\b"
)
_BECOME = re.compile(r"\b(?P<aux>bliver|blev)\s+(?:der\s+|det\s+|ikke\s+)?(?P<verb>[a-zæøå]{3,}(?:et|t))\b")
_FINITE = re.compile(r"\b(?P<verb>[a-zæøå]{2,}(?:er|es|rer|år|ør))\b")
_NOT_VERBS = re.compile(
    r"(?:ninger|inger|heder|ioner|erer?ne|mer|der|eller|efter|under|over|før|år|når|for|hver|uger|måneder|dager?|"
    r"sager|planer|medlemmer|deres|ellers|alles|vores|dennes|herefter|derefter|men|især|her|tilbuder)$"
)


def clauses_by_rules(sentence: str) -> list[Clause]:
    """At most one clause: that of the first verb which the rules know."""
    modal = _MODAL.search(sentence)
    if modal:
        return [_clause(sentence, modal, modal.start(), modal=_MODALS[modal["modal"]], between=modal["between"])]
    become = _BECOME.search(sentence)
    if become:
        return [_clause(sentence, become, become.start(), participle=True)]
    for match in _FINITE.finditer(sentence):
        if not _NOT_VERBS.search(match["verb"]) and match.start() > 0:
            return [_clause(sentence, match, match.start())]
    return []


def _clause(
    sentence: str, match: re.Match[str], verb_start: int, *, modal: str | None = None, between: str = "", participle: bool = False
) -> Clause:
    verb = match["verb"]
    passive = participle or verb.endswith("es")
    before = sentence[:verb_start].strip(" ,;:")
    subject = between.strip() if between.strip() and not before[:1].isupper() else before
    start = sentence.find(subject) if subject else -1
    expletive = subject.lower() in ("der", "det")
    after = _WORD.findall(sentence[match.end() :])
    return Clause(
        verb=_lemma(verb, participle=participle, infinitive=modal is not None),
        place=Part(match.start("verb"), match.end("verb"), verb),
        subject=Part(start, start + len(subject), subject) if start >= 0 and subject and not expletive else None,
        voice=Voice.PASSIVE if passive else Voice.ACTIVE,
        tense=Tense.PAST if match.groupdict().get("aux") == "blev" else Tense.PRESENT,
        modal=modal,
        particle=next((word for word in after[:1] if word in PARTICLES), None),
        negated="ikke" in after[:2],
        expletive=expletive,
    )


def _lemma(verb: str, *, participle: bool, infinitive: bool) -> str:
    if participle:
        return re.sub(r"(?:et|t)$", "e", verb)
    if verb.endswith("es"):
        return verb[:-1]
    return verb if infinitive else re.sub(r"(?<=[^aeiouyæøå])er$", "e", verb) if verb.endswith("er") else verb.removesuffix("r")
