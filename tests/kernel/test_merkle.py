"""Against the definition of RFC 6962 §2.1, written out once more below, and its known answers."""

from collections.abc import Callable
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as some

from honours.kernel import merkle
from honours.kernel.merkle import Frontier, ProofRefused, Subtree

LARGEST = 300
# The eight inputs and the roots that Certificate Transparency publishes for its own tests.
KNOWN_INPUTS = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
KNOWN_ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]


def content(position: int) -> bytes:
    return f"第{position}条".encode()


CONTENTS = [content(position) for position in range(LARGEST)]


def tree_hash(contents: list[bytes]) -> bytes:
    """MTH, word for word from RFC 6962 §2.1: recursive, slow, and owing nothing to the module."""
    if not contents:
        return sha256(b"").digest()
    if len(contents) == 1:
        return sha256(b"\x00" + contents[0]).digest()
    half = 1
    while half * 2 < len(contents):
        half *= 2
    return sha256(b"\x01" + tree_hash(contents[:half]) + tree_hash(contents[half:])).digest()


ROOTS = [tree_hash(CONTENTS[:size]) for size in range(LARGEST + 1)]


@pytest.fixture(scope="module")
def hash_of() -> Callable[[Subtree], bytes]:
    """Subtree hashes as a sealer stores them: leaves, and what each append completed."""
    stored: dict[Subtree, bytes] = {}
    frontier = Frontier()
    for position, entry in enumerate(CONTENTS):
        leaf = merkle.leaf_hash(entry)
        stored[Subtree(0, position)] = leaf
        stored.update(frontier.append(leaf))
    return stored.__getitem__


def test_the_roots_are_those_certificate_transparency_publishes():
    frontier = Frontier()
    for entry, expected in zip(KNOWN_INPUTS, KNOWN_ROOTS, strict=True):
        frontier.append(merkle.leaf_hash(entry))
        assert frontier.root().hex() == expected


def test_an_empty_tree_has_the_root_of_nothing(hash_of):
    assert Frontier().root() == merkle.root(0, hash_of) == sha256(b"").digest()


def test_roots_of_all_sizes_follow_the_definition(hash_of):
    frontier = Frontier()
    for size in range(1, LARGEST + 1):
        frontier.append(merkle.leaf_hash(CONTENTS[size - 1]))
        assert frontier.root() == merkle.root(size, hash_of) == ROOTS[size]


def test_a_frontier_can_be_resumed_at_any_size(hash_of):
    for size in range(LARGEST):
        resumed = Frontier(size, [hash_of(peak) for peak in merkle.peaks(size)])
        assert resumed.root() == ROOTS[size]
        resumed.append(merkle.leaf_hash(CONTENTS[size]))
        assert resumed.root() == ROOTS[size + 1]


def test_a_frontier_refuses_peaks_that_do_not_fit_its_size():
    with pytest.raises(ValueError, match="3个叶子的树有2个峰"):
        Frontier(3, [b""])


def test_every_leaf_of_all_sizes_is_shown_to_be_included(hash_of):
    for size in range(1, LARGEST + 1):
        for position in range(size):
            path = merkle.inclusion_path(position, size, hash_of)
            merkle.verify_inclusion(CONTENTS[position], position, size, path, ROOTS[size])


def test_every_pair_of_sizes_is_shown_to_be_consistent(hash_of):
    for new in range(1, LARGEST + 1):
        for old in range(1, new + 1):
            path = merkle.consistency_path(old, new, hash_of)
            merkle.verify_consistency(old, new, ROOTS[old], ROOTS[new], path)


@pytest.mark.parametrize(("position", "size"), [(0, 0), (3, 3), (-1, 3)])
def test_no_path_is_made_or_believed_for_a_leaf_that_is_not_there(position, size, hash_of):
    with pytest.raises(ValueError, match="没有第"):
        merkle.inclusion_path(position, size, hash_of)
    with pytest.raises(ProofRefused, match="没有第"):
        merkle.verify_inclusion(b"", position, size, (), ROOTS[size])


@pytest.mark.parametrize(("old", "new"), [(0, 5), (6, 5), (-1, 5)])
def test_no_proof_is_made_or_believed_from_nothing_or_backwards(old, new, hash_of):
    with pytest.raises(ValueError, match="不能证明"):
        merkle.consistency_path(old, new, hash_of)
    with pytest.raises(ProofRefused, match="不会是"):
        merkle.verify_consistency(old, new, ROOTS[old], ROOTS[new], ())


