"""Finds what points at a private person: personal numbers, e-mail addresses, telephone numbers, addresses."""
