"""The smallest lawful change of a list, by exact search; and what a person should see. Pure."""
