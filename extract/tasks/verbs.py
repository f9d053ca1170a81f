"""Which verbs commit somebody: the classes of the lexicon, and infinitives from printed forms."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from referat.models.wording import wording

_IRREGULAR = {
    "er": "være", "ser": "se", "har": "have", "gør": "gøre", "ved": "vide", "skal": "skulle", "vil": "ville", "kan": "kunne", "må": "måtte",
    "bør": "burde", "tør": "turde", "gøres": "gøre", "bedes": "bede",
}  # fmt: skip
_PRESENT = re.compile(r"[a-zæøåé]{2,}er|[a-zæøåé]+(?:år|ør|or)")
_PASSIVE = re.compile(r"[a-zæøåé]{2,}(?:es|ås)")


def infinitive(printed: str, lemma: str = "") -> str:
    """The infinitive of a verb as printed ('sender', 'sendes', 'send' with its lemma)."""
    word = printed.lower()
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word.endswith("gør"):  # 'færdiggør', 'klargør'
        return f"{word}e"
    if _PRESENT.fullmatch(word) and not lemma.endswith("r"):
        return word[:-1]
    if _PASSIVE.fullmatch(word):
        return word[:-1]
    return lemma.lower() or word


_STRONG = {
    "fundet": "finde",
    "skrevet": "skrive",
    "taget": "tage",
    "givet": "give",
    "lagt": "lægge",
    "sat": "sætte",
    "bedt": "bede",
    "spurgt": "spørge",
    "gjort": "gøre",
    "solgt": "sælge",
    "bragt": "bringe",
    "holdt": "holde",
}
_PREFIX = re.compile(r"(?P<p>ud|frem|op|ind|ned|til|frem|over|af|på|fore|ved|rund|med|videre|tilbage)?(?P<v>.+)")


def of_participle(word: str) -> str:
    """The infinitive of a participle ('udbedret', 'fundet', 'fremlagt'); empty where the lexicon knows no such verb."""
    plain = word.lower()
    parts = _PREFIX.fullmatch(plain)
    strong = (parts["p"] or "") + _STRONG[parts["v"]] if parts and parts["v"] in _STRONG else _STRONG.get(plain, "")
    candidates = (strong, plain.removesuffix("t"), plain.removesuffix("et") + "e", plain.removesuffix("t") + "e")
    return next((verb for verb in candidates if verb and verb_class(verb)), "")


_AGAIN = re.compile(r"(?!genopst)(?:gennem|gen|færdig|videre|sammen|rund|ren|hjem)(?P<v>[a-zæøå]{4,})")


@lru_cache(maxsize=20_000)
def verb_class(verb: str) -> str | None:
    """do, weak or tell for an infinitive of the lexicon; None for any other word."""
    entry = wording("task_verbs").find(verb)
    if entry:
        return entry.kind
    again = _AGAIN.fullmatch(verb)  # 'gennemskrive', 'videresælge': as the verb that they are made of
    return "do" if again and verb_class(again["v"]) == "do" else None


@lru_cache(maxsize=20_000)
def phrase_class(verb: str, rest: str) -> str | None:
    """Do or veto for a verb with what follows it; None where the lexicon has no such phrase."""
    entry = wording("task_phrases").find(f"{verb} {rest}".rstrip(" .,;:"))
    return entry.kind if entry else None


@lru_cache(maxsize=20_000)
def acts_as(word: str) -> str | None:
    """do, weak or tell for a printed word that can be a verb of the lexicon in the present, active or passive; None for others."""
    lowered = word.lower()
    verb = infinitive(lowered)
    return verb_class(verb) if len(word) > 2 and verb != lowered else None


@cache
def _states(*kinds: str) -> frozenset[str]:
    return frozenset(form for kind in kinds for form in wording("task_states").forms(kind))


def is_state(verb: str) -> bool:
    """Whether the verb says how somebody is or what she thinks, not what she does."""
    return verb in _states("state")


def is_said(verb: str) -> bool:
    """Whether 'skal' with the passive of the verb is a rule for everybody or a manner of speaking ('skal nævnes', 'skal overholdes')."""
    return verb in _states("state", "said")


def only_tells_how_it_is(verb: str) -> bool:
    """Whether the present passive of the verb tells how things are ('findes', 'sikres')."""
    return verb in _states("state", "said", "present")
