"""What is replaced in a text, and what stays."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from referat.db.privacy.blanking import Names, Numbers
from referat.db.privacy.within import changed, texts
from referat.models.personal import PersonalKind

NUMBER = "150333-4123"


def numbers(*learnt: str, kinds: tuple[PersonalKind, ...] = (PersonalKind.CPR,)) -> Numbers:
    made = Numbers(kinds)
    for text in learnt:
        made.learn(text)
    return made


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("CPR 150333-4123.", "CPR [CPR-nummer fjernet]."),
        ("1503334123", "[CPR-nummer fjernet]"),
        ("nr 150333 4123", "nr [CPR-nummer fjernet]"),
        ("15.03.33-4123", "[CPR-nummer fjernet]"),
        ("150333-\n4123", "[CPR-nummer fjernet]"),
        ("l50333-4l23", "[CPR-nummer fjernet]"),
        ("１５０３３３－４１２３.", "[CPR-nummer fjernet]."),
        ("Alma150333-\u200b4123født", "Alma[CPR-nummer fjernet]født"),
        ("Alma, １５０３３３－４…", "Alma, [CPR-nummer fjernet]…"),
        ("Sagsnr. 150333-4123", "Sagsnr. [CPR-nummer fjernet]"),
        ("EAN 5790001503335", "EAN 5790001503335"),
        ("150333-4124", "150333-4124"),
        ("Alma, 150333-41…", "Alma, [CPR-nummer fjernet]…"),
        ("4. 150333…", "4. [CPR-nummer fjernet]…"),
        ("Budget 2024…", "Budget 2024…"),
        ("", ""),
    ],
)
def test_a_number_that_is_known_goes_wherever_it_stands(text: str, expected: str) -> None:
    assert numbers("CPR-nr. 150333-4123").blank(text) == expected


def test_other_kinds_go_as_they_were_written() -> None:
    made = numbers("Alma, tlf. 20 30 40 50, alma@post.example; post@elmsted.example", kinds=tuple(PersonalKind))
    assert made.blank("20 30 40 50 / alma@post.example") == "[telefonnummer fjernet] / [e-mail fjernet]"
    assert made.blank("post@elmsted.example") == "post@elmsted.example", "an office's"
    assert made.blank("skriv til alma@po…") == "skriv til [e-mail fjernet]…"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Åse Lind og Bo", "[x] og Bo"),
        ("Åse  Linds forslag", "[x] forslag"),
        ("ÅSE LIND", "[x]"),
        ("ase.lind@post.example", "ase.lind@post.example"),
        ("aase.lind@post.example", "[x]@post.example"),
        ("Åse_Lind.pdf", "[x].pdf"),
        ("Åse Lindemann", "Åse Lindemann"),
        ("Maj sagde det i maj", "[x] sagde det i maj"),
    ],
)
def test_names_as_they_are_written(text: str, expected: str) -> None:
    assert Names(["Åse Lind", "Maj"], "[x]").blank(text) == expected


def test_names_in_ids() -> None:
    names = Names(["Åse Lind"], "[navn udeladt]")
    assert names.blank_id("aase-lind") == "navn-udeladt"
    assert names.blank_id("aase-lind@forum-nord") == "navn-udeladt@forum-nord"
    assert names.blank_id("aase-lindemann") == "aase-lindemann"
    assert Names((), "x").blank("Åse Lind") == "Åse Lind"


def test_json_is_looked_through_text_by_text() -> None:
    made = numbers(NUMBER)
    assert (
        changed('{"note": "cpr 150333-4123", "at": [1, null, "æ"]}', made.blank)
        == '{"note": "cpr [CPR-nummer fjernet]", "at": [1, null, "æ"]}'
    )
    assert changed("[[1,150333.0,4123.0]]", made.blank) == "[[1,150333.0,4123.0]]"
    assert changed("[150333-4123", made.blank) == "[[CPR-nummer fjernet]"
    assert list(texts('{"a": ["b", 1]}')) == ["a", "b"]


@given(st.text(max_size=60), st.text(max_size=60), st.sampled_from([NUMBER, "1503334123", "150333 4123", "15 03 33 4123", "150333–4123"]))
def test_nothing_is_left_and_nothing_else_is_lost(before: str, after: str, wording: str) -> None:
    made = numbers(f"cpr {NUMBER}")
    blank = made.blank(f"{before} ; {wording} ; {after}")
    assert "1503334123" not in "".join(sign for sign in blank if sign.isdigit() and sign.isascii()) or "1503334123" in "".join(
        sign for sign in before + after if sign.isdigit()
    )
    assert "[CPR-nummer fjernet]" in blank
    assert made.blank(blank) == blank
