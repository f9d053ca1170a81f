"""Corrections stay when the minutes are read again, and are flagged where the words under them changed."""

from __future__ import annotations

import copy
import dataclasses
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from referat.db.corrections.entering import Change, confirm, enter, take_back
from referat.db.corrections.fields import CorrectionError, Kind
from referat.db.entries.entries import ConflictError, MissingRowError, history
from referat.db.files import FileState, note_file
from referat.db.links import relink
from referat.db.schema import open_for_writing
from referat.db.store import refresh_search, remove_document, store
from referat.models.minutes import Document
from tests.db.conftest import make
from tests.db.corrections.conftest import PARTS, PATH, Desk
from tests.db.corrections.test_corrections import contents

Changed = Callable[[dict[str, Any]], None]


def _as_before(parts: dict[str, Any]) -> None:
    pass


def again(desk: Desk, change: Changed = _as_before) -> Document:
    """The same file as another reader reads it."""
    parts = copy.deepcopy(PARTS)
    change(parts)
    return dataclasses.replace(make(**parts), sha256=desk.made.sha256)


def _title(parts: dict[str, Any]) -> None:
    parts["items"][0]["title"] = "Budgt for det næste år"


def _right_title(parts: dict[str, Any]) -> None:
    parts["items"][0]["title"] = "Budget for næste år"


def _decision(parts: dict[str, Any]) -> None:
    parts["items"][0]["beslutning"] = "Drøftet og godkendt."


def _quote(parts: dict[str, Any]) -> None:
    parts["items"][0]["tasks"][0] = ("Bo Vig", "Bo Vig sender budgettet til revisor. Han gør det snart.", "2022-09-01")


def _other_owner(parts: dict[str, Any]) -> None:
    parts["items"][0]["tasks"][0] = ("Eva Hom", "Bo Vig sender budgettet til revisor.", "2022-09-01")


def _no_task(parts: dict[str, Any]) -> None:
    del parts["items"][0]["tasks"][0]


def _task_is_read(parts: dict[str, Any]) -> None:
    parts["items"][0]["tasks"].append(("Sekretariatet", "Sekretariatet indkalder til et møde om salen.", None))


def _name(parts: dict[str, Any]) -> None:
    parts["present"] = ("Eva Holm", "Bo Vig")


def _later_in_list(parts: dict[str, Any]) -> None:
    parts["present"] = ("Aage Lind", "Eva Hom", "Bo Vig")


READ_AGAIN = [
    (Kind.ITEM, "title", "Budget for næste år", _as_before, "holds", "title FROM items WHERE ordinal = 1", "Budget for næste år", "the same reading"),
    (Kind.ITEM, "title", "Budget for næste år", _title, "changed", "title FROM items WHERE ordinal = 1", "Budget for næste år", "other words under it"),
    (Kind.ITEM, "title", "Budget for næste år", _right_title, "agrees", "title FROM items WHERE ordinal = 1", "Budget for næste år", "it is now read as it was corrected"),
    (Kind.ITEM, "outcome", "godkendt", _title, "holds", "outcome FROM items WHERE ordinal = 1", "godkendt", "the words under an outcome are those of the decision"),
    (Kind.ITEM, "outcome", "udsat", _decision, "changed", "outcome FROM items WHERE ordinal = 1", "udsat", "another decision under an outcome"),
    (Kind.TASK, "owners", "Ida Krog", _quote, "changed", "owner FROM task_list WHERE quote LIKE '%revisor%'", "Ida Krog", "a quote with other borders"),
    (Kind.TASK, "owners", "Ida Krog", _other_owner, "changed", "owner FROM task_list WHERE quote LIKE '%revisor%'", "Ida Krog", "another wrong owner"),
    (Kind.TASK, "owners", "Ida Krog", _no_task, "lost", "count(*) FROM tasks", 1, "the task is read no more"),
    (Kind.TASK, "task", "nej", _quote, "changed", "count(*) FROM tasks", 1, "no task, with other borders"),
    (Kind.ITEM, "missing_task", {"quote": "Sekretariatet indkalder til et møde om salen."}, _task_is_read, "agrees", "count(*) FROM tasks", 3, "the missing task is now read"),
    (Kind.ITEM, "missing_task", {"quote": "Sekretariatet indkalder til et møde om salen."}, _title, "holds", "count(*) FROM tasks", 3, "the missing task is still missing"),
    (Kind.ATTENDEE, "name", "Eva Holm", _name, "agrees", "name FROM attendance WHERE ordinal = 1", "Eva Holm", "the name is now read"),
    (Kind.ATTENDEE, "role", "formand", _later_in_list, "holds", "role FROM attendance WHERE name = 'Eva Hom'", "formand", "somebody else is read before her"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "field", "value", "change", "state", "query", "expected", "reason"),
    READ_AGAIN,
    ids=[f"{case[1]}: {case[-1]}" for case in READ_AGAIN],
)
def test_read_again(
    desk: Desk, kind: Kind, field: str, value: Any, change: Changed, state: str, query: str, expected: Any, reason: str, tmp_path: Path
) -> None:
    keys = {Kind.ITEM: desk.item(), Kind.TASK: desk.task("revisor"), Kind.ATTENDEE: f"{desk.meeting}/1"}
    entry = desk.correct(kind, keys[kind], field, value)
    desk.read_again(again(desk, change))
    assert desk.states() == [(field, state)], reason
    assert desk.one(f"SELECT {query}") == expected, reason
    take_back(desk.db, entry.id, actor="bo")
    assert contents(desk) == contents(_fresh(tmp_path, again(desk, change)))


