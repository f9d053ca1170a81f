"""Each kind of correction: what it changes, where it is seen, and that taking it back leaves nothing."""

from __future__ import annotations

from typing import Any

import pytest

from referat.db.corrections import entering
from referat.db.corrections.entering import take_back
from referat.db.corrections.fields import Kind
from referat.db.followups import making as followups
from referat.db.people import register
from referat.db.search.search import Request, search
from tests.db.corrections.conftest import Desk

# What remembers that something was entered or read before; the index's dictionary, which may know more than it uses; words, which are numbered.
HISTORY = {"entries", "audit", "task_names", "search_values", "search_words", "_sqlite_migrations"}


def contents(desk: Desk) -> dict[str, list[tuple[Any, ...]]]:
    """Everything in the database but what was entered; the register of people and what is followed as they are when they are asked."""
    register.refresh(desk.db)
    followups.refresh(desk.db)
    names = desk.rows("SELECT name FROM sqlite_master WHERE type = 'table' AND sql NOT LIKE '%USING fts5%' AND name NOT LIKE 'sqlite_%'")
    tables = sorted(name for (name,) in names if name not in HISTORY and not name.startswith(("search_text_", "search_grams_")))
    found = {name: sorted(desk.rows(f"SELECT * FROM {name}"), key=repr) for name in tables}
    found["search_words"] = desk.rows("SELECT word, uses FROM search_words ORDER BY word")
    found["readings"] = desk.rows("SELECT document_id, reader_version FROM readings")  # not when
    assert len(found) > 30
    return found


def key(desk: Desk, kind: Kind) -> str:
    return {
        Kind.MEETING: desk.meeting,
        Kind.ATTENDEE: f"{desk.meeting}/1",
        Kind.ITEM: desk.item(),
        Kind.SECTION: f"{desk.item()}/2",
        Kind.TASK: desk.task("revisor"),
    }[kind]


