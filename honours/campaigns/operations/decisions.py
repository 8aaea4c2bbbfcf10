"""From proposal to resolution: who thinks what should become of an item, and what was resolved."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from honours.audit.operations import PlannedEntry, record_many
from honours.campaigns.models import Campaign, Decision, Filing, Resolution, Screening
from honours.campaigns.operations.resolving import (
    EMPTY_LIST,
    put_to,
    refuse_without_members,
    resolve,
)
from honours.campaigns.operations.tasks_done import settle_those_of
from honours.campaigns.queries.decisions import current_decisions, latest_screenings
from honours.campaigns.vocabulary import FilingState, Outcome, Step
from honours.directory.models import User
from honours.directory.permissions import require
from honours.directory.vocabulary import Role
from honours.kernel.verdicts import Finding, Refusal
from honours.registry.models import Activity
from honours.registry.vocabulary import Regime
from honours.workflow.operations import BulkResult, advance, advance_many, begin

NOT_SCREENED = Finding("not-screened", "该事项尚未甄别。", remedy="请先运行甄别，再提出处理意见。")


INTO_WHICH = Finding(
    "merge-target-missing",
    "合并须写明并入哪一个项目。",
    remedy="请在台账中选定并入的项目。",
    field="merged_into",
)
TO_WHICH = Finding(
    "transfer-target-missing",
    "移交须写明按哪一类制度管理。",
    remedy="请选择创建示范、节庆、社会组织或奖励等制度。",
    field="transfer_to",
)
UNTIL_WHEN = Finding(
    "rectify-date-missing",
    "限期整改须写明整改期限。",
    remedy="请填写整改完成日期。",
    field="rectify_by",
)
CHOSEN = (
    "proposal",
    "outcome",
    "reason",
    "citation",
    "merged_into",
    "transfer_to",
    "rectify_by",
    "proposed_by",
)
"""The fields of a decision that an opinion fills."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the examiner thinks should become of an item."""

    outcome: Outcome
    reason: str = ""
    merged_into: Activity | None = None
    transfer_to: Regime | None = None
    rectify_by: date | None = None


@transaction.atomic
def propose_decision(filing: Filing, opinion: Opinion, *, by: User) -> Decision:
    """Put an opinion beside the proposal of the rules.

    Raises ``Refusal`` where the item has not been screened, the opinion departs from the proposal
    without a reason, or lacks what it needs: into which item, to which regime, until when.
    """
    screening = latest_screenings([filing]).get(filing.pk)
    if screening is None:
        raise Refusal(NOT_SCREENED)
    faults = _faults_of(opinion, screening)
    if faults:
        raise Refusal(*faults)
    is_again = filing.state == FilingState.CONTESTED
    verb = "repropose" if is_again else "propose"
    advance(filing, verb, by=by, reason=opinion.reason)
    return _save_decisions([(filing, opinion, screening)], by=by)[0]


@transaction.atomic
def accept_proposals(
    filings: Sequence[Filing], *, by: User, rectify_by: date | None = None
) -> BulkResult[Filing]:
    """Take over what the rules propose, for many items at once.

    ``rectify_by`` is the last day for those to be rectified. Items whose proposal lacks what it
    needs (into which, to which, until when) are refused each with its reason and stay.
    """
    screenings = latest_screenings(filings)
    ready: list[tuple[Filing, Opinion, Screening]] = []
    refused: list[tuple[Filing, tuple[Finding, ...]]] = []
    for filing in filings:
        screening = screenings.get(filing.pk)
        if screening is None:
            refused.append((filing, (NOT_SCREENED,)))
            continue
        opinion = _as_proposed(screening, rectify_by)
        faults = _faults_of(opinion, screening)
        if faults:
            refused.append((filing, faults))
        else:
            ready.append((filing, opinion, screening))
    result = advance_many([filing for filing, _, _ in ready], "propose", by=by)
    done = {filing.pk for filing in result.done}
    _save_decisions([item for item in ready if item[0].pk in done], by=by)
    return BulkResult(done=result.done, refused=[*refused, *result.refused])


def _as_proposed(screening: Screening, rectify_by: date | None) -> Opinion:
    outcome = Outcome(screening.proposal)
    return Opinion(
        outcome,
        reason=screening.proposal_reason,
        merged_into=screening.merge_into,
        transfer_to=Regime(screening.transfer_to) if screening.transfer_to else None,
        rectify_by=rectify_by if outcome is Outcome.RECTIFY else None,
    )


