"""What one unit declares: its items one by one, or that it has none; signed by its head."""

from datetime import date

from django.db import transaction
from django.utils import timezone

from honours.campaigns.models import Declaration
from honours.campaigns.operations.registering import enter_in_register
from honours.campaigns.operations.reminding import remind_units
from honours.campaigns.operations.tasks_done import reopen, settle
from honours.campaigns.vocabulary import DeclarationState, FilingState, Step
from honours.directory.models import User
from honours.directory.permissions import require
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding, Refusal
from honours.workflow.notes import note
from honours.workflow.operations import advance, advance_many, send_back


@transaction.atomic
def declare_zero(declaration: Declaration, *, is_zero: bool, by: User) -> Declaration:
    """Declare that the unit has no activity at all, or take that back."""
    declaration = open_for(declaration, by)
    if is_zero and declaration.filings.exists():
        raise Refusal(
            Finding(
                "not-zero",
                f"已填报{declaration.filings.count()}项，不能作零报告。",
                remedy="如属误填，请先删除所填事项。",
            )
        )
    declaration.is_zero_return = is_zero
    declaration.save(update_fields=["is_zero_return"])
    note(declaration, "zero", by=by, is_zero=is_zero)
    return declaration


@transaction.atomic
def complete_survey(declaration: Declaration, *, by: User, on: date | None = None) -> None:
    """The unit has been through its offices and knows what it runs."""
    require(by, Role.FILER, "完成调查摸底", within=declaration.organization)
    settle(
        declaration.campaign,
        (Step.SURVEY,),
        units=[declaration.organization_id],
        on=on or timezone.localdate(),
    )
    remind_units(declaration.campaign, [declaration], by=by)
    note(declaration, "survey", by=by)


@transaction.atomic
def submit_declaration(declaration: Declaration, *, by: User) -> Declaration:
    """Hand the declaration to the head of the unit for signature."""
    if not declaration.is_zero_return and not declaration.filings.exists():
        raise Refusal(
            Finding(
                "nothing-declared",
                "还没有填报任何事项，也没有作零报告。",
                remedy="请逐项填报；确无事项的，请选择“零报告”。",
            )
        )
    advance(declaration, "submit", by=by)
    remind_units(declaration.campaign, [declaration], by=by)
    return declaration


@transaction.atomic
def sign_declaration(declaration: Declaration, *, by: User, on: date | None = None) -> Declaration:
    """The head signs: every item is filed, entered in the register, and the step is done."""
    day = on or timezone.localdate()
    declaration = advance(declaration, "sign", by=by)
    declaration.signed_on = day
    declaration.save(update_fields=["signed_on"])
    entered = list(
        declaration.filings.filter(state=FilingState.ENTERED).select_related("organization")
    )
    advance_many(entered, "file", by=by)
    enter_in_register([filing for filing in entered if filing.activity_id is None], by=by, on=day)
    campaign, unit = declaration.campaign, declaration.organization
    # Nobody with nothing to declare has a later step to wait for.
    steps = tuple(Step) if declaration.is_zero_return else (Step.SURVEY, Step.FILING)
    settle(campaign, steps, units=[unit.pk], on=day)
    return declaration


@transaction.atomic
def return_declaration(declaration: Declaration, *, reason: str, by: User) -> Declaration:
    """Send the declaration back to the clerk; its items that are not yet screened go along."""
    declaration = send_back(declaration, to=DeclarationState.COMPILING, reason=reason, by=by)
    for filing in declaration.filings.filter(state=FilingState.FILED):
        send_back(filing, to=FilingState.ENTERED, reason=reason, by=by)
    declaration.signed_on = None
    declaration.save(update_fields=["signed_on"])
    reopen(declaration.campaign, (Step.FILING,), unit=declaration.organization_id)
    remind_units(declaration.campaign, [declaration], by=by)
    return declaration


def open_for(declaration: Declaration, by: User) -> Declaration:
    require(by, Role.FILER, "填报", within=declaration.organization)
    declaration = Declaration.objects.select_for_update().get(pk=declaration.pk)
    if declaration.state != DeclarationState.COMPILING:
        raise Refusal(
            Finding(
                "declaration-left",
                f"报送单已是“{declaration.state_label}”，不能再改。",
                remedy="请单位负责人或牵头单位退回后再改。",
            )
        )
    return declaration
