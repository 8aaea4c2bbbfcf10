"""Rows of the room, by noun. Django finds all of them here; others import the file they need."""

from honours.commendations.models import decisions, editions, filings, nominations, slates

__all__ = ["decisions", "editions", "filings", "nominations", "slates"]
