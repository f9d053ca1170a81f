"""From a parsed sentence to its clauses: who does what, in which voice and tense. Pure functions on words with heads and labels.

Two schemes are understood: that of the Copenhagen Dependency Treebank, where the finite verb heads the clause and leads over `vobj` to the
main verb, and Universal Dependencies (the da_core_news pipelines), where the main verb heads it and its auxiliaries hang on it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from referat.extract.language.parsed import ParsedWord, mended
from referat.extract.language.word_order import begins_otherwise, finite_in_second_place, subject_after_at, subject_before


class Voice(StrEnum):
    """Active or passive."""

    ACTIVE = "active"
    PASSIVE = "passive"


class Tense(StrEnum):
    """The tense of the finite verb; PERFECT and PLUPERFECT with 'have' or 'være'; NONE for an infinitive or a participle alone."""

    PRESENT = "present"
    PAST = "past"
    PERFECT = "perfect"
    PLUPERFECT = "pluperfect"
    IMPERATIVE = "imperative"
    NONE = "none"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of a clause: its place in the sentence and its words."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a sentence.

    verb: lemma of the main verb, at `place`. subject: as printed, without relative clauses; inherited over 'og'. agent: who does it in a
    passive ('af …'). modal: lemma of the modal ('skulle'). particle: 'op' of 'følge op'. infinitive: lemma of the infinitive that the verb
    governs ('anmodes om at sende').
    dependent: it is part of another clause ('at …', 'hvis …', 'som …'). expletive: its subject is 'der' or 'det' of 'Der udarbejdes …'.
    """

    verb: str
    place: Part
    subject: Part | None = None
    object: Part | None = None
    agent: Part | None = None
    voice: Voice = Voice.ACTIVE
    tense: Tense = Tense.PRESENT
    modal: str | None = None
    particle: str | None = None
    infinitive: str | None = None
    negated: bool = False
    dependent: bool = False
    expletive: bool = False


MODALS = frozenset({"skulle", "ville", "kunne", "måtte", "burde"})
# Verbs that lead to another one; after any other verb a participle is none ('forelægges udvalget').
_LEADING = MODALS | {"have", "være", "blive", "få", "turde", "gide", "behøve", "lade", "pleje"}
PARTICLES = frozenset(
    {
        "op", "ud", "ind", "frem", "ned", "tilbage", "videre", "med", "til", "over", "af", "på", "igennem", "sammen", "fast", "i gang",
        "fat", "kontakt",
    }
)  # fmt: skip
_SUBJECT = {"subj", "nsubj", "nsubj:pass", "csubj"}
_EXPLETIVE = {"expl"}
_OBJECT = {"dobj", "obj"}
_CHAIN = {"vobj"}
_AUX = {"aux", "aux:pass", "cop"}
_CONJUNCT = {"conj"}
# What a subject does not begin with.
_NOT_NOMINAL = frozenset({"ADV", "ADP", "SCONJ", "CCONJ", "PART", "PUNCT"})
_NEGATIONS = {"ikke", "aldrig", "ej"}
_PART = {"avobj", "part", "compound:prt", "mod", "dir", "advmod", "pobj", "loc"}
# What does not belong to the name of the one who acts.
_ASIDE = {"rel", "acl:relcl", "xpl", "pnct", "punct", "list", "parataxis"}
# A clause that stands beside another one, not in it.
_BESIDE = {"list", "qobj", "xpl", "parataxis"}
_EDGE = " ,;:.-–\"'()"


def clauses_of(words: list[ParsedWord], sentence: str) -> list[Clause]:
    """The clauses of a parsed sentence in the order of their verbs."""
    tree = _Tree(finite_in_second_place(mended(words)), sentence)
    found: dict[int, Clause] = {}
    for index in tree.verb_heads():
        found[index] = tree.clause(index, found)
    return [found[index] for index in sorted(found)]


def _before_receiver(agent: Part | None) -> Part | None:
    """'fremsendes af forvaltningen til medlemmerne': whom it goes to is no part of who does it."""
    if agent is None or " til " not in agent.text:
        return agent
    text = agent.text[: agent.text.index(" til ")]
    return Part(agent.start, agent.start + len(text), text)


