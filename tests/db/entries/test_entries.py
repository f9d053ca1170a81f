"""Saying something about what was read: versions, history, conflicts, and what an import leaves alone."""

from __future__ import annotations

import dataclasses
import datetime as dt
import sqlite3
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlite_utils import Database

from referat.db.entries.entries import ConflictError, MissingRowError, Subject, by_id, confirm, entries, find, history, refuse, write
from referat.db.entries.matching import Standing
from referat.db.entries.places import TABLES, place, places
from referat.db.entries.states import free_tasks
from referat.db.files import FileState, mark_missing, note_file, prune
from referat.db.links import relink
from referat.db.store import remove_document, store
from referat.models.errors import DatabaseError
from referat.models.minutes import Document

Make = Callable[..., Document]
PATH = Path("/minutes/referat.pdf")
QUOTE = "Eva Holm sender planen i høring."
NOW = dt.datetime(2024, 5, 1, 12, tzinfo=dt.UTC)


def parts(*quotes: str, title: str = "Plan") -> dict[str, Any]:
    tasks = [("Eva Holm", quote, "2022-08-01") for quote in quotes]
    return {"present": ("Eva Holm",), "items": [{"title": title, "beslutning": "Aftalt.", "outcome": "godkendt", "tasks": tasks}]}


def keep(db: Database, made: Document, *, reader: str = "1") -> str:
    """Keeps a document as an import does, with its file and links."""
    store(db, made, path=PATH, reader_version=reader)
    note_file(db, str(PATH), sha256=made.sha256, reader_version=reader, state=FileState.READ)
    relink(db, made.sha256[:12])
    return made.sha256[:12]


def task(db: Database, quote: str = QUOTE) -> Subject:
    row = db.conn.execute("SELECT id FROM tasks WHERE quote = ? ORDER BY id", (quote,)).fetchone()
    return Subject("test", "tasks", row[0])


def test_what_is_said_is_kept_with_its_history(database: Database, document: Make) -> None:
    keep(database, document(**parts(QUOTE)))
    subject = task(database)
    first = write(database, subject, {"state": "done"}, action="done", actor="eva", expected=0, now=NOW)
    assert (first.version, first.actor, first.words, first.standing) == (1, "eva", QUOTE, Standing.SAME)
    second = write(database, subject, {"state": "open"}, action="reopen", actor="bo", expected=1)
    assert (second.id, second.version, second.actor, second.made) == (first.id, 2, "bo", first.made)
    assert find(database.conn, subject) == second
    steps = [(step.actor, step.action, step.version, step.before, step.after) for step in history(database.conn, first.id)]
    assert steps == [("eva", "done", 1, None, {"state": "done"}), ("bo", "reopen", 2, {"state": "done"}, {"state": "open"})]


def test_the_later_one_is_told(database: Database, document: Make) -> None:
    keep(database, document(**parts(QUOTE)))
    subject = task(database)
    write(database, subject, {"state": "done"}, action="done", actor="eva", expected=0)
    with pytest.raises(ConflictError, match="eva har ændret") as told:
        write(database, subject, {"state": "dropped"}, action="drop", actor="bo", expected=0)
    assert told.value.current is not None
    assert told.value.current.value == {"state": "done"}
    # Saying the same again (a button pressed twice) is no conflict and no change.
    assert write(database, subject, {"state": "done"}, action="done", actor="bo", expected=0).version == 1


def test_taking_back_is_a_change_too(database: Database, document: Make) -> None:
    keep(database, document(**parts(QUOTE)))
    subject = task(database)
    made = write(database, subject, {"a": 1}, action="correct", actor="eva")
    assert write(database, subject, None, action="undo", actor="eva").value is None
    assert entries(database.conn, "test") == []
    assert [step.after for step in history(database.conn, made.id)] == [{"a": 1}, None]


def test_nothing_is_said_about_nothing(database: Database) -> None:
    with pytest.raises(MissingRowError, match="0123456789ab-x"):
        write(database, Subject("test", "tasks", "0123456789ab-x"), {}, action="done", actor="eva")
    with pytest.raises(MissingRowError):
        by_id(database.conn, 7)


@pytest.mark.parametrize("statement", ["DELETE FROM audit", "UPDATE audit SET actor = 'x'", "DELETE FROM entries"])
def test_the_database_itself_holds_the_history(database: Database, document: Make, statement: str) -> None:
    keep(database, document(**parts(QUOTE)))
    write(database, task(database), {"a": 1}, action="done", actor="eva")
    with pytest.raises(sqlite3.IntegrityError):
        database.conn.execute(statement)


@pytest.mark.parametrize("table", TABLES)
def test_every_row_can_be_spoken_of(database: Database, document: Make, table: str) -> None:
    identity = keep(database, document(**parts(QUOTE), acronyms=(("APU", "Akut Udrykning"),)))
    for found in places(database.conn, table, identity):
        assert place(database.conn, table, found.row) == found
        assert found.row.startswith(identity)
    assert place(database.conn, table, "0123456789ab-1") is None


