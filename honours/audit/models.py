"""The rows of the book. Triggers refuse to change or delete any of them, work list apart."""

from uuid import uuid4

from django.db import models
from django.utils import timezone

from honours.audit import vocabulary
from honours.audit.vocabulary import Algorithm

HASH_LENGTH = 64


class Entry(models.Model):
    """One line of the audit book. No foreign keys, so nothing can unname or unmake it.

    ``salt`` is random: without it, whoever holds a proof could guess what a short entry says.
    """

    at = models.DateTimeField("时间", default=timezone.now)
    actor = models.CharField("经办人", max_length=100)
    organization = models.CharField("单位", max_length=100, blank=True)
    verb = models.CharField("事由", max_length=100)
    subject = models.CharField("事项", max_length=100)
    detail = models.JSONField("内容", default=dict)
    salt = models.UUIDField("随机数", default=uuid4)

    class Meta:
        # Not ``db_index``: on PostgreSQL that would make every writer keep two indexes.
        indexes = [models.Index(fields=["subject", "id"], name="audit_entries_of_a_subject")]

    SEALED = ("at", "actor", "organization", "verb", "subject", "detail", "salt")

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d %H:%M:%S} {self.actor} {self.verb} {self.subject}"

    def content(self) -> bytes:
        """The bytes that the book hashes."""
        return vocabulary.canonical(
            vocabulary.entry_words(
                (
                    self.at,
                    self.actor,
                    self.organization,
                    self.verb,
                    self.subject,
                    self.detail,
                    self.salt,
                )
            )
        )


class Unsealed(models.Model):
    """The sealer's work list: a trigger adds each new entry, in the transaction of that entry.

    A list, not "every id above the last": on PostgreSQL a lower id may be committed later.
    """

    entry_id = models.BigIntegerField("条目", primary_key=True)


class Leaf(models.Model):
    """Where an entry stands in the book. Entries themselves are never written again."""

    position = models.PositiveBigIntegerField("序位", primary_key=True)
    entry_id = models.BigIntegerField("条目", unique=True)
    leaf_hash = models.CharField("叶哈希", max_length=HASH_LENGTH)


class Node(models.Model):
    """The hash of a complete subtree above the leaves, kept so that proofs cost a logarithm."""

    level = models.PositiveSmallIntegerField("层")
    place = models.PositiveBigIntegerField("序")
    node_hash = models.CharField("节点哈希", max_length=HASH_LENGTH)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["level", "place"], name="audit_node_stands_once")
        ]


class Checkpoint(models.Model):
    """A signed statement of how long the book is and which root it has."""

    size = models.PositiveBigIntegerField("条数", unique=True)
    root = models.CharField("树根", max_length=HASH_LENGTH)
    at = models.DateTimeField("时间")
    algorithm = models.CharField("算法", max_length=20, choices=Algorithm.choices())
    key = models.CharField("密钥编号", max_length=16)
    signature = models.CharField("签名", max_length=128)

    class Meta:
        ordering = ["size"]

    def __str__(self) -> str:
        return f"第{self.size}条止 {self.root[:16]}"

    def head(self) -> dict[str, object]:
        return vocabulary.head_words(self.size, self.root, self.at, self.algorithm, self.key)
