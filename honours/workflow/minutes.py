"""What one deed has written down: gathered over all that it does, written at its end."""

from dataclasses import dataclass, field
from typing import Any

from honours.audit.operations import PlannedEntry, record_many
from honours.directory.models import User
from honours.workflow.models import Passage, Stateful

ROWS_AT_ONCE = 1000


@dataclass
class Minutes:
    """Passages and entries of the book that wait for ``write``: two statements for all of them.

    Whoever opens minutes writes them before the transaction ends.
    """

    passages: list[Passage] = field(default_factory=list)
    entries: list[PlannedEntry] = field(default_factory=list)

    def note(self, matter: Stateful, verb: str, *, by: User, **detail: Any) -> None:
        """An entry ``room.model.verb`` on the matter, under its organization.

        ``detail`` is under the same demands as in ``audit.operations.record``.
        """
        kind, unit = matter.matter_kind(), str(matter.organization_id)
        entry = PlannedEntry(f"{kind}.{verb}", matter.subject(), by.username, unit, detail)
        self.entries.append(entry)

    def has_passed(self, matter: Stateful) -> bool:
        """Whether the matter was begun, or moved, in these minutes."""
        return any(passage.subject == matter.subject() for passage in self.passages)

    def write(self) -> None:
        """Write all of it."""
        Passage.objects.bulk_create(self.passages, batch_size=ROWS_AT_ONCE)
        record_many(self.entries)
