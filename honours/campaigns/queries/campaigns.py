"""Which campaigns, declarations and filings somebody may see. Everything fails closed."""

from django.db.models import Q, QuerySet

from honours.campaigns.models import Campaign, Declaration, Filing
from honours.directory.permissions import Mandate
from honours.directory.queries import within_reach


def visible_campaigns(mandate: Mandate) -> QuerySet[Campaign]:
    """Campaigns led, or answered to, by something the mandate reaches."""
    answering = within_reach(Declaration.objects.all(), mandate).values("campaign")
    led = within_reach(Campaign.objects.all(), mandate).values("pk")
    return (
        Campaign.objects.filter(Q(pk__in=led) | Q(pk__in=answering))
        .select_related("organization", "region", "basis")
        .order_by("-opens_on", "-pk")
    )


def visible_filings(mandate: Mandate) -> QuerySet[Filing]:
    """Filings of the units that the mandate reaches."""
    rows = Filing.objects.select_related("organization", "campaign", "activity")
    return within_reach(rows, mandate)


def visible_declarations(mandate: Mandate) -> QuerySet[Declaration]:
    """Declarations of the units that the mandate reaches."""
    rows = Declaration.objects.select_related("organization", "campaign")
    return within_reach(rows, mandate)


def leads(campaign: Campaign, mandate: Mandate) -> bool:
    """Whether the mandate reaches the bureau that leads the campaign."""
    return mandate.reaches(campaign.organization)
