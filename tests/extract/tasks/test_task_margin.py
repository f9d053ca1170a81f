"""Names in the margin as owners of what stands beside them."""

from __future__ import annotations

import pytest

from referat.extract.people.cast import Cast
from referat.extract.tasks.margin import rows_in_margin
from referat.models.fact import Fact
from referat.models.kinds import Status
from referat.models.minutes import Attendee
from referat.models.place import Box, Span
from referat.models.text import Line, SourceText

_BOX = Box(1, 0, 0, 1, 1)
_SECOND = Box(1, 2, 0, 3, 1)
_HERE = (Span(0, 1),)
PEOPLE = [Attendee(Fact(name, _HERE, "test"), Fact(Status.PRESENT, _HERE, "test")) for name in ("Eva Nørlund", "Ole Holm", "Rita Sand")]


def source_of(lines: list[str]) -> SourceText:
    """A text of lines; one that begins with '|' stands in the margin, with '||' in its second column, with '#' in a table."""
    text, found = "", []
    for line in lines:
        text += "\n" if text else ""
        words = line.lstrip("|#")
        place = _SECOND if line.startswith("||") else _BOX
        span = Span(len(text), len(text) + len(words))
        found.append(Line(span, place, 10, False, 0, 0, True, (), line.startswith("#"), line.startswith("|")))
        text += words
    return SourceText(text, tuple(found))


@pytest.mark.parametrize(
    ("lines", "rows", "reason"),
    [
        (
            ["Skiltet males.", "|Eva", "Taget tætnes.", "|Ole og Rita", "Stien fejes.", "|Rita"],
            [("Skiltet males.", "Eva"), ("Taget tætnes.", "Ole og Rita"), ("Stien fejes.", "Rita")],
            "most notes are names",
        ),
        (["Skiltet males.", "|Eva", "Taget tætnes.", "Stien fejes."], [], "one note is no column"),
        (["Punkter", "|Ansvarlig", "Skiltet males.", "|Eva"], [("Skiltet males.", "Eva")], "the margin has a heading"),
        (
            [
                "Skiltet males.",
                "|Eva",
                "Taget.",
                "|Bilag 1",
                "Stien.",
                "|Ole",
                "Søen.",
                "|Bilag 2",
                "Hegnet.",
                "|Rita",
                "Porten.",
                "|Bilag 3",
            ],
            [],
            "half of the notes are something else",
        ),
    ],
)
def test_rows_in_margin(lines: list[str], rows: list[tuple[str, str]], reason: str) -> None:
    source = source_of(lines)
    found = rows_in_margin(source, Cast(source.text, PEOPLE))
    assert [(source.of(row.text), source.of(row.who) if row.who else "") for row in found] == rows, reason


@pytest.mark.parametrize(
    ("lines", "rows", "reason"),
    [
        (
            ["|Ansvarlig", "||Deadline", "Skiltet males.", "|Eva", "||1. maj"],
            [("Skiltet males.", "Eva", "1. maj")],
            "headings above everything",
        ),
        (["#Ansvarlig", "Skiltet males.", "|Eva"], [("Skiltet males.", "Eva", "")], "the heading is a cell of the table around the text"),
        (["#Ansvarlig", "Skiltet males.", "||Eva"], [], "a heading of another column"),
        (["||Deadline", "Skiltet males.", "||næste møde"], [("Skiltet males.", "", "næste møde")], "a column of deadlines alone"),
        (["|Ansvarlig", "Skiltet males.", "|QX"], [("Skiltet males.", "QX", "")], "below a heading also who is not in the list"),
        (["|Ansvarlig", "Skiltet males.", "||Bilag"], [], "a note in a column that says nothing"),
        (
            ["|Ansvarlig", "||Deadline", "Skiltet males, og taget tætnes.", "|Eva", "|Ole", "||1. maj", "||2. maj"],
            [("Skiltet males, og taget tætnes.", "Eva\nOle", "1. maj\n2. maj")],
            "several",
        ),
        (
            ["Skiltet males.", "|Eva", "||1/5", "Taget tætnes.", "|Ole", "Stien fejes.", "|Rita", "||1/6"],
            [("Skiltet males.", "Eva", "1/5"), ("Taget tætnes.", "Ole", ""), ("Stien fejes.", "Rita", "1/6")],
            "names and dates without headings",
        ),
    ],
)
def test_owners_and_deadlines_in_margin(lines: list[str], rows: list[tuple[str, str, str]], reason: str) -> None:
    source = source_of(lines)
    found = rows_in_margin(source, Cast(source.text, PEOPLE))
    assert [tuple(source.of(span) if span else "" for span in (row.text, row.who, row.when)) for row in found] == rows, reason
