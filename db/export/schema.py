"""`task_names`: the name by which a task is known outside, as in calendars, where it is not its id: its id when it was first read.

Ids of tasks are made from the words of the quote, which a newer reader may begin or end elsewhere. Only ids stand here, no words. Rows
outlive the tasks, so that one that is read again keeps its name.
"""

SCRIPT = """
CREATE TABLE task_names (task_id TEXT PRIMARY KEY, name TEXT NOT NULL) STRICT, WITHOUT ROWID;
"""
