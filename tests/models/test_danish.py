"""The Danish pipeline: what is shipped, and how the treebank is read."""

from __future__ import annotations

import io
import json
import tarfile
from importlib.resources import files
from pathlib import Path

import pytest

from referat.models.danish.minutes_sentences import minutes_sentences
from referat.models.danish.treebank import TreeText, read_treebank

FOLDER = Path(str(files("referat.models.danish")))

# An invented text in the treebank's form: a word written as one, an entity, a secondary edge, an edge out of the sentence.
TAG = """<body><p><s>
<W lemma="formand" msd="NCCSU==D" in="1:subj|2:[subj]" out="">Formanden</W>
<W lemma="ville" msd="VADR=----A-" in="" out="">vil</W>
<W lemma="sende" msd="VAF-=----A-" in="-1:vobj" out="">sende</W>
<W lemma="&amp;quot;" msd="XP" in="1:pnct" out="">&amp;quot;</W>
<W lemma="referat" msd="NCNSU==D" in="-2:dobj" out="">referatet</W>
<W lemma="i_aften" msd="RGU" in="-3:time" out="">i_aften</W>
<W lemma="." msd="XP" in="-40:pnct" out="">.</W>
</s></p></body>"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    path = tmp_path / "bank.tar.xz"
    with tarfile.open(path, "w:xz") as tar:
        for name in ("da/0007-da.tag", "da/notes.txt"):
            content = TAG.encode()
            entry = tarfile.TarInfo(name)
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    return path


def test_a_text_of_the_treebank(archive: Path) -> None:
    (text,) = read_treebank(archive)
    assert isinstance(text, TreeText)
    assert text.number == 7
    (words,) = text.sentences
    assert [word.text for word in words] == ["Formanden", "vil", "sende", '"', "referatet", "i", "aften", "."]
    assert [word.head for word in words] == [1, 1, 1, 4, 2, 2, 5, 1]
    assert [word.pos for word in words] == ["NOUN", "AUX", "VERB", "PUNCT", "NOUN", "ADV", "ADV", "PUNCT"]
    assert words[1].feats == "Mood=Ind|Tense=Pres|VerbForm=Fin|Voice=Act"
    assert words[2].feats == "VerbForm=Inf|Voice=Act"


def test_made_sentences_are_trees_and_always_the_same() -> None:
    texts = list(minutes_sentences(200))
    assert texts == list(minutes_sentences(200))
    for text in texts:
        (words,) = text.sentences
        roots = [index for index, word in enumerate(words) if word.head == index]
        assert [words[index].label for index in roots] == ["ROOT"]
        assert all(0 <= word.head < len(words) and word.label and word.pos for word in words)
        assert words[0].text[0].isupper()


def test_the_pipeline_is_small() -> None:
    assert sum(path.stat().st_size for path in (FOLDER / "pipeline").rglob("*") if path.is_file()) <= 8_000_000


def test_its_figures_are_those_promised() -> None:
    scores = json.loads((FOLDER / "scores.json").read_text(encoding="utf-8"))
    least = {"upos": 94.9, "uas": 84.0, "las": 76.0, "subject_f": 88.5, "sentence_f": 79.0, "lemma": 94.0}
    assert {name: scores[name] for name, figure in least.items() if scores[name] < figure} == {}


def test_its_licence_stands_beside_it() -> None:
    text = (FOLDER / "LICENSE").read_text(encoding="utf-8")
    assert "CC BY-SA 4.0" in text
    assert "Buch-Kromann" in text
    assert json.loads((FOLDER / "pipeline" / "meta.json").read_text(encoding="utf-8"))["lang"] == "da"
