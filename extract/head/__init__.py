"""What kind of document it is; which body met, when and where, who led it."""
