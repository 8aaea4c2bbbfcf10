"""Writing the book: entries with the change they tell of, and the seal that comes after."""

import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.utils import timezone

from honours.audit import keys, offline_verifier, queries
from honours.audit.models import Checkpoint, Entry, Leaf, Node, Unsealed
from honours.audit.readings import plain
from honours.audit.vocabulary import Algorithm, canonical, head_words
from honours.kernel import merkle

SEALED_AT_ONCE = 5000
"""Entries under one checkpoint: on SQLite, writers wait while a batch is sealed."""
ROWS_AT_ONCE = 1000
SEALER_LOCK = 0x686F6E6F757273
"""“honours” in ASCII, the advisory lock that keeps two sealers apart."""


@dataclass(frozen=True, slots=True)
class PlannedEntry:
    """An entry to be, for ``record_many``."""

    verb: str
    subject: str
    actor: str
    organization: str = ""
    detail: Mapping[str, Any] = field(default_factory=dict)

    def entry(self) -> Entry:
        detail = {key: plain(value, digest) for key, value in self.detail.items()}
        return Entry(
            verb=self.verb,
            subject=self.subject,
            actor=self.actor,
            organization=self.organization,
            detail=detail,
        )


def record(verb: str, *, subject: str, actor: str, organization: str = "", **detail: Any) -> Entry:
    """Add one entry to the book. Call it inside the transaction of the change it tells of.

    ``verb`` is ``room.model.verb``; ``subject`` is ``room.model:id``; ``detail`` holds codes,
    numbers and short words. Prose and numbers of persons enter as keyed digests; for any other
    personal value pass ``digest(value)``. Takes no lock: nobody queues on the book.
    """
    entry = PlannedEntry(verb, subject, actor, organization, detail).entry()
    entry.save(force_insert=True)
    return entry


def record_many(entries: Iterable[PlannedEntry]) -> list[Entry]:
    """Add many entries with few statements; the same demands as ``record``."""
    return Entry.objects.bulk_create(
        [planned.entry() for planned in entries], batch_size=ROWS_AT_ONCE
    )


def digest(text: str) -> str:
    """What the book holds in place of a personal value: 64 hexadecimal digits, keyed."""
    return keys.keyed_digest(text)


def seal() -> Checkpoint | None:
    """Give every committed entry its position and sign where the book now ends.

    Returns the newest checkpoint made, or ``None`` where nothing was waiting. Any number of
    sealers may run: they take turns on one lock that no writer ever touches.
    """
    newest = None
    while made := _seal_one_batch():
        newest = made
    return newest


def export_book(folder: Path) -> Checkpoint | None:
    """Write the sealed book, its checkpoints, the public key and the verifier into ``folder``.

    Returns the checkpoint that the copy ends with; ``None`` (and an empty book) where nothing
    has been sealed yet.
    """
    folder.mkdir(parents=True, exist_ok=True)
    head = queries.latest_checkpoint()
    heads = [queries.exported(checkpoint) for checkpoint in queries.checkpoints_to(head)]
    with (folder / "book.jsonl").open("wb") as book:
        for line in queries.exported_lines(head.size if head else 0):
            book.write(canonical(line) + b"\n")
    with (folder / "checkpoints.jsonl").open("wb") as lines:
        lines.writelines(canonical(line) + b"\n" for line in heads)
    if heads:
        (folder / "checkpoint.json").write_bytes(canonical(heads[-1]) + b"\n")
    (folder / "public_key.txt").write_text("\n".join(keys.public_keys()) + "\n")
    shutil.copyfile(offline_verifier.__file__, folder / "offline_verifier.py")
    return head


@transaction.atomic
def _seal_one_batch() -> Checkpoint | None:
    _take_turns()
    queue = Unsealed.objects.order_by("entry_id").values_list("entry_id", flat=True)
    waiting = list(queue[:SEALED_AT_ONCE])
    if not waiting:
        return None
    frontier = queries.frontier()
    size_before = frontier.size
    _append(frontier, waiting)
    Unsealed.objects.filter(entry_id__in=waiting).delete()
    return _sign(frontier) if frontier.size > size_before else None


def _take_turns() -> None:
    """PostgreSQL: one lock for sealers alone. SQLite: transactions begin IMMEDIATE anyway."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [SEALER_LOCK])


def _append(frontier: merkle.Frontier, waiting: list[int]) -> None:
    leaves: list[Leaf] = []
    nodes: list[Node] = []
    for entry_id, content in queries.contents_of(waiting):
        leaf = merkle.leaf_hash(content)
        leaves.append(Leaf(position=frontier.size, entry_id=entry_id, leaf_hash=leaf.hex()))
        nodes.extend(
            Node(level=subtree.level, place=subtree.place, node_hash=node.hex())
            for subtree, node in frontier.append(leaf)
        )
    Leaf.objects.bulk_create(leaves, batch_size=ROWS_AT_ONCE)
    Node.objects.bulk_create(nodes, batch_size=ROWS_AT_ONCE)


def _sign(frontier: merkle.Frontier) -> Checkpoint:
    at = timezone.now()
    key = keys.key_name(keys.public_key())
    root = frontier.root().hex()
    words = head_words(frontier.size, root, at, Algorithm.SHA256, key)
    return Checkpoint.objects.create(
        size=frontier.size,
        root=root,
        at=at,
        algorithm=Algorithm.SHA256,
        key=key,
        signature=keys.sign(canonical(words)),
    )
