"""The parts of an item: with headings of all kinds, and without."""

from __future__ import annotations

import pytest

from referat.extract.minutes import read_meetings, read_text
from referat.extract.pages.reading import read
from referat.models.kinds import SectionKind
from referat.models.minutes import Item
from tests.extract.printed import pages

TALK = "Formanden gennemgik sagen, og der var en god snak om, hvordan den kan løses til glæde for alle i foreningen."
HEAD = "Referat af møde i Planudvalget den 4. maj 2021\nTil stede: Alma Brink og Viggo Lund\n"
Parts = list[tuple[str, str | None, str]]


def items(body: str, *, head: str = HEAD) -> list[Item]:
    """Three items of a text without pages; the second one has this body."""
    text = f"{head}1. Beretning\n{TALK}\n2. Sti langs åen\n{body}\n3. Eventuelt\n{TALK}"
    return list(read_text(text.replace("T.", TALK)).meetings[0].items)


def parts(body: str, *, head: str = HEAD) -> Parts:
    second = items(body, head=head)[1]
    return [
        (section.kind.value, section.heading.value if section.heading else None, section.text.value.replace(TALK, "T."))
        for section in second.sections
    ]


LABELLED: list[tuple[str, Parts, str]] = [
    ("Beslutning\nGodkendt.", [("beslutning", "Beslutning", "Godkendt.")], "a heading on its line"),
    ("Beslutning: Godkendt.", [("beslutning", "Beslutning:", "Godkendt.")], "run-in"),
    ("BESLUTNING:\nGodkendt.", [("beslutning", "BESLUTNING:", "Godkendt.")], "capitals"),
    (
        "Sagsfremstilling\nT.\nIndstilling\nDet indstilles, at stien anlægges.\nReferat\nT.\nBeslutning\nGodkendt.",
        [
            ("sagsfremstilling", "Sagsfremstilling", "T."),
            ("indstilling", "Indstilling", "Det indstilles, at stien anlægges."),
            ("referat", "Referat", "T."),
            ("beslutning", "Beslutning", "Godkendt."),
        ],
        "the usual four",
    ),
    (
        "Beslutning\nGodkendt.\nSagsfremstilling\nT.\nIndstilling\nAt stien anlægges.",
        [
            ("beslutning", "Beslutning", "Godkendt."),
            ("sagsfremstilling", "Sagsfremstilling", "T."),
            ("indstilling", "Indstilling", "At stien anlægges."),
        ],
        "the decision first",
    ),
    (
        "Resumé\nT.\nØkonomiske konsekvenser\nT.\nSagens videre forløb\nT.\nBilag\nKort over stien\nBeslutning\nGodkendt.",
        [
            ("resume", "Resumé", "T."),
            ("konsekvenser", "Økonomiske konsekvenser", "T."),
            ("andet", "Sagens videre forløb", "T."),
            ("bilag", "Bilag", "Kort over stien"),
            ("beslutning", "Beslutning", "Godkendt."),
        ],
        "other kinds",
    ),
    (
        "Referat\nT.\nBeslutning i Planudvalget den 04-05-2021\nGodkendt.",
        [("referat", "Referat", "T."), ("beslutning", "Beslutning i Planudvalget den 04-05-2021", "Godkendt.")],
        "the decision with this meeting's day",
    ),
    (
        "Sagsfremstilling\nT.\nBeslutning i Økonomiudvalget den 12-04-2021\nAnbefalet.\nBeslutning i Planudvalget den 04-05-2021\nGodkendt.",
        [
            ("sagsfremstilling", "Sagsfremstilling", "T."),
            ("tidligere", "Beslutning i Økonomiudvalget den 12-04-2021", "Anbefalet."),
            ("beslutning", "Beslutning i Planudvalget den 04-05-2021", "Godkendt."),
        ],
        "another day's decision is an earlier treatment",
    ),
    (
        "Indstilling\nAt stien anlægges.\nØkonomiudvalget, den 12. april 2021:\nAnbefalet.\nBeslutning\nGodkendt.",
        [
            ("indstilling", "Indstilling", "At stien anlægges."),
            ("tidligere", "Økonomiudvalget, den 12. april 2021:", "Anbefalet."),
            ("beslutning", "Beslutning", "Godkendt."),
        ],
        "another body and its day",
    ),
    (
        "Beslutning\nGodkendt.\nFraværende: Ida Friis",
        [("beslutning", "Beslutning", "Godkendt."), ("fravær", "Fraværende:", "Ida Friis")],
        "who was absent",
    ),
    (
        "Beslutning\nUdvalget drøftede sagen.\nFraværende: Ida Friis\nStien anlægges.",
        [("beslutning", "Beslutning", "Udvalget drøftede sagen.\nStien anlægges."), ("fravær", "Fraværende:", "Ida Friis")],
        "absence in the middle does not end the decision",
    ),
    (
        "Referat\nT.\nIndstilling",
        [("referat", "Referat", "T."), ("indstilling", "Indstilling", "")],
        "a heading with nothing under it",
    ),
    (
        "T.\nBeslutning: Godkendt.",
        [("sagsfremstilling", None, "T."), ("beslutning", "Beslutning:", "Godkendt.")],
        "text before the first heading",
    ),
    (
        "T.\nDet indstilles, at stien anlægges.\nBeslutning: Godkendt.",
        [
            ("sagsfremstilling", None, "T."),
            ("indstilling", None, "Det indstilles, at stien anlægges."),
            ("beslutning", "Beslutning:", "Godkendt."),
        ],
        "a recommendation without a heading",
    ),
]


