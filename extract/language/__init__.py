"""Clauses of Danish sentences."""
