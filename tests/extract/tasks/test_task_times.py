"""Meetings that a document names with their dates."""

from __future__ import annotations

import datetime as dt

import pytest

from referat.extract.tasks.times import known_meetings, meetings_of_items, next_of_own
from referat.models.fact import Fact
from referat.models.minutes import Item
from referat.models.place import Span

DATE = dt.date(2022, 3, 7)


@pytest.mark.parametrize(
    ("text", "found", "reason"),
    [
        ("Generalforsamlingen afholdes den 4. maj 2022.", {"generalforsamling": dt.date(2022, 5, 4)}, "a general meeting"),
        (
            "Sagens gang\n18. marts 2022: Økonomiudvalget\n25. marts 2022: Byrådet",
            {"økonomiudvalgets møde": dt.date(2022, 3, 18), "byrådets møde": dt.date(2022, 3, 25)},
            "dates before the bodies",
        ),
        ("Overgår til 2. behandling den 8. april 2022.", {"2. behandling": dt.date(2022, 4, 8)}, "a second reading"),
        ("Generalforsamlingen den 4. maj 2022. Generalforsamlingen den 5. maj 2022.", {}, "two dates settle nothing"),
        ("Generalforsamlingen den 4. maj 2021 gik godt.", {}, "before the meeting"),
    ],
)
def test_known_meetings(text: str, found: dict[str, dt.date], reason: str) -> None:
    assert known_meetings(text, DATE) == found, reason


def test_an_item_about_the_general_meeting_sets_its_date() -> None:
    text = "Generalforsamling\nForbuddet gælder til 1. april. Bestyrelsen sætter datoen til tirsdag den 3. maj kl. 17."
    item = Item(Span(0, len(text)), title=Fact("Generalforsamling", (Span(0, 17),), "test"))
    assert meetings_of_items(text, [item], DATE) == {"generalforsamling": dt.date(2022, 5, 3)}


def test_the_next_meeting_of_a_body_known_by_its_letters() -> None:
    known = {"shf-møde": dt.date(2022, 5, 9)}
    assert next_of_own("SHF drøftede. SHF godkendte. SHF valgte. SHF sluttede. På SHF-mødet den 9. maj", known) == dt.date(2022, 5, 9)
    assert next_of_own("På SHF-mødet den 9. maj", known) is None
