"""Where agenda items begin and end, and what is none."""

from __future__ import annotations

import pytest

from referat.extract.outline.headings import Looks
from referat.extract.outline.outline import Outline, read_outline
from referat.extract.pages.reading import read, read_plain
from tests.extract.printed import pages

TALK = "Formanden gennemgik sagen, og der var en god snak om, hvordan den kan løses til glæde for alle i foreningen."
MORE = "Der kom flere forslag, som bestyrelsen vil se nærmere på, når den nye plan er sendt rundt til alle."


def outline(text: str) -> Outline:
    """The items of a text without pages; 'T.' stands for a paragraph of prose."""
    return read_outline(Looks(read_plain(filled(text))))


def filled(text: str) -> str:
    return "\n".join(f"{TALK}\n{MORE}" if line.strip() == "T." else line for line in text.strip("\n").split("\n"))


def named(found: Outline) -> list[tuple[str | None, str | None]]:
    return [
        (entry.title.number.value if entry.title.number else None, entry.title.title.value if entry.title.title else None)
        for entry in found.items
    ]


def drawn(*texts: str) -> list[tuple[str | None, str | None]]:
    return named(read_outline(Looks(read(pages(*(filled(text) for text in texts))))))


HEADS = "Referat af bestyrelsesmøde den 4. maj 2021\nTil stede: Alma Brink og Viggo Lund\n"
NUMBERINGS = [
    ("1. {}", "number and full stop"),
    ("1) {}", "number and bracket"),
    ("1: {}", "number and colon"),
    ("1 {}", "number alone"),
    ("1 - {}", "number and dash"),
    ("1 – {}", "number and long dash"),
    ("Punkt 1. {}", "'Punkt'"),
    ("Punkt 1: {}", "'Punkt' and colon"),
    ("Pkt. 1 {}", "'Pkt.'"),
    ("Pkt. 1: {}", "'Pkt.' and colon"),
    ("Ad 1. {}", "'Ad'"),
    ("Ad. 1 {}", "'Ad.'"),
    ("Ad pkt. 1: {}", "'Ad pkt.'"),
    ("Sag nr. 1: {}", "'Sag nr.'"),
    ("Dagsordenspunkt 1: {}", "one long word"),
    ("Ad dagsordenens punkt 1: {}", "as lawyers write"),
    ("(1) {}", "in brackets"),
]
TITLES = ["Valg af dirigent", "Beretning", "Regnskab for 2020", "Nye cykler til børnene", "Eventuelt"]


@pytest.mark.parametrize(("form", "reason"), NUMBERINGS)
def test_every_numbering(form: str, reason: str) -> None:
    items = [form.format(title).replace("1", str(place), 1) + "\nT." for place, title in enumerate(TITLES, start=1)]
    found = outline(HEADS + "\n".join(items))
    assert named(found) == [(str(place), title) for place, title in enumerate(TITLES, start=1)], reason


SERIES = [
    ("begins late", [("41", "Beretning"), ("42", "Regnskab"), ("43", "Eventuelt")], "a series through the year"),
    ("skips", [("1", "Beretning"), ("2", "Regnskab"), ("4", "Budget"), ("5", "Eventuelt")], "the closed item 3 is not printed"),
    (
        "sub",
        [("1", "Beretning"), ("2", "Budget"), ("2a", "Tilbud på tag"), ("2b", "Tilbud på maling"), ("3", "Eventuelt")],
        "letters added later",
    ),
    ("levels", [("4.1", "Regnskab"), ("4.2", "Budget"), ("5.1", "Tag"), ("5.2", "Maling")], "two levels all through"),
    ("past nine", [*[(f"4.{n}", f"Vej {n}") for n in range(1, 12)], ("5.1", "Tag"), ("5.2", "Maling")], "4.10 comes after 4.9"),
    ("repeats", [("1", "Beretning"), ("1", "Regnskab"), ("1", "Budget"), ("1", "Eventuelt")], "a list whose counter was lost"),
]


@pytest.mark.parametrize(("items", "reason"), [row[1:] for row in SERIES], ids=[row[0] for row in SERIES])
def test_series(items: list[tuple[str, str]], reason: str) -> None:
    assert named(outline(HEADS + "\n".join(f"{number}. {title}\nT." for number, title in items))) == items, reason


THREE: list[tuple[str | None, str | None]] = [("1", "Beretning"), ("2", "Regnskab"), ("3", "Eventuelt")]
INSIDE = [
    ("4. maj 2021 blev tilbuddet hentet.", "a date"),
    ("1. kvartal 2021 gav overskud.", "a quarter"),
    ("19.30 var der kaffe.", "a clock time"),
    ("1. at der hentes et tilbud\n2. at det sendes rundt", "numbered clauses"),
    ("   1. Stien langs åen\n   2. Hegnet ved skolen", "a numbered list further in"),
    ("• Stien\n• Hegnet", "bullets"),
    ("3.500 kr. er brugt.", "a sum"),
    ("16 Ejere stemte for.", "a count"),
    ("§ 2. Foreningens formål ændres til:", "a paragraph of the statutes"),
    ("2. suppleant: Ida Friis", "an ordinal"),
]


