"""Pages of a PDF become one text with the place of every word."""
