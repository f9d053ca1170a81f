"""What was decided, and how."""
