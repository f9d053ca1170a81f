"""The tables of personal data.

`privacy_findings`: what was found in a document when it was read (`referat.db.privacy.rows`). The number or address itself is not kept
here: `masked` shows enough to recognise it on its page. `place` is `text`, `furniture` (a running header or footer) or `file` (its name).

`privacy_redactions`: what was taken out of this database. `boxes` are blacked on the image of the page; where it is NULL, the place is not
known and no image of the document is shown.
"""

SCRIPT = """
CREATE TABLE privacy_findings (
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE, ordinal INTEGER NOT NULL, kind TEXT NOT NULL, holder TEXT NOT NULL,
  ground TEXT, place TEXT NOT NULL, page INTEGER, meeting_id TEXT, item INTEGER, masked TEXT NOT NULL, boxes TEXT NOT NULL,
  PRIMARY KEY (document_id, ordinal)
) STRICT, WITHOUT ROWID;
CREATE INDEX privacy_findings_kind ON privacy_findings(kind, holder);
CREATE TABLE privacy_redactions (
  document_id TEXT NOT NULL REFERENCES documents(id) ON DELETE CASCADE, ordinal INTEGER NOT NULL, kind TEXT NOT NULL, page INTEGER,
  boxes TEXT, PRIMARY KEY (document_id, ordinal)
) STRICT, WITHOUT ROWID;
"""
