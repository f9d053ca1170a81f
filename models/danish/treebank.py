"""Reads the Danish part of the Copenhagen Dependency Treebank (536 `.tag` files) as sentences of annotated words."""

from __future__ import annotations

import html
import re
import tarfile
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path


@dataclass(frozen=True, slots=True)
class TreeWord:
    """A word as annotated: `head` is its index in the sentence (its own for the root), `msd` the PAROLE tag."""

    text: str
    lemma: str
    msd: str
    head: int
    label: str
    pos: str = ""
    feats: str = ""


@dataclass(frozen=True, slots=True)
class TreeText:
    """A text of the treebank: its number and its sentences."""

    number: int
    sentences: list[list[TreeWord]] = field(default_factory=list)


_SENTENCE = re.compile(r"<s>(.*?)</s>", re.DOTALL)
_WORD = re.compile(r"<W ([^>]*)>(.*?)</W>", re.DOTALL)
_ATTRIBUTE = re.compile(r'(\w+)="([^"]*)"')
# Secondary edges and discourse relations are not part of the tree: [subj], {agent}, <mod>, coref, assoc, ref.
_EDGE = re.compile(r"(-?\d+):@?([a-zæøå]+)$")
_NOT_A_TREE_EDGE = {"coref", "assoc", "ref", "elab"}
_RARE = 30

_POS = {
    "NC": "NOUN", "NP": "PROPN", "VA": "VERB", "VE": "VERB", "XP": "PUNCT", "SP": "ADP", "AN": "ADJ", "RG": "ADV", "PP": "PRON",
    "CC": "CCONJ", "PI": "PRON", "U=": "PRON", "PD": "PRON", "CS": "SCONJ", "AC": "NUM", "PO": "PRON", "XX": "X", "PT": "PRON",
    "AO": "ADJ", "XF": "X", "I=": "INTJ", "XS": "SYM", "PC": "PRON", "XA": "X", "XR": "X",
}  # fmt: skip
_AUXILIARIES = {"være", "have", "blive", "kunne", "skulle", "ville", "måtte", "burde", "turde", "få"}
_MOODS = {"D": "Ind", "M": "Imp"}
_FORMS = {"D": "Fin", "M": "Fin", "F": "Inf", "P": "Part", "G": "Ger"}


def read_treebank(archive: Path) -> list[TreeText]:
    """The texts of the archive (`cdt.tar.xz`) in the order of their numbers. Raises OSError or tarfile.TarError if it cannot be read."""
    texts = []
    with tarfile.open(archive) as tar:
        for member in tar.getmembers():
            name = re.search(r"/(\d+)-da\.tag$", member.name)
            content = tar.extractfile(member) if name else None
            if name and content:
                markup = content.read().decode("utf-8")
                texts.append(TreeText(int(name[1]), [words for found in _SENTENCE.finditer(markup) if (words := _sentence(found[1]))]))
    return _merge_rare_labels(sorted(texts, key=lambda text: text.number))


def _sentence(markup: str) -> list[TreeWord]:
    rows = [(dict(_ATTRIBUTE.findall(found[1])), _unescape(found[2]).strip()) for found in _WORD.finditer(markup)]
    heads = [_edge(row.get("in", ""), index, len(rows)) for index, (row, _) in enumerate(rows)]
    children = [{label for head, label in heads if head == index} for index in range(len(rows))]
    words = []
    for index, (row, text) in enumerate(rows):
        lemma, msd = _unescape(row.get("lemma", text)), row.get("msd", "XX")
        words.append(TreeWord(text, lemma, msd, *heads[index], _pos(lemma, msd, children[index]), _feats(msd)))
    return _with_one_root(list(_split(_without_loops(words))))


def _unescape(text: str) -> str:
    text = html.unescape(html.unescape(text))
    return re.sub(r"&([0-9a-f]{2});", lambda found: chr(int(found[1], 16)), text)


def _edge(value: str, index: int, length: int) -> tuple[int, str]:
    for part in value.split("|"):
        found = _EDGE.match(part)
        if found and found[2] not in _NOT_A_TREE_EDGE and 0 <= index + int(found[1]) < length and int(found[1]):
            return index + int(found[1]), found[2]
    return index, "ROOT"


