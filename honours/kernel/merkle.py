"""A Merkle tree after RFC 6962 §2.1 and RFC 9162 §2.1, with SHA-256.

Leaves are only ever appended. Every complete, aligned subtree then keeps its hash for good, so
callers may store those hashes once and hand them back through ``HashOf``; roots and proofs cost
a logarithm of the size. Hashes are 32 bytes; positions count from 0; sizes count leaves.
"""

from collections.abc import Callable, Sequence
from hashlib import sha256
from typing import NamedTuple

EMPTY_ROOT = sha256(b"").digest()

Path = tuple[bytes, ...]


class Subtree(NamedTuple):
    """A complete subtree: the leaves from ``place << level`` on, ``1 << level`` of them."""

    level: int
    place: int


HashOf = Callable[[Subtree], bytes]


class ProofRefused(Exception):
    """A proof does not show what it claims. The message says which part of it fails."""


def leaf_hash(content: bytes) -> bytes:
    """The leading zero keeps leaves apart from nodes, so that neither passes for the other."""
    return sha256(b"\x00" + content).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return sha256(b"\x01" + left + right).digest()


def peaks(size: int) -> tuple[Subtree, ...]:
    """The complete subtrees that a tree of this size is made of, left to right."""
    found = []
    start = 0
    for level in reversed(range(size.bit_length())):
        if size >> level & 1:
            found.append(Subtree(level, start >> level))
            start += 1 << level
    return tuple(found)


def root(size: int, hash_of: HashOf) -> bytes:
    return _range_hash(0, size, hash_of) if size else EMPTY_ROOT


class Frontier:
    """The right edge of a growing tree: all that appending needs to remember."""

    def __init__(self, size: int = 0, peak_hashes: Sequence[bytes] = ()) -> None:
        if len(peak_hashes) != size.bit_count():
            raise ValueError(
                f"{size}个叶子的树有{size.bit_count()}个峰，不是{len(peak_hashes)}个。"
            )
        self.size = size
        self._peaks = list(peak_hashes)

    def append(self, leaf: bytes) -> list[tuple[Subtree, bytes]]:
        """Add one leaf hash; return the interior nodes that it completed, lowest first."""
        completed = []
        level, index, current = 0, self.size, leaf
        while index & 1:
            current = node_hash(self._peaks.pop(), current)
            level, index = level + 1, index >> 1
            completed.append((Subtree(level, index), current))
        self._peaks.append(current)
        self.size += 1
        return completed

    def root(self) -> bytes:
        if not self._peaks:
            return EMPTY_ROOT
        *rest, current = self._peaks
        for peak in reversed(rest):
            current = node_hash(peak, current)
        return current


def inclusion_path(position: int, size: int, hash_of: HashOf) -> Path:
    """The audit path of RFC 9162 §2.1.3.1. Raises ``ValueError`` where there is no such leaf."""
    if not 0 <= position < size:
        raise ValueError(f"{size}个叶子的树中没有第{position}个叶子。")
    path = []
    start, end = 0, size
    while end - start > 1:
        middle = start + _left_half(end - start)
        if position < middle:
            path.append(_range_hash(middle, end, hash_of))
            end = middle
        else:
            path.append(_range_hash(start, middle, hash_of))
            start = middle
    return tuple(reversed(path))


def consistency_path(old_size: int, new_size: int, hash_of: HashOf) -> Path:
    """The proof of RFC 9162 §2.1.4.1 that the old tree is the beginning of the new one.

    Raises ``ValueError`` where the old tree is empty or larger than the new one.
    """
    if not 0 < old_size <= new_size:
        raise ValueError(f"不能证明{old_size}个叶子的树是{new_size}个叶子的树的开头。")
    path = []
    start, end = 0, new_size
    while old_size != end:
        middle = start + _left_half(end - start)
        if old_size <= middle:
            path.append(_range_hash(middle, end, hash_of))
            end = middle
        else:
            path.append(_range_hash(start, middle, hash_of))
            start = middle
    if start:
        path.append(_range_hash(start, end, hash_of))
    return tuple(reversed(path))


def verify_inclusion(
    content: bytes, position: int, size: int, path: Sequence[bytes], expected_root: bytes
) -> None:
    """RFC 9162 §2.1.3.2. Raises ``ProofRefused``.

    Takes the content and not its hash: whoever could choose the hash could pass off an interior
    node as a leaf of a smaller tree.
    """
    if not 0 <= position < size:
        raise ProofRefused(f"{size}个叶子的树中没有第{position}个叶子。")
    index, last = position, size - 1
    current = leaf_hash(content)
    for sibling in path:
        if last == 0:
            raise ProofRefused("证明中的哈希多于这棵树所需。")
        if index & 1 or index == last:
            current = node_hash(sibling, current)
            index, last = _climb_to_left_turn(index, last)
        else:
            current = node_hash(current, sibling)
        index, last = index >> 1, last >> 1
    if last:
        raise ProofRefused("证明中的哈希少于这棵树所需。")
    if current != expected_root:
        raise ProofRefused("由证明算出的根与给定的根不同。")


def verify_consistency(
    old_size: int, new_size: int, old_root: bytes, new_root: bytes, path: Sequence[bytes]
) -> None:
    """RFC 9162 §2.1.4.2. Raises ``ProofRefused``."""
    if not 0 < old_size <= new_size:
        raise ProofRefused(f"{old_size}个叶子的树不会是{new_size}个叶子的树的开头。")
    if old_size == new_size:
        if path:
            raise ProofRefused("两棵树大小相同，证明应为空。")
        if old_root != new_root:
            raise ProofRefused("两棵树大小相同，根却不同。")
        return
    computed_old, computed_new = _both_roots(old_size, new_size, old_root, path)
    if computed_old != old_root:
        raise ProofRefused("由证明算出的旧根与给定的旧根不同。")
    if computed_new != new_root:
        raise ProofRefused("由证明算出的新根与给定的新根不同。")


def _both_roots(
    old_size: int, new_size: int, old_root: bytes, path: Sequence[bytes]
) -> tuple[bytes, bytes]:
    is_whole = old_size.bit_count() == 1
    siblings = [old_root, *path] if is_whole else list(path)
    if not siblings or not path:
        raise ProofRefused("证明中的哈希少于这两棵树所需。")
    index, last = old_size - 1, new_size - 1
    while index & 1:
        index, last = index >> 1, last >> 1
    old = new = siblings[0]
    for sibling in siblings[1:]:
        if last == 0:
            raise ProofRefused("证明中的哈希多于这两棵树所需。")
        if index & 1 or index == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            index, last = _climb_to_left_turn(index, last)
        else:
            new = node_hash(new, sibling)
        index, last = index >> 1, last >> 1
    if last:
        raise ProofRefused("证明中的哈希少于这两棵树所需。")
    return old, new


def _climb_to_left_turn(index: int, last: int) -> tuple[int, int]:
    """On the right edge a subtree climbs levels without a sibling until it is a right child."""
    while index and not index & 1:
        index, last = index >> 1, last >> 1
    return index, last


def _range_hash(start: int, end: int, hash_of: HashOf) -> bytes:
    size = end - start
    if size.bit_count() == 1:
        level = size.bit_length() - 1
        return hash_of(Subtree(level, start >> level))
    middle = start + _left_half(size)
    return node_hash(_range_hash(start, middle, hash_of), _range_hash(middle, end, hash_of))


def _left_half(size: int) -> int:
    """The largest power of two below ``size``, which is at least 2."""
    return 1 << (size - 1).bit_length() - 1
