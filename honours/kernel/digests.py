"""Digests as people compare them by eye, and as the audit book keeps them."""

GROUP = 8


def in_groups(digest: str) -> str:
    """Hexadecimal digits in groups of eight, which nothing takes for the number of a person."""
    return " ".join(digest[start : start + GROUP] for start in range(0, len(digest), GROUP))
