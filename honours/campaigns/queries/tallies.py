"""How many of what a campaign holds, in one query each."""

from dataclasses import dataclass

from django.db.models import Count, OuterRef, Q, Subquery

from honours.campaigns.models import Campaign, Decision, Filing
from honours.campaigns.vocabulary import (
    DeclarationState,
    FilingState,
    LeadState,
    Outcome,
    Undertaking,
)


@dataclass(frozen=True, slots=True)
class Tally:
    """Counts of one campaign. ``outcomes`` counts resolved own items by what became of them."""

    units: int
    units_signed: int
    units_zero: int
    own: int
    undertaken: int
    found_unfiled: int
    by_state: dict[FilingState, int]
    outcomes: dict[Outcome, int]
    open_leads: int

    def in_state(self, *states: FilingState) -> int:
        return sum(self.by_state.get(state, 0) for state in states)


def tally(campaign: Campaign) -> Tally:
    """Count once what pages show beside each other. Five queries."""
    units = campaign.declarations.aggregate(
        all=Count("pk"),
        signed=Count("pk", filter=Q(state=DeclarationState.SIGNED)),
        zero=Count("pk", filter=Q(state=DeclarationState.SIGNED, is_zero_return=True)),
    )
    own = Q(undertaking=Undertaking.OWN, activity__isnull=False)
    filings = campaign.filings.aggregate(
        own=Count("pk", filter=own),
        undertaken=Count(
            "pk", filter=~Q(undertaking=Undertaking.OWN) & ~Q(state=FilingState.ENTERED)
        ),
        unfiled=Count("pk", filter=Q(is_found_unfiled=True)),
    )
    states = campaign.filings.order_by().values_list("state").annotate(count=Count("pk"))
    return Tally(
        units=units["all"],
        units_signed=units["signed"],
        units_zero=units["zero"],
        own=filings["own"],
        undertaken=filings["undertaken"],
        found_unfiled=filings["unfiled"],
        by_state={FilingState(state): count for state, count in states},
        outcomes=outcomes_of(campaign),
        open_leads=campaign.leads.filter(state=LeadState.OPEN).count(),
    )


def outcomes_of(campaign: Campaign) -> dict[Outcome, int]:
    """Own items by the outcome of their latest resolved decision. One query."""
    latest = (
        Decision.objects.filter(filing=OuterRef("pk"), resolution__isnull=False)
        .order_by("-round")
        .values("outcome")[:1]
    )
    rows = (
        Filing.objects.filter(campaign=campaign, undertaking=Undertaking.OWN)
        .exclude(activity=None)
        .annotate(outcome=Subquery(latest))
        .exclude(outcome=None)
        .order_by()
        .values_list("outcome")
        .annotate(count=Count("pk"))
    )
    return {Outcome(outcome): count for outcome, count in rows}
