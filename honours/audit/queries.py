"""Reading the book: what it says of a matter, its proofs, and whether it is whole."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, NamedTuple, TypeVar

from django.db.models import Exists, Max, OuterRef, Q, QuerySet

from honours.audit import keys
from honours.audit.models import Checkpoint, Entry, Leaf, Node, Unsealed
from honours.audit.vocabulary import HEAD_FIELDS, BookFault, canonical, entry_words
from honours.kernel import merkle
from honours.kernel.merkle import Frontier, HashOf, Subtree
from honours.kernel.verdicts import Finding, Refusal

Built = TypeVar("Built")
Progress = Callable[[int, int], None]

ROWS_AT_ONCE = 2000
LONGEST_TRANSACTION = timedelta(hours=1)
"""An entry that claims to be older than this before the last checkpoint was written in later."""


@dataclass(frozen=True, slots=True)
class Proof:
    """An inclusion or consistency proof: hashes in hexadecimal, bottom up."""

    first: int
    """The position of the leaf, or the size of the old tree."""
    size: int
    path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Break:
    """The first place where the book does not fit: which fault, at which entry."""

    fault: BookFault
    message: str
    position: int | None = None
    entry_id: int | None = None


@dataclass(frozen=True, slots=True)
class Anchor:
    """A checkpoint kept outside the database: the book must still pass through it."""

    size: int
    root: str


class Place(NamedTuple):
    """A row of ``Leaf``, read by the thousand."""

    position: int
    entry_id: int
    leaf_hash: str


def entries_about(subject: str) -> QuerySet[Entry]:
    """All entries of one matter (``room.model:id``), newest first."""
    return Entry.objects.filter(subject=subject).order_by("-pk")


def latest_checkpoint() -> Checkpoint | None:
    return Checkpoint.objects.order_by("-size").first()


def inclusion_proof(entry: Entry) -> Proof:
    """Shows that the latest checkpoint covers the entry.

    Raises ``Refusal`` for an entry that has not been sealed yet.
    """
    head = latest_checkpoint()
    leaf = Leaf.objects.filter(entry_id=entry.pk).first()
    if head is None or leaf is None:
        raise Refusal(
            Finding("not-sealed-yet", "该条目尚未封存，还没有证明。", remedy="请稍候片刻再试。")
        )
    path = _from_stored(lambda of: merkle.inclusion_path(leaf.position, head.size, of))
    return Proof(leaf.position, head.size, tuple(node.hex() for node in path))


def consistency_proof(old_size: int, new_size: int) -> Proof:
    """Shows that the book of ``old_size`` entries is the beginning of that of ``new_size``.

    Raises ``Refusal`` where the book never had those sizes.
    """
    head = latest_checkpoint()
    size = head.size if head else 0
    if not 0 < old_size <= new_size <= size:
        message = f"账本现有{size}条，无法从{old_size}条证明到{new_size}条。"
        remedy = "请按检查点上的条数填写，旧的不大于新的。"
        raise Refusal(Finding("no-such-size", message, remedy=remedy))
    path = _from_stored(lambda of: merkle.consistency_path(old_size, new_size, of))
    return Proof(old_size, new_size, tuple(node.hex() for node in path))


def frontier() -> Frontier:
    """The right edge of the tree as stored, for the sealer to go on from."""
    last = Leaf.objects.aggregate(last=Max("position"))["last"]
    size = 0 if last is None else last + 1
    edge = merkle.peaks(size)
    hashes = _stored_hashes(edge)
    return Frontier(size, [hashes[peak] for peak in edge])


def contents_of(entry_ids: Iterable[int]) -> Iterator[tuple[int, bytes]]:
    """The hashed bytes of those entries that have no place in the book yet, in order of id."""
    sealed = Leaf.objects.filter(entry_id=OuterRef("pk"))
    rows = Entry.objects.filter(~Exists(sealed), pk__in=list(entry_ids)).order_by("pk")
    for entry_id, *facts in rows.values_list("pk", *Entry.SEALED):
        yield entry_id, canonical(entry_words(tuple(facts)))


def first_broken_entry(
    anchors: Iterable[Anchor] = (), *, progress: Progress | None = None
) -> Break | None:
    """Walk the whole book; the first entry, leaf or checkpoint that does not fit, or ``None``.

    ``anchors`` are checkpoints from outside the database. Without one, nobody can tell a book
    that was cut short, checkpoints and all, from one that never was longer.
    """
    longest = Leaf.objects.aggregate(last=Max("position"))["last"]
    # Read after the leaves: a sealer at work meanwhile can only make this head newer.
    head = latest_checkpoint()
    size = head.size if head else 0
    if longest is not None and longest >= size:
        leaf = Leaf.objects.get(position=longest)
        return Break(BookFault.BEYOND_THE_HEAD, "没有检查点为它签名。", longest, leaf.entry_id)
    return next(_breaks(size, tuple(anchors), progress or _say_nothing), None)


def trusted_anchor(words: Mapping[str, Any], public_key: bytes | None = None) -> Anchor:
    """The anchor that an exported checkpoint is, once its signature is found good.

    Checked with ``public_key`` (32 bytes) or, without one, with the kept key of that name.
    Raises ``Refusal``.
    """
    try:
        head = canonical({name: words[name] for name in HEAD_FIELDS})
        size, root = int(words["size"]), str(words["root"])
        signature, key = str(words["signature"]), str(words["key"])
    except (KeyError, TypeError, ValueError):
        raise Refusal(
            Finding("not-a-checkpoint", "这不是本系统的检查点文件。", remedy="请核对文件。")
        ) from None
    if public_key is None:
        good = keys.is_signed(head, signature, key)
    else:
        good = keys.is_signed_with(public_key, head, signature)
    if not good:
        raise Refusal(
            Finding("bad-signature", "检查点的签名不对。", remedy="请核对公钥和文件来源。")
        )
    return Anchor(size, root)


def checkpoints_to(head: Checkpoint | None) -> QuerySet[Checkpoint]:
    return Checkpoint.objects.filter(size__lte=head.size if head else 0).order_by("size")


def exported(checkpoint: Checkpoint) -> dict[str, object]:
    """A checkpoint as it is printed, published or handed to a witness."""
    return {**checkpoint.head(), "signature": checkpoint.signature}


def exported_lines(size: int) -> Iterator[dict[str, object]]:
    """The first ``size`` entries of the book, each with its position and leaf hash."""
    for leaf, facts in _leaves(size):
        words = entry_words(facts) if facts else None
        yield {"position": leaf.position, "leaf": leaf.leaf_hash, "entry": words}


def _breaks(size: int, anchors: tuple[Anchor, ...], progress: Progress) -> Iterator[Break]:
    walked = Frontier()
    covered: Checkpoint | None = None
    heads = Checkpoint.objects.filter(size__lte=size).order_by("size").iterator()
    head = next(heads, None)
    for leaf, facts in _leaves(size):
        yield from _leaf_breaks(leaf, facts, walked.size, covered)
        walked.append(bytes.fromhex(leaf.leaf_hash))
        yield from _anchor_breaks(anchors, walked)
        while head and head.size <= walked.size:
            yield from _head_breaks(head, walked, covered)
            covered, head = head, next(heads, None)
        if walked.size % ROWS_AT_ONCE == 0 or walked.size == size:
            progress(walked.size, size)
    if walked.size < size:
        yield Break(BookFault.MISSING, f"检查点记有{size}条，只剩{walked.size}条。", walked.size)
    for anchor in anchors:
        if anchor.size > size:
            message = f"外存的检查点记有{anchor.size}条，账本只有{size}条。"
            yield Break(BookFault.CUT, message, size)
    yield from _unlisted_entries()


def _leaf_breaks(
    leaf: Place,
    facts: tuple[Any, ...] | None,
    position: int,
    covered: Checkpoint | None,
) -> Iterator[Break]:
    where = leaf[:2]
    if leaf.position != position:
        yield Break(BookFault.OUT_OF_LINE, f"此处应是序位{position}。", position, leaf.entry_id)
    elif facts is None:
        yield Break(BookFault.MISSING, "账本记有此条，条目已不在。", *where)
    elif merkle.leaf_hash(canonical(entry_words(facts))).hex() != leaf.leaf_hash:
        yield Break(BookFault.ALTERED, "条目内容与封存时的哈希不符。", *where)
    elif covered and facts[0] < covered.at - LONGEST_TRANSACTION:
        yield Break(BookFault.BACKDATED, f"自称早于检查点“{covered}”，却在其后入账。", *where)


def _head_breaks(
    head: Checkpoint, walked: Frontier, covered: Checkpoint | None
) -> Iterator[Break]:
    first = covered.size if covered else 0
    if head.size != walked.size or head.root != walked.root().hex():
        message = f"序位{first}至{head.size - 1}之间被改写，根与签名的检查点不符。"
        yield Break(BookFault.REWRITTEN, message, _first_rewritten(first, head.size))
    elif not keys.is_signed(canonical(head.head()), head.signature, head.key):
        yield Break(
            BookFault.UNSIGNED, f"止于序位{head.size - 1}的检查点签名不符。", head.size - 1
        )


def _anchor_breaks(anchors: tuple[Anchor, ...], walked: Frontier) -> Iterator[Break]:
    for anchor in anchors:
        if anchor.size == walked.size and anchor.root != walked.root().hex():
            message = f"前{anchor.size}条与外存的检查点不符。"
            yield Break(BookFault.REWRITTEN, message, anchor.size - 1)


def _first_rewritten(first: int, end: int) -> int:
    """The first leaf there whose stored parent does not come from it; else the first of all."""
    leaves = dict(
        Leaf.objects.filter(position__gte=first & ~1, position__lt=end).values_list(
            "position", "leaf_hash"
        )
    )
    parents = Node.objects.filter(level=1, place__gte=first >> 1, place__lt=end >> 1)
    for place, parent in parents.order_by("place").values_list("place", "node_hash"):
        left, right = (bytes.fromhex(leaves[2 * place + side]) for side in (0, 1))
        if merkle.node_hash(left, right).hex() != parent:
            return max(first, 2 * place)
    return first


def _unlisted_entries() -> Iterator[Break]:
    """Entries that stand neither in the book nor on the sealer's list: someone struck them off."""
    listed = Unsealed.objects.filter(entry_id=OuterRef("pk"))
    sealed = Leaf.objects.filter(entry_id=OuterRef("pk"))
    lost = Entry.objects.filter(~Exists(listed), ~Exists(sealed)).order_by("pk").first()
    if lost:
        yield Break(BookFault.UNLISTED, "条目不在账本，也不在待封清单。", entry_id=lost.pk)


