"""The order of steps: from a text or a file to its minutes."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from referat.extract.minutes import read_document, read_meetings, read_text
from referat.extract.pages.reading import read
from referat.models.codec import full
from referat.models.errors import UnreadableDocumentError
from referat.models.fact import walk_facts
from referat.models.kinds import DocumentKind, OcrMode, Outcome, ProblemCode
from referat.models.minutes import Document
from tests.extract.printed import pages
from tests.hostile.make import MINUTES, document, pdf

TEXT = """Referat af møde i Planudvalget den 4. maj 2021 kl. 16.00
Til stede: Alma Brink, Viggo Lund
Afbud: Ida Friis
Referent: Viggo Lund

1. Sti langs åen
Sagsnr. 21/004711
Indstilling
Forvaltningen indstiller, at stien anlægges.
Beslutning
Godkendt.

2. Lukket: Salg af grund v/ Alma Brink kl. 16.30
Sagen blev udsat til næste møde.

3. Eventuelt
Viggo Lund sender planen ud inden 1. juni 2021.

Mødet sluttede kl. 17.10
"""


def test_the_parts_of_minutes() -> None:
    read_in = read_text(TEXT, name="moede.txt")
    (minutes,) = read_in.meetings
    assert read_in.path == "moede.txt"
    assert minutes.kind.value == DocumentKind.REFERAT
    assert [item.number.value if item.number else None for item in minutes.items] == ["1", "2", "3"]
    first, second, third = minutes.items
    assert first.case_number is not None
    assert first.case_number.value == "21/004711"
    assert [section.kind.value for section in first.sections] == ["indstilling", "beslutning"]
    assert second.closed is not None
    assert second.presenter is not None
    assert (second.presenter.value, second.title.value if second.title else None) == ("Alma Brink", "Lukket: Salg af grund")
    assert [item.outcome.value if item.outcome else None for item in minutes.items[:2]] == [Outcome.GODKENDT, Outcome.UDSAT]
    assert [task.quote.value for task in third.tasks] == ["Viggo Lund sender planen ud inden 1. juni 2021."]
    assert "Mødet sluttede" not in read_in.source.of(third.span)
    assert minutes.problems == ()


KINDS = [
    (TEXT, DocumentKind.REFERAT, 3, [], "minutes"),
    ("Dagsorden for Planudvalgets møde den 4. maj 2021\n1. Sti\n2. Hegn\n3. Eventuelt", DocumentKind.DAGSORDEN, 3, [], "an agenda"),
    ("Vedtægter for Fjordby Bylaug\n§ 1\nForeningens navn er Fjordby Bylaug.\n§ 2\nFormålet er godt.", DocumentKind.ANDET, 0, [ProblemCode.NOT_MINUTES], "statutes"),
    ("Referat af møde den 4. maj 2021\nTil stede: Alma Brink", DocumentKind.REFERAT, 0, [ProblemCode.NO_ITEMS], "a head and nothing else"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "count", "problems", "reason"), KINDS)
def test_kinds_and_problems(text: str, kind: DocumentKind, count: int, problems: list[ProblemCode], reason: str) -> None:
    (minutes,) = read_text(text).meetings
    assert (minutes.kind.value, len(minutes.items)) == (kind, count), reason
    assert [problem.code for problem in minutes.problems] == problems, reason


def test_an_agenda_has_no_outcomes_and_no_tasks() -> None:
    (minutes,) = read_text("Dagsorden for møde den 4. maj 2021\n1. Sti\nViggo Lund sender planen ud.\n2. Hegn\n3. Eventuelt").meetings
    assert [(item.outcome, item.tasks) for item in minutes.items] == [(None, ())] * 3


@pytest.mark.parametrize("text", ["", " \n\t\n"])
def test_a_text_without_words(text: str) -> None:
    with pytest.raises(UnreadableDocumentError) as raised:
        read_text(text)
    assert raised.value.code == ProblemCode.EMPTY


def test_a_file(tmp_path: Path) -> None:
    path = tmp_path / "referat.pdf"
    path.write_bytes(pdf(document()))
    found = read_document(path, ocr=OcrMode.NEVER)
    assert found.source.text.split() == MINUTES.split()
    assert (len(found.sha256), found.path) == (64, str(path))
    assert found.meetings[0].kind.value == DocumentKind.REFERAT


# --- what holds for every document

HEADINGS = [
    "1. Sti",
    "2. Hegn",
    "3. Eventuelt",
    "Ad 4 Bro",
    "Beslutning",
    "Indstilling:",
    "Referat: Godkendt",
    "Dagsorden",
    "**Vej**",
    "# Havn",
]
SENTENCES = [
    "Alma Brink sender planen ud inden 1. juni.", "Det indstilles, at stien anlægges.", "Godkendt.", "Fraværende: Ida Friis", "at hegnet rives ned",
    "Mødet sluttede kl. 17.10", "Sagsnr. 21/47", "• et punkt", "", "Referat af møde den 4. maj 2021", "Til stede: Alma Brink", "5 stemte for, 2 imod.",
]  # fmt: skip
LINES = st.lists(st.sampled_from([*HEADINGS, *SENTENCES]), min_size=1, max_size=24).filter(any)


def check(read_in: Document) -> None:
    source = read_in.source
    for minutes in read_in.meetings:
        for _, fact in walk_facts(minutes):
            assert all(span.end <= len(source.text) for span in fact.spans)
        spans = [item.span for item in minutes.items]
        assert all(one.end <= two.start for one, two in pairwise(spans))
        for item in minutes.items:
            assert item.heading_span in item.span
            for section in item.sections:
                assert all(span in item.span for span in section.text.spans)
                assert section.text.value == "\n".join(source.of(span) for span in section.text.spans)


@settings(max_examples=25, deadline=None)
@given(LINES)
def test_items_stand_in_order_and_hold_their_sections(lines: list[str]) -> None:
    text = "\n".join(lines)
    read_in = read_text(text)
    check(read_in)
    assert json.dumps(full(read_in)) == json.dumps(full(read_text(text)))


@settings(max_examples=25, deadline=None)
@given(LINES)
def test_a_page_is_read_as_well(lines: list[str]) -> None:
    source = read(pages("\n".join(lines)))
    meetings = read_meetings(source)
    check(Document("side.pdf", "", source, meetings))
    assert read_meetings(source) == meetings
