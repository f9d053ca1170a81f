"""Words of a parsed sentence, and the slips of a parser trained on newspapers that the language of minutes provokes."""

from __future__ import annotations

from dataclasses import dataclass, field, replace


@dataclass(frozen=True, slots=True)
class ParsedWord:
    """A word of a parsed sentence. `head` is the index of its head, its own for a root."""

    start: int
    text: str
    lemma: str
    pos: str
    label: str
    head: int
    morph: dict[str, str] = field(default_factory=dict)

    @property
    def end(self) -> int:
        """Where it ends in the sentence."""
        return self.start + len(self.text)


# Verbs in -s that are no passives.
_DEPONENT = frozenset({"findes", "synes", "lykkes", "mislykkes", "trives", "mødes", "enes", "færdes", "omgås", "skændes", "længes"})
_VERBAL = {"VERB", "AUX"}
_MISTAKEN = {"NOUN", "ADJ", "PROPN", "ADV", "X"}
_SUBJECTS = {"subj", "nsubj", "nsubj:pass"}


def mended(words: list[ParsedWord]) -> list[ParsedWord]:
    """The words with slips put right: verbs taken for nouns or adjectives, passives for actives, finite verbs for infinitives."""
    words = list(words)
    with_subject = {word.head for word in words if word.label in _SUBJECTS}
    for index, word in enumerate(words):
        if _is_infinitive(words, index):
            _make_infinitive(words, index)
        elif word.pos in _MISTAKEN and word.text.islower() and (word.label == "vobj" or index in with_subject):
            words[index] = _as_verb(word)
        if words[index].pos in _VERBAL:
            words[index] = _settled(words[index])
            if index in with_subject and word.label != "vobj" and word.text.endswith("es"):
                words[index] = replace(words[index], morph=words[index].morph | {"VerbForm": "Fin"})
    return words


def _is_infinitive(words: list[ParsedWord], index: int) -> bool:
    word = words[index]
    after_at = index > 0 and words[index - 1].text.lower() == "at" and words[index - 1].pos == "PART"
    return after_at and word.pos in _MISTAKEN and word.text.islower() and word.text.endswith(("e", "es"))


def _make_infinitive(words: list[ParsedWord], index: int) -> None:
    """'at indhente tilbud': the verb hangs on 'at', and the noun that it was taken to describe is its object."""
    word, at = words[index], index - 1
    if word.head != at and words[word.head].head == at and word.head != index:
        words[word.head] = replace(words[word.head], head=index, label="dobj")
    words[index] = replace(
        word,
        pos="VERB",
        label="vobj",
        head=at,
        lemma=word.text.removesuffix("s"),
        morph={"VerbForm": "Inf", "Voice": "Pass" if word.text.endswith("es") else "Act"},
    )


def _as_verb(word: ParsedWord) -> ParsedWord:
    if word.text.endswith(("er", "es")):
        return replace(word, pos="VERB", lemma=word.text[:-1], morph={"VerbForm": "Fin", "Mood": "Ind", "Tense": "Pres"})
    if word.text.endswith(("ede", "te")):
        lemma = word.text[:-2] if word.text.endswith("ede") else word.text[:-2] + "e"
        return replace(word, pos="VERB", lemma=lemma, morph={"VerbForm": "Fin", "Mood": "Ind", "Tense": "Past"})
    return word


def _settled(word: ParsedWord) -> ParsedWord:
    text = word.text.lower()
    if word.lemma and word.lemma[-1] in "bdfgjklmnprtv" and text.startswith(word.lemma.lower() + "e"):  # infinitives end in a vowel
        word = replace(word, lemma=word.lemma + "e")
    if word.lemma == text and text.endswith("er") and word.morph.get("VerbForm") == "Fin":  # no infinitive ends in -er
        word = replace(word, lemma=text[:-1])
    if text.endswith("gør") and word.morph.get("VerbForm") == "Fin":  # 'gør', 'redegør'
        word = replace(word, lemma=text + "e")
    if text in _DEPONENT:
        return replace(word, lemma=text)
    if text.endswith("s") and word.morph.get("VerbForm") in ("Inf", "Fin") and text[-2:] != "ss":
        lemma = text[:-1] if word.lemma.endswith("s") and text.endswith(("es", "ås")) else word.lemma
        return replace(word, lemma=lemma, morph=word.morph | {"Voice": "Pass"})
    return word
