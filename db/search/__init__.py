"""Danish full-text search: from the words of a question to marked hits."""
