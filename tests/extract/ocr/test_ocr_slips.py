"""Slips of OCR are put right where nothing else can be meant, and nowhere else."""

from __future__ import annotations

import pytest

from referat.extract.ocr.ocr import SeenLine, SeenWord
from referat.extract.ocr.slips import mended


def line(text: str) -> SeenLine:
    """A line of words; 'word?' is one that tesseract doubts, 'word??' one it makes up."""
    words, x = [], 100
    for piece in text.split():
        bare = piece.rstrip("?") or piece
        sure = 0.95 - 0.47 * (len(piece) - len(bare))
        words.append(SeenWord(bare, x, 100, x + 20 * len(bare), 130, max(0.0, sure)))
        x += 20 * len(bare) + 12
    return SeenLine(tuple(words), 40.0, 0.0, 130.0)


@pytest.mark.parametrize(
    ("seen", "meant", "why"),
    [
        ("e Godkender dagsorden", "• Godkender dagsorden", "a bullet"),
        ("»+ Drøfter evalueringen", "• Drøfter evalueringen", "a bullet with a speck"),
        ("o Underpunkt", "o Underpunkt", "a hollow bullet is written so"),
        ("— Forslag om grill", "- Forslag om grill", "a dash before a point"),
        ("l. Valg af dirigent", "1. Valg af dirigent", "an item number"),
        ("I0. Eventuelt", "10. Eventuelt", "an item number"),
        ("I. Formalia", "I. Formalia", "a Roman number"),
        ("II. Økonomi", "II. Økonomi", "a Roman number"),
        ("I dag drøftes budgettet", "I dag drøftes budgettet", "a word"),
        ("den l2.1O.2011 kl. 19", "den 12.10.2011 kl. 19", "letters for digits in a date"),
        ("lokale B101 og l3", "lokale B101 og 13", "letters between digits; a room keeps its letter"),
        ("S 4. Leje af lokaler", "§ 4. Leje af lokaler", "a section sign"),
        ("S$S 4. Leje af lokaler", "§ 4. Leje af lokaler", "a section sign"),
        ("S og V stemte for", "S og V stemte for", "a party"),
        ("ﬁre ﬂag til “Hjemmet”", "fire flag til ”Hjemmet”", "ligatures, and quotation marks of one kind"),
        ("tilbyder at leje den lil-—", "tilbyder at leje den lil-", "a hyphen at a line end"),
        ("Referat ~?? |? _", "Referat", "specks"),
        ("| Punkt 1", "Punkt 1", "a piece of a table's line"),
        ("Valg af kasserer ....... 4", "Valg af kasserer 4", "dots that lead to a page"),
        ("Valg af kasserer EEN?? NSS?? es?? 4", "Valg af kasserer 4", "dots read as letters"),
        ("Der blev brugt 4.500 kr … i 2011", "Der blev brugt 4.500 kr … i 2011", "an ellipsis in a sentence"),
    ],
)
def test_a_line_as_it_is_meant(seen: str, meant: str, why: str) -> None:
    assert " ".join(word.text for found in mended([line(seen)]) for word in found.words) == meant


def test_a_line_of_specks_is_gone() -> None:
    assert mended([line("~?? '??"), line("Referat")]) == mended([line("Referat")])


def test_places_stay_with_their_words() -> None:
    seen = line("e Godkender dagsorden")
    assert [(word.x0, word.x1) for word in mended([seen])[0].words] == [(word.x0, word.x1) for word in seen.words]
