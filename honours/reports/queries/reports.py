"""Who may see which report, and how reports hang together. Everything fails closed."""

from functools import reduce
from operator import or_

from django.db.models import Q, QuerySet

from honours.campaigns.models import Campaign
from honours.campaigns.queries.campaigns import visible_campaigns
from honours.directory.models import Organization, Post
from honours.directory.permissions import Mandate
from honours.directory.vocabulary import ADMINISTRATORS, OrganizationKind, Role
from honours.reports.models import Report
from honours.reports.vocabulary import ReportState


def visible_reports(mandate: Mandate) -> QuerySet[Report]:
    """Reports sent, for whoever reaches the campaign's region; drafts, for the lead bureau alone.

    Posts of the bureau itself see what it sent, even where they do not reach the region.
    """
    posts = [post for post in mandate.posts if post.role not in ADMINISTRATORS]
    if not posts:
        return Report.objects.none()
    ours = Q(organization__in=[post.organization_id for post in posts])
    reached = (Q(campaign__region__path__startswith=post.jurisdiction.path) for post in posts)
    sent = Q(state=ReportState.SENT) & reduce(or_, reached)
    above = Q(organization__in=_bureaus_above(posts))
    rows = Report.objects.filter(ours | above | sent)
    return rows.select_related("organization", "campaign__region", "campaign__organization")


def reportable_campaigns(mandate: Mandate) -> QuerySet[Campaign]:
    """Campaigns on which the mandate's examiner may draft a report."""
    led = [post.jurisdiction.path for post in mandate.posts if post.role == Role.EXAMINER]
    if not led:
        return Campaign.objects.none()
    within = reduce(or_, (Q(organization__path__startswith=path) for path in led))
    return visible_campaigns(mandate).filter(within)


def original_of(report: Report) -> Report:
    """The report that a correction corrects; an original is its own."""
    return report.restates or report


def predecessor_of(report: Report) -> Report | None:
    """The signed report whose figures stood before this correction; none for an original."""
    if report.restates is None:
        return None
    earlier = report.restates.restatements.filter(
        state=ReportState.SENT, restatement__lt=report.restatement
    )
    return earlier.order_by("-restatement").first() or report.restates


def restatements_of(report: Report) -> QuerySet[Report]:
    return original_of(report).restatements.order_by("restatement")


def _bureaus_above(posts: list[Post]) -> list[int]:
    """Departments that the posts' own sections stand under: their drafts are our drafts."""
    step = Organization.steplen
    paths = {
        post.organization.path[:-step]
        for post in posts
        if post.organization.kind == OrganizationKind.OFFICE
    }
    return list(Organization.objects.filter(path__in=paths).values_list("pk", flat=True))
