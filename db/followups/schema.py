"""The tables of what is followed over meetings. All of it can be made again at any time from what was read.

`followups`: a later item that takes a task up again, with the words that do (`quote`), how sure it is and why (Danish). `proposal` is the
state of the task that these words suggest, `proposal_words` the wording that suggests it; nothing is ever set by it.
`postponements`: items that were postponed, with the words that say so (where one passage does), the item that took them up again, if any,
and how many meetings of the body came after.
`next_meeting_deadlines`: deadlines that were only read as "the next meeting" and are known since that meeting is in the database; while
such a row stands, `tasks.deadline` holds the day, unless people corrected it.
`followup_bodies`: the other forums that the rows of a forum rest on: the same body under another name, and bodies that own its tasks.
`followups_stale`: forums of which documents came or went since. Every meeting passes through the triggers, and so does what people
correct, and what becomes hidden or is shown again because another document says the same.
`followups_state`: the rules and wording that the rows were made by.
"""

SCRIPT = """
CREATE TABLE followups (
  task_id TEXT NOT NULL REFERENCES tasks(id) ON DELETE CASCADE, item_id TEXT NOT NULL REFERENCES items(id) ON DELETE CASCADE,
  score REAL NOT NULL, reason TEXT NOT NULL, quote TEXT NOT NULL, section INTEGER, proposal TEXT, proposal_words TEXT,
  PRIMARY KEY (task_id, item_id)
) STRICT, WITHOUT ROWID;
CREATE INDEX followups_item ON followups(item_id);
CREATE INDEX followups_proposal ON followups(proposal);
CREATE TABLE postponements (
  item_id TEXT PRIMARY KEY REFERENCES items(id) ON DELETE CASCADE, return_id TEXT REFERENCES items(id) ON DELETE CASCADE,
  later_meetings INTEGER NOT NULL, quote TEXT, score REAL, reason TEXT
) STRICT, WITHOUT ROWID;
CREATE INDEX postponements_return ON postponements(return_id);
CREATE TABLE next_meeting_deadlines (
  task_id TEXT PRIMARY KEY REFERENCES tasks(id) ON DELETE CASCADE, meeting_id TEXT NOT NULL REFERENCES meetings(id) ON DELETE CASCADE,
  deadline TEXT NOT NULL
) STRICT, WITHOUT ROWID;
CREATE INDEX next_meeting_deadlines_meeting ON next_meeting_deadlines(meeting_id);
CREATE TRIGGER next_meeting_known AFTER INSERT ON next_meeting_deadlines BEGIN
  UPDATE tasks SET deadline = new.deadline WHERE id = new.task_id;
END;
CREATE TRIGGER next_meeting_unknown AFTER DELETE ON next_meeting_deadlines BEGIN
  UPDATE tasks SET deadline = NULL WHERE id = old.task_id AND deadline = old.deadline;
END;
CREATE TABLE followup_bodies (forum_id TEXT NOT NULL, other_id TEXT NOT NULL, PRIMARY KEY (forum_id, other_id)) STRICT, WITHOUT ROWID;
CREATE INDEX followup_bodies_other ON followup_bodies(other_id);
CREATE TABLE followups_stale (forum_id TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TABLE followups_state (version TEXT PRIMARY KEY) STRICT, WITHOUT ROWID;
CREATE TRIGGER followups_meeting_added AFTER INSERT ON meetings WHEN new.forum_id IS NOT NULL BEGIN
  INSERT OR IGNORE INTO followups_stale VALUES (new.forum_id);
END;
CREATE TRIGGER followups_meeting_gone AFTER DELETE ON meetings WHEN old.forum_id IS NOT NULL BEGIN
  INSERT OR IGNORE INTO followups_stale VALUES (old.forum_id);
END;
CREATE TRIGGER followups_meeting_changed AFTER UPDATE OF forum_id, date, kind ON meetings BEGIN
  INSERT OR IGNORE INTO followups_stale SELECT forum_id FROM (SELECT old.forum_id UNION SELECT new.forum_id) WHERE forum_id IS NOT NULL;
END;
CREATE TRIGGER followups_item_changed AFTER UPDATE OF title, outcome, case_number ON items WHEN new.forum_id IS NOT NULL BEGIN
  INSERT OR IGNORE INTO followups_stale VALUES (new.forum_id);
END;
CREATE TRIGGER followups_section_changed AFTER UPDATE OF text ON sections BEGIN
  INSERT OR IGNORE INTO followups_stale SELECT forum_id FROM items WHERE id = new.item_id AND forum_id IS NOT NULL;
END;
CREATE TRIGGER followups_task_added AFTER INSERT ON tasks WHEN new.forum_id IS NOT NULL BEGIN
  INSERT OR IGNORE INTO followups_stale VALUES (new.forum_id);
END;
CREATE TRIGGER followups_task_changed AFTER UPDATE OF quote, deadline_text ON tasks WHEN new.forum_id IS NOT NULL BEGIN
  INSERT OR IGNORE INTO followups_stale VALUES (new.forum_id);
END;
CREATE TRIGGER followups_owner_added AFTER INSERT ON task_owners BEGIN
  INSERT OR IGNORE INTO followups_stale SELECT forum_id FROM tasks WHERE id = new.task_id AND forum_id IS NOT NULL;
END;
CREATE TRIGGER followups_link_added AFTER INSERT ON document_links BEGIN
  INSERT OR IGNORE INTO followups_stale
  SELECT forum_id FROM meetings WHERE document_id IN (new.document_id, new.other_id) AND forum_id IS NOT NULL;
END;
CREATE TRIGGER followups_link_gone AFTER DELETE ON document_links BEGIN
  INSERT OR IGNORE INTO followups_stale
  SELECT forum_id FROM meetings WHERE document_id IN (old.document_id, old.other_id) AND forum_id IS NOT NULL;
END;
"""
