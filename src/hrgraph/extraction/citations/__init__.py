"""Documents and recommendation numbers that a document cites."""
