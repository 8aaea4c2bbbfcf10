"""What one unit declares: its items one by one, or that it has none; signed by its head."""

import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from honours.audit.operations import record
from honours.campaigns.models import Declaration, Filing
from honours.campaigns.operations.tasks_done import settle
from honours.campaigns.vocabulary import DeclarationState, FilingState, Step, Undertaking
from honours.directory.models import User
from honours.directory.permissions import require
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding, Refusal
from honours.registry.operations.activities import Registration, register_many
from honours.workflow.operations import advance, advance_many, begin, send_back


@dataclass(frozen=True, slots=True)
class Entry:
    """One item as a unit states it. ``particulars`` maps fields of ``Particulars`` to values."""

    particulars: dict[str, Any]
    undertaking: Undertaking = Undertaking.OWN


@transaction.atomic
def file_activity(declaration: Declaration, entry: Entry, *, by: User) -> Filing:
    """Add one item to a declaration that is still being compiled.

    Raises ``Refusal`` where the declaration has left the unit, is a zero return, or the item has
    no name; ``PermissionDenied`` where the user does not file for the unit.
    """
    _open_for(declaration, by)
    if declaration.is_zero_return:
        raise Refusal(
            Finding(
                "declared-none",
                "本单位已作零报告，不能再填事项。",
                remedy="确有事项的，请先取消零报告。",
            )
        )
    _named(entry)
    filing = Filing(
        campaign=declaration.campaign,
        declaration=declaration,
        organization=declaration.organization,
        undertaking=entry.undertaking,
        sequence=_next_sequence(declaration, entry.undertaking),
        row_key=uuid.uuid4().hex,
        **entry.particulars,
    )
    return begin(filing, by=by)


@transaction.atomic
def amend_filing(filing: Filing, entry: Entry, *, by: User) -> Filing:
    """Replace what was entered; what changed, by name of field, goes into the book."""
    require(by, Role.FILER, "修改填报事项", within=filing.organization)
    _named(entry)
    filing = Filing.objects.select_for_update().get(pk=filing.pk)
    if filing.state != FilingState.ENTERED:
        raise Refusal(
            Finding(
                "already-filed",
                f"该事项已是“{filing.state_label}”，不能直接修改。",
                remedy="请联系牵头单位退回后再改。",
            )
        )
    changed = [
        field for field, value in entry.particulars.items() if getattr(filing, field) != value
    ]
    for field, value in entry.particulars.items():
        setattr(filing, field, value)
    filing.undertaking = entry.undertaking
    filing.save()
    record(
        "campaigns.filing.amend",
        subject=filing.subject(),
        actor=by.username,
        organization=str(filing.organization_id),
        fields=changed,
    )
    return filing


@transaction.atomic
def discard_filing(filing: Filing, *, by: User) -> None:
    """Take back an item that was entered by mistake and has not been filed."""
    require(by, Role.FILER, "删除填报事项", within=filing.organization)
    filing = Filing.objects.select_for_update().get(pk=filing.pk)
    if filing.state != FilingState.ENTERED or filing.activity_id is not None:
        raise Refusal(
            Finding(
                "already-filed",
                "该事项已经报送过，不能删除。",
                remedy="请在备注中说明情况，由牵头单位甄别。",
            )
        )
    record(
        "campaigns.filing.discard",
        subject=filing.subject(),
        actor=by.username,
        organization=str(filing.organization_id),
        name=filing.name,
    )
    filing.delete()


@transaction.atomic
def declare_zero(declaration: Declaration, *, is_zero: bool, by: User) -> Declaration:
    """Declare that the unit has no activity at all, or take that back."""
    declaration = _open_for(declaration, by)
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
    record(
        "campaigns.declaration.zero",
        subject=declaration.subject(),
        actor=by.username,
        organization=str(declaration.organization_id),
        is_zero=is_zero,
    )
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
    record(
        "campaigns.declaration.survey",
        subject=declaration.subject(),
        actor=by.username,
        organization=str(declaration.organization_id),
    )


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
    return advance(declaration, "submit", by=by)


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
    _enter_in_register([filing for filing in entered if filing.activity_id is None], by=by, on=day)
    campaign, unit = declaration.campaign, declaration.organization
    # Nobody with nothing to declare has a later step to wait for.
    steps = tuple(Step) if declaration.is_zero_return else (Step.SURVEY, Step.FILING)
    settle(campaign, steps, units=[unit.pk], on=day)
    return declaration


def _enter_in_register(filings: list[Filing], *, by: User, on: date) -> None:
    """Only own items become activities; the rest are counted where they are owned."""
    own = [filing for filing in filings if filing.undertaking == Undertaking.OWN]
    activities = register_many(
        [Registration.of(filing, organization=filing.organization) for filing in own], by=by, on=on
    )
    for filing, activity in zip(own, activities, strict=True):
        filing.activity = activity
    Filing.objects.bulk_update(own, ["activity"], batch_size=500)


@transaction.atomic
def return_declaration(declaration: Declaration, *, reason: str, by: User) -> Declaration:
    """Send the declaration back to the clerk; its items that are not yet screened go along."""
    declaration = send_back(declaration, to=DeclarationState.COMPILING, reason=reason, by=by)
    for filing in declaration.filings.filter(state=FilingState.FILED):
        send_back(filing, to=FilingState.ENTERED, reason=reason, by=by)
    declaration.signed_on = None
    declaration.save(update_fields=["signed_on"])
    declaration.campaign.tasks.filter(
        organization=declaration.organization, step__in=(Step.FILING,)
    ).update(done_on=None)
    return declaration


def _open_for(declaration: Declaration, by: User) -> Declaration:
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


def _named(entry: Entry) -> None:
    if not str(entry.particulars.get("name", "")).strip():
        raise Refusal(
            Finding("name-missing", "没有填写项目名称。", remedy="请填写全称。", field="name")
        )


def _next_sequence(declaration: Declaration, undertaking: Undertaking) -> int:
    """Own items and undertaken items are numbered apart."""
    same: Iterable[Undertaking] = [undertaking]
    if undertaking is not Undertaking.OWN:
        same = [Undertaking.UNDERTAKEN, Undertaking.ASSISTED]
    last = declaration.filings.filter(undertaking__in=same).aggregate(last=Max("sequence"))
    return (last["last"] or 0) + 1
