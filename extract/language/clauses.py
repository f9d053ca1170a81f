"""Clauses of Danish sentences: the one module that knows spaCy.

The pipeline is the largest of da_core_news_lg, md, sm that is installed, else the one that comes with referat, else rules without a parser.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import cache
from importlib.resources import as_file, files
from typing import Any

from referat.extract.language.parsed import ParsedWord
from referat.extract.language.rules import clauses_by_rules
from referat.extract.language.tree import Clause, clauses_of

INSTALLED = ("da_core_news_lg", "da_core_news_md", "da_core_news_sm")
_LONGEST = 5_000  # characters of a sentence that are parsed
_NEEDED = {"tok2vec", "transformer", "tagger", "morphologizer", "attribute_ruler", "lemmatizer", "trainable_lemmatizer", "parser"}
# Of a word that it has not seen spaCy works out two dozen attributes; these few are looked at.
_LOOKED_AT = {"LOWER", "NORM", "PREFIX", "SUFFIX", "SHAPE", "IS_SPACE"}
# spaCy splits words at typographic quotation marks; a straight one in the same place keeps every offset.
_STRAIGHT = str.maketrans({"’": "'", "‘": "'", "”": '"', "“": '"', "„": '"', "»": '"', "«": '"', "\n": " ", "\t": " ", "\u00a0": " "})


def clauses(sentences: Sequence[str]) -> list[list[Clause]]:
    """The clauses of each sentence, in the order of their verbs, with its own offsets; the same sentences give the same clauses."""
    pipeline = _pipeline()
    if pipeline is None:
        return [clauses_by_rules(sentence) for sentence in sentences]
    texts = [sentence[:_LONGEST].translate(_STRAIGHT) for sentence in sentences]
    with pipeline.memory_zone():
        docs = pipeline.pipe(texts, batch_size=64)
        return [clauses_of(_words(doc), sentence) for doc, sentence in zip(docs, sentences, strict=True)]


def pipeline_name() -> str:
    """Which pipeline reads: 'da_core_news_lg' and so on, 'referat' for our own, 'rules' for none."""
    pipeline = _pipeline()
    if pipeline is None:
        return "rules"
    name = str(pipeline.meta["name"])
    return name if name == "referat" else f"da_{name}"


def _words(doc: Iterable[Any]) -> list[ParsedWord]:
    return [ParsedWord(token.idx, token.text, token.lemma_, token.pos_, token.dep_, token.head.i, token.morph.to_dict()) for token in doc]


@cache
def _pipeline() -> Any:
    """Load spaCy late: it takes a second, and most documents are read without it."""
    import spacy

    for name in INSTALLED:
        if spacy.util.is_package(name):
            return _only_needed(spacy.load(name))
    with as_file(files("referat.models.danish").joinpath("pipeline")) as folder:
        if not (folder / "config.cfg").is_file():
            return None
        return _only_needed(spacy.load(folder))


def _only_needed(pipeline: Any) -> Any:
    for name in pipeline.pipe_names:
        if name not in _NEEDED:
            pipeline.disable_pipe(name)
    getters = pipeline.vocab.lex_attr_getters
    pipeline.vocab.lex_attr_getters = {key: getter for key, getter in getters.items() if pipeline.vocab.strings[key] in _LOOKED_AT}
    return pipeline
