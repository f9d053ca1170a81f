"""Postponed items: which later item took each of them up again, and how many meetings were held since."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from referat.db.followups import explicit
from referat.db.followups.matching import Followers, Followup, parts_of, shown
from referat.db.followups.reading import Duty, Matter, Met, Part, Series
from referat.db.treatments import is_recurring
from referat.models.likeness import likeness

_POSTPONED = "udsat"
_SAME_TITLE = 0.87
_ONE_THING = 4  # an item of more passages tells of several things, one of which was postponed


class Postponement(NamedTuple):
    """A postponed item, what took it up again (None: nothing did), the meetings of the body after it, and the passage that says so."""

    item: str
    taken_up: Followup | None
    later_meetings: int
    quote: str | None


def postponements(series: Series, followers: Followers) -> Iterator[Postponement]:
    """Every postponed item of the series' first forum; the first later item that takes it up counts."""
    for matter in series.items.values():
        here = series.meetings[matter.meeting]
        if matter.outcome != _POSTPONED or here.forum != series.forum or not here.is_minutes:
            continue
        later = [meeting for meeting in series.meetings if meeting.is_minutes and series.follows(meeting, here)]
        at = _passage(matter)
        several = len(matter.parts) > _ONE_THING and at is not None
        found = [*([] if several else _same_title(series, matter, later)), *followers.find(_duty(matter, at if several else None), series)]
        first = min(found, key=lambda row: (series.items[row.item].meeting, -row.score), default=None)
        yield Postponement(matter.id, first, len(later), shown(at) if at else None)


def _same_title(series: Series, matter: Matter, later: list[Met]) -> list[Followup]:
    """Items that are called the same, where the name is not that of a habit of all bodies (`Eventuelt`)."""
    places = {meeting.place for meeting in later}
    if not matter.printed_title or is_recurring(matter.printed_title):
        return []
    near = (other for other in series.items.values() if other.meeting in places and _as_long(matter.printed_title, other.printed_title))
    alike = [(likeness(matter.printed_title, other.printed_title), other) for other in near]
    return [
        Followup(matter.id, other.id, round(score, 2), "samme overskrift", shown(parts_of(other)[0]), parts_of(other)[0].section, None)
        for score, other in alike
        if score >= _SAME_TITLE
    ]


def _as_long(one: str, other: str) -> bool:
    """Titles of other lengths cannot be alike."""
    return abs(len(one) - len(other)) <= (1 - _SAME_TITLE) * (len(one) + len(other))


def _duty(matter: Matter, at: Part | None) -> Duty:
    """To take up again what was postponed: the item, or the passage that says so."""
    if at is None:
        return Duty(matter.id, matter.id, matter.meeting, matter.title, matter.title_terms, (), None)
    return Duty(matter.id, matter.id, matter.meeting, at.text, at.text_terms, (), at)


def _passage(matter: Matter) -> Part | None:
    return next((part for part in parts_of(matter) if explicit.says(part.text, _POSTPONED)), None)
