"""Minutes in one run of text: where the account begins."""

from __future__ import annotations

import pytest

from referat.extract.minutes import read_text
from referat.extract.outline.headings import Looks
from referat.extract.outline.single import account_of
from referat.extract.pages.reading import read, read_plain
from tests.extract.printed import pages

TALK = "Formanden bød velkommen og fortalte om den nye sti langs åen, som alle har ventet på i mange år."
MORE = "Derefter drøftede vi hegnet ved skolen, og det blev vedtaget at rive det ned inden sommeren."

RUNS = [
    (f"Referat af møde\nDato: 4. maj 2021\nTil stede: Alma Brink\n{TALK}\n{MORE}", "after the particulars"),
    (f"Dato: 4. maj 2021\nSted: Skolen\nReferent: Viggo Lund\nAfbud: Ingen\nDagsorden:\n{TALK}\n{MORE}", "labels only"),
    (f"Til stede: Alma Brink, Ida Friis,\nViggo Lund\n{TALK}\n{MORE}", "a list of names over two lines"),
    (f"{TALK}\n{MORE}", "nothing in front"),
    (f"Til stede:\nAlma Brink, Ida Friis, Viggo Lund, Bo Holm og Jens Krog\n{TALK}\n{MORE}", "names on the line below their label"),
    (f"{TALK}\n{MORE}\nReferent: Viggo Lund\n4. maj 2021", "signatures behind it"),
]


@pytest.mark.parametrize(("text", "reason"), RUNS)
def test_account(text: str, reason: str) -> None:
    looks = Looks(read_plain(text))
    account = account_of(looks)
    assert account is not None
    assert looks.source.of(account) == f"{TALK}\n{MORE}", reason


def test_a_title_in_large_type_is_not_part_of_the_account() -> None:
    looks = Looks(read(pages(f"# Møde i Fjordby Bylaug\n**mandag den 4. maj**\n\n{TALK}\n{MORE}")))
    account = account_of(looks)
    assert account is not None
    assert looks.source.of(account) == f"{TALK} {MORE}"


def test_a_list_of_names_over_two_lines_is_not_part_of_the_account() -> None:
    names = "Til stede: Alma Brink, Viggo Lund, Ida Friis, Bo Holm, Ea Bang, Jens Krog, Liv Skov, Ole Juul,"
    looks = Looks(read(pages(f"{names}\nsamt fra kommunen Mona Sand, Per Vad, Siv Elm og Tom Ask, der kom klokken fire.\n\n{TALK}")))
    account = account_of(looks)
    assert account is not None
    assert looks.source.of(account) == TALK


def test_particulars_and_nothing_else() -> None:
    assert account_of(Looks(read_plain("Referat\nDato: 4. maj 2021\nSted: Skolen"))) is None


def test_one_run_of_text_is_one_item_without_number_and_title() -> None:
    (minutes,) = read_text(f"Referat af bestyrelsesmøde den 4. maj 2021\nTil stede: Alma Brink og Viggo Lund\n{TALK}\n{MORE}").meetings
    (item,) = minutes.items
    assert (item.number, item.title) == (None, None)
    assert [(section.kind.value, section.heading, section.text.value) for section in item.sections] == [
        ("referat", None, f"{TALK}\n{MORE}")
    ]
