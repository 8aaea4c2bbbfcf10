"""Notices put to the public, their periods in working days, and the objections they raise."""
