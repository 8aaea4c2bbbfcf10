"""An account as a handful of keyed numbers: like accounts share them, nobody can read them.

Every run of ``RUN`` signs is digested with a key; the smallest digests stand for the whole. The
share of marks in common estimates the share of runs in common (a bottom-k sketch).
"""

import heapq
import re
from collections.abc import Iterable
from decimal import Decimal
from hashlib import blake2b

from honours.kernel.bigrams import normalised

RUN = 7
MARKS = 32
ALIKE = Decimal("0.4")
"""From this share of common marks on, somebody ought to read both."""
FEWEST_SIGNS = 60
"""Shorter texts resemble each other by chance."""
_NOT_SAID = re.compile(r"[\W_]+")


def marks_of(text: str, key: bytes) -> tuple[int, ...]:
    """The marks of a text, in order; none where it is too short to be told apart."""
    plain = _NOT_SAID.sub("", normalised(text))
    if len(plain) < FEWEST_SIGNS:
        return ()
    runs = {plain[start : start + RUN] for start in range(len(plain) - RUN + 1)}
    return tuple(heapq.nsmallest(MARKS, {_digest(run, key) for run in runs}))


def resemblance(ours: Iterable[int], theirs: Iterable[int]) -> Decimal:
    """How much of the two texts is common, from 0 to 1, as far as their marks tell."""
    one, other = set(ours), set(theirs)
    smallest = set(heapq.nsmallest(min(len(one), len(other)), one | other))
    if not smallest:
        return Decimal(0)
    return Decimal(len(smallest & one & other)) / len(smallest)


def _digest(run: str, key: bytes) -> int:
    raw = blake2b(run.encode(), digest_size=8, key=key).digest()
    return int.from_bytes(raw, signed=True)
