"""The tables of people's entries. Nothing that was read is kept here, nothing here is ever deleted, and no import writes anything but
where an entry belongs now.

`entries`: one row for each thing that people said of one row of what was read. `kind` is what sort of thing (`task-state`, `correction`
…), `field` which value of the row (or ''), `value` what was said as JSON (NULL where it was taken back), `version` grows by one with each
change. From `place` on, where it belongs (`referat.db.entries.places`): `words` as they were when people spoke, `seen` as they were when
the entry was last attached beyond doubt, and `row_id` the row's id then; `target_id` is the row's id in what is read now, NULL where it is
there no more, and `standing` says how sure that is (`referat.db.entries.matching.Standing`). `refused`: as JSON, the words of the rows
of which people said that it does not belong there.

`audit`: every change with its actor, and the value before and after; of an entry, or of what people say about who is who
(`person_decisions`). Only grows; the database itself refuses anything else.
"""

SCRIPT = """
CREATE TABLE entries (
  id INTEGER PRIMARY KEY, kind TEXT NOT NULL, field TEXT NOT NULL, value TEXT, version INTEGER NOT NULL, actor TEXT NOT NULL,
  made TEXT NOT NULL, changed TEXT NOT NULL,
  place TEXT NOT NULL, document_id TEXT NOT NULL, path TEXT NOT NULL, words TEXT NOT NULL, seen TEXT NOT NULL, context TEXT NOT NULL,
  page INTEGER, at REAL NOT NULL, row_id TEXT NOT NULL, target_id TEXT, standing TEXT NOT NULL
) STRICT;
CREATE UNIQUE INDEX entries_target ON entries(target_id, kind, field) WHERE target_id IS NOT NULL;
CREATE INDEX entries_row ON entries(row_id, kind, field);
CREATE INDEX entries_document ON entries(document_id);
CREATE INDEX entries_path ON entries(path);
CREATE INDEX entries_standing ON entries(kind, standing);
CREATE TRIGGER entries_stay BEFORE DELETE ON entries BEGIN SELECT RAISE(ABORT, 'entries are never deleted'); END;
CREATE TABLE audit (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, entry_id INTEGER NOT NULL REFERENCES entries(id),
  version INTEGER NOT NULL, before TEXT, after TEXT
) STRICT;
CREATE INDEX audit_entry ON audit(entry_id, version);
CREATE INDEX audit_actor ON audit(actor);
CREATE INDEX audit_action ON audit(action);
CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit only grows'); END;
CREATE TRIGGER audit_holds BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit only grows'); END;
"""

# `task_states`: what is said of the tasks that are there now. `task_list` has a row for every owner of a task, and one for a task that
# nobody owns; `owner` is the full name of the register, and a task is open until somebody says otherwise.
_TASK_LIST = """
CREATE VIEW task_list AS
SELECT tasks.id AS task_id, coalesce(persons.name, task_owners.name) AS owner, task_owners.name AS owner_as_written,
  task_owners.kind AS owner_kind, persons.id AS person_id, tasks.action, tasks.deadline, tasks.deadline_text, forums.name AS forum,
  forums.organisation, tasks.forum_id, items.outcome, tasks.strength, tasks.date, items.number AS item_number, items.title AS item,
  tasks.quote, tasks.page, documents.file_name AS file, documents.path, tasks.meeting_id, tasks.item_id,
  coalesce(task_states.state, 'open') AS state, task_states.date AS state_date, task_states.note, task_states.actor AS state_actor
FROM tasks
JOIN meetings ON meetings.id = tasks.meeting_id
JOIN documents ON documents.id = meetings.document_id
LEFT JOIN items ON items.id = tasks.item_id
LEFT JOIN forums ON forums.id = tasks.forum_id
LEFT JOIN task_owners ON task_owners.task_id = tasks.id
LEFT JOIN task_persons ON task_persons.task_id = tasks.id AND task_persons.ordinal = task_owners.ordinal
LEFT JOIN persons ON persons.id = task_persons.person_id
LEFT JOIN task_states ON task_states.task_id = tasks.id
""".strip()
STATES = f"""
CREATE INDEX entries_state ON entries(json_extract(value, '$.state'), target_id) WHERE kind = 'task-state';
CREATE VIEW task_states AS
SELECT target_id AS task_id, json_extract(value, '$.state') AS state, json_extract(value, '$.date') AS date,
  json_extract(value, '$.note') AS note, actor, changed, standing, version, id AS entry_id
FROM entries WHERE kind = 'task-state' AND field = '' AND target_id IS NOT NULL AND value IS NOT NULL;
DROP VIEW task_list;
{_TASK_LIST};
"""  # noqa: S608

# `said`: the state that an entry says, as a column that indexes can hold. What is only perhaps about a task counts for no list of tasks:
# it is shown at the task until somebody says whether it belongs there.
SURE = "kind = 'task-state' AND field = '' AND target_id IS NOT NULL AND value IS NOT NULL AND standing <> 'unsure'"
SAID = f"""
ALTER TABLE entries ADD COLUMN said TEXT AS (json_extract(value, '$.state')) VIRTUAL;
DROP INDEX entries_state;
CREATE INDEX entries_said ON entries(said, target_id) WHERE {SURE};
CREATE INDEX entries_said_of ON entries(target_id, said) WHERE {SURE};
DROP VIEW task_list;
{_TASK_LIST} AND task_states.standing <> 'unsure';
"""

# The audit is of what people say about who is who too.
OF_PEOPLE = """
CREATE TABLE audit_of_all (
  id INTEGER PRIMARY KEY, at TEXT NOT NULL, actor TEXT NOT NULL, action TEXT NOT NULL, entry_id INTEGER REFERENCES entries(id),
  decision_id INTEGER REFERENCES person_decisions(id), version INTEGER NOT NULL, before TEXT, after TEXT,
  CHECK ((entry_id IS NULL) <> (decision_id IS NULL))
) STRICT;
INSERT INTO audit_of_all SELECT id, at, actor, action, entry_id, NULL, version, before, after FROM audit;
DROP TABLE audit;
ALTER TABLE audit_of_all RENAME TO audit;
CREATE INDEX audit_entry ON audit(entry_id, version);
CREATE INDEX audit_decision ON audit(decision_id, version) WHERE decision_id IS NOT NULL;
CREATE INDEX audit_actor ON audit(actor);
CREATE INDEX audit_action ON audit(action);
CREATE TRIGGER audit_stays BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'the audit only grows'); END;
CREATE TRIGGER audit_holds BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'the audit only grows'); END;
"""

REFUSED = "ALTER TABLE entries ADD COLUMN refused TEXT;"
