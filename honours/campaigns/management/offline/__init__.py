"""Judging a register without a server and without a database."""
