"""The parts of an agenda item."""
