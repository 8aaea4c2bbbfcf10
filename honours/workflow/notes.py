"""One entry of the audit book on a matter, for deeds that move it to no other state."""

from typing import Any

from honours.directory.models import User
from honours.workflow.minutes import Minutes
from honours.workflow.models import Stateful


def note(matter: Stateful, verb: str, *, by: User, **detail: Any) -> None:
    """Write ``room.model.verb`` of the matter into the book, under its organization.

    ``detail`` is under the same demands as in ``audit.operations.record``.
    """
    minutes = Minutes()
    minutes.note(matter, verb, by=by, **detail)
    minutes.write()
