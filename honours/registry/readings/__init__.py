"""Readings: what an official wrote in a cell, as a value, with the text kept beside it.

Every reading carries ``raw`` (the text as sent) and ``note`` (why a person should look again;
empty where nothing is in doubt). A value that cannot be read is ``None``, never a guess.
"""
