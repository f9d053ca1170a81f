"""From a document to its minutes, in pure steps."""
