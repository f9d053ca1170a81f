"""Titles of items: where they end, and what else a heading says."""

from __future__ import annotations

import datetime as dt

import pytest

from referat.extract.outline.headings import Looks
from referat.extract.outline.outline import Entry, read_outline
from referat.extract.pages.reading import read, read_plain
from tests.extract.printed import pages

TALK = "Der var en god snak om, hvordan sagen kan løses til glæde for alle i foreningen, og hvem der gør hvad."
HEAD = "Referat af møde den 4. maj 2021\nTil stede: Alma Brink\n"


def second(heading: str, *, text: str = TALK) -> Entry:
    """The second of three items; its heading in plain type."""
    source = read_plain(f"{HEAD}1. Beretning\n{TALK}\n2. {heading}\n{text}\n3. Eventuelt\n{TALK}")
    entry = read_outline(Looks(source)).items[1]
    assert entry.title.number is not None
    assert entry.title.number.value == "2"
    return entry


def title_of(entry: Entry) -> str | None:
    return entry.title.title.value if entry.title.title else None


PLAIN = [
    ("Budget", "Budget", "one word"),
    ("Budget.", "Budget", "a closing full stop"),
    ("Budget:", "Budget", "a closing colon"),
    ("Budget: formanden gennemgik tallene.", "Budget", "the text runs in after a colon"),
    ("Budget. Formanden gennemgik tallene.", "Budget", "the text runs in after a full stop"),
    ("Formanden gennemgik tallene, og de blev godkendt.", None, "a sentence is no title"),
    ("Godkendelse af referat fra mødet d. 3. marts", "Godkendelse af referat fra mødet d. 3. marts", "abbreviations and dates"),
    ("Lån vedr. Havnevej. Formanden gennemgik tallene.", "Lån vedr. Havnevej", "an abbreviation before the end"),
    ("Skal vi have en hjertestarter?", "Skal vi have en hjertestarter?", "a question"),
    ("Mødetider kl. 19:30 eller senere: bestyrelsen skiftes", "Mødetider kl. 19:30 eller senere", "a colon in a clock time"),
    ("Nye medlemmer…", "Nye medlemmer…", "dots that leave something open"),
    ("\"Grøn sti\" – status", "\"Grøn sti\" – status", "in quotation marks"),
]  # fmt: skip


@pytest.mark.parametrize(("heading", "title", "reason"), PLAIN)
def test_a_title_in_plain_type(heading: str, title: str | None, reason: str) -> None:
    assert title_of(second(heading)) == title, reason


TIMES = [
    ("Budget kl. 16.00-16.30", "Budget", "16:00", "16:30"),
    ("Budget (16:00–16:30)", "Budget", "16:00", "16:30"),
    ("Budget, kl. 16", "Budget", "16:00", None),
    ("Budget (20 min.)", "Budget", None, None),
    ("Budget 2021", "Budget 2021", None, None),
    ("Budget for kl. 16-gruppen", "Budget for kl. 16-gruppen", None, None),
]


@pytest.mark.parametrize(("heading", "title", "start", "end"), TIMES)
def test_a_time_at_the_end_is_not_part_of_the_title(heading: str, title: str, start: str | None, end: str | None) -> None:
    entry = second(heading)
    assert title_of(entry) == title
    assert (entry.title.start.value if entry.title.start else None) == (dt.time.fromisoformat(start) if start else None)
    assert (entry.title.finish.value if entry.title.finish else None) == (dt.time.fromisoformat(end) if end else None)


PRESENTERS = [
    ("Budget v/ Alma Brink", "Budget", "Alma Brink"),
    ("Budget v/Alma", "Budget", "Alma"),
    ("Budget ved Alma Brink og Viggo Lund", "Budget", "Alma Brink og Viggo Lund"),
    ("Budget (v/ Alma Brink) kl. 16.00", "Budget", "Alma Brink"),
    ("Budget v. Alma", "Budget", "Alma"),
    ("Budget v. Alma og Ida", "Budget", "Alma og Ida"),
    ("Budget v Alma Brink", "Budget", "Alma Brink"),
    ("Sti ved Fjordvej", "Sti ved Fjordvej", None),
    ("Sti v. Fjordvej", "Sti v. Fjordvej", None),
]