def reread(made: Document, quotes: dict[str, str]) -> Document:
    """The same document by a reader that sets the borders of quotes elsewhere."""
    minutes = made.meetings[0]
    items = tuple(
        dataclasses.replace(
            item,
            tasks=tuple(
                dataclasses.replace(one, quote=dataclasses.replace(one.quote, value=quotes.get(one.quote.value, one.quote.value)))
                for one in item.tasks
                if quotes.get(one.quote.value, "-") != ""
            ),
        )
        for item in minutes.items
    )
    return dataclasses.replace(made, meetings=(dataclasses.replace(minutes, items=items),))


def test_it_survives_a_reader_that_sets_borders_elsewhere(database: Database, document: Make) -> None:
    made = document(**parts(QUOTE, "Bo Vig ringer til skolen."))
    keep(database, made)
    said = write(database, task(database), {"state": "done"}, action="done", actor="eva")
    keep(database, reread(made, {QUOTE: f"Det blev aftalt, at {QUOTE}"}), reader="2")
    found = by_id(database.conn, said.id)
    assert found.target == task(database, f"Det blev aftalt, at {QUOTE}").row
    assert (found.standing, found.words, found.value, found.version) == (Standing.CHANGED, QUOTE, {"state": "done"}, 1)
    keep(database, made, reader="3")
    assert by_id(database.conn, said.id) == said


def test_what_a_reader_no_longer_finds_is_gone_and_may_come_back(database: Database, document: Make) -> None:
    made = document(**parts(QUOTE))
    keep(database, made)
    subject = task(database)
    said = write(database, subject, {"state": "done"}, action="done", actor="eva")
    keep(database, reread(made, {QUOTE: ""}), reader="2")
    gone = by_id(database.conn, said.id)
    assert (gone.target, gone.standing, gone.words) == (None, Standing.GONE, QUOTE)
    assert entries(database.conn, "test", standing=Standing.GONE) == [gone]
    # Also what is gone can be changed.
    assert write(database, subject, {"state": "dropped"}, action="drop", actor="bo", expected=1).version == 2
    keep(database, made, reader="3")
    back = by_id(database.conn, said.id)
    assert (back.standing, back.value) == (Standing.SAME, {"state": "dropped"})


def test_it_follows_a_file_to_its_next_version(database: Database, document: Make) -> None:
    keep(database, document(**parts(QUOTE)))
    said = write(database, task(database), {"state": "done"}, action="done", actor="eva")
    newer = document(**parts("Udvalget holder et ekstra møde.", f"{QUOTE} Det haster."))
    other = keep(database, newer)
    found = by_id(database.conn, said.id)
    assert (found.document, found.standing) == (other, Standing.CHANGED)
    # The older content comes back.
    keep(database, document(**parts(QUOTE)))
    assert by_id(database.conn, said.id) == said


def test_what_is_only_alike_is_flagged_until_somebody_confirms(database: Database, document: Make) -> None:
    made = document(**parts(QUOTE))
    keep(database, made)
    said = write(database, task(database), {"state": "done"}, action="done", actor="eva")
    changed = reread(made, {QUOTE: "Eva Holm sender budgettet i høring."})
    for reader in ("2", "3"):  # a doubt does not fade by itself
        keep(database, changed, reader=reader)
        assert by_id(database.conn, said.id).standing is Standing.UNSURE
    with pytest.raises(ConflictError):
        confirm(database, said.id, actor="bo", expected=7)
    sure = confirm(database, said.id, actor="bo", expected=1)
    assert (sure.standing, sure.words, sure.version) == (Standing.SAME, "Eva Holm sender budgettet i høring.", 2)
    keep(database, changed, reader="4")
    assert by_id(database.conn, said.id).standing is Standing.SAME
    assert history(database.conn, said.id)[-1].action == "confirm"


def test_people_say_where_it_does_not_belong(database: Database, document: Make) -> None:
    made = document(**parts(QUOTE))
    keep(database, made)
    said = write(database, task(database), {"state": "done"}, action="done", actor="eva")
    with pytest.raises(DatabaseError, match="ingen tvivl"):
        refuse(database, said.id, actor="bo")
    changed = reread(made, {QUOTE: "Eva Holm sender budgettet i høring."})
    keep(database, changed, reader="2")
    with pytest.raises(ConflictError):
        refuse(database, said.id, actor="bo", expected=7)
    gone = refuse(database, said.id, actor="bo", expected=1)
    assert (gone.target, gone.standing, gone.value, gone.version) == (None, Standing.GONE, {"state": "done"}, 2)
    assert history(database.conn, said.id)[-1].action == "refuse"
    keep(database, changed, reader="3")
    assert by_id(database.conn, said.id) == gone  # it is not put there again
    keep(database, made, reader="4")
    assert by_id(database.conn, said.id).standing is Standing.SAME
    keep(database, changed, reader="5")
    there = confirm(database, said.id, actor="bo", row=task(database, "Eva Holm sender budgettet i høring.").row)
    keep(database, changed, reader="6")
    assert by_id(database.conn, said.id) == there


