"""What the audit book says of a notice's content, for anybody to verify."""

from typing import Any

from honours.audit.models import Entry, Leaf
from honours.audit.queries import exported, inclusion_proof, latest_checkpoint
from honours.audit.vocabulary import entry_words
from honours.kernel.digests import in_groups
from honours.notices.models.notices import Notice

SHOWN_VERB = "notices.notice.show"


def booked_content(notice: Notice) -> Entry | None:
    """The newest entry that tells what the public sees of the notice."""
    rows = Entry.objects.filter(subject=notice.subject(), verb=SHOWN_VERB)
    return rows.order_by("-pk").first()


def is_sealed(entry: Entry) -> bool:
    """Whether a signed checkpoint covers the entry already."""
    return Leaf.objects.filter(entry_id=entry.pk).exists()


def proof_of(notice: Notice) -> dict[str, Any] | None:
    """The entry with its inclusion proof and the signed checkpoint; nothing before the sealing.

    The entry names the unit, not a person, and holds the digest of the content alone.
    """
    entry = booked_content(notice)
    head = latest_checkpoint()
    if entry is None or head is None or not is_sealed(entry):
        return None
    shown = inclusion_proof(entry)
    return {
        "digest": notice.content_digest,
        "digest_in_entry": in_groups(notice.content_digest),
        "entry": entry_words(tuple(getattr(entry, name) for name in Entry.SEALED)),
        "position": shown.first,
        "size": shown.size,
        "path": shown.path,
        "checkpoint": exported(head),
    }