def _fresh(folder: Path, made: Document, version: str = "2") -> Desk:
    """A database in which nothing was ever corrected."""
    db = open_for_writing(folder / "fresh.db")
    refresh_search(db)
    store(db, made, path=PATH, reader_version=version)
    return Desk(db, made)


def test_what_is_confirmed_is_flagged_no_more(desk: Desk) -> None:
    entry = desk.correct(Kind.ITEM, desk.item(), "outcome", "udsat")
    desk.read_again(again(desk, _decision))
    assert desk.states() == [("outcome", "changed")]
    done = confirm(desk.db, entry.id, actor="ida", expected=entry.version)
    assert desk.states() == [("outcome", "holds")]
    assert [step.action for step in history(desk.db.conn, done.id)] == ["correct", "confirm"]
    desk.read_again(again(desk, _decision), version="3")
    assert desk.states() == [("outcome", "holds")]


def test_what_is_gone_cannot_be_confirmed(desk: Desk) -> None:
    entry = desk.correct(Kind.TASK, desk.task("revisor"), "owners", "Ida Krog")
    desk.read_again(again(desk, _no_task))
    with pytest.raises(CorrectionError, match="læses ikke længere"):
        confirm(desk.db, entry.id, actor="ida")
    desk.read_again(again(desk), version="3")
    assert desk.states() == [("owners", "holds")]


def test_a_document_that_comes_back_is_corrected_again(desk: Desk) -> None:
    desk.correct(Kind.ITEM, desk.item(), "title", "Budget")
    before = contents(desk)
    remove_document(desk.db, desk.document)
    assert desk.states() == []
    desk.read_again(again(desk), version="1")
    assert contents(desk) == before


def test_a_new_version_of_the_file_takes_the_corrections_over(desk: Desk) -> None:
    desk.correct(Kind.ITEM, desk.item(), "title", "Budget")
    new = dataclasses.replace(make(**PARTS), sha256="f" * 64)
    for made in (desk.made, new):
        store(desk.db, made, path=PATH, reader_version="1")
        note_file(desk.db, str(PATH), sha256=made.sha256, reader_version="1", state=FileState.READ)
    relink(desk.db, "f" * 12)
    titles = desk.rows(
        "SELECT items.title FROM items JOIN meetings ON meetings.id = meeting_id WHERE ordinal = 1 ORDER BY document_id = ? DESC",
        desk.document,
    )
    assert titles == [("Budgt for næste år",), ("Budget",)]
    assert desk.rows("SELECT document_id FROM read_rows") == [("f" * 12,)]


