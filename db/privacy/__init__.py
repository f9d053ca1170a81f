"""Personal numbers and private persons: listed, left out of what is published, and deleted when their time is over."""