def _without_loops(words: list[TreeWord]) -> list[TreeWord]:
    """A word that leads back to itself through its heads becomes a root."""
    words = list(words)
    for index in range(len(words)):
        seen, at = {index}, words[index].head
        while words[at].head != at and at not in seen:
            seen.add(at)
            at = words[at].head
        if words[at].head != at:
            words[index] = replace(words[index], head=index, label="ROOT")
    return words


def _with_one_root(words: list[TreeWord]) -> list[TreeWord]:
    """A sentence is one tree: further roots hang on the first that is no punctuation."""
    roots = [index for index, word in enumerate(words) if word.head == index]
    top = next((index for index in roots if words[index].pos != "PUNCT"), roots[0] if roots else 0)
    return [
        replace(word, head=top, label="pnct" if word.pos == "PUNCT" else "list") if word.head == index != top else word
        for index, word in enumerate(words)
    ]


def _split(words: list[TreeWord]) -> Iterator[TreeWord]:
    """Words written together in the treebank ('i_aftes') as several: the others hang on the first, which keeps the place in the tree."""
    pieces = [[piece for piece in word.text.split("_") if piece] or [word.text] for word in words]
    starts = [sum(len(parts) for parts in pieces[:index]) for index in range(len(words))]
    for index, word in enumerate(words):
        lemmas = word.lemma.split("_")
        lemmas = lemmas if len(lemmas) == len(pieces[index]) else pieces[index]
        for offset, piece in enumerate(pieces[index]):
            head, label = (starts[word.head], word.label) if offset == 0 else (starts[index], "mwe")
            yield replace(word, text=piece, lemma=lemmas[offset], head=head, label=label)


def _pos(lemma: str, msd: str, below: set[str]) -> str:
    kind = msd[:2]
    if kind == "VA" and lemma in _AUXILIARIES and below & {"vobj", "preds"}:
        return "AUX"
    if kind == "U=" and lemma == "at":
        return "PART"
    if (kind in ("PD", "PI", "PT") and "nobj" in below) or (kind == "PO" and "possd" in below):
        return "DET"
    return _POS.get(kind, "X")


def _feats(msd: str) -> str:
    feats = _verb_feats(msd) if msd.startswith("V") else _noun_feats(msd)
    return "|".join(f"{name}={value}" for name, value in sorted(feats.items()))


def _verb_feats(msd: str) -> dict[str, str]:
    form, tense = msd[2:3], msd[3:4]
    feats = {"VerbForm": _FORMS.get(form, "Fin")}
    if form in _MOODS:
        feats["Mood"] = _MOODS[form]
    if tense in "RA":
        feats["Tense"] = "Pres" if tense == "R" else "Past"
    if form in "DF":
        feats["Voice"] = "Pass" if msd[9:10] == "P" else "Act"
    return feats


def _noun_feats(msd: str) -> dict[str, str]:
    feats = {}
    if msd.startswith("NC"):
        feats = {
            "Number": {"S": "Sing", "P": "Plur"}.get(msd[3:4], ""),
            "Definite": {"D": "Def", "I": "Ind"}.get(msd[7:8], ""),
            "Case": {"G": "Gen"}.get(msd[4:5], ""),
        }
    elif msd.startswith("NP"):
        feats = {"Case": {"G": "Gen"}.get(msd[4:5], "")}
    elif msd.startswith("PP"):
        feats = {
            "Person": msd[2:3],
            "Number": {"S": "Sing", "P": "Plur"}.get(msd[4:5], ""),
            "Case": {"N": "Nom", "U": "Acc"}.get(msd[7:8], ""),
        }
    return {name: value for name, value in feats.items() if value}


def _merge_rare_labels(texts: list[TreeText]) -> list[TreeText]:
    counts = Counter(word.label for text in texts for sentence in text.sentences for word in sentence)
    return [
        replace(
            text,
            sentences=[
                [word if counts[word.label] >= _RARE else replace(word, label="other") for word in sentence] for sentence in text.sentences
            ],
        )
        for text in texts
    ]
