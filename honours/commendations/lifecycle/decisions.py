"""The roads of a decision, of an honour, and of what takes honours back."""

from honours.commendations.checks.conferring import TO_ISSUE
from honours.commendations.checks.revoking import (
    TO_DISMISS,
    TO_INITIATE,
    TO_RECORD,
    TO_RECORD_REFUSAL,
    TO_REPORT,
    TO_REVOKE,
)
from honours.commendations.vocabulary import (
    BatchWithdrawalState,
    DecisionState,
    HonourState,
    RevocationState,
)
from honours.directory.vocabulary import Role
from honours.kernel.lifecycle import Lifecycle, Move

DECISION = Lifecycle(
    name="decision",
    label="表彰决定",
    initial=DecisionState.DRAFT,
    moves=(
        Move("submit", "送审", DecisionState.DRAFT, DecisionState.SUBMITTED, Role.EXAMINER),
        Move(
            "issue",
            "签发",
            DecisionState.SUBMITTED,
            DecisionState.ISSUED,
            Role.PRINCIPAL_LEADER,
            checks=TO_ISSUE,
            apart_from=("submit",),
        ),
    ),
    returners=((DecisionState.SUBMITTED, Role.PRINCIPAL_LEADER),),
)

HONOUR = Lifecycle(
    name="honour",
    label="荣誉",
    initial=HonourState.IN_FORCE,
    moves=(
        Move(
            "revoke",
            "撤销荣誉",
            HonourState.IN_FORCE,
            HonourState.REVOKED,
            Role.PRINCIPAL_LEADER,
            needs_reason=True,
        ),
        Move(
            "record_revocation",
            "登记上级撤销",
            HonourState.IN_FORCE,
            HonourState.REVOKED,
            Role.EXAMINER,
            needs_reason=True,
        ),
        Move(
            "fall_with_batch",
            "随批次撤回",
            HonourState.IN_FORCE,
            HonourState.FELL_WITH_BATCH,
            Role.PRINCIPAL_LEADER,
            needs_reason=True,
        ),
    ),
)

_OPEN = (RevocationState.DRAFT, RevocationState.REPORTED, RevocationState.CHECKED)

REVOCATION = Lifecycle(
    name="revocation",
    label="撤销荣誉事项",
    initial=RevocationState.DRAFT,
    moves=(
        Move(
            "report",
            "单位报告",
            RevocationState.DRAFT,
            RevocationState.REPORTED,
            Role.HEAD,
            checks=TO_REPORT,
        ),
        Move(
            "initiate",
            "直接提起",
            RevocationState.DRAFT,
            RevocationState.CHECKED,
            Role.EXAMINER,
            checks=TO_INITIATE,
            needs_reason=True,
        ),
        Move(
            "check",
            "查核属实",
            RevocationState.REPORTED,
            RevocationState.CHECKED,
            Role.EXAMINER,
            needs_reason=True,
        ),
        Move(
            "revoke",
            "批准撤销",
            RevocationState.CHECKED,
            RevocationState.REVOKED,
            Role.PRINCIPAL_LEADER,
            checks=TO_REVOKE,
            needs_reason=True,
            apart_from=("check", "initiate"),
        ),
        *(
            Move(
                "dismiss",
                "不予撤销",
                source,
                RevocationState.DISMISSED,
                role,
                checks=checks,
                needs_reason=True,
            )
            for source, role, checks in (
                (RevocationState.REPORTED, Role.EXAMINER, ()),
                (RevocationState.CHECKED, Role.PRINCIPAL_LEADER, TO_DISMISS),
            )
        ),
        *(
            Move(
                "record_revocation",
                "登记上级撤销",
                source,
                RevocationState.REVOKED,
                Role.EXAMINER,
                checks=TO_RECORD,
                needs_reason=True,
            )
            for source in _OPEN
        ),
        Move(
            "record_refusal",
            "登记上级不予撤销",
            RevocationState.CHECKED,
            RevocationState.DISMISSED,
            Role.EXAMINER,
            checks=TO_RECORD_REFUSAL,
            needs_reason=True,
        ),
        *(
            Move(
                "close_with_batch",
                "随整批撤回终止",
                source,
                RevocationState.CLOSED,
                Role.PRINCIPAL_LEADER,
                needs_reason=True,
            )
            for source in _OPEN
        ),
    ),
)

BATCH_WITHDRAWAL = Lifecycle(
    name="batch_withdrawal",
    label="整批撤回",
    initial=BatchWithdrawalState.DRAFT,
    moves=(
        Move(
            "submit",
            "送审",
            BatchWithdrawalState.DRAFT,
            BatchWithdrawalState.SUBMITTED,
            Role.EXAMINER,
        ),
        Move(
            "carry_out",
            "批准撤回",
            BatchWithdrawalState.SUBMITTED,
            BatchWithdrawalState.CARRIED_OUT,
            Role.PRINCIPAL_LEADER,
            needs_reason=True,
            apart_from=("submit",),
        ),
    ),
    returners=((BatchWithdrawalState.SUBMITTED, Role.PRINCIPAL_LEADER),),
)
