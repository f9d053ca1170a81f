"""Danish word order as a check on the parser: in a main clause exactly one part stands before the finite verb.

So a subject that ends right before the verb is all that stands there ('Borgmesteren og formanden for udvalget | inviterer'), and what
stands there is the subject if it is neither an adverbial nor an object.
"""

from __future__ import annotations

import re
from dataclasses import replace

from referat.extract.language.parsed import ParsedWord

_LEAD = re.compile(r"^(?:[\s•▪*·–-]+|\(?\w{1,3}[.)]\s+|[^:]{1,40}:\s+|(?:og|men|samt|at|så)\s+)+", re.IGNORECASE)
_NO_SUBJECT = frozenset(
    {
        "i", "på", "til", "fra", "med", "om", "for", "af", "ved", "efter", "inden", "under", "over", "før", "hos", "uden", "mellem",
        "gennem", "derefter", "herefter", "desuden", "endvidere", "endelig", "dog", "derfor", "derudover", "således", "samtidig",
        "fremover", "da", "når", "hvis", "som", "der", "det", "dette", "den", "her", "nu", "så", "også", "ellers", "indtil", "siden",
        "endnu", "senest", "herunder", "ligeledes", "mandag", "tirsdag", "onsdag", "torsdag", "fredag", "lørdag", "søndag", "ikke",
    }
)  # fmt: skip
_NOMINATIVE = frozenset({"vi", "han", "hun", "de", "jeg", "man", "du", "i"})
_LONGEST = 12
_VERBAL = {"VERB", "AUX"}
_LOOKS_FINITE = re.compile(r"[a-zæøå]{2,}(?:er|es|ede)$")
_NO_VERB = {"NOUN", "ADJ", "ADV", "X"}
_JOINING = {"og", "/", ",", "&", "eller", "samt"}


def finite_in_second_place(words: list[ParsedWord]) -> list[ParsedWord]:
    """'Jeppe kontakter firma …': a word after names alone that looks like a finite verb is one, where the parser found none near it."""
    place = next((index for index, word in enumerate(words[:8]) if word.text.islower() and word.text not in _JOINING), None)
    if not place:
        return words
    named = [replace(word, pos="PROPN", morph={}) if word.text.isalpha() and word.pos in _VERBAL else word for word in words[:place]]
    words = [*named, *words[place:]]
    word = words[place]
    lemma = _finite_lemma(word)
    if lemma is None or any(_is_finite(other) for other in words[place + 1 : place + 4]):
        return words
    tense = "Pres" if word.text.endswith(("er", "es")) else "Past"
    found = replace(word, pos="VERB", lemma=lemma, label="ROOT", head=place, morph={"VerbForm": "Fin", "Mood": "Ind", "Tense": tense})
    return [*words[:place], found, *(_reheaded(other, word.head, place) for other in words[place + 1 :])]


def _is_finite(word: ParsedWord) -> bool:
    return word.pos in _VERBAL and word.morph.get("VerbForm") == "Fin"


def _finite_lemma(word: ParsedWord) -> str | None:
    """The infinitive of a word that can be a finite verb and was read as something else; None for another word."""
    participle = word.pos == "VERB" and word.morph.get("VerbForm") == "Part"
    if participle and word.text.endswith("ede"):
        return word.lemma
    if word.pos in _NO_VERB and _LOOKS_FINITE.fullmatch(word.text):
        return word.text[:-1] if word.text.endswith(("er", "es")) else word.text[:-2]
    return None


def _reheaded(word: ParsedWord, old: int, new: int) -> ParsedWord:
    return replace(word, head=new) if word.head == old and old < new else word


def subject_before(sentence: str, verb_start: int, subject: tuple[int, int] | None, nouns: frozenset[int]) -> tuple[int, int] | None:
    """The place of the subject by the words before the first finite verb of a main clause; None where they say nothing.

    subject: what the parser found, if anything. nouns: where the words begin that can begin a subject (nouns, names, articles, adjectives).
    """
    start, end = _before(sentence, verb_start)
    words = sentence[start:end].split()
    if not words or len(words) > _LONGEST or words[0].strip("(\"'").lower() in _NO_SUBJECT or sentence[start:end].endswith((",", ";")):
        return None
    after = subject is not None and subject[0] > verb_start
    if (after or not subject) and start not in nouns:
        return None
    if after and subject and sentence[subject[0] : subject[1]].lower() in _NOMINATIVE:
        return None
    return start, end


def begins_otherwise(sentence: str, verb_start: int) -> bool:
    """Whether the sentence begins with one word that is no subject ('Herefter kontakter …')."""
    start, end = _before(sentence, verb_start)
    return sentence[start:end].lower() in _NO_SUBJECT


def subject_after_at(sentence: str, verb_start: int, subject: tuple[int, int] | None) -> tuple[int, int] | None:
    """In '…, at formandskabet sammen med sekretariatet planlægger …' all between 'at' and the verb, if a subject was found there."""
    at = sentence.rfind("at ", 0, verb_start)
    between = sentence[at + 3 : verb_start].strip() if at >= 0 else ""
    if not subject or not between or subject[0] < at or sentence[subject[1] : verb_start].strip() or len(between.split()) > _LONGEST:
        return None
    return None if "," in between or sentence[:at][-1:].isalpha() else (at + 3, at + 3 + len(between))


def _before(sentence: str, verb_start: int) -> tuple[int, int]:
    lead = _LEAD.match(sentence[:verb_start])
    start = lead.end() if lead else 0
    return start, start + len(sentence[start:verb_start].rstrip())
