"""The tables of the search index as they are since migration 0005; they can be made again from what was read.

`search_text` is contentless and filled with stems; its row ids are search keys, so that it is in order of time. `search_entries` holds
for each of them the kinds of text (bits) and the numbers of outcome and body, `search_meetings` the numbers of those who were present
(8 bytes each): counting thousands of hits reads little else. `search_values` says what the numbers stand for, and which stems stand in
the column `body`.
"""

# As they were in the first version; the words are still kept so. `search_words` counts in how many entries a stem stands and is searched by
# `search_grams` for compounds.
FIRST = """
CREATE TABLE search_entries (
  key INTEGER PRIMARY KEY, meeting_id TEXT NOT NULL, item_id TEXT, forum_id TEXT, date TEXT, outcome TEXT, kinds INTEGER NOT NULL
) STRICT;
CREATE INDEX search_entries_meeting ON search_entries(meeting_id);
CREATE VIRTUAL TABLE search_text USING fts5(
  title, decision, recommendation, minutes, tasks, other, tags, content = '', tokenize = "unicode61 remove_diacritics 0"
);
CREATE TABLE search_words (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE, uses INTEGER NOT NULL) STRICT;
CREATE VIRTUAL TABLE search_grams USING fts5(word, content = 'search_words', content_rowid = 'id', tokenize = "trigram");
CREATE TRIGGER search_words_added AFTER INSERT ON search_words BEGIN
  INSERT INTO search_grams(rowid, word) VALUES (new.id, new.word);
END;
CREATE TRIGGER search_words_gone AFTER DELETE ON search_words BEGIN
  INSERT INTO search_grams(search_grams, rowid, word) VALUES ('delete', old.id, old.word);
END;
CREATE TABLE search_state (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT;
"""

SCRIPT = """
DROP TABLE search_entries;
DROP TABLE search_text;
CREATE TABLE search_entries (key INTEGER PRIMARY KEY, kinds INTEGER NOT NULL, outcome INTEGER NOT NULL, forum INTEGER NOT NULL) STRICT;
CREATE TABLE search_meetings (key INTEGER PRIMARY KEY, people BLOB NOT NULL) STRICT;
CREATE TABLE search_values (number INTEGER PRIMARY KEY, name TEXT NOT NULL, value TEXT NOT NULL) STRICT;
CREATE VIRTUAL TABLE search_text USING fts5(
  title, decision, recommendation, minutes, tasks, other, body, tags, content = '', tokenize = "unicode61 remove_diacritics 0"
);
DELETE FROM search_state;
"""
