"""Takes personal data out of a database so that nothing of it is left in the file: not in a table, the search index or a free page."""

from __future__ import annotations

import datetime as dt
import mmap
import re
import sqlite3
from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from referat.db import keys, schema
from referat.db.people import making
from referat.db.privacy import marks
from referat.db.privacy.blanking import Names, Numbers
from referat.db.privacy.cells import Table, cells, quoted, tables
from referat.db.privacy.names import EXPIRED, LEFT_OUT, expired, forget, left_out
from referat.db.privacy.within import changed
from referat.db.search import indexing
from referat.db.transactions import writing
from referat.models.errors import DatabaseError
from referat.models.personal import PersonalKind

_DOCUMENT = re.compile(r"([0-9a-f]{12})(?:-|$)")
# Columns whose value begins with the id of a document, in the order in which they are asked.
_OF_DOCUMENT = ("document_id", "meeting_id", "item_id", "task_id", "row_id", "source", "id")


@dataclass(slots=True)
class Redacted:
    """What was done: how many values changed, in which documents, and which of these are no longer shown as images of pages because it is
    not known where on them something stands.
    """

    values: int = 0
    documents: set[str] = field(default_factory=set)
    hidden: set[str] = field(default_factory=set)


def redact(
    path: Path,
    *,
    kinds: Collection[PersonalKind] = (PersonalKind.CPR,),
    offices: bool = False,
    leave_out: Sequence[str] = (),
    expire_before: dt.date | None = None,
) -> Redacted:
    """Takes out of the database at `path` the numbers and addresses of some kinds (those of offices stay unless `offices`), the names of
    people who are to be left out, and those in documents about meetings before a day.

    Texts, facts, people's own entries and whatever tables there are get a note in place of it; the search index is made again; pages
    are noted to be shown blacked (`referat.db.privacy.marks`). The file is then written anew, so that free pages hold nothing.
    Raises DatabaseError where there is no database of ours, or something is left.
    """
    schema.open_for_reading(path).close()
    db = schema.open_for_writing(path)
    try:
        with _unguarded(db.conn), writing(db):
            work = _Work(db.conn, Numbers(kinds, offices=offices), left_out(db.conn, leave_out), expired(db.conn, expire_before))
            with _without_triggers(db.conn):
                work.take_out()
            work.mark(kinds, offices=offices)
            making.make(db.conn)
            _index_again(db.conn)
            if db.conn.execute("PRAGMA foreign_key_check").fetchone() is not None:
                raise DatabaseError("Databasen hænger ikke sammen efter sletningen; intet er ændret. Kør referat import igen, og prøv så.")
        db.conn.execute("VACUUM")
        db.conn.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    finally:
        db.close()
    _check_bytes(path, work.numbers.variants() | set(leave_out))
    return work.done