def _leaves(size: int) -> Iterator[tuple[Place, tuple[Any, ...] | None]]:
    for start in range(0, size, ROWS_AT_ONCE):
        leaves = Leaf.objects.filter(position__gte=start, position__lt=start + ROWS_AT_ONCE)
        rows = leaves.filter(position__lt=size).order_by("position")
        page = [Place(*row) for row in rows.values_list(*Place._fields)]
        found = Entry.objects.filter(pk__in=[leaf.entry_id for leaf in page])
        entries = {
            entry_id: tuple(facts) for entry_id, *facts in found.values_list("pk", *Entry.SEALED)
        }
        for leaf in page:
            yield leaf, entries.get(leaf.entry_id)


def _from_stored(build: Callable[[HashOf], Built]) -> Built:
    """Build a proof with two queries: once to learn which hashes it needs, once with them."""
    needed: list[Subtree] = []

    def note(subtree: Subtree) -> bytes:
        needed.append(subtree)
        return b""

    build(note)
    return build(_stored_hashes(needed).__getitem__)


def _stored_hashes(needed: Iterable[Subtree]) -> dict[Subtree, bytes]:
    wanted = Q(pk__in=[])
    positions = []
    for subtree in needed:
        if subtree.level:
            wanted |= Q(level=subtree.level, place=subtree.place)
        else:
            positions.append(subtree.place)
    nodes = Node.objects.filter(wanted).values_list("level", "place", "node_hash")
    leaves = Leaf.objects.filter(position__in=positions).values_list("position", "leaf_hash")
    found = {Subtree(level, place): bytes.fromhex(text) for level, place, text in nodes}
    return found | {Subtree(0, position): bytes.fromhex(text) for position, text in leaves}


def _say_nothing(done: int, total: int) -> None:
    pass
