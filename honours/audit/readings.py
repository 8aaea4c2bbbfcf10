"""Turns what callers know into what the book may hold: codes, whole numbers, short words."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from uuid import UUID

LONGEST_TEXT = 200
LOOKS_PERSONAL = re.compile(r"(?<!\d)(?:\d{17}[\dXx]|1[3-9]\d{9})(?!\d)")
"""Resident identity numbers (GB 11643) and mobile telephone numbers."""

Digest = Callable[[str], str]


def plain(value: object, digest: Digest) -> object:
    """The value as JSON that every database gives back exactly as it took it.

    Fractions and days become text, since databases spell numbers in ways of their own. Prose and
    anything that looks like a number of a person becomes its keyed digest. Raises ``TypeError``
    for what has no plain form.
    """
    match value:
        case str():
            return _short_text(str(value), digest)
        case Mapping():
            return {str(key): plain(inner, digest) for key, inner in value.items()}
        case set() | frozenset():
            return sorted((plain(inner, digest) for inner in value), key=str)
        case list() | tuple():
            return [plain(inner, digest) for inner in value]
    return _single(value)


def _single(value: object) -> object:
    match value:
        case None | bool():
            return value
        case int():
            return int(value)
        case float() | Decimal() | UUID():
            return str(value)
        case date():
            return value.isoformat()
    raise TypeError(f"审计簿不收{type(value).__name__}，只收代码、数字和短语。")


def _short_text(text: str, digest: Digest) -> str:
    if len(text) > LONGEST_TEXT or LOOKS_PERSONAL.search(text):
        return f"hmac:{digest(text)}"
    return text.replace("\x00", "")