@pytest.mark.parametrize(("body", "expected", "reason"), LABELLED)
def test_parts_with_headings(body: str, expected: Parts, reason: str) -> None:
    assert parts(body) == expected, reason


UNLABELLED: list[tuple[str, Parts, str]] = [
    ("T.", [("referat", None, "T.")], "an account"),
    ("T.\nVedtaget.", [("referat", None, "T."), ("beslutning", None, "Vedtaget.")], "a last paragraph that says what was decided"),
    ("T.\nEnstemmigt godkendt.", [("referat", None, "T."), ("beslutning", None, "Enstemmigt godkendt.")], "the same with 'enstemmigt'"),
    (
        "Forslaget blev vedtaget med stort flertal, og T.",
        [("referat", None, "Forslaget blev vedtaget med stort flertal, og T.")],
        "one paragraph only",
    ),
    (
        "Det indstilles, at stien anlægges.\nIndstillingen blev godkendt.",
        [("indstilling", None, "Det indstilles, at stien anlægges."), ("beslutning", None, "Indstillingen blev godkendt.")],
        "a recommendation and its outcome",
    ),
    (
        "Det indstilles, at stien anlægges, og\nat hegnet flyttes.\nT.",
        [("indstilling", None, "Det indstilles, at stien anlægges, og\nat hegnet flyttes."), ("referat", None, "T.")],
        "clauses with 'at'",
    ),
    (
        "Indstilling: Det indstilles, at stien anlægges.\nT.",
        [("indstilling", "Indstilling:", "Det indstilles, at stien anlægges."), ("referat", None, "T.")],
        "the account after a headed recommendation",
    ),
    (
        "Indstilling\nDet indstilles:\n1. at stien anlægges\n2. at hegnet flyttes\nGodkendt.",
        [("indstilling", "Indstilling", "Det indstilles:\n1. at stien anlægges\n2. at hegnet flyttes"), ("beslutning", None, "Godkendt.")],
        "numbered clauses",
    ),
    ("Sagen blev drøftet.", [("referat", None, "Sagen blev drøftet.")], "a sentence that begins like a heading"),
]


@pytest.mark.parametrize(("body", "expected", "reason"), UNLABELLED)
def test_parts_without_headings(body: str, expected: Parts, reason: str) -> None:
    assert parts(body) == expected, reason


WEAK = [
    ("Status: vi mangler to svar.", "a common word before a colon"),
    ("Økonomi: der er 5.000 kr. tilbage.", "the same"),
    ("Links", "a word that heads a part only where the document does so often"),
]


@pytest.mark.parametrize(("line", "reason"), WEAK)
def test_common_words_head_no_part(line: str, reason: str) -> None:
    assert [kind for kind, _, _ in parts(f"T.\n{line}\nT.")] == ["referat"], reason


def test_a_common_word_that_heads_a_part_of_several_items_does() -> None:
    text = HEAD + "".join(
        f"{n}. {title}\nDrøftelse\n{TALK}\nBeslutning\nGodkendt.\n" for n, title in enumerate(("Sti", "Hegn", "Skole"), start=1)
    )
    for item in read_text(text).meetings[0].items:
        assert [section.kind.value for section in item.sections] == ["referat", "beslutning"]


def test_an_agenda_has_cases_and_no_account() -> None:
    case = "Stien langs åen er i dag et jordspor, som er svært at gå på om vinteren."
    text = "".join(f"{n}. {title}\n{case}\nIndstilling\nAt stien anlægges.\n" for n, title in enumerate(("Sti", "Hegn", "Skole"), start=1))
    found = read_text(f"Dagsorden for møde i Planudvalget den 4. maj 2021\n{text}").meetings[0].items
    kinds = {section.kind for item in found for section in item.sections}
    assert kinds == {SectionKind.SAGSFREMSTILLING, SectionKind.INDSTILLING}


def test_a_list_of_actions_ends_at_the_next_subheading() -> None:
    body = f"{TALK}\n**Aktioner:**\n• Alma henter tilbud\n\n**Hegnet**\n{TALK}"
    text = f"# Referat af bestyrelsesmøde den 4. maj 2021\nTil stede: Alma Brink\n\n# 1. Sti\n{body}\n\n# 2. Eventuelt\n{TALK}\n\n# 3. Næste møde\n{TALK}"
    (minutes,) = read_meetings(read(pages(text)))
    told = [
        (section.kind.value, section.heading.value if section.heading else None, section.text.value[:12])
        for section in minutes.items[0].sections
    ]
    assert told == [
        ("referat", None, TALK[:12]),
        ("referat", "Aktioner:", "• Alma hente"),
        ("referat", None, "Hegnet Forma"[:6] + "\nForma"),
    ]


def test_bold_words_before_plain_ones_head_a_part() -> None:
    text = f"# Referat af møde i Planudvalget den 4. maj 2021\n\n**1. Sti**\n{TALK}\n**Beslutning** Godkendt.\n\n**2. Hegn**\n{TALK}\n**Beslutning** Udsat.\n"
    (minutes,) = read_meetings(read(pages(text)))
    assert [[section.text.value for section in item.sections][-1] for item in minutes.items] == ["Godkendt.", "Udsat."]


def test_the_text_is_what_stands_at_its_spans() -> None:
    for body, _, _ in [*LABELLED, *UNLABELLED]:
        text = f"{HEAD}1. Beretning\n{TALK}\n2. Sti langs åen\n{body}\n3. Eventuelt\n{TALK}".replace("T.", TALK)
        document = read_text(text)
        for item in document.meetings[0].items:
            for section in item.sections:
                assert section.text.value == "\n".join(document.source.of(span) for span in section.text.spans)
                assert all(span in item.span for span in section.text.spans)
