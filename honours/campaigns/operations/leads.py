"""Two lists held against each other, and items found that nobody filed."""

import uuid
from collections.abc import Iterable
from datetime import date

from django.db import transaction

from honours.campaigns.models import Campaign, Declaration, Filing, Lead, UpperItem
from honours.campaigns.operations.filings import Entry
from honours.campaigns.operations.reminding import remind_of_leads
from honours.campaigns.queries.reconciliation import differences
from honours.campaigns.vocabulary import LeadSource, Undertaking
from honours.directory.models import Organization, User
from honours.directory.permissions import require
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding, Refusal
from honours.registry.operations.activities import Registration, register_many
from honours.workflow.notes import note
from honours.workflow.operations import advance, begin, begin_many


@transaction.atomic
def list_upper_items(campaign: Campaign, items: Iterable[UpperItem], *, by: User) -> int:
    """Enter the superior's own list. Returns how many items it has; a second list adds to it."""
    require(by, Role.EXAMINER, "录入上级清单", within=campaign.organization)
    created = UpperItem.objects.bulk_create(items, batch_size=500)
    note(campaign, "list_upper_items", by=by, items=len(created))
    return len(created)


@transaction.atomic
def reconcile(campaign: Campaign, *, owner: User, due_on: date, by: User) -> list[Lead]:
    """Hold the upper list against what was filed; each difference not yet a lead becomes one."""
    require(by, Role.EXAMINER, "双向核对", within=campaign.organization)
    leads = [
        Lead(
            campaign=campaign,
            organization=campaign.organization,
            source=difference.source,
            upper_item=difference.upper_item,
            filing=difference.filing,
            summary=difference.summary[:300],
            owner=owner,
            due_on=due_on,
        )
        for difference in differences(campaign)
    ]
    begun = begin_many(leads, by=by)
    remind_of_leads(begun, by=by)
    return begun


@transaction.atomic
def assign_lead(lead: Lead, *, owner: User, due_on: date, by: User) -> Lead:
    """Give the lead to somebody, until a day."""
    require(by, Role.EXAMINER, "交办线索", within=lead.organization)
    lead.owner, lead.due_on = owner, due_on
    lead.save(update_fields=["owner", "due_on"])
    remind_of_leads([lead], by=by)
    note(lead, "assign", by=by, owner=owner.username, due_on=due_on.isoformat())
    return lead


@transaction.atomic
def settle_lead(lead: Lead, verb: str, *, reason: str, by: User) -> Lead:
    """Say what the check of a lead came to: ``confirm`` or ``dismiss``, with the reason."""
    return advance(lead, verb, by=by, reason=reason)


@transaction.atomic
def record_unfiled(
    campaign: Campaign, unit: Organization, entry: Entry, *, by: User, on: date
) -> Filing:
    """Enter an item that the unit failed to file. It is screened as unfiled: revocation.

    Raises ``Refusal`` where the unit was never called upon in this campaign.
    """
    require(by, Role.EXAMINER, "登记漏报", within=campaign.organization)
    declarations = campaign.declarations.select_related("campaign", "organization")
    declaration = declarations.filter(organization=unit).first()
    if declaration is None:
        raise Refusal(
            Finding(
                "unit-not-enlisted",
                f"“{unit}”不在本次清理的填报单位之列。",
                remedy="请先将该单位列入填报范围。",
                field="organization",
            )
        )
    filing = begin(_unfiled(declaration, entry), by=by)
    filing = advance(filing, "enter_unfiled", by=by)
    filing.activity = register_many([Registration.of(filing, organization=unit)], by=by, on=on)[0]
    filing.save(update_fields=["activity"])
    begin(
        Lead(
            campaign=campaign,
            organization=campaign.organization,
            source=LeadSource.FOUND,
            filing=filing,
            summary=f"{unit}未报“{filing.name}”"[:300],
            owner=by,
        ),
        by=by,
    )
    return filing


def _unfiled(declaration: Declaration, entry: Entry) -> Filing:
    return Filing(
        campaign=declaration.campaign,
        declaration=declaration,
        organization=declaration.organization,
        undertaking=Undertaking.OWN,
        sequence=declaration.filings.count() + 1,
        row_key=uuid.uuid4().hex,
        is_found_unfiled=True,
        **entry.particulars,
    )