def test_the_later_of_two_is_told(desk: Desk) -> None:
    desk.correct(Kind.ITEM, desk.item(), "outcome", "udsat", expected=0)
    with pytest.raises(ConflictError, match="eva har ændret det"):
        enter(desk.db, [Change(Kind.ITEM, desk.item(), "outcome", "godkendt", expected=0)], actor="bo")
    assert desk.one("SELECT outcome FROM items WHERE ordinal = 1") == "udsat"


REFUSED = [
    (Kind.MEETING, "date", "31/2-2022", "ingen dag"),
    (Kind.MEETING, "start", "25:00", "intet klokkeslæt"),
    (Kind.MEETING, "kind", "", "kan ikke være tom"),
    (Kind.ITEM, "outcome", "måske", "findes ikke"),
    (Kind.ITEM, "colour", "rød", "intet felt"),
    (Kind.ITEM, "title", "x" * 3000, "højst"),
    (Kind.ITEM, "missing_task", {"quote": "Det står der ikke."}, "står ikke i punktets tekst"),
    (Kind.ITEM, "missing_task", {"quote": "Bo Vig sender budgettet til revisor."}, "allerede læst"),
    (Kind.SECTION, "split", "beslutning: Det står der ikke", "står inde i det"),
    (Kind.SECTION, "split", "Budgettet blev", "kolon"),
    (Kind.SECTION, "end", "Det står der ikke", "hverken i afsnittet"),
]


@pytest.mark.parametrize(("kind", "field", "value", "message"), REFUSED)
def test_what_cannot_be_is_said_and_not_kept(desk: Desk, kind: Kind, field: str, value: Any, message: str) -> None:
    before = contents(desk)
    keys = {Kind.ITEM: desk.item(), Kind.MEETING: desk.meeting, Kind.SECTION: f"{desk.item()}/2"}
    with pytest.raises(CorrectionError, match=message):
        desk.correct(kind, keys[kind], field, value)
    assert contents(desk) == before
    assert desk.one("SELECT count(*) FROM entries") == 0


def test_no_such_row_and_no_such_correction(desk: Desk) -> None:
    with pytest.raises(CorrectionError, match="intet med id"):
        desk.correct(Kind.TASK, f"{desk.document}-0000000000", "owners", "Eva")
    with pytest.raises(MissingRowError):
        take_back(desk.db, 99, actor="bo")


# What may happen to a set of minutes, in any order: a value corrected, a correction taken back, the file read by another reader.
_VALUES: dict[tuple[Kind, str], list[Any]] = {
    (Kind.MEETING, "date"): ["2022-06-30", "2022-07-01", None],
    (Kind.MEETING, "forum"): ["Klyngeforum Syd", None],
    (Kind.ATTENDEE, "name"): ["Eva Holm", "Ida Krog"],
    (Kind.ATTENDEE, "listed"): ["nej", "ja"],
    (Kind.ITEM, "title"): ["Budget", None],
    (Kind.ITEM, "outcome"): ["godkendt", "udsat", None],
    (Kind.ITEM, "missing_task"): [{"quote": "Sekretariatet indkalder til et møde om salen.", "owners": "Sekretariatet"}, {"quote": "Budgettet blev gennemgået."}],
    (Kind.SECTION, "split"): ["beslutning: Budgettet blev godkendt", "andet: indkalder til"],
    (Kind.SECTION, "end"): ["om salen.", "Drøftet."],
    (Kind.TASK, "owners"): ["Ida Krog", "Eva Holm; Forvaltningen (organisation)", None],
    (Kind.TASK, "deadline"): ["2022-10-01", "inden jul"],
    (Kind.TASK, "task"): ["nej", "ja"],
}  # fmt: skip
_READINGS: list[Changed] = [_as_before, _title, _decision, _quote, _no_task, _name, _later_in_list, _task_is_read]
_steps = st.lists(
    st.one_of(
        st.sampled_from([("correct", *key, value) for key, values in _VALUES.items() for value in values]),
        st.integers(0, 9).map(lambda number: ("undo", number)),
        st.integers(0, len(_READINGS) - 1).map(lambda number: ("read", number)),
    ),
    max_size=12,
)


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=_steps)
def test_nothing_is_left_when_everything_is_taken_back(steps: list[tuple[Any, ...]], tmp_path_factory: pytest.TempPathFactory) -> None:
    """In any order; and nothing that was entered and holds is ever lost."""
    folder = tmp_path_factory.mktemp("steps")
    desk = _fresh(folder, make(**PARTS), "1")
    reading, version = _READINGS[0], 1
    for step in steps:
        if step[0] == "read":
            reading, version = _READINGS[step[1]], version + 1
            desk.read_again(again(desk, reading), version=str(version))
        elif step[0] == "undo":
            _undo(desk, step[1])
        else:
            _correct(desk, *step[1:])
        desk.db.conn.execute("INSERT INTO search_text(search_text) VALUES ('integrity-check')")
        assert desk.db.conn.execute("PRAGMA foreign_key_check").fetchall() == []
        holding = desk.rows("SELECT id FROM entries WHERE value IS NOT NULL ORDER BY id")
        assert desk.rows("SELECT entry_id FROM correction_states ORDER BY 1") == holding
    for (entry,) in desk.rows("SELECT id FROM entries WHERE value IS NOT NULL"):
        take_back(desk.db, entry, actor="bo")
    after, clean = contents(desk), contents(_fresh(tmp_path_factory.mktemp("clean"), again(desk, reading), str(version)))
    desk.db.close()
    assert after == clean


