"""Taking back a whole decision: nobody on its list did anything wrong, and nothing says so."""

from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone

from honours.audit.operations import record
from honours.commendations.checks.revoking import faults_in_document
from honours.commendations.models.decisions import (
    BatchWithdrawal,
    Decision,
    Honour,
    Recovery,
    Revocation,
)
from honours.commendations.operations.days import refuse_day_before, refuse_day_to_come
from honours.commendations.queries.cases import open_cases
from honours.commendations.vocabulary import (
    BatchWithdrawalState,
    DecisionState,
    HonourState,
    RecoveredThing,
)
from honours.directory.models import User
from honours.directory.permissions import require
from honours.directory.vocabulary import Role
from honours.kernel.terms import Term
from honours.kernel.verdicts import Finding, Refusal
from honours.quotas.vocabulary.places import CandidateKind
from honours.workflow.notes import note
from honours.workflow.operations import advance, advance_many, begin, send_back

_PAPERS = (RecoveredThing.APPROVAL_FORM, RecoveredThing.DECISION_PAPER)
THINGS = {
    CandidateKind.PERSON: (RecoveredThing.CERTIFICATE, *_PAPERS),
    CandidateKind.COLLECTIVE: (RecoveredThing.CERTIFICATE, RecoveredThing.PLAQUE, *_PAPERS),
}
"""What comes back when a whole decision is taken back (R312)."""


@dataclass(frozen=True, slots=True)
class WithdrawalDraft:
    """Why the decision is taken back, on what ground, and by when things come back."""

    cause: str
    citation: str
    return_by: date | None = None


@transaction.atomic
def draft_withdrawal(decision: Decision, draft: WithdrawalDraft, *, by: User) -> BatchWithdrawal:
    """Raises ``Refusal`` where the decision was never issued, or cause or ground is missing."""
    require(by, Role.EXAMINER, "拟制整批撤回", within=decision.organization)
    if decision.state != DecisionState.ISSUED:
        raise Refusal(
            Finding(
                "decision-not-issued",
                "该决定没有印发，不用撤回。",
                remedy="请直接修改或者退回决定。",
            )
        )
    if decision.withdrawals.exists():
        raise Refusal(
            Finding(
                "withdrawal-under-way",
                "该决定已有整批撤回事项。",
                remedy="请打开已有的事项办理。",
            )
        )
    _refuse_gaps(draft)
    return begin(
        BatchWithdrawal(
            organization=decision.organization,
            decision=decision,
            cause=draft.cause.strip(),
            citation=draft.citation.strip(),
            return_by=draft.return_by,
        ),
        by=by,
    )


@transaction.atomic
def amend_withdrawal(
    withdrawal: BatchWithdrawal, draft: WithdrawalDraft, *, by: User
) -> BatchWithdrawal:
    """Other words for a draft. Raises ``Refusal`` once it was submitted."""
    withdrawal = BatchWithdrawal.objects.select_for_update(of=("self",)).get(pk=withdrawal.pk)
    require(by, Role.EXAMINER, "修改整批撤回", within=withdrawal.organization)
    if withdrawal.state != BatchWithdrawalState.DRAFT:
        raise Refusal(
            Finding(
                "withdrawal-has-left",
                f"整批撤回现为“{withdrawal.state_label}”，不能修改。",
                remedy="确需修改的，请批准人退回。",
            )
        )
    _refuse_gaps(draft)
    withdrawal.cause, withdrawal.citation = draft.cause.strip(), draft.citation.strip()
    withdrawal.return_by = draft.return_by
    withdrawal.save(update_fields=["cause", "citation", "return_by"])
    note(withdrawal, "amend", by=by)
    return withdrawal


@transaction.atomic
def submit_withdrawal(withdrawal: BatchWithdrawal, *, by: User) -> BatchWithdrawal:
    return advance(withdrawal, "submit", by=by)


@transaction.atomic
def return_withdrawal(
    withdrawal: BatchWithdrawal, *, to: Term, reason: str, by: User
) -> BatchWithdrawal:
    return send_back(withdrawal, to=to, reason=reason, by=by)


@transaction.atomic
def carry_out_withdrawal(
    withdrawal: BatchWithdrawal, *, document: str, by: User, on: date | None = None
) -> BatchWithdrawal:
    """Every honour of the decision that still stands falls with it. Queries do not grow.

    What was revoked before stays revoked: that is another thing.
    """
    day, document = on or timezone.localdate(), document.strip()
    refuse_day_to_come(day)
    refuse_day_before(day, withdrawal.decision.issued_on or day, "印发决定")
    if faults := tuple(faults_in_document(document)):
        raise Refusal(*faults)
    done = advance(withdrawal, "carry_out", by=by, reason=withdrawal.cause)
    _hold_cases(done)
    done.document, done.carried_out_on = document, day
    done.save(update_fields=["document", "carried_out_on"])
    honours = _fall_together(done, by=by)
    cases = _close_cases(done, by=by)
    record(
        "commendations.decision.withdraw",
        subject=done.decision.subject(),
        actor=by.username,
        organization=str(done.organization_id),
        document=document,
        honours=len(honours),
        cases=len(cases),
    )
    return done


def _hold_cases(withdrawal: BatchWithdrawal) -> None:
    """A case is held before its honour by whoever decides it: held in the same order here."""
    rows = open_cases(withdrawal).select_for_update(of=("self",)).order_by("pk")
    list(rows.values_list("pk"))


def _close_cases(withdrawal: BatchWithdrawal, *, by: User) -> list[Revocation]:
    """There is nothing left to take back; the case says of itself that it says nothing."""
    cases = list(open_cases(withdrawal).order_by("pk"))
    if cases:
        reason = f"{withdrawal.document}：荣誉已随整批撤回失效，本事项终止，不作结论。"
        advance_many(cases, "close_with_batch", by=by, reason=reason).all_done()
    return cases


def _fall_together(withdrawal: BatchWithdrawal, *, by: User) -> list[Honour]:
    """What still stands of the decision falls, and its things are asked back."""
    standing = withdrawal.decision.honours.filter(state=HonourState.IN_FORCE)
    honours = list(standing.select_related("organization"))
    reason = f"{withdrawal.document}：整批撤回"
    advance_many(honours, "fall_with_batch", by=by, reason=reason).all_done()
    Honour.objects.filter(pk__in=[honour.pk for honour in honours]).update(
        fell_on=withdrawal.carried_out_on
    )
    Recovery.objects.bulk_create(
        [
            Recovery(honour=honour, thing=thing)
            for honour in honours
            for thing in THINGS[CandidateKind(honour.kind)]
        ],
        ignore_conflicts=True,
    )
    return honours


def _refuse_gaps(draft: WithdrawalDraft) -> None:
    gaps = [
        Finding(f"{field}-missing", f"没有填写{label}。", remedy="请补充。", field=field)
        for field, label, text in (
            ("cause", "撤回原因", draft.cause),
            ("citation", "依据", draft.citation),
        )
        if not text.strip()
    ]
    if gaps:
        raise Refusal(*gaps)
