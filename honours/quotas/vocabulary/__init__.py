"""Words for places, for people as ratio rules see them, and for the rules themselves."""
