"""The two secrets of the book: one signs checkpoints, one keys digests.

They stand in ``settings.KEYS``, made on first use, for the owner's eyes only. To change the
signing key, move ``audit-signing`` away: the next seal makes another, and the public half of
the old one stays, so that old checkpoints can still be checked.
"""

import hmac
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

from honours.kernel.keyfiles import key_material


def sign(words: bytes) -> str:
    """Ed25519 (RFC 8032), in hexadecimal."""
    return _signing_key().sign(words).hex()


def public_key() -> bytes:
    """The 32 raw bytes to hand to outsiders; also left beside the private half, by its name."""
    raw = _signing_key().public_key().public_bytes_raw()
    kept = _public_file(key_name(raw))
    if not kept.exists():
        kept.write_bytes(raw)
    return raw


def public_keys() -> list[str]:
    """Every public key this book was ever signed with, in hexadecimal; the present one first."""
    present = public_key()
    kept = {path.read_bytes() for path in _folder().glob("audit-public-*")}
    return [key.hex() for key in (present, *sorted(kept - {present}))]


def key_name(raw_public_key: bytes) -> str:
    return sha256(raw_public_key).hexdigest()[:16]


def is_signed(words: bytes, signature: str, key: str) -> bool:
    """Whether a key of ours by that name signed these words."""
    kept = _public_file(key)
    if not kept.is_file():
        return False
    return is_signed_with(kept.read_bytes(), words, signature)


def is_signed_with(raw_public_key: bytes, words: bytes, signature: str) -> bool:
    try:
        Ed25519PublicKey.from_public_bytes(raw_public_key).verify(bytes.fromhex(signature), words)
    except (InvalidSignature, ValueError):
        return False
    return True


def keyed_digest(text: str) -> str:
    """HMAC-SHA-256 in hexadecimal: equal texts match, and nobody without the key can guess."""
    key = key_material(_folder() / "audit-digest")
    return hmac.new(key, text.encode(), sha256).hexdigest()


def _signing_key() -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(key_material(_folder() / "audit-signing"))


def _public_file(key: str) -> Path:
    return _folder() / f"audit-public-{Path(key).name}"


def _folder() -> Path:
    folder: Path = settings.KEYS
    return folder
