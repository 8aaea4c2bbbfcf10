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


def reopen(campaign: Campaign, steps: Iterable[Step], *, unit: int) -> None:
    """Take back that a unit is through with these steps: something was returned to it."""
    campaign.tasks.filter(organization=unit, step__in=tuple(steps)).update(done_on=None)
