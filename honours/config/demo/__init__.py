"""The demo city: how it is founded, walked through its clean-up, and served."""
