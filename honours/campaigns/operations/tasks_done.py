"""When a unit is through with a step, the day is written into the matrix, once."""

from collections.abc import Collection, Iterable
from datetime import date

from django.db.models import Exists, OuterRef

from honours.campaigns.models import Campaign, Filing, UnitTask
from honours.campaigns.vocabulary import FilingState, Step

UNFINISHED = {
    Step.SURVEY: (),
    Step.FILING: (FilingState.ENTERED,),
    Step.SCREENING: (FilingState.ENTERED, FilingState.FILED, FilingState.PROPOSED),
    Step.FOCUS: (
        FilingState.ENTERED,
        FilingState.FILED,
        FilingState.PROPOSED,
        FilingState.CONFIRMED,
        FilingState.CONTESTED,
    ),
    Step.FEEDBACK: tuple(state for state in FilingState if state != FilingState.ACKNOWLEDGED),
}
"""While a unit has a filing in one of these states, it is not through with the step."""


def settle(campaign: Campaign, steps: Iterable[Step], *, units: Collection[int], on: date) -> None:
    """Mark each step done for those of the units that have nothing left to do in it."""
    for step in steps:
        open_filings = Filing.objects.filter(
            campaign=campaign,
            organization=OuterRef("organization"),
            state__in=UNFINISHED[step],
        )
        UnitTask.objects.filter(
            ~Exists(open_filings),
            campaign=campaign,
            step=step,
            organization_id__in=units,
            done_on=None,
        ).update(done_on=on)


def reopen_unfinished(campaign: Campaign, *, unit: int) -> None:
    """Take back that a unit is through with a step wherever one of its filings no longer is."""
    states = set(campaign.filings.filter(organization=unit).values_list("state", flat=True))
    again = [step for step in Step if states & set(UNFINISHED[step])]
    reopen(campaign, again, unit=unit)


def reopen(campaign: Campaign, steps: Iterable[Step], *, unit: int) -> None:
    """Take back that a unit is through with these steps: something was returned to it."""
    campaign.tasks.filter(organization=unit, step__in=tuple(steps)).update(done_on=None)


def settle_those_of(filings: Iterable[Filing], step: Step, *, on: date) -> None:
    """Mark the step done for the units of these filings, campaign by campaign."""
    units: dict[int, set[int]] = {}
    campaigns: dict[int, Campaign] = {}
    for filing in filings:
        units.setdefault(filing.campaign_id, set()).add(filing.organization_id)
        campaigns[filing.campaign_id] = filing.campaign
    for pk, campaign in campaigns.items():
        settle(campaign, (step,), units=units[pk], on=on)