def test_only_tasks_that_are_shown_are_offered(database: Database, document: Make) -> None:
    keep(database, document(**parts(QUOTE, "Bo Vig ringer til skolen.")))
    said = write(database, task(database), {"state": "done"}, action="done", actor="eva")
    newer = keep(database, document(**parts("Eva Holm sender budgettet i høring.")))
    offered = free_tasks(database.conn, by_id(database.conn, said.id))
    assert [one.document for one in offered] == [newer]


def test_people_say_where_it_belongs(database: Database, document: Make) -> None:
    made = document(**parts(QUOTE, "Bo Vig ringer til skolen."))
    keep(database, made)
    said = write(database, task(database), {"state": "done"}, action="done", actor="eva")
    keep(database, reread(made, {QUOTE: "", "Bo Vig ringer til skolen.": "Skolen får besked fra Bo Vig."}), reader="2")
    assert by_id(database.conn, said.id).standing is Standing.GONE
    other = task(database, "Skolen får besked fra Bo Vig.")
    moved = confirm(database, said.id, actor="bo", row=other.row, expected=1)
    assert (moved.target, moved.standing, moved.value, moved.version) == (other.row, Standing.SAME, {"state": "done"}, 2)
    assert history(database.conn, said.id)[-1].action == "move"
    keep(database, reread(made, {"Bo Vig ringer til skolen.": "Skolen får besked fra Bo Vig."}), reader="3")
    assert by_id(database.conn, said.id).target == other.row  # the words it was first about are there again, and it stays
    first = write(database, task(database), {"state": "open"}, action="note", actor="eva")
    with pytest.raises(DatabaseError, match="allerede"):
        confirm(database, first.id, actor="bo", row=other.row)


def test_it_outlives_its_document(database: Database, document: Make) -> None:
    made = document(**parts(QUOTE))
    identity = keep(database, made)
    said = write(database, task(database), {"state": "done"}, action="done", actor="eva")
    with database.conn:
        database.conn.execute("DELETE FROM files")
    remove_document(database, identity)
    gone = by_id(database.conn, said.id)
    assert (gone.standing, gone.value, gone.words) == (Standing.GONE, {"state": "done"}, QUOTE)
    with pytest.raises(DatabaseError, match="intet at bekræfte"):
        confirm(database, said.id, actor="bo")
    keep(database, made, reader="2")
    assert by_id(database.conn, said.id) == said


@pytest.mark.parametrize("what", ["budgettet", "forslaget", "politikken"])
def test_what_is_there_with_doubt_goes_with_the_row(database: Database, document: Make, what: str) -> None:
    """It is known by another document, whose words it was about."""
    one, other = document(**parts(QUOTE, title=what)), document(**parts(f"Eva Holm sender {what} i høring.", title=what))
    keep(database, one)
    said = write(database, task(database), {"state": "done"}, action="done", actor="eva")
    keep(database, other)
    assert by_id(database.conn, said.id).standing is Standing.UNSURE
    mark_missing(database, [str(PATH)], [])
    prune(database)
    gone = by_id(database.conn, said.id)
    assert (gone.target, gone.standing, gone.value) == (None, Standing.GONE, {"state": "done"})


@pytest.mark.parametrize("more", ["Det haster.", "Det sker i maj.", "Det er aftalt."])
def test_two_versions_that_say_different_things_hold_what_was_said_of_both(database: Database, document: Make, more: str) -> None:
    """The newer one has fewer tasks; each entry once wanted the place of the other, and the import failed."""
    longer, shorter = document(**parts(QUOTE, "Bo Vig ringer til skolen.")), document(**parts(f"{QUOTE} {more}"))
    keep(database, longer)
    keep(database, shorter)
    rows = [row[0] for row in database.conn.execute("SELECT id FROM tasks ORDER BY id")]
    said = [write(database, Subject("test", "tasks", row), {"of": row}, action="note", actor="eva") for row in rows]
    for made in (longer, shorter, longer, longer):
        keep(database, made)
    held = [by_id(database.conn, one.id) for one in said]
    assert [one.value for one in held] == [one.value for one in said]
    targets = [one.target for one in held if one.target]
    assert len(targets) == len(set(targets)) == 2


def test_the_state_of_a_draft_goes_to_the_final_minutes(database: Database, document: Make) -> None:
    """And where both have one, the better fit has the place; the other is gone, not lost."""
    for path in ("a.pdf", "b.pdf"):
        store(database, document(path=path, **parts(QUOTE)), path=Path("/minutes") / path, reader_version="1")
    rows = [row[0] for row in database.conn.execute("SELECT id FROM tasks ORDER BY id")]
    said = [write(database, Subject("test", "tasks", row), {"of": row}, action="note", actor="eva") for row in rows]
    with database.conn:
        relink(database, rows[0][:12])
    held = [by_id(database.conn, one.id) for one in said]
    assert sorted(one.standing for one in held) == [Standing.GONE, Standing.SAME]
    assert [one.value for one in held] == [one.value for one in said]
