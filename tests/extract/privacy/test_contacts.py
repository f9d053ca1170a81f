"""E-mail addresses, telephone numbers and addresses; all of them invented."""

from __future__ import annotations

import pytest

from referat.extract.privacy.personal import find_personal

# Text, what is found in it with its kind and holder, why.
ROWS = [
    ("Skriv til alma.brink@post.example.", [("e-mail", "alma.brink@post.example", "person")], "a full stop after it"),
    ("Skriv til post@elmsted.example", [("e-mail", "post@elmsted.example", "kontor")], "a shared mailbox"),
    ("bestyrelsen@lyngbakken.example", [("e-mail", "bestyrelsen@lyngbakken.example", "kontor")], "a board's mailbox"),
    ("@elmsted", [], "no mailbox"),
    ("Tlf. 20 30 40 50", [("telefon", "20 30 40 50", "person")], "in pairs"),
    ("tlf.: 20304050", [("telefon", "20304050", "person")], "in one"),
    ("mobil 2030 4050", [("telefon", "2030 4050", "person")], "in halves"),
    ("Mobiltlf. 2030 4050", [("telefon", "2030 4050", "person")], "two words for it in one"),
    ("ring til Alma (20 30 40 50)", [("telefon", "20 30 40 50", "person")], "no word right before it, but in pairs"),
    ("+45 20304050", [("telefon", "+45 20304050", "person")], "with the country"),
    ("+46 70 123 45 67", [("telefon", "+46 70 123 45 67", "person")], "a foreign number"),
    ("Rådhuset, tlf. 20 30 40 50", [("telefon", "20 30 40 50", "kontor")], "an office's"),
    ("beløb på 20 30 40 50 kr.", [], "an amount"),
    ("20304050", [], "eight digits without a word: CVR, a number of a case"),
    ("CVR 20304050", [], "CVR"),
    ("EAN 5798 20 30 40 50 1", [], "part of a longer number"),
    ("Alma Brink, Skovbakken 12", [("adresse", "Skovbakken 12", "person")], "a street and a number"),
    ("Skovbakken 12, 3. th., 4999 Elmsted", [("adresse", "Skovbakken 12, 3. th., 4999 Elmsted", "person")], "a dwelling and a town"),
    ("Skovbakken 12B, st. tv", [("adresse", "Skovbakken 12B, st. tv", "person")], "a letter and the ground floor"),
    ("Nørre Allé 7", [("adresse", "Nørre Allé 7", "person")], "two words"),
    ("Mødested: Rådhuset, Torvegade 3, 4999 Elmsted", [("adresse", "Torvegade 3, 4999 Elmsted", "kontor")], "an office"),
    ("alle 10 kvm skal males", [], "the word for all is no avenue"),
    ("Der skal have 80 procent", [], "the word for have is no garden"),
    ("Grundejerforeningen Skovparken 2. maj 2012", [], "a date after a name"),
    ("på Vesterbakken i 2020", [], "no number of a house"),
    ("CPR 150333-4123, tlf. 20 30 40 50", [("cpr", "150333-4123", "person"), ("telefon", "20 30 40 50", "person")], "in order"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected", "reason"), ROWS, ids=[row[2] for row in ROWS])
def test_rows(text: str, expected: list[tuple[str, str, str]], reason: str) -> None:
    found = [(one.kind.value, text[one.span.start : one.span.end], one.holder.value) for one in find_personal(text)]
    assert found == expected, reason


@pytest.mark.parametrize(
    "text", ["1 " * 50_000, "a@" * 20_000, "Vej " * 20_000, "123456-" * 10_000, "A. " * 30_000, "20 " * 30_000, "x" * 100_000]
)
def test_long_lines_are_no_trap(text: str) -> None:
    import time

    began = time.process_time()
    find_personal(text)
    assert time.process_time() - began < 2


def test_without_digits_there_is_nothing_to_look_for() -> None:
    assert find_personal("Dagsordenen blev godkendt.") == []
