"""How usernames are compared: one person, one spelling."""

import unicodedata


def normal_username(text: str) -> str:
    """NFKC, case-folded, without surrounding space (GB/T 22239 8.1.4.1 a: unique identity)."""
    return unicodedata.normalize("NFKC", text).strip().casefold()
