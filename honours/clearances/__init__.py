"""Opinions asked of other bodies about a candidate, and what disqualifies one by other laws."""
