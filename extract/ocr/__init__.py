"""Pages without usable text, read as images."""
