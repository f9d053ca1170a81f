"""The file of settings, and what it makes of a copy that is published."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest

from referat.db import schema
from referat.db.privacy.copying import copy
from referat.db.privacy.publishing import PersonalDataError, made_ready, refuse
from referat.db.privacy.settings import NAME, PrivacySettingsError, Settings, before, settings_for
from referat.models.errors import DatabaseError
from referat.models.personal import PersonalKind

TODAY = dt.date(2026, 3, 31)


@pytest.mark.parametrize(
    ("term", "day"),
    [
        ("10y", "2016-03-31"),
        ("10å", "2016-03-31"),
        ("18m", "2024-09-30"),
        (" 1 y ", "2025-03-31"),
        ("1m", "2026-02-28"),
        ("13m", "2025-02-28"),
    ],
)
def test_terms(term: str, day: str) -> None:
    assert before(term, TODAY).isoformat() == day


@pytest.mark.parametrize("term", ["", "10", "y", "0y", "-1y", "10 uger", "1000y"])
def test_other_terms_are_refused(term: str) -> None:
    with pytest.raises(PrivacySettingsError, match=r"frist|længe"):
        before(term, TODAY)


def test_the_file_beside_the_database(tmp_path: Path) -> None:
    database = tmp_path / "referat.db"
    assert settings_for(database) == Settings()
    (tmp_path / NAME).write_text('leave_out = ["Åse Lind", " "]\nolder_than = "10y"\nredact = ["telefon"]\n', encoding="utf-8")
    found = settings_for(database)
    assert found == Settings(("Åse Lind",), "10y", (PersonalKind.CPR, PersonalKind.PHONE))
    assert found.expire_before(TODAY) == dt.date(2016, 3, 31)
    other = tmp_path / "anden.toml"
    other.touch()
    assert settings_for(database, other) == Settings()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("leave_out = [", "kan ikke læses"),
        ('leave_out = "Åse Lind"', "leave_out ="),
        ("leave_out = [1]", "leave_out ="),
        ("older_than = 10", "older_than ="),
        ('older_than = "snart"', "frist"),
        ('redact = ["alt"]', "ikke alt"),
        ('names = ["Åse Lind"]', "names kendes ikke"),
    ],
)
def test_a_file_in_another_form_is_told(tmp_path: Path, text: str, told: str) -> None:
    (tmp_path / NAME).write_text(text, encoding="utf-8")
    with pytest.raises(PrivacySettingsError, match=told):
        settings_for(tmp_path / "referat.db")


def test_publishing_is_refused_while_numbers_remain(minutes: Path, kept: Callable[..., Path]) -> None:
    path = kept(minutes)
    with pytest.raises(PersonalDataError, match="CPR-numre") as error:
        made_ready(path, Settings(), redacts=False, today=TODAY)
    assert "3 i afsnit" in str(error.value)
    assert "--redact" in str(error.value)
    assert "150333" not in str(error.value)
    made_ready(path, Settings(), redacts=True, today=TODAY)
    refuse(path)
    made_ready(path, Settings(), redacts=False, today=TODAY)


def test_publishing_leaves_names_out_whether_or_not_numbers_are_taken_out(minutes: Path, kept: Callable[..., Path]) -> None:
    path = kept(minutes)
    made_ready(path, Settings(leave_out=("Birthe Holmgård",), older_than="1y"), redacts=True, today=TODAY)
    conn = schema.open_for_reading(path)
    names = {row[0] for row in conn.execute("SELECT name FROM attendance")}
    conn.close()
    assert names <= {"[navn udeladt]", "[navn slettet]"}


def test_a_copy_is_whole_and_overwrites_nothing(minutes: Path, kept: Callable[..., Path], tmp_path: Path) -> None:
    path, target = kept(minutes), tmp_path / "kopi.db"
    copy(path, target)
    conn = schema.open_for_reading(target)
    assert conn.execute("SELECT count(*) FROM documents").fetchone()[0] == 1
    conn.close()
    with pytest.raises(DatabaseError, match="findes allerede"):
        copy(path, target)
    with pytest.raises(DatabaseError, match="findes ikke"):
        copy(tmp_path / "ingen.db", tmp_path / "ny.db")
    with pytest.raises(DatabaseError, match="Kontrollér sti"):
        copy(path, tmp_path / "ingen" / "ny.db")
