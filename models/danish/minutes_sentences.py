"""Sentences as minutes write them, made from patterns and analysed as the treebank would: what newspaper texts lack.

Patterns and words stand in `minutes_words.toml`. A slot in capitals is filled with one word or more; it hangs in the sentence by its top,
the first word except in names, where it is the surname.
"""

from __future__ import annotations

import random
import tomllib
from collections.abc import Iterator
from dataclasses import replace
from importlib.resources import files

from referat.models.danish.treebank import TreeText, TreeWord

SEED = 7
_WORDS: dict[str, list[str]] = tomllib.loads(files("referat.models.danish").joinpath("minutes_words.toml").read_text(encoding="utf-8"))
_FIXED = {
    "AT": ("at", "CS", "SCONJ", ""),  # before a finite verb
    "skal": ("skulle", "VADR=----A-", "AUX", "Mood=Ind|Tense=Pres|VerbForm=Fin|Voice=Act"),
    "vil": ("ville", "VADR=----A-", "AUX", "Mood=Ind|Tense=Pres|VerbForm=Fin|Voice=Act"),
    "har": ("have", "VADR=----A-", "AUX", "Mood=Ind|Tense=Pres|VerbForm=Fin|Voice=Act"),
    "blev": ("blive", "VADA=----A-", "AUX", "Mood=Ind|Tense=Past|VerbForm=Fin|Voice=Act"),
    "besluttede": ("beslutte", "VADA=----A-", "VERB", "Mood=Ind|Tense=Past|VerbForm=Fin|Voice=Act"),
    "anmodes": ("anmode", "VADR=----P-", "VERB", "Mood=Ind|Tense=Pres|VerbForm=Fin|Voice=Pass"),
    "opfordres": ("opfordre", "VADR=----P-", "VERB", "Mood=Ind|Tense=Pres|VerbForm=Fin|Voice=Pass"),
    "følger": ("følge", "VADR=----A-", "VERB", "Mood=Ind|Tense=Pres|VerbForm=Fin|Voice=Act"),
    "tager": ("tage", "VADR=----A-", "VERB", "Mood=Ind|Tense=Pres|VerbForm=Fin|Voice=Act"),
    "besluttet": ("beslutte", "VAPA=S[CN]I[ARU]-U", "VERB", "Tense=Past|VerbForm=Part"),
    "givet": ("give", "VAPA=S[CN]I[ARU]-U", "VERB", "Tense=Past|VerbForm=Part"),
    "Der": ("der", "U=", "PRON", ""),
    "som": ("som", "U=", "PRON", ""),
    "Det": ("det", "PP3NSU-NU", "PRON", "Case=Nom|Number=Sing|Person=3"),
    "og": ("og", "CC", "CCONJ", ""),
    "op": ("op", "RGU", "ADV", ""),
    ".": (".", "XP", "PUNCT", ""),
    ",": (",", "XP", "PUNCT", ""),
    "mandat": ("mandat", "NCNSU==I", "NOUN", "Definite=Ind|Number=Sing"),
    "kontakt": ("kontakt", "NCCSU==I", "NOUN", "Definite=Ind|Number=Sing"),
}
_VERB_FORMS = {
    "r": ("VADR=----A-", "Mood=Ind|Tense=Pres|VerbForm=Fin|Voice=Act"),
    "a": ("VADA=----A-", "Mood=Ind|Tense=Past|VerbForm=Fin|Voice=Act"),
    "i": ("VAF-=----A-", "VerbForm=Inf|Voice=Act"),
    "p": ("VAPA=S[CN]I[ARU]-U", "Tense=Past|VerbForm=Part"),
    "s": ("VADR=----P-", "Mood=Ind|Tense=Pres|VerbForm=Fin|Voice=Pass"),
    "q": ("VAF-=----P-", "VerbForm=Inf|Voice=Pass"),
}


def minutes_sentences(count: int) -> Iterator[TreeText]:
    """Texts of one sentence each, always the same ones for a count."""
    source, patterns = _Source(random.Random(SEED)), _WORDS["patterns"]
    for number in range(count):
        yield TreeText(-1 - number, [source.sentence(patterns[number % len(patterns)])])