def _undo(desk: Desk, number: int) -> None:
    holding = desk.rows("SELECT id FROM entries WHERE value IS NOT NULL ORDER BY id")
    if holding:
        take_back(desk.db, holding[number % len(holding)][0], actor="bo")


def _correct(desk: Desk, kind: Kind, field: str, value: Any) -> None:
    keys = {
        Kind.MEETING: desk.meeting,
        Kind.ATTENDEE: desk.one("SELECT meeting_id || '/' || ordinal FROM attendance ORDER BY ordinal LIMIT 1"),
        Kind.ITEM: desk.item(),
        Kind.SECTION: f"{desk.item()}/2",
        Kind.TASK: desk.one("SELECT id FROM tasks ORDER BY ordinal LIMIT 1"),
    }
    if keys[kind] is None:
        return
    try:
        enter(desk.db, [Change(kind, keys[kind], field, value)], actor="eva")
    except CorrectionError:
        return  # the text is divided otherwise by now


def test_a_meeting_that_proves_to_be_another_is_linked_and_unlinked(desk: Desk) -> None:
    """As corrected it is the meeting of another file: one of the two is left out of the search, until the correction is taken back."""
    other = make(**{**PARTS, "forum": "Kulturudvalget", "path": "andet.pdf"})
    store(desk.db, other, path=Path("/minutes/andet.pdf"), reader_version="1")
    before = contents(desk)
    entry = desk.correct(Kind.MEETING, f"{other.sha256[:12]}-1", "forum", "Klyngeforum Nord")
    assert desk.rows("SELECT kind FROM document_links") == [("copy",)]
    assert desk.one("SELECT count(*) FROM search_entries") == 3
    take_back(desk.db, entry.id, actor="bo")
    assert contents(desk) == before


def test_a_person_of_two_meetings_stays_where_she_is_right(desk: Desk) -> None:
    other = make(**{**PARTS, "date": "2022-08-31", "path": "andet.pdf"})
    store(desk.db, other, path=Path("/minutes/andet.pdf"), reader_version="1")
    before = contents(desk)
    entry = desk.correct(Kind.ATTENDEE, f"{desk.meeting}/2", "name", "Bodil Vig")
    assert desk.rows("SELECT name FROM people WHERE id IN ('bo-vig', 'bodil-vig') ORDER BY id") == [("Bo Vig",), ("Bodil Vig",)]
    assert desk.one("SELECT owner_as_written FROM task_list WHERE meeting_id = ? AND quote LIKE '%revisor%'", desk.meeting) == "Bodil Vig"
    take_back(desk.db, entry.id, actor="bo")
    assert contents(desk) == before