class _Tree:
    """A sentence with its words' children at hand."""

    def __init__(self, words: list[ParsedWord], sentence: str) -> None:
        self.words = words
        self.sentence = sentence
        self.children: list[list[int]] = [[] for _ in words]
        for index, word in enumerate(words):
            if word.head != index:
                self.children[word.head].append(index)

    def verb_heads(self) -> Iterator[int]:
        """The words that head a clause, an outer one before what hangs on it."""
        ranked = sorted(range(len(self.words)), key=lambda index: (self._depth(index), index))
        for index in ranked:
            word = self.words[index]
            if word.pos in ("VERB", "AUX") and not self._inside_chain(index) and self._is_verb(index):
                yield index

    def _is_verb(self, index: int) -> bool:
        """No name or noun taken for a verb, and no participle that describes a noun."""
        word = self.words[index]
        if not word.text.isalpha() or (index and not word.text.islower()):
            return False
        return word.morph.get("VerbForm") != "Part" or word.head == index or self.words[index].label in _CONJUNCT | _BESIDE

    def _depth(self, index: int) -> int:
        depth = 0
        while self.words[index].head != index and depth < len(self.words):
            index, depth = self.words[index].head, depth + 1
        return depth

    def _inside_chain(self, index: int) -> bool:
        word = self.words[index]
        head = self.words[word.head]
        return word.label in _AUX or (word.label in _CHAIN and word.head != index and head.pos in ("VERB", "AUX"))

    def clause(self, index: int, outer: dict[int, Clause]) -> Clause:
        """The clause whose head is the word at `index`; `outer` holds those above it."""
        chain = self._chain(index)
        main, links = self.words[chain[-1]], [child for link in chain for child in self.children[link]]
        subject, expletive = self._subject(links, relative=self.words[index].label in _ASIDE)
        clause = Clause(
            verb=main.lemma.lower(),
            place=Part(main.start, main.end, main.text),
            subject=self._part(subject),
            object=self._part(self._one(links, _OBJECT)),
            agent=self._agent(chain),
            voice=self._voice(chain),
            tense=self._tense(chain),
            modal=self._modal(chain),
            particle=self._particle(chain[-1]),
            infinitive=self._infinitive(chain),
            negated=any(self.words[child].text.lower() in _NEGATIONS for child in links),
            dependent=self._dependent(index),
            expletive=expletive,
        )
        return self._inherited(self._by_order(clause, chain[0]), index, outer)

    def _by_order(self, clause: Clause, finite: int) -> Clause:
        """The subject as word order has it, in the sentence's first main clause and after 'at'."""
        if clause.expletive or clause.tense in (Tense.NONE, Tense.IMPERATIVE) or clause.agent:
            return clause
        subject = (clause.subject.start, clause.subject.end) if clause.subject else None
        start = self.words[finite].start
        if any(word.pos in ("VERB", "AUX") for word in self.words[:finite]):
            place = subject_after_at(self.sentence, start, subject) if clause.dependent else None
        else:
            nouns = frozenset(word.start for word in self.words if word.pos not in _NOT_NOMINAL or word.text[1:] != word.text[1:].lower())
            place = subject_before(self.sentence, start, subject, nouns) or self._behind_object(clause, finite)
        return replace(clause, subject=Part(*place, self.sentence[place[0] : place[1]])) if place else clause

    def _behind_object(self, clause: Clause, finite: int) -> tuple[int, int] | None:
        """'Det vil HR undersøge', 'Dette lover Frederik', 'Herefter kontakter Mogens …': the name after the verb acts."""
        pronoun = clause.subject is not None and clause.subject.text.lower() in ("det", "dette")
        adverb = clause.subject is None and begins_otherwise(self.sentence, self.words[finite].start)
        if not (pronoun or adverb) or clause.voice is Voice.PASSIVE or finite + 1 >= len(self.words):
            return None
        following = self.words[finite + 1]
        return (following.start, following.end) if following.pos == "PROPN" or following.text.isupper() else None

    def _subject(self, links: list[int], *, relative: bool) -> tuple[int | None, bool]:
        """The subject, and whether 'der' or 'det' stands in its place."""
        subject, expletive = self._one(links, _SUBJECT), self._one(links, _EXPLETIVE)
        if subject is not None and not relative and self.words[subject].text.lower() == "der":
            return None, True
        return subject, expletive is not None

    def _dependent(self, index: int) -> bool:
        word = self.words[index]
        return word.head != index and word.label not in _CONJUNCT | _BESIDE

    def _inherited(self, clause: Clause, index: int, outer: dict[int, Clause]) -> Clause:
        """'Eva kontakter … og sender …': the second verb has the first one's subject, modal and place in the sentence."""
        first = outer.get(self.words[index].head)
        if first is None or self.words[index].label not in _CONJUNCT:
            return clause
        if clause.subject is None and not clause.expletive:
            shared = first.modal if clause.tense is Tense.NONE else None
            clause = replace(clause, subject=first.subject, expletive=first.expletive, modal=clause.modal or shared)
        return replace(clause, dependent=first.dependent, tense=first.tense if clause.tense is Tense.NONE else clause.tense)

    def _chain(self, index: int) -> list[int]:
        """From the finite verb to the main verb (UD: the auxiliaries in order, then the verb)."""
        auxiliaries = [child for child in self.children[index] if self.words[child].label in _AUX and self.words[child].pos == "AUX"]
        if auxiliaries:
            return [*auxiliaries, index]
        chain = [index]
        while following := self._next_verb(chain[-1]):
            chain.append(following)
        return chain

    def _next_verb(self, index: int) -> int | None:
        if self.words[index].lemma not in _LEADING:
            return None
        for child in self.children[index]:
            word = self.words[child]
            if word.label in _CHAIN and word.pos in ("VERB", "AUX") and word.morph.get("VerbForm") in ("Inf", "Part"):
                return child
        return None

    def _one(self, children: list[int], labels: set[str]) -> int | None:
        return next((child for child in children if self.words[child].label in labels), None)

    def _voice(self, chain: list[int]) -> Voice:
        verbs = [self.words[index] for index in chain]
        if verbs[-1].morph.get("Voice") == "Pass":
            return Voice.PASSIVE
        participle = verbs[-1].morph.get("VerbForm") == "Part" and verbs[-1].morph.get("Tense") == "Past"
        become = any(verb.lemma == "blive" for verb in verbs[:-1]) or any(self.words[index].label == "aux:pass" for index in chain[:-1])
        return Voice.PASSIVE if participle and become else Voice.ACTIVE

    def _tense(self, chain: list[int]) -> Tense:
        first = self.words[chain[0]]
        if first.morph.get("Mood") == "Imp":
            return Tense.IMPERATIVE
        if first.morph.get("VerbForm", "Fin") != "Fin":
            return Tense.NONE
        past = first.morph.get("Tense") == "Past"
        have = any(self.words[index].lemma in ("have", "være") for index in chain[:-1])
        if have and self.words[chain[-1]].morph.get("VerbForm") == "Part":
            return Tense.PLUPERFECT if past else Tense.PERFECT
        return Tense.PAST if past else Tense.PRESENT

    def _modal(self, chain: list[int]) -> str | None:
        return next((self.words[index].lemma for index in chain[:-1] if self.words[index].lemma in MODALS), None)

    def _particle(self, main: int) -> str | None:
        for child in self.children[main]:
            word = self.words[child]
            bare = all(self.words[below].label not in ("nobj", "case") for below in self.children[child])
            if child > main and word.label in _PART and word.text.lower() in PARTICLES and bare and word.pos in ("ADV", "ADP", "NOUN"):
                return word.text.lower()
        return None

    def _infinitive(self, chain: list[int]) -> str | None:
        """The nearest infinitive after 'at' below the verb, over at most a preposition ('om at …')."""
        level = [child for child in self.children[chain[-1]] if child > chain[-1]]
        for _ in range(3):
            for index in level:
                word = self.words[index]
                if word.pos in ("VERB", "AUX") and word.morph.get("VerbForm") == "Inf":
                    return word.lemma
            level = [below for index in level if self.words[index].pos in ("ADP", "PART", "SCONJ", "ADV") for below in self.children[index]]
        return None

    def _agent(self, chain: list[int]) -> Part | None:
        main = chain[-1]
        if self._voice(chain) is Voice.ACTIVE:
            return None
        for child in self.children[main]:
            if self.words[child].text.lower() == "af" and child > main:
                return _before_receiver(self._part(next(iter(self.children[child]), None)))
            if self.words[child].label == "obl:agent":
                return self._part(child)
        return None

    def _part(self, index: int | None) -> Part | None:
        if index is None:
            return None
        places = [place for place in self._subtree(index, top=True) if place == index or self.words[place].text.strip(_EDGE)]
        start, end = self.words[min(places)].start, self.words[max(places)].end
        text = self.sentence[start:end]
        return Part(start, end, text)

    def _subtree(self, index: int, *, top: bool = False) -> Iterator[int]:
        if not top and self.words[index].label in _ASIDE:
            return
        yield index
        for child in self.children[index]:
            yield from self._subtree(child)
