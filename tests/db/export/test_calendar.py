"""Calendars, read by two libraries; an entry keeps its name whatever happens to the words."""

from __future__ import annotations

import dataclasses
import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import vobject
from icalendar import Calendar
from sqlite_utils import Database

from referat.db.entries.states import Said, TaskState, say
from referat.db.export.task_formats import TASK_FORMATS, TaskList
from referat.db.store import remove_document, store
from referat.models.minutes import Document
from tests.db.explorer.hostile import TEXTS
from tests.db.export.conftest import DAY, SITE, every

Listed = Callable[[], TaskList]
Make = Callable[..., Document]
ICS = TASK_FORMATS["ics"].write
QUOTE = "Sekretariatet udarbejder et overblik over genoptræningsplanerne."


def parts(body: bytes, kind: str) -> list[Any]:
    return list(Calendar.from_ical(body).walk(kind))


def test_a_task_is_a_to_do_and_a_day(listed: Listed) -> None:
    body = ICS(listed())
    todos, days = parts(body, "VTODO"), parts(body, "VEVENT")
    assert [(str(todo["STATUS"]), todo["DUE"].dt if "DUE" in todo else None) for todo in todos] == [
        ("NEEDS-ACTION", dt.date(2022, 6, 1)),
        ("COMPLETED", dt.date(2022, 7, 1)),
        ("CANCELLED", dt.date(2022, 8, 1)),
        ("NEEDS-ACTION", None),
    ]
    assert todos[1]["COMPLETED"].dt.date() == dt.date(2022, 6, 20)
    assert [(str(day["STATUS"]), str(day["SUMMARY"]).split(":")[0]) for day in days] == [
        ("CONFIRMED", "Eva Holm, Bo Vig"),
        ("CONFIRMED", "Udført"),
        ("CANCELLED", "Bortfaldet"),
    ]
    assert all(day["DTEND"].dt - day["DTSTART"].dt == dt.timedelta(days=1) for day in days)
    assert "Sendt til alle" in str(todos[1]["DESCRIPTION"])


def test_hostile_words_are_words(hostile: TaskList) -> None:
    body = ICS(hostile)
    (calendar,) = list(vobject.readComponents(body.decode()))
    assert len(list(calendar.vtodo_list)) == len(list(calendar.vevent_list)) == len(parts(body, "VTODO")) == len(TEXTS)
    assert {str(todo.due.value) for todo in calendar.vtodo_list} == {DAY}
    names = {child.name for part in (*calendar.vtodo_list, *calendar.vevent_list) for child in part.getChildren()}
    assert {"ATTACH", "ORGANIZER", "ATTENDEE"} & names == set()
    assert all(len(row.encode()) <= 75 for row in body.decode().split("\r\n"))
    identities = [str(part["UID"]) for kind in ("VTODO", "VEVENT") for part in parts(body, kind)]
    assert len(set(identities)) == len(identities)


def test_what_people_say_updates_an_entry(database: Database, listed: Listed) -> None:
    before = ICS(listed())
    assert before == ICS(listed()), "the clock is not in it"
    first = listed().tasks[0]
    say(database, first.id, Said(TaskState.DONE, date="2030-01-02"), actor="ida", now=dt.datetime(2030, 1, 2, 9, tzinfo=dt.UTC))
    old, new = parts(before, "VTODO")[0], parts(ICS(listed()), "VTODO")[0]
    assert old["UID"] == new["UID"]
    assert (old["SEQUENCE"], new["SEQUENCE"]) == (0, 1)
    assert new["LAST-MODIFIED"].dt == new["DTSTAMP"].dt == dt.datetime(2030, 1, 2, 9, tzinfo=dt.UTC) > old["DTSTAMP"].dt
    assert [part["UID"] for part in parts(ICS(listed()), "VTODO")[1:]] == [part["UID"] for part in parts(before, "VTODO")[1:]]


def test_a_deadline_that_becomes_a_day_is_a_change(database: Database, listed: Listed) -> None:
    loose = listed().tasks[-1]
    assert parts(ICS(listed()), "VTODO")[-1]["SEQUENCE"] == 0
    meeting = database.conn.execute("SELECT id FROM meetings").fetchone()[0]
    row = {"task_id": loose.id, "meeting_id": meeting, "deadline": "2022-08-01"}
    database.table("next_meeting_deadlines").insert(row)
    database.conn.execute("UPDATE tasks SET deadline = '2022-08-01' WHERE id = ?", (loose.id,))
    todo = parts(ICS(listed()), "VTODO")[-1]
    assert (todo["SEQUENCE"], todo["DUE"].dt, str(todo["UID"])) == (1, dt.date(2022, 8, 1), f"{loose.uid}-opgave@referat")


