"""Reads of jobs, by whoever asked for them."""

from django.db.models import QuerySet

from honours.directory.models import User
from honours.jobs.models import Job


def jobs_of(user: User) -> QuerySet[Job]:
    """The jobs that the user asked for, the newest first. Nobody sees another's."""
    return Job.objects.filter(by=user).select_related("organization")