SIZES = some.integers(2, LARGEST)


def forgeries(path, replacement):
    """Extra nodes, missing nodes, wrong siblings, swapped order: still a list of hashes."""
    yield (*path, replacement)
    yield (replacement, *path)
    yield path[:-1]
    yield path[1:]
    for at in range(len(path)):
        yield (*path[:at], replacement, *path[at + 1 :])
        for other in range(at):
            swapped = list(path)
            swapped[at], swapped[other] = swapped[other], swapped[at]
            yield tuple(swapped)


@given(size=SIZES, place=some.floats(0, 1, exclude_max=True))
def test_a_forged_inclusion_is_refused(size, place):
    hash_of = _stored()
    position = int(place * size)
    path = merkle.inclusion_path(position, size, hash_of)
    for forged in forgeries(path, merkle.leaf_hash(b"forged")):
        with pytest.raises(ProofRefused):
            merkle.verify_inclusion(CONTENTS[position], position, size, forged, ROOTS[size])
    for lie in (position - 1, position + 1):
        with pytest.raises(ProofRefused):
            merkle.verify_inclusion(CONTENTS[position], lie, size, path, ROOTS[size])
    with pytest.raises(ProofRefused, match="根"):
        merkle.verify_inclusion(b"forged", position, size, path, ROOTS[size])
    with pytest.raises(ProofRefused):
        merkle.verify_inclusion(CONTENTS[position], position, size, path, ROOTS[size - 1])


@given(old=some.integers(1, LARGEST - 1), further=some.integers(1, LARGEST))
def test_a_forged_consistency_is_refused(old, further):
    new = min(old + further, LARGEST)
    hash_of = _stored()
    path = merkle.consistency_path(old, new, hash_of)
    for forged in forgeries(path, merkle.leaf_hash(b"forged")):
        with pytest.raises(ProofRefused):
            merkle.verify_consistency(old, new, ROOTS[old], ROOTS[new], forged)
    for lies in ((old, new, ROOTS[old - 1], ROOTS[new]), (old, new, ROOTS[old], ROOTS[new - 1])):
        with pytest.raises(ProofRefused):
            merkle.verify_consistency(*lies, path)


def test_the_two_roots_of_one_size_must_be_the_same_and_need_no_proof():
    with pytest.raises(ProofRefused, match="根却不同"):
        merkle.verify_consistency(5, 5, ROOTS[5], ROOTS[6], ())
    with pytest.raises(ProofRefused, match="应为空"):
        merkle.verify_consistency(5, 5, ROOTS[5], ROOTS[5], (ROOTS[1],))


@pytest.mark.parametrize("size", [2, 4, 8, 6, 300])
def test_a_lie_about_the_size_is_refused(size, hash_of):
    path = merkle.inclusion_path(0, size, hash_of)
    for lie in (size * 2, size // 2, 1):
        if lie == size:
            continue
        with pytest.raises(ProofRefused):
            merkle.verify_inclusion(CONTENTS[0], 0, lie, path, ROOTS[size])


def test_an_interior_node_does_not_pass_for_a_leaf(hash_of):
    """The tree of pairs has the same root: only the leading byte keeps the two apart."""
    left, right = (merkle.leaf_hash(CONTENTS[position]) for position in (0, 1))
    path = merkle.inclusion_path(0, 4, hash_of)
    with pytest.raises(ProofRefused, match="根"):
        merkle.verify_inclusion(left + right, 0, 2, path[1:], ROOTS[4])
    with pytest.raises(ProofRefused, match="根"):
        merkle.verify_inclusion(b"\x01" + left + right, 0, 2, path[1:], ROOTS[4])


def test_a_leaf_does_not_pass_for_an_interior_node():
    left, right = b"left".ljust(32), b"right".ljust(32)
    assert merkle.leaf_hash(left + right) != merkle.node_hash(left, right)


def _stored() -> Callable[[Subtree], bytes]:
    """Subtree hashes straight from the definition; Hypothesis and fixtures do not mix."""

    def of(subtree: Subtree) -> bytes:
        start = subtree.place << subtree.level
        if subtree not in _KNOWN:
            _KNOWN[subtree] = tree_hash(CONTENTS[start : start + (1 << subtree.level)])
        return _KNOWN[subtree]

    return of


_KNOWN: dict[Subtree, bytes] = {}
