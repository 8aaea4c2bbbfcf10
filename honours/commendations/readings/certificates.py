"""What a certificate's digest is taken of."""

from hashlib import sha256

GROUP = 8


def certificate_digest(number: str, holder: str, unit: str, title: str) -> str:
    """SHA-256, in hexadecimal, of the words on the paper, one to a line."""
    return sha256("\n".join((number, holder, unit, title)).encode()).hexdigest()


def in_groups(digest: str) -> str:
    """A digest that people can compare by eye, and that the book keeps as it is."""
    return " ".join(digest[start : start + GROUP] for start in range(0, len(digest), GROUP))
