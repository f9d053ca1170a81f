"""Where agenda items begin and end, and what their headings say."""