class _Work:
    """One redaction: what goes, and what was done."""

    def __init__(self, conn: sqlite3.Connection, numbers: Numbers, names: dict[str | None, Names], old: dict[str, Names]) -> None:
        self.conn, self.numbers, self.names, self.old = conn, numbers, names, old
        self.done = Redacted()
        self._gone = Names((), EXPIRED)
        self._numbered: set[str] = set()
        self._named: set[str] = set()

    def take_out(self) -> None:
        """Changes every value that holds something."""
        for _, _, text in cells(self.conn):
            self.numbers.learn(text)
        for table_of_register in making.TABLES:  # made anew afterwards
            self.conn.execute(f"DELETE FROM {table_of_register}")  # noqa: S608
        for name in ([LEFT_OUT] if self.names else []) + ([EXPIRED] if self.old else []):
            self.conn.execute("INSERT OR IGNORE INTO people VALUES (?, ?)", (keys.slug(name), name))
        for table in tables(self.conn):
            self._take_out_of(table)
        # People whom no document names any more are taken out of what belongs to no document too.
        if self.old:
            self._gone = forget(self.conn, {name for names in self.old.values() for name in names.names})
            for table in tables(self.conn):
                if table.name != "people":
                    self._take_out_of(table)

    def mark(self, kinds: Collection[PersonalKind], *, offices: bool) -> None:
        """Says what is blacked on pages, and which documents are no longer shown."""
        marked = marks.mark_findings(self.conn, kinds, offices=offices)
        known = {row[0] for row in self.conn.execute("SELECT id FROM documents")}
        again = {document: lambda text: [span for span, _ in self.numbers.spans(text)] for document in (self._numbered - marked) & known}
        self.done.hidden |= marks.mark_again(self.conn, again, PersonalKind.CPR.value)
        self.done.hidden |= marks.mark_again(self.conn, {one: self._name_spans(one) for one in self._named & known}, marks.NAME)
        marks.hide(self.conn, set(self.old) & known, marks.NAME)
        self.done.hidden |= set(self.old) & known

    def _name_spans(self, document: str) -> marks.Spans:
        return self.names.get(document, self.names[None]).spans

    def _take_out_of(self, table: Table) -> None:
        listed = ", ".join(map(quoted, (*table.key, *table.columns)))
        where = " AND ".join(f"{quoted(name)} IS ?" for name in table.key)
        # Only what changes is held: a table may have millions of rows.
        found = []
        for row in self.conn.execute(f"SELECT {listed} FROM {quoted(table.name)}"):  # noqa: S608
            new = self._changed(dict(zip(table.columns, row[len(table.key) :], strict=True)))
            if new:
                found.append((row[: len(table.key)], new))
        for key, new in found:
            sets = ", ".join(f"{quoted(name)} = ?" for name in new)
            # Two rows that are now the same are one.
            self.conn.execute(f"UPDATE OR REPLACE {quoted(table.name)} SET {sets} WHERE {where}", (*new.values(), *key))  # noqa: S608
            self.done.values += len(new)

    def _changed(self, values: dict[str, object]) -> dict[str, str]:
        document = _document(values)
        names = [self.names.get(document, self.names.get(None)), self.old.get(document) if document else self._gone]
        found = {}
        for column, value in values.items():
            if isinstance(value, str) and (new := self._blank(column, value, document, [one for one in names if one])) != value:
                found[column] = new
        if found and document:
            self.done.documents.add(document)
        return found

    def _blank(self, column: str, value: str, document: str | None, names: Sequence[Names]) -> str:
        new = changed(value, self.numbers.blank)
        if new != value and document:
            self._numbered.add(document)
        without = new
        for one in names:
            without = changed(without, one.blank_id if column == "id" or column.endswith("_id") else one.blank)
        if without != new and document and document not in self.old:
            self._named.add(document)
        return without


def _document(values: dict[str, object]) -> str | None:
    for column in _OF_DOCUMENT:
        value = values.get(column)
        if isinstance(value, str) and (match := _DOCUMENT.match(value)):
            return match[1]
    return None


@contextmanager
def _unguarded(conn: sqlite3.Connection) -> Iterator[None]:
    """Rows refer to ids that change one table after the other; what is overwritten is overwritten with zeros."""
    conn.execute("PRAGMA foreign_keys = OFF")
    conn.execute("PRAGMA secure_delete = ON")
    try:
        yield
    finally:
        conn.execute("PRAGMA foreign_keys = ON")


@contextmanager
def _without_triggers(conn: sqlite3.Connection) -> Iterator[None]:
    """Tables that refuse changes, as the audit does, are changed here all the same: the law asks for it."""
    triggers = conn.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name").fetchall()
    for name, _ in triggers:
        conn.execute(f"DROP TRIGGER {quoted(name)}")
    yield
    for _, sql in triggers:
        conn.execute(sql)


def _index_again(conn: sqlite3.Connection) -> None:
    indexing.rebuild(conn)
    conn.execute("INSERT INTO search_grams(search_grams) VALUES ('rebuild')")


def _check_bytes(path: Path, wordings: Collection[str]) -> None:
    """Raises DatabaseError where one of the wordings is still somewhere in the file."""
    if not wordings:
        return
    listed = sorted((re.escape(wording.encode()) for wording in wordings), key=len, reverse=True)
    pattern = re.compile(rb"(?<![0-9])(?:" + b"|".join(listed) + rb")(?![0-9])")
    with path.open("rb") as file, mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as data:
        if pattern.search(data) is not None:
            raise DatabaseError(f"Noget af det, der skulle fjernes, står stadig i {path}. Del ikke filen, og meld fejlen.")
