"""Freezing new activities in a place, and lifting the freeze."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from honours.audit.operations import record
from honours.directory.models import Organization, User
from honours.registry.models import Freeze


@transaction.atomic
def freeze(
    organization: Organization, *, since: date, citation: str, cause: str, by: User
) -> Freeze:
    """From a day on, refuse new activities in this organization and all under it.

    ``cause`` is the subject of whatever brought the freeze (``campaigns.campaign:3``).
    """
    frozen = Freeze.objects.create(
        organization=organization, since=since, citation=citation, cause=cause
    )
    record(
        "registry.freeze.begin",
        subject=cause,
        actor=by.username,
        organization=str(organization),
        since=since.isoformat(),
    )
    return frozen


@transaction.atomic
def lift_freeze(cause: str, *, by: User, on: date | None = None) -> int:
    """End every freeze of that cause. Returns how many there were."""
    day = on or timezone.localdate()
    lifted = Freeze.objects.filter(cause=cause, until=None).update(until=day)
    record("registry.freeze.lift", subject=cause, actor=by.username, lifted=lifted)
    return lifted