@pytest.mark.parametrize(("heading", "title", "presenter"), PRESENTERS)
def test_who_presents_an_item(heading: str, title: str, presenter: str | None) -> None:
    entry = second(heading)
    assert (title_of(entry), entry.title.presenter.value if entry.title.presenter else None) == (title, presenter)


CLOSED = [("Lukket: Salg af grund", True), ("LUKKET PUNKT - Salg af grund", True), ("Salg af den lukkede skole", False)]


@pytest.mark.parametrize(("heading", "closed"), CLOSED)
def test_closed_items(heading: str, closed: bool) -> None:
    entry = second(heading)
    assert (entry.title.closed is not None) == closed
    assert title_of(entry) == heading


DRAWN = [
    ("**2. Budget**\nT.", "Budget", "bold on a line of its own"),
    ("**2. Budget** Formanden gennemgik tallene.", "Budget", "bold, and the text runs in"),
    ("2. **Budget** Formanden gennemgik tallene.", "Budget", "only the title is bold"),
    ("# 2. Budget for foreningen\nT.", "Budget for foreningen", "larger"),
    ("**2. Budget og regnskab for foreningen, for dens huse, for dens veje, for dens haver, for dens**\n**både og for dens vand**\nT.",
     "Budget og regnskab for foreningen, for dens huse, for dens veje, for dens haver, for dens både og for dens vand", "over two lines"),
    ("**2.**\t**Budget**\nT.", "Budget", "a wide space after the number"),
    ("**2. Budget**\t16.30\nT.", "Budget", "a time in a column of its own"),
    ("**2.**\n**Budget**\nT.", "Budget", "the number on a line of its own"),
    ("**2. Budget**\n**Budget**\nT.", "Budget", "the title twice"),
    ("**2. Budget**\n**Beslutning**\nGodkendt.", "Budget", "a part of the item in the same type"),
]  # fmt: skip


@pytest.mark.parametrize(("middle", "title", "reason"), DRAWN)
def test_a_title_that_stands_out(middle: str, title: str, reason: str) -> None:
    larger = middle.startswith("#")
    first, last = ("# 1. Beretning", "# 3. Eventuelt") if larger else ("**1. Beretning**", "**3. Eventuelt**")
    text = f"{HEAD}\n{first}\n{TALK}\n\n{middle}\n\n{last}\n{TALK}".replace("T.", TALK)
    source = read(pages(text))
    entries = read_outline(Looks(source)).items
    assert [title_of(entry) for entry in entries] == ["Beretning", title, "Eventuelt"], reason
    fact = entries[1].title.title
    assert fact is not None
    assert " ".join(source.of(fact.spans[0]).split()) == title
    assert source.of(entries[1].body).strip(" 16.30\n")[:9] in ("Der var e", "Formanden", "Beslutnin")


def test_a_time_below_the_title() -> None:
    source = read(pages(f"{HEAD}\n**1. Beretning**\n16.00 - 16.15\n{TALK}\n\n**2. Budget**\n16.15 - 17.00\n{TALK}"))
    entries = read_outline(Looks(source)).items
    assert [(title_of(entry), entry.title.start.value if entry.title.start else None) for entry in entries] == [
        ("Beretning", dt.time(16)),
        ("Budget", dt.time(16, 15)),
    ]
    assert all(source.of(entry.body).startswith("Der var") for entry in entries)


def test_the_title_of_the_agenda_tells_where_a_run_in_title_ends() -> None:
    agenda = "Dagsorden\n1. Beretning\n2. Budget for det nye år\n3. Eventuelt\n"
    text = f"{HEAD}{agenda}1. Beretning\n{TALK}\n2. Budget for det nye år blev gennemgået af formanden.\n{TALK}\n3. Eventuelt\n{TALK}"
    entries = read_outline(Looks(read_plain(text))).items
    assert [title_of(entry) for entry in entries] == ["Beretning", "Budget for det nye år", "Eventuelt"]
