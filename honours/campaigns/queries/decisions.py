"""Reads of screenings and decisions: for each filing, the latest."""

from collections.abc import Iterable

from django.db.models import Max

from honours.campaigns.models import Campaign, Decision, Filing, Screening
from honours.campaigns.vocabulary import FilingState


def latest_screenings(filings: Iterable[Filing]) -> dict[int, Screening]:
    """The newest screening of each filing, by the filing's key. Two queries."""
    keys = [filing.pk for filing in filings]
    newest = (
        Screening.objects.filter(filing__in=keys)
        .order_by()
        .values("filing")
        .annotate(newest=Max("pk"))
        .values_list("newest", flat=True)
    )
    found = Screening.objects.filter(pk__in=list(newest)).select_related("merge_into")
    return {screening.filing_id: screening for screening in found}


def current_decisions(filings: Iterable[Filing]) -> dict[int, Decision]:
    """The decision of the latest round of each filing, by the filing's key. One query."""
    rows = Decision.objects.filter(filing__in=[filing.pk for filing in filings]).select_related(
        "filing__activity", "filing__organization", "merged_into"
    )
    return {decision.filing_id: decision for decision in rows.order_by("round")}


def answers_awaited(filings: Iterable[Filing]) -> list[Decision]:
    """The decisions that the units of these filings have still to answer. One query."""
    current = current_decisions(filings).values()
    return [each for each in current if each.filing.state == FilingState.NOTIFIED]


def agenda(campaign: Campaign) -> list[Decision]:
    """Confirmed items for the conference that lie before no resolution yet. One query."""
    rows = Decision.objects.filter(
        filing__campaign=campaign,
        filing__state=FilingState.CONFIRMED,
        resolution=None,
        put_to=None,
    ).select_related("filing__organization", "merged_into", "proposed_by")
    return list(rows.order_by("outcome", "filing__organization__path", "filing_id"))
