"""The exact words of the audit book: what is hashed, what is signed.

Whoever changes a byte here breaks every proof ever given; the offline verifier says it all
once more, on purpose, so that neither can drift without a test noticing.
"""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from uuid import UUID

from honours.kernel.terms import Term

HEAD_KIND = "honours-audit-checkpoint-1"
HEAD_FIELDS = ("kind", "size", "root", "at", "algorithm", "key")
# Made once: making one for each entry would be a fifth of the time it takes to check a book.
_SPELLING = json.JSONEncoder(
    sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
)


class Algorithm(Term):
    """How the tree is hashed. Every checkpoint names its own."""

    SHA256 = "sha-256", "SHA-256"


class BookFault(Term):
    """What a verifier can find wrong with a book."""

    ALTERED = "entry-altered", "内容被改动"
    MISSING = "entry-missing", "条目缺失"
    OUT_OF_LINE = "leaf-out-of-line", "序位不连续"
    REWRITTEN = "tree-rewritten", "树根不符"
    UNSIGNED = "checkpoint-unsigned", "签名不符"
    BEYOND_THE_HEAD = "leaf-beyond-head", "未签名的条目"
    BACKDATED = "entry-backdated", "倒填时间"
    CUT = "book-cut", "账本被截短"
    UNLISTED = "entry-unlisted", "条目未入账"


def canonical(value: object) -> bytes:
    """JSON in the one spelling that is hashed: sorted keys, no spaces, UTF-8."""
    return _SPELLING.encode(value).encode()


def moment(at: datetime) -> str:
    """UTC to the microsecond, which both databases keep exactly."""
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def entry_words(
    facts: tuple[datetime, str, str, str, str, Mapping[str, object], UUID],
) -> dict[str, object]:
    """What one entry says; ``facts`` in the order of ``Entry.SEALED``."""
    at, actor, organization, verb, subject, detail, salt = facts
    return {
        "at": moment(at),
        "actor": actor,
        "organization": organization,
        "verb": verb,
        "subject": subject,
        "detail": detail,
        "salt": str(salt),
    }


def head_words(size: int, root: str, at: datetime, algorithm: str, key: str) -> dict[str, object]:
    """What one checkpoint says, and what its signature covers."""
    return {
        "kind": HEAD_KIND,
        "size": size,
        "root": root,
        "at": moment(at),
        "algorithm": algorithm,
        "key": key,
    }
