"""Which freezes lie over an organization on a day."""

from datetime import date

from django.db.models import Q, QuerySet
from django.utils import timezone

from honours.directory.models import Organization
from honours.directory.permissions import Mandate
from honours.registry.models import Freeze


def freezes_over(organization: Organization, on: date) -> QuerySet[Freeze]:
    """Freezes of the organization itself or of anything above it. One query."""
    step = Organization.steplen
    line = [organization.path[:end] for end in range(step, len(organization.path) + 1, step)]
    return Freeze.objects.filter(
        Q(until=None) | Q(until__gt=on), since__lte=on, organization__path__in=line
    )


def freezes_over_reach(mandate: Mandate, on: date | None = None) -> QuerySet[Freeze]:
    """Freezes that lie somewhere within the reader's reach, or above it. One query."""
    day = on or timezone.localdate()
    step = Organization.steplen
    touching = Q(pk__in=[])
    for path in mandate.reach():
        above = [path[:end] for end in range(step, len(path), step)]
        touching |= Q(organization__path__startswith=path) | Q(organization__path__in=above)
    lasting = Freeze.objects.filter(Q(until=None) | Q(until__gt=day), touching, since__lte=day)
    return lasting.select_related("organization").order_by("since", "pk")