@pytest.mark.parametrize(("lines", "reason"), INSIDE)
def test_what_stands_inside_an_item_is_none(lines: str, reason: str) -> None:
    text = f"{HEADS}1. Beretning\nT.\n2. Regnskab\nT.\n{lines}\nT.\n3. Eventuelt\nT."
    assert named(outline(text)) == THREE, reason


CONTENTS = [
    ("Dagsorden\n1. Beretning\n2. Regnskab\n3. Eventuelt\n", "{}. {}", "the same numbers and titles"),
    ("Dagsorden:\n1. Beretning\n2. Regnskab\n3. Eventuelt\n", "Ad {} {}", "the items of another family"),
    ("Dagsorden\n1. Beretning ........ 2\n2. Regnskab ........ 3\n3. Eventuelt ........ 7\n", "{}. {}", "leaders and pages"),
    ("1. Beretning\n2. Regnskab\n3. Eventuelt\n", "{}. {}", "no heading above the list"),
    ("Dagsorden\n• Beretning\n• Regnskab\n• Eventuelt\n", "{}. {}", "a list of bullets"),
    ("Punkter på åbent møde:\n1. Beretning\n2. Regnskab\n3. Eventuelt\n", "Punkt {}: {}", "another heading, another family"),
    ("Indhold\nPunkt 1 Beretning\nPunkt 2 Regnskab\nPunkt 3 Eventuelt\n", "Punkt {}: {}", "the family of the items"),
]


@pytest.mark.parametrize(("front", "form", "reason"), CONTENTS)
def test_an_agenda_in_front_is_not_the_items(front: str, form: str, reason: str) -> None:
    body = "\n".join(form.format(number, title) + "\nT." for number, title in THREE)
    found = outline(HEADS + front + body)
    assert named(found) == THREE, reason
    assert all(entry.span.start > len(HEADS + front) - 20 for entry in found.items), reason


def test_an_agenda_without_minutes_is_its_own_items() -> None:
    found = outline("Dagsorden for møde i Byrådet den 4. maj 2021\n1. Beretning\n2. Regnskab\n3. Budget\n4. Eventuelt")
    assert [number for number, _ in named(found)] == ["1", "2", "3", "4"]


def test_items_with_titles_from_the_agenda_only() -> None:
    """The body prints 'Ad 1' and goes on with prose; the item has a number and no title."""
    found = outline(f"{HEADS}Dagsorden\n1. Beretning\n2. Regnskab\n3. Eventuelt\nAd 1\nT.\nAd 2\nT.\nAd 3\nT.")
    assert [number for number, _ in named(found)] == ["1", "2", "3"]
    assert all(entry.body.end - entry.body.start > 100 for entry in found.items)


HEAD_LINES = "# Referat af bestyrelsesmøde\nDato: 4. maj 2021\nTil stede: Alma Brink og Viggo Lund\n\n"
UNNUMBERED = [
    ("**Beretning**\nT.\n\n**Regnskab**\nT.\n\n**Eventuelt**\nT.", "bold headings"),
    ("# Beretning\nT.\n\n# Regnskab\nT.\n\n# Eventuelt\nT.", "larger headings"),
    ("BERETNING\nT.\n\nREGNSKAB\nT.\n\nEVENTUELT\nT.", "capitals"),
    ("Beretning:\nT.\n\nRegnskab:\nT.\n\nEventuelt:\nT.", "a closing colon"),
    ("**• Beretning**\nT.\n\n**• Regnskab**\nT.\n\n**• Eventuelt**\nT.", "bold bullets"),
]


@pytest.mark.parametrize(("body", "reason"), UNNUMBERED)
def test_headings_without_a_number(body: str, reason: str) -> None:
    found = drawn(HEAD_LINES + body)
    assert [(number, (title or "").capitalize()) for number, title in found] == [(None, title) for _, title in THREE], reason


def test_a_topic_above_its_points_needs_no_colon_among_those_that_have_one() -> None:
    body = "Beretning:\n- T.\n\nRegnskab for 2020\n- T.\n\nBudget:\n- T.\n\nValg:\n- T.\n\nEventuelt:\n- T."
    assert [title for _, title in drawn(HEAD_LINES + body)] == ["Beretning", "Regnskab for 2020", "Budget", "Valg", "Eventuelt"]


def test_a_number_printed_twice_counts_twice_however_far_in_it_stands() -> None:
    body = "**1. Beretning**\nT.\n\n**2. Regnskab**\nT.\n\n**2. Budget**\nT.\n\n**3. Eventuelt**\nT."
    assert drawn(HEAD_LINES + body) == [("1", "Beretning"), ("2", "Regnskab"), ("2", "Budget"), ("3", "Eventuelt")]


