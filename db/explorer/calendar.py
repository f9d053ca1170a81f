"""A list as a calendar: a task is a to-do and a day in the calendar, a meeting is a day. The one module that knows the calendar library."""

from __future__ import annotations

import datetime as dt
import re

from icalendar import Calendar, Event, Todo, vText

from referat.db.explorer.listing import Entry, Listing

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]")
_DAY = dt.timedelta(days=1)


def icalendar(listing: Listing, *, site: str) -> bytes:
    """The calendar. Identities are made from the ids of the entries: an entry that comes again replaces the one before."""
    calendar = Calendar()
    calendar.add("prodid", "-//referat//da")
    calendar.add("version", "2.0")
    # The library takes a property that it does not know as it is, without escaping.
    calendar.add("x-wr-calname", vText(_line(listing.title)))
    for entry in listing.entries:
        for part in _parts(entry, site):
            calendar.add_component(part)
    return bytes(calendar.to_ical())


def _parts(entry: Entry, site: str) -> list[Event | Todo]:
    due = _date(entry.due)
    if entry.is_meeting:
        day = _date(entry.day)
        return [] if day is None else [_day(entry, site, day, "moede")]
    if due is None:
        return []
    todo = Todo()
    todo.add("uid", f"{entry.id}-opgave@referat")
    todo.add("due", due)
    _describe(todo, entry, site)
    return [todo, _day(entry, site, due, "frist")]


def _day(entry: Entry, site: str, day: dt.date, kind: str) -> Event:
    event = Event()
    event.add("uid", f"{entry.id}-{kind}@referat")
    event.add("dtstart", day)
    event.add("dtend", day + _DAY if day < dt.date.max else day)
    event.add("transp", "TRANSPARENT")
    _describe(event, entry, site)
    return event


def _describe(part: Event | Todo, entry: Entry, site: str) -> None:
    # The stamp is the day of the meeting, so that the same minutes give the same calendar.
    stamped = _date(entry.day) or dt.date(1970, 1, 1)
    part.add("dtstamp", dt.datetime.combine(stamped, dt.time(), dt.UTC))
    part.add("summary", _line(entry.title))
    part.add("description", _clean(entry.summary))
    part.add("url", f"{site}{entry.path}")


def _line(text: str) -> str:
    return " ".join(_clean(text).split())


def _clean(text: str) -> str:
    return _CONTROL.sub(" ", text)


def _date(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None
