"""The tables, made by migrations; and opening a database.

Three kinds of tables are kept apart: what was read from documents, what is known about reading itself (`imports`, `readings`),
and the search index, which can be made again from the first. What people enter has tables of its own.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from sqlite_utils import Database, Migrations

from referat.db.corrections import schema as corrections_schema
from referat.db.entries import schema as entries_schema
from referat.db.export import schema as export_schema
from referat.db.followups import schema as followups_schema
from referat.db.people import schema as people_schema
from referat.db.privacy import schema as privacy_schema
from referat.db.search import indexing
from referat.db.search import schema as search_schema
from referat.db.transactions import patiently, writing
from referat.models.errors import DatabaseError

migrations = Migrations("referat")

_DOCUMENTS = """
CREATE TABLE documents (
  id TEXT PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, path TEXT NOT NULL, file_name TEXT NOT NULL, pages INTEGER NOT NULL,
  ocr_pages INTEGER NOT NULL,
  characters INTEGER NOT NULL
) STRICT;
CREATE INDEX documents_path ON documents(path);
CREATE TABLE pages (
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE, number INTEGER NOT NULL, width REAL NOT NULL,
  height REAL NOT NULL, ocr INTEGER NOT NULL,
  PRIMARY KEY (document_id, number)
) STRICT, WITHOUT ROWID;
CREATE TABLE forums (id TEXT PRIMARY KEY, name TEXT NOT NULL, organisation TEXT) STRICT;
CREATE INDEX forums_name ON forums(name);
CREATE INDEX forums_organisation ON forums(organisation);
CREATE TABLE people (id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT;
CREATE INDEX people_name ON people(name);
CREATE TABLE meetings (
  id TEXT PRIMARY KEY, document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE, part INTEGER NOT NULL,
  title TEXT NOT NULL, kind TEXT NOT NULL,
  forum_id TEXT REFERENCES forums(id), date TEXT, start TEXT, "end" TEXT, place TEXT, chair TEXT, secretary TEXT, next_date TEXT,
  next_text TEXT,
  items INTEGER NOT NULL, decisions INTEGER NOT NULL, tasks INTEGER NOT NULL, search_key INTEGER
) STRICT;
CREATE INDEX meetings_document ON meetings(document_id);
CREATE INDEX meetings_forum_date ON meetings(forum_id, date);
CREATE INDEX meetings_date ON meetings(date);
CREATE INDEX meetings_kind ON meetings(kind);
CREATE INDEX meetings_chair ON meetings(chair);
CREATE INDEX meetings_search_key ON meetings(search_key);
"""

_PEOPLE = """
CREATE TABLE attendance (
  meeting_id TEXT NOT NULL REFERENCES meetings(id) ON DELETE CASCADE, ordinal INTEGER NOT NULL,
  person_id TEXT NOT NULL REFERENCES people(id),
  name TEXT NOT NULL, status TEXT NOT NULL, role TEXT, organisation TEXT, PRIMARY KEY (meeting_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX attendance_person ON attendance(person_id, status);
CREATE INDEX attendance_status ON attendance(status);
CREATE INDEX attendance_organisation ON attendance(organisation);
CREATE TABLE mentions (
  meeting_id TEXT NOT NULL REFERENCES meetings(id) ON DELETE CASCADE, ordinal INTEGER NOT NULL,
  person_id TEXT NOT NULL REFERENCES people(id),
  wording TEXT NOT NULL, PRIMARY KEY (meeting_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX mentions_person ON mentions(person_id);
CREATE TABLE acronyms (
  meeting_id TEXT NOT NULL REFERENCES meetings(id) ON DELETE CASCADE, ordinal INTEGER NOT NULL, short TEXT NOT NULL, long TEXT NOT NULL,
  short_key TEXT NOT NULL, long_key TEXT NOT NULL, PRIMARY KEY (meeting_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX acronyms_short ON acronyms(short_key, long_key);
CREATE INDEX acronyms_long ON acronyms(long_key, short_key);
"""

_ITEMS = """
CREATE TABLE items (
  id TEXT PRIMARY KEY, meeting_id TEXT NOT NULL REFERENCES meetings(id) ON DELETE CASCADE, ordinal INTEGER NOT NULL, number TEXT,
  title TEXT, outcome TEXT,
  date TEXT, forum_id TEXT REFERENCES forums(id), case_number TEXT, presenter TEXT, closed INTEGER NOT NULL, start TEXT, "end" TEXT,
  page INTEGER, top REAL,
  has_recommendation INTEGER NOT NULL, has_minutes INTEGER NOT NULL, has_decision INTEGER NOT NULL, tasks INTEGER NOT NULL,
  search_key INTEGER
) STRICT;
CREATE INDEX items_meeting ON items(meeting_id, ordinal);
CREATE INDEX items_forum_date ON items(forum_id, date);
CREATE INDEX items_date ON items(date);
CREATE INDEX items_outcome_date ON items(outcome, date);
CREATE INDEX items_case_number ON items(case_number);
CREATE INDEX items_presenter ON items(presenter);
CREATE INDEX items_closed ON items(closed) WHERE closed;
CREATE UNIQUE INDEX items_search_key ON items(search_key);
CREATE TABLE sections (
  item_id TEXT NOT NULL REFERENCES items(id) ON DELETE CASCADE, ordinal INTEGER NOT NULL, kind TEXT NOT NULL, heading TEXT,
  text TEXT NOT NULL, page INTEGER,
  search_key INTEGER, PRIMARY KEY (item_id, ordinal)
) STRICT;
CREATE INDEX sections_kind ON sections(kind);
CREATE INDEX sections_heading ON sections(heading);
CREATE INDEX sections_search_key ON sections(search_key);
CREATE TABLE votes (
  item_id TEXT NOT NULL REFERENCES items(id) ON DELETE CASCADE, ordinal INTEGER NOT NULL, text TEXT NOT NULL, subject TEXT,
  for_count INTEGER,
  against_count INTEGER, abstain_count INTEGER, carried INTEGER, PRIMARY KEY (item_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX votes_carried ON votes(carried);
CREATE TABLE voters (
  item_id TEXT NOT NULL, vote_ordinal INTEGER NOT NULL, ordinal INTEGER NOT NULL, side TEXT NOT NULL, name TEXT NOT NULL,
  PRIMARY KEY (item_id, vote_ordinal, ordinal), FOREIGN KEY (item_id, vote_ordinal) REFERENCES votes(item_id, ordinal) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX voters_name ON voters(name, side);
CREATE TABLE reservations (
  item_id TEXT NOT NULL REFERENCES items(id) ON DELETE CASCADE, ordinal INTEGER NOT NULL, kind TEXT NOT NULL, text TEXT NOT NULL,
  PRIMARY KEY (item_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX reservations_kind ON reservations(kind);
CREATE TABLE reservation_names (
  item_id TEXT NOT NULL, reservation_ordinal INTEGER NOT NULL, ordinal INTEGER NOT NULL, name TEXT NOT NULL,
  PRIMARY KEY (item_id, reservation_ordinal, ordinal), FOREIGN KEY (item_id, reservation_ordinal) REFERENCES reservations(item_id,
  ordinal) ON DELETE CASCADE
) STRICT, WITHOUT ROWID;
CREATE INDEX reservation_names_name ON reservation_names(name);
CREATE TABLE presence (
  item_id TEXT NOT NULL REFERENCES items(id) ON DELETE CASCADE, ordinal INTEGER NOT NULL, kind TEXT NOT NULL,
  person_id TEXT NOT NULL REFERENCES people(id),
  name TEXT NOT NULL, text TEXT NOT NULL, PRIMARY KEY (item_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX presence_person ON presence(person_id);
CREATE INDEX presence_kind ON presence(kind);
CREATE TABLE elected (
  item_id TEXT NOT NULL REFERENCES items(id) ON DELETE CASCADE, ordinal INTEGER NOT NULL,
  person_id TEXT NOT NULL REFERENCES people(id), name TEXT NOT NULL,
  post TEXT, term TEXT, PRIMARY KEY (item_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX elected_person ON elected(person_id);
CREATE INDEX elected_post ON elected(post);
CREATE TABLE attachments (
  item_id TEXT NOT NULL REFERENCES items(id) ON DELETE CASCADE, ordinal INTEGER NOT NULL, name TEXT NOT NULL, number TEXT, url TEXT,
  PRIMARY KEY (item_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX attachments_name ON attachments(name);
"""

_TASKS = """
CREATE TABLE tasks (
  id TEXT PRIMARY KEY, meeting_id TEXT NOT NULL REFERENCES meetings(id) ON DELETE CASCADE,
  item_id TEXT REFERENCES items(id) ON DELETE CASCADE,
  ordinal INTEGER NOT NULL, action TEXT NOT NULL, quote TEXT NOT NULL, deadline TEXT, deadline_first TEXT, deadline_text TEXT,
  deadline_precision TEXT,
  strength TEXT NOT NULL, date TEXT, forum_id TEXT REFERENCES forums(id), rule TEXT NOT NULL, page INTEGER, path TEXT NOT NULL,
  search_key INTEGER
) STRICT;
CREATE INDEX tasks_meeting ON tasks(meeting_id);
CREATE INDEX tasks_item ON tasks(item_id);
CREATE INDEX tasks_deadline ON tasks(deadline);
CREATE INDEX tasks_forum_deadline ON tasks(forum_id, deadline);
CREATE INDEX tasks_date ON tasks(date);
CREATE INDEX tasks_strength ON tasks(strength);
CREATE INDEX tasks_search_key ON tasks(search_key);
CREATE TABLE task_owners (
  task_id TEXT NOT NULL REFERENCES tasks(id) ON DELETE CASCADE, ordinal INTEGER NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL,
  person_id TEXT REFERENCES people(id), PRIMARY KEY (task_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_owners_name ON task_owners(name);
CREATE INDEX task_owners_kind ON task_owners(kind);
CREATE INDEX task_owners_person ON task_owners(person_id);
"""

# `quote` holds the words that a fact rests on where its value is not those words.
# `source` is the id of the document that a finding is about, or the path of a file that could not be read.
_EVIDENCE = """
CREATE TABLE facts (
  meeting_id TEXT NOT NULL REFERENCES meetings(id) ON DELETE CASCADE, path TEXT NOT NULL, value TEXT NOT NULL, quote TEXT,
  rule TEXT NOT NULL, page INTEGER, boxes TEXT NOT NULL, PRIMARY KEY (meeting_id, path)
) STRICT, WITHOUT ROWID;
CREATE TABLE problems (
  source TEXT NOT NULL, ordinal INTEGER NOT NULL, path TEXT NOT NULL, code TEXT NOT NULL, message TEXT NOT NULL,
  page INTEGER, stops INTEGER NOT NULL,
  document_id TEXT REFERENCES documents(id) ON DELETE CASCADE, meeting_id TEXT REFERENCES meetings(id) ON DELETE CASCADE,
  PRIMARY KEY (source, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX problems_path ON problems(path);
CREATE INDEX problems_code ON problems(code);
CREATE INDEX problems_document ON problems(document_id);
CREATE INDEX problems_meeting ON problems(meeting_id);
CREATE TABLE imports (
  id INTEGER PRIMARY KEY, started TEXT NOT NULL, finished TEXT, added INTEGER, replaced INTEGER, unchanged INTEGER, failed INTEGER
) STRICT;
CREATE TABLE readings (
  document_id TEXT PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE, reader_version TEXT NOT NULL, read_at TEXT NOT NULL
) STRICT;
CREATE INDEX readings_reader_version ON readings(reader_version);
"""


@migrations(name="0001_first_form")
def _first_form(db: Database) -> None:
    for script in (_DOCUMENTS, _PEOPLE, _ITEMS, _TASKS, _EVIDENCE, search_schema.FIRST):
        for statement in _statements(script):
            db.conn.execute(statement)


# `files`: every version of a file that was met (`referat.db.files`). `document_links`: documents about the same meeting
# (`referat.db.links`). Both refer to documents that may be read anew within a transaction.
_FILES = """
CREATE TABLE files (
  path TEXT NOT NULL, version INTEGER NOT NULL, sha256 TEXT NOT NULL,
  document_id TEXT REFERENCES documents(id) DEFERRABLE INITIALLY DEFERRED,
  state TEXT NOT NULL, reader_version TEXT NOT NULL, PRIMARY KEY (path, version)
) STRICT, WITHOUT ROWID;
CREATE INDEX files_document ON files(document_id);
CREATE INDEX files_sha256 ON files(sha256);
CREATE INDEX files_state ON files(state);
CREATE TABLE document_links (
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE, other_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  kind TEXT NOT NULL, score REAL NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (document_id, other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX document_links_other ON document_links(other_id);
CREATE INDEX document_links_kind ON document_links(kind);
CREATE TABLE gaps (
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE, ordinal INTEGER NOT NULL, kind TEXT NOT NULL,
  page INTEGER, text TEXT NOT NULL, PRIMARY KEY (document_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX gaps_kind ON gaps(kind);
CREATE TABLE document_standing (document_id TEXT PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE, standing TEXT NOT NULL) STRICT;
"""


@migrations(name="0002_files_and_links")
def _files_and_links(db: Database) -> None:
    for statement in _statements(_FILES):
        db.conn.execute(statement)


@migrations(name="0003_people_register")
def _people_register(db: Database) -> None:
    for statement in _statements(people_schema.SCRIPT):
        db.conn.execute(statement)


# Documents whose minutes another document holds too, newer or better: kept, but left out of the search.
_HIDDEN = """
CREATE VIEW hidden_documents AS
SELECT DISTINCT document_id FROM document_links WHERE kind IN ('earlier-version', 'draft', 'scan', 'copy');
"""


@migrations(name="0004_hidden_documents")
def _hidden_documents(db: Database) -> None:
    for statement in _statements(_HIDDEN):
        db.conn.execute(statement)


@migrations(name="0005_search_index")
def _search_index(db: Database) -> None:
    for statement in _statements(search_schema.SCRIPT):
        db.conn.execute(statement)
    indexing.rebuild(db.conn)


# In the order in which the tasks of a state are listed.
_TASK_ORDER = """
DROP INDEX tasks_deadline;
CREATE INDEX tasks_deadline ON tasks(deadline, date DESC, id, forum_id);
"""


@migrations(name="0005_task_order")
def _task_order(db: Database) -> None:
    for statement in _statements(_TASK_ORDER):
        db.conn.execute(statement)


@migrations(name="0006_entries")
def _entries(db: Database) -> None:
    for statement in _statements(entries_schema.SCRIPT):
        db.conn.execute(statement)


@migrations(name="0006_task_states")
def _task_states(db: Database) -> None:
    for statement in _statements(entries_schema.STATES):
        db.conn.execute(statement)


# How sure the words are that were read on an image of the page; NULL where they were printed as text.
_CONFIDENCE = "ALTER TABLE facts ADD COLUMN confidence REAL;"


@migrations(name="0006_said")
def _said(db: Database) -> None:
    for statement in _statements(entries_schema.SAID):
        db.conn.execute(statement)


@migrations(name="0009_confidence")
def _confidence(db: Database) -> None:
    db.conn.execute(_CONFIDENCE)


@migrations(name="0010_privacy")
def _privacy(db: Database) -> None:
    for statement in _statements(privacy_schema.SCRIPT):
        db.conn.execute(statement)


@migrations(name="0007_corrections")
def _corrections(db: Database) -> None:
    for statement in _statements(corrections_schema.SCRIPT):
        db.conn.execute(statement)


@migrations(name="0012_task_names")
def _task_names(db: Database) -> None:
    for statement in _statements(export_schema.SCRIPT):
        db.conn.execute(statement)


@migrations(name="0008_followups")
def _followups(db: Database) -> None:
    for statement in _statements(followups_schema.SCRIPT):
        db.conn.execute(statement)


@migrations(name="0013_audit_of_people")
def _audit_of_people(db: Database) -> None:
    for statement in _statements(entries_schema.OF_PEOPLE):
        db.conn.execute(statement)


@migrations(name="0014_refused_places")
def _refused_places(db: Database) -> None:
    db.conn.execute(entries_schema.REFUSED)


def _statements(script: str) -> list[str]:
    """The statements of a script one by one; `executescript` would end the migration's transaction."""
    found, current = [], ""
    for line in script.strip().splitlines():
        current += line + "\n"
        if sqlite3.complete_statement(current):
            found.append(current)
            current = ""
    return found


def open_for_writing(path: Path) -> Database:
    """The database at `path`, made or brought up to date where needed. Raises DatabaseError where that is not possible."""
    try:
        db = Database(sqlite3.connect(path, timeout=30))
        # SQLite does not wait by itself when it changes the mode.
        patiently(lambda: db.conn.execute("PRAGMA journal_mode = WAL"), seconds=30)
        db.conn.execute("PRAGMA synchronous = NORMAL")
        db.conn.execute("PRAGMA foreign_keys = ON")
        with writing(db):  # also the list of migrations itself is made wholly or not at all
            migrations.apply(db)
    except sqlite3.DatabaseError as error:
        raise trouble(path, error) from error
    return db


def open_for_reading(path: Path, *, older: bool = False) -> sqlite3.Connection:
    """A read-only connection. Raises DatabaseError where there is no database of ours, or (without `older`) one of an older version."""
    if not path.is_file():
        raise DatabaseError(f"Databasen {path} findes ikke. Lav den først: referat import MAPPE --db {path}")
    try:
        conn = sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro", uri=True, timeout=30)
        conn.row_factory = sqlite3.Row
        known = conn.execute("SELECT count(*) FROM sqlite_master WHERE name IN ('meetings', 'search_entries')").fetchone()[0]
        pending = migrations.pending(Database(conn))
    except sqlite3.DatabaseError as error:
        raise trouble(path, error) from error
    if known != 2:
        raise DatabaseError(f"{path} er ikke en database fra referat. Angiv en anden med --db.")
    if pending and not older:
        raise DatabaseError(f"{path} er lavet af en ældre udgave af referat. Bring den op til dato: referat import MAPPE --db {path}")
    return conn


def trouble(path: Path | None, error: Exception) -> DatabaseError:
    """What a user can do about an error of SQLite."""
    name = f"Databasen {path}" if path else "Databasen"
    if "locked" in str(error):
        return DatabaseError(f"{name} er optaget af et andet program. Vent til det er færdigt, og prøv igen.")
    if "not a database" in str(error):
        return DatabaseError(f"{name} er ikke en SQLite-database. Angiv en anden fil med --db.")
    return DatabaseError(f"{name} kan ikke bruges: {error}. Kontrollér sti, rettigheder og plads på disken.")
