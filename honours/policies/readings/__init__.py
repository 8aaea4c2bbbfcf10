"""Rulebook files and the words and days in them, read into values."""
