"""Trains the Danish pipeline on the Copenhagen Dependency Treebank and measures it on a part that it never saw.

    OMP_NUM_THREADS=1 python -m referat.models.danish.train cdt.tar.xz models/danish/pipeline

Every tenth text is held out for the figures in `scores.json`; the steps are fixed in `config.cfg`, so that nothing is chosen by it. One
core, about ten minutes.
"""

from __future__ import annotations

import json
import random
import sys
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import spacy
from spacy.cli.train import train as train_pipeline
from spacy.language import Language
from spacy.scorer import Scorer
from spacy.tokens import Doc, DocBin
from spacy.training import Example
from spacy.training.batchers import minibatch_by_words
from spacy.vocab import Vocab

from referat.models.danish.minutes_sentences import SEED, minutes_sentences
from referat.models.danish.treebank import TreeText, TreeWord, read_treebank

HERE = Path(__file__).resolve().parent
MINUTES = 1160  # made sentences in the language of minutes: about a tenth of the words in the last rounds
ROUNDS = 4
RATE = 0.0002
SENTENCES = 4  # in a document: the parser learns where sentences end
_CLOSING = frozenset(".,;:!?)]}%»")
_OPENING = frozenset("([{«")


def main(arguments: list[str]) -> int:
    """Train on the archive and write the pipeline and its scores; 2 if the arguments are not an archive and a folder."""
    if len(arguments) != 2:
        sys.stderr.write(__doc__ or "")
        return 2
    archive, target = Path(arguments[0]), Path(arguments[1])
    texts = read_treebank(archive)
    test = [text for text in texts if text.number % 10 == 5]
    kept = [text for text in texts if text.number % 10 != 5]
    with tempfile.TemporaryDirectory() as folder:
        for name, part in (("train", kept), ("test", test)):
            DocBin(docs=documents(part, Vocab()), store_user_data=False).to_disk(Path(folder) / f"{name}.spacy")
        overrides = {"paths.train": str(Path(folder) / "train.spacy"), "paths.dev": str(Path(folder) / "test.spacy")}
        train_pipeline(HERE / "config.cfg", Path(folder) / "out", overrides=overrides)
        pipeline = spacy.load(Path(folder) / "out" / "model-last")
    tune(pipeline, [*kept, *minutes_sentences(MINUTES)])
    describe(pipeline)
    pipeline.to_disk(target)
    scores = measure(spacy.load(target), test)
    (HERE / "scores.json").write_text(json.dumps(scores, indent=2) + "\n", encoding="utf-8")
    sys.stdout.write(json.dumps(scores, indent=2) + "\n")
    return 0


def tune(pipeline: Language, texts: list[TreeText]) -> None:
    """A last, short round with small steps, in which made sentences of minutes stand among those of the treebank."""
    chance = random.Random(SEED)
    optimizer = pipeline.resume_training()
    optimizer.learn_rate = RATE
    lemmatizer: Any = pipeline.get_pipe("trainable_lemmatizer")  # it forgets on the disk which tree is which label
    lemmatizer.tree2label.update({tree: label for label, tree in enumerate(lemmatizer.labels)})
    examples = [Example(pipeline.make_doc(gold.text), gold) for gold in documents(texts, pipeline.vocab)]
    for _ in range(ROUNDS):
        chance.shuffle(examples)
        for batch in minibatch_by_words(examples, size=1000):
            pipeline.update(batch, drop=0.2, sgd=optimizer)


def documents(texts: Iterable[TreeText], vocab: Vocab) -> Iterator[Doc]:
    """Documents of a few sentences each, written with the usual spaces."""
    for text in texts:
        for start in range(0, len(text.sentences), SENTENCES):
            yield _document([word for sentence in _with_offsets(text.sentences[start : start + SENTENCES]) for word in sentence], vocab)


def _with_offsets(sentences: list[list[TreeWord]]) -> Iterator[list[tuple[TreeWord, int, bool]]]:
    at = 0
    for sentence in sentences:
        yield [(word, at + word.head, index == 0) for index, word in enumerate(sentence)]
        at += len(sentence)


def _document(rows: list[tuple[TreeWord, int, bool]], vocab: Vocab) -> Doc:
    words = [word for word, _, _ in rows]
    return Doc(
        vocab,
        words=[word.text for word in words],
        spaces=_spaces(words),
        tags=[word.msd for word in words],
        pos=[word.pos for word in words],
        morphs=[word.feats for word in words],
        lemmas=[word.lemma for word in words],
        heads=[head for _, head, _ in rows],
        deps=[word.label for word in words],
    )


def _spaces(words: list[TreeWord]) -> list[bool]:
    spaces, quoted = [], False
    for word, after in zip(words, [*words[1:], None], strict=True):
        opens = word.text in _OPENING
        if word.text == '"':
            quoted = not quoted
            opens = quoted
        closes = after is not None and (after.text in _CLOSING or (after.text == '"' and quoted))
        spaces.append(not opens and not closes)
    return spaces


def describe(pipeline: Language) -> None:
    """What the pipeline says about itself; its scores stand in `scores.json`, and the folder it was trained in is nobody's business."""
    pipeline.config["paths"].update(train=None, dev=None)
    pipeline.meta.update(
        name="referat",
        version="1",
        license="CC BY-SA 4.0",
        author="",
        performance={},
        description="Trained on the Copenhagen Dependency Treebank (Buch-Kromann et al.; texts PAROLE-DK, DSL)",
    )


def measure(pipeline: Language, texts: Iterable[TreeText]) -> dict[str, float]:
    """The figures on texts that were not trained on, in per cent; the subject figure is the F score of its arcs."""
    examples = [Example(pipeline.make_doc(gold.text), gold) for gold in documents(texts, pipeline.vocab)]
    for example in examples:
        example.predicted = pipeline(example.predicted)
    scores: dict[str, Any] = Scorer(pipeline).score(examples)
    subject = scores["dep_las_per_type"]["subj"]["f"]
    figures = {
        "upos": scores["pos_acc"], "tag": scores["tag_acc"], "morph": scores["morph_acc"], "lemma": scores["lemma_acc"],
        "uas": scores["dep_uas"], "las": scores["dep_las"], "subject_f": subject, "sentence_f": scores["sents_f"],
    }  # fmt: skip
    words = sum(len(example.predicted) for example in examples)
    return {**{name: round(100 * value, 1) for name, value in figures.items()}, "words": words}


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
