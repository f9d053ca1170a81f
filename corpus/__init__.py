"""Many documents: found, read in bulk, measured."""