class _Source:
    """Fills patterns; the same random numbers give the same sentences."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance
        folder = files("referat.models.names")
        self.first, self.last = (folder.joinpath(name).read_text(encoding="utf-8").split() for name in ("first_alone.txt", "surnames.txt"))

    def sentence(self, pattern: str) -> list[TreeWord]:
        """The words of a filled pattern with their heads in the sentence."""
        slots = [slot.rsplit("/", 2) for slot in pattern.split()]
        filled = [self.fill(name) for name, _, _ in slots]
        starts = [sum(len(words) for words in filled[:index]) for index in range(len(filled))]
        tops = [start + next(at for at, word in enumerate(words) if word.head == at) for start, words in zip(starts, filled, strict=True)]
        result = []
        for index, (_, head, label) in enumerate(slots):
            for at, word in enumerate(filled[index]):
                top = word.head == at
                result.append(replace(word, head=tops[int(head)] if top else starts[index] + word.head, label=label if top else word.label))
        first = result[0]
        return [replace(first, text=first.text[0].upper() + first.text[1:]), *result[1:]]

    def fill(self, slot: str) -> list[TreeWord]:
        """The words of a slot: the top one has itself as head."""
        if slot in _FIXED:
            lemma, msd, pos, feats = _FIXED[slot]
            return [TreeWord(slot if slot != "AT" else "at", lemma, msd, 0, "", pos, feats)]
        if slot[0] == "V":
            return [self.verb(slot[1])]
        phrases = {"TO": "to", "ABOUT": "about", "TIME": "times"}
        if slot in phrases:
            return phrase(self.chance.choice(_WORDS[phrases[slot]]))
        if slot in ("WHO", "WHO2"):
            return self.who()
        if slot == "WHAT":
            return self.what()
        if slot == "NAME":
            return self.name()
        if slot == "TITLE":
            return [noun(self.chance.choice(_WORDS["titles"]), definite=False)]
        return phrase(slot)

    def verb(self, form: str) -> TreeWord:
        """A verb in one form."""
        lemma, past, participle = [*self.chance.choice(_WORDS["verbs"]).split(), "", ""][:3]
        text = {
            "r": lemma + "r",
            "i": lemma,
            "s": lemma + "s",
            "q": lemma + "s",
            "a": past or lemma + "de",
            "p": participle or lemma + "t",
        }[form]
        msd, feats = _VERB_FORMS[form]
        return TreeWord(text, lemma, msd, 0, "", "VERB", feats)

    def who(self) -> list[TreeWord]:
        """Somebody who acts: a body, a person by first name or full name, initials."""
        kind = self.chance.random()
        if kind < 0.5:
            return [noun(self.chance.choice(_WORDS["bodies"]), definite=True)]
        if kind < 0.6:
            return [TreeWord(acronym := self.chance.choice(_WORDS["acronyms"]), acronym, "NP--U==-", 0, "", "PROPN", "")]
        return self.name(alone=kind < 0.8)

    def name(self, *, alone: bool = False) -> list[TreeWord]:
        """A first name and a surname, which is the top; or the first name alone."""
        first, last = self.chance.choice(self.first), self.chance.choice(self.last)
        if alone:
            return [TreeWord(first, first, "NP--U==-", 0, "", "PROPN", "")]
        return [TreeWord(first, first, "NP--U==-", 1, "namef", "PROPN", ""), TreeWord(last, last, "NP--U==-", 1, "", "PROPN", "")]

    def what(self) -> list[TreeWord]:
        """A thing that is dealt with."""
        kind = self.chance.random()
        if kind < 0.55:
            return [noun(self.chance.choice(_WORDS["things"]), definite=True)]
        if kind < 0.9:
            article, word = self.chance.choice(_WORDS["with_article"]).split()
            return [
                TreeWord(article, "en", f"PI-{'N' if article == 'et' else 'C'}SU--U", 0, "", "DET", ""),
                replace(noun(word, definite=False), head=0, label="nobj"),
            ]
        return [noun(self.chance.choice(_WORDS["bare"]), definite=False)]


def noun(text: str, *, definite: bool) -> TreeWord:
    """A noun as a top; the lemma of a definite one is without its article."""
    gender = "N" if text.endswith("et") else "C"
    lemma = text
    if definite:
        lemma = text[:-2] if text.endswith(("et", "en")) else text
        lemma = lemma + "e" if lemma.endswith(("els", "nd")) else lemma
    return TreeWord(
        text, lemma, f"NC{gender}SU=={'D' if definite else 'I'}", 0, "", "NOUN", f"Definite={'Def' if definite else 'Ind'}|Number=Sing"
    )


def week(text: str) -> TreeWord:
    """'uge' or a month behind a preposition."""
    return TreeWord(text, text, "NCCSU==I", 0, "nobj", "NOUN", "Definite=Ind|Number=Sing")


def phrase(text: str) -> list[TreeWord]:
    """A preposition with what it governs, or 'at'."""
    words = text.split()
    if words == ["at"]:
        return [TreeWord("at", "at", "U=", 0, "", "PART", "")]
    result = [TreeWord(words[0], words[0], "SP", 0, "", "ADP", "")]
    if len(words) == 1:
        return result
    rest = words[1:]
    if rest[0] == "løbet":
        return [
            *result,
            replace(noun("løbet", definite=True), head=0, label="nobj"),
            TreeWord("af", "af", "SP", 1, "pobj", "ADP", ""),
            replace(noun(rest[2], definite=True), head=2, label="nobj"),
        ]
    if len(rest) == 1:
        definite = rest[0].endswith(("et", "en", "ne"))
        return [*result, replace(noun(rest[0], definite=definite), head=0, label="nobj")]
    if rest[0].rstrip(".").isdigit() or rest[0] == "uge":
        return [
            *result,
            week(rest[0]) if rest[0] == "uge" else TreeWord(rest[0], rest[0], "AO---U=--", 0, "nobj", "ADJ", ""),
            TreeWord(rest[1], rest[1], "AC---U=--", 1, "other", "NUM", "") if rest[0] == "uge" else replace(week(rest[1]), head=1),
        ]
    return [
        *result,
        *(TreeWord(word, word, "ANP[CN]SU=DU", len(rest), "attr", "ADJ", "") for word in rest[:-1]),
        replace(noun(rest[-1], definite=False), head=0, label="nobj"),
    ]
