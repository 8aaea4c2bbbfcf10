"""Long work of commending, done in the background."""

from functools import partial
from typing import Any

from django.urls import reverse

from honours.commendations.models.decisions import Decision
from honours.commendations.models.editions import Edition
from honours.commendations.operations.archiving import build_archive
from honours.commendations.operations.intake import take_in_file
from honours.commendations.operations.printing_certificates import print_certificates
from honours.commendations.vocabulary import Work
from honours.directory.models import Organization
from honours.jobs.models import Job
from honours.jobs.operations import job, report_progress

KEY = "KEY"
"""Stands for the key in the address that the codes open."""


@job(Work.PRINT_CERTIFICATES)
def print_all(running: Job, decision_id: int, address: str) -> dict[str, Any]:
    """Every certificate of a decision. ``address`` is the page of a certificate, for ``KEY``."""
    decision = Decision.objects.select_related("organization", "edition").get(pk=decision_id)
    print_certificates(
        decision,
        pages=lambda key: address.replace(KEY, key),
        by=running.by,
        report=partial(report_progress, running),
    )
    return {"next_url": reverse("commendations:decision", args=[decision_id])}


@job(Work.BUILD_ARCHIVE)
def archive(running: Job, edition_id: int) -> dict[str, Any]:
    """The archive package of an edition."""
    edition = Edition.objects.select_related("organization", "region").get(pk=edition_id)
    build_archive(edition, by=running.by, report=partial(report_progress, running))
    decision = edition.decisions.latest("pk")
    return {"next_url": reverse("commendations:decision", args=[decision.pk])}


@job(Work.TAKE_IN_FILE)
def take_in(running: Job, edition_id: int, unit_id: int, received_id: int) -> dict[str, Any]:
    """The rows of a unit's spreadsheet as drafts."""
    edition = Edition.objects.select_related("organization", "region").get(pk=edition_id)
    unit = Organization.objects.get(pk=unit_id)
    take_in_file(
        edition, unit, received_id, by=running.by, report=partial(report_progress, running)
    )
    return {"next_url": reverse("commendations:nomination_intake", args=[edition_id, unit_id])}
