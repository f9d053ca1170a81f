"""Counted votes: rows of minutes and the numbers for, against and abstaining."""

from __future__ import annotations

import pytest

from referat.extract.decisions.votes import read_votes
from referat.extract.pages.reading import read_plain
from referat.models.fact import Fact
from referat.models.kinds import SectionKind
from referat.models.minutes import Section, Vote
from referat.models.place import Span


def votes(text: str) -> tuple[Vote, ...]:
    source = read_plain(text)
    span = Span(0, len(source.text))
    return read_votes(source, [Section(SectionKind.BESLUTNING, None, Fact(source.text, (span,), "test"))])


def numbers(text: str) -> list[tuple[int | None, ...]]:
    return [tuple(side.value if side else None for side in (vote.for_, vote.against, vote.abstain)) for vote in votes(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("For stemte 14 (A, F, Ø), imod stemte 11 (V, C), undlod 2 (B).", [(14, 11, 2)]),
        ("For udvalgets indstilling stemte 13. Imod stemte 3 (Alma Brink, Bo Lund og Eva Holm). Undlod 1 (Ida Krog).", [(13, 3, 1)]),
        ("Forslaget vedtaget med 10 stemmer for, 1 imod.", [(10, 1, None)]),
        ("Godkendt 22 for og ingen imod.", [(22, 0, None)]),  # a number word
        ("AFSTEMNING: 18 JA og 12 NEJ, fordelingstal: 1705 ja 1123 nej", [(18, 12, None)]),  # heads, not shares
        ("Der var 1.178 stemmer for forslaget.\nDer var 1.209 stemmer imod.\nDer var 104 stemmer blanke.", [(1178, 1209, 104)]),
        ("FOR: 10\nBLANK: 1\nIMOD: 22", [(10, 22, 1)]),
        ("For: 11\nImod: 0\nBlank: 0\nFor: 9\nImod: 2\nBlank: 0", [(11, 0, 0), (9, 2, 0)]),  # a second vote begins with its first side
        ("Vedtaget med 15 stemmer mod 4.", [(15, 4, None)]),
        ("19 stemte for at krydset bliver lavet.", [(19, None, None)]),
        ("Forslaget blev vedtaget med 2 imod, 6 blanke og resten for.", [(None, 2, 6)]),
        ("12 stemte for, to stemte imod, og én stemte hverken for eller imod.", [(12, 2, 1)]),
        ("10 stemte for og 6 imod (Venstre). Alma Brink undlod at stemme.", [(10, 6, 1)]),  # a named person is counted
        ("A (9), F (2) og Ø (1) stemte for. V (6) og C (1) stemte imod.", [(12, 7, None)]),
        ("21 (A, F) stemte for, 10 (V) stemte imod.", [(21, 10, None)]),
        (
            "Der stemtes om forslag 1. 10 stemte for, 2 imod. Derefter blev forslag 2 drøftet. Det gav debat. 4 stemte for, 9 imod.",
            [(10, 2, None), (4, 9, None)],
        ),
    ],
)
def test_counted(text: str, expected: list[tuple[int | None, ...]]) -> None:
    assert numbers(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "Enstemmigt vedtaget.",
        "Alma Brink (Ø) stemte imod at 2.",
        "Venstre stemte imod.",
        "Forslaget kræver, at 2/3 af de fremmødte stemmer for.",
        "Budget for 2018 blev enstemmigt godkendt.",
        "Eva Holm blev enstemmigt valgt for en 1-årig periode.",
        "Prioriteret nr. 1 med 7 stemmer.",
        "Der er afsat 10 kr. for 3 år imod 2.",
        "Flertal: 20 stemmer for Nordhegn mod 16 for Sydhegn.",  # a choice, not for or against
    ],
)
def test_not_counted(text: str) -> None:
    assert numbers(text) == []


def test_voters_subject_and_end() -> None:
    [vote] = votes("For udvalgets indstilling stemte 13 (A, F). Imod stemte 3 (V og C). Planen er hermed vedtaget.")
    assert [voter.value for voter in vote.voters_for] == ["A", "F"]
    assert [voter.value for voter in vote.voters_against] == ["V", "C"]
    assert vote.on is not None
    assert vote.on.value == "udvalgets indstilling"
    assert vote.carried is not None
    assert vote.carried.value is True


def test_every_value_stands_at_its_place() -> None:
    source = read_plain("Vedtaget: 15 for (A, F) og 4 imod (V).")
    [vote] = read_votes(source, [Section(SectionKind.REFERAT, None, Fact(source.text, (Span(0, len(source.text)),), "test"))])
    assert vote.for_ is not None
    assert vote.against is not None
    assert [source.of(span) for span in (*vote.for_.spans, *vote.against.spans)] == ["15", "4"]
    assert [source.of(voter.spans[0]) for voter in (*vote.voters_for, *vote.voters_against)] == ["A", "F", "V"]
