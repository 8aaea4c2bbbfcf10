"""What a certificate's digest is taken of."""

from hashlib import sha256


def certificate_digest(number: str, holder: str, unit: str, title: str) -> str:
    """SHA-256, in hexadecimal, of the words on the paper, one to a line."""
    return sha256("\n".join((number, holder, unit, title)).encode()).hexdigest()
