"""What is put to the public, as bytes that anybody can hash again."""

import json
from collections.abc import Mapping
from hashlib import sha256


def content_bytes(content: Mapping[str, object]) -> bytes:
    """The content in one spelling: UTF-8, keys in order, no spaces between."""
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return text.encode()


def digest_of(content: Mapping[str, object]) -> str:
    """SHA-256 of the content, in hexadecimal."""
    return sha256(content_bytes(content)).hexdigest()
