"""Kept, asked and shown: the schema, the store, the search, and the explorer."""
