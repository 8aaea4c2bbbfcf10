"""Screening (甄别): the rules of a day look at filings and propose; nobody is bound by it yet."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.db import transaction

from honours.audit.operations import record
from honours.campaigns.models import Campaign, Filing, Screening
from honours.campaigns.proposals import Proposal, screen
from honours.campaigns.queries.facts import facts_of, surroundings_of
from honours.directory.models import User
from honours.directory.permissions import require
from honours.directory.vocabulary import Role
from honours.kernel.rules import Rules
from honours.kernel.verdicts import Finding
from honours.policies.queries import rules_in_force

ROWS_AT_ONCE = 500
Report = Callable[[int, int], None]


def _unheard(done: int, total: int) -> None:
    """Progress that nobody asked for."""


@transaction.atomic
def screen_filings(
    campaign: Campaign,
    filings: Sequence[Filing],
    *,
    by: User,
    on: date,
    report: Report = _unheard,
) -> list[Screening]:
    """Judge filings by the rules of ``on`` in the place of each; keep what was found for replay.

    ``report`` is told how many of how many are done.
    """
    require(by, Role.EXAMINER, "甄别", within=campaign.organization)
    around = surroundings_of(campaign)
    rules_of = {
        division: rules_in_force(on, division)
        for division in {filing.organization.division for filing in filings}
    }
    screenings: list[Screening] = []
    for filing in filings:
        proposal = screen(facts_of(filing, around), rules_of[filing.organization.division])
        screenings.append(_screening(filing, proposal, rules_of[filing.organization.division]))
        if len(screenings) % ROWS_AT_ONCE == 0:
            report(len(screenings), len(filings))
    Screening.objects.bulk_create(screenings, batch_size=ROWS_AT_ONCE)
    record(
        "campaigns.campaign.screen",
        subject=campaign.subject(),
        actor=by.username,
        organization=str(campaign.organization),
        filings=len(filings),
        rules_on=on.isoformat(),
    )
    report(len(filings), len(filings))
    return screenings
