"""What lies on the screening desk: which item is next, and what bears on it."""

from datetime import date
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery

from honours.campaigns.models import Campaign, Filing, Screening
from honours.campaigns.vocabulary import FilingState

ON_THE_DESK = (FilingState.FILED, FilingState.CONTESTED)


def with_screening(filings: QuerySet[Filing]) -> QuerySet[Any]:
    """Filings with ``proposal`` and ``screening_id`` of their latest screening, if any."""
    latest = Screening.objects.filter(filing=OuterRef("pk")).order_by("-pk")
    return filings.annotate(
        proposal=Subquery(latest.values("proposal")[:1]),
        screening_id=Subquery(latest.values("pk")[:1]),
    )


def desk(campaign: Campaign, *, proposal: str = "") -> QuerySet[Any]:
    """Items that wait for an opinion, in the order of units and their numbering."""
    waiting = with_screening(
        campaign.filings.filter(state__in=ON_THE_DESK).select_related("organization", "campaign")
    ).order_by("pk")
    return waiting.filter(proposal=proposal) if proposal else waiting


def next_on_desk(campaign: Campaign, *, after: int = 0, proposal: str = "") -> Filing | None:
    """The next item after one; from the start again where none follows."""
    waiting = desk(campaign, proposal=proposal)
    return waiting.filter(pk__gt=after).first() or waiting.exclude(pk=after).first()


def rules_day_of(campaign: Campaign, today: date) -> date:
    """The day whose rules judge the campaign's items: today, but never outside its own time."""
    spans = list(campaign.stages.all())
    if not spans:
        return today
    return min(max(today, campaign.opens_on), spans[-1].ends_on)


def unscreened(campaign: Campaign) -> QuerySet[Any]:
    """Items on the desk that no rule has looked at yet."""
    return desk(campaign).filter(screening_id=None)
