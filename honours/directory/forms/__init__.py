"""Input about organizations and about people."""
