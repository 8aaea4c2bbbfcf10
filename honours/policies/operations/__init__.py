"""What people do with documents, and how rulebooks come in."""
