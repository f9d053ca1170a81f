"""A folder that can be put on a server as it is: the database made read-only, with what Datasette needs beside it.

Nothing is written into the folder before it is known that no personal numbers leave.
"""

from __future__ import annotations

import datetime as dt
import shutil
import sqlite3
import tempfile
from dataclasses import dataclass
from pathlib import Path

from sqlite_utils import Database

from referat.db import schema
from referat.db.explorer.page_image import PAGES
from referat.db.export import kept
from referat.db.export.folder import FILES, Told, write
from referat.db.export.page_files import Drawn, are_pages, write_pages
from referat.db.followups import making as followups
from referat.db.people import register
from referat.db.privacy.publishing import made_ready
from referat.db.privacy.settings import Settings
from referat.models.errors import ReferatError

DATABASE = "referat.db"
_READ_ONLY = 0o444
_FINDINGS = "privacy_findings"


class PublishError(ReferatError):
    """A folder that cannot be made as it was asked for; the message says what to do."""

    exit_code = 2


@dataclass(frozen=True, slots=True)
class Asked:
    """What to publish: the title that readers see, whether what people entered goes with it, and what is taken out of it: what the settings
    say, and with `redacts` personal numbers too. today: the day from which the settings count. with_pages: images of the pages too.
    """

    title: str
    settings: Settings
    today: dt.date
    with_entries: bool = False
    redacts: bool = False
    with_pages: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """What was written: how many meetings and bytes, the tables whose rows were left out, and the images of pages."""

    meetings: int
    size: int
    emptied: tuple[str, ...]
    drawn: Drawn | None = None


def publish(source: Path, folder: Path, asked: Asked) -> Published:
    """Writes the folder, in place of an earlier one. Raises PersonalDataError where personal numbers would leave, PublishError where the
    folder holds other things or cannot be written, DatabaseError where `source` is no database of ours.
    """
    _check(folder, source)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".referat-", dir=folder.parent) as work:
            copy = Path(work) / DATABASE
            left_out = _copy(source, copy, asked)
            meetings = _finish(copy)
            drawn = write_pages(source, copy, Path(work)) if asked.with_pages else None
            folder.mkdir(exist_ok=True)
            # Images of an earlier time may show what is taken out now.
            shutil.rmtree(folder / PAGES, ignore_errors=True)
            if drawn and drawn.pages:
                (Path(work) / PAGES).replace(folder / PAGES)
            copy.replace(folder / DATABASE)
        write(folder, Told(asked.title, DATABASE, meetings, asked.with_entries, asked.with_pages))
    except OSError as error:
        raise PublishError(f"Mappen {folder} kan ikke skrives: {error.strerror or error}") from error
    return Published(meetings, (folder / DATABASE).stat().st_size, tuple(left_out), drawn)


def _check(folder: Path, source: Path) -> None:
    if folder.exists() and not folder.is_dir():
        raise PublishError(f"{folder} er en fil. Angiv en mappe, der ikke findes endnu.")
    if folder.exists() and (other := sorted(path.name for path in folder.iterdir() if not _is_ours(path))):
        raise PublishError(f"Mappen {folder} rummer andet, fx {other[0]}. Angiv en mappe, der er tom eller ikke findes.")
    if (folder / DATABASE).exists() and (folder / DATABASE).samefile(source):
        raise PublishError(f"{source} er selv den udgivne database. Angiv en anden mappe.")


def _is_ours(path: Path) -> bool:
    """Whether something in the folder was made by an earlier publication, so that it may be replaced."""
    if path.name == PAGES:
        return are_pages(path)
    return path.name in (DATABASE, *FILES)


def _copy(source: Path, copy: Path, asked: Asked) -> list[str]:
    """A copy of the database that holds what may leave; gives the tables whose rows were left out."""
    conn = schema.open_for_reading(source)
    try:
        conn.execute("VACUUM INTO ?", (str(copy),))
    finally:
        conn.close()
    db = schema.open_for_writing(copy)
    try:
        register.refresh(db)
        followups.refresh(db)
        left_out = _leave_out(db, with_entries=asked.with_entries)
    finally:
        db.close()
    made_ready(copy, asked.settings, redacts=asked.redacts, today=asked.today)
    db = schema.open_for_writing(copy)
    try:
        _without_places(db, with_entries=asked.with_entries)
    finally:
        db.close()
    return left_out


def _leave_out(db: Database, *, with_entries: bool) -> list[str]:
    """Empties the tables that do not leave; what says where personal data stands is needed until that is taken out."""
    conn = db.conn
    left_out = kept.emptied(conn, with_entries=with_entries)
    conn.execute("PRAGMA foreign_keys = OFF")
    with db.atomic():
        for table in left_out:
            if table != _FINDINGS:
                _empty(conn, table)
    return left_out


def _without_places(db: Database, *, with_entries: bool) -> None:
    """Takes out where personal data stood, and the folders of this machine."""
    conn = db.conn
    with db.atomic():
        conn.execute(f"DELETE FROM {_FINDINGS}")  # noqa: S608
        conn.execute("UPDATE documents SET path = file_name")
        conn.execute("DELETE FROM problems WHERE document_id IS NULL")
        conn.execute("UPDATE problems SET path = (SELECT file_name FROM documents WHERE documents.id = document_id)")
        if with_entries:
            conn.execute("UPDATE entries SET path = coalesce((SELECT file_name FROM documents WHERE documents.id = document_id), '')")


def _empty(conn: sqlite3.Connection, table: str) -> None:
    """Deletes all rows; guards that keep people from doing so are put back afterwards."""
    triggers = conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = ?", (table,)).fetchall()
    for name, _ in triggers:
        conn.execute(f'DROP TRIGGER "{name}"')
    conn.execute(f'DELETE FROM "{table}"')  # noqa: S608
    for _, statement in triggers:
        conn.execute(statement)


def _finish(copy: Path) -> int:
    """Closes the copy for good: no journal, no free pages, nothing to write to. Gives how many meetings are in it."""
    conn = sqlite3.connect(copy)
    try:
        meetings = int(conn.execute("SELECT count(*) FROM meetings").fetchone()[0])
        conn.execute("PRAGMA journal_mode = DELETE")
        conn.execute("VACUUM")
        conn.execute("PRAGMA optimize = 0x10002")
    finally:
        conn.close()
    copy.chmod(_READ_ONLY)
    return meetings
