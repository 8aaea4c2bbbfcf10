"""Which freezes lie over an organization on a day."""

from datetime import date

from django.db.models import Q, QuerySet

from honours.directory.models import Organization
from honours.registry.models import Freeze


def freezes_over(organization: Organization, on: date) -> QuerySet[Freeze]:
    """Freezes of the organization itself or of anything above it. One query."""
    step = Organization.steplen
    line = [organization.path[:end] for end in range(step, len(organization.path) + 1, step)]
    return Freeze.objects.filter(
        Q(until=None) | Q(until__gt=on), since__lte=on, organization__path__in=line
    )
