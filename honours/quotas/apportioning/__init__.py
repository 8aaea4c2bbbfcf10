"""Dividing places among organizations by formula, with every step kept to be shown."""
