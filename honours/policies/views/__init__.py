"""Pages of documents and of rules."""
