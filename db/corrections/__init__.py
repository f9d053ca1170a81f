"""What people correct in what was read: entered, applied to the rows, undone, and handed on as files and test examples."""