def kept(database: Database, made: Document, version: str, *, like: Document | None = None) -> list[str]:
    """Keeps a document (under the content of `like`) and gives the names of its tasks in the calendar."""
    if like is not None:
        made = dataclasses.replace(made, sha256=like.sha256)
    store(database, made, path=Path("/minutes/marts.pdf"), reader_version=version)
    return [str(todo["UID"]) for todo in parts(ICS(TaskList("Opgaver", every(database), SITE, "2022-01-01")), "VTODO")]


def minutes(make: Make, *quotes: str, forum: str = "Klyngeforum Nord") -> Document:
    return make(forum=forum, items=[{"title": "Plan", "beslutning": "Ja.", "tasks": [("Sekretariatet", quote, None) for quote in quotes]}])


@pytest.mark.parametrize(
    ("quotes", "forum", "reason"),
    [
        ((f"Punktet blev drøftet. {QUOTE}",), "Klyngeforum Nord", "the quote begins earlier"),
        ((f"{QUOTE[:-1]} inden jul.",), "Klyngeforum Nord", "the quote ends later"),
        (("Formanden skriver et brev.", QUOTE), "Klyngeforum Nord", "another task was found before it"),
        ((QUOTE,), "Klyngeforum Syd", "the forum is read in another way"),
    ],
)
def test_a_newer_reader_keeps_the_names(database: Database, document: Make, quotes: tuple[str, ...], forum: str, reason: str) -> None:
    march = minutes(document, QUOTE)
    (before,) = kept(database, march, "1")
    assert before in kept(database, minutes(document, *quotes, forum=forum), "2", like=march), reason


def test_names_are_carried_over_many_readings(database: Database, document: Make) -> None:
    march = minutes(document, QUOTE)
    (before,) = kept(database, march, "1")
    quotes = [f"{QUOTE[:-1]} inden jul.", f"Punktet blev drøftet. {QUOTE[:-1]} inden jul.", QUOTE]
    for number, quote in enumerate(quotes, start=2):
        assert kept(database, minutes(document, quote), str(number), like=march) == [before]


def test_what_people_said_does_not_change_a_name(database: Database, document: Make) -> None:
    march = minutes(document, QUOTE)
    (before,) = kept(database, march, "1")
    say(database, every(database)[0].id, Said(TaskState.DONE), actor="ida")
    longer = f"{QUOTE[:-1]} og sundhedsplejerskeuddannelserne."
    assert kept(database, minutes(document, longer), "2", like=march) == [before]
    (todo,) = parts(ICS(TaskList("Opgaver", every(database), SITE, "2022-01-01")), "VTODO")
    assert (str(todo["STATUS"]), todo["SEQUENCE"]) == ("COMPLETED", 1)


def test_another_task_has_another_name(database: Database, document: Make) -> None:
    march = minutes(document, QUOTE)
    (before,) = kept(database, march, "1")
    after = kept(database, minutes(document, "Formanden skriver til ministeren om busdriften."), "2", like=march)
    assert len(after) == 1
    assert before not in after


def test_a_quote_that_parts_in_two_gives_two_names(database: Database, document: Make) -> None:
    """The first reading comes back beside the one that took its name over."""
    march = minutes(document, QUOTE)
    kept(database, march, "1")
    kept(database, minutes(document, f"{QUOTE[:-1]} inden jul."), "2", like=march)
    assert len(set(kept(database, minutes(document, f"{QUOTE[:-1]} inden jul.", QUOTE), "3", like=march))) == 2


def test_two_tasks_in_the_same_words_have_two_names(database: Database, document: Make) -> None:
    assert len(set(kept(database, minutes(document, QUOTE, f"Igen: {QUOTE}"), "1"))) == 2


@pytest.mark.parametrize("kind", ["earlier-version", "draft"])
def test_the_next_version_of_a_document_keeps_the_names(database: Database, document: Make, kind: str) -> None:
    draft = minutes(document, QUOTE, "Formanden skriver et brev.")
    before = kept(database, draft, "1")
    final = minutes(document, "Formanden skriver et brev.", QUOTE, "Alle læser det.")
    kept(database, final, "1")
    one, other = draft.sha256[:12], final.sha256[:12]
    database.conn.execute("INSERT INTO document_links VALUES (?, ?, ?, 1.0, '')", (one, other, kind))
    todos = parts(ICS(TaskList("Opgaver", every(database), SITE, "2022-01-01")), "VTODO")
    assert [str(todo["UID"]) for todo in todos][:2] == before[::-1]
    assert len({str(todo["UID"]) for todo in todos}) == 3


def test_no_words_are_kept_of_a_document_that_is_taken_out(database: Database, document: Make) -> None:
    march = minutes(document, QUOTE)
    kept(database, march, "1")
    kept(database, minutes(document, f"{QUOTE[:-1]} inden jul."), "2", like=march)
    remove_document(database, march.sha256[:12])
    assert database.conn.execute("SELECT count(*) FROM task_names").fetchone() == (1,)
    assert "genoptræningsplanerne" not in "".join(line for line in database.conn.iterdump() if not line.startswith("CREATE"))
