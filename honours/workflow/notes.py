"""One entry of the audit book on a matter, for deeds that move it to no other state."""

from typing import Any

from honours.audit.operations import record
from honours.directory.models import User
from honours.workflow.models import Stateful


def note(matter: Stateful, verb: str, *, by: User, **detail: Any) -> None:
    """Write ``room.model.verb`` of the matter into the book, under its organization.

    ``detail`` is under the same demands as in ``audit.operations.record``.
    """
    record(
        f"{matter.matter_kind()}.{verb}",
        subject=matter.subject(),
        actor=by.username,
        organization=str(matter.organization_id),
        **detail,
    )
