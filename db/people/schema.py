"""The tables of the people register: what is worked out from the documents, apart from what people enter about who is who.

`persons`, `person_figures`, `person_links`, `person_proposals` and `task_persons` can be made again at any time; `person_decisions` and its
members are entered by people, refer to nothing that was read, and are never deleted. `person_register_state` says whether documents came or
went since the register was made: every document that is read, read again or taken out passes through `readings`.

The view `task_list` has a row for every owner of a task, and one for a task that nobody owns; `owner` is the full name of the register.
"""

SCRIPT = """
CREATE TABLE persons (
  id TEXT PRIMARY KEY, name TEXT NOT NULL, names TEXT NOT NULL, forums TEXT NOT NULL, organisations TEXT NOT NULL, roles TEXT NOT NULL,
  meetings INTEGER NOT NULL, tasks INTEGER NOT NULL, first TEXT, last TEXT
) STRICT;
CREATE INDEX persons_name ON persons(name);
CREATE TABLE person_figures (
  id TEXT PRIMARY KEY, person_id TEXT NOT NULL REFERENCES persons(id), name_id TEXT NOT NULL, name TEXT NOT NULL, forum_id TEXT,
  meeting_id TEXT, meetings INTEGER NOT NULL, first TEXT, last TEXT
) STRICT;
CREATE INDEX person_figures_person ON person_figures(person_id);
CREATE INDEX person_figures_name ON person_figures(name_id);
CREATE TABLE person_links (
  figure_id TEXT NOT NULL, other_id TEXT NOT NULL, score REAL NOT NULL, reason TEXT NOT NULL, PRIMARY KEY (figure_id, other_id)
) STRICT, WITHOUT ROWID;
CREATE TABLE person_proposals (
  person_id TEXT NOT NULL REFERENCES persons(id), other_id TEXT NOT NULL REFERENCES persons(id), score REAL NOT NULL, reason TEXT NOT NULL,
  PRIMARY KEY (person_id, other_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX person_proposals_other ON person_proposals(other_id);
CREATE INDEX person_proposals_score ON person_proposals(score);
CREATE TABLE task_persons (
  task_id TEXT NOT NULL REFERENCES tasks(id) ON DELETE CASCADE, ordinal INTEGER NOT NULL, person_id TEXT NOT NULL REFERENCES persons(id),
  PRIMARY KEY (task_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX task_persons_person ON task_persons(person_id);
CREATE TABLE person_register_state (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
INSERT INTO person_register_state VALUES ('stale', 'yes');
CREATE TRIGGER person_register_added AFTER INSERT ON readings BEGIN
  UPDATE person_register_state SET value = 'yes' WHERE name = 'stale';
END;
CREATE TRIGGER person_register_changed AFTER UPDATE ON readings BEGIN
  UPDATE person_register_state SET value = 'yes' WHERE name = 'stale';
END;
CREATE TRIGGER person_register_gone AFTER DELETE ON readings BEGIN
  UPDATE person_register_state SET value = 'yes' WHERE name = 'stale';
END;
CREATE TABLE person_decisions (id INTEGER PRIMARY KEY, kind TEXT NOT NULL, made TEXT NOT NULL, undone TEXT) STRICT;
CREATE TABLE person_decision_members (
  decision_id INTEGER NOT NULL REFERENCES person_decisions(id), side INTEGER NOT NULL, figure_id TEXT NOT NULL, name TEXT NOT NULL,
  forum TEXT, PRIMARY KEY (decision_id, side, figure_id)
) STRICT, WITHOUT ROWID;
CREATE VIEW task_list AS
SELECT tasks.id AS task_id, coalesce(persons.name, task_owners.name) AS owner, task_owners.name AS owner_as_written,
  task_owners.kind AS owner_kind, persons.id AS person_id, tasks.action, tasks.deadline, tasks.deadline_text, forums.name AS forum,
  forums.organisation, tasks.forum_id, items.outcome, tasks.strength, tasks.date, items.number AS item_number, items.title AS item,
  tasks.quote, tasks.page, documents.file_name AS file, documents.path, tasks.meeting_id, tasks.item_id
FROM tasks
JOIN meetings ON meetings.id = tasks.meeting_id
JOIN documents ON documents.id = meetings.document_id
LEFT JOIN items ON items.id = tasks.item_id
LEFT JOIN forums ON forums.id = tasks.forum_id
LEFT JOIN task_owners ON task_owners.task_id = tasks.id
LEFT JOIN task_persons ON task_persons.task_id = tasks.id AND task_persons.ordinal = task_owners.ordinal
LEFT JOIN persons ON persons.id = task_persons.person_id;
"""