def test_headings_of_parts_are_not_items() -> None:
    text = "# Beretning\n**Indstilling**\nT.\n**Beslutning**\nT.\n\n# Regnskab\n**Indstilling**\nT.\n**Beslutning**\nT.\n"
    assert drawn(HEAD_LINES + text) == [(None, "Beretning"), (None, "Regnskab")]


def test_bold_words_inside_numbered_items_are_not_items() -> None:
    text = "1. Beretning\nT.\n**Stien langs åen**\nT.\n2. Regnskab\nT.\n**Taget på skolen**\nT.\n3. Eventuelt\nT."
    assert drawn(HEAD_LINES + text) == THREE


def test_a_numbered_list_inside_an_unnumbered_item_is_no_series_of_items() -> None:
    """Items go through the document; the list stands in one place."""
    listed = "\n\n".join(f"{n}. {name}" for n, name in enumerate(("Stien", "Hegnet", "Taget", "Broen"), start=1))
    text = f"**Beretning**\nT.\nT.\nT.\n\n{listed}\n\n**Regnskab**\nT.\nT.\nT.\n\n**Eventuelt**\nT.\nT."
    assert drawn(HEAD_LINES + text) == [(None, title) for _, title in THREE]


def test_the_lines_above_a_heading_that_hold_its_case_belong_to_it() -> None:
    text = "\n".join(f"\nSagsnr. 21/00{n}\n**{n}. {title}**\nT." for n, title in THREE)
    source = read(pages(filled(HEAD_LINES + text)))
    found = read_outline(Looks(source))
    assert [source.of(entry.lead) if entry.lead else None for entry in found.items] == [
        "Sagsnr. 21/001",
        "Sagsnr. 21/002",
        "Sagsnr. 21/003",
    ]
    assert not any("Sagsnr" in source.of(entry.span) for entry in found.items)


def test_a_heading_of_a_group_of_items_belongs_to_none() -> None:
    text = "**Åbne punkter**\n\n**1. Beretning**\nT.\n\n**2. Regnskab**\nT.\n\n**Lukkede punkter**\n\n**3. Eventuelt**\nT."
    source = read(pages(filled(HEAD_LINES + text)))
    found = read_outline(Looks(source))
    assert named(found) == THREE
    assert not any("punkter" in source.of(entry.span) for entry in found.items)


CLOSING = [
    "Mødet sluttede kl. 21.40",
    "Dirigenten afsluttede herefter generalforsamlingen og takkede for god ro og orden.",
    "Referent: Viggo Lund",
    "Referent\nViggo Lund",
    "Dirigent: Alma Brink\nReferent: Viggo Lund",
    "PBV. Alma Brink",
    "Afslutning:",
    "Underskrifter",
    "Næste møde: 1. juni 2021",
    "Kommende møder: 1. juni og 3. august",
]


@pytest.mark.parametrize("line", CLOSING)
def test_what_closes_the_meeting_is_no_part_of_the_last_item(line: str) -> None:
    text = f"{HEADS}1. Beretning\nT.\n2. Regnskab\nT.\n3. Eventuelt\nT.\n{line}"
    found = outline(text)
    source = read_plain(filled(text))
    assert found.tail is not None
    assert source.of(found.tail) == line
    assert source.of(found.items[-1].span).endswith(MORE)


@pytest.mark.parametrize(
    ("title", "line", "reason"),
    [
        ("Valg", "Formand: Viggo Lund\nKasserer: Ida Krog", "whom the item elects"),
        (
            "Eventuelt",
            f"Formand: Viggo Lund\n{'Bestyrelsen foreslår desuden, at stien langs åen bliver lavet inden sommeren.'}",
            "text goes on below",
        ),
    ],
)
def test_an_office_that_is_no_signature(title: str, line: str, reason: str) -> None:
    found = outline(f"{HEADS}1. Beretning\nT.\n2. Regnskab\nT.\n3. {title}\nT.\n{line}")
    assert found.tail is None, reason


def test_the_item_about_the_next_meeting_keeps_its_text() -> None:
    found = outline(f"{HEADS}1. Beretning\nT.\n2. Regnskab\nT.\n3. Næste møde\nNæste møde: 1. juni 2021")
    assert (named(found)[-1], found.tail) == (("3", "Næste møde"), None)


NONE = [
    ("Kære naboer\nT.\nT.\nMange hilsner", "a letter"),
    (f"{HEADS}T.\nT.\nT.", "minutes in one run"),
]


@pytest.mark.parametrize(("text", "reason"), NONE)
def test_no_items(text: str, reason: str) -> None:
    found = outline(text)
    assert found.items == (), reason
    assert found.head.end == len(filled(text).strip()), reason


def test_the_items_follow_each_other_without_overlap() -> None:
    found = outline(HEADS + "\n".join(f"{number}. {title}\nT." for number, title in THREE) + "\nMødet slut.")
    for one, two in zip(found.items, found.items[1:], strict=False):
        assert one.span.end <= two.span.start
    assert all(entry.body in entry.span and entry.title.heading in entry.span for entry in found.items)
    assert found.head.end <= found.items[0].span.start
