"""Long work of a campaign, done in the background."""

from datetime import date
from typing import Any

from django.urls import reverse

from honours.campaigns.models import Campaign, Upload
from honours.campaigns.operations.duplicates import search_duplicates
from honours.campaigns.operations.screening import ROWS_AT_ONCE, screen_filings
from honours.campaigns.operations.uploads import read_upload
from honours.campaigns.queries.desk import ON_THE_DESK
from honours.campaigns.queries.facts import surroundings_of
from honours.campaigns.vocabulary import Work
from honours.jobs.models import Job
from honours.jobs.operations import job, report_progress


@job(Work.SCREEN)
def screen_all(running: Job, campaign_id: int, on: str) -> dict[str, Any]:
    """Screen every item on the desk by the rules of the day ``on`` (ISO form), part by part."""
    campaign = Campaign.objects.select_related("organization", "region").get(pk=campaign_id)
    waiting = list(
        campaign.filings.filter(state__in=ON_THE_DESK).select_related("organization", "campaign")
    )
    around = surroundings_of(campaign)
    for first in range(0, len(waiting), ROWS_AT_ONCE):
        part = waiting[first : first + ROWS_AT_ONCE]
        screen_filings(campaign, part, by=running.by, on=date.fromisoformat(on), around=around)
        report_progress(running, first + len(part), len(waiting))
    return {"filings": len(waiting), "next_url": reverse("campaigns:desk", args=[campaign_id])}


@job(Work.SEARCH_DUPLICATES)
def search_all(running: Job, campaign_id: int) -> dict[str, Any]:
    """Group what is alike among the filings and the register."""
    campaign = Campaign.objects.select_related("organization", "region").get(pk=campaign_id)
    groups = search_duplicates(campaign, by=running.by)
    return {"groups": groups, "next_url": reverse("campaigns:duplicates", args=[campaign_id])}


@job(Work.READ_UPLOAD)
def read(running: Job, upload_id: int) -> dict[str, Any]:
    """Read the rows of an upload into filings."""
    upload = Upload.objects.select_related("campaign__organization", "organization").get(
        pk=upload_id
    )
    read_upload(
        upload, by=running.by, report=lambda done, total: report_progress(running, done, total)
    )
    return {"next_url": reverse("campaigns:upload", args=[upload_id])}
