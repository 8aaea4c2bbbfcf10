"""Screening (甄别): the rules of a day look at filings and propose; nobody is bound by it yet."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from django.db import transaction

from honours.campaigns.models import Campaign, Filing, Screening
from honours.campaigns.proposals import Proposal, screen
from honours.campaigns.queries.facts import Surroundings, facts_of, likenesses_of, surroundings_of
from honours.directory.models import User
from honours.directory.permissions import require
from honours.directory.vocabulary import Role
from honours.kernel.rules import Rules
from honours.kernel.verdicts import Finding
from honours.policies.queries import rules_in_force
from honours.registry.likeness.subjects import Likeness
from honours.workflow.notes import note

ROWS_AT_ONCE = 500


@transaction.atomic
def screen_filings(
    campaign: Campaign,
    filings: Sequence[Filing],
    *,
    by: User,
    on: date,
    around: Surroundings | None = None,
) -> list[Screening]:
    """Judge filings by the rules of ``on`` in the place of each; keep what was found for replay.

    ``around`` spares reading the surroundings again where many filings are done part by part.
    """
    require(by, Role.EXAMINER, "甄别", within=campaign.organization)
    around = around or surroundings_of(campaign)
    rules_of = {
        division: rules_in_force(on, division)
        for division in {filing.organization.division for filing in filings}
    }
    screenings = []
    for filing in filings:
        rules = rules_of[filing.organization.division]
        likenesses = likenesses_of(filing, around)
        proposal = screen(facts_of(filing, around, likenesses), rules)
        screening = _screening(filing, proposal, rules, around)
        screening.likenesses = [_likeness_row(likeness, around) for likeness in likenesses]
        screenings.append(screening)
    Screening.objects.bulk_create(screenings, batch_size=ROWS_AT_ONCE)
    note(campaign, "screen", by=by, filings=len(filings), rules_on=on.isoformat())
    return screenings


def _screening(
    filing: Filing, proposal: Proposal, rules: Rules, around: Surroundings
) -> Screening:
    return Screening(
        filing=filing,
        rules_on=rules.on,
        findings=[as_row(finding) for finding in proposal.findings],
        codes="".join(f"|{finding.code}|" for finding in proposal.findings),
        proposal=proposal.outcome,
        proposal_reason=proposal.reason,
        citation="；".join(str(citation) for citation in proposal.citations),
        merge_into_id=around.activities.get(proposal.merge_into),
        transfer_to=proposal.transfer_to or "",
    )


def _likeness_row(likeness: Likeness, around: Surroundings) -> dict[str, Any]:
    other = likeness.second
    return {
        "name": other.name,
        "hosts": list(other.hosts),
        "score": likeness.score,
        "relation": str(likeness.relation),
        "reasons": list(likeness.reasons),
        "activity": around.activities.get(other.key),
    }


def as_row(finding: Finding) -> dict[str, Any]:
    """A finding as the database keeps it."""
    return {
        "code": str(finding.code),
        "message": finding.message,
        "citation": str(finding.citation or ""),
        "remedy": finding.remedy,
        "weight": str(finding.weight),
        "field": finding.field,
        "detail": dict(finding.detail or {}),
    }
