"""Text layers that can be read are told from those that cannot."""

from __future__ import annotations

import pytest

from referat.extract.ocr.legible import Verdict, judged

PROSE = (
    "Bestyrelsen drøftede forslaget om nye cykelskure ved blok tre. Alma Brink fremlagde de tre tilbud, og det blev besluttet, at "
    "formanden indhenter et fjerde. Der var spørgsmål om farven, og om hvor mange pladser der er brug for til ladcykler. "
    "Punktet tages op igen på næste møde, når svaret fra kommunen foreligger. Regnskabet for året blev også gennemgået kort."
)
NAMES = "\n".join(f"{name} Lund, Tangvej {number}, 6990 Ulfborg, tlf. 5{number}124{number}" for number, name in enumerate(
    ["Alma", "Viggo", "Karen Margrethe", "Ejner", "Børge", "Inger", "Svend Aage", "Zenia", "Poul", "Ditte"], start=10))  # fmt: skip
SHIFTED = "".join(chr(ord(letter) - 29) if letter.isalpha() and ord(letter) < 127 else letter for letter in PROSE)
MAPPED = "".join(chr((ord(letter.lower()) - 97 + 11) % 26 + 97) if letter.isascii() and letter.isalpha() else letter for letter in PROSE)
ENGLISH = (
    "The board discussed the proposal for new bicycle sheds. It was decided that the chairman obtains another offer before the next "
    "meeting. There were questions about the colour and about how many places are needed, and the accounts were reviewed."
)


@pytest.mark.parametrize(
    ("text", "image_share", "verdict", "why"),
    [
        (PROSE, 0.0, Verdict.GOOD, "running Danish"),
        (f"{PROSE} " * 4, 1.0, Verdict.GOOD, "a scanner's text layer that reads well"),
        (PROSE, 1.0, Verdict.PARTLY, "so little of it that there may be more on the image"),
        (PROSE, 0.2, Verdict.PARTLY, "words between pictures that may be words too"),
        (f"{PROSE} " * 4, 0.5, Verdict.GOOD, "text enough beside a picture"),
        (NAMES, 0.0, Verdict.GOOD, "a list of names has hardly a frequent word, but letters like any text"),
        (ENGLISH, 0.0, Verdict.GOOD, "another language is no broken font"),
        ("", 0.0, Verdict.NONE, "no text"),
        ("2", 0.0, Verdict.NONE, "a page number alone"),
        ("Dokumentnøgle: X7K2P-99QRT-1A2B3", 1.0, Verdict.NONE, "a stamp on a scan"),
        ("Bilag 2 Tidsplan", 0.1, Verdict.GOOD, "a page with a title alone"),
        (SHIFTED, 0.0, Verdict.BROKEN, "codes of a font, all moved by 29"),
        (MAPPED, 0.0, Verdict.BROKEN, "letters put for other letters"),
        ("(cid:36)(cid:81)(cid:3) " * 40, 0.0, Verdict.BROKEN, "codes that no table translates"),
        ("•• ••• •••• •• •••• " * 20, 0.0, Verdict.BROKEN, "private codes"),
        ("• Valg af dirigent\n• Beretning\n• Regnskab\n• Eventuelt", 0.0, Verdict.GOOD, "a list has bullets"),
        (PROSE.replace("e", "c").replace("t", "f"), 1.0, Verdict.DOUBTFUL, "a scanner's guesses"),
        ((PROSE + " ").translate(str.maketrans("æøå", "eoa")) * 3, 1.0, Verdict.DOUBTFUL, "a scanner that knows no æ, ø and å"),
    ],
)
def test_what_a_text_layer_is_worth(text: str, image_share: float, verdict: Verdict, why: str) -> None:
    assert judged(text, image_share=image_share) is verdict
