"""What people enter about what was read: kept apart from it, with its history, and found again after every import."""
