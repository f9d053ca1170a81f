"""Which tables of a database are read, which hold what people entered, and which are machinery. What stands in no list leaves nowhere."""

from __future__ import annotations

import sqlite3

# What was read from documents, and what follows from that alone.
READ = (
    "acronyms", "attachments", "attendance", "document_links", "document_standing", "documents", "elected", "facts", "followup_bodies",
    "followups", "forums", "gaps", "items", "meetings", "mentions", "next_meeting_deadlines", "pages", "people", "person_figures",
    "person_links", "person_proposals", "persons", "postponements", "presence", "problems", "reservation_names", "reservations",
    "sections", "task_owners", "task_persons", "tasks", "voters", "votes",
)  # fmt: skip
# What people entered, who they are, and what was read before they corrected it.
ENTERED = ("audit", "correction_states", "entries", "person_decision_members", "person_decisions", "read_rows")
# The search index and notes of the program, such as when it read: of use in the database only.
MACHINERY = (
    "_sqlite_migrations", "followups_stale", "followups_state", "imports", "person_register_state", "privacy_redactions", "readings",
    "search_entries", "search_grams", "search_meetings", "search_state", "search_text", "search_values", "search_words", "task_names",
)  # fmt: skip
# Where files lie on this machine, and where personal data stands in them.
OURS = ("files", "privacy_findings")
_NAMES = "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!' ORDER BY name"
_SHADOWS = ("_config", "_content", "_data", "_docsize", "_idx")


def names(conn: sqlite3.Connection) -> list[str]:
    """The tables of a database; not those by which SQLite keeps a search index."""
    found = [str(row[0]) for row in conn.execute(_NAMES)]
    virtual = [f"{name}{shadow}" for name in found for shadow in _SHADOWS]
    return [name for name in found if name not in virtual]


def tables(conn: sqlite3.Connection, *, with_entries: bool = False) -> list[str]:
    """The tables that may leave, in order; those of people's entries only where that is asked for."""
    wanted = {*READ, *(ENTERED if with_entries else ())}
    return [name for name in names(conn) if name in wanted]


def emptied(conn: sqlite3.Connection, *, with_entries: bool = False) -> list[str]:
    """The tables whose rows do not leave."""
    stays = {*READ, *MACHINERY, *(ENTERED if with_entries else ())}
    return [name for name in names(conn) if name not in stays]
