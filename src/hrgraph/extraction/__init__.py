"""Find what a document says."""
