"""Accounts that resemble each other, told from keyed marks alone. Pure."""