CASES = [
    (Kind.MEETING, "date", "30/6-2022", "SELECT date, title FROM meetings", ("2022-06-30", "Klyngeforum Nord 2022-06-30"), "a day as Danes write it"),
    (Kind.MEETING, "date", None, "SELECT date, title FROM meetings", (None, "Klyngeforum Nord"), "a day that is none"),
    (Kind.MEETING, "date", "2022-06-30", "SELECT DISTINCT date FROM tasks", ("2022-06-30",), "tasks are of the day of their meeting"),
    (Kind.MEETING, "forum", "Klyngeforum Syd", "SELECT items.forum_id, forums.name FROM items JOIN forums ON forums.id = forum_id LIMIT 1", ("klyngeforum-syd", "Klyngeforum Syd"), "another body"),
    (Kind.MEETING, "forum", "Klyngeforum Syd", "SELECT count(*) FROM forums", (1,), "the body that never met is gone"),
    (Kind.MEETING, "organisation", "Sølund Kommune", "SELECT forum_id FROM meetings", ("klyngeforum-nord-soelund-kommune",), "a body and its owner"),
    (Kind.MEETING, "start", "16", "SELECT start FROM meetings", ("16:00",), "a time that was not stated"),
    (Kind.MEETING, "next_date", "2022-08-31", "SELECT next_date FROM meetings", ("2022-08-31",), "the next meeting"),
    (Kind.MEETING, "kind", "dagsorden", "SELECT kind FROM meetings", ("dagsorden",), "the kind of document"),
    (Kind.ATTENDEE, "name", "Eva Holm", "SELECT name, person_id FROM attendance WHERE ordinal = 1", ("Eva Holm", "eva-holm"), "a name"),
    (Kind.ATTENDEE, "name", "Eva Holm", "SELECT count(*) FROM people WHERE id = 'eva-hom'", (0,), "the misread person is gone"),
    (Kind.ATTENDEE, "name", "Eva Holm", "SELECT value, quote FROM facts WHERE path = 'attendance[0].name'", ("Eva Holm", "Eva Hom"), "the printed words stay with the fact"),
    (Kind.ATTENDEE, "name", "Eva Holm", "SELECT person_id, wording FROM mentions WHERE ordinal = 1", ("eva-holm", "Eva Hom"), "other places name her too"),
    (Kind.ATTENDEE, "status", "absent", "SELECT status FROM attendance WHERE ordinal = 1", ("absent",), "she was not there"),
    (Kind.ATTENDEE, "role", "formand", "SELECT role FROM attendance WHERE ordinal = 1", ("formand",), "a role that was not read"),
    (Kind.ATTENDEE, "listed", "nej", "SELECT group_concat(name) FROM attendance", ("Bo Vig,Ida Krog",), "nobody of the list"),
    (Kind.ITEM, "title", "Budget for næste år", "SELECT title FROM items WHERE ordinal = 1", ("Budget for næste år",), "a title"),
    (Kind.ITEM, "number", "1 a", "SELECT number FROM items WHERE ordinal = 1", ("1 a",), "a number"),
    (Kind.ITEM, "outcome", "godkendt", "SELECT outcome, has_decision FROM items WHERE ordinal = 1", ("godkendt", 1), "an outcome"),
    (Kind.ITEM, "outcome", "godkendt", "SELECT value, quote FROM facts WHERE path = 'items[0].outcome'", ("godkendt", "Drøftet."), "its words"),
    (Kind.ITEM, "outcome", None, "SELECT outcome FROM items WHERE ordinal = 1", (None,), "no outcome"),
    (Kind.ITEM, "closed", "ja", "SELECT closed FROM items WHERE ordinal = 1", (1,), "behind closed doors"),
    (Kind.SECTION, "kind", "beslutning", "SELECT kind FROM sections WHERE ordinal = 2", ("beslutning",), "the kind of a text"),
    (Kind.SECTION, "kind", "beslutning", "SELECT has_minutes FROM items WHERE ordinal = 1", (0,), "what follows from the kind"),
    (Kind.SECTION, "end", "om salen.", "SELECT text FROM sections WHERE ordinal = 3", ("Budgettet blev godkendt.\nDrøftet.",), "an end that is earlier"),
    (Kind.SECTION, "end", "Drøftet.", "SELECT count(*) FROM sections WHERE item_id = (SELECT id FROM items WHERE ordinal = 1)", (2,), "an end that takes the next text in"),
    (Kind.SECTION, "split", "beslutning: Budgettet blev godkendt", "SELECT kind, text FROM sections WHERE ordinal = 3", ("beslutning", "Budgettet blev godkendt."), "a text within a text"),
    (Kind.SECTION, "split", "beslutning: Budgettet blev godkendt", "SELECT value FROM facts WHERE path = 'items[0].sections[3].text'", ("Drøftet.",), "facts go with their texts"),
    (Kind.TASK, "owners", "Ida Krog; Teknisk Forvaltning", "SELECT min(name || ' ' || kind), max(name || ' ' || kind) FROM task_owners JOIN tasks ON tasks.id = task_id WHERE quote LIKE '%revisor%'", ("Ida Krog person", "Teknisk Forvaltning organisation"), "two owners"),
    (Kind.TASK, "owners", None, "SELECT count(*) FROM task_owners JOIN tasks ON tasks.id = task_id WHERE quote LIKE '%revisor%'", (0,), "nobody named"),
    (Kind.TASK, "owners", "Ida Krog", "SELECT owner FROM task_list WHERE quote LIKE '%revisor%'", ("Ida Krog",), "lists show the owner"),
    (Kind.TASK, "deadline", "1/10-2022", "SELECT deadline, deadline_text FROM tasks WHERE quote LIKE '%revisor%'", ("2022-10-01", None), "a deadline"),
    (Kind.TASK, "deadline", "inden jul", "SELECT deadline, deadline_text, deadline_precision FROM tasks WHERE quote LIKE '%revisor%'", (None, "inden jul", "vague"), "a deadline in words"),
    (Kind.TASK, "action", "sende budgettet", "SELECT action FROM tasks WHERE quote LIKE '%revisor%'", ("sende budgettet",), "what is to be done"),
    (Kind.TASK, "strength", "request", "SELECT strength FROM tasks WHERE quote LIKE '%revisor%'", ("request",), "a request"),
    (Kind.TASK, "task", "nej", "SELECT quote FROM tasks", ("Vi ser på taget.",), "no task"),
    (Kind.TASK, "task", "nej", "SELECT meetings.tasks, items.tasks FROM meetings JOIN items ON meeting_id = meetings.id WHERE ordinal = 1", (1, 1), "is not counted"),
    (Kind.ITEM, "missing_task", {"quote": "Sekretariatet indkalder til et møde om salen.", "owners": "Sekretariatet", "deadline": "2022-08-01"}, "SELECT quote, owner, deadline, page FROM task_list WHERE quote LIKE '%salen%'", ("Sekretariatet indkalder til et møde om salen.", "Sekretariatet", "2022-08-01", 1), "a task that was not read"),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "field", "value", "query", "expected", "reason"), CASES, ids=[f"{case[1]}: {case[-1]}" for case in CASES])
def test_a_correction_and_back(desk: Desk, kind: Kind, field: str, value: Any, query: str, expected: tuple[Any, ...], reason: str) -> None:
    before = contents(desk)
    entry = desk.correct(kind, key(desk, kind), field, value)
    assert desk.rows(query) == [expected], reason
    assert desk.states() == [(field, "holds")]
    desk.db.conn.execute("INSERT INTO search_text(search_text) VALUES ('integrity-check')")
    assert desk.db.conn.execute("PRAGMA foreign_key_check").fetchall() == []
    assert contents(desk) != before
    take_back(desk.db, entry.id, actor="bo")
    assert contents(desk) == before


def test_the_search_finds_what_is_right(desk: Desk) -> None:
    desk.correct(Kind.ITEM, desk.item(), "title", "Økonomiplan")
    desk.correct(Kind.TASK, desk.task("revisor"), "owners", "Ida Krog")
    assert search(desk.db.conn, Request("Økonomiplan")).total == 1
    assert search(desk.db.conn, Request("Ida Krog sender", kind="opgave")).total == 1
    assert search(desk.db.conn, Request("Budgt")).total == 0


def test_a_big_register_waits_and_the_owner_is_right(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(entering, "_AT_ONCE", 0)
    for name in ("Ida Krog", "Nanna Lilleholt"):  # one whom the register knows, and one whom it does not
        desk.correct(Kind.TASK, desk.task("revisor"), "owners", name)
        assert desk.one("SELECT owner FROM task_list WHERE quote LIKE '%revisor%'") == name
    assert register.refresh(desk.db)
    assert desk.one("SELECT person_id FROM task_list WHERE quote LIKE '%revisor%'") is not None
