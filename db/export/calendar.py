"""Tasks and meetings as a calendar (RFC 5545): a task is a to-do and, where it has a deadline, a day. Only this module knows icalendar.

A calendar that is exported again updates the entries of the one before: identities come from `TaskRow.uid`, `SEQUENCE` and the stamps
from what is in the database, never from the clock.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable

from icalendar import Calendar, Event, Todo, vText

from referat.db.entries.states import TaskState
from referat.db.export.listing import Entry
from referat.db.export.tasks import STATES, TaskRow, summary

_CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f\x85\u2028\u2029\ud800-\udfff]")
_DAY = dt.timedelta(days=1)
_UNDATED = dt.date(1970, 1, 1)
_STATUS = {TaskState.DONE: "COMPLETED", TaskState.DROPPED: "CANCELLED"}


def calendar(title: str, tasks: Iterable[TaskRow], meetings: Iterable[Entry] = (), *, site: str) -> bytes:
    """The calendar; `site` stands before the addresses in it."""
    made = Calendar()
    made.add("prodid", "-//referat//da")
    made.add("version", "2.0")
    # The library takes a property that it does not know as it is, without escaping.
    made.add("x-wr-calname", vText(_line(title)))
    for task in tasks:
        made.add_component(_todo(task, site))
        if task.deadline:
            made.add_component(_deadline(task, site))
    for entry in meetings:
        if entry.day:
            made.add_component(_meeting(entry, site))
    return bytes(made.to_ical())


def _todo(task: TaskRow, site: str) -> Todo:
    todo = Todo()
    todo.add("uid", f"{task.uid}-opgave@referat")
    if task.deadline:
        todo.add("due", dt.date.fromisoformat(task.deadline))
    _describe_task(todo, task, site)
    todo.add("status", _STATUS.get(TaskState(task.state), "NEEDS-ACTION"))
    if task.state == TaskState.DONE:
        day = dt.date.fromisoformat(task.state_date or (task.changed or "")[:10])
        todo.add("completed", dt.datetime.combine(day, dt.time(12), dt.UTC))
        todo.add("percent-complete", 100)
    return todo


def _deadline(task: TaskRow, site: str) -> Event:
    event = Event()
    event.add("uid", f"{task.uid}-frist@referat")
    _all_day(event, dt.date.fromisoformat(task.deadline or ""))
    _describe_task(event, task, site)
    event.add("status", "CANCELLED" if task.state == TaskState.DROPPED else "CONFIRMED")
    return event


def _meeting(entry: Entry, site: str) -> Event:
    event, day = Event(), dt.date.fromisoformat(entry.day or "")
    event.add("uid", f"{entry.id}-moede@referat")
    _all_day(event, day)
    _describe(event, entry.title, entry.summary, f"{site}{entry.path}", _midnight(day))
    return event


def _all_day(event: Event, day: dt.date) -> None:
    event.add("dtstart", day)
    event.add("dtend", day + _DAY if day < dt.date.max else day)
    event.add("transp", "TRANSPARENT")


def _describe_task(part: Event | Todo, task: TaskRow, site: str) -> None:
    title = f"{', '.join(task.owners)}: {task.action}" if task.owners else task.action
    if isinstance(part, Event) and task.is_settled:  # a day in a calendar has no box to tick
        title = f"{STATES[task.state].capitalize()}: {title}"
    stamp = _midnight(dt.date.fromisoformat(task.date) if task.date else _UNDATED)
    if task.changed:
        stamp = max(stamp, dt.datetime.fromisoformat(task.changed).astimezone(dt.UTC))
    told = f"{summary(task)}\n{task.note}" if task.note else summary(task)
    _describe(part, title, told, f"{site}{task.path}", stamp)
    part.add("sequence", task.changes)


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time(), dt.UTC)


def _describe(part: Event | Todo, title: str, told: str, url: str, stamp: dt.datetime) -> None:
    part.add("dtstamp", stamp)
    part.add("last-modified", stamp)
    part.add("summary", _line(title))
    part.add("description", _clean(told))
    part.add("url", url)


def _line(text: str) -> str:
    return " ".join(_clean(text).split())


def _clean(text: str) -> str:
    return _CONTROL.sub(" ", text)
