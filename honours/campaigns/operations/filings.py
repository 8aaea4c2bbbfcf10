"""One item of a declaration: entered, corrected, taken back, returned alone, filed again."""

import uuid
from dataclasses import dataclass
from typing import Any

from django.db import transaction
from django.db.models import Max, Q
from django.utils import timezone

from honours.campaigns.models import Declaration, Filing
from honours.campaigns.operations.declarations import open_for
from honours.campaigns.operations.registering import enter_in_register
from honours.campaigns.operations.tasks_done import reopen_unfinished, settle
from honours.campaigns.vocabulary import FilingState, Step, Undertaking
from honours.directory.models import User
from honours.directory.permissions import require
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding, Refusal
from honours.workflow.notes import note
from honours.workflow.operations import advance, begin, send_back


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
    open_for(declaration, by)
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
    note(filing, "amend", by=by, fields=changed)
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
    note(filing, "discard", by=by, name=filing.name)
    filing.delete()


@transaction.atomic
def return_filing(
    filing: Filing, *, reason: str, by: User, to: FilingState = FilingState.ENTERED
) -> Filing:
    """Send one item back, to its unit or to whoever judged it; the others stay where they are.

    Raises ``Refusal`` while the conference is signing a resolution on it.
    """
    refuse_under_signature(filing)
    returned = send_back(filing, to=to, reason=reason, by=by)
    reopen_unfinished(filing.campaign, unit=filing.organization_id)
    return returned


def refuse_under_signature(filing: Filing) -> None:
    """What lies before the conference stays as it is until the conference has done with it."""
    decision = filing.decisions.filter(put_to__isnull=False, resolution=None).last()
    if filing.state == FilingState.CONFIRMED and decision is not None:
        raise Refusal(
            Finding(
                "under-signature",
                f"“{filing.name}”已提请联席会议会签，会签期间不能退回或取回。",
                remedy="请先撤下该项决议，再行退回。",
            )
        )


@transaction.atomic
def refile(filing: Filing, *, by: User) -> Filing:
    """The head files a returned item again; it enters the register if it had not been there."""
    filed = advance(filing, "file", by=by)
    today = timezone.localdate()
    if filed.activity_id is None:
        enter_in_register([filed], by=by, on=today)
    settle(filed.campaign, (Step.FILING,), units=[filed.organization_id], on=today)
    return filed


def _named(entry: Entry) -> None:
    if not str(entry.particulars.get("name", "")).strip():
        raise Refusal(
            Finding("name-missing", "没有填写项目名称。", remedy="请填写全称。", field="name")
        )


def _next_sequence(declaration: Declaration, undertaking: Undertaking) -> int:
    """Own items and undertaken items are numbered apart."""
    is_own = Q(undertaking=Undertaking.OWN)
    same = is_own if undertaking is Undertaking.OWN else ~is_own
    last = declaration.filings.filter(same).aggregate(last=Max("sequence"))
    return (last["last"] or 0) + 1
