"""Files with the minutes of several meetings."""

from __future__ import annotations

import pytest

from referat.extract.minutes import read_meetings, read_text
from referat.extract.outline.meetings import split_meetings
from referat.extract.pages.reading import read, read_plain
from referat.models.text import SourceText
from tests.extract.printed import pages

TALK = "Formanden gennemgik sagen, og der var en god snak om, hvordan den kan løses til glæde for alle i foreningen."


def minutes(title: str, *items: str) -> str:
    body = "\n".join(
        f"{number}. {item}\n{TALK}\n{TALK}" for number, item in enumerate(items or ("Beretning", "Regnskab", "Eventuelt"), start=1)
    )
    return f"{title}\nTil stede: Alma Brink og Viggo Lund\n{body}\n"


def parts(source: SourceText) -> list[str]:
    return [part.of(part.lines[0].span) for part in split_meetings(source)]


MAY, JUNE = "Referat af bestyrelsesmøde den 4. maj 2021", "Referat af bestyrelsesmøde den 8. juni 2021"
FILES = [
    (minutes(MAY) + minutes(JUNE), [MAY, JUNE], "two titles of one form"),
    (minutes(MAY), [MAY], "one"),
    (minutes(MAY) + minutes(MAY), [MAY], "the title of the same day again"),
    (minutes(MAY) + MAY, [MAY], "the title again"),
    (minutes(MAY) + JUNE, [MAY], "another title with nothing below it"),
    (
        minutes(MAY, "Beretning", "Regnskab") + f"3. Næste møde\n{JUNE} skrives af Viggo.\n{TALK}\n",
        [MAY],
        "a sentence about the next minutes",
    ),
    (minutes(MAY) + minutes("Regnskab for 2020"), [MAY], "something else follows"),
]


@pytest.mark.parametrize(("text", "expected", "reason"), FILES)
def test_split(text: str, expected: list[str], reason: str) -> None:
    assert parts(read_plain(text)) == expected, reason


def test_pages_that_begin_with_a_day_those_present_and_an_item_one() -> None:
    """The title does not say what the paper is; each meeting begins on its own page."""
    made = pages(minutes("Mandag den 4. maj 2021", "Sti", "Bro"), minutes("Tirsdag den 8. juni 2021", "Hegn", "Vej"))
    assert parts(read(made)) == ["Mandag den 4. maj 2021", "Tirsdag den 8. juni 2021"]


def test_a_page_that_goes_on_with_the_same_meeting_is_none() -> None:
    made = pages(minutes("Mandag den 4. maj 2021", "Sti"), f"2. Hegn\nTil stede: Ida Friis\nDen 8. juni 2021 rives hegnet ned.\n{TALK}")
    assert parts(read(made)) == ["Mandag den 4. maj 2021"]


def test_a_page_whose_first_item_is_not_the_first_is_none() -> None:
    later = minutes("Tirsdag den 8. juni 2021", "Hegn", "Vej").replace("2. ", "5. ").replace("1. ", "4. ")
    assert parts(read(pages(minutes("Mandag den 4. maj 2021", "Sti", "Bro"), later))) == ["Mandag den 4. maj 2021"]


def test_each_meeting_has_its_own_items_and_its_own_day() -> None:
    found = read_text(minutes(MAY, "Sti", "Hegn", "Skole") + minutes(JUNE, "Havn", "Bro", "Vej")).meetings
    assert [str(meeting.meeting.date.value) if meeting.meeting.date else None for meeting in found] == ["2021-05-04", "2021-06-08"]
    assert [[item.title.value for item in meeting.items if item.title] for meeting in found] == [
        ["Sti", "Hegn", "Skole"],
        ["Havn", "Bro", "Vej"],
    ]


def test_the_parts_make_up_the_text() -> None:
    source = read_plain(minutes(MAY) + minutes(JUNE))
    both = split_meetings(source)
    assert tuple(line for part in both for line in part.lines) == source.lines
    assert all(part.text == source.text for part in both)
    assert len(read_meetings(source)) == 2
