"""The tables of corrections. What people enter is in `entries` (kind `correction`); both tables here follow from it and can be made again.

`correction_states`: how each correction that holds fared when it was made last: the row that shows it, and what is read there. `read_rows`:
what was read of a document that is corrected, whose own rows hold what is right. Both are empty where nothing is corrected.
"""

SCRIPT = """
CREATE TABLE correction_states (
  entry_id INTEGER PRIMARY KEY, document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE,
  state TEXT NOT NULL, told TEXT, meeting_id TEXT, item_id TEXT, kind TEXT NOT NULL, field TEXT NOT NULL, key TEXT, read TEXT
) STRICT;
CREATE INDEX correction_states_document ON correction_states(document_id);
CREATE INDEX correction_states_meeting ON correction_states(meeting_id);
CREATE INDEX correction_states_item ON correction_states(item_id);
CREATE INDEX correction_states_key ON correction_states(key);
CREATE INDEX correction_states_state ON correction_states(state);
CREATE TABLE read_rows (document_id TEXT PRIMARY KEY REFERENCES documents(id) ON DELETE CASCADE, rows TEXT NOT NULL) STRICT;
"""