def _faults_of(opinion: Opinion, screening: Screening) -> tuple[Finding, ...]:
    proposal = Outcome(screening.proposal)
    departs = Finding(
        "reason-missing",
        f"处理意见“{opinion.outcome.label}”与系统建议“{proposal.label}”不同，须写明理由。",
        remedy="请在“理由”中写明不采纳建议的依据。",
        field="reason",
    )
    demands = (
        (opinion.outcome != proposal and not opinion.reason.strip(), departs),
        (opinion.outcome is Outcome.MERGE and opinion.merged_into is None, INTO_WHICH),
        (opinion.outcome is Outcome.TRANSFER and opinion.transfer_to is None, TO_WHICH),
        (opinion.outcome is Outcome.RECTIFY and opinion.rectify_by is None, UNTIL_WHEN),
    )
    return tuple(finding for is_lacking, finding in demands if is_lacking)


def _save_decisions(
    items: Sequence[tuple[Filing, Opinion, Screening]], *, by: User
) -> list[Decision]:
    """One row for each round. A proposal sent back before it was resolved keeps its round."""
    current = current_decisions([filing for filing, _, _ in items])
    decisions = []
    for filing, opinion, screening in items:
        decision = current.get(filing.pk)
        if decision is None or decision.resolution_id is not None:
            decision = Decision(filing=filing, round=decision.round + 1 if decision else 1)
        decision.proposal = screening.proposal
        decision.outcome = opinion.outcome
        decision.reason = opinion.reason
        decision.citation = screening.citation
        decision.merged_into = opinion.merged_into
        decision.transfer_to = opinion.transfer_to or ""
        decision.rectify_by = opinion.rectify_by
        decision.proposed_by = by
        decisions.append(decision)
    known = [decision for decision in decisions if decision.pk is not None]
    Decision.objects.bulk_create([decision for decision in decisions if decision.pk is None])
    Decision.objects.bulk_update(known, CHOSEN, batch_size=500)
    record_many(
        PlannedEntry(
            "campaigns.decision.propose",
            subject=filing.subject(),
            actor=by.username,
            organization=str(filing.organization_id),
            detail={
                "proposal": screening.proposal,
                "outcome": opinion.outcome,
                "departs": opinion.outcome != screening.proposal,
                "round": decision.round,
            },
        )
        for (filing, opinion, screening), decision in zip(items, decisions, strict=True)
    )
    return decisions


@transaction.atomic
def confirm_decisions(filings: Sequence[Filing], *, by: User, on: date) -> BulkResult[Filing]:
    """The leader in charge agrees with the opinions; whoever proposed one may not confirm it."""
    result = advance_many(filings, "confirm", by=by)
    settle_those_of(result.done, Step.SCREENING, on=on)
    return result


@dataclass(frozen=True, slots=True)
class ResolutionDraft:
    """What the joint conference resolved, as its minutes say.

    ``is_cosigned``: the minutes are not signed yet; the members sign here, one by one (会签).
    """

    title: str
    held_on: date
    text: str
    number: str = ""
    is_cosigned: bool = False


@transaction.atomic
def record_resolution(
    campaign: Campaign, filings: Sequence[Filing], draft: ResolutionDraft, *, by: User
) -> Resolution:
    """Bind the resolution to the decisions of its list, and let them act on the register.

    One that is cosigned only holds its list until ``carry_out_resolution``. Raises ``Refusal``
    where the list is empty, one of its items has not been confirmed or lies before another
    resolution, or nobody can cosign; then nothing is resolved.
    """
    require(by, Role.EXAMINER, "记录决议", within=campaign.organization)
    if not filings:
        raise Refusal(EMPTY_LIST)
    resolution = begin(
        Resolution(
            campaign=campaign,
            organization=campaign.organization,
            title=draft.title,
            number=draft.number,
            held_on=draft.held_on,
            text=draft.text,
            recorded_by=by,
        ),
        by=by,
    )
    put_to(resolution, filings)
    if draft.is_cosigned:
        refuse_without_members(campaign)
        return resolution
    advance(resolution, "record", by=by)
    resolve(resolution, filings, by=by)
    return resolution


@transaction.atomic
def cosign_resolution(resolution: Resolution, *, by: User, opinion: str = "") -> Resolution:
    """A member of the conference signs; the last signature makes it ready to be carried out."""
    return advance(resolution, "cosign", by=by, reason=opinion)


@transaction.atomic
def carry_out_resolution(resolution: Resolution, *, by: User) -> Resolution:
    """Every member has signed: the decisions of its list take effect."""
    advance(resolution, "carry_out", by=by)
    agenda = resolution.agenda.select_related(
        "filing__organization", "filing__campaign", "filing__activity"
    )
    resolve(resolution, [decision.filing for decision in agenda], by=by)
    return resolution


@transaction.atomic
def drop_resolution(resolution: Resolution, *, reason: str, by: User) -> Resolution:
    """The members did not agree: its items go back on the list for another resolution."""
    advance(resolution, "drop", by=by, reason=reason)
    resolution.agenda.update(put_to=None)
    return resolution
