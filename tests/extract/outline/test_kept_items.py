"""Which items a document of a kind gives."""

from __future__ import annotations

import pytest

from referat.extract.outline.headings import Looks
from referat.extract.outline.kept_items import case_body, kept_items
from referat.extract.pages.reading import read
from referat.extract.sections.marks import Mark
from referat.models.fact import Fact
from referat.models.kinds import DocumentKind, Outcome, SectionKind
from referat.models.minutes import Item, Section
from referat.models.place import Span
from tests.extract.printed import pages

WORDS = (Span(0, 1),)


def item(title: str, **parts: bool) -> Item:
    """An item with these parts, each with a heading or without."""
    sections = tuple(
        Section(SectionKind(kind), Fact(kind, WORDS, "test") if headed else None, Fact("tekst", WORDS, "test"))
        for kind, headed in parts.items()
    )
    return Item(Span(0, 9), title=Fact(title, WORDS, "test"), sections=sections, outcome=Fact(Outcome.GODKENDT, WORDS, "test"))


DECIDED = item("Sti", sagsfremstilling=True, beslutning=True)
ITEMS = [
    DECIDED,
    item("Hegn", sagsfremstilling=True),
    item("Note", referat=False),
    item("Bro", beslutning=True),
    item("Vej", indstilling=True, beslutning=False),
]
KINDS = [
    (DocumentKind.REFERAT, ["Sti", "Hegn", "Note", "Bro", "Vej"], "all of the minutes"),
    (DocumentKind.DAGSORDEN, ["Sti", "Hegn", "Note", "Bro", "Vej"], "all of the agenda"),
    (DocumentKind.BILAG, ["Sti"], "only the case with a headed decision and a headed case text"),
    (DocumentKind.ANDET, [], "none"),
]


@pytest.mark.parametrize(("kind", "titles", "reason"), KINDS)
def test_kept(kind: DocumentKind, titles: list[str], reason: str) -> None:
    assert [found.title.value for found in kept_items(ITEMS, kind) if found.title] == titles, reason


def test_an_agenda_has_no_outcomes() -> None:
    assert [found.outcome for found in kept_items([DECIDED], DocumentKind.DAGSORDEN)] == [None]
    assert kept_items([DECIDED], DocumentKind.REFERAT) == (DECIDED,)


@pytest.mark.parametrize(
    ("second", "kept", "reason"),
    [
        ("# Vejledning til stien", False, "a new page in another type is the attachment"),
        ("Stien er tre meter bred.", True, "a new page in the type of the text goes on"),
    ],
)
def test_a_case_ends_before_its_attachment(second: str, kept: bool, reason: str) -> None:
    looks = Looks(read(pages("Beslutning\nGodkendt som indstillet.", second)))
    text = looks.source.text
    mark = Mark(SectionKind.BESLUTNING, Span(0, 10), 10, run_in=False, rule="test")
    body = case_body(looks, Span(0, len(text)), [mark])
    assert (body.end == len(text)) is kept, reason
    assert looks.source.of(body).strip().startswith("Beslutning\nGodkendt som indstillet.")


def test_large_type_on_the_page_of_the_decision_is_part_of_the_case() -> None:
    looks = Looks(read(pages("Beslutning\nGodkendt som indstillet.\n\n# Bemærkninger")))
    whole = Span(0, len(looks.source.text))
    assert case_body(looks, whole, [Mark(SectionKind.BESLUTNING, Span(0, 10), 10, run_in=False, rule="test")]) == whole


def test_a_case_without_a_decision_is_left_as_it_is() -> None:
    looks = Looks(read(pages("Beslutning", "# Andet")))
    assert case_body(looks, Span(0, 10), []) == Span(0, 10)
