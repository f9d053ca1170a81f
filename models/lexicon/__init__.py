"""Wording as data: one TOML file a subject."""
